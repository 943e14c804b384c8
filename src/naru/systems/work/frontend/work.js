// <naru-work>: one task after another, answered by the keyboard. Every answer is written to this browser's own outbox first and
// leaves it once the server has it, so that a closed tab loses nothing; each has a number that only rises, so that none is undone
// by one that comes late. Work is counted while somebody is there: a pause of more than `idle` seconds is none.
import { BoxBoard } from "./parts/boxes.js";

const html = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) value === false || element.setAttribute(key, value === true ? "" : value);
  element.append(...children);
  return element;
};
const korean = document.documentElement.lang !== "en";
const words = (ko, en) => (korean ? ko : en);
const WAIT_MS = [500, 2000, 5000, 15000]; // before an answer is sent again
const HUES = [205, 35, 145, 330, 265, 15, 180, 90, 300];

class NaruWork extends HTMLElement {
  connectedCallback() {
    const { kind, labels, idle, tasks } = JSON.parse(this.querySelector("#work-data").textContent);
    Object.assign(this, { kind, labels, idle, tasks });
    this.token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    this.querySelector("[data-plain]")?.remove();
    this.outbox = new Outbox(`naru-work:${this.getAttribute("save")}`, (said) => this.send(said), (state) => this.told(state));
    this.clock = new WorkClock(this.idle * 1000);
    this.past = [];
    for (const task of this.tasks) {
      const waiting = this.outbox.of(task.id);
      if (waiting && waiting.number > (task.number ?? 0)) Object.assign(task, { value: waiting.value, number: waiting.number });
    }
    this.build();
    this.show(Math.max(0, this.tasks.findIndex((task) => this.isOpen(task))));
    this.outbox.flush();
  }

  isOpen(task) {
    return !task.closed && (task.value === null || Boolean(task.reason));
  }

  build() {
    this.stage = html("div", { class: "work-stage", tabindex: "0", role: "group", "aria-label": words("작업", "Task") });
    this.keys = html("div", { class: "work-labels", role: "group", "aria-label": words("라벨", "Labels") });
    this.where = html("span", { class: "small nowrap" });
    this.bar = html("progress", { max: String(this.tasks.length), value: "0", "aria-label": words("진행", "Progress") });
    this.status = html("span", { role: "status", class: "small soft" });
    this.why = html("p", { class: "reason", hidden: true });
    this.labels.forEach((label, at) => {
      const button = html("button", { type: "button", class: "button secondary", "data-label": label.name, "aria-pressed": "false" }, html("kbd", {}, String(at + 1)), ` ${words(label.ko, label.en)}`);
      button.style.setProperty("--hue", HUES[at % HUES.length]);
      button.addEventListener("click", () => this.pick(label.name));
      this.keys.append(button);
    });
    const step = (text, by, label) => {
      const button = html("button", { type: "button", class: "button quiet small", "aria-label": label }, text);
      button.addEventListener("click", () => this.show(this.at + by));
      return button;
    };
    const rest = html("button", { type: "button", class: "button quiet small" }, words("다음 빈 작업", "Next open"));
    rest.addEventListener("click", () => this.next());
    this.append(
      html("div", { class: "work-bar" }, step("◀", -1, words("앞 작업", "Task before")), this.where, step("▶", 1, words("다음 작업", "Next task")), this.bar, rest, this.status),
      this.why,
      this.stage,
      this.keys,
      html("p", { class: "small soft work-keys" }, ...this.help()),
    );
    this.addEventListener("keydown", (event) => this.press(event));
    for (const name of ["keydown", "pointerdown", "pointermove", "wheel"]) addEventListener(name, () => this.clock.tick(), { passive: true });
    addEventListener("visibilitychange", () => this.clock.rest());
    addEventListener("online", () => this.outbox.flush());
    document.getElementById(this.getAttribute("hand-in"))?.addEventListener("submit", (event) => this.handIn(event));
  }

