"""A small run by hand, with the columns that today's results have: what the tests of exports read."""

from pathlib import Path

import pyarrow as pa

from scenarios.export.run_tables import Run
from scenarios.results_folder import SavedResults

COLUMNS = {
    "tenders": "id project measure form domain buyer procedure criteria estimate_eur opened_day awarded_day bids winner "
    "price_eur cost_eur status reason",
    "bids": "tender firm firm_name trade lot price_eur cost_signal_eur quality score_eur abnormally_low won",
    "projects": "project measure kind form domain district day stage outcome actor reason size_eur",
    "listings": "id kind party subject opened_day closed_day size unit value_eur state visible_to reason",
    "firms": "id name trade size_eur reputation wins bids profit_eur active",
    "contracts": "id form measure client provider begins ends items capex_eur yearly_fee_eur project tender firm price_risk "
    "volume_risk performance_risk owner state ended_year end_reason promised delivered",
    "performance": "contract year promised delivered unit money_eur kind",
    "transfers": "year giver taker kind object quantity unit eur contract",
    "ledger": "year payer payee account contract amount_eur",
    "events": "day year asset kind layer actor measure",
    "yearly": "year quantity value",
}
LED = ("led_street_lighting", "private_lighting_service", "lighting")
ROOFS = ("public_solar", "own_budget", "public_solar")

TENDERS = [
    (0, 4, *LED, "city_hall", "national", "price", 300e3, 40, 130, 0, -1, 0.0, 0.0, "failed", "nobody bid"),
    (1, 4, *LED, "city_hall", "national", "price, upkeep 500 EUR/point", 300e3, 200, 290, 2, 7, 310e3, 305e3, "awarded",
     "best of 2 bids"),
    (2, -1, *ROOFS, "city_hall", "direct", "price", 20e3, 400, 415, 1, 3, 19e3, 18e3, "direct", "under the threshold"),
    (3, -1, *ROOFS, "intermunicipal", "european", "price", 6e6, 500, 640, 3, 3, 5.5e6, 5.6e6, "awarded", "3 bids"),
]  # fmt: skip
BIDS = [
    (1, 7, "simulated lighting company 7", "lighting_service", 0, 310e3, 300e3, 8.0, 306e3, False, True),
    (1, 9, "simulated lighting company 9", "lighting_service", 0, 200e3, 190e3, 5.0, 197.5e3, True, False),
    (2, 3, "simulated solar installer 3", "solar", 0, 19e3, 18e3, 0.0, 19e3, False, True),
    (3, 3, "simulated solar installer 3", "solar", 0, 3e6, 3e6, 0.0, 3e6, False, True),
    (3, 5, "simulated solar installer 5", "solar", 1, 2.5e6, 2.4e6, 0.0, 2.5e6, False, True),
    (3, 5, "simulated solar installer 5", "solar", 0, 3.1e6, 3e6, 0.0, 3.1e6, False, False),
]
PROJECT = (4, "led_street_lighting", "swap for LED", "private_lighting_service", "lighting", "old_town")
PROJECTS = [
    (*PROJECT, 0, "idea", "entered", "city_hall", "gap to the target", 300e3),
    (*PROJECT, 10, "idea", "passed", "city_hall", "the council agrees", 300e3),
    (*PROJECT, 40, "tender", "entered", "city_hall", "taken up at once", 300e3),
    (*PROJECT, 290, "tender", "passed", "city_hall", "awarded", 300e3),
    (*PROJECT, 300, "permit", "passed", "region", "no objection", 300e3),
    (*PROJECT, 700, "build", "passed", "contractors", "all lamps stand", 300e3),
]
LISTINGS = [(0, "need", "city_hall", "lighting", 0, 290, 600.0, "lamps", 300e3, "closed", "everybody", "contract signed"),
            (1, "offer", "bank", "loan", 5, -1, 1.0, "loans", 1e6, "open", "everybody", "published")]  # fmt: skip
