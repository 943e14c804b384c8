// From a chart's figures (`ChartData` of the server) to an ECharts option. Everything is drawn on the canvas, tooltips
// too: no value of a table ever becomes markup.
import { brief, full, words } from "./numbers.js";
import * as palette from "./palette.js";

const text = () => ({ color: palette.ink, fontFamily: palette.font, fontSize: 13 });
const named = (label) => label ?? words("(빈 값)", "(empty)");
const cut = (label, length) => (label.length > length ? `${label.slice(0, length - 1)}…` : label);
const counted = () => words("건수", "Count");
const titled = (axis) => [axis.name || counted(), axis.unit && `(${axis.unit})`].filter(Boolean).join(" ");

export function option(data, { numbers = "short", narrow = false, still = false } = {}) {
  if (data.are_multiples) return multiples(data, numbers, narrow, still);
  const drawn = { line, bar: bars, histogram: columns, scatter }[data.kind]?.(data, numbers, narrow) ?? {};
  return {
    color: palette.series,
    textStyle: text(),
    animation: !still,
    animationDuration: 300,
    backgroundColor: palette.paper,
    legend: legend(data),
    ...drawn,
    tooltip: { renderMode: "richText", confine: true, textStyle: { ...text(), fontSize: 13 }, backgroundColor: palette.paper, borderColor: palette.rule, ...drawn.tooltip },
    grid: { left: 12, right: narrow ? 16 : 28, top: data.series.length > 1 ? 64 : 40, bottom: drawn.dataZoom ? 60 : 12, containLabel: true, ...drawn.grid },
  };
}

const legend = (data) =>
  data.series.length > 1
    ? { type: "scroll", top: 0, left: 0, itemGap: 18, textStyle: text(), data: data.series.map((one) => one.name), formatter: (name) => cut(name, 24) }
    : { show: false };

const valueAxis = (axis, numbers, more = {}) => ({
  type: "value",
  name: titled(axis),
  nameTextStyle: { color: palette.quiet, fontFamily: palette.font, fontSize: 13, align: "left", padding: [0, 0, 4, 0] },
  minInterval: axis.whole ? 1 : 0,
  axisLabel: { ...text(), color: palette.quiet, formatter: (value) => brief(value, numbers), hideOverlap: true },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: palette.rule } },
  ...more,
});

const labelAxis = (labels, more = {}) => ({
  type: "category",
  data: labels.map(named),
  axisLabel: { ...text(), hideOverlap: true },
  axisLine: { lineStyle: { color: palette.axis } },
  axisTick: { show: false },
  ...more,
});

// A line across at a value that a person named.
const reference = (data, lying = false) =>
  data.reference === null || data.reference === undefined
    ? {}
    : { markLine: { silent: true, symbol: "none", lineStyle: { color: palette.ink, type: "dashed" }, label: { ...text(), position: "insideEndTop", formatter: full(data.reference, data.y.unit) }, data: [{ [lying ? "xAxis" : "yAxis"]: data.reference }] } };

