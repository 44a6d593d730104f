"""Checks of the tables of one year: what is missing, negative, does not add up, or is counted twice.

Place in the flow: [inventory]; part of `sim.inventory.review`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.inventory import Place, rows_of_group
from sim.inventory.review.remarks import ERROR, Given, Remark, amount
from sim.inventory.template import GREEN_PURCHASES, LOCAL_ELECTRICITY, NOT_ENERGY, NOTATION, TABLE_TITLES, TRANSPORT

KEYS = "a value, 0, or a notation key: " + ", ".join(NOTATION)
LISTED = 6


def missing_parts(given: Given) -> Iterator[Remark]:
    """Tables, rows and carriers that nobody filled: an empty cell says nothing, 0 or a notation key does."""
    cells = given.inventory.cells
    for year in given.inventory.years:
        filled = {(place.table, place.row, place.carrier) for place in cells if place.year == year}
        for table in "AB":
            mine = {(row, carrier) for letter, row, carrier in filled if letter == table}
            if not mine:
                yield Remark(
                    "missing_table", f"table {table} {year}", f"no {TABLE_TITLES[table]}", f"table {table} of {year}"
                )
            else:
                yield from _missing_in(table, year, mine)


def _missing_in(table: str, year: int, filled: set[tuple[str, str]]) -> Iterator[Remark]:
    rows, carriers = {row for row, _ in filled}, {carrier for _, carrier in filled}
    for row in SECTORS if table == "A" else (*SECTORS, *NOT_ENERGY):
        if row not in rows:
            yield Remark("missing_row", f"{table}.{row} {year}", "nothing in this row", KEYS, row=(table, "", year))
    absent = [carrier for carrier in CARRIERS if carrier not in carriers]
    for carrier in absent:
        yield Remark(
            "missing_carrier", f"{table}.{carrier} {year}", "nothing in this column", KEYS, row=(table, "", year)
        )
    for row in SECTORS:
        blank = [carrier for carrier in CARRIERS if carrier not in absent and (row, carrier) not in filled]
        if row in rows and blank:
            more = f" and {len(blank) - LISTED} more" if len(blank) > LISTED else ""
            found = f"{len(blank)} empty cells: {', '.join(blank[:LISTED])}{more}"
            yield Remark("empty_cells", f"{table}.{row} {year}", found, KEYS, row=(table, row, year))


def negative_numbers(given: Given) -> Iterator[Remark]:
    """Energy, emissions and factors are zero or more."""
    for place, cell in given.inventory.cells.items():
        if cell.value is not None and cell.value < 0:
            about = f"{place.table}.{place.row}.{place.carrier} {place.year}"
            yield Remark("negative", about, amount(cell.value), "zero or more", amount(-cell.value), ERROR, place)


def sums_that_do_not_add(given: Given) -> Iterator[Remark]:
    """Totals and subtotals that the file states against the sum of their cells."""
    for stated in given.sums:
        rows = (
            rows_of_group(stated.row, stated.table)
            if stated.row in ("all", "buildings", "transport", "others")
            else (stated.row,)
        )
        carrier = None if stated.carrier == "all" else stated.carrier
        total = given.inventory.total(stated.table, stated.year, rows, carrier)
        if abs(total - stated.value) > given.limit("sum_tolerance") * max(abs(total), abs(stated.value)) + 1e-9:
            about = f"{stated.table}.{stated.row}.{stated.carrier} {stated.year}"
            yield Remark("sum", about, amount(stated.value), f"the sum of its cells, {amount(total)}", amount(total))


def gross_columns(given: Given) -> Iterator[Remark]:
    """Fuels are counted on net calorific value; a header that says gross is taken at its word."""
    for carrier, year in given.gross:
        ratio = given.net_over_gross(year)
        near = f"times {ratio:g}" if carrier == "natural_gas" else ""
        yield Remark("gross_calorific", f"{carrier} {year}", "a column on gross calorific value",
                     "energy on net calorific value", near, ERROR)  # fmt: skip


def local_electricity_over_use(given: Given) -> Iterator[Remark]:
    """More electricity made here than used: plants that belong to the national grid may be in it."""
    inventory = given.inventory
    for year in inventory.years:
        made = sum(
            inventory.value("production_mwh", "C", row, "", year) for row in (*LOCAL_ELECTRICITY, GREEN_PURCHASES)
        )
        used = inventory.total("A", year, carrier="electricity")
        if made > used > 0:
            largest = max(LOCAL_ELECTRICITY, key=lambda row: inventory.value("production_mwh", "C", row, "", year))
            place = Place("production_mwh", "C", largest, "", year)
            yield Remark("local_over_use", f"C.production {year}", f"{amount(made)} MWh made and bought green",
                         f"at most the {amount(used)} MWh used, without plants over 20 MW or under emission trading",
                         place=place)  # fmt: skip


def counted_twice(given: Given) -> Iterator[Remark]:
    """The same number in two rows of a carrier; industry so large that plants under emission trading may be in it."""
    inventory = given.inventory
    for year in inventory.years:
        yield from _same_numbers(given, year)
        whole, industry = inventory.total("A", year), inventory.total("A", year, ("industry",))
        if whole > 0 and industry > given.limit("industry_share_limit") * whole:
            yield Remark("ets_industry", f"A.industry {year}", f"{100 * industry / whole:.0f} % of all energy",
                         "industry without plants under emission trading (ETS)", row=("A", "industry", year))  # fmt: skip


def _same_numbers(given: Given, year: int) -> Iterator[Remark]:
    for carrier in CARRIERS:
        seen: dict[float, str] = {}
        for row in SECTORS:
            value = given.inventory.value("energy_mwh", "A", row, carrier, year)
            if not value:
                continue
            if value in seen:
                place = Place("energy_mwh", "A", row, carrier, year)
                fleet = "municipal_fleet" in (row, seen[value]) and {row, seen[value]} <= set(TRANSPORT)
                wanted = "the municipal fleet left out of the other transport" if fleet else "each use in one row only"
                yield Remark("counted_twice", f"A.{row}.{carrier} {year}", f"{amount(value)} MWh, as in {seen[value]}", wanted,
                             "IE", place=place)  # fmt: skip
            seen.setdefault(value, row)


def unit_of_homes(given: Given) -> Iterator[Remark]:
    """Energy of homes per inhabitant far from any town: kWh for MWh, or a part of the homes only."""
    band = given.book.at("inventory.residential_mwh_per_head", given.inventory.baseline_year or 0)
    for year, heads in given.inventory.inhabitants.items():
        used = given.inventory.total("A", year, ("residential",))
        if used and not band["low"] <= used / heads <= band["high"]:
            near = amount(used / 1000) if band["low"] <= used / heads / 1000 <= band["high"] else ""
            yield Remark("energy_per_head", f"A.residential {year}", f"{amount(used / heads)} MWh per inhabitant",
                         f"{band['low']:g} to {band['high']:g}; is the unit MWh?", near, row=("A", "residential", year))  # fmt: skip
