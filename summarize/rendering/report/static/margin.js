// The margin of an article: what `compare --article` says of each sentence, and what others report and it does not.
const statuses = {
  said_also: ['also', 'Also in'], copied: ['near', 'Printed also, in this text or a version of it, by'], disputed: ['disputed', 'Disputed by'],
  updated: ['updated', 'Updated'], only_here: ['only', 'Only here'], uncertain: ['near', 'Nearest elsewhere'],
};
const joined = (nodes) => nodes.flatMap((node, n) => [n ? ', ' : ' ', node]);
const placeOf = (sentence) => `#${anchorOf.get(sentence.document)}-${sentence.start}`;
const linkTo = (sentence) => el('a', { href: placeOf(sentence) }, outletNode(sentence.outlet));
const independently = (n) => counted(n, 'independent text');

// Those who surely say it in a text of their own; copies of the article are no witnesses.
const witnesses = (sentence) => sentence.said_by.filter((s) => !sentence.copied_by.includes(s.outlet));
const surelySaying = (sentence) => witnesses(sentence).filter((s) => !sentence.surely || sentence.surely.includes(s.outlet));
// These, then those who do perhaps, then who printed the same text.
function saying(sentence, words) {
  const sure = surelySaying(sentence);
  const unsure = witnesses(sentence).filter((s) => !sure.includes(s));
  const copies = sentence.said_by.filter((s) => sentence.copied_by.includes(s.outlet));
  const maybe = unsure.length ? joined(unsure.map(linkTo)) : null;
  const said = sure.length ? [words, joined(sure.map(linkTo)), maybe && ', perhaps', maybe] : maybe ? [`Perhaps ${words.toLowerCase()}`, maybe] : null;
  const printed = copies.length ? [said ? '; printed also by' : 'Printed also by', joined(copies.map(linkTo))] : [];
  return [...(said || []), ...printed];
}
function note(sentence, number, anchor) {
  const [kind, words] = statuses[sentence.status];
  const told = new Set(sentence.figures.map((f) => placeOf(f.sentence)));
  const against = sentence.disputed_by.filter((s) => !told.has(placeOf(s)));
  const others = { copied: sentence.said_by, disputed: against, uncertain: sentence.nearest ? [sentence.nearest] : [] }[sentence.status] || [];
  const [lead, ...rest] = kind === 'also' ? saying(sentence, words)
    : [kind === 'disputed' && !others.length ? 'Another figure' : words, joined(others.map(linkTo))];
  return el('li', { class: kind, 'data-k': number },
    el('a', { class: 'to', href: `#${anchor}-${sentence.start}` }, el('span', { class: 'unseen' }, 'On this sentence: '), lead), rest,
    kind === 'also' ? el('span', { class: 'quiet' }, `; ${independently(sentence.independent)}`) : null,
    ...sentence.figures.map((f) => el('span', { class: 'other-figure' }, el('bdi', {}, nameOf(f.quantity)), ' here, ', el('bdi', {}, nameOf(f.other)), ' in ', linkTo(f.sentence),
      f.label ? ` (${nameOf(f.label)})` : '')),
    ...sentence.same_figures.map((f) => el('span', { class: 'other-figure' }, el('bdi', {}, nameOf(f.quantity)), ': also in', joined(f.outlets.map(outletNode)))),
    ['disputed', 'updated'].includes(kind) && sentence.said_by.length ? el('span', { class: 'other-figure' }, saying(sentence, 'Also in')) : null);
}
function counts(margin) {
  const { furniture, no_claim, ...kinds } = margin.counts;
  const n = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  // Those that others surely say too, and those that they do perhaps.
  const maybe = margin.sentences.filter((s) => s.status === 'said_also' && !surelySaying(s).length).length;
  Object.assign(kinds, { said_also: (kinds.said_also || 0) - maybe, perhaps: maybe });
  const said = { said_also: 'said also by others', perhaps: 'perhaps said also by others', copied: 'elsewhere only in copies', disputed: 'disputed', updated: 'updated', only_here: 'only here', uncertain: 'uncertain' };
  const parts = Object.keys(said).filter((kind) => kinds[kind]).map((kind) => `${kinds[kind]} ${said[kind]}`);
  const copies = margin.copies.map((id) => el('a', { href: `#${anchorOf.get(id)}` }, outletNode(articleOf.get(id).outlet)));
  return el('p', { class: 'quiet tally', lang: 'en' }, n ? `${counted(n, 'sentence')}: ${parts.join(', ')}.` : 'It says nothing but page wording.',
    copies.length ? [' The same text stands in', joined(copies), '; copies are no witnesses.'] : null);
}
function lacking(margin, outlet) {
  const rest = margin.n_missing - margin.missing.length;
  return el('footer', { lang: 'en' }, el('h4', {}, 'What others report and this article does not'),
    margin.missing.length ? [
      el('p', { class: 'quiet' }, `${counted(margin.n_missing, 'fact')} of several independent texts${rest ? '; the best supported' : ''}. Not in the article supplied:`),
      el('ul', { class: 'plain' }, margin.missing.map((item) => sentenceNode(item.sentence, 'li', [' ', el('span', { class: 'badge' }, support(item)),
        el('p', { class: 'quiet' }, item.elsewhere ? ['Another article of ', outletNode(outlet), ' has it. '] : null, 'Nearest here: ',
          el('a', { href: placeOf(item.nearest) }, quoteNode(item.nearest, shown(item.nearest.text, 120)))) ]))),
    ] : el('p', { class: 'quiet' }, 'Nothing that several independent texts report is missing from it.'));
}
// Made when the article is first opened, or printed: most are never looked at.
function annotate(node) {
  if (node.dataset.marked) return;
  node.dataset.marked = 'yes';
  const margin = record.margins[Number(node.dataset.a)];
  let number = 0;
  for (const sentence of margin.sentences) {
    const place = document.getElementById(`${node.id}-${sentence.start}`);
    if (!place || !statuses[sentence.status]) continue;
    number += 1;
    place.classList.add(statuses[sentence.status][0]);
    place.dataset.k = number;
    const paragraph = place.closest('.paragraph');
    const notes = paragraph.querySelector('.margin') || paragraph.appendChild(el('ul', { class: 'margin', lang: 'en' }));
    notes.append(note(sentence, number, node.id));
  }
  node.querySelector('header').append(counts(margin));
  node.append(lacking(margin, articleOf.get(margin.document).outlet));
}
