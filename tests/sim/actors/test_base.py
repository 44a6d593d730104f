"""What all actors share."""

from sim.actors import ACTORS


def test_every_actor_has_a_name_words_in_four_languages_a_role_and_a_rate_of_the_book(book):
    assert set(ACTORS) >= {"bank", "city_hall", "contractors", "esco", "grid_operator", "lighting_company", "region"}
    for name, actor in ACTORS.items():
        assert actor.name == name
        assert set(actor.title) == {"nl", "fr", "de", "en"} and actor.role
        assert 0 <= book.at(actor.rate_parameter, 2025) < 0.2


def test_an_actor_knows_what_it_got_and_paid(model):
    model.market.payments.pay(2025, "region", "city_hall", "grant", 500.0)
    model.market.payments.pay(2025, "city_hall", "suppliers", "energy", 200.0)
    hall = model.actors_by_name["city_hall"]
    assert hall.cash_eur == 300
    assert hall.discount_rate == model.book.at("finance.municipal_discount_rate", 2025)


def test_who_has_nothing_to_decide_does_nothing(model):
    for name in ("region", "grid_operator", "esco", "lighting_company"):
        model.actors_by_name[name].act(2025)
        model.actors_by_name[name].settle(2025)
    assert model.market.payments.ledger.entries.size == 0
