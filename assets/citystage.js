/* The stage of the city: fetches a `city/1` file once and shows it in 3D, as a slanted drawing or as a plan.
 *
 * Calls of the stage:  boot(holder, url, look, on)  year(y, ms)  night(on)  layers(names)  home()  zoom(factor)  turn(around, up)
 *   choose(thing)  show(kind)  jump(year, night) -> ms;  frames: pictures drawn by the present view.
 * Calls each view answers: setYear setNight setLayers mark home zoom turn draw timed close; it tells on.pick(thing), on.drawn(view).
 * State is also written to data attributes of the holder: view, ready, year, night, frames, ringed.
 * 3D needs WebGL 2 and the packed library; without them, with ?view=2d, or when a picture takes too long, the drawing comes instead.
 */
(function () {
  "use strict";

  const HERE = document.currentScript.src, TOO_SLOW_MS = 9000;
  const ASKED = { plan: "plan", "2d": "slant", "3d": "solid" };
  const TYPES = {
    uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int16: Int16Array, int32: Int32Array,
  };

  function readFile(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const arrays = {};
    for (const [name, entry] of Object.entries(header.arrays)) {
      arrays[name] = new TYPES[entry.type](buffer, 4 + length + entry.at, entry.count);
    }
    return { header, arrays };
  }

  /* Asked before the library is loaded, which would complain aloud. A program that stands in for a graphics card is `slow`. */
  const STAND_IN = /swiftshader|llvmpipe|software|basic render/i;

  function graphics() {
    try {
      const pen = document.createElement("canvas").getContext("webgl2");
      if (!pen) return { there: false };
      const told = pen.getExtension("WEBGL_debug_renderer_info"), name = told ? String(pen.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
      const lose = pen.getExtension("WEBGL_lose_context");
      if (lose) lose.loseContext();
      return { there: true, slow: STAND_IN.test(name) };
    } catch (error) { return { there: false }; }
  }

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const query = (name) => new URLSearchParams(window.location.search).get(name);
  const load3d = () => import(new URL("city3d/view.mjs", HERE).href);

  /* The 3D library comes while the page is still being laid out. */
  if (document.body.dataset.solid && /\/city$/.test(window.location.pathname) && (ASKED[query("view")] || "solid") === "solid") load3d().catch(() => null);

  const stage = {
    view: null, kind: null, solidFails: null, frames: 0, ticket: 0,
    wanted: { year: null, night: false, layers: null, thing: null },

    /* look: labels, inks, letters, none, lang, solid (is the 3D library there); on: pick(thing), shown(kind, why) */
    boot(holder, url, look, on) {
      const ticket = ++stage.ticket;
      Object.assign(stage, { holder, look, on, city: null, began: performance.now() });
      stage.clear();
      const kind = ASKED[query("view")] || "solid";
      if (kind === "solid" && look.solid) load3d().catch(() => null); // while the city file is on its way
      return window.fetch(url)
        .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.arrayBuffer(); })
        .then((buffer) => {
          if (ticket !== stage.ticket || !holder.isConnected) return null;
          stage.city = readFile(buffer);
          return stage.show(kind);
        });
    },

    /* Another view of the same city. */
    async show(kind) {
      if (!stage.city) return;
      const ticket = ++stage.ticket, why = kind === "solid" ? stage.reason() : null;
      let module = null;
      if (kind === "solid" && !why) {
        module = await load3d().catch(() => null);
        if (ticket !== stage.ticket || !stage.holder.isConnected) return;
        if (!module) { stage.solidFails = "library"; return stage.show("solid"); }
      }
      if (why) { stage.open("slant", window.stadslabViews.Slant, why); return; }
      if (kind !== "solid") { stage.open(kind, kind === "plan" ? window.stadslabViews.Plan : window.stadslabViews.Slant, null); return; }
      try { stage.open("solid", module.City, null); } catch (error) { window.console.warn(error); stage.solidFails = "graphics"; stage.show("solid"); }
    },

    reason() {
      if (!stage.look.solid) return "library";
      stage.graphics = stage.graphics || graphics();
      if (!stage.solidFails && !stage.graphics.there) stage.solidFails = "graphics";
      return stage.solidFails;
    },

    open(kind, View, why) {
      stage.clear();
      const canvas = document.createElement("canvas");
      stage.holder.append(canvas);
      const on = { pick: (thing) => stage.choose(thing), drawn: (view) => stage.tell(view), lost: () => stage.giveUp("graphics") };
      const view = (stage.view = new View(canvas, stage.city, stage.look, on, { still: still(), slow: Boolean(stage.graphics && stage.graphics.slow) }));
      stage.kind = kind;
      stage.apply(view);
      const first = view.timed(false);
      Object.assign(stage.holder.dataset, { view: kind, ready: "true", first: Math.round(first) });
      stage.on.shown(kind, why);
      if (kind === "solid" && first > TOO_SLOW_MS && query("view") !== "3d") stage.giveUp("slow");
    },

    /* State asked for before a view is there is kept and applied. */
    apply(view) {
      const { year, night, layers, thing } = stage.wanted;
      view.setLayers(new Set(layers || ["labels", "lamps", "sun", "heat"]));
      view.setNight(night, 0);
      view.setYear(stage.offset(year), 0);
      view.mark(thing);
    },

    giveUp(why) {
      stage.solidFails = why;
      if (stage.kind === "solid") stage.show("solid");
    },

    clear() {
      if (stage.view) stage.view.close();
      stage.view = null; stage.frames = 0;
      if (stage.holder) { stage.holder.replaceChildren(); delete stage.holder.dataset.ready; }
    },

    offset(year) {
      const { first_year: first, years } = stage.city.header;
      return Math.min(Math.max(0, (year || first) - first), years - 1);
    },

    tell(view) {
      stage.frames = view.frames;
      Object.assign(stage.holder.dataset, { frames: view.frames, year: view.header.first_year + view.offset, night: view.dark, ringed: view.ringed || 0 });
    },

    year(year, ms) { stage.wanted.year = year; if (stage.view) stage.view.setYear(stage.offset(year), ms); },
    night(on) { stage.wanted.night = Boolean(on); if (stage.view) stage.view.setNight(Boolean(on)); },
    layers(names) { stage.wanted.layers = names; if (stage.view) stage.view.setLayers(new Set(names)); },
    home() { if (stage.view) stage.view.home(); },
    zoom(factor) { if (stage.view) stage.view.zoom(factor); },
    turn(around, up) { if (stage.view) stage.view.turn(around, up); },
    choose(thing) { stage.wanted.thing = thing; if (stage.view) stage.view.mark(thing); if (stage.on) stage.on.pick(thing); },
    jump(year, night) {
      stage.wanted.year = year; stage.wanted.night = Boolean(night);
      if (!stage.view) return NaN;
      stage.view.setNight(Boolean(night), 0);
      stage.view.setYear(stage.offset(year), 0);
      return stage.view.timed();
    },
  };
  window.stadslabPlan = stage;
})();
