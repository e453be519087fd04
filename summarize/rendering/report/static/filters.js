// What the reader asked to see: outlets, a theme, days, words. Lists, tables and the panel all ask `wants`.
const folded = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
let wanted = { outlets: null, theme: '', from: '', to: '', words: [] };

function wants(outlet, theme, day, text) {
  if (wanted.outlets && !wanted.outlets.has(Number(outlet))) return false;
  if (wanted.theme !== '' && theme !== undefined && theme !== wanted.theme) return false;
  if (wanted.from && !(day && day >= wanted.from)) return false;
  if (wanted.to && !(day && day <= wanted.to)) return false;
  if (!wanted.words.length) return true;
  const within = folded(text());
  return wanted.words.every((word) => within.includes(word));
}
const filtering = () => Boolean(wanted.outlets || wanted.theme !== '' || wanted.from || wanted.to || wanted.words.length);

const every = Array.from(document.querySelectorAll('main .s')).filter((node) => node.dataset.o !== undefined);
const items = Array.from(document.querySelectorAll('main .item')).filter((node) => node.matches('.s') || node.querySelector('.s'));
const rows = Array.from(document.querySelectorAll('main tr[data-o], main tr[data-t], main .lanes li[data-o], main .gaps li[data-o], main details[data-o]'));
const columns = Array.from(document.querySelectorAll('.matrix [data-o]'));

// What stands in a table is reckoned from all articles, whichever days and words are asked for.
for (const node of document.querySelectorAll('main .wide:has(> table), main .lanes, #pair-shown')) {
  node.before(el('p', { class: 'quiet of-all' }, 'Of all articles: the filters of days and words do not change these numbers.'));
}
const box = {
  q: document.getElementById('q'), t: document.getElementById('t'),
  from: document.getElementById('from'), to: document.getElementById('to'),
};
const checks = Array.from(document.querySelectorAll('#filters input[name="o"]'));

listeners.push((now, before) => {
  const chosen = now.o === '' ? null : new Set(now.o.split('.').filter((n) => n !== '-').map(Number));
  wanted = { outlets: chosen, theme: now.t, from: now.from, to: now.to, words: folded(now.q).split(/\s+/).filter(Boolean) };
  for (const check of checks) check.checked = !chosen || chosen.has(Number(check.value));
  for (const [key, input] of Object.entries(box)) if (input.value !== now[key] && document.activeElement !== input) input.value = now[key];
  if (fields.slice(0, 5).every((field) => now[field] === (before[field] || ''))) return;
  let n = 0;
  const seen = new Set();
  for (const node of every) {
    const fits = wants(node.dataset.o, node.dataset.t, node.dataset.d, () => node.textContent);
    node.classList.toggle('out', !fits);
    if (fits) {
      n += 1;
      const item = node.closest('.item');
      if (item) seen.add(item);
    }
  }
  for (const item of items) item.classList.toggle('out', !seen.has(item));
  for (const row of rows) {
    const fits = row.dataset.o === undefined || !chosen || chosen.has(Number(row.dataset.o));
    row.classList.toggle('out', !(fits && (wanted.theme === '' || row.dataset.t === undefined || row.dataset.t === wanted.theme)));
  }
  document.documentElement.classList.toggle('partly', Boolean(wanted.from || wanted.to || wanted.words.length));
  for (const cell of columns) cell.classList.toggle('out', Boolean(chosen) && !chosen.has(Number(cell.dataset.o)));
  const active = [chosen, wanted.theme !== '', wanted.from || wanted.to].filter(Boolean).length;
  document.getElementById('n-filters').textContent = active ? ` (${active})` : '';
  const words = filtering() ? `${n} of ${every.length} entries shown` : '';
  document.getElementById('count').textContent = words;
  say(words || 'All entries shown');
});

function chooseOutlets(numbers) {
  if (numbers.length === checks.length) go({ o: '' });
  else go({ o: numbers.length ? numbers.join('.') : '-' });
}
for (const check of checks) {
  check.addEventListener('change', () => chooseOutlets(checks.filter((c) => c.checked).map((c) => c.value)));
}
document.getElementById('all').addEventListener('click', () => chooseOutlets(checks.map((c) => c.value)));
document.getElementById('none').addEventListener('click', () => chooseOutlets([]));
document.getElementById('clear').addEventListener('click', () => {
  for (const input of Object.values(box)) input.value = '';
  go({ o: '', t: '', from: '', to: '', q: '' });
});
for (const key of ['t', 'from', 'to']) box[key].addEventListener('change', () => go({ [key]: box[key].value }));
let typing = 0;
box.q.addEventListener('input', () => {
  window.clearTimeout(typing);
  typing = window.setTimeout(() => {
    const first = state.q === '';
    const q = box.q.value.trim();
    go({ q, place: q ? 'sentences' : state.place === 'sentences' ? 'brief' : state.place }, !first);
  }, 150);
});
document.addEventListener('click', (event) => {
  const sheet = document.getElementById('filters');
  if (sheet.open && !sheet.contains(event.target)) sheet.open = false;
});
