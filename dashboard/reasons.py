"""The model's reasons in the language of the screen: why a tender, a project, a loan or a contract ended as it did.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The model writes its reasons in plain English. Those that
never change stand in the catalogues (msgctxt `reason`); those with names and numbers in them are known by their form.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.headlines import group_of
from dashboard.texts import N_, catalogue, local, money, number, t, word

FIRM = r"(?P<firm>simulated [a-z ]+ \d+)"
FORMS_OF_REASON: tuple[tuple[str, str], ...] = (
    (FIRM + r" was the only bidder", N_("{firm} was the only bidder")),
    (FIRM + r" had the best score of (?P<count>\d+) bidders", N_("{firm} had the best score of {count} bidders")),
    (r"direct award to " + FIRM + r": under the threshold", N_("direct award to {firm}: small enough to need no call")),
    (r"(?P<count>\d+) abnormally low", N_("{count} abnormally low")),
    (r"(?P<count>\d+) lots without bids negotiated", N_("{count} lots without bids negotiated")),
    (r"nobody could take lot (?P<count>\d+)", N_("nobody could take lot {count}")),
    (r"cover ratio (?P<found>[\d.-]+), asked (?P<asked>[\d.]+)", N_("income covers the loan {found} times, the bank asks {asked}")),
    (r"cover ratio (?P<found>[\d.-]+) below (?P<asked>[\d.]+)", N_("income covers the loan only {found} times, the bank asks {asked}")),
    (r"ticket of (?P<amount>[\d,]+) EUR below (?P<limit>[\d,]+)", N_("a loan of {amount} is too small: the bank lends from {limit}")),
    (r"one of (?P<count>\d+) in a ticket of (?P<amount>[\d,]+) EUR", N_("one of {count} in a loan of {amount} together")),
    (r"(?P<amount>[\d,]+) EUR on one borrower, above (?P<limit>[\d,]+)", N_("{amount} lent to one borrower is more than the bank's {limit}")),
    (r"(?P<count>[\d.]+) years, longer than (?P<asked>[\d.]+)", N_("{count} years is longer than the bank lends ({asked})")),
    (r"reputation (?P<found>[\d.]+) below (?P<asked>[\d.]+)", N_("its name is not good enough for the bank ({found}, asked {asked})")),
    (r"no loans to (?P<kind>[a-z]+) borrowers", N_("the bank does not lend to such borrowers")),
    (r"taken up after (?P<count>\d+) days of waiting", N_("taken up after {count} days of waiting")),
    (r"no (?P<actor>[a-z ]+) in this city", N_("not in this city: {actor}")),
    (r"(?P<actor>[a-z_]+) is bankrupt: its losses are larger than its equity", N_("bankrupt: {actor}; its losses are larger than its equity")),
    (r"(?P<count>\d+)% of the promise was delivered", N_("{count}% of the promise was delivered")),
    (r"(?P<measure>[a-z_]+): tender \d+ was awarded", N_("a tender was awarded: {measure}")),
    (r"a contract of (?P<measure>[a-z_]+)", N_("a contract was signed: {measure}")),
    (r"a contract of (?P<count>[\d.e+]+) items", N_("a contract of {count} pieces was signed")),
    (r"works of (?P<measure>[a-z_]+) in this district", N_("works were done in this district: {measure}")),
    (r"(?P<measure>[a-z_]+) is offered to households", N_("offered to households: {measure}")),
    (r"households order works, (?P<measure>[a-z_]+) helps", N_("households order works, helped by: {measure}")),
    (r"(?P<measure>[a-z_]+) ended with (?P<count>\d+)% left to do", N_("{measure} ended with {count}% left to do")),
    (r"(?P<actor>[a-z_]+) is in the city", N_("in the city: {actor}")),
    (r"loan to a public borrower, (?P<count>[\d.]+) years at most, cover (?P<found>[\d.]+)", N_("Loan to a public body, {count} years at most, income {found} times the payments")),
    (r"loan to a business borrower, (?P<count>[\d.]+) years at most, cover (?P<found>[\d.]+)", N_("Loan to a company, {count} years at most, income {found} times the payments")),
    (r"loan to a household borrower, (?P<count>[\d.]+) years at most", N_("Loan to a household, {count} years at most")),
)  # fmt: skip
"""How such a reason, or what a loan on the notice board is about, reads in the model, and the sentence it becomes."""


def reason_words(lang: str, reason: str) -> str:
    """A reason of the model as people say it; one that nobody foresaw stays as the model wrote it.

    >>> reason_words("en", "simulated builder 3 was the only bidder; 1 abnormally low")
    'simulated builder 3 was the only bidder; 1 abnormally low'
    """
    return "; ".join(_part(lang, part) for part in reason.split("; "))


def _part(lang: str, part: str) -> str:
    known = catalogue(lang).pgettext("reason", part)
    if known != part:
        return known
    for form, sentence in FORMS_OF_REASON:
        match = re.fullmatch(form, part)
        if match:
            return t(lang, sentence, **{name: _value(lang, name, text) for name, text in match.groupdict().items()})
    return part


def _value(lang: str, name: str, text: str) -> str:
    """What stands in the gap of a sentence."""
    if name in ("amount", "limit"):
        return money(lang, float(text.replace(",", "")), 2)
    if name in ("found", "asked"):
        return number(lang, float(text), 2 if "." in text else 0)
    tell: Callable[[str, str], str] | None = {"firm": firm_name, "actor": _actor, "measure": _measure}.get(name)
    return tell(lang, text) if tell else text


def _actor(lang: str, text: str) -> str:
    return word(lang, "actor", text.replace(" ", "_"))


def _measure(lang: str, name: str) -> str:
    from sim.measures import MEASURES

    return local(lang, getattr(MEASURES.get(name), "title", None) or word(lang, "measure", name))


def firm_name(lang: str, name: str) -> str:
    """The name of a simulated firm.

    >>> firm_name("nl", "simulated electrician 7")
    'gesimuleerde elektricien 7'
    """
    kind, _, count = name.rpartition(" ")
    known = catalogue(lang).pgettext("firm", kind)
    return f"{known} {count}" if count.isdigit() else name


def who_said(lang: str, actor: str) -> str:
    """An actor or desk; the households of a district are households."""
    return word(lang, "actor", group_of(actor))
