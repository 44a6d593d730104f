"""Who is better off with the plan than with the best they could do otherwise.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import amount_bars, chart
from dashboard.headlines import EVEN_EUR, gains
from dashboard.texts import word
from dashboard.theme import BAD, BASELINE, GOOD, Figure
from sim.results import Results


@chart("Who gains, who pays", help="Net present value of each party above its best alternative; red parties lose.")
def who_gains(results: Results, lang: str) -> Figure:
    """One bar an actor, winners on top."""
    rows = gains(results)[::-1]
    amounts = [row["gain_eur"] for row in rows]
    colours = [BASELINE if abs(amount) < EVEN_EUR else GOOD if amount > 0 else BAD for amount in amounts]
    return amount_bars([word(lang, "actor", row["id"]) for row in rows], amounts, colours, lang)
