"""A run in the forms of others: open contracting data, value map, event log, long table.

The front door of the package.
"""

from scenarios.export.exporting import FORMATS, Exported, Written, export_results
from scenarios.export.ocds import release_package
from scenarios.export.ocds_checking import check_package
from scenarios.export.real_names import read_real_names

__all__ = [
    "FORMATS",
    "Exported",
    "Written",
    "check_package",
    "export_results",
    "read_real_names",
    "release_package",
]
