// <naru-try>: sends a reading question of the API with the visitor's own session and shows the answer as text. Files are
// left to the browser: their address is made, not fetched.
const LONGEST = 20_000;

class NaruTry extends HTMLElement {
  connectedCallback() {
    this.hidden = false; // without script there is nothing to send
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(this.address());
    });
  }

  address() {
    let path = this.getAttribute("path");
    const query = new URLSearchParams();
    for (const field of this.form.querySelectorAll("[data-in]")) {
      const value = field.value.trim();
      if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
      else if (field.dataset.in === "query" && value) query.append(field.name, value);
    }
    return query.size ? `${path}?${query}` : path;
  }

  async send(address) {
    const link = this.querySelector(".try-address a");
    link.href = address;
    link.textContent = decodeURI(address);
    link.parentElement.hidden = false;
    this.show("");
    if (this.getAttribute("path").includes("/download.")) return this.say("");
    this.say(this.getAttribute("sent"));
    const start = performance.now();
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const text = await answer.text();
      this.say(`${answer.status} · ${((performance.now() - start) / 1000).toFixed(2)} s`);
      this.show(readable(text));
    } catch {
      this.say(this.getAttribute("failed"));
    }
  }

  say(text) {
    this.querySelector(".try-said").textContent = text;
  }

  show(text) {
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${this.getAttribute("cut")}` : text;
    this.querySelector(".try-answer code").textContent = shown;
    this.querySelector(".try-answer").hidden = !shown;
  }
}

function readable(text) {
  if (/\d{16}/.test(text)) return text; // a browser's numbers end at 15 digits, an answer's do not
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

customElements.define("naru-try", NaruTry);
