"""Build step: compile the translations (.po to .mo), so that clones and wheels carry them."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Write the .mo file beside every .po file of the showroom."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Called by hatchling before anything is packed."""
        for source in sorted(Path(self.root, "dashboard", "locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(text))
