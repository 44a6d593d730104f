"""Who has what when one price of the deal is moved, and who would leave.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. No chart of the gallery: it follows a slider.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.charts.base import amount_bars
from dashboard.deals import EVEN_EUR
from dashboard.texts import t, word
from dashboard.theme import ACCENT, BAD, BASELINE, Figure


def deal_moved(
    lang: str, roles: Sequence[str], gains_eur: Sequence[float], leavers: Collection[str], shown: Collection[str]
) -> Figure:
    """A bar per role, those of the group that would leave in another colour and marked in words.

    Args:
        lang: language of the screen
        roles: everybody, client first
        gains_eur: of each role
        leavers: the group that could do best by leaving
        shown: roles that get a bar
    """
    rows = [(role, gain) for role, gain in zip(roles, gains_eur, strict=True) if role in shown][::-1]
    colours = [BAD if role in leavers else BASELINE if abs(gain) < EVEN_EUR else ACCENT for role, gain in rows]
    names = [
        t(lang, "{party} (leaves)", party=word(lang, "actor", role)) if role in leavers else word(lang, "actor", role)
        for role, _ in rows
    ]
    return amount_bars(names, [gain for _, gain in rows], colours, lang)
