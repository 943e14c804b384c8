// Events reviewed by keyboard: J and K go from one to the next, A, R and C press its buttons.
const cards = () => [...document.querySelectorAll("[data-events] > li")];
const here = () => document.activeElement?.closest("[data-events] > li");

function step(by) {
  const all = cards();
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here()) + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

let last = null; // the card that was decided, whose place the next one takes

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return event.preventDefault(), step(key === "j" ? 1 : -1);
  const button = here()?.querySelector(`button[data-key="${CSS.escape(key)}"]`);
  if (!button) return;
  event.preventDefault();
  last = cards().indexOf(here());
  button.click();
});

document.addEventListener("htmx:after:swap", () => {
  if (last === null) return;
  cards()[Math.min(last + 1, cards().length - 1)]?.focus();
  last = null;
});
