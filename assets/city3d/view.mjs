/* The city in 3D: scene, camera, drawing on demand, picking. The calls are those of every view of the city (citystage.js). */
import {
  BasicShadowMap, BufferAttribute, BufferGeometry, DirectionalLight, Fog, HemisphereLight, IntType, Mesh, NeutralToneMapping, OrbitControls, PCFShadowMap,
  PerspectiveCamera, Scene, Vector3, WebGLRenderer,
} from "../vendor/three-city.mjs";
import { extrude, ground } from "./extrude.mjs";
import { Lamps } from "./lamps.mjs";
import { buildingLook, groundLook, KINDS, setHour, sharedLook, sky, SUN_FROM } from "./look.mjs";
import { Names } from "./names.mjs";
import { buildingUnder, lampNear } from "./pick.mjs";
import { Rings } from "./rings.mjs";
import { countBy, posts, pumps, trees } from "./things.mjs";

const EASE_YEAR_MS = 650, EASE_NIGHT_MS = 700, SLOW_FRAME_MS = 45, REST_MS = 220, CLICK_PX = 6, POSTS_WITHIN_M = 900, PUMPS_WITHIN_M = 2500, RESTORED_WITHIN_MS = 5000;
const ON_THE_MOVE_MS = 80;

export class City {
  /* options: still (no easing), slow (no graphics card: plainer edges and shadows, a coarse first picture) */
  constructor(canvas, city, look, on, options = {}) {
    Object.assign(this, { canvas, on, look, header: city.header, a: city.arrays, frames: 0, offset: 0, dark: false, still: Boolean(options.still) });
    this.renderer = new WebGLRenderer({ canvas, antialias: !options.slow, stencil: true, powerPreference: "high-performance" });
    this.slow = Boolean(options.slow);
    this.renderer.toneMapping = NeutralToneMapping;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = this.slow ? BasicShadowMap : PCFShadowMap;
    this.renderer.shadowMap.autoUpdate = false;
    this.shared = sharedLook(this.header, this.a, look);
    this.measure();
    this.build();
    this.names = new Names(canvas, this.header, look.lang);
    this.aim();
    this.listen();
    this.resize();
    this.home();
    if (this.slow) this.sharpen(0.5); // the first picture comes sooner, a sharp one follows
  }

  /* ---- once ---- */

  /* Middle of each building and of the town, and where most of it stands: a few farms far out do not shrink it. */
  measure() {
    const n = this.header.buildings, a = this.a;
    this.spots = new Float32Array(2 * n);
    for (let i = 0, at = 0; i < n; i++) {
      let x = 0, z = 0;
      for (let c = 0; c < a.corner_count[i]; c++, at++) { x += a.corner_xy_dm[2 * at]; z -= a.corner_xy_dm[2 * at + 1]; }
      this.spots[2 * i] = x / 10 / a.corner_count[i]; this.spots[2 * i + 1] = z / 10 / a.corner_count[i];
    }
    const along = (axis) => Float32Array.from({ length: n }, (_, i) => this.spots[2 * i + axis]).sort();
    const xs = along(0), zs = along(1), part = (list, share) => list[Math.min(n - 1, Math.floor(n * share))];
    this.heart = { x: part(xs, 0.5), z: part(zs, 0.5), wide: part(xs, 0.9) - part(xs, 0.1), deep: part(zs, 0.9) - part(zs, 0.1) };
    this.bounds = [xs[0], zs[0], xs[n - 1], zs[n - 1]];
    this.span = Math.max(xs[n - 1] - xs[0], zs[n - 1] - zs[0], 200);
  }

