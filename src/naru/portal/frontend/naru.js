// The little script every page shares: partial updates, copy buttons, dialogs, the menu on a phone. Pages work as links and forms without it.
import htmx from "htmx.org";

window.htmx = htmx;

const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

document.addEventListener("htmx:config:request", (event) => {
  const token = cookie("__Host-csrftoken") ?? cookie("csrftoken") ?? document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token;
});

// Browsers give their clipboard to pages over TLS alone; an office's own site may have none.
async function copied(source) {
  if (navigator.clipboard) return navigator.clipboard.writeText(source.value ?? source.textContent);
  getSelection().selectAllChildren(source);
  document.execCommand("copy");
  getSelection().removeAllRanges();
}

const actions = {
  async copy(button) {
    const source = document.getElementById(button.dataset.copy);
    await copied(source);
    button.dataset.done = "true";
    setTimeout(() => delete button.dataset.done, 2000);
  },
  open: (button) => document.getElementById(button.dataset.open).showModal(),
  close: (button) => button.closest("dialog").close(),
  menu(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls")).toggleAttribute("data-open", open);
  },
};

document.addEventListener("click", (event) => {
  for (const [name, action] of Object.entries(actions)) {
    const button = event.target.closest(`[data-${name}]`);
    if (button && button.tagName === "BUTTON") action(button);
  }
});

// `<select data-submit>` and check boxes of facets send their form when changed.
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit]")) event.target.form?.requestSubmit();
});

// On a phone a row of tabs is wider than the screen: the one that is open is brought into it.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const row = here.closest(".tabs");
  row.scrollLeft += here.getBoundingClientRect().right - row.getBoundingClientRect().right + 16;
}

// Escape shuts the group of the menu that is open; it opens again when the pointer or the focus comes back.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(".site-nav .door:is(:hover, :focus-within)");
  if (!open) return;
  open.dataset.shut = "";
  for (const again of ["pointerleave", "focusout"]) open.addEventListener(again, () => delete open.dataset.shut, { once: true });
});

// `/` leads to the search box, as in most catalogues.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("input[type=search]");
  if (box) {
    event.preventDefault();
    box.focus();
  }
});

// Suggestions: the arrows go through them, Escape or a look elsewhere puts them away.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".search-box");
  const list = box?.querySelector(".suggestions");
  if (!list?.childElementCount) return;
  const input = box.querySelector("input[type=search]");
  if (event.key === "Escape") {
    event.preventDefault();
    list.replaceChildren();
    input.focus();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const stops = [input, ...list.querySelectorAll("a")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  stops.at((stops.indexOf(event.target) + step) % stops.length).focus();
});
for (const name of ["focusin", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    for (const list of document.querySelectorAll(".suggestions")) if (!list.closest(".search-box").contains(event.target)) list.replaceChildren();
  });
}
