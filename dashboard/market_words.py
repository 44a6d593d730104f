"""Sentences about the market that a mayor understands: how a tender ended, how the market as a whole did.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Values in, words out; no layout.
"""

from __future__ import annotations

from typing import Any

from dashboard.market import SAME_SHARE, Tender
from dashboard.reasons import firm_name, reason_words
from dashboard.texts import money, number, percent, t
from sim.results import Results


def capital(text: str) -> str:
    """A sentence begins with a capital."""
    return text[:1].upper() + text[1:]


def against_estimate(lang: str, over_share: float) -> str:
    """A price beside the buyer's estimate.

    >>> against_estimate("en", 0.083), against_estimate("en", -0.04), against_estimate("en", 0.001)
    ('8% above the estimate', '4% below the estimate', 'at the estimate')
    """
    if abs(over_share) < SAME_SHARE:
        return t(lang, "at the estimate")
    share = percent(lang, abs(over_share))
    return t(lang, "{share} above the estimate", share=share) if over_share > 0 else t(lang, "{share} below the estimate", share=share)  # fmt: skip


def tender_told(lang: str, tender: Tender) -> str:
    """How one tender ended, and what the others had cost."""
    if tender.has_failed:
        return t(lang, "It came to nothing: {reason}.", reason=reason_words(lang, tender.reason))
    told = {
        "firm": firm_name(lang, tender.winner), "price": money(lang, tender.price_eur, 2), "count": tender.firms,
        "difference": against_estimate(lang, tender.over_share),
    }  # fmt: skip
    if tender.is_direct:
        return capital(t(lang, "{firm} got it without a call, for {price}: such a small purchase needs none.", **told))
    if tender.won_by is None:
        return t(lang, "{count} firms bid for {lots} lots; together they cost {price}, {difference}.", lots=tender.lots, **told)  # fmt: skip
    if tender.firms == 1:
        return t(lang, "Only one firm bid. It got the work for {price}, {difference}.", **told)
    first = _won_how(lang, tender, told)
    return f"{first} {_without(lang, tender)}".strip()


def _won_how(lang: str, tender: Tender, told: dict[str, Any]) -> str:
    cheaper = [bid for bid in tender.bids if bid.price_eur < tender.price_eur]
    if not cheaper:
        return t(lang, "{count} firms bid; the cheapest won: {firm}, for {price}, {difference}.", **told)
    if all(bid.abnormally_low for bid in cheaper):
        return t(lang, "{count} firms bid; the cheapest bid that could be explained won: {firm}, for {price}, {difference}.", **told)  # fmt: skip
    return t(
        lang, "{count} firms bid; price and quality together decided for {firm}, at {price}, {difference}.", **told
    )


def _without(lang: str, tender: Tender) -> str:
    """What the next in line had cost."""
    if tender.next_best is None:
        return ""
    dearer = tender.next_best.price_eur / tender.price_eur - 1.0
    if abs(dearer) < SAME_SHARE:
        return t(lang, "Without it the price had been the same.")
    share = percent(lang, abs(dearer)) if abs(dearer) >= 0.01 else percent(lang, abs(dearer), 1)
    if dearer > 0:
        return t(lang, "Without it the price had been {share} higher.", share=share)
    return t(lang, "The next in line was {share} cheaper, but less good.", share=share)


def market_told(lang: str, results: Results) -> str:
    """The tenders of a run in two or three sentences, from `summary["market"]`."""
    market = results.summary.get("market") or {"tenders": 0}
    calls = market["tenders"]
    if not calls:
        return t(lang, "In this plan nothing was put out to tender.")
    direct, failed = round(calls * market["direct_share"]), round(calls * market["failed_share"])
    parts = [t(lang, "{count} purchases were put to the market.", count=calls) if calls > 1
             else t(lang, "One purchase was put to the market.")]  # fmt: skip
    if direct:
        parts.append(t(lang, "{count} were so small that a firm was chosen without a call.", count=direct) if direct > 1
                     else t(lang, "One was so small that a firm was chosen without a call."))  # fmt: skip
    if failed:
        parts.append(t(lang, "{count} found nobody.", count=failed) if failed > 1 else t(lang, "One found nobody."))
    if calls > direct:
        parts.append(
            t(
                lang, "On average {bids} firms bid; in {single} of the tenders only one did.",
                bids=number(lang, market["mean_bids"], 1), single=percent(lang, market["single_bid_share"]),
            )
        )  # fmt: skip
    if calls > failed:
        difference = against_estimate(lang, market["mean_price_ratio"] - 1.0)
        parts.append(t(lang, "Prices came out {difference}.", difference=difference))
    return " ".join(parts)


def contracts_told(lang: str, states: dict[str, int], last_year: int) -> str:
    """How the contracts stand at the end of the run."""
    if not sum(states.values()):
        return t(lang, "No contract was signed.")
    broken = states["broken"]
    first = t(
        lang, "Of {count} contracts {running} still run at the end of {year} and {ended} ended as agreed.",
        count=sum(states.values()), running=states["running"], ended=states["ended"], year=last_year,
    )  # fmt: skip
    if broken > 1:
        return f"{first} {t(lang, '{count} were broken off.', count=broken)}"
    return f"{first} {t(lang, 'One was broken off.') if broken else t(lang, 'None was broken off.')}"


def projects_told(lang: str, pipeline: dict[str, Any]) -> str:
    """The way of ideas in one or two sentences, from `summary["pipeline"]`."""
    told = [
        t(
            lang, "{ideas} ideas: {reached} came into operation, {stopped} stopped on the way, {running} still under way.",
            ideas=pipeline["ideas"], reached=pipeline["reached_operation"], stopped=pipeline["stopped"],
            running=pipeline["running"],
        )
    ]  # fmt: skip
    if pipeline.get("months_to_operation"):
        years = number(lang, pipeline["months_to_operation"] / 12.0, 1)
        told.append(t(lang, "Those that made it took {years} years on average.", years=years))
    return " ".join(told)
