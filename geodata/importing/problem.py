"""What went wrong with a user's file, told so that the user can mend it.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from pathlib import Path


class ImportProblem(ValueError):
    """A place that cannot be imported: which file, what was found, what would work.

    >>> print(ImportProblem("roads.txt", "a file ending in .txt", "a .geojson file"))
    roads.txt
        found  a file ending in .txt
        wanted a .geojson file
    """

    def __init__(self, file: str | Path, found: str, wanted: str):
        self.file, self.found, self.wanted = str(file), found, wanted
        super().__init__(f"{self.file}\n    found  {found}\n    wanted {wanted}")
