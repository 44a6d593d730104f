/* How things look: what is added to three's own materials, so that lights, shadows, fog and tone mapping stay three's.
 *
 * `shared` holds the uniforms of all of them: the year, the night, what is shown, the light of the street lamps.
 */
import {
  BackSide, Color, DataArrayTexture, DataTexture, DoubleSide, Mesh, MeshLambertMaterial, NearestFilter, NotEqualStencilFunc, RGBAIntegerFormat,
  RedIntegerFormat, ReplaceStencilOp, ShaderMaterial, SphereGeometry, UnsignedByteType, Vector3, Vector4,
} from "../vendor/three-city.mjs";

const TAKEN_BY_TONE = 0.04;
const WIDE = 256; // texels in a row of the textures that hold a value for each building
export const KINDS = { country: 0, field: 1, forest: 2, road: 3, block: 4, park: 5, square: 6, rail: 7, water: 8, dock: 9, pavement: 10, street: 11, quay: 12 };
const GROUND = ["#d2d8b6", "#d3d9b2", "#9db183", "#d9d3c6", "#dcd9c2", "#b3ca90", "#e2d6bc", "#b3a795", "#86aec2", "#7fa8be", "#ded8cb", "#c2bfba", "#cfc6b4"];
const WALLS = ["#b9826a", "#c79a80", "#d9c7ae", "#e6dccb", "#c3b8a8", "#a8735f"];
const ROOFS = ["#a65f48", "#8c5444", "#6d6a6c", "#7d7a78"];

export const DAY = { zenith: "#7fa9cf", horizon: "#e6e3d8", sun: "#fff1dc", sunPower: 2.45, sky: "#e9eff8", earth: "#cfc4b2", skyPower: 1.62 };
export const NIGHT = { zenith: "#070b16", horizon: "#1b2740", sun: "#90a8d8", sunPower: 0.2, sky: "#4a5569", earth: "#1b202c", skyPower: 0.95 };

function grid(values, layers, count, channels) {
  const tall = Math.max(1, Math.ceil(count / WIDE)), data = new Uint8Array(WIDE * tall * layers * channels).fill(255);
  for (let l = 0; l < layers; l++) data.set(values.subarray(l * count * channels, (l + 1) * count * channels), l * WIDE * tall * channels);
  return { data, tall };
}

function plain(texture, format) {
  texture.format = format; texture.type = UnsignedByteType; texture.minFilter = texture.magFilter = NearestFilter;
  texture.unpackAlignment = 4; texture.needsUpdate = true;
  return texture;
}

/* Colours of the labels, and of none from there on. The tone mapping takes a little of every colour away: it is given beforehand,
 * so that a flat roof in the sun has the colour of the legend. */
function palette(look) {
  return Array.from({ length: 8 }, (_, i) => new Color(look.labels[i] || look.none)).map((each) => each.addScalar(TAKEN_BY_TONE));
}

/* Uniforms shared by all materials. */
export function sharedLook(header, a, look) {
  const n = header.buildings, labels = grid(a.labels, header.years, n, 1), each = new Uint8Array(4 * n);
  for (let i = 0; i < n; i++) each.set([a.pv_year[i], a.heat_pump_year[i], a.retrofit_year[i], a.use[i]], 4 * i);
  const things = grid(each, 1, n, 4), colours = (list) => list.map((hex) => new Color(hex));
  return {
    labels: { value: plain(new DataArrayTexture(labels.data, WIDE, labels.tall, header.years), RedIntegerFormat) },
    things: { value: plain(new DataTexture(things.data, WIDE, things.tall), RGBAIntegerFormat) },
    palette: { value: palette(look) },
    ground: { value: colours(GROUND) }, walls: { value: colours(WALLS) }, roofs: { value: colours(ROOFS) },
    yearA: { value: 0 }, yearB: { value: 0 }, blend: { value: 0 }, now: { value: 0 }, night: { value: 0 },
    shown: { value: new Vector4(1, 1, 1, 1) }, picked: { value: -1 },
    zenith: { value: new Color(DAY.zenith) }, horizon: { value: new Color(DAY.horizon) },
    lightMap: { value: null }, lightBox: { value: new Vector4(0, 0, 1, 1) },
  };
}

