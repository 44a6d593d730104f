"""The closest archetype is chosen and says why."""

import pytest

from geodata import CountedStock, list_cities
from scenarios.book import read_book
from scenarios.municipality.archetype import choose_archetype
from scenarios.problems import Unusable

BOOK = read_book()


def a_stock(homes, **buildings):
    return CountedStock(
        buildings={kind: {"1946_1961": number} for kind, number in buildings.items()}, dwellings={"detached": homes}
    )


def chosen(stock, code="99001", wish=None):
    return choose_archetype(code, stock, wish, BOOK, 2025)


def test_open_houses_make_it_rural_and_rows_make_it_historic():
    assert chosen(a_stock(3000, detached=2500, semi_detached=800, other=600)).file.name == "rural_municipality"
    assert (
        chosen(a_stock(26_000, terraced=9000, semi_detached=3500, detached=2500, apartments=1500)).file.name
        == "historic_city"
    )


def test_every_archetype_but_the_port_is_nearest_to_itself():
    for name, file in list_cities().items():
        quota = BOOK.at("stock.building_quota", 2025)[file.recipe.quota]
        stock = a_stock(file.recipe.dwellings, **{kind: round(sum(row.values())) for kind, row in quota.items()})
        assert name == "port_city" or chosen(stock).file.name == name


def test_a_seaport_takes_the_port_city_whatever_its_houses():
    choice = chosen(a_stock(3000, detached=3000), code="31005")
    assert choice.file.name == "port_city" and "seaport" in choice.why


def test_the_reason_names_the_next_best():
    assert "next " in chosen(a_stock(3000, detached=3000)).why


def test_an_archetype_asked_for_is_given_and_a_slip_gets_the_near_word():
    assert chosen(a_stock(3000, detached=3000), wish="historic_city").file.name == "historic_city"
    with pytest.raises(Unusable) as refused:
        chosen(a_stock(3000, detached=3000), wish="historc_city")
    assert refused.value.problems[0].suggestion == "historic_city"
