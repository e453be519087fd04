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
      el('a', { href: `#cell-${cell.theme}-${outletNumber.get(name)}` }, cell.count ? `${percent(cell.share)} (${cell.count})` : cell.outcome === 'absent' ? 'absent' : 'none'));
  };
  const body = record.themes.themes.map((theme) => {
    const a = cells.get(`${theme.id} ${one}`);
    const b = cells.get(`${theme.id} ${other}`);
    if (!a || !b || !(a.count || b.count)) return null;
    return el('tr', {}, half(a, one, true), el('th', { scope: 'row' }, el('a', { href: `#theme-${theme.id}` }, el('bdi', {}, nameOf(theme.label)))), half(b, other, false));
  });
  return el('table', { class: 'butterfly' }, el('caption', { class: 'unseen' }, 'Share of each theme in the two outlets'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, outletNode(one)), el('th', { scope: 'col' }, 'Theme'), el('th', { scope: 'col' }, outletNode(other)))),
    el('tbody', {}, body));
}
function sides(one, other) {
  const first = (claim, name) => claim.sentences.find((s) => s.outlet === name);
  const both = record.compare.claims.filter((c) => c.outlets.includes(one) && c.outlets.includes(other));
  const alone = (name, not) => record.compare.claims.filter((c) => c.outlets.includes(name) && !c.outlets.includes(not));
  const column = (name, claims) => el('div', {}, el('h4', {}, 'Only in ', outletNode(name), ` (${claims.length})`),
    el('ul', { class: 'plain' }, claims.slice(0, 6).map((c) => sentenceNode(first(c, name)))),
    claims.length > 6 ? el('details', { class: 'more' }, el('summary', {}, `${claims.length - 6} more`),
      el('ul', { class: 'plain' }, claims.slice(6).map((c) => sentenceNode(first(c, name))))) : null);
  return [
    el('h3', {}, `Both say (${both.length})`),
    both.length ? el('ul', { class: 'plain both' }, both.map((c) => el('li', { class: 'versus' },
      sentenceNode(first(c, one), 'div'), sentenceNode(first(c, other), 'div')))) : el('p', { class: 'empty' }, 'No fact was found in both.'),
    el('h3', {}, 'One says and the other does not'),
    el('div', { class: 'versus' }, column(one, alone(one, other)), column(other, alone(other, one))),
  ];
}
// What stands in one and not in the other is underlined, twice where it is a number, a name, a denial or a verb of saying.
function pieces(row, side) {
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
  return el('div', { class: 's' }, el('q', { dir: 'auto' }, nodes), ' ', citeNode(sentence));
}
function nearest(one, other) {
  const rows = record.compare.alignments.filter((row) => !row.identical
    && ((row.first.outlet === one && row.second.outlet === other) || (row.first.outlet === other && row.second.outlet === one)));
  if (!rows.length) return [];
  return [el('h3', {}, `Each other’s nearest, worded differently (${rows.length})`), ...rows.slice(0, 20).map((row) => {
    const sides = row.first.outlet === one ? ['first', 'second'] : ['second', 'first'];
    return el('div', { class: 'diff versus' }, sides.map((side) => pieces(row, side)));
  })];
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
  pairShown.replaceChildren(butterfly(outletNames[a], outletNames[b]), ...nearest(outletNames[a], outletNames[b]), ...sides(outletNames[a], outletNames[b]));
});
left.addEventListener('change', () => go({ left: left.value, right: right.value, place: 'pair' }));
right.addEventListener('change', () => go({ left: left.value, right: right.value, place: 'pair' }));
