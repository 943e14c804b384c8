// Lines of latitude and longitude for the part of the world in view: the quiet ground a map has without tiles.
const steps = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

const room = 84; // pixels that a longitude takes with the air about it
const controls = 64; // pixels at the right that the buttons lie over

export function graticule(bounds, width) {
  const [west, south, east, north] = [bounds.getWest(), Math.max(bounds.getSouth(), -85), bounds.getEast(), Math.min(bounds.getNorth(), 85)];
  const step = steps.findLast((size) => (east - west) / size <= Math.max(2, width / room)) ?? steps[0];
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const features = [];
  const edge = { x: west + (east - west) * 0.012, y: north - (north - south) * 0.015 };
  const free = east - ((east - west) * controls) / width;
  for (let x = Math.ceil(west / step) * step; x <= east; x += step) {
    features.push(lined([[x, south], [x, north]]));
    if (x < free) features.push(named([x, edge.y], "top", `${Math.abs(x).toFixed(digits)}°${x < 0 ? "W" : "E"}`));
  }
  for (let y = Math.ceil(south / step) * step; y <= north; y += step) {
    features.push(lined([[west, y], [east, y]]), named([edge.x, y], "left", `${Math.abs(y).toFixed(digits)}°${y < 0 ? "S" : "N"}`));
  }
  return { type: "FeatureCollection", features };
}

const lined = (coordinates) => ({ type: "Feature", geometry: { type: "LineString", coordinates }, properties: {} });
const named = (coordinates, anchor, label) => ({ type: "Feature", geometry: { type: "Point", coordinates }, properties: { label, anchor } });
