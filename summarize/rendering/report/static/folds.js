// What the reader has unfolded or folded stands in the address too: the numbers of those that are not as they were at first.
const folds = Array.from(document.querySelectorAll('main details'));
const atFirst = folds.map((node) => node.open);
let printing = false;
const unfolded = () => folds.flatMap((node, n) => (node.open === atFirst[n] ? [] : [n.toString(36)])).join('.');
listeners.push((now) => {
  const turned = new Set(now.open.split('.').filter(Boolean).map((n) => Number.parseInt(n, 36)));
  folds.forEach((node, n) => { node.open = turned.has(n) !== atFirst[n]; });
});
document.addEventListener('toggle', (event) => {
  if (!printing && folds.includes(event.target) && unfolded() !== state.open) go({ open: unfolded() }, true);
}, true);
