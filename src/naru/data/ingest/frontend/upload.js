// Files are sent by tus 1.0 in parts and resume where they broke off, even after the page was closed. Without this script the form sends them itself.
const PART = 8 * 1024 * 1024;
const PATIENCE = [500, 1500, 4000, 8000, 15000];

const form = document.getElementById("bring");
const field = document.getElementById("files");
const zone = document.getElementById("dropzone");
const list = document.getElementById("arriving");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
// Attributes are asked by name: a field called "dataset" would stand in for `form.dataset`.
const uploads = form.getAttribute("data-uploads");
const limit = Number(form.getAttribute("data-limit"));
const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));
const remembered = (file) => `naru-upload:${file.name}:${file.size}:${file.lastModified}`;
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function row(file) {
  const item = document.createElement("li");
  const line = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = file.name;
  const said = document.createElement("span");
  said.className = "said";
  const bar = document.createElement("progress");
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  line.append(name, said);
  item.append(line, bar);
  list.append(item);
  return {
    say: (word, failed = false) => { said.textContent = list.dataset[word]; item.classList.toggle("failed", failed); },
    show: (bytes) => { bar.value = bytes; said.textContent = `${list.dataset.going} ${Math.floor((100 * bytes) / (file.size || 1))}%`; },
  };
}

function send(method, address, headers, body, onBytes) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries({ "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers })) request.setRequestHeader(name, value);
    if (onBytes) request.upload.onprogress = (event) => onBytes(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error("torn"));
    request.send(body);
  });
}

async function create(file) {
  const made = await send("POST", uploads, { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${encode(file.name)}` });
  if (made.status !== 201) throw new Refusal(made);
  const address = new URL(made.getResponseHeader("Location"), location.href).pathname;
  localStorage.setItem(remembered(file), address);
  return address;
}

class Refusal extends Error {
  constructor(request) {
    let told = "";
    try { told = JSON.parse(request.responseText).title; } catch { /* no problem document */ }
    super(told);
    this.status = request.status;
  }
}

async function offset(address) {
  const asked = await send("HEAD", address);
  if (asked.status !== 200) throw new Refusal(asked);
  return Number(asked.getResponseHeader("Upload-Offset"));
}

async function begin(file) {
  const known = localStorage.getItem(remembered(file));
  if (known) {
    try { return [known, await offset(known)]; } catch { localStorage.removeItem(remembered(file)); }
  }
  return [await create(file), 0];
}

async function upload(file, shown) {
  let [address, done] = await begin(file);
  let tries = 0;
  while (done < file.size) {
    try {
      const part = file.slice(done, done + PART);
      const sent = await send("PATCH", address, { "Upload-Offset": String(done), "Content-Type": "application/offset+octet-stream" }, part, (bytes) => shown.show(done + bytes));
      if (sent.status !== 204 && sent.status !== 409 && sent.status !== 423) throw new Refusal(sent);
      done = sent.status === 204 ? Number(sent.getResponseHeader("Upload-Offset")) : await offset(address);
      tries = 0;
    } catch (error) {
      if (error instanceof Refusal || tries >= PATIENCE.length) throw error;
      shown.say("torn");
      await rest(PATIENCE[tries++]);
      done = await offset(address).catch(() => done);
    }
  }
  localStorage.removeItem(remembered(file));
  return address.split("/").pop();
}

async function bring(files) {
  const button = document.getElementById("bring-button");
  button.disabled = true;
  list.replaceChildren();
  const ids = [];
  const rows = files.map((file) => [file, row(file)]);
  for (const [, shown] of rows) shown.say("waiting");
  for (const [file, shown] of rows) {
    if (file.size > limit) { shown.say("large", true); continue; }
    try {
      ids.push(await upload(file, shown));
      shown.show(file.size);
      shown.say("done");
    } catch (error) {
      shown.say("failed", true);
      if (error instanceof Refusal && error.message) list.lastElementChild.querySelector(".said").textContent = error.message;
    }
  }
  button.disabled = false;
  if (ids.length !== files.length) return;
  for (const id of ids) {
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: "upload", value: id });
    form.append(hidden);
  }
  field.disabled = true;
  form.submit();
}

zone.dataset.live = "";  // its own button stands for the browser's, which speaks the browser's language
field.addEventListener("change", () => {
  document.getElementById("chosen").replaceChildren(...[...field.files].map((file) => Object.assign(document.createElement("li"), { textContent: `${file.name} · ${size(file.size)}` })));
});

form.addEventListener("submit", (event) => {
  if (!field.files.length && form.elements.url?.value) return;
  event.preventDefault();
  if (!field.files.length) {
    document.getElementById("chosen").replaceChildren(Object.assign(document.createElement("li"), { className: "nothing", textContent: list.dataset.nothing }));
    return field.focus();
  }
  bring([...field.files]);
});

for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  const dropped = new DataTransfer();
  for (const file of field.multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) dropped.items.add(file);
  field.files = dropped.files;  // as if chosen: a title and a publisher can still be written
  field.dispatchEvent(new Event("change"));
  document.getElementById("bring-button").focus();
});