  help() {
    const key = (name, ko, en) => [html("kbd", {}, name), ` ${words(ko, en)} `];
    const common = [...key("←", "앞", "before"), ...key("→", "다음", "next"), ...key("Z", "되돌리기", "undo")];
    if (this.kind === "image_box") return [...key("N", "새 상자", "new box"), ...key("E", "다음 상자", "next box"), ...key("Q", "앞 상자", "box before"), ...key("WASD", "옮기기", "move"), ...key("Shift+WASD", "크기", "size"), ...key("1–9", "라벨", "label"), ...key("Delete", "지우기", "delete"), ...key("Enter", "다음 작업", "next task"), ...common];
    if (this.kind !== "text_span") return [...key("1–9", "고르기", "choose"), ...common];
    return [...key("W", "다음 낱말", "next word"), ...key("Q", "앞 낱말", "word before"), ...key("Shift", "넓히기", "extend"), ...key("1–9", "표시", "mark"), ...key("Delete", "표시 지우기", "unmark"), ...key("Enter", "다음 작업", "next task"), ...common];
  }

  get task() {
    return this.tasks[this.at];
  }

  show(at) {
    this.at = Math.min(this.tasks.length - 1, Math.max(0, at));
    this.word = null;
    this.draw();
    this.stage.focus({ preventScroll: true });
  }

  next() {
    const ahead = [...this.tasks.keys()].map((step) => (this.at + 1 + step) % this.tasks.length);
    const found = ahead.find((at) => this.isOpen(this.tasks[at]));
    if (found !== undefined) this.show(found);
    else document.querySelector(`#${this.getAttribute("hand-in")} button`)?.focus();
  }

  draw() {
    const { content, value, reason } = this.task;
    this.where.textContent = `${this.at + 1} / ${this.tasks.length}`;
    this.bar.value = this.tasks.filter((task) => !this.isOpen(task)).length;
    this.why.hidden = !reason;
    this.why.textContent = reason ?? "";
    if (this.kind === "image_box") this.drawBoxes();
    else this.stage.replaceChildren(this.picture(content));
    const chosen = value?.label ?? this.board?.label;
    for (const button of this.keys.children) button.setAttribute("aria-pressed", String(button.dataset.label === chosen));
    for (const button of this.keys.children) button.disabled = Boolean(this.task.closed);
  }

  // The board of a task stays while its task does, so that the box in hand stays chosen.
  drawBoxes() {
    const { task } = this;
    if (this.board?.task !== task) {
      const labels = this.labels.map(({ name, ko, en }, at) => ({ name, words: words(ko, en), hue: HUES[at % HUES.length] }));
      this.board = new BoxBoard({ content: task.content, labels, readonly: Boolean(task.closed), named: words("라벨을 달 그림", "Picture to label"), said: (boxes) => this.answer({ boxes }) });
      this.board.task = task;
      this.count = html("p", { class: "small soft", "aria-live": "polite" });
      this.stage.replaceChildren(this.board.element, this.count);
    }
    this.board.show((task.value ?? this.untouched).boxes);
    this.count.textContent = words(`상자 ${this.board.boxes.length}개`, `${this.board.boxes.length} boxes`);
  }

  // What a task says before anybody changed it; null where that is no answer.
  get untouched() {
    return { text_span: { spans: [] }, image_box: { boxes: this.task.content.boxes } }[this.kind] ?? null;
  }

  picture(content) {
    if (content.image) return html("img", { src: content.image, alt: content.caption || words("라벨을 달 그림", "Picture to label"), draggable: "false" });
    if (content.rows) return this.table(content.rows);
    if (this.kind === "text_span") return this.marked(content.text);
    return html("p", { class: "work-text" }, content.text);
  }