  build() {
    this.scene = new Scene();
    this.scene.fog = new Fog(0xffffff, 1000, 9000);
    this.lights = { sun: new DirectionalLight(), sky: new HemisphereLight(), fog: this.scene.fog };
    const shadow = this.lights.sun.shadow;
    this.lights.sun.castShadow = true;
    shadow.mapSize.set(2048, 2048);
    shadow.bias = -0.0004; shadow.normalBias = 0; shadow.radius = 2;
    this.scene.add(this.lights.sun, this.lights.sun.target, this.lights.sky, sky(this.shared));
    const flat = ground(this.a, KINDS), floor = new Mesh(shape({ position: [flat.place, 3], kind: [flat.kind, 4] }, flat.index), groundLook(this.shared));
    floor.renderOrder = 1; floor.receiveShadow = true; floor.frustumCulled = false;
    const solid = extrude(this.header, this.a);
    this.tops = solid.tops;
    const houses = new Mesh(shape({ position: [solid.place, 3], face: [solid.face, 4], tag: [solid.tag, 1] }, solid.index), buildingLook(this.shared));
    houses.geometry.getAttribute("tag").gpuType = IntType;
    houses.castShadow = houses.receiveShadow = true; houses.frustumCulled = false;
    this.lamps = new Lamps(this.header, this.a, this.shared);
    this.posts = posts(this.lamps.place, this.shared);
    this.pumps = pumps(this.header, this.a, this.spots, this.tops, this.shared);
    this.scene.add(floor, houses, trees(this.a, this.shared, this.slow), this.posts, this.pumps, this.lamps.heads);
    this.rings = new Rings(this.look.works, this.shared, this.spots, this.tops, this.lamps.place);
    this.scene.add(this.rings.points);
  }

  aim() {
    this.camera = new PerspectiveCamera(36, 1, 1, 40000);
    const controls = (this.controls = new OrbitControls(this.camera, this.canvas));
    Object.assign(controls, { minDistance: 45, maxDistance: this.span * 1.6, maxPolarAngle: 1.42, minPolarAngle: 0.05, zoomToCursor: true, screenSpacePanning: false, zoomSpeed: 1.1, rotateSpeed: 0.7 });
    controls.addEventListener("change", () => this.moved());
  }

