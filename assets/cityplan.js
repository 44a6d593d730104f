/* The town plan: draws a `city/1` file on a canvas, from above, for the year and the hour asked for.
 *
 * One of the views of the city; the calls that all of them answer are told in citystage.js. Draws on demand only. Units: decimetres on the ground, x east, y north; the screen's y is turned around.
 */
(function () {
  "use strict";

  const NEVER = 255;
  const LAND = ["water", "dock", "park", "square", "rail", "field", "forest", "block", "road"];
  const STREET_WIDTH_DM = [130, 80, 65, 100, 80, 30]; // main, residential, rural, square, quay, path
  const DAY = {
    paper: "#f3eee3", block: "#eae3d4", square: "#f4e9cf", park: "#cbdcb4", forest: "#b6cda2", field: "#eceacb",
    water: "#a9cbdc", dock: "#a9cbdc", shore: "#86b0c6", rail: "#d9d3c7", sleeper: "#a79f90", road: "#fffdf8",
    casing: "#d8cfbf", outline: "rgba(52,44,34,0.55)", shadow: "rgba(70,58,40,0.20)", town: "#5b5040", halo: "rgba(247,243,234,0.85)",
  };
  const NIGHT = {
    paper: "#131a26", block: "#182131", square: "#1d2636", park: "#14251f", forest: "#11211b", field: "#151e22",
    water: "#0c1a2b", dock: "#0c1a2b", shore: "#22384f", rail: "#1a2130", sleeper: "#2c3547", road: "#222b3b",
    casing: "#10161f", outline: "rgba(0,0,0,0.55)", shadow: "rgba(0,0,0,0.25)", town: "#c9d3e2", halo: "rgba(10,15,24,0.75)",
  };

  function startsOf(counts) {
    const starts = new Uint32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
    return starts;
  }

  class Plan {
    constructor(canvas, city, look, on) {
      this.canvas = canvas;
      this.pen = canvas.getContext("2d", { alpha: false });
      this.look = look;
      this.on = on;
      this.header = city.header;
      this.a = city.arrays;
      this.offset = 0;
      this.dark = false;
      this.shown = new Set(["labels", "lamps", "sun", "heat"]);
      this.frames = 0;
      this.picked = null;
      this.asked = false;
      this.prepare();
      this.listen();
      this.resize();
      this.home();
    }

    /* ---- once ---- */

    prepare() {
      const a = this.a;
      this.starts = startsOf(a.corner_count);
      this.landPaths = this.shapes("land", true);
      this.streetPaths = this.shapes("streets", false);
      const n = this.header.buildings;
      this.middle = new Float32Array(2 * n);
      this.boxes = new Float32Array(4 * n);
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (let i = 0; i < n; i++) {
        let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity, sx = 0, sy = 0;
        for (let c = this.starts[i]; c < this.starts[i + 1]; c++) {
          const x = a.corner_xy_dm[2 * c], y = a.corner_xy_dm[2 * c + 1];
          x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y); sx += x; sy += y;
        }
        const corners = Math.max(1, this.starts[i + 1] - this.starts[i]);
        this.middle[2 * i] = sx / corners; this.middle[2 * i + 1] = sy / corners;
        this.boxes.set([x0, y0, x1, y1], 4 * i);
        west = Math.min(west, x0); south = Math.min(south, y0); east = Math.max(east, x1); north = Math.max(north, y1);
      }
      this.bounds = [west, south, east, north];
      this.heart = this.heartOf(n);
      this.glow = { led: this.sprite(214, 232, 255), old: this.sprite(255, 158, 52) };
      this.pathsOfYear = new Map();
    }

    /* Where most of the city stands: a few farms far out do not shrink the town. */
    heartOf(n) {
      const along = (axis) => Float32Array.from({ length: n }, (_, i) => this.middle[2 * i + axis]).sort();
      const xs = along(0), ys = along(1), low = Math.floor(n * 0.025), high = Math.max(low, Math.ceil(n * 0.975) - 1);
      return [xs[low] - 600, ys[low] - 600, xs[high] + 600, ys[high] + 600];
    }

    /* Paths of a layer of shapes, one for each kind, in ground units. */
    shapes(name, closed) {
      const a = this.a, paths = {};
      const kind = a[name + "_kind"], count = a[name + "_count"], xy = a[name + "_xy_dm"];
      let at = 0;
      for (let r = 0; r < count.length; r++) {
        const path = (paths[kind[r]] = paths[kind[r]] || new Path2D());
        for (let c = 0; c < count[r]; c++, at++) {
          if (c) path.lineTo(xy[2 * at], xy[2 * at + 1]); else path.moveTo(xy[2 * at], xy[2 * at + 1]);
        }
        if (closed) path.closePath();
      }
      return paths;
    }

    /* Buildings of a year gathered by label, so a picture takes a few fills and not ten thousand. */
    buildingPaths() {
      if (this.pathsOfYear.has(this.offset)) return this.pathsOfYear.get(this.offset);
      const paths = {}, a = this.a, n = this.header.buildings;
      for (let i = 0; i < n; i++) {
        const label = a.labels[this.offset * n + i];
        const path = (paths[label] = paths[label] || new Path2D());
        for (let c = this.starts[i]; c < this.starts[i + 1]; c++) {
          const x = a.corner_xy_dm[2 * c], y = a.corner_xy_dm[2 * c + 1];
          if (c > this.starts[i]) path.lineTo(x, y); else path.moveTo(x, y);
        }
        path.closePath();
      }
      if (this.pathsOfYear.size > 6) this.pathsOfYear.delete(this.pathsOfYear.keys().next().value);
      this.pathsOfYear.set(this.offset, paths);
      return paths;
    }

    sprite(r, g, b) {
      const size = 64, spot = document.createElement("canvas");
      spot.width = spot.height = size;
      const pen = spot.getContext("2d"), fade = pen.createRadialGradient(32, 32, 0, 32, 32, 32);
      const tint = (alpha) => `rgba(${r},${g},${b},${alpha})`;
      fade.addColorStop(0, tint(0.95)); fade.addColorStop(0.12, tint(0.5));
      fade.addColorStop(0.4, tint(0.16)); fade.addColorStop(1, tint(0));
      pen.fillStyle = fade;
      pen.fillRect(0, 0, size, size);
      return spot;
    }

    /* ---- view ---- */

    resize() {
      const box = this.canvas.getBoundingClientRect();
      this.ratio = Math.min(2, window.devicePixelRatio || 1);
      this.width = Math.max(1, box.width); this.height = Math.max(1, box.height);
      this.canvas.width = Math.round(this.width * this.ratio);
      this.canvas.height = Math.round(this.height * this.ratio);
      this.ask();
    }

    home() {
      const [west, south, east, north] = this.heart;
      this.fit = Math.min(this.width / (east - west), this.height / (north - south));
      this.scale = this.fit;
      this.x = (west + east) / 2; this.y = (south + north) / 2;
      this.ask();
    }

    zoom(factor, px, py) {
      const sx = px === undefined ? this.width / 2 : px, sy = py === undefined ? this.height / 2 : py;
      const before = this.ground(sx, sy);
      this.scale = Math.min(Math.max(this.scale * factor, this.fit * 0.5), 2.4);
      const after = this.ground(sx, sy);
      this.x += before[0] - after[0]; this.y += before[1] - after[1];
      this.hold();
    }

    /* Keep some of the city in view. */
    hold() {
      const [west, south, east, north] = this.bounds;
      this.x = Math.min(Math.max(this.x, west), east);
      this.y = Math.min(Math.max(this.y, south), north);
      this.ask();
    }

    ground(px, py) {
      return [this.x + (px - this.width / 2) / this.scale, this.y - (py - this.height / 2) / this.scale];
    }

    screen(x, y) {
      return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 - (y - this.y) * this.scale];
    }

    /* From the ground to the dots of the canvas. */
    matrix(k) {
      return [k, 0, 0, -k, (this.width / 2) * this.ratio - this.x * k, (this.height / 2) * this.ratio + this.y * k];
    }

    /* ---- calls ---- */

    setYear(offset) { this.offset = offset; this.ask(); }

    setNight(on) { this.dark = on; this.ask(); }

    setLayers(names) { this.shown = names; this.ask(); }

    mark(thing) { this.picked = thing; this.ask(); }

    turn() { /* a plan has north above */ }

    timed() { return this.draw(); }

    close() { this.watch.disconnect(); }

    /* ---- drawing ---- */

    ask() {
      if (this.asked) return;
      this.asked = true;
      window.requestAnimationFrame(() => { this.asked = false; if (this.canvas.isConnected) this.draw(); });
    }

    draw() {
      const began = performance.now(), pen = this.pen, ink = this.dark ? NIGHT : DAY;
      const k = this.scale * this.ratio;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = ink.paper;
      pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
      pen.setTransform(...this.matrix(k));
      this.drawLand(pen, ink);
      this.drawStreets(pen, ink);
      this.drawBuildings(pen, ink, k);
      pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      if (this.shown.has("lamps")) this.drawLamps(pen);
      this.drawSigns(pen);
      this.drawWorks(pen);
      this.drawNames(pen, ink);
      this.drawScale(pen, ink);
      this.drawPicked(pen);
      this.frames += 1;
      this.took = performance.now() - began;
      this.on.drawn(this);
      return this.took;
    }

    drawLand(pen, ink) {
      for (const name of ["field", "forest", "block", "park", "square", "road", "rail", "water", "dock"]) {
        const path = this.landPaths[LAND.indexOf(name)];
        if (!path) continue;
        pen.fillStyle = ink[name];
        pen.fill(path, "evenodd");
        if (name === "water" || name === "dock") {
          pen.strokeStyle = ink.shore; pen.lineWidth = Math.max(8, 1.2 / this.scale); pen.stroke(path);
        }
        if (name === "rail") {
          pen.strokeStyle = ink.sleeper; pen.lineWidth = Math.max(4, 0.7 / this.scale);
          pen.setLineDash([30, 24]); pen.stroke(path); pen.setLineDash([]);
        }
      }
    }

    drawStreets(pen, ink) {
      pen.lineCap = "round"; pen.lineJoin = "round";
      const edge = 0.8 / this.scale;
      for (const casing of [true, false]) {
        for (const kind of [5, 2, 1, 4, 3, 0]) {
          const path = this.streetPaths[kind];
          if (!path) continue;
          const width = Math.max(STREET_WIDTH_DM[kind], (kind === 0 ? 1.7 : 0.8) / this.scale);
          if (kind === 5 && casing) continue;
          pen.strokeStyle = casing ? ink.casing : ink.road;
          pen.lineWidth = casing ? width + 2 * edge : width;
          pen.stroke(path);
        }
      }
    }

    drawBuildings(pen, ink, k) {
      const paths = this.buildingPaths();
      if (this.scale > 0.06) { // a shadow to the south-east lifts the houses off the paper
        const lean = Math.min(28, 1.6 / this.scale + 6);
        const [a, b, c, d, e, f] = this.matrix(k);
        pen.setTransform(a, b, c, d, e + lean * k * 0.7, f + lean * k);
        pen.fillStyle = ink.shadow;
        for (const path of Object.values(paths)) pen.fill(path);
        pen.setTransform(a, b, c, d, e, f);
      }
      // Close by, a fine ink line; far off, a stroke in the roof's own colour, so that small houses still tell their label.
      const close = this.scale > 0.07;
      pen.lineWidth = close ? Math.min(0.6 / this.scale, 7) : 0.9 / this.scale;
      pen.lineJoin = "miter";
      for (const [label, path] of Object.entries(paths)) {
        const colour = this.shown.has("labels") && label < this.look.labels.length ? this.look.labels[label] : this.look.none;
        pen.globalAlpha = this.dark ? 0.32 : 1;
        pen.fillStyle = colour;
        pen.fill(path);
        pen.strokeStyle = close ? ink.outline : colour;
        pen.stroke(path);
      }
      pen.globalAlpha = 1;
    }

    drawLamps(pen) {
      if (this.dark) { this.drawGlow(pen); return; }
      if (this.scale < 0.03) return; // by day and from afar lamps are too small to see
      const a = this.a, near = this.scale > 0.09, radius = near ? Math.min(4, 1.4 + this.scale * 6) : 0.9;
      pen.globalAlpha = near ? 1 : 0.75;
      pen.lineWidth = 1;
      for (const led of [false, true]) { // one path for each kind: thousands of single dots would take a while
        pen.beginPath();
        for (let i = 0; i < this.header.lamps; i++) {
          if ((a.lamp_led_year[i] <= this.offset) !== led) continue;
          const [sx, sy] = this.screen(a.lamp_xy_dm[2 * i], a.lamp_xy_dm[2 * i + 1]);
          if (sx < -5 || sy < -5 || sx > this.width + 5 || sy > this.height + 5) continue;
          pen.moveTo(sx + radius, sy); pen.arc(sx, sy, radius, 0, 6.2832);
        }
        pen.fillStyle = led ? "#ffffff" : "#f08a1d"; pen.fill();
        if (near) { pen.strokeStyle = led ? "#2b6cb0" : "#8a4a08"; pen.stroke(); }
      }
      pen.globalAlpha = 1;
    }

    /* Pools of light, gathered on a sheet of half the size and laid over the dark town in one go: light is soft anyway. */
    drawGlow(pen) {
      const a = this.a, part = 0.5, pool = Math.max(330 * this.scale, 8);
      this.sheet = this.sheet || document.createElement("canvas");
      this.sheet.width = Math.ceil(this.width * part); this.sheet.height = Math.ceil(this.height * part);
      const light = this.sheet.getContext("2d", { willReadFrequently: true });
      light.globalCompositeOperation = "screen";
      // Wide shots add many pools to one pixel: less of each keeps the picture from going white.
      light.globalAlpha = Math.min(1, 0.62 + this.scale * 4);
      const led = this.scaled("led", pool * 1.75 * part), old = this.scaled("old", pool * 2.1 * part);
      for (let i = 0; i < this.header.lamps; i++) {
        const [sx, sy] = this.screen(a.lamp_xy_dm[2 * i], a.lamp_xy_dm[2 * i + 1]);
        if (sx < -pool || sy < -pool || sx > this.width + pool || sy > this.height + pool) continue;
        const spot = a.lamp_led_year[i] <= this.offset ? led : old;
        light.drawImage(spot.picture, sx * part - spot.size / 2, sy * part - spot.size / 2, spot.size, spot.size);
      }
      pen.globalCompositeOperation = "screen";
      pen.drawImage(this.sheet, 0, 0, this.width, this.height);
      pen.globalCompositeOperation = "source-over";
    }

    /* A pool of light at the size it is needed, so that the many copies need no scaling. */
    scaled(kind, size) {
      if (size > 128) return { picture: this.glow[kind], size };
      const picture = document.createElement("canvas");
      picture.width = picture.height = Math.ceil(size);
      picture.getContext("2d", { willReadFrequently: true }).drawImage(this.glow[kind], 0, 0, picture.width, picture.height);
      return { picture, size: picture.width };
    }

    /* Small signs on roofs: a blue panel for sun, a teal drop for a heat pump. */
    drawSigns(pen) {
      const sun = this.shown.has("sun"), heat = this.shown.has("heat");
      if (!sun && !heat) return;
      if (this.scale < 0.05) return; // from afar they would hide the labels
      const a = this.a, size = Math.min(10, 30 * this.scale + 0.6);
      if (this.dark) pen.globalAlpha = 0.55;
      for (let i = 0; i < this.header.buildings; i++) {
        const panel = sun && a.pv_year[i] !== NEVER && a.pv_year[i] <= this.offset;
        const pump = heat && a.heat_pump_year[i] !== NEVER && a.heat_pump_year[i] <= this.offset;
        if (!panel && !pump) continue;
        const [sx, sy] = this.screen(this.middle[2 * i], this.middle[2 * i + 1]);
        if (sx < -9 || sy < -9 || sx > this.width + 9 || sy > this.height + 9) continue;
        if (panel) {
          pen.fillStyle = "#14315c"; pen.fillRect(sx - size / 2, sy - size / 2, size, size * 0.8);
          if (size > 5) { pen.fillStyle = "#7fa6d8"; pen.fillRect(sx - 0.4, sy - size / 2, 0.8, size * 0.8); }
        }
        if (pump) {
          pen.beginPath(); pen.arc(sx + (panel ? size * 0.75 : 0), sy + (panel ? size * 0.5 : 0), size * 0.42, 0, 6.2832);
          pen.fillStyle = "#0f8b7d"; pen.fill();
          if (size > 4) { pen.lineWidth = 1; pen.strokeStyle = "#ffffff"; pen.stroke(); }
        }
      }
      pen.globalAlpha = 1;
    }

    drawNames(pen, ink) {
      if (this.scale > this.fit * 6) return;
      const size = Math.min(17, Math.max(11, this.width / 75));
      pen.font = `italic 600 ${size}px Georgia, "Times New Roman", "DejaVu Serif", serif`;
      pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
      const taken = this.covered();
      for (const district of this.header.districts) {
        const [sx, sy] = this.screen(district.x, district.y);
        const name = district[this.look.lang] || district.en, half = pen.measureText(name).width / 2 + 6;
        const free = (y) => taken.every((t) => Math.abs(t[0] - sx) > t[2] + half || Math.abs(t[1] - y) > size * 0.62 + t[3]);
        const y = [sy, sy + size * 1.4, sy - size * 1.4, sy + size * 2.6, sy - size * 2.6].find(free);
        if (y === undefined) continue;
        taken.push([sx, y, half, size * 0.62]);
        pen.lineWidth = 4; pen.strokeStyle = ink.halo; pen.strokeText(name, sx, y);
        pen.fillStyle = ink.town; pen.fillText(name, sx, y);
      }
    }

    /* Places that panels cover: middle x, middle y, half width, half height. */
    covered() {
      const home = this.canvas.getBoundingClientRect();
      return [...this.canvas.closest(".stage").querySelectorAll(".ask, .tools-float")].map((panel) => {
        const box = panel.getBoundingClientRect();
        return [(box.left + box.right) / 2 - home.left, (box.top + box.bottom) / 2 - home.top, box.width / 2, box.height / 2];
      });
    }

    drawScale(pen, ink) {
      const wanted = 110 / this.scale / 10; // metres in 110 pixels
      const power = 10 ** Math.floor(Math.log10(wanted));
      const metres = [5, 2, 1].map((first) => first * power).find((each) => each <= wanted) || power;
      const length = metres * 10 * this.scale, x = this.width - length - 16, y = this.height - 16;
      pen.strokeStyle = ink.town; pen.lineWidth = 1.5; pen.lineCap = "butt";
      pen.beginPath(); pen.moveTo(x, y - 5); pen.lineTo(x, y); pen.lineTo(x + length, y); pen.lineTo(x + length, y - 5); pen.stroke();
      pen.font = "11px system-ui, sans-serif"; pen.textAlign = "center"; pen.textBaseline = "bottom";
      pen.lineWidth = 3; pen.strokeStyle = ink.halo;
      const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
      pen.strokeText(text, x + length / 2, y - 4); pen.fillStyle = ink.town; pen.fillText(text, x + length / 2, y - 4);
    }

    /* Rings around what a measure touched in the year shown (`look.works`: rows of lamps and buildings by year). */
    drawWorks(pen) {
      const works = this.look.works, year = this.header.first_year + this.offset;
      const lamps = (works && works.lamps[year]) || [], houses = (works && works.buildings[year]) || [];
      this.ringed = lamps.length + houses.length;
      if (!lamps.length && !houses.length) return;
      const radius = Math.min(7, 2.2 + this.scale * 25);
      pen.beginPath();
      for (const row of lamps) this.ring(pen, this.a.lamp_xy_dm[2 * row], this.a.lamp_xy_dm[2 * row + 1], radius);
      for (const row of houses) this.ring(pen, this.middle[2 * row], this.middle[2 * row + 1], Math.max(9, 160 * this.scale));
      pen.lineWidth = houses.length ? 5 : 3; pen.strokeStyle = this.dark ? "#0b1017" : "#ffffff"; pen.stroke();
      pen.lineWidth = houses.length ? 2.5 : 1.5; pen.strokeStyle = this.dark ? "#ffe08a" : "#8a1f5c"; pen.stroke();
    }

    ring(pen, x, y, radius) {
      const [sx, sy] = this.screen(x, y);
      if (sx < -radius || sy < -radius || sx > this.width + radius || sy > this.height + radius) return;
      pen.moveTo(sx + radius, sy); pen.arc(sx, sy, radius, 0, 6.2832);
    }

    drawPicked(pen) {
      if (!this.picked) return;
      const { layer, row } = this.picked;
      pen.lineWidth = 2.5; pen.strokeStyle = this.dark ? "#ffffff" : "#1b2733"; pen.lineJoin = "round";
      pen.beginPath();
      if (layer === "lamps") {
        const [sx, sy] = this.screen(this.a.lamp_xy_dm[2 * row], this.a.lamp_xy_dm[2 * row + 1]);
        pen.arc(sx, sy, 8, 0, 6.2832);
      } else {
        for (let c = this.starts[row]; c < this.starts[row + 1]; c++) {
          const [sx, sy] = this.screen(this.a.corner_xy_dm[2 * c], this.a.corner_xy_dm[2 * c + 1]);
          if (c > this.starts[row]) pen.lineTo(sx, sy); else pen.moveTo(sx, sy);
        }
        pen.closePath();
      }
      pen.stroke();
    }

    /* ---- touch and mouse ---- */

    listen() {
      const canvas = this.canvas, fingers = new Map();
      let moved = 0, spread = 0;
      const place = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
      canvas.addEventListener("pointerdown", (event) => {
        canvas.setPointerCapture(event.pointerId);
        fingers.set(event.pointerId, place(event)); moved = 0; spread = 0;
      });
      canvas.addEventListener("pointermove", (event) => {
        if (!fingers.has(event.pointerId)) return;
        const before = fingers.get(event.pointerId), now = place(event);
        fingers.set(event.pointerId, now);
        moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
        const [from, to] = [this.ground(...before), this.ground(...now)];
        this.x -= (to[0] - from[0]) / fingers.size;
        this.y -= (to[1] - from[1]) / fingers.size;
        if (fingers.size === 2) {
          const [p, q] = [...fingers.values()], far = Math.hypot(p[0] - q[0], p[1] - q[1]);
          if (spread) this.zoom(far / spread, (p[0] + q[0]) / 2, (p[1] + q[1]) / 2);
          spread = far;
        }
        this.hold();
      });
      const end = (event) => {
        if (!fingers.delete(event.pointerId)) return;
        spread = 0;
        if (event.type === "pointerup" && moved < 6 && !fingers.size) this.pick(...place(event));
      };
      canvas.addEventListener("pointerup", end);
      canvas.addEventListener("pointercancel", end);
      canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * 0.0015), ...place(event));
      }, { passive: false });
      this.watch = new ResizeObserver(() => this.resize());
      this.watch.observe(canvas);
    }

    /* The nearest lamp within reach of a finger, else the building under it. */
    pick(px, py) {
      const [gx, gy] = this.ground(px, py), a = this.a;
      let best = null, near = this.scale > 0.09 && this.shown.has("lamps") ? 9 / this.scale : 0;
      for (let i = 0; i < this.header.lamps && near; i++) {
        const far = Math.hypot(a.lamp_xy_dm[2 * i] - gx, a.lamp_xy_dm[2 * i + 1] - gy);
        if (far < near) { near = far; best = { layer: "lamps", row: i }; }
      }
      for (let i = 0; i < this.header.buildings && !best; i++) {
        const b = 4 * i;
        if (gx < this.boxes[b] || gy < this.boxes[b + 1] || gx > this.boxes[b + 2] || gy > this.boxes[b + 3]) continue;
        if (this.within(i, gx, gy)) best = { layer: "buildings", row: i };
      }
      this.on.pick(best);
    }

    within(i, x, y) {
      const xy = this.a.corner_xy_dm;
      let inside = false;
      for (let c = this.starts[i], d = this.starts[i + 1] - 1; c < this.starts[i + 1]; d = c++) {
        const x0 = xy[2 * c], y0 = xy[2 * c + 1], x1 = xy[2 * d], y1 = xy[2 * d + 1];
        if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
      }
      return inside;
    }
  }

  window.stadslabViews = Object.assign(window.stadslabViews || {}, { Plan });
})();
