"""Answers on heat, electricity and lighting hours."""

from __future__ import annotations

from typing import Any

from scenarios.book import read_book
from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution

YEAR_OF_CLOCK_CHANGES = 2025
"""Which year's summer time is followed when a case names none."""


def seasonal_heat(given: Given) -> dict[str, Any]:
    """One TABULA building under its workbook names -> every term of its heat balance."""
    from sim.physics import tabula_case

    try:
        return tabula_case(given.inputs)
    except KeyError as missing:
        raise BadCase(f"input {missing} is missing") from None
    except (TypeError, ValueError) as problem:
        raise BadCase(f"an input is no number ({problem})") from None
    except ZeroDivisionError:
        raise NoSolution("a building without floor area or without losses has no heat balance") from None


def local_electricity(given: Given) -> dict[str, float]:
    """Use, local and green electricity with their emissions -> efe [t/MWh]."""
    from sim.inventory.local_electricity import local_emission_factor

    factor = local_emission_factor(
        use_mwh=given.number("tce_mwh", "tce"),
        local_mwh=given.number("lpe_mwh", "lpe", default=0.0),
        green_mwh=given.number("gep_mwh", "gep", default=0.0),
        national_t_per_mwh=given.number("neefe", "neefe_t_mwh"),
        local_co2_t=given.number("co2_lpe_t", "co2lpe_t", "co2_lpe", default=0.0),
        green_co2_t=given.number("co2_gep_t", "co2gep_t", "co2_gep", default=0.0),
    )
    return {"efe": factor}


def switch_off(given: Given) -> dict[str, float]:
    """Place, clock hours off, nights a week -> share of the lighting energy saved.

    The elevation at which lamps switch comes from the book unless the case gives it.
    """
    from sim.physics import share_saved_by_switch_off

    place = given.number("latitude"), given.number("longitude"), given.text("timezone")
    hours = given.clock_hour("off_from_h"), given.clock_hour("off_to_h")
    nights = given.number("nights_per_week", default=7)
    year = given.whole("year", default=YEAR_OF_CLOCK_CHANGES)
    if "switch_elevation_deg" in given.inputs:
        elevation = given.number("switch_elevation_deg")
    else:
        elevation = read_book().at("night.switch_elevation_deg", year)
    try:
        return {"share_saved": share_saved_by_switch_off(*place, *hours, nights, elevation, year)}
    except KeyError:
        raise BadCase(f"input 'timezone' must be a name like Europe/Brussels, found {place[2]!r}") from None
    except ValueError as refusal:
        raise NoSolution(str(refusal)) from None


ANSWERS = {
    "tabula_seasonal": seasonal_heat,
    "local_electricity_factor": local_electricity,
    "switch_off_saving": switch_off,
}