FIRMS = [
    (3, "simulated solar installer 3", "solar", 2e6, 0.6, 2, 2, 1e4, True),
    (5, "simulated solar installer 5", "solar", 2e6, 0.6, 1, 2, 1e4, True),
    (7, "simulated lighting company 7", "lighting_service", 9e6, 0.7, 1, 1, 5e4, True),
]
CONTRACTS = [
    (0, *LED[1::-1], "city_hall", "lighting_company", 2025, 2034, 600.0, 310e3, 40e3, 4, 1, 7, "city_hall", "lighting_company",
     "lighting_company", "lighting_company", "running", -1, "", 100.0, 90.0),
    (1, *ROOFS[1::-1], "city_hall", "contractors", 2026, 2026, 15.0, 19e3, 0.0, -1, 2, 3, "city_hall", "city_hall", "city_hall",
     "city_hall", "ended", 2026, "delivered", 1.0, 1.0),
    (2, "household_with_grant", "home_retrofit", "households:old_town", "contractors", 2026, 2026, 3.0, 60e3, 0.0, -1, -1, -1,
     "households", "households", "households", "households:old_town", "ended", 2026, "", 1.0, 1.0),
]  # fmt: skip
PERFORMANCE = [(0, 2026, 100.0, 90.0, "MWh", 1500.0, "penalty"), (0, 2027, 100.0, 101.0, "MWh", 0.0, "none")]
TRANSFERS = [
    (2026, "city_hall", "lighting_company", "money", "service fee", 40e3, "EUR", 40e3, 0),
    (2026, "lighting_company", "city_hall", "service", "lit hours", float("nan"), "h", float("nan"), 0),
    (2027, "university", "city_hall", "know_how", "advice", 1.0, "report", float("nan"), -1),
]
LEDGER = [
    (2025, "lighting_company", "contractors", "works", 0, 310e3),
    (2026, "city_hall", "lighting_company", "service fee", 0, 40e3),
    (2026, "city_hall", "contractors", "works", 1, 19e3),
    (2026, "region", "city_hall", "grant for solar", 1, 4e3),
    (2026, "bank", "city_hall", "loan paid out", 1, 10e3),
    (2026, "businesses", "suppliers", "electricity", -1, 1e6),
]
EVENTS = [
    (12, 2025, 3, "lamp failed", "lamps", "grid_operator", ""),
    (700, 2026, -1, "all LED", "city", "city_hall", LED[0]),
]
YEARLY = [(2025, "led_share", 0.15), (2026, "led_share", 0.3)]
ROWS = {
    "tenders": TENDERS, "bids": BIDS, "projects": PROJECTS, "listings": LISTINGS, "firms": FIRMS, "contracts": CONTRACTS,
    "performance": PERFORMANCE, "transfers": TRANSFERS, "ledger": LEDGER, "events": EVENTS, "yearly": YEARLY,
}  # fmt: skip
MANIFEST = {
    "scenario": {"name": "lighting_as_a_service", "hash": "a1"}, "city": {"name": "ideal_city", "hash": "c1"}, "seed": 1,
    "book_hash": "b1", "summary": {"years": [2025, 2026, 2027]},
}  # fmt: skip
INTEGERS = {"id", "project", "tender", "firm", "lot", "year", "contract", "winner", "day", "begins", "ends", "asset"}


def table(name, rows):
    """Rows of a table as Arrow columns, the empty ones too."""
    columns = COLUMNS[name].split()
    values = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else {column: [] for column in columns}
    return pa.table(
        {column: pa.array(list(each), None if rows else kind_of(column)) for column, each in values.items()}
    )


def kind_of(column):
    if column in INTEGERS or column.endswith("_day"):
        return pa.int64()
    return pa.float64() if column.endswith(("eur", "value", "size", "promised", "delivered")) else pa.string()


def results(without=(), manifest=MANIFEST, **rows):
    """The made-up run as it was saved, some tables left out or with other rows."""
    wanted = {**ROWS, **rows}
    tables = {name: table(name, own) for name, own in wanted.items() if name not in without}
    return SavedResults(Path("results") / "made_up", manifest, tables)


def run(without=(), **rows):
    """The same as the exports read it."""
    return Run(results(without, **rows))
