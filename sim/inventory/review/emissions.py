"""Checks of emissions against energy: each is energy times the factor of its carrier, on net calorific value.

Place in the flow: [inventory]; part of `sim.inventory.review`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.inventory import Place
from sim.inventory.local_electricity import local_emission_factor
from sim.inventory.review.remarks import ERROR, Given, Remark, amount
from sim.inventory.template import GREEN_PURCHASES, LOCAL_ELECTRICITY

OF_THE_PLACE = ("electricity", "heat_cold")
"""Carriers whose factor each place has for itself."""
KG_FOR_T = 1000.0


def factors(given: Given) -> Iterator[Remark]:
    """Stated factors against the usual ones: gross for net, kg for t, another way of counting."""
    for year in given.inventory.years:
        for carrier in CARRIERS:
            stated, usual = given.stated_factor(carrier, year), given.usual_factors[year][carrier]
            if (
                stated is None
                or carrier in OF_THE_PLACE
                or abs(stated - usual) <= given.limit("factor_tolerance") * usual
            ):
                continue
            place = Place("factor_t_mwh", "F", "emission_factor", carrier, year)
            about = f"F.emission_factor.{carrier} {year}"
            if _is_gross(given, carrier, stated / usual if usual else 0.0, year):
                yield Remark("gross_calorific", about, f"{amount(stated)} t/MWh, as for gross calorific value",
                             "the factor on net calorific value", amount(usual), ERROR, place)  # fmt: skip
            elif usual and abs(stated / KG_FOR_T / usual - 1) <= given.limit("unusual_factor"):
                yield Remark(
                    "factor_unit",
                    about,
                    f"{amount(stated)}, as in kg/MWh",
                    "t/MWh",
                    amount(stated / KG_FOR_T),
                    ERROR,
                    place,
                )
            elif abs(stated - usual) > given.limit("unusual_factor") * usual:
                yield _unusual(given, about, stated, usual, place)


def _unusual(given: Given, about: str, stated: float, usual: float, place: Place) -> Remark:
    wanted = f"about {amount(usual)} t/MWh ({given.inventory.approach}, {given.inventory.gas}), or the reason"
    return Remark("factor", about, f"{amount(stated)} t/MWh", wanted, amount(usual), place=place)


def _is_gross(given: Given, carrier: str, ratio: float, year: int) -> bool:
    """Whether a factor over the usual one is that of gas on gross calorific value."""
    return carrier == "natural_gas" and abs(ratio / given.net_over_gross(year) - 1) <= given.limit("factor_tolerance")


def energy_times_factor(given: Given) -> Iterator[Remark]:
    """Each cell of table B is the cell of table A times the factor of its carrier."""
    inventory = given.inventory
    for year in inventory.years:
        if not any(place.table == "A" and place.year == year for place in inventory.cells):
            continue
        for carrier in CARRIERS:
            stated = given.stated_factor(carrier, year)
            for row in SECTORS:
                place = Place("co2_t", "B", row, carrier, year)
                cell = inventory.cells.get(place)
                if cell is not None and cell.value is not None:
                    energy = inventory.value("energy_mwh", "A", row, carrier, year)
                    yield from _one_cell(given, place, energy, cell.value, stated)


def _one_cell(given: Given, place: Place, energy_mwh: float, co2_t: float, stated: float | None) -> Iterator[Remark]:
    about = f"B.{place.row}.{place.carrier} {place.year}"
    if energy_mwh == 0:
        if co2_t:
            yield Remark(
                "emissions", about, f"{amount(co2_t)} t of no energy", "the energy in table A, or 0", place=place
            )
        return
    ratio, usual = co2_t / energy_mwh, given.usual_factors[place.year][place.carrier]
    factor = usual if stated is None else stated
    free = stated is None and place.carrier in OF_THE_PLACE
    tolerance = given.limit("factor_tolerance" if stated is not None else "unusual_factor")
    off = abs(ratio - factor) > tolerance * max(factor, ratio)
    if (
        usual
        and _is_gross(given, place.carrier, ratio / usual, place.year)
        and abs(ratio - factor) > given.limit("factor_tolerance") * factor
    ):
        yield Remark("gross_calorific", about, f"{amount(ratio)} t/MWh: energy on gross calorific value",
                     f"energy times {given.net_over_gross(place.year):g}, on net calorific value",
                     f"{amount(energy_mwh * given.net_over_gross(place.year))} MWh", ERROR, place)  # fmt: skip
    elif off and not free:
        yield Remark("emissions", about, f"{amount(co2_t)} t of {amount(energy_mwh)} MWh", f"energy times {amount(factor)} t/MWh",
                     f"{amount(energy_mwh * factor)} t", place=place)  # fmt: skip


def missing_emissions(given: Given) -> Iterator[Remark]:
    """Energy whose emissions are missing although its factor is above zero."""
    inventory = given.inventory
    for year in inventory.years:
        if not any(place.table == "B" and place.year == year for place in inventory.cells):
            continue
        for place, energy_mwh in inventory.numbers("A", year):
            beside = Place("co2_t", "B", place.row, place.carrier, year)
            stated = given.stated_factor(place.carrier, year)
            factor = given.usual_factors[year][place.carrier] if stated is None else stated
            if energy_mwh > 0 and factor > 0 and beside not in inventory.cells:
                yield Remark("emissions", f"B.{place.row}.{place.carrier} {year}", f"nothing for {amount(energy_mwh)} MWh",
                             "its emissions", f"{amount(energy_mwh * factor)} t", row=("B", place.row, year))  # fmt: skip


def local_factor(given: Given) -> Iterator[Remark]:
    """The electricity's own factor against the one that tables A and C give."""
    inventory = given.inventory
    for year in inventory.years:
        stated = given.stated_factor("electricity", year)
        national = inventory.cells.get(Place("factor_t_mwh", "F", "national_electricity", "electricity", year))
        used = inventory.total("A", year, carrier="electricity")
        if stated is None or national is None or national.value is None or used <= 0:
            continue
        wanted = _reckoned(given, year, used, national.value)
        if wanted is not None and abs(stated - wanted) > given.limit("factor_tolerance") * max(wanted, stated):
            place = Place("factor_t_mwh", "F", "emission_factor", "electricity", year)
            yield Remark("local_factor", f"F.emission_factor.electricity {year}", f"{amount(stated)} t/MWh",
                         "the local factor that tables A and C give", amount(wanted), place=place)  # fmt: skip


def _reckoned(given: Given, year: int, used_mwh: float, national: float) -> float | None:
    """The local factor, None when its parts are no amounts."""
    inventory = given.inventory
    made = sum(inventory.value("production_mwh", "C", row, "", year) for row in LOCAL_ELECTRICITY)
    burnt = sum(inventory.value("co2_t", "C", row, "", year) for row in LOCAL_ELECTRICITY)
    green, green_co2 = (inventory.value(kind, "C", GREEN_PURCHASES, "", year) for kind in ("production_mwh", "co2_t"))
    if min(made, burnt, green, green_co2, national) < 0:
        return None
    return local_emission_factor(used_mwh, made, green, national, burnt, green_co2)
