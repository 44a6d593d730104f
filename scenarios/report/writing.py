"""Writes a report in the forms asked for: all of them are made before the first is written.

Place in the flow: [report]: content -> renderers -> [files].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from scenarios.report.blocks import Report
from scenarios.report.html import as_html
from scenarios.report.pdf import as_pdf
from scenarios.report.xlsx import as_xlsx
from scenarios.whole_files import write_whole

FORMATS: dict[str, Callable[[Report], bytes]] = {"pdf": as_pdf, "xlsx": as_xlsx, "html": as_html}
"""Ending of the file, and what makes it."""


def render(report: Report, form: str) -> bytes:
    """A report in one of FORMATS."""
    return FORMATS[form](report)


def save_report(report: Report, forms: Sequence[str], folder: Path, name: str) -> list[Path]:
    """Write a report in some forms, whole or not at all.

    Args:
        report: the content
        forms: of FORMATS
        folder: made when it is not there
        name: of the files, without ending

    Raises:
        Unusable: the folder cannot be written to
    """
    contents = {form: render(report, form) for form in forms}
    return [write_whole(folder / f"{name}.{form}", content) for form, content in contents.items()]


def file_name(*parts: object) -> str:
    """Words as the name of a file.

    >>> file_name("full_plan", "ideal_city", 1, "nl")
    'full_plan-ideal_city-1-nl'
    """
    return "-".join(re.sub(r"[^A-Za-z0-9_]+", "_", Path(str(part)).stem)[:80] or "_" for part in parts)
