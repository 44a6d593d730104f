"""What a run leaves behind: plain tables, nothing that draws or saves.

Place in the flow: city -> population -> behaviour, markets -> physics -> inventory -> [results].
`scenarios.results_folder` writes these tables to Parquet, `dashboard` draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

LABELS = ("A+", "A", "B", "C", "D", "E", "F")
"""Energy labels on the Flemish scale, best first; `assets` stores their index."""

Table = dict[str, np.ndarray]

TABLES: dict[str, dict[str, str]] = {
    "inventory": {
        "kind": "energy_mwh, co2_t, production_mwh, input_mwh or factor_t_mwh",
        "table": "A energy use, B emissions, C local electricity, D local heat, F emission factors",
        "row": "Covenant sector, or source of local energy",
        "carrier": "energy carrier, empty where none is meant",
        "year": "calendar year",
        "value": "amount in `unit`; 0 where a notation key stands for it",
        "unit": "MWh, t or t/MWh",
        "notation": "notation key when there is no value: NO, NE, IE, C",
        "source": "computed, given or statistic",
        "quality": "how the value was found",
    },
    "ledger": {
        "year": "calendar year",
        "payer": "party",
        "payee": "party",
        "account": "what the money is for",
        "contract": "contract id, -1 for none",
        "amount_eur": "amount, in real euros of the book's price year",
    },
    "contracts": {
        "id": "contract id",
        "form": "contract form",
        "measure": "measure id of the scenario",
        "domain": "what it is about: lighting, public_buildings, public_solar, charging, greening, heat, collective_homes",
        "client": "party that is served",
        "provider": "party that delivers",
        "begins": "first year",
        "ends": "last year",
        "items": "lamps, dwellings, buildings or kWp in it",
        "list_price_eur": "investment at list prices",
        "capex_eur": "investment as paid",
        "saved_eur": "expected saving on the energy bill in a full year, at the price of its first",
        "yearly_fee_eur": "fee in its first full year, 0 when nothing is paid by the year",
        "project": "project it came from, -1 for none",
        "tender": "tender it was awarded in, -1 for none",
        "firm": "firm that won it, -1 for the trade as a whole",
        "price_risk": "party that bears the risk of prices",
        "volume_risk": "party that bears the risk of use",
        "performance_risk": "party that bears the risk of performance",
        "owner": "whose the things are at the end of the run",
        "state": "running, ended or broken",
        "ended_year": "year in which it ended, -1 while it runs",
        "end_reason": "why it ended",
        "promised": "sum over the years, in kWh, lamp-days or days",
        "delivered": "sum over the years, same unit",
    },
    "performance": {
        "contract": "contract id",
        "year": "calendar year",
        "promised": "amount in `unit`",
        "delivered": "amount in `unit`",
        "unit": "kWh, lamp-days or days",
        "money_eur": "what it cost or brought whoever bears it",
        "kind": "none, penalty, bonus, shortfall or dispute",
    },
    "tenders": {
        "id": "tender id",
        "project": "project it belongs to, -1 when works were decided beforehand",
        "measure": "measure id of the scenario",
        "form": "contract form",
        "domain": "what it is about",
        "buyer": "party that asks",
        "procedure": "direct, negotiated, national or european",
        "criteria": "how bids are ranked",
        "estimate_eur": "the buyer's estimate, at list prices",
        "opened_day": "day of the call, from 1 January of the first simulated year",
        "awarded_day": "day on which it ended",
        "bids": "bids received, over all lots",
        "winner": "firm with the most value, -1 for nobody",
        "price_eur": "price of the award",
        "cost_eur": "what the work really costs the winner",
        "status": "awarded, failed or direct",
        "reason": "why it ended so",
    },
    "bids": {
        "tender": "tender id",
        "firm": "firm id",
        "firm_name": "simulated name of the firm",
        "trade": "its trade",
        "lot": "number of the lot",
        "price_eur": "price asked",
        "cost_signal_eur": "what the firm thought the work costs",
        "quality": "points",
        "score_eur": "price less the worth of quality; the lowest wins",
        "abnormally_low": "far under the mean of the bids",
        "won": "whether it won the lot",
    },
    "firms": {
        "id": "firm id",
        "name": "simulated name",
        "trade": "its trade",
        "size_eur": "yearly turnover it can carry",
        "reputation": "how well it is thought of, 0 to 1",
        "wins": "tenders won",
        "bids": "bids made",
        "profit_eur": "profit on the city's work",
        "active": "in business at the end of the run",
    },
    "projects": {
        "project": "project id",
        "measure": "measure id of the scenario",
        "kind": "what is done",
        "form": "contract form it aims at",
        "domain": "what it is about",
        "district": "where, empty for the whole city",
        "day": "day from 1 January of the first simulated year",
        "stage": "idea, feasibility, partners, tender, finance, permit, build, operate or hand_over",
        "outcome": "entered, passed or stopped",
        "actor": "who decided",
        "reason": "why",
        "size_eur": "investment",
    },
    "listings": {
        "id": "listing id",
        "kind": "need, tender, offer, product, service, finance, asset or knowledge",
        "party": "who asks or offers",
        "subject": "what it is about; of a need its sector and district",
        "opened_day": "day from 1 January of the first simulated year",
        "closed_day": "day on which it was closed or withdrawn, -1 while it stands",
        "size": "amount in `unit`",
        "unit": "unit of the size",
        "value_eur": "investment, turnover or means behind it",
        "state": "open, matched, tendered, contracted, running, closed or withdrawn",
        "visible_to": "parties that may see it, or everybody",
        "reason": "why it came into this state",
    },
    "transfers": {
        "year": "calendar year",
        "giver": "party that gives",
        "taker": "party that takes; society for what nobody pays",
        "kind": "money, energy, co2, data, know_how, comfort, jobs, risk or service",
        "object": "what is given; of money the account",
        "quantity": "amount in `unit`, not a number where it is not known",
        "unit": "unit of the quantity",
        "eur": "euros of money, not a number for all else",
        "contract": "contract id, -1 for none",
    },
    "events": {
        "day": "days since 1 January of the first simulated year",
        "year": "calendar year",
        "kind": "what happened",
        "layer": "lamps, buildings, premises, cars or city",
        "asset": "row of the asset in its layer, -1 for none",
        "actor": "who acted",
        "measure": "measure id that brought it about, empty for none",
    },
    "districts": {
        "year": "calendar year",
        "district": "district name",
        "quantity": "name with unit, like energy_residential_mwh",
        "value": "amount",
    },
    "assets": {
        "layer": "lamps or buildings",
        "asset": "row in the map's layer",
        "day": "days since 1 January of the first simulated year; -1 for the state at the start",
        "trait": "label, lamp_type, solar_kwp, heat_pump, renovated",
        "value": "new value: index of LABELS, index of LAMP_TYPES, kWp, or 0/1",
    },
    "yearly": {
        "year": "calendar year",
        "quantity": "name with unit, like led_share, solar_kwp, heat_pumps, battery_cars, public_cost_eur",
        "value": "amount, for the whole city",
    },
}
"""Columns of each table and their meaning."""


class Tables(Mapping[str, Table]):
    """Tables by name, each written out when it is first asked for.

    Written out, the words of a run's tables take some twenty times the room of what the run noted, and whoever moves a
    slider reads two of them.

    >>> tables = Tables({"yearly": lambda: {"year": np.array([2025])}})
    >>> list(tables), tables["yearly"]["year"].tolist()
    (['yearly'], [2025])
    """

    def __init__(self, writers: Mapping[str, Callable[[], Table]]):
        self._writers, self._written = dict(writers), {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._written:
            self._written[name] = self._writers[name]()
        return self._written[name]

    def add(self, name: str, writer: Callable[[], Table]) -> None:
        """Have a further table written when it is asked for, or one of that name anew."""
        self._writers[name] = writer
        self._written.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._writers)

    def __len__(self) -> int:
        return len(self._writers)


@dataclass
class Results:
    """Everything one run (one scenario, one seed) found out."""

    scenario: str
    city: str
    seed: int
    years: np.ndarray
    """Simulated calendar years, in order."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """By the names of TABLES; each a dict of equally long columns."""
    summary: dict[str, Any] = field(default_factory=dict)
    """What `stadslab run --json` prints, but for `out`."""
    manifest: dict[str, Any] = field(default_factory=dict)
    """What it was made from, filled by `scenarios.running`."""

    def emissions_by_year(self) -> np.ndarray:
        """Total emissions of each simulated year [t CO2], shape (years,)."""
        return self._total("co2_t", by=None)

    def emissions_by_sector(self) -> dict[str, np.ndarray]:
        """Emissions of each sector by simulated year [t CO2]."""
        return self._total("co2_t", by="row")

    def energy_by_carrier(self) -> dict[str, np.ndarray]:
        """Final energy of each carrier by simulated year [MWh]."""
        return self._total("energy_mwh", by="carrier")

    def yearly(self, quantity: str) -> np.ndarray:
        """A city-wide quantity by simulated year; zeros where it was not recorded."""
        table = self.tables["yearly"]
        chosen = table["quantity"] == quantity
        series = np.zeros(len(self.years))
        series[table["year"][chosen] - self.years[0]] = table["value"][chosen]
        return series

    def _total(self, kind: str, by: str | None) -> Any:
        inventory = self.tables["inventory"]
        chosen = (inventory["kind"] == kind) & np.isin(inventory["year"], self.years)
        chosen &= np.isin(inventory["table"], ("A", "B")) & (inventory["value"] != 0)  # notation keys have no value
        offset = (inventory["year"][chosen] - self.years[0]).astype(np.int64)
        values = inventory["value"][chosen]
        if by is None:
            return np.bincount(offset, weights=values, minlength=len(self.years))
        names, index = np.unique(inventory[by][chosen], return_inverse=True)
        sums = np.bincount(index * len(self.years) + offset, weights=values, minlength=len(names) * len(self.years))
        return dict(zip(names.tolist(), sums.reshape(len(names), -1), strict=True))


def ledger_table(entries: np.ndarray, parties: list[str], accounts: list[str]) -> Table:
    """The entries of a ledger with names in place of indices."""
    party, account = np.array(parties or [""]), np.array(accounts or [""])
    return {
        "year": entries["year"].copy(),
        "payer": party[entries["payer"]],
        "payee": party[entries["payee"]],
        "account": account[entries["account"]],
        "contract": entries["contract"].copy(),
        "amount_eur": entries["amount_eur"].copy(),
    }
