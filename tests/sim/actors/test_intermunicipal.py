"""The intermunicipal body runs joint purchases at cost."""


def test_it_takes_two_members_a_free_desk_and_a_small_fee(untouched, book):
    body = untouched.actors_by_name["intermunicipal"]
    alone, taken, yes = (
        body.answer_organise(1e6, members, running) for members, running in ((1, 0), (3, body.capacity), (3, 0))
    )
    assert not alone.organises and alone.reason == "1 members, it takes 2"
    assert not taken.organises and "desks are taken" in taken.reason
    assert yes.organises and yes.fee_eur == 1e6 * book.at("actors.intermunicipal_fee_share", 2025)


def test_desks_can_be_set_and_it_can_be_left_out(town):
    none = town.model(actors={"intermunicipal": {"desks": 0}}).actors_by_name["intermunicipal"]
    gone = town.model(actors={"intermunicipal": {"present": 0}}).actors_by_name["intermunicipal"]
    assert not none.answer_organise(1e6, 5).organises
    assert gone.answer_organise(1e6, 5).reason == "no intermunicipal body in this city"
