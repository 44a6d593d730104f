/* What stands many times in the city: trees, lamp posts, heat pumps. One small shape each, drawn at many places. */
import {
  BoxGeometry, BufferAttribute, BufferGeometry, IcosahedronGeometry, InstancedMesh, Matrix4, Quaternion, Vector3,
} from "../vendor/three-city.mjs";
import { HEAD_M } from "./lamps.mjs";
import { postLook, pumpLook, treeLook } from "./look.mjs";

const NEVER = 255, MANY_TREES = 12000;
const UP = new Vector3(0, 1, 0);

function luck(i, salt) { return (Math.imul((i + 1) * 31 + salt, 2654435761) >>> 8) / 16777216; }

/* A crown on a trunk, one metre high at scale one. Each corner is kept once: thousands of trees are drawn. */
function treeShape(detail) {
  const crown = new IcosahedronGeometry(0.5, detail).getAttribute("position").array, places = [], normals = [], index = [], known = new Map();
  for (let i = 0; i < crown.length; i += 3) {
    const [x, y, z] = [crown[i], crown[i + 1], crown[i + 2]], key = [x, y, z].map((each) => each.toFixed(3)).join(), bump = 1 + 0.16 * Math.sin(9 * x + 4 * z) * Math.cos(7 * y);
    if (!known.has(key)) {
      known.set(key, places.length / 3);
      places.push(x * 0.86 * bump, 0.64 + y * 0.78 * bump, z * 0.86 * bump);
      normals.push(x * 2, y * 2 + 0.25, z * 2);
    }
    index.push(known.get(key));
  }
  const foot = places.length / 3;
  for (const [x, y, z] of [[0.055, 0, 0], [-0.03, 0, 0.05], [-0.03, 0, -0.05], [0, 0.45, 0]]) { places.push(x, y, z); normals.push(x * 18, 0.2, z * 18); }
  for (const [p, q] of [[0, 1], [1, 2], [2, 0]]) index.push(foot + p, foot + 3, foot + q);
  const shape = new BufferGeometry();
  shape.setAttribute("position", new BufferAttribute(new Float32Array(places), 3));
  shape.setAttribute("normal", new BufferAttribute(new Float32Array(normals), 3));
  shape.setIndex(index);
  return shape;
}

function manyOf(shape, look, count, place) {
  const many = new InstancedMesh(shape, look, count), matrix = new Matrix4();
  for (let i = 0; i < count; i++) many.setMatrixAt(i, place(matrix, i));
  many.frustumCulled = false;
  return many;
}

/* coarse: where there is no graphics card. */
export function trees(a, shared, coarse) {
  const count = a.tree_xy_dm.length / 2, at = new Vector3(), size = new Vector3(), turn = new Quaternion();
  const many = manyOf(treeShape(coarse || count > MANY_TREES ? 0 : 1), treeLook(shared), count, (matrix, i) => {
    const tall = 5.5 + 6 * luck(i, 1) * luck(i, 2) + 2 * luck(i, 3);
    at.set(a.tree_xy_dm[2 * i] / 10, 0, -a.tree_xy_dm[2 * i + 1] / 10);
    size.set(tall * (0.62 + 0.3 * luck(i, 4)), tall, tall * (0.62 + 0.3 * luck(i, 5)));
    return matrix.compose(at, turn.setFromAxisAngle(UP, 6.28 * luck(i, 6)), size);
  });
  many.castShadow = true; many.receiveShadow = true;
  return many;
}

export function posts(place, shared) {
  const shape = new BoxGeometry(0.16, HEAD_M, 0.16).translate(0, HEAD_M / 2, 0);
  return manyOf(shape, postLook(shared), place.length / 2, (matrix, i) => matrix.makeTranslation(place[2 * i], 0, place[2 * i + 1]));
}

/* On the roof, where a box can be seen; the map does not know where the real one would stand. They are sorted by the moment they
 * come, so that a year draws the first few only: `since` holds that moment for each. */
export function pumps(header, a, spots, tops, shared) {
  const rows = [];
  for (let i = 0; i < header.buildings; i++) if (a.heat_pump_year[i] !== NEVER) rows.push([a.heat_pump_year[i] - 0.999 * luck(i, 7), i]);
  rows.sort((p, q) => p[0] - q[0]);
  const shape = new BoxGeometry(1.3, 1.1, 0.9).translate(0, 0.55, 0);
  const many = manyOf(shape, pumpLook(shared), rows.length, (matrix, place) => {
    const i = rows[place][1];
    return matrix.makeTranslation(spots[2 * i], tops[i] - 0.35, spots[2 * i + 1]);
  });
  many.since = Float32Array.from(rows, (row) => row[0]);
  return many;
}

/* How many of them are there by now. */
export function countBy(many, now) {
  let low = 0, high = many.since.length;
  while (low < high) { const middle = (low + high) >> 1; if (many.since[middle] <= now) low = middle + 1; else high = middle; }
  return low;
}