  table(rows) {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const lines = names.map((name) => {
      const values = rows.map((row) => row[name] ?? "");
      const differs = values.length === 2 && values[0] !== values[1];
      return html("tr", { class: differs && "differs" }, html("th", { scope: "row" }, name), ...values.map((value) => html("td", {}, value)));
    });
    return html("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": words("견줄 행", "Rows to compare") }, html("table", {}, html("tbody", {}, ...lines)));
  }

  // --- spans: places are counted in whole characters, as the server counts them ---

  marked(text) {
    const letters = Array.from(text);
    const spans = this.task.value?.spans ?? [];
    const box = html("p", { class: "work-text work-spans" });
    const cuts = new Set([0, letters.length, ...spans.flatMap(([start, end]) => [start, end]), ...(this.word ?? [])]);
    const ordered = [...cuts].sort((one, other) => one - other);
    ordered.slice(0, -1).forEach((start, at) => {
      const end = ordered[at + 1];
      const span = spans.find((each) => each[0] <= start && end <= each[1]);
      const inWord = this.word && this.word[0] <= start && end <= this.word[1];
      const piece = html(span ? "mark" : "span", { "data-start": String(start), class: inWord && "at" }, letters.slice(start, end).join(""));
      if (span) {
        const place = this.labels.findIndex((label) => label.name === span[2]);
        piece.style.setProperty("--hue", HUES[place % HUES.length]);
        if (end === span[1]) piece.append(html("small", {}, words(this.labels[place].ko, this.labels[place].en)));
      }
      box.append(piece);
    });
    box.addEventListener("pointerup", () => this.select(box));
    return box;
  }

  select(box) {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !box.contains(range.commonAncestorContainer)) return;
    const place = (node, offset) => {
      const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
      return piece ? Number(piece.dataset.start) + Array.from(node.textContent.slice(0, offset)).length : null;
    };
    const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    if (start === null || end === null || start >= end) return;
    this.word = [start, end];
    getSelection().removeAllRanges();
    this.draw();
  }

  step(by, extend) {
    const found = [...this.task.content.text.matchAll(/\S+/gu)].map((each) => {
      const start = Array.from(this.task.content.text.slice(0, each.index)).length;
      return [start, start + Array.from(each[0]).length];
    });
    if (!found.length) return;
    const edge = this.word ? (by > 0 ? this.word[1] : this.word[0]) : null;
    const next = edge === null ? found[by > 0 ? 0 : found.length - 1] : by > 0 ? found.find((each) => each[0] >= edge) : found.findLast((each) => each[1] <= edge);
    if (!next) return;
    this.word = extend && this.word ? [Math.min(this.word[0], next[0]), Math.max(this.word[1], next[1])] : next;
    this.draw();
  }

  without([start, end]) {
    return (this.task.value?.spans ?? []).filter((each) => each[1] <= start || each[0] >= end);
  }

  mark(label) {
    if (!this.word) return void (this.status.textContent = words("먼저 글을 골라 주세요.", "Choose some text first."));
    const spans = [...this.without(this.word), [...this.word, label]].sort((one, other) => one[0] - other[0]);
    this.answer({ spans });
  }

  // --- answering ---

  pick(label) {
    if (this.task.closed) return;
    if (this.kind === "text_span") return this.mark(label);
    if (this.kind === "image_box") return this.board.pick(label), this.draw();
    this.answer({ label });
    this.next();
  }

  answer(value, undoing = false) {
    const task = this.task;
    if (!undoing) this.past.push([this.at, task.value]);
    task.value = value;
    task.reason = "";
    task.number = (task.number ?? 0) + 1;
    this.outbox.put(task.id, { value, number: task.number });
    this.draw();
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.show(before[0]);
    const value = before[1] ?? this.untouched;
    if (value) this.answer(value, true);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
    const key = event.key.toLowerCase();
    const label = /^[1-9]$/.test(key) && this.labels[key - 1];
    const acts = { arrowleft: () => this.show(this.at - 1), arrowright: () => this.show(this.at + 1), z: () => this.undo() };
    const act = label ? () => this.pick(label.name) : (acts[key] ?? (event.target === this.stage ? this.onStage(key, event) : undefined));
    if (!act) return;
    event.preventDefault();
    act();
  }

  // What a key does in a task that has more to it than one label.
  onStage(key, event) {
    if (!this.untouched || this.task.closed) return undefined;
    if (key === "enter") return () => (this.task.value === null && this.answer(this.untouched), this.next());
    if (this.board) return this.board.act(key, event);
    return { w: () => this.step(1, event.shiftKey), q: () => this.step(-1, event.shiftKey), delete: () => this.word && this.answer({ spans: this.without(this.word) }) }[key];
  }

  // --- sending ---

  async send({ task, value, number }) {
    const worked = this.clock.take();
    const answer = await fetch(this.getAttribute("save"), {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, Accept: "application/json" },
      body: JSON.stringify({ task, value, number, worked }),
    }).catch(() => null);
    if (!answer) this.clock.back(worked);
    if (answer && answer.status < 500 && !answer.ok) {
      const problem = await answer.json().catch(() => null);
      this.stopped = problem?.title ?? problem?.detail ?? words("저장하지 못했습니다. 화면을 새로 고쳐 주세요.", "It was not saved. Reload the page.");
    }
    if (!answer?.ok) return answer && answer.status < 500 ? "refused" : "later";
    const said = await answer.json();
    if (said.under) this.under = true;
    return "saved";
  }

  told({ waiting, refused }) {
    this.status.classList.toggle("work-bad", Boolean(refused));
    if (refused) this.status.textContent = this.stopped;
    else if (waiting) this.status.textContent = words(`저장하는 중 ${waiting}`, `Saving ${waiting}`);
    else this.status.textContent = this.under ? words("저장함 · 보수가 최저임금 아래라 시간으로 지급합니다", "Saved · paid by time: the price is under the minimum wage") : words("저장함", "Saved");
  }

  async handIn(event) {
    if (this.outbox.isEmpty) return;
    event.preventDefault();
    const form = event.target;
    if (await this.outbox.flush()) form.submit();
  }
}

