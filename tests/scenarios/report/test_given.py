"""What parts read from a run."""


def test_years_told_are_those_of_base_run_and_pledges(made):
    assert made.given().years_told == [2011, 2025, 2030, 2034]


def test_the_inventory_of_a_year_adds_up_to_the_emissions_of_the_run(made):
    by_sector = made.given().inventory("co2_t", "row")
    final = made.results.summary["final"]
    assert abs(sum(by_sector[final["year"]].values()) - final["co2_t"]) < 1e-6 * final["co2_t"]


def test_a_table_that_a_run_does_not_have_has_no_rows(made):
    assert list(made.given().rows("no_such_table", "year")) == []
