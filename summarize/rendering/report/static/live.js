// Served by `summarize serve`: when the corpus has changed, the page is asked for again, and stays where the reader was.
let version = null;
window.setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/version', { cache: 'no-store' });
    const now = (await answer.json()).version;
    if (version !== null && now !== version) window.location.reload();
    version = now;
  } catch {
    document.getElementById('count').textContent = 'The server has stopped; this is the last page it made.';
  }
}, 1500);
