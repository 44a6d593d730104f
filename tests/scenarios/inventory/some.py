"""Inventories drawn by hypothesis: any cells of the template, pledges, answers and actions."""

from hypothesis import strategies as some

from sim.inventory.inventory import Action, Cell, Inventory, Place, Pledge
from sim.inventory.template import ACTION_STATES, GROUPS, KINDS, NOTATION, ROWS, STRATEGY, columns_of

YEARS = (2005, 2011, 2024)
PLACES = [
    Place(kind, table, row, carrier, year)
    for year in YEARS
    for table, rows in ROWS.items()
    for kind in KINDS[table]
    for row in rows
    for carrier in columns_of(table, kind, row)
]
SECTORS = (*ROWS["B"], *GROUPS)

amounts = some.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
words = (
    some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=30)
    .map(lambda text: " ".join(text.split()))
)  # fmt: skip
cells = some.one_of(
    amounts.map(Cell),
    some.sampled_from(sorted(NOTATION)).map(lambda key: Cell(None, key)),
    some.tuples(amounts, words, words).map(lambda parts: Cell(parts[0], "", *parts[1:])),
)
actions = some.builds(
    Action, title=words.filter(bool), area=words, instrument=words, sector=some.sampled_from(("", *SECTORS)), body=words,
    stakeholders=words, begin=some.none() | some.integers(2000, 2060), end=some.none() | some.integers(2000, 2060),
    investment_eur=some.none() | amounts, running_eur=some.none() | amounts, staff_eur=some.none() | amounts,
    finance_source=words, saved_mwh=some.none() | amounts, renewable_mwh=some.none() | amounts,
    co2_t=some.none() | amounts, state=some.sampled_from(("", *ACTION_STATES)), key_action=some.booleans(),
)  # fmt: skip
pledges = some.builds(
    Pledge,
    year=some.integers(2020, 2060),
    kind=some.sampled_from(("absolute", "per_head")),
    pledged_share=some.floats(0, 1),
)


@some.composite
def inventories(draw):
    """A whole inventory with at least one cell; its monitoring years are those with a table."""
    filled = draw(some.dictionaries(some.sampled_from(PLACES), cells, min_size=1, max_size=60))
    years = sorted({place.year for place in filled})
    baseline = draw(some.sampled_from(years))
    return Inventory(
        municipality=draw(words),
        approach=draw(some.sampled_from(("ipcc", "lca"))),
        gas=draw(some.sampled_from(("co2", "co2e"))),
        baseline_year=baseline,
        monitoring_years=tuple(year for year in years if year != baseline),
        inhabitants=draw(some.dictionaries(some.sampled_from(YEARS), some.floats(1, 1e7))),
        cells=filled,
        pledges=tuple(draw(some.lists(pledges, max_size=3))),
        strategy={
            name: text for name, text in draw(some.dictionaries(some.sampled_from(STRATEGY), words)).items() if text
        },
        actions=tuple(draw(some.lists(actions, max_size=3))),
    )