// Nine lines and more, each in a small chart of its own, all on one scale: at most four beside each other.
function multiples(data, numbers, narrow, still) {
  const many = data.series.length;
  const { across, down } = gridOf(many, narrow);
  const values = data.series.flatMap((one) => one.values).filter((value) => value !== null);
  const ends = { min: Math.min(0, ...values), max: round(Math.max(0, ...values)) };
  const place = (index) => ({
    left: `${((index % across) * 100) / across + 1}%`,
    width: `${100 / across - 3}%`,
    top: Math.floor(index / across) * CELL + 30,
    height: CELL - 62,
  });
  return {
    color: palette.series,
    textStyle: text(),
    animation: !still,
    backgroundColor: palette.paper,
    legend: { show: false },
    title: data.series.map((one, index) => ({ text: cut(one.name, 16), left: place(index).left, top: place(index).top - 26, textStyle: { ...text(), fontWeight: 700 } })),
    grid: data.series.map((_, index) => ({ ...place(index), containLabel: true })),
    xAxis: data.series.map((_, index) => labelAxis(data.labels, { gridIndex: index, boundaryGap: false, axisLabel: { ...text(), fontSize: 11, color: palette.quiet, hideOverlap: true, showMinLabel: true, showMaxLabel: true, interval: Math.max(0, data.labels.length - 2), alignMinLabel: "left", alignMaxLabel: "right" } })),
    yAxis: data.series.map((_, index) => valueAxis(data.y, numbers, { ...ends, gridIndex: index, name: "", splitNumber: 2, axisLabel: { ...text(), fontSize: 11, color: palette.quiet, formatter: (value) => brief(value, numbers) } })),
    series: data.series.map((one, index) => ({ type: "line", name: one.name, data: one.values, xAxisIndex: index, yAxisIndex: index, showSymbol: isolated(one.values), symbolSize: 4, lineStyle: { width: 2, color: palette.series[0] }, itemStyle: { color: palette.series[0] }, connectNulls: false, ...reference(data) })),
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, textStyle: text(), backgroundColor: palette.paper, borderColor: palette.rule, formatter: (found) => `${found[0].seriesName}\n${found[0].axisValueLabel ?? found[0].name}  ${full(found[0].value, data.y.unit)}` },
    height: down * CELL,
  };
}

// The next round number: an axis that ends at 76.8 ends at 80.
const round = (most) => {
  const step = 10 ** Math.floor(Math.log10(most || 1)) / 2;
  return Math.ceil(most / step) * step || 1;
};

const CELL = 170; // pixels that a small chart takes from top to top
const gridOf = (many, narrow) => {
  const across = narrow ? 2 : many > 9 ? 4 : 3;
  return { across, down: Math.ceil(many / across) };
};

// One box for all series at a place; units stand beside their numbers.
const shared = (data) => ({
  trigger: "axis",
  axisPointer: { type: data.kind === "line" ? "line" : "shadow", lineStyle: { color: palette.axis } },
  formatter: (found) =>
    [
      found[0].axisValueLabel ?? found[0].name,
      ...found.map((one) => `${one.marker}${data.series.length > 1 ? `${cut(one.seriesName, 28)}  ` : ""}${full(one.value, data.series[one.seriesIndex].unit)}`),
    ].join("\n"),
});

