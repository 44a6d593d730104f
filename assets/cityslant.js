/* The city as a slanted drawing on a canvas: what a machine without 3D shows, from the same file and with the same calls.
 *
 * A plan that is turned and squeezed, its houses raised by their height and painted from the back to the front.
 */
(function () {
  "use strict";

  const TURN = 0.5, SQUEEZE = 0.56, RISE = 0.8; // radians; depth of the ground and height of the houses on the screen
  const COS = Math.cos(TURN), SIN = Math.sin(TURN);

  function shade(hex, share) {
    const part = (at) => Math.round(parseInt(hex.slice(at, at + 2), 16) * share);
    return `rgb(${part(1)},${part(3)},${part(5)})`;
  }

  class Slant extends window.stadslabViews.Plan {
    prepare() {
      super.prepare();
      const depth = (i) => -SIN * this.middle[2 * i] + COS * this.middle[2 * i + 1];
      const far = Float32Array.from({ length: this.header.buildings }, (_, i) => depth(i));
      this.backToFront = Uint32Array.from(far.keys()).sort((i, j) => far[j] - far[i]);
      this.tints = {};
      for (const dark of [false, true]) {
        const dim = dark ? 0.34 : 1;
        this.tints[dark] = [...this.look.labels, this.look.none].map((hex) => [1, 0.62, 0.78].map((side) => shade(hex, side * dim)));
      }
    }

    matrix(k) {
      const a = k * COS, b = k * SQUEEZE * SIN, c = k * SIN, d = -k * SQUEEZE * COS;
      return [a, b, c, d, (this.width / 2) * this.ratio - a * this.x - c * this.y, (this.height / 2) * this.ratio - b * this.x - d * this.y];
    }

    screen(x, y) {
      const dx = x - this.x, dy = y - this.y, k = this.scale;
      return [this.width / 2 + k * (COS * dx + SIN * dy), this.height / 2 + k * SQUEEZE * (SIN * dx - COS * dy)];
    }

    ground(px, py) {
      const u = (px - this.width / 2) / this.scale, v = (py - this.height / 2) / this.scale / SQUEEZE;
      return [this.x + COS * u + SIN * v, this.y + SIN * u - COS * v];
    }

    drawBuildings(pen, ink) {
      const a = this.a, n = this.header.buildings, ratio = this.ratio, none = this.look.labels.length;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.lineWidth = 0.5; pen.strokeStyle = ink.outline; pen.lineJoin = "round";
      const close = this.scale > 0.09, edge = 60;
      for (const i of this.backToFront) {
        const [mx, my] = this.screen(this.middle[2 * i], this.middle[2 * i + 1]), lift = this.lift(i);
        if (mx < -edge || my < -edge || mx > this.width + edge || my - lift > this.height + edge) continue;
        const label = a.labels[this.offset * n + i], tint = this.tints[this.dark][this.shown.has("labels") ? Math.min(label, none) : none];
        const corners = [];
        for (let c = this.starts[i]; c < this.starts[i + 1]; c++) corners.push(this.screen(a.corner_xy_dm[2 * c], a.corner_xy_dm[2 * c + 1]));
        for (let c = 0, d = corners.length - 1; c < corners.length; d = c++) {
          const [x0, y0] = corners[d], [x1, y1] = corners[c];
          if (x1 <= x0) continue; // anticlockwise: an edge that runs to the right is one we see
          pen.fillStyle = y1 > y0 ? tint[1] : tint[2];
          pen.beginPath(); pen.moveTo(x0, y0); pen.lineTo(x1, y1); pen.lineTo(x1, y1 - lift); pen.lineTo(x0, y0 - lift); pen.fill();
        }
        pen.fillStyle = tint[0];
        pen.beginPath();
        for (const [x, y] of corners) pen.lineTo(x, y - lift);
        pen.closePath(); pen.fill();
        if (close) pen.stroke();
      }
    }

    /* How far a roof stands above its footprint on the screen. */
    lift(i) { return (this.a.height_dm[i] + this.a.ridge_dm[i] / 2) * RISE * this.scale; }

    drawPicked(pen) {
      super.drawPicked(pen);
      if (!this.picked || this.picked.layer !== "buildings") return;
      const row = this.picked.row, lift = this.lift(row);
      pen.beginPath();
      for (let c = this.starts[row]; c < this.starts[row + 1]; c++) {
        const [x, y] = this.screen(this.a.corner_xy_dm[2 * c], this.a.corner_xy_dm[2 * c + 1]);
        pen.lineTo(x, y - lift);
      }
      pen.closePath(); pen.stroke();
    }

    /* The house in front wins: its roof and its walls are tried at a few heights. */
    pick(px, py) {
      const found = this.under(px, py);
      if (found === null) super.pick(px, py); else this.on.pick({ layer: "buildings", row: found });
    }

    under(px, py) {
      for (let place = this.backToFront.length - 1; place >= 0; place--) {
        const i = this.backToFront[place], lift = this.lift(i);
        for (const part of [1, 0.66, 0.33]) if (this.within(i, ...this.ground(px, py + lift * part))) return i;
      }
      return null;
    }
  }

  window.stadslabViews.Slant = Slant;
})();
