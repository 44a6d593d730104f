"""The answer: one sentence against the pledge, four numbers, and what decides.

Place in the flow: part of a report.
"""

from __future__ import annotations

from scenarios.report.blocks import Answer, Block, Bullets, KeyFigures, Section
from scenarios.report.given import Given
from scenarios.report.standing import Pledge, main_pledge, pledges_of


def answer(given: Given) -> Section:
    """What the run says to the question that was asked."""
    pledge = main_pledge(pledges_of(given.results))
    blocks: list[Block] = [Answer(sentence_of(given, pledge)), KeyFigures(_key_figures(given, pledge))]
    points = tuple(point for point in (_against_nothing(given), _public_money(given), _winners(given)) if point)
    return Section(given.words("answer.title"), (*blocks, *((Bullets(points),) if points else ())))


def sentence_of(given: Given, pledge: Pledge | None) -> str:
    """The answer in one sentence."""
    w, base = given.words, given.summary["baseline"]
    if pledge is None or pledge.reached_share is None:
        final = given.summary["final"]
        change = w.percent(final["co2_t"] / base["co2_t"] - 1.0 if base["co2_t"] else None, signed=True)
        key = "answer.no_pledge" if pledge is None else "answer.outside"
        return w(key, year=final["year"], change=change, base=base["year"], pledge=pledge.year if pledge else "")
    values = {
        "year": pledge.year, "base": base["year"], "change": w.percent(-pledge.reached_share, signed=True),
        "pledged": w.percent(-pledge.pledged_share, 0, signed=True), "tonnes": w.number(abs(pledge.gap_t)),
        "points": w.number(abs(pledge.gap_points), 1), "met": pledge.met_in, "last": given.last_year,
    }  # fmt: skip
    if pledge.kept:
        return w("answer.kept", **values)
    return w("answer.late" if pledge.met_in else "answer.never", **values)


def _key_figures(given: Given, pledge: Pledge | None) -> tuple[tuple[str, str], ...]:
    w, summary = given.words, given.summary
    base, shown = summary["baseline"], []
    if pledge is not None and pledge.reached_share is not None:
        gap = w.number(pledge.gap_points, 1, signed=True)
        met = str(pledge.met_in) if pledge.met_in else w("answer.not_by", last=given.last_year)
        shown += [
            (
                w.percent(-pledge.reached_share, signed=True),
                w("answer.key_change", year=pledge.year, base=base["year"]),
            ),
            (gap, w("answer.key_gap")),
            (met, w("answer.key_met")),
        ]
    else:
        final = summary["final"]
        change = final["co2_t"] / base["co2_t"] - 1.0 if base["co2_t"] else None
        shown.append((w.percent(change, signed=True), w("answer.key_change", year=final["year"], base=base["year"])))
    spent = float(given.results.yearly("public_cost_eur").sum())
    return (*shown, (w.euros(spent), w("answer.key_public", first=given.first_year, last=given.last_year)))


def _against_nothing(given: Given) -> str:
    """What the plan saves against the city that decides nothing."""
    if given.untouched is None:
        return given.words("answer.decides_nothing") if not given.scenario.measures else ""
    w = given.words
    less_t = float(given.untouched.emissions_by_year()[-1] - given.results.emissions_by_year()[-1])
    all_t = float((given.untouched.emissions_by_year() - given.results.emissions_by_year()).sum())
    key = "answer.less_than_nothing" if less_t >= 0 else "answer.more_than_nothing"
    return w(key, year=given.last_year, tonnes=w.number(abs(less_t)), all=w.number(all_t, signed=True))


def _public_money(given: Given) -> str:
    if given.untouched is None:
        return ""
    w = given.words
    extra = float((given.results.yearly("public_cost_eur") - given.untouched.yearly("public_cost_eur")).sum())
    key = "answer.costs_public" if extra >= 0 else "answer.saves_public"
    return w(key, amount=w.euros(abs(extra)), first=given.first_year, last=given.last_year)


def _winners(given: Given) -> str:
    from scenarios.report.parts.gains import gains_of

    rows = gains_of(given)
    w = given.words
    up = [w.actor(row.party) for row in rows if row.gain_eur > 1000.0][:3]
    down = [w.actor(row.party) for row in reversed(rows) if row.gain_eur < -1000.0][:3]
    if not up and not down:
        return ""
    if not down:
        return w("answer.only_winners", winners=w.listed(up))
    return (
        w("answer.winners", winners=w.listed(up), losers=w.listed(down))
        if up
        else w("answer.only_losers", losers=w.listed(down))
    )