// What was not yet heard of by the server, in this browser's storage: task → { value, number }.
class Outbox {
  constructor(name, send, told) {
    Object.assign(this, { name, send, told, running: null, tries: 0, refused: false });
  }

  get all() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "{}");
    } catch {
      return {};
    }
  }

  keep(all) {
    if (Object.keys(all).length) localStorage.setItem(this.name, JSON.stringify(all));
    else localStorage.removeItem(this.name);
  }

  of(task) {
    return this.all[task];
  }

  get isEmpty() {
    return !Object.keys(this.all).length;
  }

  put(task, said) {
    this.keep({ ...this.all, [task]: said });
    this.refused = false;
    this.flush();
  }

  flush() {
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  async run() {
    for (;;) {
      const [first] = Object.entries(this.all);
      this.told({ waiting: Object.keys(this.all).length, refused: this.refused });
      if (!first || this.refused) return !first;
      const [task, said] = first;
      const outcome = await this.send({ task, ...said });
      if (outcome === "later") {
        await new Promise((done) => setTimeout(done, WAIT_MS[Math.min(this.tries++, WAIT_MS.length - 1)]));
        continue;
      }
      this.tries = 0;
      const all = this.all;
      if (outcome === "refused") this.refused = true;
      if (all[task]?.number === said.number) delete all[task];
      this.keep(all);
    }
  }
}

// Milliseconds at work: from one sign of life to the next, where that was no pause.
class WorkClock {
  constructor(idle) {
    Object.assign(this, { idle, worked: 0, last: performance.now() });
  }

  tick() {
    const now = performance.now();
    if (now - this.last <= this.idle) this.worked += now - this.last;
    this.last = now;
  }

  rest() {
    if (document.hidden) this.tick();
    else this.last = performance.now();
  }

  take() {
    this.tick();
    const taken = Math.round(this.worked);
    this.worked = 0;
    return taken;
  }

  back(worked) {
    this.worked += worked;
  }
}

customElements.define("naru-work", NaruWork);
