/* What lies under a finger: worked out from the shapes themselves, so nothing has to be drawn for it. Metres; y up, z south. */
import { HEAD_M } from "./lamps.mjs";

const REACH_PX = 13;

/* The first building a ray meets, or null. Roofs count as flat at half the ridge. */
export function buildingUnder(view, px, py) {
  const { from, way } = view.ray(px, py), a = view.a;
  let best = null, nearest = way.y < -1e-4 ? -from.y / way.y : 1e9; // where the ray meets the ground
  for (let i = 0, first = 0; i < view.header.buildings; first += a.corner_count[i], i++) {
    const top = (a.height_dm[i] / 10 + view.tops[i]) / 2, x = view.spots[2 * i] - from.x, z = view.spots[2 * i + 1] - from.z;
    const flat = way.x * way.x + way.z * way.z, t = Math.max(0, (x * way.x + z * way.z) / (flat || 1));
    if (flat > 1e-9 && Math.hypot(x - t * way.x, z - t * way.z) > 120) continue; // far beside the ray
    const hit = enters(a, first, a.corner_count[i], top, from, way);
    if (hit < nearest) { nearest = hit; best = { layer: "buildings", row: i }; }
  }
  view.hitAt = nearest;
  return best;
}

/* How far along the ray it enters a block with a flat top; Infinity when it misses. */
function enters(a, first, corners, top, from, way) {
  let hit = Infinity;
  const onTop = (top - from.y) / way.y, tx = from.x + onTop * way.x, tz = from.z + onTop * way.z;
  let inside = false;
  for (let c = 0, d = corners - 1; c < corners; d = c++) {
    const x0 = a.corner_xy_dm[2 * (first + c)] / 10, z0 = -a.corner_xy_dm[2 * (first + c) + 1] / 10;
    const x1 = a.corner_xy_dm[2 * (first + d)] / 10, z1 = -a.corner_xy_dm[2 * (first + d) + 1] / 10;
    if (z0 > tz !== z1 > tz && tx < ((x1 - x0) * (tz - z0)) / (z1 - z0) + x0) inside = !inside;
    const ex = x1 - x0, ez = z1 - z0, across = way.x * ez - way.z * ex;
    if (!across) continue;
    const t = ((x0 - from.x) * ez - (z0 - from.z) * ex) / across, along = ((x0 - from.x) * way.z - (z0 - from.z) * way.x) / across, y = from.y + t * way.y;
    if (t > 0 && along >= 0 && along <= 1 && y >= 0 && y <= top && t < hit) hit = t;
  }
  return inside && onTop > 0 && onTop < hit ? onTop : hit;
}

/* The lamp nearest to a finger, when none of the houses stands before it; null when there is none. */
export function lampNear(view, px, py) {
  const place = view.lamps.place, eye = view.camera.position;
  let best = null, near = REACH_PX;
  for (let i = 0; i < view.lamps.count; i++) {
    if (Math.hypot(place[2 * i] - eye.x, place[2 * i + 1] - eye.z) > 1500) continue;
    const at = view.screen(place[2 * i], HEAD_M, place[2 * i + 1]), far = Math.hypot(at.x - px, at.y - py);
    if (at.front && far < near) { near = far; best = i; }
  }
  if (best === null) return null;
  buildingUnder(view, px, py);
  return view.hitAt < Math.hypot(place[2 * best] - eye.x, HEAD_M - eye.y, place[2 * best + 1] - eye.z) - 3 ? null : best;
}
