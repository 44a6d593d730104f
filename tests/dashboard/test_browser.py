"""The showroom as a visitor meets it, in a real browser, on a desk and on a phone.

Most visits to the city take its plan, which is drawn at once without graphics; the city in 3D has its own tests (`test_city3d.py`).
"""

from __future__ import annotations

import re
import threading

import pytest
from playwright.sync_api import expect

from dashboard.app import make_app
from dashboard.charts import CHARTS
from dashboard.pages import PAGES
from dashboard.runs import Runs
from dashboard.texts import LANGUAGES
from tests.dashboard.conftest import opened
from tests.dashboard.sample import LampSwap, Roofs, sample_library

WAIT_MS = 15_000
SOON_MS = 7_000
"""Shorter than the patience of the turnstile in `assets/showroom.js`, which must not be what brings the last curves."""


def plan_of(page):
    """The stage, once the city is on it."""
    stage = page.locator("#city-plan")
    expect(stage).to_have_attribute("data-ready", "true", timeout=WAIT_MS)
    return stage


def wider_than_the_window(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_opens_without_a_word_of_complaint(visit, name, size):
    page = visit(f"/en/{name}", size)
    expect(page.locator("footer.foot")).to_contain_text("assumptions")
    if name == "city":
        plan_of(page)
    if name in ("try", "compare", "money", "deal", "partners"):
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=WAIT_MS)
    if name == "numbers":
        expect(page.locator(".ag-row").first).to_be_visible(timeout=WAIT_MS)
    assert wider_than_the_window(page) <= 0


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_the_page_says_which_language_it_is_in(visit, lang):
    page = visit(f"/{lang}/money")
    assert page.locator("html").get_attribute("lang") == lang


def test_the_year_moves_the_counts_of_labels_and_asks_the_server_for_nothing(visit):
    page = visit("/en/city?view=plan")
    plan_of(page)
    before = page.locator("#legend-count-6").inner_text()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#year [role=slider]").focus()
    page.keyboard.press("End")
    expect(page.locator("#headline-year")).to_have_text("2040")
    expect(page.locator("#city-plan")).to_have_attribute("data-year", "2040")
    assert int(page.locator("#legend-count-6").inner_text()) < int(before)
    assert "year=2040" in page.url
    assert asked == []


def test_night_is_darker_than_day(visit):
    page = visit("/en/city?view=plan")
    plan_of(page)
    day, night = (page.evaluate(f"window.stadslabPlan.jump(2030, {dark}), {BRIGHTNESS}") for dark in ("false", "true"))
    assert night < day / 2
    page.locator("label", has_text="Night").click()
    expect(page.locator("#city-plan")).to_have_attribute("data-night", "true")


BRIGHTNESS = """(() => {
  const canvas = document.querySelector("#city-plan canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) sum += pixels[i] + pixels[i + 1] + pixels[i + 2];
  return sum / pixels.length;
})()"""


def test_the_plan_is_a_picture_and_not_a_blank_sheet(visit):
    page = visit("/en/city?view=plan")
    plan_of(page)
    colours_seen = """(() => {
          const canvas = document.querySelector("#city-plan canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Set();
          for (let i = 0; i < pixels.length; i += 16) seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
          return seen.size;
        })()"""
    for _ in range(50):  # the first frame may be the empty paper, the town comes with a later one
        if page.evaluate(colours_seen) > 50:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(colours_seen) > 50


def test_nothing_is_drawn_while_nothing_happens(visit):
    page = visit("/en/city?view=plan")
    plan_of(page)
    page.wait_for_timeout(300)
    before = page.evaluate("window.stadslabPlan.frames")
    page.wait_for_timeout(400)
    assert page.evaluate("window.stadslabPlan.frames") == before


def test_a_touched_building_tells_its_story(visit):
    page = visit("/en/city?view=plan", "phone")
    plan_of(page)
    page.evaluate("window.stadslabPlan.choose({ layer: 'buildings', row: 3 })")
    story = page.locator("#thing")
    expect(story).to_be_visible()
    expect(story).to_contain_text("Energy label")
    expect(story).to_contain_text("Renovated")
    story.get_by_role("button", name="Close").click()
    expect(story).to_be_hidden()


def test_space_plays_the_years(visit):
    page = visit("/en/city?view=plan")
    plan_of(page)
    page.locator("#city-plan").focus()
    page.keyboard.press("Space")
    expect(page.locator("#headline-year")).not_to_have_text("2025", timeout=WAIT_MS)
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")


