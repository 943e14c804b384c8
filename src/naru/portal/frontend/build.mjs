// Bundles every package's front end: `src/naru/**/frontend/<name>.{js,css}` becomes `portal/static/build/<name>.{js,css}`.
// Files in sub-folders are modules for those entries. Every quoted word of a template or Python file that names a Lucide icon
// (`{% icon "search" %}`) goes into one sprite, so using an icon is naming it.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const source = join(root, "src/naru");
const target = join(source, "portal/static/build");

const files = (await readdir(source, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

function entries() {
  return files
    .filter((file) => basename(file.parentPath) === "frontend" && /\.(js|css)$/.test(file.name))
    .map((file) => join(file.parentPath, file.name));
}

async function icons() {
  const names = new Set(["circle-help"]);
  for (const file of files) {
    if (!/\.(html|py)$/.test(file.name)) continue;
    const text = await readFile(join(file.parentPath, file.name), "utf8");
    for (const [, icon] of text.matchAll(/["']([a-z][a-z0-9-]*)["']/g)) names.add(icon);
  }
  const symbols = [];
  for (const name of [...names].sort()) {
    const svg = await readFile(join(root, "node_modules/lucide-static/icons", `${name}.svg`), "utf8").catch(() => "");
    const body = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)?.[1].replace(/\s+/g, " ").trim();
    if (body) symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

// A WOFF (https://www.w3.org/TR/WOFF/) unpacked: what sets papers reads the fonts of the pages as OpenType.
function openType(woff) {
  const count = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (count - power), 10);
  const tables = [];
  let place = head.length;
  for (let n = 0; n < count; n++) {
    const entry = woff.subarray(44 + 20 * n, 64 + 20 * n);
    const [start, packed, size] = [4, 8, 12].map((at) => entry.readUInt32BE(at));
    const bytes = woff.subarray(start, start + packed);
    const table = Buffer.alloc((size + 3) & ~3);
    (packed < size ? inflateSync(bytes) : bytes).copy(table);
    entry.copy(head, 12 + 16 * n, 0, 4); // its tag
    entry.copy(head, 16 + 16 * n, 16, 20); // its checksum
    head.writeUInt32BE(place, 20 + 16 * n);
    head.writeUInt32BE(size, 24 + 16 * n);
    tables.push(table);
    place += table.length;
  }
  return Buffer.concat([head, ...tables]);
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: entries(),
  outdir: target,
  entryNames: "[name]",
  assetNames: "[name]",
  nodePaths: [join(root, "node_modules")],
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "es2022",
  legalComments: "linked",
  loader: { ".woff2": "file", ".woff": "empty", ".svg": "file", ".png": "file" },
  logLevel: "warning",
});
await writeFile(join(target, "icons.svg"), await icons());
await mkdir(join(target, "fonts"));
for (const weight of ["Regular", "Bold"]) {
  const woff = await readFile(join(root, `node_modules/krds-uiux/resources/fonts/PretendardGOV-${weight}.subset.woff`));
  await writeFile(join(target, "fonts", `PretendardGOV-${weight}.otf`), openType(woff));
}
// MapLibre's worker must be a file of its own: the content policy lets workers come from this site alone.
const worker = await readFile(join(root, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"), "utf8");
await writeFile(join(target, "maplibre-worker.js"), worker.replace(/\n\/\/# sourceMappingURL=.*/, ""));
