// The record, whole: a document that stands as a number is an article, a text that stands as `true` is its words there, and
// `$` is a sentence by the number of its article, start and stop.
const record = (() => {
  const light = JSON.parse(document.getElementById('record').textContent);
  // Spans count in code points; most articles hold none beyond the basic plane, and there code units count alike.
  const texts = light.articles.map(({ text }) => (/[\ud800-\udbff][\udc00-\udfff]/.test(text) ? Array.from(text) : text));
  const cut = (n, start, stop) => (typeof texts[n] === 'string' ? texts[n].slice(start, stop) : texts[n].slice(start, stop).join(''));
  const asTheyAre = ['articles', 'corpus'];
  const whole = (value, above) => {
    if (Array.isArray(value)) return value.map((item) => whole(item, above));
    if (value === null || typeof value !== 'object') return value;
    if (value.$) {
      const [at, start, stop] = value.$;
      const { id, outlet } = light.corpus.documents[at];
      const sentence = { document: id, outlet, start, stop, text: cut(at, start, stop) };
      for (const key of Object.keys(value)) if (key !== '$') sentence[key] = whole(value[key], at);
      return sentence;
    }
    const own = Number.isInteger(value.document) ? value.document : null;
    const n = own === null ? above : own;
    const copy = {};
    for (const key of Object.keys(value)) copy[key] = whole(value[key], n);
    if (own !== null) copy.document = light.articles[own].id;
    if (copy.text === true) copy.text = cut(n, copy.start, copy.stop);
    return copy;
  };
  const restored = {};
  for (const key of Object.keys(light)) restored[key] = asTheyAre.includes(key) ? light[key] : whole(light[key], null);
  return restored;
})();

const outletNames = record.read.outlets.map((row) => row.outlet);
const outletNumber = new Map(outletNames.map((name, n) => [name, n]));
const articleOf = new Map(record.corpus.documents.map((d) => [d.id, d]));
const anchorOf = new Map();
for (const node of document.querySelectorAll('article[data-a]')) {
  anchorOf.set(record.corpus.documents[Number(node.dataset.a)].id, node.id);
}
const themeOf = new Map(record.themes.themes.map((t) => [t.id, t]));
const claimOf = new Map();
for (const claim of record.compare.claims) {
  for (const s of claim.sentences) claimOf.set(`${s.document} ${s.start}`, claim);
}

// What would turn or hide its neighbours is not shown; the record holds it verbatim.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const visible = (text) => text.replace(/\s+/g, ' ').replace(unseen, '').trim();
const shown = (text, most = 600) => {
  const line = visible(text);
  return line.length > most ? `${line.slice(0, most)} […]` : line;
};
const nameOf = (text) => shown(text, 80);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function dateWords(published) {
  if (!published) return 'no date';
  const day = `${Number(published.slice(8, 10))} ${months[Number(published.slice(5, 7)) - 1]} ${published.slice(0, 4)}`;
  return published.length > 10 ? `${day} ${published.slice(11, 16)} ${published.slice(19)}`.trim() : day;
}
const counted = (n, thing, things) => `${n} ${n === 1 ? thing : things || `${thing}s`}`;
const percent = (share) => (share > 0 && share < 0.01 ? '<1%' : `${Math.round(100 * share)}%`);
const support = (claim) => `${counted(claim.outlets.length, 'outlet')} · ${claim.independent} independent`;

// Nodes are made, never parsed from text: nothing that an article holds becomes markup.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'onclick') node.addEventListener('click', value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}
function svg(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
const outletNode = (name) => el('bdi', { class: 'o' }, nameOf(name));
function citeNode(sentence) {
  const article = articleOf.get(sentence.document);
  const anchor = anchorOf.get(sentence.document);
  return el('a', { class: 'cite', href: `#${anchor}-${sentence.start}` }, outletNode(sentence.outlet),
    el('span', { class: 'when' }, dateWords(article.published)));
}
function sentenceNode(sentence, tag = 'li', more = null) {
  return el(tag, { class: 's' }, el('q', { dir: 'auto' }, shown(sentence.text)), ' ', citeNode(sentence), more);
}
function say(words) {
  const node = document.getElementById('said');
  node.textContent = '';
  window.setTimeout(() => { node.textContent = words; }, 50);
}
function save(name, type, text) {
  const link = el('a', { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
