/* What the showroom does in the browser without asking the server: year, night, play, menu, light, links that keep the view. */
(function () {
  "use strict";

  const VERSION = "1";
  let playing = null, source = null, resting = null;
  const one = (id) => document.getElementById(id);
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* ---- address ---- */

  function keep(changes) {
    const query = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") query.delete(name); else query.set(name, value);
    }
    query.set("v", VERSION);
    return "?" + query.toString();
  }

  function remember(changes) {
    window.history.replaceState(window.history.state, "", window.location.pathname + keep(changes));
  }

  /* The window's address first: an answer that is still on its way must find the visitor gone. The whole address goes
   * along, or Dash puts back the one it remembers. */
  function go(pathname, search) {
    window.history.pushState({}, "", pathname + search);
    window.dash_clientside.set_props("address", { pathname, search, href: window.location.href });
  }

  /* Page links stay in this window's application; a language is a new page, so that the browser knows the language. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.keeps-view, a.picks-view, a.drops-changes, a.opens-works");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const to = new URL(link.href);
    if (link.classList.contains("opens-works")) { openWorks(to); return; }
    const search = link.classList.contains("keeps-view")
      ? (window.location.search && keep({ about: to.searchParams.get("about") })) || to.search
      : keep({ scenario: to.searchParams.get("scenario"), set: null }); // another plan has other settings
    if (link.classList.contains("language")) { window.location.assign(to.pathname + search); return; }
    stop();
    go(to.pathname, search);
    window.scrollTo(0, 0);
  });

  /* From a contract to the plan of the city: in its year, what was done ringed. Without works the rings go, the year stays. */
  function openWorks(to) {
    const works = to.searchParams.get("works");
    stop();
    go(to.pathname, keep(works || !one("year") ? { works, year: to.searchParams.get("year") } : { works }));
    window.scrollTo(0, 0);
  }

  /* ---- playing the years ---- */

  function slider() { return one("year") && one("year").querySelector("[role=slider]"); }

  function yearNow() { return slider() ? Number(slider().getAttribute("aria-valuenow")) : NaN; }

  function setYear(year) { window.dash_clientside.set_props("year", { value: year }); }

  function stop() {
    if (playing) window.clearInterval(playing);
    playing = null;
    sign();
  }

  function sign() {
    const button = one("play");
    if (!button || !source) return;
    button.textContent = playing ? "❚❚" : "▶";
    button.setAttribute("aria-label", playing ? source.words.pause : source.words.play);
    button.title = playing ? source.words.pause : source.words.play;
    button.classList.toggle("on", Boolean(playing));
  }

  function play() {
    if (playing) { stop(); return; }
    const last = Number(slider().getAttribute("aria-valuemax")), first = Number(slider().getAttribute("aria-valuemin"));
    if (yearNow() >= last) setYear(first);
    playing = window.setInterval(() => {
      if (!slider() || yearNow() >= last) { stop(); return; }
      setYear(yearNow() + 1);
    }, stepMs());
    sign();
  }

  const SPEEDS = [1, 2, 4, 0.5];
  let speed = 1;

  /* How long a year lasts while the years play. */
  function stepMs() { return (still() ? 1500 : 1000) / speed; }

  function faster() {
    speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length];
    one("speed").textContent = (speed === 0.5 ? "½" : speed) + "×";
    if (playing) { stop(); play(); }
  }

  document.addEventListener("keydown", (event) => {
    if (!one("play") || event.ctrlKey || event.metaKey || event.altKey) return;
    const busy = event.target.closest("input, button, select, textarea, a, summary, [role=slider], [role=option]");
    if (event.key === "Escape") { window.stadslabPlan.choose(null); return; }
    if (busy) return;
    if (event.key === " ") { event.preventDefault(); play(); }
    if (event.key === "n" || event.key === "N") one("night").click();
    if (event.shiftKey && event.key.startsWith("Arrow")) {
      const [around, up] = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
      event.preventDefault();
      window.stadslabPlan.turn(around, up);
      return;
    }
    if (event.key === "ArrowRight") setYear(Math.min(yearNow() + 1, Number(slider().getAttribute("aria-valuemax"))));
    if (event.key === "ArrowLeft") setYear(Math.max(yearNow() - 1, Number(slider().getAttribute("aria-valuemin"))));
    if (event.key === "+") window.stadslabPlan.zoom(1.5);
    if (event.key === "-") window.stadslabPlan.zoom(1 / 1.5);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#play, #speed, #plan-in, #plan-out, #plan-home, #view-solid, #view-plan");
    if (!button) return;
    if (button.id === "view-solid") pickView("solid");
    if (button.id === "view-plan") pickView("plan");
    if (button.id === "speed") faster();
    if (button.id === "play") play();
    if (button.id === "plan-in") window.stadslabPlan.zoom(1.6);
    if (button.id === "plan-out") window.stadslabPlan.zoom(1 / 1.6);
    if (button.id === "plan-home") window.stadslabPlan.home();
  });

  /* ---- 3D or plan ---- */

  function showView(kind, why) {
    if (one("plan-wait")) one("plan-wait").hidden = true;
    for (const [id, pressed] of [["view-solid", kind !== "plan"], ["view-plan", kind === "plan"]]) one(id).setAttribute("aria-pressed", String(pressed));
    one("view-note").textContent = why ? source.words[why === "slow" ? "slow" : "flat"] : "";
    one("view-note").hidden = !why;
    if (new URLSearchParams(window.location.search).has("debug")) watchFrames();
  }

  /* With ?debug in the address: how long the last pictures took and how many were drawn. */
  function watchFrames() {
    if (one("frame-time")) return;
    const sign = part("output", "frame-time");
    sign.id = "frame-time";
    one("stage").append(sign);
    const timer = window.setInterval(() => {
      if (!sign.isConnected) { window.clearInterval(timer); return; }
      const view = window.stadslabPlan.view;
      sign.textContent = view ? `${window.stadslabPlan.kind} · ${(view.took || 0).toFixed(1)} ms · ${view.frames}` : "";
    }, 250);
  }

  function pickView(kind) {
    remember({ view: kind === "plan" ? "plan" : null });
    window.stadslabPlan.show(kind);
  }

  /* ---- the card of a building or lamp ---- */

  function part(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function tell(thing) {
    const box = one("thing");
    if (!box) return;
    if (!thing) { box.hidden = true; return; }
    window.fetch(`${source.things}/${thing.layer}/${thing.row}?${source.asked}`)
      .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
      .then((story) => show(box, story))
      .catch(() => { box.hidden = true; });
  }

  function show(box, story) {
    const close = part("button", "round close", "×");
    close.setAttribute("aria-label", source.words.close);
    close.addEventListener("click", () => window.stadslabPlan.choose(null));
    const facts = part("dl", "facts");
    for (const [name, value] of story.facts) facts.append(part("dt", "", name), part("dd", "", value));
    const changes = part("ol", "changes");
    for (const [year, text] of story.changes) {
      const line = part("li");
      line.append(part("b", "", String(year)), part("span", "", text));
      changes.append(line);
    }
    const rest = story.changes.length ? [part("h3", "", source.words.changes), changes] : [part("p", "empty", source.words.nothing)];
    box.replaceChildren(close, part("h2", "", story.title), facts, ...rest);
    box.hidden = false;
  }

  /* A list chose another scenario or city: that is another address. */
  function choose(changes, what) {
    const asked = new URLSearchParams(window.location.search).get(what);
    if (changes[what] && changes[what] !== asked) go(window.location.pathname, keep(changes));
    return changes[what];
  }

  /* ---- questions to the server ---- */

  /* One question of a kind is on its way at a time; of those that come up meanwhile only the last one follows. So a key
   * held down shows curve after curve and leaves no queue behind. An answer that never comes holds nobody up for long.
   * Questions go into a store by hand: as the output of a callback a new one would make Dash drop the answer under way. */
  const PATIENCE_MS = 8000, REST_MS = 400;

  function turnstile(store) {
    let turn = 0, next = null, guard = null;
    function send(question) {
      if (!one("outcome")) return; // the visitor has gone to another page
      turn += 1;
      guard = window.setTimeout(open, PATIENCE_MS);
      window.dash_clientside.set_props(store, { data: Object.assign({}, question, { turn }) });
    }
    function open() {
      window.clearTimeout(guard);
      guard = null;
      const question = next;
      next = null;
      if (question) send(question);
    }
    return {
      pass(question) { if (guard === null) send(question); else next = question; },
      answered(which) { if (which === turn) open(); },
      restart() { next = null; open(); },
    };
  }

  const curves = turnstile("try-ask"), gains = turnstile("try-weigh");

  /* ---- callbacks ---- */

  const schemeKey = "stadslab-light";

  function storedScheme() {
    try { return window.localStorage.getItem(schemeKey); } catch (error) { return null; }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    stadslab: {
      boot(given) {
        source = given;
        stop();
        const begin = () => {
          const holder = one("city-plan");
          if (!holder) return;
          const look = Object.assign({ lang: given.lang, solid: given.solid }, given.look);
          window.stadslabPlan.boot(holder, given.url, look, { pick: tell, shown: showView })
            .catch(() => { if (one("plan-wait")) one("plan-wait").textContent = given.words.failed; });
        };
        window.requestAnimationFrame(begin);
        return true;
      },
      show_year(year, data, given) {
        const offset = Math.min(Math.max(0, year - data.first), data.cut.length - 1);
        window.stadslabPlan.year(year, playing ? stepMs() : undefined);
        remember({ year });
        const texts = Object.values(data.texts).map((list) => list[offset]);
        const widths = data.widths[offset].map((width, label) => ({ background: given.look.labels[label], width: width + "%" }));
        const cut = { width: Math.max(0, Math.min(100, data.cut[offset])) + "%" };
        const path = { left: Math.max(0, Math.min(100, data.path[offset])) + "%" };
        return [...texts, ...data.counts[offset], ...widths, cut, path, "headline " + (data.over[offset] ? "over" : "kept")];
      },
      show_look(night, layers) {
        window.stadslabPlan.night(night);
        window.stadslabPlan.layers(layers || []);
        return night ? "stage dark" : "stage";
      },
      choose_scenario(scenario) { return choose({ scenario, set: null }, "scenario"); },
      choose_city(city) { return choose({ city }, "city"); },
      /* The form as it stands goes to the server; a page that has just been drawn waits for no earlier question. */
      ask() {
        const context = window.dash_clientside.callback_context;
        if (!context.triggered_id) { curves.restart(); gains.restart(); }
        curves.pass({ form: context.inputs_list });
        return window.dash_clientside.no_update;
      },
      /* The curves are drawn: the next ones may come, and who gains is asked when the visitor's hand rests. An answer that
       * comes in after the visitor went on to another plan must not bend that one's address. */
      answered(said) {
        if (!said) return;
        window.clearTimeout(resting);
        curves.answered(said.turn);
        const now = new URLSearchParams(window.location.search).get("scenario");
        if (said.set === null || (now && now !== new URLSearchParams(said.search).get("scenario"))) return;
        remember({ set: said.set });
        resting = window.setTimeout(() => gains.pass({ search: said.search, set: said.set }), REST_MS);
      },
      weighed(turn) { gains.answered(turn); },
      keep_part(part) { remember({ part }); return part; },
      keep_trade(trade) { remember({ trade }); return trade; },
      keep_year(year) { remember({ year }); return year; },
      scheme(clicks, current) {
        if (!clicks) {
          const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
          return storedScheme() || (dark ? "dark" : "light");
        }
        const next = current === "dark" ? "light" : "dark";
        try { window.localStorage.setItem(schemeKey, next); } catch (error) { /* a private window forgets, and that is fine */ }
        return next;
      },
      menu(opened) { return opened ? "menu open" : "menu"; },
      /* The value beside the title of a setting; for a contract, who invests. */
      shown(value, options) {
        if (Array.isArray(options)) return (options.find((option) => option.value === value) || {}).invests || "";
        if (value === null || value === undefined || typeof value === "boolean" || value === "true" || value === "false") return "";
        if (typeof value !== "number") return "";
        if (Number.isInteger(value) && value >= 1900 && value <= 2200) return String(value);
        return new Intl.NumberFormat({ nl: "nl-BE", fr: "fr-BE", de: "de-BE" }[document.documentElement.lang] || "en-GB", { maximumFractionDigits: 3 }).format(value);
      },
      back(clicks, value) {
        const numeric = Number(value);
        return value !== "" && Number.isFinite(numeric) ? numeric : value;
      },
      search_numbers(text, guesses, used, options) {
        const model = {};
        if (guesses) model.code = { filterType: "text", type: "equals", filter: "assumption" };
        if (used) model.kept = { filterType: "text", type: "equals", filter: "no" };
        return [Object.assign({}, options, { quickFilterText: text || "" }), model];
      },
    },
  });
})();
