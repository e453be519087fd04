// What belongs to the page as a whole: its colours, its record, its print; then the state in the address is shown.
document.documentElement.classList.add('js');
for (const node of document.querySelectorAll('.bar-of-tools, .needs-script')) node.hidden = false;

for (const meta of document.querySelectorAll('.brief .meta, .claim > .meta')) {
  const link = meta.querySelector('a.cite');
  const sentence = link && byPlace.get(link.getAttribute('href'));
  if (sentence) meta.append(' ', copyButton(sentence, 'Copy'));
}

const scheme = document.getElementById('scheme');
const schemes = ['auto', 'light', 'dark'];
function paint(name) {
  document.documentElement.dataset.scheme = name;
  scheme.textContent = `◐ ${name}`;
  scheme.setAttribute('aria-label', `Colours: ${name === 'auto' ? 'as the system has them' : name}`);
}
// A page opened from disk may be refused a store of its own; the colours are then those of the system.
try { paint(schemes.includes(window.localStorage.getItem('scheme')) ? window.localStorage.getItem('scheme') : 'auto'); } catch { paint('auto'); }
scheme.addEventListener('click', () => {
  const name = schemes[(schemes.indexOf(document.documentElement.dataset.scheme) + 1) % schemes.length];
  paint(name);
  try { window.localStorage.setItem('scheme', name); } catch { say('The choice is not kept'); }
});

for (const button of document.querySelectorAll('.download')) {
  button.addEventListener('click', () => {
    save('report.json', 'application/json', `${JSON.stringify(record, null, 2)}\n`);
    say('The record of this page saved as JSON');
  });
}

let closed = [];
window.addEventListener('beforeprint', () => {
  printing = true;
  closed = Array.from(document.querySelectorAll('main details:not([open])'));
  for (const node of closed) node.open = true;
  for (const node of document.querySelectorAll('article[data-a]')) annotate(node);
});
window.addEventListener('afterprint', () => {
  for (const node of closed) node.open = false;
  window.setTimeout(() => { printing = false; }, 500);
});

const sections = Array.from(document.querySelectorAll('main > section'));
const contents = new Map(Array.from(document.querySelectorAll('.contents a')).map((a) => [a.getAttribute('href').slice(1), a]));
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const link = contents.get(entry.target.id);
    if (link && entry.isIntersecting) {
      for (const other of contents.values()) other.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'true');
    }
  }
}, { rootMargin: '-20% 0px -70% 0px' });
for (const section of sections) watcher.observe(section);

arrive();
// A browser scrolls to the fragment by itself once all is loaded, to the edge of the panel: the sentence is brought back to its middle.
const bringBack = () => window.requestAnimationFrame(() => { if (lent) arrive(true); });
if (document.readyState === 'complete') bringBack();
else window.addEventListener('load', bringBack);
