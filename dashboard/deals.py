"""What a deal says in words and rows: parties, prices, reasons, who leaves.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Knows no Dash; the page Deal and its charts ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.texts import euros_and_cents, in_sentence, local, money, percent, t, word
from sim.results import Results

EVEN_EUR = 1.0
"""Less than this is neither gain nor loss, as in the deal itself."""
SPLITS = ("nucleolus", "shapley", "nash")
CENTS_BELOW_EUR = 1000.0
"""Prices below this are told to the cent."""
Told = dict[str, Any]


def deal_in(results: Results) -> Told | None:
    """The deal of a run; None when there is nothing that partners could carry together."""
    deal = results.summary.get("deal") or {}
    return deal if deal.get("measure") else None


def no_deal(lang: str, results: Results) -> str:
    """Why there is no deal to show."""
    reason = (results.summary.get("deal") or {}).get("reason", "")
    known = {"no contract was signed of a kind that partners could carry together"}
    told = t(
        lang, "In this plan nobody signed a contract that partners could carry together, so there is nothing to share."
    )
    return told if not reason or reason in known else f"{told} ({reason})"


def who_counts(deal: Told) -> list[str]:
    """Roles that gain, lose or are needed on some terms, in the order of the table."""
    gains = [deal["today"], *(deal["splits"][name] for name in ("nucleolus", "shapley"))]
    needed = set(deal["can_play"]) | set(deal["partners"])
    return [
        role
        for place, role in enumerate(deal["roles"])
        if place == 0 or role in needed or any(abs(each[role]) > EVEN_EUR for each in gains)
    ]


def listed(lang: str, names: Iterable[str]) -> str:
    """Parties in a row, the last after "and".

    >>> listed("en", ["bank", "university"])
    'bank and university'
    """
    told = [in_sentence(lang, word(lang, "actor", name)) for name in names]
    if len(told) < 2:
        return "".join(told)
    return t(lang, "{some} and {last}", some=", ".join(told[:-1]), last=told[-1])


def price_told(lang: str, unit: str, price: float) -> str:
    """A price of the deal with its unit.

    >>> price_told("en", "EUR per item and year", 3.95)
    '€3.95 a piece and year'
    """
    return f"{amount_told(lang, unit, price)} {word(lang, 'price unit', unit)}"


def amount_told(lang: str, unit: str, price: float) -> str:
    """The same without its unit: a share in per cent, or euros."""
    if unit.startswith("share"):
        return percent(lang, price, 2)
    if unit == "EUR per item and year" and abs(price) < CENTS_BELOW_EUR:
        return euros_and_cents(lang, price)
    return money(lang, price)


def fee_signed_eur(results: Results, deal: Told) -> float | None:
    """Yearly fee per piece of the contracts signed for it; None when they have none [EUR]."""
    table = results.tables["contracts"]
    rows = (table["measure"] == deal["measure"]) & (table["form"] == deal["form"]) & (table["yearly_fee_eur"] > 0)
    items = float(table["items"][rows].sum())
    return float(table["yearly_fee_eur"][rows].sum()) / items if items else None


def place_title(lang: str, cities: dict[str, Any], gap: Told) -> str:
    """Where a gap is looked at and by which form of service."""
    city = local(lang, cities.get(gap["place"], gap["place"].replace("_", " ")))
    return f"{city[:1].upper()}{city[1:]}: {in_sentence(lang, word(lang, 'service', gap['form']))}"


def gap_told(lang: str, gap: Told) -> str:
    """One sentence on a gap: how large, and which reason decides."""
    lever = in_sentence(lang, word(lang, "lever", gap["deciding_lever"]))
    amount = money(lang, abs(gap["gap_eur"]), 2)
    if gap["gap_eur"] >= 0:
        return t(lang, "{amount} better for the client than buying; {lever} decides.", amount=amount, lever=lever)
    return t(lang, "{amount} worse for the client than buying; {lever} decides.", amount=amount, lever=lever)


def leaving_told(
    lang: str, everybody: Sequence[str], leavers: Sequence[str], extra_eur: float, counted: Iterable[str]
) -> str:
    """One sentence on who leaves, whom they leave behind, and what they gain by it.

    Args:
        lang: language of the screen
        everybody: all roles
        leavers: the group that could do best by leaving; empty: nobody
        extra_eur: what it could have more
        counted: roles worth naming when they stay behind
    """
    if not leavers:
        return t(lang, "Nobody leaves: no group could do better on its own.")
    counted = set(counted)
    left = [name for name in everybody if name not in leavers and name in counted]
    amount, names = money(lang, extra_eur, 2), listed(lang, leavers)
    if len(leavers) == 1:
        return t(lang, "Better off alone by {amount}: {names}.", names=names, amount=amount)
    if not left:
        return t(
            lang,
            "{names} start again among themselves: together they are {amount} better off.",
            names=_capital(names),
            amount=amount,
        )
    return t(
        lang, "{names} leave: without {left} they are {amount} better off together.",
        names=_capital(names), left=listed(lang, left), amount=amount,
    )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