function line(data, numbers, narrow) {
  const alone = data.series.length === 1;
  const dots = data.labels.length <= 40;
  return {
    tooltip: shared(data),
    xAxis: labelAxis(data.labels, { boundaryGap: false, axisTick: { show: true, alignWithLabel: true }, axisLabel: { ...text(), color: palette.quiet, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" } }),
    yAxis: valueAxis(data.y, numbers, { scale: !data.series.every((one) => one.values.every((value) => value === null || value >= 0)) }),
    dataZoom: data.labels.length > 120 ? [{ type: "inside" }, { type: "slider", height: 22, bottom: 14, brushSelect: false, labelFormatter: "", fillerColor: palette.veil, borderColor: palette.rule }] : undefined,
    series: data.series.map((one, index) => ({
      type: "line",
      name: one.name,
      data: one.values,
      symbol: palette.symbols[index],
      ...(one.is_rest && { color: palette.nothing }),
      showSymbol: dots || isolated(one.values),
      symbolSize: 7,
      lineStyle: { width: alone ? 2.5 : 2 },
      areaStyle: alone && data.labels.length > 1 ? { opacity: 0.08 } : undefined,
      emphasis: { focus: "series" },
      connectNulls: false,
      ...(index === 0 && reference(data)),
    })),
    grid: { right: narrow ? 20 : 32 },
  };
}

const isolated = (values) => values.some((value, index) => value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null);

const steps = (narrow) => (narrow ? 3 : 5); // along an axis that lies: more would hide each other on a phone

// Upright where labels are few and short, lying where they need room to be read.
function bars(data, numbers, narrow) {
  const longest = Math.max(0, ...data.labels.map((label) => named(label).length));
  const lying = narrow ? data.labels.length > 6 || longest > 4 : data.labels.length > 14 || longest > 10 || data.labels.length * longest > 90;
  return lying ? lyingBars(data, numbers, narrow) : columns(data, numbers, narrow);
}

function lyingBars(data, numbers, narrow) {
  return {
    tooltip: shared(data),
    xAxis: valueAxis(data.y, numbers, { position: "top", splitNumber: steps(narrow), nameLocation: "middle", nameGap: 28, nameTextStyle: { ...text(), color: palette.quiet } }),
    yAxis: labelAxis(data.labels, { inverse: true, axisLabel: { ...text(), interval: 0, formatter: (label) => cut(label, narrow ? 10 : 22) } }),
    series: barSeries(data, numbers, [0, 3, 3, 0], "right", true),
    grid: { top: data.series.length > 1 ? 92 : 62, right: narrow ? 52 : 76, bottom: 4, containLabel: true },
  };
}

function columns(data, numbers) {
  const histogram = data.kind === "histogram";
  return {
    tooltip: shared(data),
    xAxis: labelAxis(data.labels, { axisLabel: { ...text(), interval: histogram ? "auto" : 0, hideOverlap: true }, ...(histogram && { name: titled(data.x), nameLocation: "middle", nameGap: 34, nameTextStyle: { ...text(), color: palette.quiet } }) }),
    yAxis: valueAxis(data.y, numbers),
    series: barSeries(data, numbers, [3, 3, 0, 0], "top"),
    grid: histogram ? { bottom: 34 } : {},
  };
}

const barSeries = (data, numbers, borderRadius, position, lying = false) =>
  data.series.map((one, index) => ({
    type: "bar",
    stack: data.is_stacked ? "all" : undefined,
    ...(one.is_rest && { color: palette.nothing }),
    ...(index === 0 && reference(data, lying)),
    name: one.name,
    data: one.values,
    barMaxWidth: data.labels.length <= 6 ? 72 : 40,
    barCategoryGap: data.kind === "histogram" ? "6%" : "32%",
    itemStyle: { borderRadius },
    label: { show: data.series.length === 1 && data.kind === "bar" && data.labels.length <= 30, position, ...text(), fontSize: 12, color: palette.quiet, formatter: ({ value }) => (value === null ? "" : brief(value, numbers)) },
    labelLayout: { hideOverlap: true },
    emphasis: { focus: "series" },
  }));

function scatter(data, numbers, narrow) {
  const many = data.points.length > 400;
  return {
    tooltip: { trigger: "item", formatter: ({ value }) => `${titled(data.x)}  ${full(value[0])}\n${titled(data.y)}  ${full(value[1])}` },
    xAxis: valueAxis(data.x, numbers, { scale: true, splitNumber: steps(narrow), nameLocation: "middle", nameGap: 34, nameTextStyle: { ...text(), color: palette.quiet }, axisLine: { show: true, lineStyle: { color: palette.axis } } }),
    yAxis: valueAxis(data.y, numbers, { scale: true }),
    series: [{ type: "scatter", data: data.points, symbolSize: many ? 6 : 9, itemStyle: { opacity: many ? 0.45 : 0.7 }, large: false }],
    grid: { bottom: 34 },
  };
}

// Lying bars need a row each; everything else keeps the height that the stylesheet gives.
export function height(data, narrow) {
  if (data.are_multiples) return gridOf(data.series.length, narrow).down * CELL + 10;
  const drawn = bars(data, "short", narrow);
  if (data.kind !== "bar" || drawn.yAxis.type !== "category") return null;
  return Math.max(220, data.labels.length * (data.series.length > 1 ? (data.is_stacked ? 30 : 16 + 12 * data.series.length) : 28) + (data.series.length > 1 ? 118 : 88));
}
