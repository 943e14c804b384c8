// <naru-sql>: the editor over a plain text box, of SQL or with language="python" of Python. CodeMirror lives in a shadow root, where its styles are sheets of their
// own and the page's content security policy needs no exception. Words to complete come from the server by prefix.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { PostgreSQL, SQLDialect, sql } from "@codemirror/lang-sql";
import { HighlightStyle, bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { words } from "./parts/numbers.js";
import * as palette from "./parts/palette.js";
import { python } from "./parts/python.js";

const dialect = SQLDialect.define({ ...PostgreSQL.spec, keywords: `${PostgreSQL.spec.keywords} qualify asof pivot unpivot sample exclude replace semi anti positional summarize`, types: PostgreSQL.spec.types, doubleDollarQuotedStrings: true, caseInsensitiveIdentifiers: true });

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-word)", fontWeight: "600" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.special(tags.string), color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--code-type)" },
  { tag: tags.operator, color: "var(--ink-soft)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "15px", color: "var(--ink)", backgroundColor: "var(--paper)", minHeight: "200px", maxHeight: "60vh", borderRadius: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: '"D2Coding", "JetBrains Mono", "Noto Sans Mono CJK KR", ui-monospace, monospace', lineHeight: "1.65", overflow: "auto", minHeight: "200px" },
  ".cm-content": { padding: "12px 0" },
  ".cm-gutter": { minHeight: "200px" },
  ".cm-gutters": { backgroundColor: "var(--paper-tint)", color: "var(--ink-faint)", border: "none", borderRadius: "8px 0 0 8px" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--water) 7%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--water) 12%, transparent)" },
  ".cm-wrong": { textDecoration: "underline wavy var(--bad) 2px", textUnderlineOffset: "4px", backgroundColor: "var(--bad-tint)" },
  ".cm-tooltip.cm-tooltip": { border: "1px solid var(--line-strong)", borderRadius: "8px", backgroundColor: "var(--paper)", color: "var(--ink)", boxShadow: "0 6px 20px rgba(0,0,0,.12)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: palette.font, maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "6px 12px", lineHeight: "1.5", fontSize: "14px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--harbour)", color: "var(--on-harbour)" },
  ".cm-completionDetail": { marginLeft: "1em", fontStyle: "normal", color: "var(--ink-faint)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
});

