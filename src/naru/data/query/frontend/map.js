// <naru-map>: shows the places of a table with MapLibre, asking the server for what is in view. Without WebGL or script the
// list inside it stays. Facts are put in as text, never as markup.
import { AttributionControl, FullscreenControl, GeolocateControl, Map as Chart, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { graticule } from "./parts/graticule.js";
import { brief, full, words } from "./parts/numbers.js";
import * as palette from "./parts/palette.js";

const empty = { type: "FeatureCollection", features: [] };
const listed = 100;

class NaruMap extends HTMLElement {
  connectedCallback() {
    if (this.map) return;
    this.breaks = JSON.parse(this.getAttribute("breaks") || "[]");
    this.box = JSON.parse(this.getAttribute("box") || "null");
    this.given = JSON.parse(this.querySelector("script[type='application/json']")?.textContent ?? "null");
    this.list = this.querySelector("[data-places]");
    this.status = this.querySelector("[data-status]");
    palette.watch(() => this.map && this.again());
    setWorkerUrl(this.getAttribute("worker"));
    try {
      this.open();
    } catch {
      this.setAttribute("plain", ""); // no WebGL: the list is all there is, and it is enough
    }
  }

  disconnectedCallback() {
    this.map?.remove();
    this.map = null;
  }

  // The same view in the other look.
  again() {
    const [centre, zoom] = [this.map.getCenter(), this.map.getZoom()];
    this.map.remove();
    this.features = this.traced = null;
    this.open();
    this.map.jumpTo({ center: centre, zoom });
  }

  open() {
    const container = this.querySelector("[data-canvas]");
    container.hidden = false;
    this.map = new Chart({
      container,
      style: ground(this.getAttribute("tiles")),
      bounds: this.box ?? [124.5, 33, 131, 39],
      fitBoundsOptions: { padding: 40, maxZoom: 16 },
      attributionControl: false,
      cooperativeGestures: !this.hasAttribute("free"),
      dragRotate: false,
      pitchWithRotate: false,
      maxPitch: 0,
      renderWorldCopies: false,
      locale: locale(),
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new FullscreenControl({ container: this }), "top-right");
    if (navigator.geolocation && isSecureContext) this.map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true }, trackUserLocation: false, fitBoundsOptions: { maxZoom: 15 } }), "top-right");
    this.map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
    if (this.getAttribute("credit")) this.map.addControl(new AttributionControl({ compact: true, customAttribution: this.getAttribute("credit") }), "bottom-right");
    this.map.on("load", () => this.ready());
  }

  ready() {
    for (const layer of layers(this.breaks)) this.map.addLayer(layer);
    for (const layer of ["clusters", "points", "areas"]) {
      this.map.on("click", layer, (event) => this.pick(event.features[0], event.lngLat, layer));
      this.map.on("mousemove", layer, (event) => this.hover(event.features[0], event.lngLat, layer));
      this.map.on("mouseleave", layer, () => this.leave());
    }
    this.map.on("moveend", () => this.refresh());
    this.map.on("resize", () => this.refresh());
    this.refresh();
  }

  // Asks for the view, a little more than seen, so that small moves need no second answer.
  refresh() {
    const bounds = this.map.getBounds();
    this.map.getSource("graticule").setData(graticule(bounds, this.map.getContainer().clientWidth));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.look(bounds), 120);
  }

  look(bounds) {
    if (this.getAttribute("outlines")) this.trace(bounds);
    if (!this.given) this.ask(bounds);
    else if (!this.features) this.show(this.given);
  }

  // The areas under the places; a map without them is still a map. What was fetched reaches beyond the view.
  async trace(bounds) {
    const [zoom, frame] = [this.map.getZoom(), this.traced];
    if (frame && Math.abs(frame.zoom - zoom) < 0.8 && frame.west <= bounds.getWest() && frame.east >= bounds.getEast() && frame.south <= bounds.getSouth() && frame.north >= bounds.getNorth()) return;
    const [wide, high] = [(bounds.getEast() - bounds.getWest()) / 2, (bounds.getNorth() - bounds.getSouth()) / 2];
    this.traced = { zoom, west: bounds.getWest() - wide, east: bounds.getEast() + wide, south: bounds.getSouth() - high, north: bounds.getNorth() + high };
    const answer = await fetch(this.address("outlines", bounds)).catch(() => null);
    if (answer?.ok && this.map) this.map.getSource("land").setData(await answer.json());
  }

  address(name, bounds) {
    const address = new URL(this.getAttribute(name), location.href);
    address.searchParams.set("bbox", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((side) => side.toFixed(6)).join(","));
    address.searchParams.set("zoom", this.map.getZoom().toFixed(2));
    return address;
  }

  async ask(bounds) {
    this.asking?.abort();
    this.asking = new AbortController();
    if (!this.features) this.say(words("장소를 가져오는 중", "Fetching the places"));
    try {
      const answer = await fetch(this.address("places", bounds), { signal: this.asking.signal, headers: { Accept: "application/geo+json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.say(words("장소를 가져오지 못했습니다. 잠시 뒤 지도를 움직여 보세요.", "The places could not be fetched. Move the map to try again."));
    }
  }

  show(found) {
    this.features = found.features;
    this.map.getSource("places").setData({ type: "FeatureCollection", features: found.features.map((feature, id) => ({ ...feature, id })) });
    const { rows, clustered, partial } = found.naru;
    const many = brief(rows, "plain");
    const places = rows === 1 ? "place" : "places";
    const shown = clustered
      ? words(`이 화면에 ${many}곳. 많아서 묶어 보입니다. 가까이 가면 하나씩 보입니다.`, `${many} ${places} in view, shown in clusters. Zoom in to see each.`)
      : words(`이 화면에 ${many}곳`, `${many} ${places} in view`);
    this.say(partial ? `${shown} ${words("(일부만 읽음)", "(a part was read)")}` : shown);
    this.write(clustered ? [] : found.features);
  }

  say(text) {
    if (this.status) this.status.textContent = text;
  }

  // The same places as a list of buttons: the way to a place by keyboard and by ear.
  write(features) {
    if (!this.list) return;
    this.list.replaceChildren(
      ...features.slice(0, listed).map((feature, index) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = feature.properties.label ?? words(`${index + 1}번째 곳`, `Place ${index + 1}`);
        if (feature.properties.value !== null) {
          const figure = document.createElement("span");
          figure.textContent = full(feature.properties.value, this.getAttribute("unit"));
          button.append(figure);
        }
        button.addEventListener("click", () => this.fly(feature));
        item.append(button);
        return item;
      }),
    );
  }

  fly(feature) {
    const middle = centre(feature.geometry);
    this.map.easeTo({ center: middle, zoom: feature.geometry.type === "Point" ? Math.max(this.map.getZoom(), 14) : this.map.getZoom() });
    this.tell(feature.properties, middle);
  }

  pick(feature, at, layer) {
    if (layer === "clusters") return this.map.easeTo({ center: feature.geometry.coordinates, zoom: this.map.getZoom() + 2 });
    this.tell(this.features[feature.id].properties, feature.geometry.type === "Point" ? feature.geometry.coordinates : at);
  }

  // What lies under the pointer, before it is pressed.
  hover(feature, at, layer) {
    this.map.getCanvas().style.cursor = "pointer";
    const known = layer === "clusters" ? null : this.features?.[feature.id]?.properties;
    if (!known?.label && known?.value == null) return;
    const text = [known.label, known.value === null || known.value === undefined ? null : full(known.value, this.getAttribute("unit"))].filter(Boolean).join("  ");
    this.hint ??= new Popup({ closeButton: false, closeOnClick: false, className: "map-hint", offset: 10 });
    this.hint.setLngLat(at).setText(text).addTo(this.map);
    this.map.setFilter("hovered", ["==", ["id"], feature.id]);
  }

  leave() {
    this.map.getCanvas().style.cursor = "";
    this.hint?.remove();
    this.map.setFilter("hovered", ["==", ["id"], -1]);
  }

  tell(properties, at) {
    const card = document.createElement("div");
    card.className = "map-card";
    if (properties.label) {
      const title = document.createElement("strong");
      title.textContent = properties.label;
      card.append(title);
    }
    const facts = document.createElement("dl");
    for (const [name, value, unit] of properties.facts ?? []) {
      const [term, told] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = name;
      told.textContent = typeof value === "number" ? full(value, unit) : String(value);
      facts.append(term, told);
    }
    card.append(facts);
    this.popup?.remove();
    this.popup = new Popup({ maxWidth: "340px", locale: locale() }).setLngLat(at).setDOMContent(card).addTo(this.map);
  }
}

function centre(geometry) {
  const [xs, ys] = [[], []];
  const walk = (part) => (typeof part[0] === "number" ? (xs.push(part[0]), ys.push(part[1])) : part.forEach(walk));
  walk(geometry.coordinates ?? geometry.geometries.map((one) => one.coordinates));
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

function ground(tiles) {
  const text = { "text-font": ["Pretendard GOV", "sans-serif"], "text-size": 11 };
  return {
    version: 8,
    sources: {
      graticule: { type: "geojson", data: empty },
      land: { type: "geojson", data: empty },
      places: { type: "geojson", data: empty },
      ...(tiles && { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } }),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": palette.ground } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles", paint: { "raster-saturation": -0.6, "raster-opacity": 0.8 } }] : []),
      { id: "graticule", type: "line", source: "graticule", paint: { "line-color": palette.grid, "line-width": 1 } },
      { id: "land", type: "fill", source: "land", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": palette.paper, "fill-opacity": tiles ? 0 : 0.85 } },
      { id: "borders", type: "line", source: "land", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": palette.axis, "line-opacity": 0.6, "line-width": 1 } },
      { id: "degrees", type: "symbol", source: "graticule", filter: ["has", "label"], layout: { ...text, "text-field": ["get", "label"], "text-anchor": ["get", "anchor"] }, paint: { "text-color": palette.degrees, "text-halo-color": palette.ground, "text-halo-width": 2 } },
    ],
  };
}

