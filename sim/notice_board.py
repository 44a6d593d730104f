"""Everything that hangs on the notice board of a run: needs, tenders, and what those who are in the city have to offer.

Place in the flow: recorded run -> [listings], a table of the results, put together when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.actors.bank import RATES, LoanPolicy, policy_of
from sim.markets.firms import PARTY_OF_TRADE, TRADES, Firms
from sim.markets.listings import EVERYBODY, ListingBook
from sim.markets.plan import RUNNING
from sim.markets.tender_call import DIRECTLY, FAILED, Award
from sim.needs_of_run import DAYS_PER_YEAR, NeedsOfRun, Signed
from sim.noticing import profile_of
from sim.parameter import Book
from sim.run_seen import RunSeen
from sim.worth_doing import KWH_PER_MWH, Ground

if TYPE_CHECKING:
    from sim.markets.contract import Contract
    from sim.markets.market import Market
    from sim.model import CityModel

UNIT_OF_DOMAIN = {
    "lighting": "lamps", "public_buildings": "buildings", "public_solar": "roofs", "charging": "charge points",
    "greening": "pieces", "heat": "streets, homes or buildings", "collective_homes": "homes",
}  # fmt: skip
"""What the items of a tender are."""
NEVER_INVITED = "negotiated"
"""A procedure that only those who are asked can see."""


@dataclass(frozen=True)
class BoardSources:
    """What the board is put together from; nothing in it changes after the run."""

    run: Callable[[], RunSeen]
    market: Market
    awards: Sequence[Award]
    firms: Callable[[], Firms]
    first_year: int
    last_year: int
    chosen: dict[str, dict[str, float]]
    """Settings of the actors in the scenario."""
    households: int

    def day_of(self, contract: Contract) -> int:
        """Day from which a contract serves."""
        return self.market.day_of(contract.deal)


def sources_of(model: CityModel) -> BoardSources:
    """The sources, taken from a model at the end of its run."""
    recorder, city = model.recorder, model.city
    noticing, heads = recorder.noticing, city.facts.inhabitants
    records, seen, start, envelopes = list(recorder.years), list(noticing.years), noticing.start, noticing.envelopes
    present = frozenset(name for name, actor in model.actors_by_name.items() if actor.present)
    chosen = {name: dict(settings) for name, settings in model.scenario.actors.items()}
    targets = model.scenario.targets if model.scenario.targets is not None else city.facts.targets
    reckon = model.grid.reckoning() if model.grid else list
    book, grouped, yields = model.book, city.homes_by_district, city.dwellings.solar_kwh_per_kwp
    city_map, share, names = city.map, city.share_of_homes, tuple(city.district_names)
    measures, supporting = list(model.measures), supporting_measures(model)
    baseline, heads_then = recorder.baseline, recorder.baseline_inhabitants

    def run() -> RunSeen:
        by_district = grouped.sums(yields) / np.maximum(1, grouped.counts)
        heat_mwh = chosen.get("port_authority", {}).get("waste_heat_mwh")
        ground = Ground(city_map, share, by_district, start, records[0], envelopes, heat_mwh, present)
        load = [
            np.maximum(each.peak_load_kw, each.peak_feed_in_kw) / np.maximum(1e-9, each.limit_kw) for each in reckon()
        ]
        profile = profile_of(city_map, heads, book, records[0].year)
        return RunSeen(
            ground,
            book,
            names,
            records,
            seen,
            baseline,
            heads_then,
            heads,
            tuple(targets),
            profile,
            measures,
            supporting,
            load,
        )

    return BoardSources(
        run, model.market, list(model.procurement.tenders.awards), lambda: model.procurement.firms, model.first_year,
        records[-1].year, chosen, city.facts.households,
    )  # fmt: skip


def supporting_measures(model: CityModel) -> frozenset[str]:
    """Measures that give households anything in their first year: money, a campaign or advice."""
    given = {
        name: measure.support(model.city, measure.begins, number)
        for number, (name, measure) in enumerate(model.measures)
    }
    return frozenset(
        name for name, supports in given.items()
        if any(s.grant_share or s.grant_eur or s.campaign or s.advice for s in supports)
    )  # fmt: skip


def listings_of(sources: BoardSources) -> ListingBook:
    """The whole board: needs first, then tenders, then what is offered."""
    run, firms = sources.run(), sources.firms()
    contracts = [c for c in sources.market.contracts if c.deal.year <= sources.last_year]
    signed = [Signed(c.deal.measure, c.deal.domain, sources.day_of(c), c.deal.tender, c.provider) for c in contracts]
    awarded = {
        award.id: (award.call.measure, award.awarded_day, firms.name_of(award.winner))
        for award in sources.awards
        if award.status != FAILED
    }
    board = NeedsOfRun(run, signed, awarded).fill()
    _tenders(board, sources, contracts, firms)
    _goods_and_services(board, sources, run, firms)
    _finance(board, sources, run)
    _assets(board, sources, run)
    _knowledge(board, sources, run)
    return board


def listings_table(sources: BoardSources) -> dict[str, np.ndarray]:
    """Columns of the table `listings`."""
    return listings_of(sources).table()


def _tenders(board: ListingBook, sources: BoardSources, contracts: Sequence[Contract], firms: Firms) -> None:
    """Each tender of the run: called, awarded or failed, under contract, over."""
    of_tender: dict[int, list[Contract]] = {}
    for contract in contracts:
        of_tender.setdefault(contract.deal.tender, []).append(contract)
    for award in sources.awards:
        call = award.call
        asked = sorted({firms.party_of(row) for row in award.bids["firm"].tolist()})
        seen_by = tuple(asked) if award.procedure == NEVER_INVITED and asked else (EVERYBODY,)
        listing = board.publish(
            "tender", call.buyer, f"{call.measure} ({award.procedure})", call.day, call.items,
            UNIT_OF_DOMAIN.get(call.domain, "items"), call.estimate_eur, seen_by,
        )  # fmt: skip
        if award.status == FAILED:
            board.change(listing.id, "closed", award.awarded_day, call.buyer, award.reason)
            continue
        state = "matched" if award.status == DIRECTLY else "tendered"
        board.change(listing.id, state, award.awarded_day, firms.name_of(award.winner), award.reason)
        _under_contract(board, listing.id, sources, of_tender.get(award.id, []))


def _under_contract(board: ListingBook, number: int, sources: BoardSources, contracts: Sequence[Contract]) -> None:
    """From the first contract of a tender to the end of the last one."""
    if not contracts:
        return
    first = min(contracts, key=sources.day_of)
    day = max(sources.day_of(first), board.listings[number].changes[-1].day)
    board.change(number, "contracted", day, first.provider, f"a contract of {first.deal.items:g} items")
    board.change(number, "running", day, first.provider, "works are done, the term begins")
    over = [c for c in contracts if c.state != RUNNING and 0 <= c.ended_year <= sources.last_year]
    if len(over) == len(contracts):
        last = max(over, key=lambda c: c.ended_year)
        ended = (last.ended_year - sources.first_year + 1) * DAYS_PER_YEAR - 1
        board.change(number, "closed", max(day, ended), last.provider, last.end_reason)


def _goods_and_services(board: ListingBook, sources: BoardSources, run: RunSeen, firms: Firms) -> None:
    """What makers, service companies and the firms of each trade have to offer, from the first day.

    Lamps and services are offered for everything that stood to be done on the first day, at list prices.
    """
    book, year, present, start = run.book, sources.first_year, run.ground.present, run.ground.start
    lamps = float(start["old_lamps"].sum())
    lamp_eur = lamps * book.at("lighting.capex_eur_per_lamp", year)
    kwh = float(start["public_kwh"].sum()) * book.at("contracts.epc_guaranteed_saving", year)
    esco_eur = kwh * book.at("contracts.epc_investment_eur_per_kwh_saved", year)
    offers = (
        ("product", "manufacturer", "LED luminaires at list price", lamps, "lamps", lamp_eur),
        ("service", "lighting_company", "light as a service", lamps, "lamps", lamp_eur),
        ("service", "esco", "energy saved in public buildings, guaranteed", kwh, "kWh a year", esco_eur),
    )
    for kind, party, subject, size, unit, value in offers:
        if party in present and size > 0:
            board.publish(kind, party, subject, 0, size, unit, value, reason=f"{party} is in the city")
    for trade, word in TRADES.items():
        rows, party = firms.rows_of(trade), PARTY_OF_TRADE.get(trade, "contractors")
        if party in present and len(rows):
            turnover = float(firms.size_eur[rows].sum())
            subject = f"works of {word}s" if party == "contractors" else f"bids of {word} firms"
            board.publish("offer", party, subject, 0, float(len(rows)), "firms", turnover)


def _finance(board: ListingBook, sources: BoardSources, run: RunSeen) -> None:
    """Terms of the bank by kind of borrower, of the co-operative, and grants."""
    book, year, present, chosen = run.book, sources.first_year, run.ground.present, sources.chosen
    if "bank" in present:
        own_eur = book.at("actors.own_means_eur", year).get("bank", 0.0)
        policy = policy_of(book, year, chosen.get("bank", {}), own_eur)
        for kind in RATES:
            board.publish("finance", "bank", _loan(kind, policy), 0, 100.0 * policy.list_rates[kind], "% a year",
                          0.0 if kind == "household" else policy.minimum_ticket_eur)  # fmt: skip
    if "cooperative" in present:
        rate = 100.0 * book.at("finance.cooperative_discount_rate", year)
        members = round(sources.households * book.at("actors.cooperative_member_share", year))
        usual_eur = members * book.at("actors.cooperative_capital_eur_per_member", year)
        capital_eur = chosen.get("cooperative", {}).get("capital_eur", usual_eur)
        board.publish("finance", "cooperative", "shares of members", 0, rate, "% a year", capital_eur)
    if "region" in present:
        factor = chosen.get("region", {}).get("grant_factor", 1.0)
        value = factor * run.inhabitants * book.at("actors.region_envelope_eur_per_inhabitant", year)
        share = 100.0 * min(1.0, factor * book.at("finance.regional_grant_share_public", year))
        board.publish("finance", "region", "grants for public buildings", 0, share, "% of the works", value)
    if "eu" in present:
        factor = chosen.get("eu", {}).get("grant_factor", 1.0)
        share = 100.0 * min(1.0, factor * book.at("actors.eu_preparation_share", year))
        value = factor * book.at("actors.eu_largest_grant_eur", year)
        board.publish("finance", "eu", "grants for preparation", 0, share, "% of the preparation", value)


def _loan(kind: str, policy: LoanPolicy) -> str:
    cover = f", cover {policy.minimum_cover_ratio:g}" if kind != "household" else ""
    return f"loan to a {kind} borrower, {policy.longest_term_years:g} years at most{cover}"


def _assets(board: ListingBook, sources: BoardSources, run: RunSeen) -> None:
    """Free public roofs until they are used, poles, and the heat of the port."""
    book, year, start, present = run.book, sources.first_year, run.ground.start, run.ground.present
    roofs = float(start["free_public_kwp"].sum())
    price = book.at("solar_market.capex_public_eur_per_kwp", year)
    if roofs > 0:
        listing = board.publish("asset", "city_hall", "free public roofs", 0, roofs, "kWp", roofs * price)
        full = [at for at, seen in enumerate(run.seen) if not seen["free_public_kwp"].sum() > 0]
        if full:
            day = (full[0] + 1) * DAYS_PER_YEAR - 1
            board.change(listing.id, "closed", day, "city_hall", "every public roof has its panels")
    poles = len(run.ground.city_map.lamps)
    income = poles * sum(book.at("contracts.pole_income_eur_per_lamp", year).values())
    board.publish("asset", "city_hall", "poles that can carry more than light", 0, float(poles), "poles", income)
    heat_mwh = run.ground.heat_to_give_kwh(book, year) / KWH_PER_MWH
    if "port_authority" in present and heat_mwh > 0:
        value = heat_mwh * book.at("actors.port_least_heat_price_eur_mwh", year)
        board.publish("asset", "port_authority", "waste heat", 0, heat_mwh, "MWh a year", value)


def _knowledge(board: ListingBook, sources: BoardSources, run: RunSeen) -> None:
    """What the university brings out, in the years in which it does."""
    if "university" not in run.ground.present:
        return
    for number, items in enumerate(items_by_year(run.book, sources.chosen, [each.year for each in run.records])):
        if items > 0:
            day = (number + 1) * DAYS_PER_YEAR - 1
            board.publish("knowledge", "university", "findings for every field of works", day, items, "items", 0.0)


def items_by_year(book: Book, chosen: dict[str, dict[str, Any]], years: Sequence[int]) -> list[float]:
    """New items of knowledge in each year: whole ones, at the university's own pace as `University.answer_knowledge`."""
    own = chosen.get("university", {}).get("items_per_year")
    known, found = 0, []
    for number, year in enumerate(years):
        pace = book.at("actors.university_items_per_year", year) if own is None else own
        by_now = max(known, int(pace * (number + 1) + 1e-9))
        found.append(float(by_now - known))
        known = by_now
    return found