const TOOLS = /* glsl */ `
uniform float night; uniform sampler2D lightMap; uniform vec4 lightBox;
float chance(vec2 p) { vec3 q = fract(vec3(p.xyx) * 0.1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }
float cloud(vec2 p) {
  vec2 i = floor(p), f = fract(p); f = f * f * (3.0 - 2.0 * f);
  return mix(mix(chance(i), chance(i + vec2(1, 0)), f.x), mix(chance(i + vec2(0, 1)), chance(i + vec2(1, 1)), f.x), f.y);
}
vec3 lampLight(vec2 at) {
  if (night == 0.0) return vec3(0.0);
  vec2 uv = (at - lightBox.xy) / lightBox.zw;
  if (uv.x < 0.0 || uv.y < 0.0 || uv.x > 1.0 || uv.y > 1.0) return vec3(0.0);
  return texture(lightMap, uv).rgb * 1.5 * night;
}`;

const PLACE = /* glsl */ `
  vec4 standing = vec4(transformed, 1.0);
  #ifdef USE_INSTANCING
    standing = instanceMatrix * standing;
  #endif
  vPlace = standing.xyz;`;

function dressed(settings, shared, vertex, fragment) {
  const material = new MeshLambertMaterial(settings);
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, shared);
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", `#include <common>\nvarying vec3 vPlace;\n${vertex.head || ""}`)
      .replace("#include <begin_vertex>", `#include <begin_vertex>\n${vertex.body || ""}\n${PLACE}`);
    if (vertex.normal) shader.vertexShader = shader.vertexShader.replace("#include <beginnormal_vertex>", `vec3 objectNormal = ${vertex.normal};`);
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", `#include <common>\nvarying vec3 vPlace;\n${TOOLS}\n${fragment.head || ""}`)
      .replace("#include <color_fragment>", fragment.colour)
      .replace("#include <emissivemap_fragment>", fragment.glow || "");
    if (fragment.normal) shader.fragmentShader = shader.fragmentShader.replace("#include <normal_fragment_begin>", fragment.normal);
  };
  material.customProgramCacheKey = () => fragment.name;
  return material;
}

/* ---- buildings ---- */

