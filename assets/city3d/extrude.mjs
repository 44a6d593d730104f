/* From the city file to shapes: walls and roofs of all buildings in one geometry, the ground in another.
 *
 * Metres; x east, y up, z south. Each corner of a building carries a tag (building << 2 | face) and `face`: how far along and up
 * its face it lies and how large that face is [dm], so that windows and panels can be drawn by the shader.
 */
import { ShapeUtils, Vector2 } from "../vendor/three-city.mjs";

export const WALL = 0, SUNNY_ROOF = 1, OTHER_ROOF = 2, FLAT_ROOF = 3;

/* Typed arrays that grow. */
class Sheaf {
  constructor(room) {
    this.place = new Float32Array(3 * room); this.face = new Int16Array(4 * room); this.tag = new Uint32Array(room);
    this.index = new Uint32Array(3 * room); this.points = 0; this.corners = 0;
  }

  grow() {
    for (const name of ["place", "face", "tag", "index"]) {
      const larger = new this[name].constructor(2 * this[name].length);
      larger.set(this[name]);
      this[name] = larger;
    }
  }

  /* A point: place [m], along and up its face and the face's size [m]. */
  add(x, y, z, u, v, w, h, tag) {
    const n = this.points++;
    if (n >= this.tag.length) this.grow();
    this.place[3 * n] = x; this.place[3 * n + 1] = y; this.place[3 * n + 2] = z;
    this.face[4 * n] = u * 10; this.face[4 * n + 1] = v * 10; this.face[4 * n + 2] = w * 10; this.face[4 * n + 3] = h * 10;
    this.tag[n] = tag;
    return n;
  }

  triangle(a, b, c) {
    if (this.corners + 3 > this.index.length) this.grow();
    this.index[this.corners++] = a; this.index[this.corners++] = b; this.index[this.corners++] = c;
  }

  /* Four corners anticlockwise seen from outside, the first two below. */
  quad(p, q, r, s, tag) {
    const w = Math.hypot(q[0] - p[0], q[2] - p[2]), h = Math.hypot(s[0] - p[0], s[1] - p[1], s[2] - p[2]);
    const a = this.add(...p, 0, 0, w, h, tag), b = this.add(...q, w, 0, w, h, tag);
    const c = this.add(...r, w, h, w, h, tag), d = this.add(...s, 0, h, w, h, tag);
    this.triangle(a, b, c); this.triangle(a, c, d);
  }
}

/* All buildings.
 * Returns place, face, tag, index (typed arrays cut to size), and `tops` [m]: the highest point of each building. */
export function extrude(header, a) {
  const sheaf = new Sheaf(26 * header.buildings + 64), tops = new Float32Array(header.buildings);
  let at = 0;
  for (let i = 0; i < header.buildings; i++) {
    const n = a.corner_count[i], ring = [];
    for (let c = 0; c < n; c++, at++) ring.push([a.corner_xy_dm[2 * at] / 10, -a.corner_xy_dm[2 * at + 1] / 10]);
    tops[i] = building(sheaf, ring, a.height_dm[i] / 10, a.ridge_dm[i] / 10, i << 2);
  }
  return {
    place: sheaf.place.subarray(0, 3 * sheaf.points), face: sheaf.face.subarray(0, 4 * sheaf.points),
    tag: sheaf.tag.subarray(0, sheaf.points), index: sheaf.index.subarray(0, sheaf.corners), tops,
  };
}

function building(sheaf, ring, height, ridge, tag) {
  for (let c = 0; c < ring.length; c++) {
    const p = ring[c], q = ring[(c + 1) % ring.length];
    sheaf.quad([p[0], 0, p[1]], [q[0], 0, q[1]], [q[0], height, q[1]], [p[0], height, p[1]], tag | WALL);
  }
  const parts = ridge > 0 ? split(ring) : null;
  if (!parts) { flatRoof(sheaf, ring, height, tag); return height; }
  gable(sheaf, parts[0], height, ridge, tag);
  for (const annex of parts.slice(1)) flatRoof(sheaf, annex, height, tag);
  return height + ridge;
}

/* Main body and annex of a footprint: four corners are a body, six with one inner corner are an L. Other shapes: null. */
function split(ring) {
  if (ring.length === 4) return [ring];
  if (ring.length !== 6) return null;
  const inner = ring.map((_, i) => i).filter((i) => turn(ring[(i + 5) % 6], ring[i], ring[(i + 1) % 6]) > 0);
  if (inner.length !== 1) return null;
  const [v0, v1, v2, v3, v4, v5] = ring.map((_, i) => ring[(inner[0] + i) % 6]);
  const x = meet(v5, v0, v2, v3), y = meet(v1, v0, v3, v4);
  const one = [[x, v3, v4, v5], [v0, v1, v2, x]], two = [[v1, v2, v3, y], [v0, y, v4, v5]];
  const larger = [one[0], one[1], two[0], two[1]].reduce((best, each) => (size(each) > size(best) ? each : best));
  return [one, two].find((each) => each.includes(larger)).sort((p, q) => size(q) - size(p));
}

