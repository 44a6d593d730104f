/* Names of the districts over the city: real text, that a browser can enlarge and translate. */
const GAP_PX = 6, PANELS = ".ask, .zoom, .kinds, .night, .layers-float > *, .attribution, .thing";

export class Names {
  constructor(canvas, header, lang) {
    this.box = document.createElement("div");
    this.box.className = "district-names";
    this.box.setAttribute("aria-hidden", "true");
    canvas.parentElement.append(this.box);
    this.signs = header.districts.map((each) => {
      const sign = document.createElement("span");
      sign.textContent = each[lang] || each.en;
      this.box.append(sign);
      return { sign, x: each.x / 10, z: -each.y / 10, half: 0 };
    });
  }

  /* The nearest first; one that would lie on another, or under a panel, is left out. */
  place(view) {
    const home = view.canvas.getBoundingClientRect(), taken = [];
    for (const panel of view.canvas.closest(".stage").querySelectorAll(PANELS)) {
      const box = panel.getBoundingClientRect();
      taken.push([box.left - home.left, box.top - home.top, box.right - home.left, box.bottom - home.top]);
    }
    const eye = view.camera.position, far = (each) => Math.hypot(each.x - eye.x, each.z - eye.z);
    for (const each of [...this.signs].sort((p, q) => far(p) - far(q))) {
      if (!each.half) { each.half = each.sign.offsetWidth / 2; each.tall = each.sign.offsetHeight; }
      const at = view.screen(each.x, 34, each.z), box = [at.x - each.half - GAP_PX, at.y - each.tall, at.x + each.half + GAP_PX, at.y];
      const free = at.front && box[0] > 0 && box[2] < view.width && box[1] > 0 && box[3] < view.height
        && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
      each.sign.style.visibility = free ? "visible" : "hidden";
      if (!free) continue;
      taken.push(box);
      each.sign.style.transform = `translate(${(at.x - each.half).toFixed(1)}px, ${(at.y - each.tall).toFixed(1)}px)`;
    }
  }

  close() { this.box.remove(); }
}
