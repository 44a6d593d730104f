"""The market of the small town of `sample.py`: four tenders, three contracts, three projects, four listings.

Nothing here is a finding; the tables only have the right form and numbers that can be followed by hand.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SERVICE, LED, ROOFS = "private_lighting_service", "led_street_lighting", "rooftop_solar"
MARKET = {
    "tenders": 4, "mean_bids": 2.0, "single_bid_share": 0.5, "failed_share": 0.25, "direct_share": 0.25, "days_to_award": 100.0,
    "abnormally_low_share": 0.2, "mean_price_ratio": 1.04,
}  # fmt: skip
PIPELINE = {
    "ideas": 3, "reached_operation": 1, "stopped": 1, "running": 1, "reached_share": 0.5, "months_to_operation": 24.0,
    "stopped_by_stage": {"finance": 1},
}  # fmt: skip


def as_table(names: str, rows: list[tuple]) -> dict[str, np.ndarray]:
    """Columns by name from rows."""
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names.split())}


def market_tables(swap: bool, from_idea: bool) -> dict[str, dict[str, np.ndarray]]:
    """Tables of the market; empty where no lamps are swapped, without projects where they were decided beforehand."""
    tables = {"tenders": tenders_table(), "bids": bids_table(), "firms": firms_table(), "projects": projects_table()}
    tables |= {"performance": performance_table(), "events": events_table()}
    kept = {"projects": from_idea}
    return {name: table if kept.get(name, swap) else _emptied(table) for name, table in tables.items()}


def _emptied(table: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: values[:0] for name, values in table.items()}


def tenders_table() -> dict[str, np.ndarray]:
    """One won by the cheapest that could be explained, one by a single bidder, one without a bid, one given directly."""
    names = (
        "id project measure form domain buyer procedure criteria estimate_eur opened_day awarded_day bids winner price_eur "
        "cost_eur status reason"
    )
    best, only = (
        "simulated lighting company 2 had the best score of 3 bidders; 1 abnormally low",
        "simulated lighting company 2 was the only bidder",
    )
    direct = "direct award to simulated solar installer 1: under the threshold"
    return as_table(names, [
        (0, 0, LED, SERVICE, "lighting", "city_hall", "european", "price", 100_000.0, 365, 465, 3, 11, 104_000.0, 99_000.0, "awarded", best),
        (1, 1, LED, SERVICE, "lighting", "city_hall", "european", "price, quality 500 EUR/point", 50_000.0, 800, 900, 1, 11, 52_000.0, 50_000.0, "awarded", only),
        (2, -1, ROOFS, "own_budget", "public_solar", "city_hall", "national", "price", 80_000.0, 900, 990, 0, -1, 0.0, 0.0, "failed", "no firm made a bid"),
        (3, -1, ROOFS, "own_budget", "public_solar", "city_hall", "direct", "price", 9_000.0, 1000, 1020, 1, 20, 9_000.0, 8_500.0, "direct", direct),
    ])  # fmt: skip


def bids_table() -> dict[str, np.ndarray]:
    """The cheapest bid of the first tender was too low to be believed."""
    names = "tender firm firm_name trade lot price_eur cost_signal_eur quality score_eur abnormally_low won"
    company, installer, trade = "simulated lighting company", "simulated solar installer", "lighting_service"
    return as_table(names, [
        (0, 10, f"{company} 1", trade, 0, 70_000.0, 68_000.0, 0.0, 70_000.0, True, False),
        (0, 11, f"{company} 2", trade, 0, 104_000.0, 98_000.0, 0.0, 104_000.0, False, True),
        (0, 12, f"{company} 3", trade, 0, 130_000.0, 99_000.0, 0.0, 130_000.0, False, False),
        (1, 11, f"{company} 2", trade, 0, 52_000.0, 49_000.0, 6.0, 49_000.0, False, True),
        (3, 20, f"{installer} 1", "solar", 0, 9_000.0, 8_500.0, 0.0, 9_000.0, False, True),
    ])  # fmt: skip


def firms_table() -> dict[str, np.ndarray]:
    """Three that sell light, one of them out of business, and one that sells panels."""
    company, names = "simulated lighting company", "id name trade size_eur reputation wins bids profit_eur active"
    return as_table(names, [
        (10, f"{company} 1", "lighting_service", 1e6, 0.5, 0, 1, -900.0, True),
        (11, f"{company} 2", "lighting_service", 1e6, 0.6, 2, 2, 4000.0, True),
        (12, f"{company} 3", "lighting_service", 1e6, 0.7, 0, 1, -900.0, False),
        (20, "simulated solar installer 1", "solar", 1e6, 0.7, 1, 1, 500.0, True),
    ])  # fmt: skip


def contracts_table(swap: bool) -> dict[str, np.ndarray]:
    """One that runs, one that was broken off, and one purchase."""
    names = (
        "id form measure domain client provider begins ends items list_price_eur capex_eur saved_eur yearly_fee_eur project "
        "tender firm price_risk volume_risk performance_risk owner state ended_year end_reason promised delivered"
    )
    city, company = "city_hall", "lighting_company"
    gone = "lighting_company is bankrupt: its losses are larger than its equity"
    table = as_table(names, [
        (0, SERVICE, LED, "lighting", city, company, 2026, 2040, 70, 42_000.0, 42_000.0, 5e3, 6_650.0, 0, 0, 11, city, city, company, company, "running", -1, "", 1000.0, 900.0),
        (1, SERVICE, LED, "lighting", city, company, 2027, 2033, 70, 41_000.0, 41_000.0, 5e3, 6_650.0, 0, 0, 11, city, city, company, city, "broken", 2033, gone, 1000.0, 700.0),
        (2, "own_budget", ROOFS, "public_solar", city, "contractors", 2027, 2051, 4, 9_000.0, 9_000.0, 8e2, 0.0, -1, 3, 20, city, city, city, city, "running", -1, "", 0.0, 0.0),
    ])  # fmt: skip
    return table if swap else _emptied(table)


def performance_table() -> dict[str, np.ndarray]:
    """A penalty and a dispute of the contract that was broken off."""
    return as_table("contract year promised delivered unit money_eur kind", [
        (0, 2026, 1000.0, 900.0, "lamp-days", 0.0, "none"), (1, 2030, 500.0, 400.0, "lamp-days", 800.0, "penalty"),
        (1, 2031, 500.0, 300.0, "lamp-days", 200.0, "penalty"), (1, 2031, 500.0, 300.0, "lamp-days", 400.0, "dispute"),
    ])  # fmt: skip


def projects_table() -> dict[str, np.ndarray]:
    """One that came into use, one that stopped at finance, one that is still looked into."""
    names, rows = "project measure kind form domain district day stage outcome actor reason size_eur", []
    steps = {
        0: [(0, "idea", "entered", "politicians", "taken up at once"), (60, "idea", "passed", "city_hall", "the council gave its mandate"),
            (465, "tender", "passed", "city_hall", "simulated lighting company 2 had the best score of 3 bidders; 1 abnormally low"),
            (730, "operate", "entered", "city_hall", "in use from this day")],
        1: [(400, "idea", "entered", "politicians", "taken up at once"), (500, "idea", "passed", "city_hall", "the council gave its mandate"),
            (950, "finance", "stopped", "bank", "ticket of 52,000 EUR below 100,000")],
        2: [(5700, "idea", "entered", "politicians", "taken up after 12 days of waiting")],
    }  # fmt: skip
    for project, turns in steps.items():
        rows += [(project, LED, "swap for LED", SERVICE, "lighting", "", *turn, 50_000.0) for turn in turns]
    return as_table(names, sorted(rows, key=lambda row: row[6]))


def events_table() -> dict[str, np.ndarray]:
    """Lamps 0 to 3 in 2026, two of them again in 2027; panels on two public roofs in 2028."""
    rows: list[tuple[Any, ...]] = [
        (400 + lamp, 2026, "lamp swapped for LED", "lamps", lamp, "contractors", LED) for lamp in range(4)
    ]
    rows += [(800, 2027, "lamp swapped for LED", "lamps", lamp, "contractors", LED) for lamp in (4, 5)]
    rows += [(1200, 2028, "panels on a public roof", "premises", row, "city_hall", ROOFS) for row in (0, 1)]
    return as_table("day year kind layer asset actor measure", rows)


def listings_table() -> dict[str, np.ndarray]:
    """Two needs, of which one is met, money to lend, and something that only two may see."""
    return as_table("id kind party subject opened_day closed_day size unit value_eur state visible_to reason", [
        (0, "need", "city_hall", "public_lighting in harbour", 0, -1, 5000.0, "kWh", 60_000.0, "open", "everybody", "the path of today misses the target"),
        (1, "need", "city_hall", "residential in old_town", 10, 700, 9000.0, "kWh", 90_000.0, "closed", "everybody", "people complain"),
        (2, "finance", "bank", "lighting", 30, -1, 0.0, "", 1e6, "open", "everybody", "published"),
        (3, "asset", "port_authority", "heat", 40, -1, 12.0, "MWh", 0.0, "matched", "esco city_hall", "published"),
    ])  # fmt: skip