const BUILDING = /* glsl */ `
uniform highp usampler2DArray labels; uniform highp usampler2D things;
uniform vec3 palette[8]; uniform vec3 walls[6]; uniform vec3 roofs[4];
uniform float yearA, yearB, blend, now, picked; uniform vec4 shown;
flat varying uint vTag; flat varying vec2 vSize; varying vec2 vOn;
vec3 labelColour(ivec2 at, float year) { return palette[min(7u, texelFetch(labels, ivec3(at, int(year)), 0).r)]; }
float along(float x, float from, float to, float soft) { return smoothstep(from - soft, from + soft, x) - smoothstep(to - soft, to + soft, x); }
vec3 litUp = vec3(0.0); float outside = 0.0;
vec3 wallOf(vec3 wall, uint id, float luck, bool plain) {
  float storeys = max(1.0, floor(vSize.y / 2.9 + 0.3)), columns = max(1.0, floor(vSize.x / 2.7 + 0.2));
  vec2 cell = vOn / vSize * vec2(columns, storeys), at = fract(cell), number = floor(cell), reach = fwidth(cell);
  float clear = 1.0 - smoothstep(0.25, 0.8, max(reach.x, reach.y));
  vec2 soft = max(reach * 0.7, vec2(0.01));
  float pane = along(at.x, 0.31, 0.69, soft.x) * along(at.y, 0.3, 0.76, soft.y) * step(vOn.y, vSize.y) * step(1.6, vSize.x);
  float seen = mix(0.2, pane, clear);
  float home = step(0.66, chance(number + vec2(float(id) * 0.37, luck * 91.0))) * step(0.12, luck);
  vec3 lamp = mix(vec3(1.0, 0.62, 0.28), vec3(1.0, 0.82, 0.58), chance(number.yx + float(id)));
  if (plain) { litUp = vec3(0.0); return wall * mix(0.72, 1.0, smoothstep(0.0, 4.5, vPlace.y)); }
  litUp = lamp * mix(0.12, pane * home * 0.7, clear) * night;
  vec3 glass = mix(vec3(0.10, 0.14, 0.18), vec3(0.30, 0.38, 0.45), 0.35 + 0.4 * chance(number + float(id)));
  vec3 built = mix(wall, glass * mix(1.0, 0.35, night), seen * 0.8);
  return built * mix(0.72, 1.0, smoothstep(0.0, 4.5, vPlace.y));
}
vec3 withPanels(vec3 roof, uint side) {
  vec2 rim = side == 3u ? vec2(1.2) : max(vec2(0.7, 0.8), vSize * vec2(0.1, 0.17));
  vec2 room = vSize - 2.0 * rim;
  if (room.x < 1.0 || room.y < 1.0) rim = vSize * 0.12;
  vec2 from = vOn - rim, to = vSize - rim - vOn;
  float inside = step(0.0, min(min(from.x, from.y), min(to.x, to.y)));
  vec2 step_m = side == 3u ? vec2(1.1, 2.6) : vec2(1.1, 1.75), cell = from / step_m, at = fract(cell), reach = fwidth(cell);
  float rows = side == 3u ? along(at.y, 0.08, 0.66, max(0.02, reach.y * 0.6)) : along(at.y, 0.03, 0.97, max(0.012, reach.y * 0.6));
  float clear = 1.0 - smoothstep(0.3, 0.9, max(reach.x, reach.y));
  float pane = mix(side == 3u ? 0.58 : 0.94, rows * along(at.x, 0.035, 0.965, max(0.012, reach.x * 0.6)), clear);
  vec3 blue = mix(vec3(0.012, 0.03, 0.085), vec3(0.05, 0.10, 0.21), 0.5 + 0.5 * cloud(vPlace.xz * 0.05));
  return mix(roof, blue, inside * pane);
}`;

const BUILDING_COLOUR = /* glsl */ `{
  uint id = vTag >> 2u, side = vTag & 3u; ivec2 spot = ivec2(int(id % ${WIDE}u), int(id / ${WIDE}u));
  uvec4 when = texelFetch(things, spot, 0);
  float luck = chance(vec2(float(id), 17.0)), other = chance(vec2(float(id), 5.0)), day = luck - 1.0;
  vec3 label = mix(labelColour(spot, yearA), labelColour(spot, yearB), smoothstep(luck * 0.6, luck * 0.6 + 0.4, blend));
  bool works = when.a >= 10u && when.a != 13u;
  vec3 wall = works ? mix(vec3(0.36, 0.39, 0.41), vec3(0.55, 0.53, 0.49), luck) : walls[int(other * 5.99)];
  if (float(when.b) + day <= now && when.b < 255u) wall = mix(wall, vec3(0.80, 0.76, 0.68), 0.55);
  vec3 roof = works || side == 3u ? vec3(0.34, 0.34, 0.34) : roofs[int(luck * 3.99)];
  if (side == 0u) {
    wall = mix(wall, label, 0.24 * shown.x) * (0.94 + 0.12 * luck);
    diffuseColor.rgb = wallOf(wall, id, other, when.a == 14u);
    outside = 1.0;
  } else {
    vec3 tone = mix(roof, label, 0.9 * shown.x) * (0.93 + 0.1 * other);
    float course = side == 3u ? 0.0 : along(fract(vOn.y * 1.6), 0.0, 0.22, 0.08) * (1.0 - smoothstep(0.2, 0.6, fwidth(vOn.y * 1.6)));
    tone *= 1.0 - 0.1 * course;
    tone *= 1.0 - 0.22 * (1.0 - smoothstep(0.0, 0.45, min(min(vOn.x, vSize.x - vOn.x), min(vOn.y, vSize.y - vOn.y)))) * (1.0 - smoothstep(0.15, 0.5, fwidth(vOn.x)));
    bool sunny = side == 1u || side == 3u;
    if (sunny && shown.z > 0.5 && when.r < 255u && float(when.r) + day <= now) tone = withPanels(tone, side);
    diffuseColor.rgb = tone;
  }
  if (abs(picked - float(id)) < 0.5) { diffuseColor.rgb = mix(diffuseColor.rgb, vec3(1.0), 0.45); litUp += vec3(0.22); }
}`;