/* Positive where z south turns the walk around a footprint inwards. */
function turn(p, q, r) { return (q[0] - p[0]) * (r[1] - q[1]) - (q[1] - p[1]) * (r[0] - q[0]); }

function size(ring) { return Math.abs(ring.reduce((sum, p, i) => { const q = ring[(i + 1) % ring.length]; return sum + p[0] * q[1] - q[0] * p[1]; }, 0)) / 2; }

/* Where the line through p and q meets the line through r and s; the middle of r and s when they never do. */
function meet(p, q, r, s) {
  const dx = q[0] - p[0], dy = q[1] - p[1], ex = s[0] - r[0], ey = s[1] - r[1], across = dx * ey - dy * ex;
  const far = across ? Math.min(1, Math.max(0, ((p[1] - r[1]) * dx - (p[0] - r[0]) * dy) / across)) : 0.5;
  return [r[0] + far * ex, r[1] + far * ey];
}

/* A saddle roof: the ridge runs along the longer side. */
function gable(sheaf, ring, height, ridge, tag) {
  const long = (c) => Math.hypot(ring[c][0] - ring[(c + 1) % 4][0], ring[c][1] - ring[(c + 1) % 4][1]);
  const [a, b, c, d] = long(0) + long(2) >= long(1) + long(3) ? ring : [ring[1], ring[2], ring[3], ring[0]];
  const top = height + ridge, low = (p) => [p[0], height, p[1]], middle = (p, q) => [(p[0] + q[0]) / 2, top, (p[1] + q[1]) / 2];
  const near = middle(d, a), far = middle(b, c); // ridge from the side d-a to the side b-c
  const sunny = (p, q) => (q[0] - p[0] > 0 ? SUNNY_ROOF : OTHER_ROOF); // walking east along the eaves, the outside is south
  sheaf.quad(low(a), low(b), far, near, tag | sunny(a, b));
  sheaf.quad(low(c), low(d), near, far, tag | sunny(c, d));
  for (const [p, q, tip] of [[b, c, far], [d, a, near]]) {
    const w = Math.hypot(q[0] - p[0], q[1] - p[1]);
    sheaf.triangle(
      sheaf.add(...low(p), 0, height, w, height, tag | WALL), sheaf.add(...low(q), w, height, w, height, tag | WALL),
      sheaf.add(...tip, w / 2, top, w, height, tag | WALL),
    );
  }
}

/* A flat roof; `face` runs along the first wall, so panels lie square to it. */
function flatRoof(sheaf, ring, height, tag) {
  const [p, q] = longest(ring), w = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1, ux = (q[0] - p[0]) / w, uz = (q[1] - p[1]) / w;
  const us = ring.map((c) => (c[0] - p[0]) * ux + (c[1] - p[1]) * uz), vs = ring.map((c) => (c[0] - p[0]) * uz - (c[1] - p[1]) * ux);
  const u0 = Math.min(...us), v0 = Math.min(...vs), wide = Math.max(...us) - u0, deep = Math.max(...vs) - v0;
  const first = ring.map((c, i) => sheaf.add(c[0], height, c[1], us[i] - u0, vs[i] - v0, wide, deep, tag | FLAT_ROOF))[0];
  for (const [i, j, k] of triangles(ring)) sheaf.triangle(first + i, first + j, first + k);
}

function longest(ring) {
  return ring.map((p, i) => [p, ring[(i + 1) % ring.length]])
    .reduce((best, each) => (Math.hypot(each[1][0] - each[0][0], each[1][1] - each[0][1]) > Math.hypot(best[1][0] - best[0][0], best[1][1] - best[0][1]) ? each : best));
}

/* Triangles that face up. */
function triangles(ring, holes = []) {
  if (ring.length === 4 && !holes.length && [0, 1, 2, 3].every((i) => turn(ring[(i + 3) % 4], ring[i], ring[(i + 1) % 4]) <= 0)) return [[0, 1, 2], [0, 2, 3]];
  const points = [ring, ...holes].map((each) => each.map((p) => new Vector2(p[0], p[1])));
  const all = points.flat();
  return ShapeUtils.triangulateShape(points[0], points.slice(1)).map(([i, j, k]) => {
    const up = (all[j].x - all[i].x) * (all[k].y - all[i].y) - (all[j].y - all[i].y) * (all[k].x - all[i].x) < 0;
    return up ? [i, j, k] : [i, k, j];
  });
}

/* ---- the ground ---- */

const LAND = ["water", "dock", "park", "square", "rail", "field", "forest", "block", "road"];
const ORDER = ["field", "forest", "road", "block", "park", "square", "rail", "water", "dock"];
const PAVED_M = [19, 13.5, 5.5, 16, 15, 3.2], DRIVEN_M = [9, 5.6, 4, 6, 6, 0]; // main, residential, rural, square, quay, path
const FLAT_Y = 0, MANY_CORNERS = 6000;

/* Everything flat, all at the same height. The index runs from the uppermost layer down: with a stencil each pixel is painted once.
 * Returns place (Float32 x, y, z), kind (Uint8 kind and tint) and index. */
