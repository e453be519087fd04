"""One page on 127.0.0.1, made anew when what it was made from changes. Knows files and bytes, nothing of news."""

from __future__ import annotations

import threading
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from .errors import InputError, SummarizeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

_HOST: Final = "127.0.0.1"

#: Looks at a source that keeps changing, before it is read as it is.
_PATIENCE: Final = 50


def fingerprint(sources: Sequence[Path]) -> str:
    """Digest of the names, sizes and times of all files of some sources.

    Parameters
    ----------
    sources : sequence of Path
        Files, and folders with all that lies in them. A source that is not there counts as such.

    Returns
    -------
    str
    """
    digest = sha256()
    for source in sources:
        try:
            paths = sorted(source.rglob("*")) if source.is_dir() else [source]
        except OSError:
            # A folder that is taken away while it is read: the next look finds what is left.
            paths = [source]
        for path in paths:
            try:
                facts = path.stat()
            except OSError:
                digest.update(f"{path} gone\n".encode("utf-8", "surrogateescape"))
                continue
            digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


class _Handler(BaseHTTPRequestHandler):
    server: _Http

    def do_GET(self) -> None:
        """Answer with the page or with its version; anything else, or another name for this machine, is refused."""
        # A page elsewhere may point a name of its own at 127.0.0.1; it is known by the name that it asks for.
        if self.headers.get("Host") not in self.server.names:
            self._answer(403, b"Forbidden\n", "text/plain")
        elif self.path.split("?")[0] == "/":
            self._answer(200, self.server.page, "text/html; charset=utf-8")
        elif self.path == "/version":
            self._answer(200, f'{{"version": "{self.server.version}"}}\n'.encode(), "application/json")
        else:
            self._answer(404, b"Not found\n", "text/plain")

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing: standard error is for what the user should know."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    page: bytes = b""
    version: str = ""
    names: frozenset[str] = frozenset()


class Server:
    """Shows one page to this machine and makes it anew when its sources change.

    Parameters
    ----------
    build : callable
        Makes the page.
    sources : sequence of Path
        What it is made from.
    port : int
        0 takes a free one.
    interval_seconds : float
        How often the sources are looked at.
    tell : callable
        Called with what the user should know: that the page is new, or why it could not be made.

    Raises
    ------
    InputError
        If the port is taken.
    SummarizeError
        If the first page cannot be made; of a later one the reason is told, and the last good page stays.
    """

    def __init__(
        self,
        build: Callable[[], bytes],
        sources: Sequence[Path],
        *,
        port: int,
        interval_seconds: float = 1.0,
        tell: Callable[[str], None],
    ) -> None:
        self._build, self._sources, self._tell = build, sources, tell
        self._interval_seconds = interval_seconds
        try:
            self._http = _Http((_HOST, port), _Handler)
        except OSError as error:
            raise InputError(f"port {port} on {_HOST}: {error.strerror}; choose another with --port") from error
        number = self._http.server_address[1]
        self._http.names = frozenset({f"{_HOST}:{number}", f"localhost:{number}"})
        self.address = f"http://{_HOST}:{number}/"
        self._stopped = threading.Event()

    def __enter__(self) -> Server:
        """Make the first page and begin to serve it."""
        try:
            self._seen = fingerprint(self._sources)
            self._show(self._build())
        except BaseException:
            self._http.server_close()
            raise
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def run(self) -> None:
        """Look at the sources until stopped or interrupted."""
        while not self._stopped.wait(self._interval_seconds):
            self.look()

    def stop(self) -> None:
        """End `run`."""
        self._stopped.set()

    def look(self) -> bool:
        """Make the page anew where its sources have changed; say whether it was made."""
        now = fingerprint(self._sources)
        if now == self._seen:
            return False
        # A file that is being written is waited for: it is read when it no longer changes.
        for _ in range(_PATIENCE):
            time.sleep(min(0.2, self._interval_seconds))
            before, now = now, fingerprint(self._sources)
            if before == now:
                break
        self._seen = now
        try:
            self._show(self._build())
        except SummarizeError as error:
            self._tell(f"{error} (the last page stays)")
            return False
        self._tell("the corpus has changed; the page is new")
        return True

    def _show(self, page: bytes) -> None:
        self._http.page = page
        self._http.version = sha256(page).hexdigest()
