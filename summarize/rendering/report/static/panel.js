// The panel beside the page: an article with its margin, the sentences of a cell, of a theme, of a search.
const panel = document.getElementById('panel');
const texts = document.getElementById('texts');
let opener = null;
let lent = null;

const sentences = record.themes.sentences.map((s, n) => ({
  ...s, n, day: (articleOf.get(s.document).published || '').slice(0, 10), claim: claimOf.get(`${s.document} ${s.start}`),
}));
const byPlace = new Map(sentences.map((s) => [placeOf(s), s]));
const surely = (sentence) => (sentence.claim ? (sentence.claim.surely || sentence.claim).independent : 0);
const orders = {
  '': ['Order of publication', (a, b) => a.n - b.n],
  outlet: ['Outlet', (a, b) => outletNumber.get(a.outlet) - outletNumber.get(b.outlet) || a.n - b.n],
  newest: ['Newest first', (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.n - b.n)],
  theme: ['Theme', (a, b) => (a.theme === null ? 1e9 : a.theme) - (b.theme === null ? 1e9 : b.theme) || a.n - b.n],
  support: ['Independent support', (a, b) => surely(b) - surely(a) || a.n - b.n],
};

function citation(sentence) {
  const article = articleOf.get(sentence.document);
  const place = [sentence.outlet, article.title ? `“${article.title}”` : article.id, dateWords(article.published), article.url,
    `characters ${sentence.start}–${sentence.stop}`];
  return `“${sentence.text}” (${place.filter(Boolean).map(visible).join(', ')})`;
}
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'unseen' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(`${what} copied`);
}
function copyButton(sentence, words = 'Copy with citation') {
  return el('button', { type: 'button', class: 'small copy', 'aria-label': 'Copy the sentence with its citation',
    onclick: () => copy(citation(sentence), 'Sentence and citation') }, words);
}

