// What is drawn by script has the page's colours: by day or by night as the visitor or the device has it. The exported names
// change with `use`. Series stay apart for colour-blind readers (after Okabe and Ito, 2008) and 3:1 or more from the paper.
const looks = {
  light: {
    series: ["#0b50d0", "#c2410c", "#00735c", "#a6348b", "#7a5d00", "#1683b5", "#4b5563", "#7c2d12"],
    sequence: ["#d9e8fb", "#a5c8f1", "#619fe0", "#2668c2", "#0b3c8c"], // for ordered classes: more is further from the paper
    ink: "#1e2124", quiet: "#58616a", rule: "#e1e5ea", axis: "#8a949e", paper: "#ffffff",
    ground: "#eef3f7", grid: "#d3dde6", degrees: "#5f6b78", nothing: "#c5ccd3", veil: "rgba(11,80,208,.12)",
  },
  dark: {
    series: ["#7aaeff", "#f59e6c", "#4fd0a5", "#e795d6", "#dcb640", "#5cc6ee", "#b1bcc8", "#e28b6d"],
    sequence: ["#20446e", "#2f66a8", "#4c8bd8", "#86b6f0", "#cfe3fd"],
    ink: "#e8edf3", quiet: "#a3afbb", rule: "#2b3a49", axis: "#6b7c8d", paper: "#0e1822",
    ground: "#15222f", grid: "#24364a", degrees: "#8fa0b1", nothing: "#46525e", veil: "rgba(122,174,255,.18)",
  },
};
const device = matchMedia("(prefers-color-scheme: dark)");

export const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
export const font = '"Pretendard GOV", Pretendard, "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
export let { series, sequence, ink, quiet, rule, axis, paper, ground, grid, degrees, nothing, veil } = looks.light;

export let onPaper = false;

export const current = () => onPaper ? "light" : document.documentElement.dataset.look ?? (device.matches ? "dark" : "light");

export function use(look) {
  ({ series, sequence, ink, quiet, rule, axis, paper, ground, grid, degrees, nothing, veil } = looks[look]);
}

// Calls back when the device turns from day to night while the page is open.
export const watch = (changed) => device.addEventListener("change", () => (use(current()), changed()));

// Calls back before the page goes to paper, where it is always day, and after.
export function watchPaper(changed) {
  for (const [event, begins] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      onPaper = begins;
      use(current());
      changed();
    });
  }
}

use(current());