  listen() {
    let down = null;
    const place = (event) => { const box = this.canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    const starts = (event) => { down = event.isPrimary ? place(event) : null; };
    const ends = (event) => {
      const at = place(event);
      if (down && event.isPrimary && Math.hypot(at[0] - down[0], at[1] - down[1]) < CLICK_PX) this.pick(...at);
      down = null;
    };
    this.canvas.addEventListener("pointerdown", starts);
    this.canvas.addEventListener("pointerup", ends);
    this.canvas.addEventListener("webglcontextlost", () => {
      this.lost = true;
      if (!this.closed) this.despair = window.setTimeout(() => this.on.lost(), RESTORED_WITHIN_MS);
    });
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.lost = false;
      window.clearTimeout(this.despair);
      this.lamps.painted = null; this.renderer.shadowMap.needsUpdate = true;
      this.ask();
    });
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.canvas.parentElement);
    this.seen = () => { if (!document.hidden) this.ask(); };
    document.addEventListener("visibilitychange", this.seen);
  }

  resize() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    this.width = Math.max(1, box.width); this.height = Math.max(1, box.height);
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    this.sharpen(1);
    this.camera.aspect = this.width / this.height;
    this.camera.updateProjectionMatrix();
    this.ask();
  }

  /* Fewer pixels while a slow machine moves, all of them at rest. */
  sharpen(share) {
    this.share = share;
    this.renderer.setPixelRatio(this.ratio * share);
    this.renderer.setSize(this.width, this.height, false);
    this.lamps.heads.material.uniforms.pixel.value = (this.height * this.ratio * share) / (2 * Math.tan((this.camera.fov * Math.PI) / 360));
  }

  /* ---- calls ---- */

  setYear(offset, length) {
    this.offset = offset;
    this.step(); // on a slow machine the year before may have ended without a picture
    const from = this.shared.now.value;
    this.shared.yearA.value = this.shared.blend.value > 0.5 ? this.shared.yearB.value : this.shared.yearA.value;
    this.shared.yearB.value = offset; this.shared.blend.value = 0;
    this.ease("year", length === undefined ? EASE_YEAR_MS : length, (part) => {
      this.shared.blend.value = part;
      this.shared.now.value = part === 1 ? offset : from + (offset - from) * part;
    });
  }

  setNight(on, length) {
    this.dark = on;
    const from = this.shared.night.value, to = on ? 1 : 0;
    this.ease("night", length === undefined ? EASE_NIGHT_MS : length, (part) => setHour(this.shared, this.lights, from + (to - from) * part));
  }

  setLayers(names) {
    const has = (name) => (names.has(name) ? 1 : 0);
    this.shared.shown.value.set(has("labels"), has("lamps"), has("sun"), has("heat"));
    this.lamps.heads.visible = names.has("lamps");
    this.lamps.painted = null;
    this.ask();
  }

  home() {
    const { x, z, wide, deep } = this.heart, reach = Math.max(wide, deep * 0.8, 150) / Math.min(1, this.camera.aspect * 0.75);
    this.controls.target.set(x, 0, z + deep * 0.06);
    const turn = -0.38, tilt = 0.47, far = reach * 1.22;
    this.camera.position.set(x + far * Math.sin(turn) * Math.cos(tilt), far * Math.sin(tilt), z + far * Math.cos(turn) * Math.cos(tilt));
    this.controls.update();
    this.moved();
  }

  zoom(factor) {
    const away = this.camera.position.clone().sub(this.controls.target);
    away.setLength(Math.min(this.controls.maxDistance, Math.max(this.controls.minDistance, away.length() / factor)));
    this.camera.position.copy(this.controls.target).add(away);
    this.controls.update();
    this.moved();
  }

  /* Turn around and tilt by the keyboard [radians]. */
  turn(around, up) {
    const away = this.camera.position.clone().sub(this.controls.target), far = away.length();
    const polar = Math.min(this.controls.maxPolarAngle, Math.max(0.05, Math.acos(away.y / far) - up)), round = Math.atan2(away.x, away.z) + around;
    away.set(far * Math.sin(polar) * Math.sin(round), far * Math.cos(polar), far * Math.sin(polar) * Math.cos(round));
    this.camera.position.copy(this.controls.target).add(away);
    this.controls.update();
    this.moved();
  }

  mark(thing) {
    this.shared.picked.value = thing && thing.layer === "buildings" ? thing.row : -1;
    this.lamps.heads.material.uniforms.chosen.value = thing && thing.layer === "lamps" ? thing.row : -1;
    this.ask();
  }

  pick(px, py) {
    const lamp = this.posts.visible && this.lamps.heads.visible ? lampNear(this, px, py) : null;
    this.on.pick(lamp === null ? buildingUnder(this, px, py) : { layer: "lamps", row: lamp });
  }

  /* From the screen into the city: where the eye stands and the way it looks through a pixel. */
  ray(px, py) {
    const way = new Vector3((px / this.width) * 2 - 1, 1 - (py / this.height) * 2, 0.5).unproject(this.camera).sub(this.camera.position).normalize();
    return { from: this.camera.position, way };
  }

  screen(x, y, z) {
    const at = new Vector3(x, y, z).project(this.camera);
    return { x: ((at.x + 1) / 2) * this.width, y: ((1 - at.y) / 2) * this.height, front: at.z < 1 };
  }

  /* ---- drawing ---- */

  ease(name, length, step) {
    this.eases = this.eases || new Map();
    this.eases.delete(name);
    if (this.still || !length) step(1);
    else this.eases.set(name, { began: performance.now(), length, step });
    this.ask();
  }

  moved() {
    const t = this.controls.target, [west, north, east, south] = this.bounds;
    t.x = Math.min(Math.max(t.x, west), east); t.z = Math.min(Math.max(t.z, north), south); t.y = 0;
    this.ask();
  }

  ask() {
    if (this.asked || this.lost || this.closed) return;
    this.asked = true;
    const moving = performance.now() - this.drawnAt < ON_THE_MOVE_MS;
    window.requestAnimationFrame((time) => {
      this.asked = false;
      if (this.closed || this.lost || document.hidden || !this.canvas.isConnected) return;
      if (moving && time - this.last > SLOW_FRAME_MS && this.share === 1 && !this.settling) this.sharpen(0.5);
      this.last = time;
      this.step();
      this.draw();
      this.settle();
    });
  }

  step() {
    for (const [name, each] of [...(this.eases || [])]) {
      const part = Math.min(1, (performance.now() - each.began) / each.length);
      each.step(name === "night" ? part * part * (3 - 2 * part) : part);
      if (part === 1) this.eases.delete(name);
    }
  }

  /* Go on while something eases; afterwards one sharp frame, then nothing. */
  settle() {
    window.clearTimeout(this.rest);
    if (this.eases && this.eases.size) { this.ask(); return; }
    this.settling = false;
    if (this.share === 1) return;
    this.rest = window.setTimeout(() => { this.settling = true; this.sharpen(1); this.ask(); }, REST_MS);
  }

  draw() {
    const began = performance.now(), far = this.camera.position.distanceTo(this.controls.target);
    this.camera.near = Math.max(2, far * 0.04); this.camera.far = far + 30000;
    this.camera.updateProjectionMatrix();
    this.scene.fog.near = far * 1.15 + 300; this.scene.fog.far = far * 1.6 + 9000;
    this.posts.visible = far < POSTS_WITHIN_M;
    this.pumps.count = countBy(this.pumps, this.shared.now.value);
    this.pumps.visible = far < PUMPS_WITHIN_M && this.shared.shown.value.w > 0.5 && this.pumps.count > 0;
    this.rings.show(this.header.first_year + this.offset, this.ratio * this.share);
    this.ringed = this.rings.count;
    this.castShadows(far);
    this.lamps.refresh(this.renderer);
    this.renderer.render(this.scene, this.camera);
    this.names.place(this);
    this.frames += 1;
    this.took = performance.now() - began;
    this.drawnAt = performance.now();
    this.on.drawn(this);
    return this.took;
  }

  /* The shadows cover what is looked at: drawn anew when the camera went on or came nearer, not with each frame. */
  castShadows(far) {
    const wanted = Math.min(this.span, Math.max(140, far * 0.75)), t = this.controls.target, had = this.cast;
    const fits = had && wanted < had.reach * 1.02 && wanted > had.reach * 0.45 && Math.hypot(t.x - had.x, t.z - had.z) < had.reach * 0.2;
    if (fits) return;
    const reach = wanted * 1.25, sun = this.lights.sun, eye = sun.shadow.camera;
    this.cast = { reach, x: t.x, z: t.z };
    sun.target.position.set(t.x, 0, t.z);
    sun.position.copy(SUN_FROM).multiplyScalar(reach * 2 + 200).add(sun.target.position);
    Object.assign(eye, { left: -reach, right: reach, top: reach, bottom: -reach, near: 1, far: reach * 4 + 600 });
    eye.updateProjectionMatrix();
    this.renderer.shadowMap.needsUpdate = true;
  }

  /* Wait for the picture and say how long it took [ms]: the graphics card works on after `draw` has returned. */
  timed(sharp = true) {
    const began = performance.now(), pen = this.renderer.getContext();
    if (sharp && this.share !== 1) this.sharpen(1);
    this.draw();
    pen.readPixels(0, 0, 1, 1, pen.RGBA, pen.UNSIGNED_BYTE, new Uint8Array(4));
    this.settle();
    return performance.now() - began;
  }

  close() {
    this.closed = true;
    this.watch.disconnect();
    document.removeEventListener("visibilitychange", this.seen);
    this.names.close();
    this.controls.dispose();
    this.lamps.close();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}

function shape(attributes, index) {
  const made = new BufferGeometry();
  for (const [name, [array, size]] of Object.entries(attributes)) made.setAttribute(name, new BufferAttribute(array, size));
  made.setIndex(new BufferAttribute(index, 1));
  return made;
}

