"""Politeness: who may be asked, how often, and what is done when a server says "later"."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ..reading.html.stamp import Stamp
from .addresses import AddressError, joined, site_of
from .connections import Connections
from .failures import NotFetched, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .connections import Answer
    from .guard import Guard

#: The name by which robots.txt speaks to this program.
ROBOT: Final = "summarize"

_MAX_REDIRECTS: Final = 6
_REDIRECTS: Final = (301, 302, 303, 307, 308)

#: Answers after which a server may do better in a while.
_LATER: Final = (429, 500, 502, 503, 504)

#: Seconds waited before each further try, where the server does not say how long.
_PAUSES: Final = (2.0, 6.0)

#: The longest that is waited for one server because it asks for it, in seconds.
MAX_PAUSE: Final = 60.0

#: Pages in a row that a site did not give, not even as a refusal, after which it is left alone: each of them may have taken minutes.
_MAX_LOST: Final = 3

#: Of robots.txt this much is read, as RFC 9309 has it.
_ROBOTS_BYTES: Final = 500 * 1024

_ACCEPTED: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)

_REFUSALS: Final = {
    401: ("refused", "it asks for a name and a password (401); save the page in a browser that is signed in"),
    402: ("refused", "it asks for payment (402); save the page in a browser that is signed in"),
    403: ("refused", "the server refuses it to programs, or to this one (403); save the page in a browser"),
    404: ("not found", "there is no such page (404); check the address"),
    410: ("not found", "the page has been taken down (410)"),
    451: ("refused", "it is withheld for legal reasons (451)"),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at an address.

    Attributes
    ----------
    url : str
        Where it led.
    body : bytes or None
        None where it has not changed since the validators were given.
    content_type, charset : str
        As the server says; empty where it does not.
    etag, modified : str or None
        Validators, for another time.
    """

    url: str
    body: bytes | None
    content_type: str
    charset: str
    etag: str | None
    modified: str | None

    def stamp(self, now: str) -> Stamp:
        """What is to be kept with it."""
        return Stamp(self.url, now, charset=self.charset or None, etag=self.etag, modified=self.modified)


@dataclass(slots=True)
class _Site:
    """A site's turn: one request at a time, and none before its time.

    ``closed`` says why it is not asked any more; ``n_lost`` counts the pages in a row that it did not give.
    """

    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    delay: float = 0.0
    n_lost: int = 0
    closed: str = ""

    def lose(self, closing: str) -> None:
        """Count a page that was not given, and close the site where that is one too many."""
        self.n_lost += 1
        if self.n_lost >= _MAX_LOST:
            self.closed = closing