def test_the_language_switch_keeps_page_scenario_and_year(visit):
    page = visit("/en/city?scenario=led_only&year=2033&view=plan&v=1")
    plan_of(page)
    page.locator("a.language[lang=nl]").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("#headline-year")).to_have_text("2033")
    assert "/nl/city" in page.url and "scenario=led_only" in page.url


def test_the_menu_of_a_phone_opens_and_leads_on(visit):
    page = visit("/en/city?view=plan", "phone")
    expect(page.get_by_role("link", name="Money")).to_be_hidden()
    page.locator("#burger").click()
    page.get_by_role("link", name="Money").click()
    expect(page.locator("h1")).to_have_text("Money")


def test_another_scenario_is_another_address(visit):
    page = visit("/en/try")
    page.locator("a.scenario-card", has_text="LED only").click()
    expect(page.locator("a.scenario-card[aria-current]")).to_contain_text("LED only")
    page.wait_for_url("**scenario=led_only*", timeout=WAIT_MS)


def test_the_curves_follow_the_slider_without_a_button(visit):
    page = visit("/en/try?scenario=whole_plan")
    verdict = page.locator(".verdict-card .figure").first
    expect(verdict).to_be_visible(timeout=WAIT_MS)
    before = verdict.inner_text()
    page.get_by_role("button", name="Solar roofs").click()
    slider = page.get_by_role("slider", name="share of the price that is granted")
    slider.focus()
    page.keyboard.press("End")
    expect(verdict).not_to_have_text(before, timeout=WAIT_MS)


def test_ten_quick_keys_end_in_the_right_curves_and_leave_no_queue(browser):
    library, asked, under_way, go_on = sample_library(), [], threading.Event(), threading.Event()
    run_at_once = library.run_on

    def run_on(stage, plan, *, known=None, **options):
        if known is None:
            asked.append(plan)
            under_way.set()
            go_on.wait(SOON_MS / 1000)
        return run_at_once(stage, plan, known=known, **options)

    library.run_on = run_on
    runs = Runs(library, {"led_street_lighting": LampSwap, "rooftop_solar": Roofs})
    runs.prepare = lambda city: None  # no runs for the cards
    go_on.set()
    with opened(make_app(runs)) as address:
        page = browser.new_page()
        page.goto(f"{address}/en/try?scenario=led_only")
        expect(page.locator("#try-parties .figure")).to_be_visible(timeout=WAIT_MS)  # all questions are answered
        asked.clear(), under_way.clear(), go_on.clear()
        slider = page.locator("#form [role=slider]:visible").nth(1)
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert under_way.wait(WAIT_MS / 1000)
        for _ in range(9):
            page.keyboard.press("ArrowRight")
        wanted = int(slider.get_attribute("aria-valuenow"))
        go_on.set()
        expect(page).to_have_url(re.compile(f"lamps_per_year%3A{wanted}(?![0-9])"), timeout=SOON_MS)
        lines = page.evaluate("document.querySelectorAll('[id*=try-chart] .js-plotly-plot')[2].data[0].y")
        page.close()
    first, last = asked
    assert first.measures["led_street_lighting"].lamps_per_year < wanted
    assert last.measures["led_street_lighting"].lamps_per_year == wanted
    assert lines == CHARTS["public_cost"](runs.run(last), "en")["data"][0]["y"]


def test_a_visitor_who_leaves_while_curves_are_on_their_way_finds_the_next_page_in_order(visit):
    page = visit("/en/try?scenario=whole_plan")
    expect(page.locator(".verdict-card .figure").first).to_be_visible(timeout=WAIT_MS)
    page.locator("#form [role=slider]:visible").nth(1).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_role("link", name="Money").click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=WAIT_MS)
    page.wait_for_timeout(800)  # longer than a hand rests before who gains is asked


def test_a_link_brings_the_slider_back_where_it_was(visit):
    page = visit("/en/try?scenario=whole_plan")
    expect(page.locator(".verdict-card .figure").first).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("button", name="Solar roofs").click()
    page.get_by_role("slider", name="share of the price that is granted").focus()
    page.keyboard.press("End")
    expect(page.locator("#try-verdict")).to_be_visible()
    page.wait_for_url("**set=rooftop_solar.grant_share*", timeout=WAIT_MS)
    page.reload()
    slider = page.get_by_role("slider", name="share of the price that is granted")
    expect(slider).to_have_attribute("aria-valuenow", "0.5", timeout=WAIT_MS)


