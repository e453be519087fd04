// Two outlets side by side: what share of each goes to each theme, what both say, what one of them says.
const left = document.getElementById('left');
const right = document.getElementById('right');
// The two of whom most was read, until others are chosen.
const [leftAtFirst, rightAtFirst] = [left, right].map((select) => Number(select.value));
const pairShown = document.getElementById('pair-shown');

function butterfly(one, other) {
  const cells = new Map(record.compare.coverage.map((c) => [`${c.theme} ${c.outlet}`, c]));
  const most = Math.max(0.01, ...record.compare.coverage.filter((c) => c.outlet === one || c.outlet === other).map((c) => c.share));
  const half = (cell, name, turned) => {
    const width = (100 * cell.share) / most;
    const bar = svg('svg', { class: 'bar', width: '100%', height: '10', 'aria-hidden': 'true' },
      svg('rect', { class: 'fill', x: turned ? `${100 - width}%` : '0', width: `${width}%`, height: '10' }));
    return el('td', { class: turned ? 'wing left' : 'wing' }, bar,
      el('a', { href: `#cell-${cell.theme}-${outletNumber.get(name)}` }, cell.count ? `${percent(cell.share)} (${cell.count} of ${cell.of})` : cell.outcome === 'absent' ? 'absent' : 'none'));
  };
  const body = record.themes.themes.map((theme) => {
    const a = cells.get(`${theme.id} ${one}`);
    const b = cells.get(`${theme.id} ${other}`);
    if (!a || !b || !(a.count || b.count)) return null;
    return el('tr', {}, half(a, one, true), el('th', { scope: 'row' }, el('a', { href: `#theme-${theme.id}` }, labelNode(theme))), half(b, other, false));
  });
  return el('table', { class: 'butterfly' }, el('caption', { class: 'unseen' }, 'Share of each theme in the two outlets'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, outletNode(one)), el('th', { scope: 'col' }, 'Theme'), el('th', { scope: 'col' }, outletNode(other)))),
    el('tbody', {}, body));
}
// The first of a list, and the rest folded.
function some(nodes, most, wrap) {
  return [wrap(nodes.slice(0, most)), nodes.length > most ? el('details', { class: 'more' }, el('summary', {}, `${nodes.length - most} more`), wrap(nodes.slice(most))) : null];
}
// Pairs of sentences of two outlets that are each other's nearest: each with its two sides, and who prints them.
const printedBy = (row, side, name) => [row[side], ...row[`${side}_copies`]].filter((s) => s.outlet === name);
const between = (one, other) => record.compare.alignments.flatMap((row) => [['first', 'second'], ['second', 'first']].flatMap((ends) => {
  const found = [printedBy(row, ends[0], one), printedBy(row, ends[1], other)];
  return found.every((end) => end.length) ? [{ row, ends, found }] : [];
}).slice(0, 1));
// Both say what both have a firm sentence on, and perhaps what else is in one claim. Of one alone is what nothing of the other is near to: no sentence
// of its claim is the nearest to one of the other's, nor may the other state it in other words; whatever the program calls uncertain is told apart.
function sides(one, other) {
  const near = new Set(between(one, other).flatMap(({ found }) => found.flat().map((s) => claimOf.get(`${s.document} ${s.start}`))));
  const perhaps = new Set((record.compare.omissions || []).filter((row) => !row.unstated).map((row) => `${row.claim} ${row.outlet}`));
  const of = (claim, name) => claim.sentences.filter((s) => s.outlet === name);
  const firm = (claim, name) => of(claim, name).find((s) => s.firm !== false);
  const first = (claim, name) => firm(claim, name) || of(claim, name)[0];
  const pair = (c) => el('li', { class: 'versus' }, sentenceNode(first(c, one), 'div'), sentenceNode(first(c, other), 'div'));
  const pairs = (title, claims) => [el('h3', {}, `${title} (${claims.length})`),
    some(claims.map(pair), 12, (nodes) => el('ul', { class: 'plain both' }, nodes))];
  const column = (title, name, claims) => el('div', {}, el('h4', {}, title, outletNode(name), ` (${claims.length})`),
    some(claims.map((c) => sentenceNode(first(c, name))), 6, (nodes) => el('ul', { class: 'plain' }, nodes)));
  const shared = record.compare.claims.filter((c) => of(c, one).length && of(c, other).length);
  const [sure, unsure] = [true, false].map((wanted) => shared.filter((c) => Boolean(firm(c, one) && firm(c, other)) === wanted));
  const alone = (name, not) => record.compare.claims.filter((c) => of(c, name).length && !of(c, not).length && !near.has(c));
  const told = (name, not, wanted) => alone(name, not).filter((c) => (c.kind !== 'uncertain' && !perhaps.has(`${c.id} ${not}`)) === wanted);
  const columns = (title, wanted) => el('div', { class: 'versus' }, column(title, one, told(one, other, wanted)), column(title, other, told(other, one, wanted)));
  return [
    sure.length ? pairs('Both say', sure) : [el('h3', {}, 'Both say (0)'), el('p', { class: 'empty' }, 'No fact surely stands in both.')],
    unsure.length ? pairs('Perhaps both say', unsure) : null,
    el('h3', {}, 'One says, and no sentence was found in the other that is near to it; within a longer one it may be there'), columns('Only in ', true),
    el('details', { class: 'more' }, el('summary', {}, 'Cannot tell: another may say it in other words'), columns('', false)),
  ];
}
// What stands in one and not in the other is underlined, twice where it is a number, a name, a denial or a verb of saying.
function pieces(row, side, cited) {
  const sentence = row[side];
  const points = Array.from(sentence.text);
  const cut = (start, stop) => points.slice(start - sentence.start, stop - sentence.start).join('').replace(unseen, '');
  const nodes = [];
  let from = sentence.start;
  for (const change of row.changes) {
    const span = change[side];
    if (change.kind === 'equal' || span.start >= span.stop) continue;
    nodes.push(cut(from, span.start));
    from = span.start;
    for (const told of change[`${side}_telling`]) {
      if (from < told.start) nodes.push(el('span', { class: 'other' }, cut(from, told.start)));
      nodes.push(el('span', { class: 'told' }, cut(told.start, told.stop)));
      from = told.stop;
    }
    if (from < span.stop) nodes.push(el('span', { class: 'other' }, cut(from, span.stop)));
    from = span.stop;
  }
  nodes.push(cut(from, sentence.stop));
  return el('div', { class: 's' }, quoteNode(cited, nodes), ' ', citeNode(cited));
}
function nearest(one, other) {
  const rows = between(one, other).filter(({ row }) => !row.identical);
  if (!rows.length) return [];
  const nodes = rows.map(({ row, ends, found }) => el('div', { class: 'diff versus' }, ends.map((side, n) => pieces(row, side, found[n][0]))));
  return [el('h3', {}, `Each other’s nearest, worded differently (${rows.length})`), some(nodes, 20, (part) => el('div', {}, part))];
}
listeners.push((now, before) => {
  const at = (value, or) => (value !== '' && outletNames[Number(value)] !== undefined ? Number(value) : or);
  const a = at(now.left, leftAtFirst);
  const b = at(now.right, rightAtFirst);
  left.value = String(a);
  right.value = String(b);
  if (before.place !== undefined && now.left === before.left && now.right === before.right) return;
  if (a === b) {
    pairShown.replaceChildren(el('p', { class: 'empty' }, outletNames.length < 2 ? 'Only one outlet was read.' : 'Choose two different outlets.'));
    return;
  }
  const two = [outletNames[a], outletNames[b]];
  pairShown.replaceChildren(butterfly(...two), el('div', {}, nearest(...two)), el('div', {}, sides(...two)));
});
left.addEventListener('change', () => go({ left: left.value, right: right.value, place: 'pair' }));
right.addEventListener('change', () => go({ left: left.value, right: right.value, place: 'pair' }));