export function ground(a, kinds) {
  const sheet = { place: [], kind: [], index: [] };
  const far = 60000;
  polygon(sheet, [[-far, far], [far, far], [far, -far], [-far, -far]], [], kinds.country, 128);
  const all = areasOf(a), kerbs = all.filter((each) => LAND[each.kind] === "road").reduce((sum, each) => sum + each.outline.length + each.holes.flat().length, 0);
  // Street surfaces cut out to the last rounded kerb take half a second, and pavements run up to the blocks without them.
  const areas = kerbs > MANY_CORNERS ? all.filter((each) => LAND[each.kind] !== "road") : all;
  for (const name of ORDER) {
    for (const area of areas.filter((each) => each.kind === LAND.indexOf(name))) {
      polygon(sheet, area.outline, area.holes, kinds[name], (area.row * 73 + 29) % 256);
      if (name === "water" || name === "dock") for (const ring of [area.outline, ...area.holes]) ribbon(sheet, [...ring, ring[0]], 2.6, kinds.quay);
    }
    if (name === "road") streets(sheet, a, PAVED_M, kinds.pavement);
  }
  streets(sheet, a, DRIVEN_M, kinds.street);
  return { place: new Float32Array(sheet.place), kind: new Uint8Array(sheet.kind), index: new Uint32Array(sheet.index.reverse()) };
}

/* The polygons of the land with their holes. A ring that lies inside the outline before it is a hole of it. */
function areasOf(a) {
  const areas = [];
  for (let r = 0, at = 0; r < a.land_count.length; r++) {
    const ring = [];
    for (let c = 0; c < a.land_count[r]; c++, at++) ring.push([a.land_xy_dm[2 * at] / 10, -a.land_xy_dm[2 * at + 1] / 10]);
    const last = areas[areas.length - 1];
    if (last && last.row === a.land_shape[r] && within(last.outline, ring[0])) last.holes.push(ring);
    else areas.push({ row: a.land_shape[r], kind: a.land_kind[r], outline: ring, holes: [] });
  }
  return areas;
}

export function within(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    if (ring[i][1] > y !== ring[j][1] > y && x < ((ring[j][0] - ring[i][0]) * (y - ring[i][1])) / (ring[j][1] - ring[i][1]) + ring[i][0]) inside = !inside;
  }
  return inside;
}

function point(sheet, x, z, kind, tint) {
  sheet.place.push(x, FLAT_Y, z); sheet.kind.push(kind, tint, 0, 0);
  return sheet.place.length / 3 - 1;
}

function polygon(sheet, outline, holes, kind, tint) {
  const first = sheet.place.length / 3;
  for (const [x, z] of [outline, ...holes].flat()) point(sheet, x, z, kind, tint);
  for (const each of triangles(outline, holes)) sheet.index.push(...each.map((i) => first + i));
}

function streets(sheet, a, widths, kind) {
  for (let r = 0, at = 0; r < a.streets_count.length; r++) {
    const line = [];
    for (let c = 0; c < a.streets_count[r]; c++, at++) line.push([a.streets_xy_dm[2 * at] / 10, -a.streets_xy_dm[2 * at + 1] / 10]);
    if (widths[a.streets_kind[r]]) ribbon(sheet, line, widths[a.streets_kind[r]], kind);
  }
}

/* A line with a width: a mitred strip with a round cap (six corners) at both ends, so that crossings close. */
function ribbon(sheet, line, width, kind) {
  const half = width / 2;
  let left = -1, right = -1;
  for (let c = 0; c < line.length; c++) {
    const p = line[Math.max(0, c - 1)], q = line[c], r = line[Math.min(line.length - 1, c + 1)];
    const across = normal(p, q, r);
    const l = point(sheet, q[0] + across[0] * half, q[1] + across[1] * half, kind, 128), m = point(sheet, q[0] - across[0] * half, q[1] - across[1] * half, kind, 128);
    if (c) sheet.index.push(left, right, l, l, right, m);
    left = l; right = m;
  }
  for (const [x, z] of [line[0], line[line.length - 1]]) {
    const first = sheet.place.length / 3;
    for (let k = 0; k < 8; k++) point(sheet, x + half * Math.cos((k * Math.PI) / 4), z + half * Math.sin((k * Math.PI) / 4), kind, 128);
    for (let k = 1; k < 7; k++) sheet.index.push(first, first + k, first + k + 1);
  }
}

/* Across a corner of a line, lengthened at a bend by at most half. */
function normal(p, q, r) {
  const one = unit(q[0] - p[0], q[1] - p[1]), two = unit(r[0] - q[0], r[1] - q[1]);
  const along = unit(one[0] + two[0], one[1] + two[1]), beside = p === q ? two : one;
  const cosine = Math.max(0.66, along[0] * beside[0] + along[1] * beside[1]);
  return [-along[1] / cosine, along[0] / cosine];
}

function unit(x, y) { const l = Math.hypot(x, y); return l ? [x / l, y / l] : [0, 0]; }
