// The record, whole, and the tables that are saved: deflated JSON, in which a text that stands as `true` is the words of its article at the span beside it.
const deflated = Uint8Array.from(atob(document.getElementById('data').textContent), (c) => c.charCodeAt(0));
const { record, tables } = await new Response(new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
// Spans count in code points; most articles hold none beyond the basic plane, and there code units count alike.
const articleTexts = new Map(record.articles.map(({ id, text }) => [id, /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? Array.from(text) : text]));
function restore(value) {
  if (value === null || typeof value !== 'object') return;
  Object.values(value).forEach(restore);
  if (value.text !== true) return;
  const words = articleTexts.get(value.document).slice(value.start, value.stop);
  value.text = typeof words === 'string' ? words : words.join('');
}
restore(record);

const outletNames = record.read.outlets.map((row) => row.outlet);
const outletNumber = new Map(outletNames.map((name, n) => [name, n]));
const articleOf = new Map(record.corpus.documents.map((d) => [d.id, d]));
const anchorOf = new Map();
for (const node of document.querySelectorAll('article[data-a]')) {
  anchorOf.set(record.corpus.documents[Number(node.dataset.a)].id, node.id);
}
const themeOf = new Map(record.themes.themes.map((t) => [t.id, t]));
const claimOf = new Map();
const loose = new Set();
for (const claim of record.compare.claims) {
  for (const s of claim.sentences) {
    claimOf.set(`${s.document} ${s.start}`, claim);
    if (s.firm === false) loose.add(`${s.document} ${s.start}`);
  }
}

// What would turn or hide its neighbours is not shown; the record holds it verbatim.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const visible = (text) => text.replace(/\s+/g, ' ').replace(unseen, '').trim();
const shown = (text, most = 600) => {
  const line = visible(text);
  return line.length > most ? `${line.slice(0, most).replace(/ [^ ]*$/, '')} […]` : line;
};
const nameOf = (text) => shown(text, 80);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function dateWords(published) {
  if (!published) return 'no date';
  const day = `${Number(published.slice(8, 10))} ${months[Number(published.slice(5, 7)) - 1]} ${published.slice(0, 4)}`;
  return published.length > 10 ? `${day} ${published.slice(11, 16)} ${published.slice(19)}`.trim() : day;
}
const counted = (n, thing, things) => `${n} ${n === 1 ? thing : things || `${thing}s`}`;
// A half goes to the even number, as where Python writes.
const whole = (value) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));
const percent = (share) => (share > 0 && share < 0.01 ? '<1%' : `${whole(100 * share)}%`);
// Who surely says it, and how many outlets more do perhaps.
function support(claim) {
  const sure = claim.surely || claim;
  const more = claim.outlets.length - sure.outlets.length;
  if (claim.outlets.length === 1 && claim.independent === 1) return '1 outlet';
  return `${counted(sure.outlets.length, 'outlet')}${more ? ` and perhaps ${more} more` : ''} · ${sure.independent} independent`;
}

// Nodes are made, never parsed from text: nothing that an article holds becomes markup.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'onclick') node.addEventListener('click', value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
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
  const day = dateWords(article.published && article.published.slice(0, 10));
  const hour = dateWords(article.published).slice(day.length);
  return el('a', { class: 'cite', href: `#${anchor}-${sentence.start}` }, outletNode(sentence.outlet),
    el('span', { class: 'when' }, day, hour ? el('span', { class: 'hour' }, hour) : null));
}
const languageOf = (id) => (articleOf.get(id).language === 'en' ? null : articleOf.get(id).language);
const quoteNode = (sentence, words = shown(sentence.text)) => el('q', { dir: 'auto', lang: languageOf(sentence.document) }, words);
const labelOf = (theme) => nameOf(theme.label).replace(/(?<=[\u0600-\u06ff]), (?=[\u0600-\u06ff])/g, '، ');
const labelNode = (theme) => el('bdi', { lang: document.documentElement.dataset.labels || null }, labelOf(theme));
function sentenceNode(sentence, tag = 'li', more = null) {
  return el(tag, { class: 's' }, quoteNode(sentence), ' ', citeNode(sentence), more);
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