const valued = (breaks) =>
  breaks.length ? ["case", ["==", ["get", "value"], null], palette.nothing, ["step", ["get", "value"], palette.sequence[0], ...breaks.flatMap((edge, index) => [edge, palette.sequence[index + 1]])]] : palette.series[0];

function layers(breaks) {
  const cluster = ["has", "count"];
  const shape = (type) => ["==", ["geometry-type"], type];
  return [
    { id: "areas", type: "fill", source: "places", filter: shape("Polygon"), paint: { "fill-color": valued(breaks), "fill-opacity": breaks.length ? 0.82 : 0.35 } },
    { id: "outlines", type: "line", source: "places", filter: shape("Polygon"), paint: { "line-color": breaks.length ? palette.paper : palette.series[0], "line-width": 1.2 } },
    { id: "hovered", type: "line", source: "places", filter: ["==", ["id"], -1], paint: { "line-color": palette.ink, "line-width": 2.5 } },
    { id: "lines", type: "line", source: "places", filter: shape("LineString"), paint: { "line-color": valued(breaks), "line-width": 3 } },
    { id: "clusters", type: "circle", source: "places", filter: ["all", shape("Point"), cluster], paint: { "circle-color": valued(breaks), "circle-opacity": 0.85, "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "count"]], 0, 6, 1, 13, 2, 18, 3, 24, 5, 34], "circle-stroke-color": palette.paper, "circle-stroke-width": 2 } },
    { id: "counts", type: "symbol", source: "places", filter: ["all", shape("Point"), cluster, [">", ["get", "count"], 1]], layout: { "text-field": ["number-format", ["get", "count"], { locale: "en" }], "text-font": ["Pretendard GOV", "sans-serif"], "text-size": 12, "text-allow-overlap": true }, paint: breaks.length ? { "text-color": palette.ink, "text-halo-color": palette.paper, "text-halo-width": 1.5 } : { "text-color": palette.paper } },
    { id: "points", type: "circle", source: "places", filter: ["all", shape("Point"), ["!", cluster]], paint: { "circle-color": valued(breaks), "circle-opacity": 0.9, "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 4, 12, 6, 16, 9], "circle-stroke-color": palette.paper, "circle-stroke-width": 1.5 } },
    { id: "areas-named", type: "symbol", source: "land", filter: ["has", "label"], layout: { "text-field": ["coalesce", ["get", "label"], ""], "text-font": ["Pretendard GOV", "sans-serif"], "text-size": 12 }, paint: { "text-color": palette.ink, "text-halo-color": palette.paper, "text-halo-width": 1.5 } },
  ];
}

const locale = () =>
  words(
    {
      "NavigationControl.ZoomIn": "확대",
      "NavigationControl.ZoomOut": "축소",
      "FullscreenControl.Enter": "전체 화면",
      "FullscreenControl.Exit": "전체 화면 끝내기",
      "GeolocateControl.FindMyLocation": "내 위치 보기",
      "GeolocateControl.LocationNotAvailable": "위치를 알 수 없습니다",
      "Popup.Close": "닫기",
      "Map.Title": "지도",
      "CooperativeGesturesHandler.WindowsHelpText": "Ctrl 키를 누른 채 굴리면 확대합니다",
      "CooperativeGesturesHandler.MacHelpText": "⌘ 키를 누른 채 굴리면 확대합니다",
      "CooperativeGesturesHandler.MobileHelpText": "두 손가락으로 지도를 움직이세요",
    },
    {},
  );

const define = () => customElements.get("naru-map") || customElements.define("naru-map", NaruMap);
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", define) : define();