const mark = StateEffect.define();
const marked = StateField.define({
  create: () => Decoration.none,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(mark)) return effect.value;
    return change.docChanged ? Decoration.none : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const word = /["\p{L}\p{N}_.]+$/u;
const name = `(?:"[^"]+"|[\\p{L}\\p{N}_]+)`;
const tableWords = new RegExp(`(?:from|join)\\s+(?:ascii\\.)?(${name})(?:\\s+(?:as\\s+)?(${name}))?`, "giu");
const bare = (text) => text.replace(/^"|"$/g, "");

class NaruSql extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("textarea");
    if (!this.box || this.view) return;
    this.answers = new Map();
    const root = this.attachShadow({ mode: "open" });
    this.view = new EditorView({ root, parent: root, state: EditorState.create({ doc: this.box.value, extensions: this.extensions() }) });
    this.box.form?.addEventListener("submit", () => (this.box.value = this.text));
    document.querySelectorAll(`label[for="${CSS.escape(this.box.id)}"]`).forEach((label) => label.addEventListener("click", () => this.view.focus()));
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(value) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: value }, selection: { anchor: value.length } });
  }

  extensions() {
    const run = { key: "Mod-Enter", run: () => (this.box.form.requestSubmit(), true) };
    return [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      syntaxHighlighting(colours),
      ...(this.getAttribute("language") === "python"
        ? [python, indentUnit.of("    "), placeholder(words("answer = … 로 결과를 담으세요", "Put the result into answer = …"))]
        : [
            sql({ dialect, upperCaseKeywords: false }),
            autocompletion({ override: [(context) => this.complete(context)], icons: false, maxRenderedOptions: 60 }),
            placeholder(words("SELECT … 를 쓰거나 아래 예시를 누르세요", "Write a SELECT, or press an example")),
          ]),
      Prec.highest(keymap.of([run, { key: "Tab", run: acceptCompletion }])),
      // Escape, then Tab, leaves the editor: a keyboard must never be caught in it.
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, { ...indentWithTab, run: indentWithTab.run }]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": this.getAttribute("label") ?? "SQL", "aria-multiline": "true", spellcheck: "false" }),
      EditorView.updateListener.of((update) => update.docChanged && (this.box.value = this.text)),
      marked,
      look,
    ];
  }

  // Tables by prefix, and the columns of the tables that the text already names.
  async complete(context) {
    const before = context.matchBefore(word);
    if (!before && !context.explicit) return null;
    const typed = before?.text ?? "";
    const [owner, rest] = typed.includes(".") ? [bare(typed.slice(0, typed.lastIndexOf("."))), typed.slice(typed.lastIndexOf(".") + 1)] : [null, typed];
    const tables = [...this.text.matchAll(tableWords)].map((found) => ({ table: bare(found[1]), alias: found[2] ? bare(found[2]) : null }));
    const named = owner && owner !== "ascii" ? tables.filter((one) => one.table === owner || one.alias === owner) : tables;
    const asked = new URLSearchParams([["prefix", bare(rest)], ...new Set(named.map((one) => one.table))].map((one) => (Array.isArray(one) ? one : ["table", one])));
    if (owner && owner !== "ascii") asked.set("columns", "only");
    if (/ascii\.$/i.test(typed.slice(0, typed.length - rest.length)) || /\bascii\./i.test(this.text)) asked.set("schema", "ascii");
    const options = await this.ask(asked.toString());
    const after = /(?:from|join)\s+\S*$/i.test(context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos));
    const all = owner ? options : [...options, ...(after ? [] : keywords)];
    return { from: context.pos - rest.length, options: all.map((one) => ({ ...one, boost: rank(one, after) })), validFor: /^["\p{L}\p{N}_]*$/u, filter: true };
  }

  async ask(query) {
    if (this.answers.has(query)) return this.answers.get(query);
    const answer = await fetch(`${this.getAttribute("words")}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const options = answer?.ok ? (await answer.json()).words : [];
    if (answer?.ok) this.answers.set(query, options);
    return options;
  }

  // The place of a mistake, as the server found it: the word there is underlined and the caret put on it.
  wrong(line, column) {
    const text = this.view.state.doc;
    const where = text.line(Math.min(Math.max(line, 1), text.lines));
    const from = Math.min(where.from + Math.max(column - 1, 0), where.to);
    const length = /^["\p{L}\p{N}_]+"?/u.exec(text.sliceString(from, where.to))?.[0].length ?? 1;
    const to = Math.min(Math.max(from + length, from + 1), text.length);
    const at = from < to ? [from, to] : [Math.max(0, to - 1), to];
    if (at[0] === at[1]) return;
    this.view.dispatch({ effects: mark.of(Decoration.set([Decoration.mark({ class: "cm-wrong" }).range(...at)])), selection: { anchor: at[0] }, scrollIntoView: true });
    this.view.focus();
  }
}

const keywords = "select from where group by order by limit having join left join on as and or not in is null between like distinct count(*) sum() avg() min() max() median() round() case when then else end with union all desc asc date_trunc() over (partition by)"
  .match(/group by|order by|left join|is null|union all|over \(partition by\)|\S+/g)
  .map((label) => ({ label, type: "keyword", apply: label }));
const rank = (option, after) => ({ table: after ? 5 : 0, column: after ? -5 : 5, keyword: -2 })[option.type] ?? 0;

// Put into the answer to a wrong query: tells the editor where.
class NaruSqlMark extends HTMLElement {
  connectedCallback() {
    document.querySelector("naru-sql")?.wrong(Number(this.getAttribute("line")), Number(this.getAttribute("column")));
  }
}

// Seconds while a query runs, and a way to stop it.
class NaruSqlRun extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    const answer = document.getElementById(this.getAttribute("answer"));
    const [clock, stop] = [this.querySelector("[data-clock]"), this.querySelector("[data-stop]")];
    const end = () => {
      clearInterval(this.ticking);
      this.hidden = true;
      this.run = null;
    };
    form.addEventListener("submit", () => {
      clearInterval(this.ticking);
      this.run = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
      form.elements.run.value = this.run;
      const began = performance.now();
      this.hidden = false;
      this.ticking = setInterval(() => (clock.textContent = ((performance.now() - began) / 1000).toFixed(1)), 100);
    }, { capture: true });
    stop?.addEventListener("click", () => {
      const body = new FormData();
      body.set("run", this.run);
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      fetch(this.getAttribute("cancel"), { method: "POST", body });
    });
    new MutationObserver(end).observe(answer, { childList: true });
    for (const event of ["htmx:error", "htmx:response:error", "htmx:finally:request"]) form.addEventListener(event, end);
  }
}

// A download is an ordinary submission of the form, not a partial update of the page.
document.addEventListener("submit", (event) => event.submitter?.matches("[data-plain]") && event.stopImmediatePropagation(), { capture: true });

// Buttons with a text to try fill the editor instead of loading the page anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sql]");
  const editor = document.querySelector("naru-sql");
  if (!link || !editor?.view || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  editor.text = link.dataset.sql;
  editor.box.form.requestSubmit();
  editor.scrollIntoView({ block: "start", behavior: "smooth" });
});

const define = () => {
  for (const [tag, type] of Object.entries({ "naru-sql": NaruSql, "naru-sql-run": NaruSqlRun, "naru-sql-mark": NaruSqlMark })) customElements.get(tag) || customElements.define(tag, type);
};
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", define) : define();
