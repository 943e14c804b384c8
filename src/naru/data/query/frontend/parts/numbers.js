// Numbers as people of the page's language read them: 12,345,678 is 1,234.6만 in Korean and 12.3M in English.

export const language = () => (document.documentElement.lang === "en" ? "en" : "ko");

const plain = { ko: new Intl.NumberFormat("ko", { maximumFractionDigits: 4 }), en: new Intl.NumberFormat("en", { maximumFractionDigits: 4 }) };
const few = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 }); // 390.3, not 390.3226
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const steps = [
  [1e12, "조"],
  [1e8, "억"],
  [1e4, "만"],
];

export function full(value, unit) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  return plain[language()].format(value) + (unit ? (/^[%℃°]/.test(unit) ? unit : ` ${unit}`) : "");
}

// For axes and labels, where room is short; `style` "plain" keeps every digit.
export function brief(value, style, digits = 3) {
  if (style === "plain") return plain[language()].format(value);
  if (Math.abs(value) < 10_000) return few.format(value);
  if (language() === "en") return short.format(value);
  const [size, name] = steps.find(([size]) => Math.abs(value) >= size);
  return new Intl.NumberFormat("ko", { maximumSignificantDigits: Math.max(digits, 1 + Math.floor(Math.log10(Math.abs(value / size)))) }).format(value / size) + name;
}

export const words = (ko, en) => (language() === "en" ? en : ko);
