"""The bank file of a scenario: on the screen, as JSON, or in a file.

Place in the flow: `stadslab bank-file`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios.bank_files import bank_file_of
from scenarios.commands.runs import read_scenario
from scenarios.commands.telling import OK, Voice, amount, plain, table
from scenarios.running import open_stage
from scenarios.whole_files import write_whole


def show_bank_file(voice: Voice, name: str, city: str | None, seed: int | None, villages: int, out: Path | None) -> int:
    """Run a scenario once and tell what a financier would want to read of its largest programme."""
    scenario = read_scenario(voice, name, city)
    scenario = replace(scenario, city=city or scenario.city, seed=scenario.seed if seed is None else seed)
    voice.progress(f"running {scenario.name}")
    stage = open_stage(scenario)
    results, _ = stage.run(scenario)
    told = plain(bank_file_of(results, scenario, stage.book, villages))
    if out is not None:
        write_whole(out, (json.dumps(told, indent=1) + "\n").encode())
    voice.answer({**told, "out": str(out) if out else None}, *_shown(told, out))
    return OK


def _shown(told: dict[str, Any], out: Path | None) -> list[Any]:
    """The file as people read it."""
    programme, shown = told["programme"], []
    shown.append(
        f"{programme['measure']} in {programme['city']}: {amount(programme['items'])} items for "
        f"{amount(programme['list_price_eur'])} EUR at list prices, as {programme['form']} from {programme['year']}"
    )
    shown += _one_file(told["file"])
    if "public_balance" in told:
        shown.append(_public_balance(told["public_balance"]))
    if "bundle" in told:
        shown.append(_bundle(told))
    return [*shown, f"Written to {out}"] if out else shown


def _one_file(file: dict[str, Any]) -> list[Any]:
    request, cover, ticket = file["request"], file["cover"], file["ticket"]
    rows = [
        ("borrower", request["borrower"]), ("lender", request["lender"]), ("loan EUR", amount(request["loan_eur"])),
        ("smallest ticket EUR", amount(ticket["least_eur"])), ("rate %", amount(100 * request["rate"], 2)),
        ("years", request["term_years"]), ("paid by", request["payer"] or "-"),
        ("cover ratio, least", amount(cover["least"], 2)), ("cover ratio, mean", amount(cover["mean"], 2)),
        ("cover asked", amount(request["least_cover"], 2)), ("weakest year", cover["weakest_year"] or "-"),
    ]  # fmt: skip
    flows = [
        (year["year"], *(amount(year[name]) for name in
         ("sources_eur", "uses_eur", "income_eur", "running_eur", "interest_eur", "repayment_eur", "net_eur")),
         amount(year["cover"], 2))
        for year in file["cash_flow"]
    ]  # fmt: skip
    columns = ("year", "sources", "uses", "income", "running", "interest", "repayment", "left", "cover")
    money = [("source", *pair) for pair in file["sources"].items()] + [("use", *pair) for pair in file["uses"].items()]
    risks = [(each["risk"], each["borne_by"], "; ".join(each["covered_by"]) or "-") for each in file["risks"]]
    missing = [(chapter, each["title"]) for chapter, papers in file["missing_papers"].items() for each in papers]
    return [
        table("What is asked", ("", "value"), rows),
        table("Sources and uses", ("", "of", "EUR"), [(kind, of, amount(eur)) for kind, of, eur in money]),
        table("Cash by year, EUR", columns, flows),
        table("Risks", ("risk", "borne by", "covered by"), risks),
        table("Papers still missing", ("chapter", "paper"), missing),
        *file["questions"],
    ]


def _public_balance(balance: dict[str, Any]) -> Any:
    """A checklist and no verdict: statisticians decide."""
    rows = [
        (test["name"].replace("_", " "), "yes" if test["passes"] else "no", test["reason"]) for test in balance["tests"]
    ]
    title = f"On the public balance? A checklist, no verdict: {balance['leans']}"
    return table(title, ("question", "met", "because"), rows)


def _bundle(told: dict[str, Any]) -> Any:
    """One village alone beside all of them in one ticket."""
    bundle, alone = told["bundle"], told["village"]
    name = bundle["names"][0]
    rows = [
        ("loan EUR", amount(alone["request"]["loan_eur"]), amount(bundle["loan_eur"])),
        ("reaches the smallest ticket", _yes(alone["ticket"]["large_enough"]), _yes(bundle["large_enough"])),
        ("cover ratio, least", amount(bundle["least_cover_alone"][name], 2), amount(bundle["least_cover"], 2)),
        ("spread of income %", amount(_hundred(bundle["spread_alone"]), 1), amount(_hundred(bundle["spread"]), 1)),
        ("chance of a short year %", amount(_hundred(bundle["short_chance_alone"][name]), 1),
         amount(_hundred(bundle["short_chance"]), 1)),
        ("fixed cost saved EUR", "-", amount(bundle["saved_fixed_eur"], signed=True)),
    ]  # fmt: skip
    return table("The same in villages", ("", "one village", f"{told['villages']} together"), rows)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _hundred(value: float | None) -> float | None:
    return None if value is None else 100 * value
