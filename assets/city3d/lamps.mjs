/* The street lamps: their pools of light, painted from above into one picture that ground, walls and trees read, and their heads.
 *
 * A lamp turns LED during its year, each at its own moment, so that a year that plays turns them one by one.
 * Sodium and LED differ in colour and in the size of their pool.
 */
import {
  AddEquation, CustomBlending, InstancedBufferAttribute, InstancedBufferGeometry, BufferAttribute, BufferGeometry,
  LinearFilter, LinearMipmapLinearFilter, Mesh, NormalBlending, AdditiveBlending, OneFactor, OrthographicCamera, Points, Scene,
  ShaderMaterial, WebGLRenderTarget,
} from "../vendor/three-city.mjs";

const NEVER = 255, METRES_PER_PIXEL = 2.2, SMALLEST = 512, LARGEST = 3072, MARGIN_M = 40;
export const HEAD_M = 6.4;
const COLOURS = "const vec3 SODIUM = vec3(1.0, 0.47, 0.10); const vec3 LED = vec3(0.74, 0.87, 1.0);";

function luck(i) { return (Math.imul(i + 1, 2654435761) >>> 8) / 16777216; }

export class Lamps {
  constructor(header, a, shared) {
    this.shared = shared;
    this.count = header.lamps;
    const place = new Float32Array(2 * this.count), led = new Float32Array(this.count);
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    for (let i = 0; i < this.count; i++) {
      const x = a.lamp_xy_dm[2 * i] / 10, z = -a.lamp_xy_dm[2 * i + 1] / 10;
      place[2 * i] = x; place[2 * i + 1] = z;
      led[i] = a.lamp_led_year[i] === NEVER ? 1e6 : a.lamp_led_year[i] - 0.999 * luck(i);
      west = Math.min(west, x); east = Math.max(east, x); north = Math.min(north, z); south = Math.max(south, z);
    }
    if (!this.count) [west, north, east, south] = [0, 0, 1, 1];
    this.place = place;
    shared.lightBox.value.set(west - MARGIN_M, north - MARGIN_M, east - west + 2 * MARGIN_M, south - north + 2 * MARGIN_M);
    this.paint(place, led);
    this.heads = this.makeHeads(place, led);
    this.painted = null;
  }

  paint(place, led) {
    const box = this.shared.lightBox.value, side = (metres) => Math.round(Math.min(LARGEST, Math.max(SMALLEST, metres / METRES_PER_PIXEL)));
    this.sheet = new WebGLRenderTarget(side(box.z), side(box.w), { depthBuffer: false, generateMipmaps: true, minFilter: LinearMipmapLinearFilter, magFilter: LinearFilter });
    this.shared.lightMap.value = this.sheet.texture;
    const pool = new InstancedBufferGeometry();
    pool.setAttribute("position", new BufferAttribute(new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]), 3));
    pool.setIndex([0, 1, 2, 0, 2, 3]);
    pool.setAttribute("place", new InstancedBufferAttribute(place, 2));
    pool.setAttribute("led", new InstancedBufferAttribute(led, 1));
    pool.instanceCount = this.count;
    const material = new ShaderMaterial({
      uniforms: { now: this.shared.now, lightBox: this.shared.lightBox }, depthTest: false, depthWrite: false, transparent: true,
      blending: CustomBlending, blendEquation: AddEquation, blendSrc: OneFactor, blendDst: OneFactor,
      vertexShader: `attribute vec2 place; attribute float led; uniform float now; uniform vec4 lightBox; varying vec2 vAt; varying float vLed;
        void main() {
          vAt = position.xy; vLed = step(led, now);
          vec2 spot = (place + position.xy * mix(34.0, 21.0, vLed) - lightBox.xy) / lightBox.zw;
          gl_Position = vec4(spot * 2.0 - 1.0, 0.0, 1.0);
        }`,
      fragmentShader: `varying vec2 vAt; varying float vLed; ${COLOURS}
        void main() {
          float far = min(1.0, length(vAt)), soft = (1.0 - far) * (1.0 - far);
          float led = (1.0 - smoothstep(0.35, 1.0, far)) * (0.62 + 0.38 * (1.0 - far));
          gl_FragColor = vec4(mix(SODIUM * soft * 0.62, LED * led * 0.31, vLed), 1.0);
        }`,
    });
    const mesh = new Mesh(pool, material);
    mesh.frustumCulled = false;
    this.scene = new Scene();
    this.scene.add(mesh);
    this.eye = new OrthographicCamera();
  }

  makeHeads(place, led) {
    const geometry = new BufferGeometry(), spots = new Float32Array(3 * this.count);
    for (let i = 0; i < this.count; i++) spots.set([place[2 * i], HEAD_M, place[2 * i + 1]], 3 * i);
    geometry.setAttribute("position", new BufferAttribute(spots, 3));
    geometry.setAttribute("led", new BufferAttribute(led, 1));
    const material = new ShaderMaterial({
      uniforms: { now: this.shared.now, night: this.shared.night, pixel: { value: 1 }, chosen: { value: -1 } }, transparent: true, depthWrite: false,
      vertexShader: `attribute float led; uniform float now, night, pixel, chosen; varying float vLed; varying float vStrong;
        void main() {
          vLed = step(led, now);
          vec4 seen = modelViewMatrix * vec4(position, 1.0);
          gl_Position = projectionMatrix * seen;
          float picked = abs(chosen - float(gl_VertexID)) < 0.5 ? 2.0 : 1.0;
          float wide = pixel * mix(0.9, mix(4.6, 3.6, vLed), night) / -seen.z;
          gl_PointSize = clamp(wide, mix(0.0, 2.4, night), 46.0) * picked + (picked > 1.5 ? 8.0 : 0.0);
          vStrong = mix(smoothstep(1.2, 3.0, wide), min(1.0, 0.42 + wide * 0.12), night);
          if (picked > 1.5) vStrong = 1.0;
        }`,
      fragmentShader: `uniform float night; varying float vLed; varying float vStrong; ${COLOURS}
        void main() {
          float far = length(gl_PointCoord * 2.0 - 1.0), core = 1.0 - smoothstep(0.1, 0.32, far);
          float glow = max(0.0, 1.0 - far); glow *= glow;
          vec3 colour = mix(SODIUM * 1.15, LED, vLed);
          vec3 dark = mix(colour, vec3(1.0), core * 0.55);
          float strength = mix(1.0 - smoothstep(0.7, 1.0, far), max(core, glow * 0.8), night) * vStrong;
          if (strength < 0.01) discard;
          gl_FragColor = vec4(mix(mix(vec3(0.95, 0.42, 0.06), vec3(1.0), vLed), dark, night), strength);
          #include <tonemapping_fragment>
          #include <colorspace_fragment>
        }`,
    });
    const heads = new Points(geometry, material);
    heads.frustumCulled = false; heads.renderOrder = 5;
    return heads;
  }

  /* Paint the pools, only when the year moved since. */
  refresh(renderer) {
    const now = this.shared.now.value;
    this.heads.material.blending = this.shared.night.value > 0.5 ? AdditiveBlending : NormalBlending;
    if (this.painted === now || this.shared.night.value === 0) return;
    this.painted = now;
    renderer.setRenderTarget(this.sheet);
    renderer.setClearColor(0x000000, 1);
    renderer.clear();
    if (this.shared.shown.value.y > 0.5) renderer.render(this.scene, this.eye);
    renderer.setRenderTarget(null);
  }

  close() { this.sheet.dispose(); }
}