class Client:
    """Fetches pages as a good guest does.

    Asks robots.txt before a site, and waits between its pages as long as it asks for; has one request at a time under way to each site;
    comes back later where a server says so; says who it is.

    Parameters
    ----------
    guard : Guard
    delay_seconds : float
        Between two requests to one site; robots.txt may ask for more.
    timeout_seconds : float
    max_bytes : int
    contact : str
        An address of the user's, for the one whose server is asked.
    stopped : threading.Event
    """

    def __init__(
        self,
        guard: Guard,
        *,
        delay_seconds: float,
        timeout_seconds: float,
        max_bytes: int,
        contact: str,
        stopped: threading.Event,
    ) -> None:
        from .. import __version__

        self.agent = f"{ROBOT}/{__version__} (collects articles to compare them{'; ' + contact if contact else ''})"
        self._connections = Connections(guard, timeout_seconds, max_bytes, stopped)
        self._delay = delay_seconds
        self._stopped = stopped
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}
        self._asking: dict[str, threading.Lock] = {}
        self._rules: dict[str, Any] = {}

    def close(self) -> None:
        """Close all connections."""
        self._connections.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch an address, behind its redirects.

        Parameters
        ----------
        url : str
            As `address_of` writes it.
        etag, modified : str, optional
            Of an earlier time: what has not changed since is not sent again.

        Raises
        ------
        NotFetched
            With the reason.
        Stopped
            If the run ends meanwhile.
        """
        headers = {"accept": _ACCEPTED}
        if etag:
            headers["if-none-match"] = etag
        if modified:
            headers["if-modified-since"] = modified
        return _fetched(self._followed(url, headers, self._hold_allowed))

    def _followed(self, url: str, headers: Mapping[str, str], hold: Callable[[str], None] = lambda _: None) -> Answer:
        """The answer behind all redirects, each of whose addresses is held to be allowed."""
        place = url
        for _ in range(_MAX_REDIRECTS + 1):
            hold(place)
            answer = self._patiently(place, headers)
            link = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not link:
                return answer
            try:
                place = joined(place, link)
            except AddressError as error:
                raise NotFetched("refused", f"it leads to {link[:200]!r}: {error}") from error
        raise NotFetched(
            "too many redirects", f"it leads on {_MAX_REDIRECTS} times, at last to {place}; give the page's own address"
        )

    def _hold_allowed(self, url: str) -> None:
        """Hold that robots.txt lets the address be asked for, and take the pace that it asks for."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            if origin not in self._rules:
                self._rules[origin] = self._ask_robots(origin)
        rules = self._rules[origin]
        if isinstance(rules, NotFetched):
            raise rules
        if not rules.can_fetch(url, ROBOT):
            detail = f"{origin}/robots.txt asks programs not to fetch it; save the page in a browser"
            raise NotFetched("robots.txt", detail)
        wanted = rules.crawl_delay(ROBOT) or 0.0
        rate = rules.request_rate(ROBOT)
        if rate is not None and rate.requests:
            wanted = max(wanted, rate.seconds / rate.requests)
        if wanted > MAX_PAUSE:
            detail = (
                f"{origin}/robots.txt asks for {wanted:g} s between two pages, longer than is waited ({MAX_PAUSE:g} s); "
                "save the page in a browser"
            )
            raise NotFetched("robots.txt", detail)
        site = self._site(url)
        site.delay = max(site.delay, wanted)

    def _ask_robots(self, origin: str) -> Any:
        """Read the rules of a server. One that has none allows all; one that fails over them allows nothing, as RFC 9309 has it."""
        from protego import Protego

        try:
            answer = self._followed(f"{origin}/robots.txt", {"accept": "text/plain,*/*;q=0.5"})
        except NotFetched as failure:
            return Protego.parse("") if failure.reason in ("too large", "too many redirects") else failure
        if answer.status >= 500 or answer.status == 429:
            detail = f"{origin}/robots.txt could not be read ({answer.status}), and until it can nothing is fetched there; run again later"
            return NotFetched("robots.txt", detail)
        return Protego.parse(answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace") if answer.status == 200 else "")

    def _patiently(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask, and ask again where another try may do better; an answer that still says "later" is returned as it is."""
        site = self._site(url)
        for pause in (*_PAUSES, None):
            if site.closed:
                raise NotFetched("busy", f"{site.closed}; run again later")
            try:
                answer = self._in_turn(url, headers)
            except NotFetched as failure:
                if pause is None or not failure.again:
                    if failure.again:
                        site.lose(
                            f"{site_of(url)} gave none of {_MAX_LOST} pages in a row, and is left alone for this run"
                        )
                    raise
            else:
                asked = _retry_after(answer.headers.get("retry-after", ""))
                if answer.status not in _LATER:
                    site.n_lost = 0
                    return answer
                if asked is not None and asked > MAX_PAUSE:
                    site.closed = f"{site_of(url)} asked to be left alone for {asked:,.0f} s"
                    return answer
                if pause is None:
                    site.lose(f"{site_of(url)} was busy for {_MAX_LOST} pages in a row, and is left alone for this run")
                    return answer
                pause = asked if asked is not None else pause
            # All of the site waits, not this page alone.
            site.free_at = max(site.free_at, time.monotonic() + pause)
        raise AssertionError("the last try returns or raises")

    def _in_turn(self, url: str, headers: Mapping[str, str]) -> Answer:
        site = self._site(url)
        with site.turn:
            while (left := site.free_at - time.monotonic()) > 0:
                if self._stopped.wait(left):
                    raise Stopped
            if self._stopped.is_set():
                raise Stopped
            try:
                return self._connections.get(
                    url, {"user-agent": self.agent, "accept-encoding": "gzip, deflate", **headers}
                )
            finally:
                site.free_at = max(site.free_at, time.monotonic() + max(site.delay, self._delay))

    def _site(self, url: str) -> _Site:
        with self._lock:
            return self._sites.setdefault(site_of(url), _Site())


def _fetched(answer: Answer) -> Fetched:
    """What was fetched, or why the answer is nothing to keep."""
    content_type, _, rest = answer.headers.get("content-type", "").partition(";")
    charset = next(
        (v for k, _, v in (part.partition("=") for part in rest.split(";")) if k.strip().lower() == "charset"), ""
    )
    if answer.status == 304:
        body = None
    elif answer.status == 200:
        body = answer.body
    elif answer.status in _REFUSALS:
        raise NotFetched(*_REFUSALS[answer.status])
    elif answer.status in _LATER:
        wait = _retry_after(answer.headers.get("retry-after", ""))
        when = f"; it asks to wait {wait:,.0f} s" if wait is not None else ""
        detail = f"the server is busy or broken ({answer.status}) after {len(_PAUSES) + 1} tries{when}; run again later"
        if wait is not None and wait > MAX_PAUSE:
            detail = f"the server ({answer.status}) asks to wait {wait:,.0f} s; run again then"
        raise NotFetched("busy", detail)
    else:
        detail = f"expected a page (200), the server answered {answer.status}; look at it in a browser"
        raise NotFetched("refused", detail)
    return Fetched(
        answer.url,
        body,
        content_type.strip().lower(),
        charset.strip().strip("\"'"),
        answer.headers.get("etag"),
        answer.headers.get("last-modified"),
    )


def _retry_after(value: str) -> float | None:
    """Seconds that a server asks to wait, whether it says how long or until when.

    Examples
    --------
    >>> _retry_after("120"), _retry_after("soon")
    (120.0, None)
    """
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
