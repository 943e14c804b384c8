// Boxes on a picture, by pointer or keyboard. A box is [x1, y1, x2, y2, label] in the picture's own pixels; after each edit `said`
// gets all of them. While a pointer holds one nothing is said: a drag is one edit.
const svg = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const SIDE_LEAST = 2; // pixels, as the server has it
const between = (low, value, high) => Math.min(high, Math.max(low, value));

export class BoxBoard {
  // labels: [{ name, words, hue }]
  constructor({ content, labels, readonly, named, said }) {
    Object.assign(this, { content, labels, readonly, said, boxes: [], chosen: null, label: labels[0].name });
    const { width, height, image, caption } = content;
    this.letters = width / 45;
    this.drawn = svg("g", { "font-size": this.letters });
    this.element = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": caption || named, class: "work-board" }, svg("image", { href: image, width, height }), this.drawn);
    this.element.addEventListener("pointerdown", (event) => this.down(event));
    this.element.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) this.element.addEventListener(name, () => this.drop());
  }

  show(boxes) {
    this.boxes = boxes.map((box) => [...box]);
    if (this.chosen !== null && this.chosen >= this.boxes.length) this.chosen = null;
    this.draw();
  }

  draw() {
    const shapes = this.boxes.map(([x1, y1, x2, y2, label], at) => {
      const { hue, words } = this.labels.find((each) => each.name === label);
      const kind = `box${at === this.chosen ? " chosen" : ""}`;
      const box = svg("rect", { x: x1, y: y1, width: x2 - x1, height: y2 - y1, class: kind, stroke: `hsl(${hue} 90% 60%)`, "vector-effect": "non-scaling-stroke", "data-box": at });
      return svg("g", {}, box, svg("text", { x: x1, y: Math.max(this.letters, y1 - this.letters / 4) }, words));
    });
    const grip = this.content.width / 60;
    const [, , x, y] = this.boxes[this.chosen] ?? [];
    const corner = x === undefined || this.readonly ? [] : [svg("rect", { x: x - grip / 2, y: y - grip / 2, width: grip, height: grip, class: "grip", "data-grip": "1" })];
    this.drawn.replaceChildren(...shapes, ...corner);
  }

  at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.element.getScreenCTM().inverse());
    return [x, y];
  }

  down(event) {
    if (this.readonly || event.button) return;
    const [x, y] = this.at(event);
    const { box, grip } = event.target.dataset;
    if (!grip) this.chosen = box === undefined ? this.boxes.push([x, y, x, y, this.label]) - 1 : Number(box);
    this.held = { x, y, sizes: Boolean(grip) || box === undefined, isNew: !grip && box === undefined, moved: false };
    this.element.setPointerCapture(event.pointerId);
    this.draw();
  }

  drag(event) {
    if (!this.held) return;
    const [x, y] = this.at(event);
    this.change(x - this.held.x, y - this.held.y, this.held.sizes);
    Object.assign(this.held, { x, y, moved: true });
    this.draw();
  }

  drop() {
    const held = this.held;
    this.held = null;
    if (held?.moved) this.edited(held.isNew);
    else if (held?.isNew) this.remove(false); // a press that drew nothing
  }

  // By so many pixels; its lower right corner alone where it `sizes`.
  change(right, down, sizes) {
    const box = this.boxes[this.chosen];
    const { width, height } = this.content;
    if (!sizes) {
      right = between(-box[0], right, width - box[2]);
      down = between(-box[1], down, height - box[3]);
      box[0] += right;
      box[1] += down;
    }
    box[2] = between(0, box[2] + right, width);
    box[3] = between(0, box[3] + down, height);
  }

  // Corners in their order and whole; a box too small to be one is gone.
  edited(isNew = false) {
    const { width, height } = this.content;
    const box = this.boxes[this.chosen];
    const [left, right] = [Math.min(box[0], box[2]), Math.max(box[0], box[2])].map(Math.round);
    const [top, bottom] = [Math.min(box[1], box[3]), Math.max(box[1], box[3])].map(Math.round);
    if (right - left < SIDE_LEAST || bottom - top < SIDE_LEAST) return this.remove(!isNew);
    this.boxes[this.chosen] = [between(0, left, width), between(0, top, height), between(0, right, width), between(0, bottom, height), box[4]];
    this.tell();
  }

  tell() {
    this.draw();
    this.said(this.boxes.map((box) => [...box]));
  }

  remove(tells = true) {
    if (this.chosen === null) return;
    this.boxes.splice(this.chosen, 1);
    this.chosen = null;
    if (tells) this.tell();
    else this.draw();
  }

  pick(label) {
    this.label = label;
    if (this.chosen === null) return;
    this.boxes[this.chosen][4] = label;
    this.tell();
  }

  begin() {
    const { width, height } = this.content;
    this.chosen = this.boxes.push([width * 0.4, height * 0.4, width * 0.6, height * 0.6, this.label]) - 1;
    this.edited();
  }

  choose(by) {
    if (!this.boxes.length) return;
    this.chosen = this.chosen === null ? (by > 0 ? 0 : this.boxes.length - 1) : (this.chosen + by + this.boxes.length) % this.boxes.length;
    this.draw();
  }

  // What a key does, or undefined.
  act(key, { shiftKey }) {
    if (this.readonly) return undefined;
    const step = Math.max(1, Math.round(this.content.width / 100));
    const ways = { w: [0, -step], a: [-step, 0], s: [0, step], d: [step, 0] };
    if (ways[key]) return () => this.chosen !== null && (this.change(...ways[key], shiftKey), this.edited());
    return { n: () => this.begin(), e: () => this.choose(1), q: () => this.choose(-1), delete: () => this.remove(), backspace: () => this.remove() }[key];
  }
}
