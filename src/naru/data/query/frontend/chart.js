// <naru-chart>: draws the figures in its JSON block with ECharts. The table beside it says the same without script.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { height, option } from "./parts/option.js";
import * as palette from "./parts/palette.js";

echarts.use([LineChart, BarChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, TitleComponent, DataZoomComponent, CanvasRenderer, SVGRenderer]);

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

class NaruChart extends HTMLElement {
  connectedCallback() {
    const block = this.querySelector("script[type='application/json']");
    if (!block || this.chart) return;
    this.data = JSON.parse(block.textContent);
    this.numbers = this.getAttribute("numbers") ?? "short";
    this.canvas = document.createElement("div");
    this.canvas.className = "chart-canvas";
    this.canvas.setAttribute("aria-hidden", "true"); // the element itself is the image; its label and the table say it
    this.append(this.canvas);
    this.draw();
    palette.watch(() => this.isConnected && this.draw(true));
    palette.watchPaper(() => this.isConnected && this.draw(true));
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this);
    this.addEventListener("click", (event) => this.save(event.target.closest("button[data-save]")?.dataset.save));
    document.querySelectorAll(`button[data-chart="${CSS.escape(this.id)}"]`).forEach((button) => {
      button.hidden = false;
      button.onclick = () => this.save(button.dataset.save);
    });
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  get narrow() {
    return this.clientWidth < 560;
  }

  draw(anew = false) {
    if (this.clientWidth === 0 || (this.clientWidth === this.width && !anew)) return;
    this.width = this.clientWidth;
    const tall = height(this.data, this.narrow);
    this.canvas.style.blockSize = tall ? `${tall}px` : "";
    this.chart ??= echarts.init(this.canvas, null, { renderer: "canvas", width: "auto", height: "auto" });
    this.chart.setOption(option(this.data, { numbers: this.numbers, narrow: this.narrow, still: still || palette.onPaper }), true);
    this.chart.resize();
    if (palette.onPaper) this.chart.getZr().flush(); // what is not drawn now is not on it
  }

  save(kind) {
    if (!kind) return;
    const size = { width: 1200, height: Math.max(675, (height(this.data, false) ?? 0) + 110) };
    const name = `${this.getAttribute("file") ?? "chart"}.${kind}`;
    palette.use("light"); // a picture to take away is made for paper
    try {
      this.take(kind, name, size);
    } finally {
      palette.use(palette.current());
    }
  }

  take(kind, name, size) {
    if (kind === "svg") return download(name, new Blob([this.picture(size, "svg").renderToSVGString()], { type: "image/svg+xml" }));
    const canvas = this.picture(size, "canvas").renderToCanvas({ pixelRatio: 2, backgroundColor: "#ffffff" });
    canvas.toBlob((blob) => download(name, blob), "image/png");
  }

  // The chart once more, off the page, with its title and source: a picture must speak for itself.
  picture(size, renderer) {
    const holder = renderer === "svg" ? null : document.createElement("div");
    const chart = echarts.init(holder, null, { renderer, ssr: renderer === "svg", ...size });
    const drawn = option(this.data, { numbers: this.numbers, still: true });
    chart.setOption({
      ...drawn,
      title: [
        ...(drawn.title ?? []).map((one) => ({ ...one, top: one.top + 64 })),
        { text: this.getAttribute("label") ?? "", left: 20, top: 18, textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 22, fontWeight: 700 } },
        { text: this.getAttribute("source") ?? "", left: 20, bottom: 12, textStyle: { color: palette.quiet, fontFamily: palette.font, fontSize: 13, fontWeight: 400 } },
      ],
      legend: { ...drawn.legend, top: 60, left: 14 },
      grid: Array.isArray(drawn.grid) ? drawn.grid.map((one) => ({ ...one, top: one.top + 64 })) : { ...drawn.grid, left: 24, right: 48, top: drawn.grid.top + 64, bottom: drawn.grid.bottom + 44 },
      dataZoom: undefined,
    });
    return chart;
  }
}

function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const define = () => customElements.get("naru-chart") || customElements.define("naru-chart", NaruChart);
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", define) : define();
