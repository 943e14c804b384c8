// <naru-zones>: zones and lines drawn over a camera's picture. The camera's file in the textarea below is the one truth; every
// change here is written into it, and what is written there is drawn here.
const svg = (name, attributes = {}) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
const korean = document.documentElement.lang !== "en";
const words = (ko, en) => (korean ? ko : en);
const kinds = { area: words("구역", "area"), shop: words("가게", "shop"), prohibited: words("금지구역", "prohibited"), line: words("선", "line") };

class NaruZones extends HTMLElement {
  connectedCallback() {
    this.text = this.closest("form").querySelector("[data-file]");
    this.querySelector("[data-plain]")?.remove();
    this.board = document.createElement("div");
    this.board.className = "zones-board";
    this.picture = svg("svg", { viewBox: `0 0 ${this.getAttribute("width")} ${this.getAttribute("height")}`, role: "application", "aria-label": words("구역 그리기", "Draw zones") });
    this.side = document.createElement("div");
    this.board.append(this.picture, this.side);
    this.append(this.board);
    this.picture.addEventListener("pointerdown", (event) => this.press(event));
    this.picture.addEventListener("pointermove", (event) => this.drag(event));
    this.picture.addEventListener("pointerup", () => (this.held = null));
    this.picture.addEventListener("dblclick", () => this.finish());
    this.text.addEventListener("input", () => this.read());
    addEventListener("keydown", (event) => this.draft && (event.key === "Enter" || event.key === "Escape") && (event.preventDefault(), event.key === "Enter" ? this.finish() : this.drop()));
    this.read();
  }

  read() {
    try {
      this.file = JSON.parse(this.text.value);
    } catch {
      return; // half typed: the last drawing stays
    }
    this.file.zones ??= [];
    this.file.lines ??= [];
    this.draw();
  }

  write() {
    this.text.value = JSON.stringify(this.file, null, 2);
    this.draw();
  }

  get shapes() {
    return [...this.file.zones.map((zone) => [zone, zone.kind]), ...this.file.lines.map((line) => [line, "line"])];
  }

  draw() {
    const address = this.getAttribute("picture");
    const under = address ? [svg("image", { href: address, width: this.getAttribute("width"), height: this.getAttribute("height") })] : [];
    const corner = Number(this.getAttribute("width")) / 110;
    this.picture.replaceChildren(
      ...under,
      ...this.shapes.map(([shape, kind]) => {
        const drawn = svg(kind === "line" ? "polyline" : "polygon", { points: shape.points.map((point) => point.join(",")).join(" "), class: `${kind === "line" ? "gate" : `zone ${kind}`}${shape === this.chosen ? " chosen" : ""}` });
        drawn.addEventListener("pointerdown", (event) => !this.draft && (event.stopPropagation(), this.choose(shape)));
        return drawn;
      }),
      ...(this.chosen?.points ?? []).map((point, index) => {
        const dot = svg("circle", { cx: point[0], cy: point[1], r: corner, class: "corner" });
        dot.addEventListener("pointerdown", (event) => (event.stopPropagation(), this.picture.setPointerCapture(event.pointerId), (this.held = index)));
        return dot;
      }),
      ...(this.draft ? [svg("polyline", { points: this.draft.points.map((point) => point.join(",")).join(" "), class: "draft" })] : []),
    );
    this.list();
  }

  list() {
    const tools = document.createElement("div");
    tools.className = "zones-tools";
    for (const [kind, name] of Object.entries(kinds)) tools.append(button(`+ ${name}`, "button small secondary", () => this.begin(kind)));
    const list = document.createElement("ul");
    list.className = "zones-list";
    for (const [shape, kind] of this.shapes) {
      const item = document.createElement("li");
      const one = button(shape[korean ? "ko" : "en"] || shape.id, "", () => this.choose(shape));
      one.setAttribute("aria-pressed", String(shape === this.chosen));
      const tag = document.createElement("span");
      tag.className = "soft small";
      tag.textContent = kinds[kind];
      one.append(tag);
      item.append(one);
      list.append(item);
    }
    this.side.replaceChildren(tools, list, ...(this.draft ? [this.hint()] : this.chosen ? this.fields() : []));
  }

  hint() {
    const told = document.createElement("p");
    told.className = "small soft";
    told.textContent = words("모서리를 차례로 누르고, 두 번 누르거나 Enter로 마칩니다. Esc는 그만두기입니다.", "Click each corner; double click or Enter ends, Esc drops it.");
    return told;
  }

  fields() {
    return [
      ...["ko", "en"].map((key) => {
        const label = document.createElement("label");
        label.className = "field";
        label.textContent = key === "ko" ? words("한국어 이름", "Korean name") : words("영어 이름", "English name");
        const input = document.createElement("input");
        input.value = this.chosen[key] ?? "";
        input.addEventListener("change", () => ((this.chosen[key] = input.value), this.write()));
        label.append(input);
        return label;
      }),
      button(words("지우기", "Remove"), "button small danger", () => this.remove()),
    ];
  }

  choose(shape) {
    this.chosen = shape;
    this.draw();
  }

  begin(kind) {
    this.chosen = null;
    this.draft = { kind, points: [] };
    this.draw();
  }

  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
    const within = (value, most) => Math.round(Math.min(Number(most), Math.max(0, value)) * 10) / 10;
    return [within(point.x, this.getAttribute("width")), within(point.y, this.getAttribute("height"))];
  }

  press(event) {
    if (!this.draft) return this.choose(null);
    const [x, y] = this.at(event);
    const [before] = this.draft.points.slice(-1);
    if (!before || Math.hypot(before[0] - x, before[1] - y) > 2) this.draft.points.push([x, y]);
    this.draw();
  }

  drag(event) {
    if (this.held === null || this.held === undefined || !this.chosen) return;
    this.chosen.points[this.held] = this.at(event);
    this.write();
  }

  finish() {
    const { kind, points } = this.draft ?? {};
    if (!points || points.length < (kind === "line" ? 2 : 3)) return;
    const known = new Set(this.shapes.map(([shape]) => shape.id));
    let number = 1;
    while (known.has(`${kind}-${number}`)) number += 1;
    const named = { id: `${kind}-${number}`, ko: `${kinds[kind]} ${number}`, en: `${kind} ${number}` };
    const shape = kind === "line" ? { ...named, points } : { ...named, kind, points };
    this.file[kind === "line" ? "lines" : "zones"].push(shape);
    this.draft = null;
    this.chosen = shape;
    this.write();
  }

  drop() {
    this.draft = null;
    this.draw();
  }

  remove() {
    for (const key of ["zones", "lines"]) this.file[key] = this.file[key].filter((shape) => shape !== this.chosen);
    this.chosen = null;
    this.write();
  }
}

function button(text, className, press) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = text;
  element.addEventListener("click", press);
  return element;
}

customElements.get("naru-zones") || customElements.define("naru-zones", NaruZones);
