// The record, whole. A list of records stands as columns, `{"#": length, "c": column}`; a document that stands as a number is an
// article, a text that stands as `true` is its words there, and `$` is a sentence: its number, or article, start and stop.
const rowsOf = (column, n) => {
  if (Array.isArray(column)) return column.map(unpacked);
  if ('all' in column) return Array(n).fill(column.all);
  if ('from' in column) return Array.from({ length: n }, (_, at) => column.from + at);
  if ('of' in column) return rowsOf(column.at, n).map((number) => column.of[number]);
  if ('keys' in column) {
    const columns = column.columns.map((values) => rowsOf(values, n));
    return Array.from({ length: n }, (_, at) => Object.fromEntries(column.keys.map((key, k) => [key, columns[k][at]])));
  }
  if ('len' in column) {
    const lengths = rowsOf(column.len, n);
    const flat = rowsOf(column.flat, lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    return lengths.map((length) => flat.slice(at, at += length));
  }
  const absent = new Set(rowsOf(column.none, column.n));
  const rest = rowsOf(column.rest, n - column.n);
  let at = 0;
  return Array.from({ length: n }, (_, place) => (absent.has(place) ? null : rest[at++]));
};
const unpacked = (value) => {
  if (Array.isArray(value)) return value.map(unpacked);
  if (value === null || typeof value !== 'object') return value;
  if ('#' in value) return rowsOf(value.c, value['#']);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpacked(item)]));
};
// Spans count in code points; most articles hold none beyond the basic plane, and there code units count alike.
let articleTexts = [];
const cut = (n, start, stop) => {
  const part = articleTexts[n].slice(start, stop);
  return typeof part === 'string' ? part : part.join('');
};
const record = (() => {
  const light = JSON.parse(document.getElementById('record').textContent);
  articleTexts = light.articles.map(({ text }) => (/[\ud800-\udbff][\udc00-\udfff]/.test(text) ? Array.from(text) : text));
  const places = light.$spans.flatMap((gaps, n) => {
    const found = [];
    for (let at = 0, k = 0; k < gaps.length; k += 2) {
      const start = at + gaps[k];
      at = start + gaps[k + 1];
      found.push([n, start, at]);
    }
    return found;
  });
  const whole = (value, above) => {
    if (Array.isArray(value)) return value.map((item) => whole(item, above));
    if (value === null || typeof value !== 'object') return value;
    const pairs = [];
    let n = above;
    if ('$' in value) {
      const [at, start, stop] = Array.isArray(value.$) ? value.$ : places[value.$];
      const { id, outlet } = light.corpus.documents[at];
      pairs.push(['document', id], ['outlet', outlet], ['start', start], ['stop', stop], ['text', cut(at, start, stop)]);
      n = at;
    } else if (Number.isInteger(value.document)) n = value.document;
    for (const [key, item] of Object.entries(value)) {
      if (key === '$') continue;
      if (key === 'document' && Number.isInteger(item)) pairs.push([key, light.articles[n].id]);
      else if (key === 'text' && item === true) pairs.push([key, cut(n, value.start, value.stop)]);
      else pairs.push([key.startsWith('$') ? key.slice(1) : key, whole(item, n)]);
    }
    return Object.fromEntries(pairs);
  };
  const asTheyAre = ['articles', 'corpus'];
  const restored = {};
  for (const key of Object.keys(light)) {
    if (key !== '$spans') restored[key] = asTheyAre.includes(key) ? light[key] : whole(unpacked(light[key]), null);
  }
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
const percent = (share) => (share > 0 && share < 0.01 ? '<1%' : `${Math.round(100 * share)}%`);
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