const BUILDING_GLOW = /* glsl */ `
  vec3 out3 = normalize(cross(dFdx(vPlace), dFdy(vPlace)));
  if (dot(out3, cameraPosition - vPlace) < 0.0) out3 = -out3;
  vec3 street = lampLight(vPlace.xz + out3.xz * 4.0);
  totalEmissiveRadiance += litUp + diffuseColor.rgb * street * mix(0.08, 0.75 * exp(-max(0.0, vPlace.y - 2.0) / 6.0), outside);`;

export function buildingLook(shared) {
  return dressed({ flatShading: true }, shared, {
    head: "attribute uint tag; attribute vec4 face; flat varying uint vTag; flat varying vec2 vSize; varying vec2 vOn;",
    body: "vTag = tag; vOn = face.xy / 10.0; vSize = max(face.zw / 10.0, vec2(0.1));", normal: "vec3(0.0, 1.0, 0.0)",
  }, { name: "building", head: BUILDING, colour: BUILDING_COLOUR, glow: BUILDING_GLOW });
}

/* ---- ground ---- */

const GROUND_COLOUR = /* glsl */ `{
  int kind = int(vKind.x + 0.5); float tint = vKind.y / 255.0, far = length(fwidth(vPlace.xz));
  vec3 c = ground[kind];
  float near = 1.0 - smoothstep(0.6, 5.0, far);
  if (kind == 1) {
    c = mix(c, mix(vec3(0.47, 0.60, 0.31), vec3(0.76, 0.70, 0.45), fract(tint * 7.3)), 0.3 * fract(tint * 3.1 + 0.2));
    float turn = tint * 6.28; float row = fract(dot(vPlace.xz, vec2(cos(turn), sin(turn))) / 5.0);
    c *= 1.0 - 0.07 * along(row, 0.2, 0.6) * near;
  }
  if (kind == 0 || kind == 2 || kind == 4 || kind == 5) {
    float patch1 = cloud(vPlace.xz * 0.055);
    c *= 0.9 + 0.2 * patch1;
    if (kind == 4) c = mix(c, vec3(0.44, 0.55, 0.28), 0.5 * smoothstep(0.42, 0.68, patch1));
    if (near > 0.0) c *= 1.0 - 0.07 * cloud(vPlace.xz * 0.35) * near;
  }
  if (kind == 7) c *= 0.92 + 0.16 * chance(floor(vPlace.xz * 1.5)) * near;
  if (kind == 8 || kind == 9) {
    vec3 look = normalize(cameraPosition - vPlace);
    float wave = near > 0.0 ? (cloud(vPlace.xz * 0.16) + 0.5 * cloud(vPlace.zx * 0.45 + 9.0) - 0.75) * near : 0.0;
    float sheen = pow(1.0 - clamp(look.y + 0.05 * wave, 0.0, 1.0), 2.0);
    c = mix(c * 0.86, mix(horizon, zenith, 0.35), 0.25 + 0.6 * sheen) * (1.0 + 0.08 * wave);
  }
  diffuseColor.rgb = c;
}`;

