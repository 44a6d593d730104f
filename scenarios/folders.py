"""Where Stadslab keeps what it made: drawn maps and reckoned tables in a cache, the user's own cities as data.

Place in the flow: a small tool of `scenarios`. The environment variable `STADSLAB_HOME` puts both under one folder.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "STADSLAB_HOME"


def cache_folder() -> Path:
    """What can be made again; may be deleted at any time."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("stadslab")


def own_cities_folder() -> Path:
    """Cities the user made or brought in, one folder each."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / "cities"
    from platformdirs import user_data_path

    return user_data_path("stadslab") / "cities"
