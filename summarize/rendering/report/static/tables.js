// Tables sort by a press on the head of a column.
const order = new Map();
const valueOf = (cell) => {
  if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
  const text = cell.textContent.trim();
  const number = Number.parseFloat(text.replace('%', ''));
  return cell.classList.contains('n') ? (Number.isNaN(number) ? -1 : number) : text;
};
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  order.set(table.id, Array.from(body.rows));
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = el('button', { type: 'button', class: 'sort' });
    button.append(...head.childNodes);
    button.addEventListener('click', () => {
      const [id, at, way] = state.sort.split('.');
      const same = id === table.id && Number(at) === column;
      const falling = column > 0 ? !(same && way === 'd') : same && way === 'a';
      go({ sort: `${table.id}.${column}.${falling ? 'd' : 'a'}` });
    });
    head.append(button);
  });
}
listeners.push((now, before) => {
  if (now.sort === (before.sort || '')) return;
  const [id, at, way] = now.sort.split('.');
  for (const [name, original] of order) {
    const table = document.getElementById(name);
    const heads = Array.from(table.tHead.rows[0].cells);
    const column = name === id ? Number(at) : -1;
    heads.forEach((head, n) => {
      if (n === column) head.setAttribute('aria-sort', way === 'd' ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    const sorted = original.slice();
    if (column >= 0 && column < heads.length) {
      sorted.sort((one, other) => {
        const a = valueOf(one.cells[column]);
        const b = valueOf(other.cells[column]);
        const by = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
        return way === 'd' ? -by : by;
      });
    }
    table.tBodies[0].append(...sorted);
  }
});

// The documented table of a view, of the outlets and the theme that are shown.
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${String(cell).replace(/"/g, '""')}"` : cell);
const kept = (row) => (!wanted.outlets || [row.outlet, row.other].every((name) => !outletNumber.has(name) || wanted.outlets.has(outletNumber.get(name))))
  && (wanted.theme === '' || row.theme === undefined || String(row.theme) === wanted.theme);
for (const button of document.querySelectorAll('button.csv')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const [columns, rows] = tables[button.dataset.name];
    // Most readers save none.
    restore(rows);
    const lines = rows.filter(kept).map((row) => columns.map((key) => quoted(row[key])));
    save(`${button.dataset.name}.csv`, 'text/csv', [columns, ...lines].map((line) => `${line.join(',')}\r\n`).join(''));
    say(`${counted(lines.length, 'row')} saved as CSV`);
  });
}