function giveBack() {
  if (!lent) return;
  lent.querySelectorAll('.here').forEach((node) => node.classList.remove('here'));
  lent.querySelectorAll('.at-hand').forEach((node) => node.remove());
  const after = Array.from(texts.children).find((node) => Number(node.dataset.a) > Number(lent.dataset.a));
  texts.insertBefore(lent, after || null);
  lent = null;
}
function fill(label, ...nodes) {
  giveBack();
  panel.replaceChildren(
    el('div', { class: 'panel-head' }, el('p', { class: 'kicker' }, label),
      el('button', { type: 'button', class: 'small', id: 'close', onclick: close }, 'Close')),
    ...nodes.filter(Boolean),
  );
  panel.hidden = false;
  document.documentElement.classList.add('beside');
  cover();
}
// Where the panel covers the page, nothing beneath it can be reached; the field in which a search is typed stays above its results.
const narrow = window.matchMedia('(max-width: 46rem)');
function cover() {
  document.documentElement.classList.toggle('searching', !panel.hidden && state.place === 'sentences');
  for (const node of document.querySelectorAll('.skip, .masthead, .frame')) node.inert = narrow.matches && !panel.hidden;
  document.querySelector('.bar-of-tools').inert = narrow.matches && !panel.hidden && state.place !== 'sentences';
}
narrow.addEventListener('change', cover);
function close() {
  go({ place: '' });
}
function shut() {
  if (panel.hidden) return;
  giveBack();
  panel.hidden = true;
  panel.replaceChildren();
  document.documentElement.classList.remove('beside');
  cover();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

function openArticle(node, start) {
  annotate(node);
  fill('Article', node);
  lent = node;
  const id = record.corpus.documents[Number(node.dataset.a)].id;
  const place = start === null ? null : document.getElementById(`${node.id}-${start}`);
  if (!place) {
    panel.scrollTop = 0;
    node.focus({ preventScroll: true });
    return;
  }
  place.classList.add('here');
  const sentence = sentences.find((s) => s.document === id && s.start === start);
  const next = (step) => {
    const all = Array.from(node.querySelectorAll('.t'));
    const at = all[all.indexOf(place) + step];
    return at ? el('a', { class: 'small', href: `#${at.id}` }, step < 0 ? 'Previous' : 'Next') : null;
  };
  const theme = sentence && sentence.theme !== null ? themeOf.get(sentence.theme) : null;
  const bar = el('div', { class: 'at-hand', role: 'group', 'aria-label': 'This sentence' },
    sentence ? copyButton(sentence) : null,
    el('button', { type: 'button', class: 'small', onclick: () => copy(window.location.href, 'Link') }, 'Copy link'),
    next(-1), next(1),
    theme ? el('a', { class: 'small', href: `#theme-${theme.id}` }, 'Theme: ', labelNode(theme)) : null);
  place.closest('.paragraph').append(bar);
  place.setAttribute('tabindex', '-1');
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
}

// Sentences in the order that was chosen, or none.
function list(found, empty, sorting = true) {
  const by = Object.hasOwn(orders, state.by) ? state.by : '';
  const sorted = found.slice().sort(orders[by][1]);
  const choose = el('select', {}, Object.entries(orders).map(([key, [words]]) => el('option', { value: key, selected: key === by }, words)));
  choose.addEventListener('change', () => go({ by: choose.value }));
  const ol = el('ol', { class: 'found' });
  const step = 150;
  const more = el('button', { type: 'button', class: 'small' }, 'Show more');
  const add = () => {
    const from = ol.children.length;
    ol.append(...sorted.slice(from, from + step).map((s) => sentenceNode(s, 'li',
      s.claim && s.claim.outlets.length > 1 ? el('span', { class: 'badge' }, (loose.has(`${s.document} ${s.start}`) ? 'perhaps of ' : '') + support(s.claim)) : null)));
    more.hidden = ol.children.length >= sorted.length;
  };
  more.addEventListener('click', add);
  add();
  if (!sorted.length) return [el('p', { class: 'empty' }, empty)];
  return [sorting ? el('p', { class: 'row' }, el('label', {}, 'Sorted by ', choose)) : null, ol, more];
}
const passed = (kept, found) => (kept.length < found.length ? el('p', { class: 'quiet' }, `The filters let ${kept.length} of ${counted(found.length, 'sentence')} through; numbers are of all.`) : null);
// The sentences of a number, as the filters let them through, and under them those that are of its theme and are not counted.
function numbered(found) {
  const kept = found.filter(fits);
  const [counting, more] = [true, false].map((wanted) => kept.filter((s) => s.counted === wanted));
  return [
    passed(kept, found),
    ...list(counting, kept.length ? 'None of these is counted.' : 'No sentence fits the filters.'),
    more.length ? el('details', { class: 'more', open: !counting.length }, el('summary', {}, `${more.length} more, not counted: captions, headings, versions and repeats`), ...list(more, '', false)) : null,
  ];
}
function heading(words) {
  return el('h2', { tabindex: '-1', class: 'panel-title' }, words);
}
const fits = (s) => wants(outletNumber.get(s.outlet), s.theme === null ? '' : String(s.theme), s.day, () => s.text);

// What is uncertain is most of a story and read by few: it is listed when it is asked for.
const uncertain = document.getElementById('uncertain');
function listUncertain() {
  if (!uncertain || !uncertain.open) return;
  const found = sentences.filter((s) => s.claim && s.claim.kind === 'uncertain' && s.claim.outlets.length === 1 && fits(s));
  document.getElementById('uncertain-shown').replaceChildren(...list(found, 'None fits the filters.'));
}
if (uncertain) uncertain.addEventListener('toggle', listUncertain);

// What a silence is worth, and why: the chance of it in so much text, if the outlet gave the theme the room that others give it.
function worth(cell) {
  if (cell.outcome === 'covered') return 'Covered.';
  if (cell.outcome === 'in_passing') return `In passing: ${cell.count === 1 ? 'one sentence' : 'little, and only late in the article'}.`;
  const anyway = cell.p_value === null ? null : `an outlet with this much text that gave the theme the room that others give it would still be silent in ${percent(cell.p_value)} of cases`;
  if (cell.outcome === 'absent') return `Absent: none in the articles supplied, and that means something: ${anyway}.`;
  const many = cell.p_value !== null && cell.p_value < record.settings.compare.coverage.significance ? ', and of so many fields some are' : '';
  return `None in the articles supplied. Whether that means anything cannot be told: ${anyway === null ? 'too few other texts carry the theme' : anyway + many}.`;
}
function silence(cell, theme, name) {
  const own = record.corpus.documents.filter((d) => d.outlet === name);
  const others = theme.representative.filter((s) => s.outlet !== name);
  return [
    ...(others.length ? [el('h3', {}, 'What others say on it, for example'), el('ul', { class: 'plain' }, others.map((s) => sentenceNode(s)))] : []),
    ...(cell.nearest ? [el('h3', {}, 'The nearest sentence it did publish'), el('ul', { class: 'plain' }, sentenceNode(cell.nearest, 'li', el('span', { class: 'badge' }, `similarity ${cell.nearest.similarity.toFixed(2)}`)))] : []),
    el('h3', {}, own.length === 1 ? 'Its article, to see for yourself' : 'Its articles, to see for yourself'),
    el('ul', { class: 'plain' }, own.map((d) => el('li', {}, el('a', { class: 'headline', dir: 'auto', lang: languageOf(d.id), href: `#${anchorOf.get(d.id)}` }, nameOf(d.title || d.id)),
      el('span', { class: 'by' }, `${dateWords(d.published)}, ${counted(d.n_sentences, 'sentence')}`)))),
  ];
}
function openCell(theme, outlet) {
  const name = outletNames[outlet];
  const cell = record.compare.coverage.find((c) => c.theme === theme && c.outlet === name);
  if (!cell) return false;
  const found = sentences.filter((s) => s.theme === theme && s.outlet === name);
  const silent = ['absent', 'cannot_tell'].includes(cell.outcome);
  const place = (record.compare.prominence || []).find((p) => p.theme === theme && p.outlet === name);
  const first = place && place.sentence ? el('p', { class: 'quiet' }, place.headline ? 'In a headline; earliest ' : place.in_lead ? 'In the lead; earliest ' : 'Earliest ',
    el('a', { href: `#${anchorOf.get(place.sentence.document)}-${place.sentence.start}` }, `in sentence ${place.place} of ${place.of}`), '.') : null;
  const [low, high] = cell.low === null ? [0, 1] : [cell.low, cell.high];
  const rough = cell.n_articles === 2 ? ' (rough)' : '';
  const interval = silent ? '' : cell.n_articles < 2 ? ', no interval' : `, interval ${percent(low)} to ${percent(high)}${rough}`;
  const elsewhere = outletNames.length > 1 ? `; of what the others print, ${percent(cell.share_elsewhere)}` : '';
  const numbers = `${cell.count} of ${counted(cell.of, 'sentence')} (${percent(cell.share)}${elsewhere}), in ${counted(cell.n_articles, 'article')}${interval}.`;
  fill('Theme in an outlet', heading([labelNode(themeOf.get(theme)), ' in ', outletNode(name)]),
    el('p', {}, `${numbers} ${worth(cell)}`), first,
    ...(silent ? silence(cell, themeOf.get(theme), name) : []), ...(found.length ? numbered(found) : []));
  return true;
}
function openTheme(number) {
  const theme = themeOf.get(number);
  if (!theme) return false;
  const silent = record.compare.coverage.filter((c) => c.theme === number && !c.count);
  fill('Theme', heading(labelNode(theme)),
    el('p', { class: 'quiet' }, `Terms: ${theme.terms.slice(0, 10).map(nameOf).join(', ')}. ${theme.stability === null ? 'Stability not measured.' : `Stability ${theme.stability.toFixed(2)}.`}`),
    silent.length ? el('p', {}, 'No sentence in: ', ...silent.flatMap((c, n) => [n ? ', ' : '',
      el('a', { href: `#cell-${number}-${outletNumber.get(c.outlet)}` }, outletNode(c.outlet)), ` (0 of ${c.of}, ${c.outcome === 'absent' ? 'absent' : 'cannot tell'})`]), '.') : null,
    ...numbered(sentences.filter((s) => s.theme === number)));
  return true;
}

// What stands behind a number of an outlet: its quotations, the claims of several texts that it carries, those of which it is known when.
const holding = (document, start) => sentences.filter((s) => s.document === document && s.start <= start).reduce((a, b) => (b.start > a.start ? b : a));
const timed = (name) => record.compare.timeline.filter((row) => row.outlet === name).map((row) => [row.sentence, `${row.place}${row.certain ? '' : ', not certain'}`]);
const behind = {
  quoted: ['Quotations in', (name) => record.compare.voices.filter((row) => row.outlet === name).flatMap((row) => row.quotes.map((quote) => [
    { document: quote.document, outlet: name, start: holding(quote.document, quote.content.start).start, text: quote.text }, nameOf(row.speaker || 'to nobody')]))],
  carried: ['Claims of several independent texts, surely or perhaps, in', (name) => record.compare.claims.filter((c) => ['consensus', 'shared'].includes(c.kind) && c.outlets.includes(name))
    .map((c) => [c.sentences.find((s) => s.outlet === name), support(c)])],
  timed: ['Claims of several outlets, by who was first, in', timed],
  first: ['Surely first, and alone:', (name) => timed(name).filter(([, place]) => place === 'first')],
};
function openBehind(kind, number) {
  const name = outletNames[number];
  if (name === undefined) return false;
  const [words, of] = behind[kind];
  const found = of(name);
  const kept = found.filter(([sentence]) => fits(byPlace.get(placeOf(sentence))));
  fill(counted(found.length, 'sentence'), heading(`${words} ${nameOf(name)}`), passed(kept, found),
    el('ol', { class: 'found' }, kept.map(([sentence, badge]) => sentenceNode(sentence, 'li', el('span', { class: 'badge' }, badge)))));
  return true;
}

listeners.push(listUncertain);
listeners.push((now, before, again) => {
  const same = now.place === before.place;
  const listed = /^(sentences|cell-|theme-|quoted-|carried-|timed-|first-)/.test(now.place);
  if (same && !again && !(listed && fields.slice(0, -1).some((field) => now[field] !== before[field]))) return;
  if (panel.hidden && document.activeElement !== document.body) opener = document.activeElement;
  const article = /^(a[0-9a-f]{8,64})(?:-(\d+))?$/.exec(now.place);
  const cell = /^cell-(\d+)-(\d+)$/.exec(now.place);
  const theme = /^theme-(\d+)$/.exec(now.place);
  const number = /^(quoted|carried|timed|first)-(\d+)$/.exec(now.place);
  let opened = true;
  if (article && document.getElementById(article[1])) {
    openArticle(document.getElementById(article[1]), article[2] === undefined ? null : Number(article[2]));
    return;
  }
  if (cell) opened = openCell(Number(cell[1]), Number(cell[2]));
  else if (theme) opened = openTheme(Number(theme[1]));
  else if (number) opened = openBehind(number[1], Number(number[2]));
  else if (now.place === 'sentences') {
    const found = sentences.filter(fits);
    fill('Sentences', heading(`${found.length} of ${counted(sentences.length, 'sentence')}`), ...list(found, 'No sentence fits. Clear a filter or search for fewer words.'));
    say(counted(found.length, 'sentence') + ' found');
  } else opened = false;
  if (opened) {
    if (!same) panel.scrollTop = 0;
    const typed = document.activeElement === box.q || (document.activeElement && document.activeElement.closest && document.activeElement.closest('#filters'));
    const title = panel.querySelector('.panel-title');
    if (!typed && title) title.focus({ preventScroll: true });
    return;
  }
  shut();
  const node = now.place && document.getElementById(now.place);
  if (node) {
    for (let up = node; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    if (node.matches('.claim')) for (const who of node.querySelectorAll('.words')) who.open = true;
    node.scrollIntoView();
    if (node.matches('[tabindex]')) node.focus({ preventScroll: true });
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const sheet = document.getElementById('filters');
  if (sheet.open) {
    sheet.open = false;
    sheet.querySelector('summary').focus();
  } else if (!panel.hidden) close();
});
