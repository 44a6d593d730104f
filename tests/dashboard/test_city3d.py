"""The city in 3D in a real browser, without a graphics card: small pictures of the small town."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dashboard import theme
from tests.dashboard.sample import YEARS

WAIT_MS = 30_000
PIXELS = """([year, night]) => {
  const stage = window.stadslabPlan;
  stage.jump(year, night);
  const pen = stage.view.renderer.getContext(), wide = pen.drawingBufferWidth, tall = pen.drawingBufferHeight;
  const dots = new Uint8Array(4 * wide * tall), seen = new Set();
  pen.readPixels(0, 0, wide, tall, pen.RGBA, pen.UNSIGNED_BYTE, dots);
  let red = 0, blue = 0, hash = 0;
  for (let i = 0; i < dots.length; i += 4) {
    red += dots[i]; blue += dots[i + 2]; seen.add((dots[i] << 16) | (dots[i + 1] << 8) | dots[i + 2]);
    hash = (hash * 31 + dots[i] + dots[i + 1] * 3 + dots[i + 2] * 7) % 1000003;
  }
  return { red: red / wide / tall, blue: blue / wide / tall, colours: seen.size, hash };
}"""
NO_GRAPHICS = """(() => {
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith("webgl") ? null : real.call(this, kind, ...rest); };
})()"""


@pytest.fixture(scope="module", autouse=True)
def _packed():
    if not theme.SOLID.is_file():
        pytest.fail("the 3D library is not packed yet: run make setup, or python hatch_build.py")


def stage_of(page, kind: str):
    stage = page.locator("#city-plan")
    expect(stage).to_have_attribute("data-ready", "true", timeout=WAIT_MS)
    expect(stage).to_have_attribute("data-view", kind)
    return stage


def test_the_city_is_seen_in_3d_its_years_and_its_nights_differ(visit):
    page = visit("/en/city", "small")
    stage_of(page, "solid")
    first, last = int(YEARS[0]), int(YEARS[-1])
    day, later, night, led = (
        page.evaluate(PIXELS, asked) for asked in ([first, False], [last, False], [first, True], [last, True])
    )
    assert day["colours"] > 200
    assert later["hash"] != day["hash"]
    assert night["red"] + night["blue"] < 0.7 * (day["red"] + day["blue"])
    assert led["blue"] / led["red"] > 1.1 * night["blue"] / night["red"]  # sodium is orange, LED is white
    assert page.evaluate(PIXELS, [first, False])["hash"] == day["hash"]


def test_the_labels_on_the_roofs_are_those_of_the_legend(visit):
    page = visit("/en/city", "small")
    stage_of(page, "solid")
    page.locator("#year [role=slider]").focus()
    page.keyboard.press("End")
    expect(page.locator("#city-plan")).to_have_attribute("data-year", str(YEARS[-1]))
    drawn = page.evaluate("""() => {
      const { view } = window.stadslabPlan, { data, width, height } = view.shared.labels.value.image, counts = Array(7).fill(0);
      const layer = data.subarray(view.shared.yearB.value * width * height);
      for (let i = 0; i < view.header.buildings; i++) counts[layer[i]] += 1;
      return view.shared.now.value === view.offset ? counts : null;
    }""")
    assert drawn == [int(page.locator(f"#legend-count-{label}").inner_text()) for label in range(7)]


def test_a_click_on_a_roof_tells_the_story_of_that_building(visit):
    page = visit("/en/city", "small")
    stage = stage_of(page, "solid")
    found = page.evaluate("""() => {
      const { view } = window.stadslabPlan, home = view.canvas.getBoundingClientRect();
      for (let row = 0; row < view.header.buildings; row++) {
        const at = view.screen(view.spots[2 * row], view.a.height_dm[row] / 10 + 1.5, view.spots[2 * row + 1]);
        if (document.elementFromPoint(home.left + at.x, home.top + at.y) === view.canvas) return { row, x: at.x, y: at.y };
      }
    }""")
    stage.locator("canvas").click(position={"x": found["x"], "y": found["y"]})
    expect(page.locator("#thing")).to_contain_text("Energy label")
    assert page.evaluate("window.stadslabPlan.wanted.thing") == {"layer": "buildings", "row": found["row"]}
    page.keyboard.press("Escape")
    expect(page.locator("#thing")).to_be_hidden()


def test_years_blend_and_then_nothing_is_drawn(visit):
    page = visit("/en/city", "small")
    stage = stage_of(page, "solid")
    page.evaluate("window.stadslabPlan.view.still = false; window.stadslabPlan.year(2033)")
    blend = "window.stadslabPlan.view.shared.blend.value"
    for _ in range(200):
        if page.evaluate(blend) == 1:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(blend) == 1
    expect(stage).to_have_attribute("data-year", "2033")
    page.wait_for_timeout(600)  # the one sharp picture after a slow one
    before = page.evaluate("window.stadslabPlan.frames")
    assert before > 2
    page.wait_for_timeout(400)
    assert page.evaluate("window.stadslabPlan.frames") == before


def test_a_lost_graphics_context_comes_back_with_the_same_picture(visit):
    page = visit("/en/city", "small")
    stage_of(page, "solid")
    before = page.evaluate(PIXELS, [2030, True])
    page.evaluate("window.stadslabPlan.view.renderer.forceContextLoss()")
    page.wait_for_timeout(100)
    page.evaluate("window.stadslabPlan.view.renderer.forceContextRestore()")
    for _ in range(100):
        if page.evaluate("window.stadslabPlan.view.lost === false"):
            break
        page.wait_for_timeout(50)
    after = page.evaluate(PIXELS, [2030, True])
    assert after["red"] == pytest.approx(before["red"], rel=0.02)
    assert after["colours"] > 100


def test_keys_and_buttons_move_the_night_the_camera_and_the_view(visit):
    page = visit("/en/city?debug=1", "small")
    stage = stage_of(page, "solid")
    stage.focus()
    page.keyboard.press("n")
    expect(stage).to_have_attribute("data-night", "true")
    far = "window.stadslabPlan.view.camera.position.length()"
    before = page.evaluate(far)
    page.keyboard.press("+")
    assert page.evaluate(far) < before
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#frame-time")).to_contain_text("ms")
    page.locator("#view-plan").press("Enter")
    expect(stage).to_have_attribute("data-view", "plan")
    expect(stage).to_have_attribute("data-night", "true")
    assert "view=plan" in page.url
    page.locator("#speed").press("Enter")
    expect(page.locator("#speed")).to_have_text(re.compile("2×"))


def test_the_address_asks_for_the_drawing(visit):
    page = visit("/en/city?view=2d", "small")
    stage_of(page, "slant")
    expect(page.locator("#view-note")).to_be_hidden()
    assert (
        page.evaluate("""(() => {
      const canvas = document.querySelector("#city-plan canvas"), seen = new Set();
      window.stadslabPlan.jump(2030, false);
      const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      for (let i = 0; i < dots.length; i += 4) seen.add((dots[i] << 16) | (dots[i + 1] << 8) | dots[i + 2]);
      return seen.size;
    })()""")
        > 50
    )
    row = page.evaluate("""(() => {
      const { view } = window.stadslabPlan, [x, y] = view.screen(view.middle[400], view.middle[401]);
      return view.under(x, y - view.lift(200) * 0.8);
    })()""")
    assert row == 200


@pytest.mark.parametrize("lacking", ["library", "graphics"])
def test_without_3d_the_same_city_is_drawn_and_the_page_says_so(visit, monkeypatch, lacking):
    if lacking == "library":
        monkeypatch.setattr(theme, "SOLID", theme.SOLID.with_name("not_packed.mjs"))
    page = visit("/nl/numbers", "small")
    if lacking == "graphics":
        page.add_init_script(NO_GRAPHICS)
    page.goto(page.url.replace("/nl/numbers", "/nl/city"))
    stage_of(page, "slant")
    expect(page.locator("#view-note")).to_contain_text("vlak getekend")
