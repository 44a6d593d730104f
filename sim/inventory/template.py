"""The words of the Covenant of Mayors reporting template: tables, rows, columns, notation keys, fields of an action.

Place in the flow: [inventory]. Names only; what people call them in four languages stands in
`scenarios/inventory/labels.yaml`. The layout was not checked against the current official workbook.
"""

from __future__ import annotations

from sim.inventory.covenant import CARRIERS, SECTORS

NOTATION = {
    "NO": "does not occur here",
    "NE": "occurs, but is not estimated",
    "IE": "included elsewhere",
    "C": "confidential",
}
"""Keys that stand in a cell in place of a number."""

NOT_ENERGY = ("waste", "waste_water", "other_not_energy")
"""Rows of table B alone: emissions that come from no carrier."""
LOCAL_ELECTRICITY = ("wind", "hydro", "solar_power", "combined_heat_power", "other_electricity")
"""Rows of table C: plants under 20 MW outside emission trading."""
GREEN_PURCHASES = "green_purchases"
"""Row under table C: certified green electricity that the municipality buys."""
LOCAL_HEAT = ("heat_from_chp", "district_heating", "other_heat")
"""Rows of table D: heat and cold made on the territory."""
FACTOR_ROWS = ("emission_factor", "national_electricity")
"""Rows of the factors: the one each carrier is counted with, and the national or European one of electricity."""

ROWS = {
    "A": SECTORS,
    "B": (*SECTORS, *NOT_ENERGY),
    "C": (*LOCAL_ELECTRICITY, GREEN_PURCHASES),
    "D": LOCAL_HEAT,
    "F": FACTOR_ROWS,
}
"""Rows of every table."""
TABLE_TITLES = {
    "A": "final energy consumption",
    "B": "emissions",
    "C": "local electricity production",
    "D": "local heat and cold production",
    "F": "emission factors",
}
UNITS = {"energy_mwh": "MWh", "co2_t": "t", "production_mwh": "MWh", "input_mwh": "MWh", "factor_t_mwh": "t/MWh"}
"""Kinds of number, each with its unit."""
KINDS = {
    "A": ("energy_mwh",),
    "B": ("co2_t",),
    "C": ("production_mwh", "input_mwh", "co2_t"),
    "D": ("production_mwh", "input_mwh", "co2_t"),
    "F": ("factor_t_mwh",),
}
"""Kinds of number in every table, in the order of its columns."""
GROUPS = {
    "buildings": ("municipal_buildings", "tertiary", "residential", "public_lighting", "industry"),
    "transport": ("municipal_fleet", "public_transport", "private_transport"),
    "others": ("agriculture", "other"),
}
"""Subtotals of tables A and B."""
KEY_SECTORS = ("municipal_buildings", "tertiary", "residential", "transport")
"""Sectors of the Covenant that a plan must act in (three of the four at least)."""
TRANSPORT = GROUPS["transport"]

APPROACHES = {"ipcc": "direct emissions, IPCC", "lca": "life cycle"}
GASES = {"co2": "carbon dioxide", "co2e": "carbon dioxide equivalent, methane and nitrous oxide in"}

ACTION_STATES = ("not_started", "ongoing", "completed", "postponed", "cancelled")
STRATEGY = (
    "vision",
    "coordination",
    "staff",
    "stakeholders",
    "budget_eur",
    "financing",
    "monitoring",
    "adaptation",
)
"""Questions of the strategy sheet, each answered in a text."""


def columns_of(table: str, kind: str, row: str) -> tuple[str, ...]:
    """Columns that a row of a table has for a kind of number; an empty name where no carrier is meant.

    >>> columns_of("B", "co2_t", "waste"), columns_of("C", "production_mwh", "wind")
    (('',), ('',))
    >>> columns_of("C", "input_mwh", "wind"), len(columns_of("C", "input_mwh", "combined_heat_power"))
    ((), 14)
    """
    if table in ("A", "B"):
        return ("",) if row in NOT_ENERGY else CARRIERS
    if table == "F":
        return CARRIERS if row == "emission_factor" else ("electricity",)
    if kind != "input_mwh":
        return ("",)
    burns = row in ("combined_heat_power", "other_electricity", *LOCAL_HEAT)
    return tuple(carrier for carrier in CARRIERS if carrier != "electricity") if burns else ()