def test_every_card_gets_its_three_numbers(visit):
    page = visit("/en/try?scenario=whole_plan")
    expect(page.locator(".card-numbers b")).to_have_count(9, timeout=WAIT_MS)


def test_an_imported_village_is_drawn_with_its_makers_named(visit):
    page = visit("/en/city?scenario=whole_plan&city=imported_village&view=plan", "phone")
    plan_of(page)
    expect(page.locator(".attribution")).to_have_text("© OpenStreetMap contributors")


def test_no_two_names_of_a_legend_lie_on_each_other(visit):
    page = visit("/en/compare", "phone")
    expect(page.locator(".chart-legend li").first).to_be_visible(timeout=WAIT_MS)
    boxes = [row.bounding_box() for row in page.locator(".chart-legend").first.locator("li").all()]
    assert all(upper["y"] + upper["height"] <= lower["y"] for upper, lower in zip(boxes, boxes[1:], strict=False))


def test_an_impossible_plan_gives_a_calm_card(visit):
    page = visit("/en/try?scenario=led_only")
    expect(page.locator(".verdict-card").first).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("slider", name="first year of works").focus()
    page.keyboard.press("End")
    expect(page.locator(".trouble")).to_contain_text("the works would end after the last year", timeout=WAIT_MS)


def test_light_and_dark_are_remembered(visit):
    page = visit("/en/numbers", color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    page.locator("#scheme").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_the_list_of_numbers_can_be_searched_and_shows_their_papers(visit):
    page = visit("/en/numbers")
    expect(page.locator(".ag-center-cols-container .ag-row")).to_have_count(4, timeout=WAIT_MS)
    page.locator("label", has_text="assumptions only").click()
    expect(page.locator(".ag-center-cols-container .ag-row")).to_have_count(2)
    page.get_by_label("Search").fill("patience")
    expect(page.locator(".ag-center-cols-container .ag-row")).to_have_count(1)
    page.locator(".ag-cell").first.click()
    expect(page.locator("#papers")).to_contain_text("a guess")


def test_no_chart_offers_to_send_itself_away_and_the_grid_is_the_free_one(visit):
    page = visit("/en/money")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=WAIT_MS)
    assert page.locator("[data-title*=hare], [data-title*=loud]").count() == 0
    page = visit("/en/numbers")
    expect(page.locator(".ag-row").first).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate("performance.getEntriesByType('resource').filter(e => /enterprise/.test(e.name)).length") == 0


def test_a_single_run_becomes_a_band_as_soon_as_it_is_there(visit):
    page = visit("/en/city?scenario=led_only&view=plan")
    told = page.locator("#sure-told")
    expect(told).to_contain_text("In 19 of 20 runs the pledge", timeout=WAIT_MS)
    expect(page.locator("#sure-legend")).to_contain_text("median of 20 runs")
    expect(page.locator("#sure-origin")).to_contain_text("20 runs, seeds 1 to 20")


def test_the_card_shows_energy_and_public_money_too(visit):
    page = visit("/nl/try", "phone")
    page.locator("#sure-what").get_by_text("Energie", exact=True).click()
    expect(page.locator("#sure-help")).to_contain_text("Eindenergie", timeout=WAIT_MS)
    expect(page.locator("#sure-chart")).to_contain_text("GWh per jaar")


def test_from_a_chart_to_the_numbers_behind_it_and_on_to_all(visit):
    page = visit("/en/city?view=plan")
    page.locator("#sure-origin a").click()
    expect(page.locator(".number-about")).to_contain_text(
        "numbers behind “How sure are the emissions?”", timeout=WAIT_MS
    )
    assert "about=emissions_band" in page.url
    page.get_by_role("link", name="All numbers").click()
    expect(page.locator(".number-about")).to_have_count(0, timeout=WAIT_MS)
    assert "about" not in page.url


def test_differences_stand_beside_the_lines_compared(visit):
    page = visit("/en/compare")
    expect(page.locator("#compare-difference-told")).to_contain_text(
        "Median, with half and nine in ten", timeout=WAIT_MS
    )
    expect(page.locator("#compare-difference-legend")).to_contain_text("The whole plan")


def test_how_sure_it_is_follows_the_form(visit):
    page = visit("/en/try?scenario=whole_plan")
    expect(page.locator("#sure-origin")).to_contain_text("The whole plan ·", timeout=WAIT_MS)
    page.locator("#form [role=slider]:visible").nth(1).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#sure-origin")).to_contain_text("The whole plan, your variant", timeout=WAIT_MS)


