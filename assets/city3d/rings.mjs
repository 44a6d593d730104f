/* Rings around what a measure touched in the year shown (`look.works`: rows of lamps and buildings by year). */
import { BufferAttribute, BufferGeometry, Points, ShaderMaterial } from "../vendor/three-city.mjs";
import { HEAD_M } from "./lamps.mjs";

export class Rings {
  constructor(works, shared, spots, tops, lamps) {
    Object.assign(this, { works, spots, tops, lamps, year: null, count: 0 });
    const material = new ShaderMaterial({
      uniforms: { night: shared.night, dot: { value: 1 } }, transparent: true, depthTest: false, depthWrite: false,
      vertexShader: `attribute float wide; uniform float dot; varying float vWide;
        void main() { vWide = wide; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); gl_PointSize = wide * dot; }`,
      fragmentShader: `uniform float night; varying float vWide;
        void main() {
          float far = length(gl_PointCoord * 2.0 - 1.0), line = 3.0 / vWide;
          if (far > 1.0 || far < 1.0 - 2.4 * line) discard;
          vec3 ring = mix(vec3(0.254, 0.0137, 0.107), vec3(1.0, 0.745, 0.254), night), rim = mix(vec3(1.0), vec3(0.003, 0.005, 0.008), night);
          gl_FragColor = vec4(abs(far - 1.0 + 1.2 * line) < 0.75 * line ? ring : rim, 1.0);
          #include <colorspace_fragment>
        }`,
    });
    this.points = new Points(new BufferGeometry(), material);
    this.points.frustumCulled = false; this.points.renderOrder = 9;
  }

  /* The rings of a year; made anew when the year is another. */
  show(year, dot) {
    this.points.material.uniforms.dot.value = dot;
    if (year === this.year) return;
    this.year = year;
    const lamps = (this.works && this.works.lamps[year]) || [], houses = (this.works && this.works.buildings[year]) || [];
    const places = [], wide = [];
    for (const row of lamps) { places.push(this.lamps[2 * row], HEAD_M, this.lamps[2 * row + 1]); wide.push(15); }
    for (const row of houses) { places.push(this.spots[2 * row], this.tops[row], this.spots[2 * row + 1]); wide.push(24); }
    this.count = wide.length;
    this.points.visible = this.count > 0;
    this.points.geometry.dispose();
    this.points.geometry = new BufferGeometry();
    this.points.geometry.setAttribute("position", new BufferAttribute(new Float32Array(places), 3));
    this.points.geometry.setAttribute("wide", new BufferAttribute(new Float32Array(wide), 1));
  }
}
