"""A facilitator has so many hours and no more."""


def test_hours_run_out_and_come_back_in_january(model, book):
    facilitator = model.actors_by_name["facilitator"]
    most, year = (book.at(f"actors.facilitator_hours_per_{what}", 2025) for what in ("project", "desk"))
    assert facilitator.hours_left == 2 * year
    assert facilitator.answer_help(10.0).amount == 10
    assert facilitator.answer_help(10 * most).amount == most
    facilitator.commit(2 * year - 7.0)
    assert facilitator.answer_help(10.0).reason == "7 of 10 hours"
    facilitator.commit(7.0)
    assert facilitator.answer_help(10.0).reason == "no free hours left this year"
    model.year += 1
    assert facilitator.answer_help(10.0).given


def test_desks_make_hours(town, book):
    three = town.model(actors={"facilitator": {"desks": 3}}).actors_by_name["facilitator"]
    gone = town.model(actors={"facilitator": {"present": 0}}).actors_by_name["facilitator"]
    assert three.capacity == 3 and three.hours_left == 3 * book.at("actors.facilitator_hours_per_desk", 2025)
    assert gone.answer_help(1.0).reason == "no facilitator in this city"