export function groundLook(shared) {
  return dressed({
    side: DoubleSide, depthWrite: false, stencilWrite: true, stencilRef: 1, stencilFunc: NotEqualStencilFunc, stencilZPass: ReplaceStencilOp,
  }, shared, {
    head: "attribute vec4 kind; flat varying vec4 vKind;", body: "vKind = kind;", normal: "vec3(0.0, 1.0, 0.0)",
  }, {
    name: "ground",
    head: `uniform vec3 ground[13]; uniform vec3 zenith, horizon; flat varying vec4 vKind;
      float along(float x, float from, float to) { return smoothstep(from - 0.1, from + 0.1, x) - smoothstep(to - 0.1, to + 0.1, x); }`,
    normal: "float faceDirection = 1.0; vec3 normal = normalize((viewMatrix * vec4(0.0, 1.0, 0.0, 0.0)).xyz); vec3 nonPerturbedNormal = normal;",
    colour: GROUND_COLOUR,
    glow: "totalEmissiveRadiance += diffuseColor.rgb * lampLight(vPlace.xz);",
  });
}

/* ---- trees, posts, heat pumps ---- */

export function treeLook(shared) {
  return dressed({}, shared, { head: "varying float vUp; varying float vLuck;",
    body: "vUp = position.y; vLuck = fract(sin(dot(instanceMatrix[3].xz, vec2(12.9898, 78.233))) * 43758.5453);" }, {
    name: "tree", head: "varying float vUp; varying float vLuck;",
    colour: `diffuseColor.rgb = vUp < 0.3 ? vec3(0.16, 0.11, 0.07)
      : mix(vec3(0.085, 0.17, 0.05), vec3(0.22, 0.31, 0.09), 0.35 * vLuck + 0.65 * smoothstep(0.3, 1.25, vUp));`,
    glow: "totalEmissiveRadiance += diffuseColor.rgb * lampLight(vPlace.xz) * 0.42 * exp(-max(0.0, vPlace.y - 3.0) / 4.0);",
  });
}

export function postLook(shared) {
  return dressed({}, shared, {}, { name: "post", colour: "diffuseColor.rgb = vec3(0.13, 0.14, 0.15);" });
}

export function pumpLook(shared) {
  return dressed({}, shared, {}, {
    name: "pump", colour: "diffuseColor.rgb = vec3(0.02, 0.30, 0.25);", glow: "totalEmissiveRadiance += vec3(0.0, 0.05, 0.045) * night;",
  });
}

/* ---- sky ---- */

export function sky(shared) {
  const material = new ShaderMaterial({
    side: BackSide, depthWrite: false, depthTest: false, uniforms: shared,
    vertexShader: "varying vec3 vWay; void main() { vWay = position; gl_Position = projectionMatrix * vec4((modelViewMatrix * vec4(position, 0.0)).xyz, 1.0); }",
    fragmentShader: `uniform vec3 zenith, horizon; varying vec3 vWay;
      void main() {
        gl_FragColor = vec4(mix(horizon, zenith, smoothstep(-0.02, 0.42, normalize(vWay).y)), 1.0);
        #include <tonemapping_fragment>
        #include <colorspace_fragment>
      }`,
  });
  const dome = new Mesh(new SphereGeometry(100, 24, 12), material);
  dome.renderOrder = -10; dome.frustumCulled = false;
  return dome;
}

/* The hour, from 0 (day) to 1 (night): colours and powers between the two. */
export function setHour(shared, lights, night) {
  const mix = (name) => new Color(DAY[name]).lerp(new Color(NIGHT[name]), night);
  const between = (name) => DAY[name] + (NIGHT[name] - DAY[name]) * night;
  shared.night.value = night;
  shared.zenith.value.copy(mix("zenith")); shared.horizon.value.copy(mix("horizon"));
  lights.sun.color.copy(mix("sun")); lights.sun.intensity = between("sunPower");
  lights.sky.color.copy(mix("sky")); lights.sky.groundColor.copy(mix("earth")); lights.sky.intensity = between("skyPower");
  lights.fog.color.copy(shared.horizon.value);
}

export const SUN_FROM = new Vector3(-0.62, 0.78, 0.52).normalize(); // a late morning sun would stand south-east; this one lights the fronts we look at
