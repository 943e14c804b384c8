// Python's words for the editor: enough to tell keywords, names, numbers, texts and comments apart.
import { StreamLanguage } from "@codemirror/language";

const keywords = new Set("and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield".split(" "));
const atoms = new Set(["True", "False", "None"]);
const builtins = new Set("abs all any bool dict enumerate filter float int isinstance len list map max min open print range round set sorted str sum tuple zip answer files".split(" "));

const quote = (stream, state) => {
  const end = state.quote;
  while (!stream.eol()) {
    if (stream.match(end)) return (state.quote = null), "string";
    if (stream.next() === "\\") stream.next();
  }
  if (end.length === 1) state.quote = null;
  return "string";
};

export const python = StreamLanguage.define({
  name: "python",
  startState: () => ({ quote: null }),
  token(stream, state) {
    if (state.quote) return quote(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    const opened = stream.match(/^[rbfuRBFU]{0,2}("""|'''|"|')/);
    if (opened) return (state.quote = opened[1]), quote(stream, state);
    if (stream.match(/^\d[\d_]*(\.\d*)?([eE][+-]?\d+)?/)) return "number";
    const name = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u);
    if (name) return keywords.has(name[0]) ? "keyword" : atoms.has(name[0]) ? "atom" : builtins.has(name[0]) ? "variableName.standard" : "variableName";
    stream.next();
    return "operator";
  },
  languageData: { commentTokens: { line: "#" } },
});
