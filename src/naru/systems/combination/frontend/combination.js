// The reviewers' report stands in a frame of its own, for it has its own style and policy: as tall as it is, so that only the page scrolls.
const fit = (frame) => {
  const height = frame.contentDocument?.documentElement.scrollHeight;
  if (height) frame.style.height = `${height + 4}px`;
};

for (const frame of document.querySelectorAll("iframe.report-frame")) {
  frame.addEventListener("load", () => {
    fit(frame);
    new ResizeObserver(() => fit(frame)).observe(frame.contentDocument.body);
  });
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}