def choose(page, where, option):
    """Take an option of a list; the list may close again while a slow page is drawn, so the option itself is told."""
    wanted = page.get_by_role("option", name=option).first
    for _ in range(10):
        page.locator(where).click()
        page.wait_for_timeout(200)
        if wanted.count():
            wanted.dispatch_event("click")
            return
    raise AssertionError(f"no option {option!r} in {where}")


def test_a_tender_opens_with_the_keyboard_and_leads_to_its_lamps(visit):
    page = visit("/en/market?scenario=whole_plan&city=imported_village")
    row = page.locator(".fold.tender").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Without it the price had been 25% higher")
    row.locator("a.opens-works").first.click()
    plan = plan_of(page)
    expect(plan).to_have_attribute("data-year", "2026")
    expect(plan).to_have_attribute("data-ringed", "4", timeout=WAIT_MS)
    expect(page.locator(".works-note")).to_contain_text("LED street lighting")
    page.get_by_role("link", name="Without rings").click()
    expect(page.locator(".works-note")).to_have_count(0, timeout=WAIT_MS)
    assert "works" not in page.url and "year=2026" in page.url


def test_the_parts_of_the_market_stand_in_the_address_and_can_be_used_on_a_phone(visit):
    page = visit("/en/market?scenario=whole_plan&city=imported_village", "phone")
    for part in ("Contracts", "Projects", "Notice board", "I sell …"):
        page.get_by_role("tab", name=part).click()
        expect(page.locator("[role=tabpanel]:visible .card").first).to_be_visible()
        assert wider_than_the_window(page) <= 0
    assert "part=sell" in page.url
    low = [
        box["height"] for box in (each.bounding_box() for each in page.get_by_role("tab").all()) if box["height"] < 48
    ]
    assert low == []


def test_a_company_sees_what_it_can_sell(visit):
    page = visit("/en/market?scenario=whole_plan&city=imported_village&part=sell")
    found = page.locator("#sell-found")
    expect(found).to_contain_text("Calls still to be decided from 2026 on: 2")
    choose(page, "#sell-trade", "solar panels")
    expect(found).to_contain_text("Calls still to be decided from 2026 on: 1", timeout=WAIT_MS)
    assert "trade=solar" in page.url


def test_a_project_tells_its_story(visit):
    page = visit("/en/market?scenario=whole_plan&city=imported_village&part=projects")
    choose(page, "#project-pick", "stopped")
    expect(page.locator("#project-story")).to_contain_text("is too small: the bank lends from", timeout=WAIT_MS)


def test_dragging_a_price_too_far_makes_somebody_leave(visit):
    page = visit("/en/deal?scenario=led_only", "phone")
    told = page.locator("#haggle-told")
    expect(told).to_contain_text("Nobody leaves", timeout=WAIT_MS)
    expect(page.locator("#haggle-chart .main-svg").first).to_be_visible(timeout=WAIT_MS)
    page.locator("#haggle-price [role=slider]").focus()
    page.keyboard.press("End")
    expect(told).to_contain_text("better off", timeout=WAIT_MS)
    expect(told).to_have_class(re.compile("leaves"))
    expect(page.locator("#haggle-chart")).to_contain_text("(leaves)")


def test_a_party_is_chosen_by_a_click_and_by_the_keyboard(visit):
    page = visit("/nl/partners?scenario=led_only")
    circles = page.locator("#partners-net .points path")
    expect(circles.last).to_be_visible(timeout=WAIT_MS)
    circles.last.click(force=True)
    expect(page.locator("#partners-told h2")).not_to_have_text("Stadsbestuur", timeout=WAIT_MS)
    clicked = page.locator("#partners-told h2").inner_text()
    page.locator("#partners-who").focus()
    for key in ("ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#partners-told h2")).not_to_have_text(clicked, timeout=WAIT_MS)


def test_arrows_follow_the_year_and_the_kinds(visit):
    page = visit("/en/partners?scenario=led_only&year=2030")
    expect(page.locator("#partners-shown")).to_have_text("2030", timeout=WAIT_MS)
    page.locator("#partners-year [role=slider]").focus()
    page.keyboard.press("End")
    expect(page.locator("#partners-shown")).to_have_text("2040", timeout=WAIT_MS)
    expect(page.locator("#partners-money-year")).to_have_text("2040")
    page.get_by_text("Service", exact=True).first.click()
    page.locator("#partners-table summary").click()
    expect(page.locator("#partners-table table")).not_to_contain_text("Service under contract", timeout=WAIT_MS)
