"""Where Stadslab keeps what it made: drawn maps and reckoned tables in a cache, the user's cities and inventories as data.

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
    return _own_data() / "cities"


def own_inventories_folder() -> Path:
    """Inventories the user brought in, and the labels he confirmed on the way."""
    return _own_data() / "inventories"


def _own_data() -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("stadslab")
