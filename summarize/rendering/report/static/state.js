// Every state of the page is its fragment: "#place?o=0.3&t=2&from=2025-02-17&q=words&left=0&right=4&sort=table.2.d&by=date&open=3.a".
const fields = ['o', 't', 'from', 'to', 'q', 'left', 'right', 'sort', 'by', 'open'];
let state = {};
const listeners = [];

function parsed(hash) {
  const [place, query] = hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query || '');
  const found = { place };
  for (const field of fields) found[field] = parameters.get(field) || '';
  return found;
}
function fragment(wanted) {
  const parameters = new URLSearchParams();
  for (const field of fields) if (wanted[field]) parameters.set(field, wanted[field]);
  const query = parameters.toString();
  return `#${wanted.place}${query ? `?${query}` : ''}`;
}
// A change that is typed replaces the state, so that back leads to where the reader was and not through each letter.
function go(changes, replace = false) {
  const wanted = fragment({ ...state, ...changes });
  if (wanted === (window.location.hash || '#')) {
    arrive(true);
  } else if (replace) {
    window.history.replaceState(null, '', wanted);
    arrive();
  } else {
    window.history.pushState(null, '', wanted);
    arrive();
  }
}
function arrive(again = false) {
  const before = state;
  state = parsed(window.location.hash);
  for (const listener of listeners) listener(state, before, again);
}
window.addEventListener('popstate', () => arrive());
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go({ place: link.getAttribute('href').slice(1) });
});
