// <naru-labels>: boxes and tracks over a masked clip. Keyframes are what a person set; the frames between them follow evenly.
// The labels lie in this.tracks: id → { label, rows: Map(frame → row) }; saving sends them column by column, as they came.
const svg = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const html = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) value === false || element.setAttribute(key, value === true ? "" : value);
  element.append(...children);
  return element;
};
const korean = document.documentElement.lang !== "en";
const words = (ko, en) => (korean ? ko : en);
const colours = ["#ffd166", "#4cc9f0", "#ff6b9d", "#80ed99", "#c77dff", "#ff9f1c", "#e0fbfc", "#f28482", "#b5e48c"];
const NEW_FRAMES = 10; // how long a new box stays until it is moved or ended
const edges = ["x1", "y1", "x2", "y2"];
const round = (value) => Math.round(value * 100) / 100;

class NaruLabels extends HTMLElement {
  connectedCallback() {
    const given = JSON.parse(this.querySelector("#label-data").textContent);
    this.token = this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.querySelector("[data-plain]")?.remove();
    Object.assign(this, { clip: given.clip, classes: given.classes, was: given.was, frame: 0, chosen: null, past: [], loose: 0 });
    this.read(given.labels);
    this.build();
    this.show(0);
  }

  read(columns) {
    this.tracks = new Map();
    columns.frame.forEach((frame, at) => {
      const row = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[at]]));
      const id = row.track_id ?? `-${++this.loose}`; // a box that nothing follows is a track of its own until it is saved
      if (!this.tracks.has(id)) this.tracks.set(id, { label: row.label, rows: new Map() });
      this.tracks.get(id).rows.set(frame, row);
    });
  }

  get readonly() {
    return this.hasAttribute("readonly");
  }

  build() {
    const { width, height, src } = this.clip;
    this.video = html("video", { src, muted: true, playsinline: true, preload: "auto", "aria-label": words("가린 영상", "Masked clip") });
    this.letters = width / 50; // in pixels of the clip: as large on a small one as on a large one
    this.board = svg("svg", { "font-size": this.letters, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", tabindex: "0", role: "application", "aria-label": words("라벨 그리기", "Draw labels") });
    this.slider = html("input", { type: "range", min: "0", max: String(Math.max(0, this.clip.frames - 1)), value: "0", "aria-label": words("그림 번호", "Frame") });
    this.status = html("span", { role: "status", class: "small" });
    this.where = html("span", { class: "small nowrap" });
    this.list = html("ul", { class: "labels-tracks", "aria-label": words("이 그림의 상자", "Boxes in this frame") });
    this.kinds = html("div", { class: "labels-bar" }, ...this.classes.map((each, at) => this.button(`${at + 1} ${words(each.ko, each.en)}`, () => this.rename(each.name), "secondary")));
    this.saver = this.button(words("저장", "Save"), () => this.save());
    const bar = html("div", { class: "labels-bar" }, this.button("◀", () => this.show(this.frame - 1), "quiet", words("앞 그림", "Frame before")), this.slider, this.button("▶", () => this.show(this.frame + 1), "quiet", words("다음 그림", "Next frame")), this.where);
    this.append(
      html("div", {}, html("div", { class: "labels-stage" }, this.video, this.board), bar),
      html("div", { class: "labels-side" }, this.list, ...(this.readonly ? [] : [this.kinds, html("div", { class: "labels-bar" }, this.button(words("새 상자", "New box"), () => this.begin(), "secondary"), this.saver)]), this.status),
    );
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.board.addEventListener("keydown", (event) => this.press(event));
    this.board.addEventListener("pointerdown", (event) => this.down(event));
    this.board.addEventListener("pointermove", (event) => this.drag(event));
    this.board.addEventListener("pointerup", () => (this.held = null));
    this.video.addEventListener("timeupdate", () => !this.video.paused && this.show(this.frameAt(this.video.currentTime), true));
    addEventListener("beforeunload", (event) => this.past.length && event.preventDefault());
  }

  button(text, act, kind = "", label = "") {
    const made = html("button", { type: "button", class: `button small ${kind}`, ...(label && { "aria-label": label }) }, text);
    made.addEventListener("click", act);
    return made;
  }

  frameAt(seconds) {
    const next = this.clip.times.findIndex((at) => at > seconds + 1e-4);
    return next < 0 ? this.clip.frames - 1 : Math.max(0, next - 1);
  }

  show(frame, playing = false) {
    this.frame = Math.min(this.clip.frames - 1, Math.max(0, frame));
    const { times } = this.clip;
    const after = times[this.frame + 1] ?? times[this.frame] + 0.02;
    if (!playing) this.video.currentTime = (times[this.frame] + after) / 2; // the middle: at its edge a player shows either
    this.slider.value = String(this.frame);
    this.where.textContent = `${this.frame} / ${this.clip.frames - 1}`;
    this.draw();
  }

  get here() {
    return [...this.tracks].filter(([, track]) => track.rows.get(this.frame)?.outside === false);
  }

  colour(label) {
    return colours[Math.max(0, this.classes.findIndex((each) => each.name === label)) % colours.length];
  }

  draw() {
    const shapes = this.here.map(([id, track]) => {
      const row = track.rows.get(this.frame);
      const kind = `box${row.occluded ? " occluded" : ""}${id === this.chosen ? " chosen" : ""}`;
      const box = svg("rect", { x: row.x1, y: row.y1, width: Math.max(0, row.x2 - row.x1), height: Math.max(0, row.y2 - row.y1), class: kind, stroke: this.colour(track.label), "data-track": id });
      return svg("g", {}, box, svg("text", { x: row.x1, y: Math.max(this.letters, row.y1 - this.letters / 3) }, document.createTextNode(`${this.named(track.label)} ${id}${row.keyframe ? " ◆" : ""}`)));
    });
    const row = this.tracks.get(this.chosen)?.rows.get(this.frame);
    const grip = this.clip.width / 90;
    const corner = row && !row.outside && !this.readonly ? [svg("rect", { x: row.x2 - grip / 2, y: row.y2 - grip / 2, width: grip, height: grip, class: "grip", "data-grip": "1" })] : [];
    this.board.replaceChildren(...shapes, ...corner);
    this.list.replaceChildren(
      ...this.here.map(([id, track]) => {
        const made = html("button", { type: "button", "aria-pressed": String(id === this.chosen) }, `${this.named(track.label)} ${id}`, track.rows.get(this.frame).keyframe ? "◆" : "");
        made.addEventListener("click", () => (this.choose(id), this.board.focus()));
        return html("li", {}, made);
      }),
    );
  }

  named(label) {
    const found = this.classes.find((each) => each.name === label);
    return found ? words(found.ko, found.en) : label;
  }

  choose(id) {
    this.chosen = id;
    this.draw();
  }

  at(event) {
    const box = this.board.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.clip.width, ((event.clientY - box.top) / box.height) * this.clip.height];
  }

  down(event) {
    this.board.focus();
    this.board.setPointerCapture(event.pointerId);
    const [x, y] = this.at(event);
    const { track, grip } = event.target.dataset;
    if (grip) this.held = { x, y, size: true };
    else if (track) this.choose([...this.tracks.keys()].find((id) => String(id) === track)), (this.held = { x, y });
    else if (this.drawing && !this.readonly) this.create([x, y, x + 1, y + 1]), (this.held = { x, y, size: true });
    if (this.held && !this.readonly && this.chosen !== null && !this.drawing) this.remember();
    this.drawing = false;
  }

  drag(event) {
    if (!this.held || this.readonly) return;
    const [x, y] = this.at(event);
    this.change(x - this.held.x, y - this.held.y, this.held.size);
    this.held = { ...this.held, x, y };
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const steps = { w: [0, -1], a: [-1, 0], s: [0, 1], d: [1, 0] };
    const acts = { arrowleft: () => this.show(this.frame - 1), arrowright: () => this.show(this.frame + 1), pagedown: () => this.show(this.frame + 10), pageup: () => this.show(this.frame - 10), " ": () => this.play(), escape: () => ((this.drawing = false), this.choose(null)) };
    const edits = { n: () => this.begin(), o: () => this.edit((row) => (row.occluded = !row.occluded)), x: () => this.end(), delete: () => this.remove(), z: () => this.undo() };
    if (key === "tab" && this.here.length && !event.shiftKey && this.next() !== undefined) return event.preventDefault(), this.choose(this.next());
    if (acts[key]) return event.preventDefault(), acts[key]();
    if (this.readonly) return;
    if (steps[key]) return event.preventDefault(), this.remember(), this.change(...steps[key], event.shiftKey);
    if (edits[key]) return event.preventDefault(), edits[key]();
    if (/^[1-9]$/.test(key) && this.classes[key - 1]) return event.preventDefault(), this.rename(this.classes[key - 1].name);
  }

  next() {
    const ids = this.here.map(([id]) => id);
    return ids[ids.indexOf(this.chosen) + 1]; // after the last one, Tab leaves the picture
  }

  play() {
    if (this.video.paused) return this.video.play();
    this.video.pause();
    this.show(this.frameAt(this.video.currentTime));
  }

  remember() {
    const { label, rows } = this.tracks.get(this.chosen) ?? {};
    this.past.push([this.chosen, label, rows && new Map([...rows].map(([frame, row]) => [frame, { ...row }]))]);
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    const [id, label, rows] = before;
    if (rows) this.tracks.set(id, { label, rows });
    else this.tracks.delete(id);
    this.choose(rows ? id : null);
  }

  begin() {
    this.drawing = true;
    this.status.textContent = words("그림 위를 끌어 상자를 그리세요. 엔터를 누르면 가운데에 놓습니다.", "Drag over the picture to draw a box; Enter puts one in the middle.");
    this.board.focus();
    const put = (event) => {
      this.board.removeEventListener("keydown", put);
      if (event.key !== "Enter" || !this.drawing) return;
      const { width, height } = this.clip;
      this.create([width * 0.45, height * 0.35, width * 0.55, height * 0.65]);
      this.drawing = false;
    };
    this.board.addEventListener("keydown", put);
  }

  create(box) {
    const id = Math.max(0, ...[...this.tracks.keys()].filter((each) => typeof each === "number")) + 1;
    const rows = new Map();
    this.chosen = id;
    this.past.push([id, undefined, undefined]);
    const last = Math.min(this.clip.frames, this.frame + NEW_FRAMES);
    for (let frame = this.frame; frame < last; frame++) rows.set(frame, this.row(box, { frame, keyframe: frame === this.frame || frame === last - 1 }));
    this.tracks.set(id, { label: this.classes[0]?.name ?? "", rows });
    this.draw();
  }

  row(box, more) {
    return { ...Object.fromEntries(edges.map((name, at) => [name, round(box[at])])), outside: false, occluded: false, attributes: "", ...more };
  }

  change(right, down, size = false) {
    this.edit((row) => {
      const { width, height } = this.clip;
      if (!size) {
        right = Math.max(-row.x1, Math.min(right, width - row.x2));
        down = Math.max(-row.y1, Math.min(down, height - row.y2));
        [row.x1, row.y1] = [round(row.x1 + right), round(row.y1 + down)];
      }
      [row.x2, row.y2] = [round(Math.min(width, Math.max(row.x1 + 1, row.x2 + right))), round(Math.min(height, Math.max(row.y1 + 1, row.y2 + down)))];
    }, false);
  }

  edit(act, remember = true) {
    const track = this.tracks.get(this.chosen);
    const row = track?.rows.get(this.frame);
    if (!row) return;
    if (remember) this.remember();
    act(row);
    row.keyframe = true;
    this.follow(track);
    this.draw();
  }

  // Frames between this one and the next keyframe on each side lie evenly between them.
  follow(track) {
    for (const step of [-1, 1]) {
      let other = this.frame + step;
      while (track.rows.has(other) && !track.rows.get(other).keyframe) other += step;
      const [one, far] = [track.rows.get(this.frame), track.rows.get(other)];
      for (let frame = this.frame + step; frame !== other; frame += step) {
        const share = far ? (frame - this.frame) / (other - this.frame) : 0;
        const row = track.rows.get(frame);
        for (const name of edges) row[name] = round(one[name] + ((far ?? one)[name] - one[name]) * share);
      }
    }
  }

  rename(label) {
    const track = this.tracks.get(this.chosen);
    if (!track || this.readonly) return;
    this.remember();
    track.label = label;
    for (const row of track.rows.values()) row.label = label;
    this.draw();
  }

  end() {
    const track = this.tracks.get(this.chosen);
    if (!track) return;
    this.remember();
    for (const frame of [...track.rows.keys()]) if (frame >= this.frame) track.rows.delete(frame);
    if (!track.rows.size) this.tracks.delete(this.chosen);
    else track.rows.get(Math.max(...track.rows.keys())).keyframe = true;
    this.draw();
  }

  remove() {
    if (!this.tracks.has(this.chosen)) return;
    this.remember();
    this.tracks.delete(this.chosen);
    this.choose(null);
  }

  async save() {
    const names = ["frame", "track_id", "label", ...edges, "outside", "occluded", "keyframe", "attributes"];
    const labels = Object.fromEntries(names.map((name) => [name, []]));
    for (const [id, track] of this.tracks)
      for (const [frame, row] of [...track.rows].sort(([one], [other]) => one - other))
        for (const name of names) labels[name].push(name === "frame" ? frame : name === "track_id" ? (typeof id === "number" ? id : null) : name === "label" ? track.label : row[name]);
    this.saver.disabled = true;
    this.status.textContent = words("저장하는 중", "Saving");
    const answer = await fetch(this.getAttribute("save"), { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, Accept: "application/json" }, body: JSON.stringify({ was: this.was, labels }) }).catch(() => null);
    this.saver.disabled = false;
    if (!answer?.ok) {
      const problem = await answer?.json().catch(() => null);
      this.status.textContent = problem?.title ?? words("저장하지 못했습니다. 다시 눌러 주세요.", "It was not saved. Try again.");
      return;
    }
    const made = await answer.json();
    this.was = made.labels;
    this.past = [];
    this.status.textContent = made.faults ? words(`저장했습니다. 규칙에 어긋난 라벨 ${made.faults}개`, `Saved; ${made.faults} labels break a rule.`) : words(`상자 ${made.boxes}개를 저장했습니다. 다른 사람의 검수를 기다립니다.`, `Saved ${made.boxes} boxes; somebody else inspects them next.`);
  }
}

customElements.define("naru-labels", NaruLabels);
