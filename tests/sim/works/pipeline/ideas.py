"""Ideas and offices for the tests of the pipeline."""

from sim.luck import Luck
from sim.works.pipeline import Hooks, Idea, ProjectOffice, Verdict

DAYS = 365


def an_idea(id=0, day=0, **more):
    """A project of 100,000 EUR that needs a permit, unless said otherwise; its luck is that of its number."""
    given = {
        "measure": "rooftop_solar", "kind": "panels on a school", "form": "loan", "domain": "public_solar",
        "district": "old town", "size_eur": 1e5, "items": 60.0, "draw_id": id, "needs_permit": True,
        "sponsor": "city_hall", **more,
    }  # fmt: skip
    return Idea(id=id, day=day, **given)


def an_office(book, seed=1, hooks=None, inhabitants=30_000, own_crews=True):
    return ProjectOffice(book, Luck(seed), 2025, hooks or Hooks(), inhabitants=inhabitants, own_crews=own_crews)


def two_a_month(years=25, **more):
    """Two ideas a month, of many sizes."""
    days = [year * DAYS + month * DAYS // 12 for year in range(years) for month in range(12) for _ in range(2)]
    return [an_idea(number, day, size_eur=1e4 * (1 + 37 * number % 100), **more) for number, day in enumerate(days)]


def lived(book, ideas, years=25, every=DAYS, **more):
    """An office that has lived through these ideas, submitted in the year in which they come up."""
    office = an_office(book, **more)
    waiting = list(ideas)
    for until in range(every, years * DAYS + 1, every):
        for idea in [idea for idea in waiting if idea.day < until]:
            office.submit(idea)
        waiting = [idea for idea in waiting if idea.day >= until]
        office.run_until(until)
    return office


def always_yes(idea, day):
    return Verdict(True, "market", "yes")


def stages_of(office, idea_id):
    return [(event.stage, event.outcome) for event in office.events if event.project == idea_id]


def bent(book, **tables):
    """The book with parameters `projects.<name>` replaced, or one stage of a table by `<name>__<stage>`."""
    changes = {}
    for name, value in tables.items():
        name, _, stage = name.partition("__")
        whole = changes.get(f"projects.{name}", {2000: book.at(f"projects.{name}", 2025)})[2000]
        changes[f"projects.{name}"] = {2000: {**whole, stage: value} if stage else value}
    return book.with_values(changes)
