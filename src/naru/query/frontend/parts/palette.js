// Colours that stay apart for colour-blind readers (after Okabe and Ito, 2008), darkened to 3:1 or more on white.
export const series = ["#0b50d0", "#c2410c", "#00735c", "#a6348b", "#7a5d00", "#1683b5", "#4b5563", "#7c2d12"];
export const sequence = ["#d9e8fb", "#a5c8f1", "#619fe0", "#2668c2", "#0b3c8c"]; // light to dark, for ordered classes
export const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
export const ink = "#1e2124";
export const quiet = "#58616a";
export const rule = "#e1e5ea";
export const font = '"Pretendard GOV", Pretendard, "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
