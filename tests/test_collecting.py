"""Collecting, against real servers on this machine: what is fetched, what is refused, what lies in the folder afterwards."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import BadStatusLine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.collecting import Collected, Wanted, collect
from summarize.collecting import client as polite
from summarize.collecting.addresses import AddressError, address_of, canonical_of, file_of, key_of
from summarize.collecting.connections import _cut_after
from summarize.collecting.failures import NotFetched
from summarize.collecting.feeds import Entry, is_feed, read_feed
from summarize.collecting.folder import Folder
from summarize.collecting.guard import Guard, is_public
from summarize.errors import InputError
from summarize.reading.html.stamp import Stamp, stamped, unstamped

HOST = "127.0.0.1"
runner = CliRunner()

PARAGRAPHS = (
    "Ministers from ten countries met at the old harbour palace on Monday to discuss the grain treaty.",
    "The talks lasted more than four hours and ended without a signature, the host ministry said.",
    "Farmers along the river have waited for the treaty since the spring floods destroyed their stores.",
)

Response = tuple[int, Mapping[str, str], bytes]
Route = Response | Callable[["Request"], Response | None]


class Request:
    """What a server was asked, and when."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.handler = handler
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.at = time.monotonic()


class Site:
    """A web site: routes that can be changed while it runs, and what it was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Request] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                request = Request(self)
                site.asked.append(request)
                route = site.routes.get(self.path, (404, {"content-type": "text/html"}, b"<p>No such page.</p>"))
                answer = route(request) if callable(route) else route
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"content-length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                return

        self.server = Server((HOST, 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def page(self, path: str, **facts: Any) -> str:
        self.routes[path] = html(page(**facts))
        return self.url(path)

    def feed(self, path: str, *items: str, **headers: str) -> str:
        self.routes[path] = (200, {"content-type": "application/rss+xml", **headers}, rss(*items))
        return self.url(path)


def page(title: str = "No grain treaty", head: str = "", more: str = "") -> bytes:
    text = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, more) if p)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def html(body: bytes, **headers: str) -> Response:
    return 200, {"content-type": "text/html; charset=utf-8", **headers}, body


def item(url: str, title: str, date: str = "", summary: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{url}</link>{dated}<description>{summary}</description></item>"


def rss(*items: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Wire</title>{''.join(items)}</channel></rss>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once, where the server does not say how long to wait."""
    monkeypatch.setattr(polite, "_PAUSES", (0.01, 0.01))


def fetch(folder: Path, *urls: str, **options: Any) -> Collected:
    return collect(urls, folder, **{"delay_seconds": 0.0, "timeout_seconds": 5.0, "private_hosts": [HOST], **options})


def outcomes(found: Collected) -> list[str]:
    return [one.outcome if one.reason is None else one.reason for one in found.pages]


def failure(folder: Path, *urls: str, **options: Any) -> str:
    with pytest.raises(InputError) as raised:
        fetch(folder, *urls, **options)
    return str(raised.value)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def articles(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*.html") if ".collect" not in p.parts)


# What is saved, and how it is read


def test_a_page_is_saved_as_it_came_and_read_with_all_that_was_known(site: Site, tmp_path: Path) -> None:
    url = site.page("/2025/no-grain-treaty.html")
    found = fetch(tmp_path, url)
    (saved,) = found.pages
    (file,) = articles(tmp_path)
    assert saved.path == file.relative_to(tmp_path).as_posix()
    assert file.name.startswith("no-grain-treaty.")
    stamp, bytes_ = unstamped(file.read_bytes())
    assert bytes_ == page()
    assert stamp is not None
    assert stamp.url == url
    (document,) = sm.read(tmp_path, cache=sm.NoCache()).documents
    assert (document.url, document.title, document.outlet) == (url, "No grain treaty", HOST)
    assert saved.document is not None
    assert (saved.document.id, saved.document.text) == (document.id, document.text)


def test_a_feeds_date_stands_in_for_one_that_the_page_lacks(site: Site, tmp_path: Path) -> None:
    site.page("/a")
    dated = '<meta property="article:published_time" content="2025-03-03T18:00:00+00:00">'
    site.page("/b", title="Dated by itself", head=dated)
    date = "Tue, 04 Mar 2025 06:15:00 +0100"
    feed = site.feed("/feed", item("/a?utm_source=rss", "A", date), item(site.url("/b#top"), "B", date))
    found = fetch(tmp_path, feed)
    assert outcomes(found) == ["saved", "saved"]
    assert "/a" in site.paths()
    read = {d.title: d for d in sm.read(tmp_path, cache=sm.NoCache()).documents}
    assert read["No grain treaty"].published == "2025-03-04T06:15:00+01:00"
    assert read["No grain treaty"].provenance.fields["published"] == "feed"
    assert read["Dated by itself"].published == "2025-03-03T18:00:00+00:00"


def test_a_day_on_the_page_and_its_hour_in_the_feed_are_one_date(site: Site, tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2025-03-04">'
    site.page("/talks/1", title="Same day", head=head)
    site.page("/talks/2", title="Another day", head=head)
    dates = "Tue, 04 Mar 2025 06:15:00 +0100", "Wed, 05 Mar 2025 06:15:00 +0100"
    fetch(tmp_path, site.feed("/feed", *(item(f"/talks/{n}", "x", date) for n, date in enumerate(dates, 1))))
    read = {d.title: d.published for d in sm.read(tmp_path, cache=sm.NoCache()).documents}
    assert read == {"Same day": "2025-03-04T06:15:00+01:00", "Another day": "2025-03-04"}


@pytest.mark.parametrize("mark", [b"", "\ufeff".encode(), "\ufeff".encode("utf-16-le"), "\ufeff".encode("utf-16-be")])
def test_a_stamp_is_taken_off_again(mark: bytes) -> None:
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(mark, "utf-8")
    bare = mark + page().decode().encode(encoding)
    stamp = Stamp("https://courier.example/--><script>", "2025-02-18T14:05:00+00:00", also=("é",), title="<!-- \n 日本")
    whole = stamped(bare, stamp)
    assert unstamped(whole) == (stamp, bare)
    assert whole.startswith(mark)
    assert whole.count("-->".encode(encoding)) == 1
    assert unstamped(bare) == (None, bare)


@pytest.mark.parametrize("known", ["{}", "[1]", "{nothing", '{"url": 1, "fetched": "x"}'])
def test_what_is_no_stamp_is_left_as_it_is(known: str) -> None:
    data = f"<!-- saved by summarize collect {known} -->\n<p>x".encode()
    assert unstamped(data) == (None, data)


@pytest.mark.parametrize(
    ("charset", "header"), [("windows-1251", "windows-1251"), ("koi8-r", '"koi8-r"'), ("utf-8", "")]
)
def test_the_encoding_that_the_server_names_is_kept(site: Site, tmp_path: Path, charset: str, header: str) -> None:
    text = "Министры десяти стран встретились в понедельник во дворце у гавани, чтобы обсудить договор о зерне. " * 3
    body = f"<html><body><article><h1>Договор</h1><p>{text}</p><p>{text}</p></article></body></html>".encode(charset)
    kind = f"text/html; charset={header}" if header else "text/html"
    site.routes["/a"] = (200, {"content-type": kind}, body)
    fetch(tmp_path, site.url("/a"))
    (document,) = sm.read(tmp_path, cache=sm.NoCache()).documents
    assert document.text.startswith("Министры десяти стран")


def test_a_packed_page_is_unpacked(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = html(gzip.compress(page()), **{"content-encoding": "gzip"})
    fetch(tmp_path, site.url("/a"))
    assert unstamped(articles(tmp_path)[0].read_bytes())[1] == page()
    assert site.asked[-1].headers["accept-encoding"] == "gzip, deflate"
    assert site.asked[-1].headers["user-agent"].startswith("summarize/")


def test_two_articles_never_share_a_file(site: Site, tmp_path: Path) -> None:
    a = site.page("/1/talks", title="First")
    b = site.page("/2/talks", title="Second")
    assert outcomes(fetch(tmp_path, a, b)) == ["saved", "saved"]
    assert len(articles(tmp_path)) == 2


def test_a_file_of_somebody_elses_is_not_overwritten(site: Site, tmp_path: Path) -> None:
    url = site.page("/talks")
    other = tmp_path / file_of(url)
    other.parent.mkdir()
    other.write_text("mine")
    (saved,) = fetch(tmp_path, url).pages
    assert other.read_text() == "mine"
    assert saved.path == file_of(url, 16)


# A second run


def test_a_second_run_adds_what_is_new_alone(site: Site, tmp_path: Path) -> None:
    site.page("/a", title="First")
    feed = site.feed("/feed", item("/a", "First"))
    fetch(tmp_path, feed)
    before = {path: path.read_bytes() for path in articles(tmp_path)}
    site.asked.clear()
    site.page("/b", title="Second")
    site.feed("/feed", item("/b", "Second"), item("/a", "First"))
    found = fetch(tmp_path, feed)
    assert outcomes(found) == ["saved", "there"]
    assert site.paths() == ["/robots.txt", "/feed", "/b"]
    assert {path: path.read_bytes() for path in before} == before


def test_the_record_is_in_the_order_of_the_names_whoever_answers_first(site: Site, tmp_path: Path) -> None:
    def late(_request: Request) -> Response:
        time.sleep(0.4)
        return 200, {"content-type": "text/xml"}, rss(item(site.url("/both"), "First"), item(site.url("/a"), "A"))

    site.routes["/late"] = late
    site.page("/both", title="In both")
    site.page("/a", title="A")
    soon = site.url("/soon", "localhost")
    site.feed("/soon", item(site.url("/both"), "Second"))
    found = fetch(tmp_path, site.url("/late"), soon, private_hosts=[HOST, "localhost"])
    assert [feed.url for feed in found.feeds] == [site.url("/late"), soon]
    assert [(one.url, one.feed) for one in found.pages] == [(site.url(p), site.url("/late")) for p in ("/both", "/a")]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.page("/a")
    body = rss(item("/a", "Первая"), item("/b", "Not yet there")).decode().encode("windows-1251")

    def feed(request: Request) -> Response:
        if request.headers.get("if-none-match") == '"1"':
            return 304, {"etag": '"1"'}, b""
        return 200, {"content-type": "text/xml; charset=windows-1251", "etag": '"1"'}, body

    site.routes["/feed"] = feed
    first = fetch(tmp_path, site.url("/feed"), wanted=Wanted(words=("перв",)))
    assert outcomes(first) == ["saved"]
    assert outcomes(fetch(tmp_path, site.url("/feed"), wanted=Wanted(words=("перв",)))) == ["there"]
    (tmp_path / str(first.pages[0].path)).unlink()
    assert sorted(outcomes(fetch(tmp_path, site.url("/feed")))) == ["not found", "saved"]
    site.page("/b", title="There now")
    found = fetch(tmp_path, site.url("/feed"))
    assert found.feeds[0].outcome == "unchanged"
    assert sorted(outcomes(found)) == ["saved", "there"]


def test_an_updated_entry_and_refresh_ask_again(site: Site, tmp_path: Path) -> None:
    bodies = [page(more="The first version of it.")]

    def article(request: Request) -> Response:
        if request.headers.get("if-none-match") == f'"{len(bodies)}"':
            return 304, {}, b""
        return html(bodies[-1], etag=f'"{len(bodies)}"')

    def feed(updated: str) -> bytes:
        return (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><entry><title>No treaty</title><id>x</id>"
            f"<link href='/a'/><updated>{updated}</updated></entry></feed>"
        ).encode()

    site.routes["/a"] = article
    site.routes["/feed"] = (200, {"content-type": "application/atom+xml"}, feed("2025-03-03T18:00:00Z"))
    url = site.url("/feed")
    assert outcomes(fetch(tmp_path, url)) == ["saved"]
    assert outcomes(fetch(tmp_path, url)) == ["there"]
    assert outcomes(fetch(tmp_path, url, refresh=True)) == ["unchanged"]
    bodies.append(page(more="The first version of it.", head="<meta name='build' content='2'>"))
    assert outcomes(fetch(tmp_path, url, refresh=True)) == ["unchanged"]
    bodies.append(page(more="The second version of it, corrected."))
    site.routes["/feed"] = (200, {}, feed("2099-01-01T00:00:00Z"))
    (changed,) = fetch(tmp_path, url).pages
    assert changed.outcome == "changed"
    assert changed.earlier is not None
    assert b"The first version" in (tmp_path / changed.earlier).read_bytes()
    (document,) = sm.read(tmp_path, cache=sm.NoCache()).documents
    assert "corrected" in document.text
    del site.routes["/a"]
    assert "the article that is there stays" in failure(tmp_path, url)
    assert len(articles(tmp_path)) == 1


def test_one_article_under_two_addresses_is_saved_once(site: Site, tmp_path: Path) -> None:
    head = f"<link rel='canonical' href='{site.url('/talks')}'>"
    first, second = site.page("/talks?page=all", head=head), site.page("/amp/talks", head=head)
    found = fetch(tmp_path, first, second)
    assert outcomes(found) == ["saved", "there"]
    assert "under another address" in found.pages[1].detail
    site.asked.clear()
    assert outcomes(fetch(tmp_path, second, first)) == ["there", "there"]
    assert site.asked == []


def test_an_address_that_all_pages_claim_is_not_believed(site: Site, tmp_path: Path) -> None:
    head = f"<link rel='canonical' href='{site.url('/index.html')}'>"
    urls = [site.page(f"/talks/{n}", title=f"Talks {n}", head=head, more=f"Day {n} ended late.") for n in range(3)]
    assert outcomes(fetch(tmp_path, *urls)) == ["saved"] * 3
    assert outcomes(fetch(tmp_path, *urls)) == ["there"] * 3


def test_the_order_of_the_addresses_changes_no_file(site: Site, tmp_path: Path) -> None:
    urls = [site.page(f"/{n}/talks", title=f"Talks {n}") for n in range(4)]
    fetch(tmp_path / "one", *urls)
    fetch(tmp_path / "two", *reversed(urls))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_interrupted_run_leaves_whole_files_and_goes_on(site: Site, tmp_path: Path) -> None:
    urls = [site.page(f"/{n}/talks", title=f"Talks {n}") for n in range(5)]

    def interrupt(_stage: str, done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(tmp_path, *urls, progress=interrupt)
    assert len(sm.read(tmp_path, cache=sm.NoCache()).documents) == 2
    assert [name for name in files(tmp_path) if name.endswith(".part")] == []
    assert outcomes(fetch(tmp_path, *urls)) == ["there", "there", "saved", "saved", "saved"]


def test_a_write_that_fails_leaves_nothing_behind(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_part: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device; choose another folder"):
        fetch(tmp_path, site.page("/a"))
    assert files(tmp_path) == []


def test_a_folder_that_is_a_file_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="file: it cannot be read or written"):
        fetch(tmp_path / "file", site.page("/a"))


# Politeness


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /private/\n\nUser-agent: other\nDisallow: /\n"
    site.routes["/robots.txt"] = (200, {"content-type": "text/plain"}, rules.encode())
    a, b = site.page("/private/a"), site.page("/b")
    found = fetch(tmp_path, a, b)
    assert outcomes(found) == ["robots.txt", "saved"]
    assert "/private/a" not in site.paths()
    assert site.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((503, {}, b""), "could not be read (503)"),
        ((200, {}, b"User-agent: summarize\nCrawl-delay: 600"), "asks for 600 s between two pages"),
    ],
)
def test_rules_that_cannot_be_kept_close_a_site(site: Site, tmp_path: Path, answer: Response, reason: str) -> None:
    site.routes["/robots.txt"] = answer
    assert reason in failure(tmp_path, site.page("/a"))
    assert "/a" not in site.paths()


@pytest.mark.parametrize("rules", [b"User-agent: *\nCrawl-delay: 0.3", b"User-agent: *\nRequest-rate: 10/3s"])
def test_the_pace_that_a_site_asks_for_is_kept(site: Site, tmp_path: Path, rules: bytes) -> None:
    site.routes["/robots.txt"] = (200, {}, rules)
    fetch(tmp_path, *(site.page(f"/{n}", title=f"Talks {n}") for n in range(3)))
    first, second, third = [request.at for request in site.asked if request.path != "/robots.txt"]
    assert second - first >= 0.28
    assert third - second >= 0.28


def test_a_site_has_one_request_at_a_time_and_sites_do_not_wait_for_each_other(site: Site, tmp_path: Path) -> None:
    hosts = (HOST, "localhost")
    running = dict.fromkeys(hosts, 0)
    at_one, together = [], []

    def slow(host: str, body: bytes) -> Callable[[Request], Response]:
        def answer(_request: Request) -> Response:
            running[host] += 1
            at_one.append(running[host])
            together.append(sum(running.values()))
            time.sleep(0.2)
            running[host] -= 1
            return html(body)

        return answer

    urls = []
    for host in hosts:
        for n in range(3):
            site.routes[f"/{host}/{n}"] = slow(host, page(title=f"{host} {n}"))
            urls.append(site.url(f"/{host}/{n}", host))
    assert outcomes(fetch(tmp_path, *urls, private_hosts=hosts)) == ["saved"] * 6
    assert max(at_one) == 1
    assert max(together) == 2


def test_a_server_that_says_later_is_asked_later(site: Site, tmp_path: Path) -> None:
    tries: list[float] = []

    def busy(request: Request) -> Response:
        tries.append(request.at)
        if len(tries) < 3:
            return 429 if len(tries) == 1 else 503, {"retry-after": "1"}, b""
        return html(page())

    site.routes["/a"] = busy
    assert outcomes(fetch(tmp_path, site.url("/a"))) == ["saved"]
    assert len(tries) == 3
    assert tries[1] - tries[0] >= 0.95


@pytest.mark.parametrize(
    ("after", "words", "n_tries"),
    [
        ("3600", "asks to wait 3,600 s", 1),
        ("Fri, 01 Jan 2100 00:00:00 GMT", "asks to wait", 1),
        ("", "after 3 tries", 3),
    ],
)
def test_a_server_that_stays_busy_is_left_alone(
    site: Site, tmp_path: Path, after: str, words: str, n_tries: int
) -> None:
    site.routes["/a"] = (503, {"retry-after": after}, b"")
    message = failure(tmp_path, site.url("/a"))
    assert words in message
    assert "run again" in message
    assert site.paths().count("/a") == n_tries


@pytest.mark.parametrize(("after", "n_tries"), [("3600", 1), ("", 3 * 3)])
def test_a_site_that_gives_nothing_is_not_asked_for_all_its_pages(
    site: Site, tmp_path: Path, after: str, n_tries: int
) -> None:
    busy = (503, {"retry-after": after}, b"")
    site.routes.update({f"/{n}": busy for n in range(6)})
    message = failure(tmp_path, *(site.url(f"/{n}") for n in range(6)))
    assert "nothing usable was found at 6 addresses" in message
    assert "left alone" in message
    assert "and 1 more" in message
    assert len(site.paths()) - 1 == n_tries


def test_a_connection_that_breaks_is_tried_again(site: Site, tmp_path: Path) -> None:
    tries: list[int] = []

    def broken(request: Request) -> Response | None:
        tries.append(1)
        if len(tries) == 1:
            return None
        if len(tries) == 2:
            # Less than was promised.
            request.handler.close_connection = True
            return 200, {"content-type": "text/html", "content-length": "99999"}, page()[:200]
        return html(page())

    site.routes["/a"] = broken
    assert outcomes(fetch(tmp_path, site.url("/a"))) == ["saved"]
    assert len(tries) == 3
    assert unstamped(articles(tmp_path)[0].read_bytes())[1] == page()


def test_the_user_can_say_who_asks(site: Site, tmp_path: Path) -> None:
    fetch(tmp_path, site.page("/a"), contact="desk@courier.example")
    assert "desk@courier.example" in site.asked[-1].headers["user-agent"]


# Limits


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "not found: there is no such page (404)"),
        ((410, {}, b""), "has been taken down"),
        ((403, {}, b""), "refused: the server refuses it to programs"),
        ((418, {}, b""), "answered 418"),
        ((304, {}, b""), "and was not asked"),
        (
            (200, {"content-type": "application/pdf"}, b"%PDF-1.7 ..."),
            "found application/pdf; download it into the folder",
        ),
        (
            (200, {"content-type": "text/plain"}, b"Talks began."),
            "wrong type: expected a page or a feed, found text/plain",
        ),
        (
            (200, {"content-type": "text/xml"}, b"<notes><note/></notes>"),
            "wrong type: expected a page or a feed, found text/xml",
        ),
        ((200, {}, b"\x00\x01\x02"), "found something that the server does not name"),
        ((200, {"content-type": "text/html"}, b"  \n"), "no article: the page is empty"),
        ((200, {"content-type": "text/html"}, b"<html><body><div id=app></div></body></html>"), "made by a script"),
        ((200, {"content-type": "text/html", "content-encoding": "br"}, b"xx"), "packed as br"),
        ((200, {"content-type": "text/html"}, b"x" * 30_000), "too large: it has 30,000 bytes, at most 20,000"),
        (
            # Without the hour, which would give each worker tests of other names.
            (200, {"content-type": "text/html", "content-encoding": "gzip"}, gzip.compress(b"x" * 30_000, mtime=0)),
            "more than 20,000 bytes",
        ),
        ((200, {"content-type": "text/html", "content-encoding": "gzip"}, b"no gzip"), "cannot be read"),
        ((302, {"location": "ftp://courier.example/a"}, b""), "it leads to 'ftp://courier.example/a'"),
        ((302, {"location": "/a"}, b""), "too many redirects"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_named_with_the_reason(
    site: Site, tmp_path: Path, answer: Response, words: str
) -> None:
    site.routes["/a"] = answer
    message = failure(tmp_path, site.url("/a"), max_bytes=20_000)
    assert words in message
    assert site.url("/a") in message
    assert articles(tmp_path) == []


def test_a_page_without_an_article_names_its_feed(site: Site, tmp_path: Path) -> None:
    links = "<link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
    site.routes["/world"] = html(f"<html><head><title>World</title>{links}</head><body></body></html>".encode())
    assert f"give that: {site.url('/rss.xml')}" in failure(tmp_path, site.url("/world"))
    front = site.page("/", head=links)
    assert f"it is a front page, and no article; it names a feed, give that: {site.url('/rss.xml')}" in failure(
        tmp_path, front
    )


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("/", "no article: it leads to a front page; the article may be gone"),
        ("/login?next=%2Ftalks%2Friyadh", "127.0.0.1/login, which asks for consent or a sign-in first"),
    ],
)
def test_what_stands_before_an_article_is_not_taken_for_it(site: Site, tmp_path: Path, to: str, words: str) -> None:
    site.page(to)
    site.routes["/talks/riyadh"] = (302, {"location": to}, b"")
    assert words in failure(tmp_path, site.url("/talks/riyadh"))


def silent(_request: Request) -> Response:
    time.sleep(1.5)
    return html(page())


def dripping_head(request: Request) -> None:
    request.handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(30):
        request.handler.wfile.write(b"x-drip: 1\r\n")
        time.sleep(0.1)


def dripping_body(request: Request) -> None:
    request.handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
    for _ in range(30):
        request.handler.wfile.write(b"<p>")
        time.sleep(0.1)


@pytest.mark.parametrize("route", [silent, dripping_head, dripping_body])
def test_nothing_is_waited_for_longer_than_said(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    monkeypatch.setattr(polite, "_PAUSES", ())
    site.routes["/a"] = route
    begun = time.monotonic()
    message = failure(tmp_path, site.url("/a"), timeout_seconds=0.5)
    assert "timeout" in message
    assert "--timeout" in message
    assert time.monotonic() - begun < 2.5


def test_redirects_are_followed(site: Site, tmp_path: Path) -> None:
    site.page("/new")
    site.routes["/old"] = (301, {"location": "/new"}, b"")
    (saved,) = fetch(tmp_path, site.url("/old")).pages
    assert saved.address == site.url("/new")
    site.asked.clear()
    assert outcomes(fetch(tmp_path, site.url("/old"))) == ["there"]
    assert site.asked == []


def test_what_fails_does_not_stop_the_rest(site: Site, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        closed = f"http://{HOST}:{unused.getsockname()[1]}/a"
        found = fetch(tmp_path, "courier.example/a", closed, site.url("/none"), site.page("/a"), "mailto:desk")
    assert outcomes(found) == ["not an address", "no connection", "not found", "saved", "not an address"]
    assert "did you mean https://courier.example/a?" in found.pages[0].detail


# The guard


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public("::ffff:8.8.8.8")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_a_private_address_is_not_connected_to(site: Site, tmp_path: Path, host: str) -> None:
    site.page("/a")
    message = failure(tmp_path, site.url("/a", host), private_hosts=[])
    assert "private address" in message or "no connection" in message
    assert site.asked == []


def test_a_redirect_into_the_own_network_is_refused(site: Site, tmp_path: Path) -> None:
    site.page("/secret")
    site.routes["/a"] = (302, {"location": site.url("/secret", "localhost")}, b"")
    message = failure(tmp_path, site.url("/a"))
    assert "private address: localhost (" in message
    assert "--private-host localhost" in message
    assert site.paths() == ["/robots.txt", "/a"]


def test_the_address_looked_at_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["10.0.0.1", "8.8.8.8"], ["10.0.0.1"]])
    tried: list[object] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(answers)]

    def connect(_self: socket.socket, place: object) -> None:
        tried.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(NotFetched, match="courier.example cannot be reached: Connection refused"):
        Guard().connect("courier.example", 80, 1.0)
    assert tried == [("8.8.8.8", 80)]
    with pytest.raises(NotFetched, match="private address"):
        Guard().connect("courier.example", 80, 1.0)


def test_an_unknown_host_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "there is no host courier.example" in failure(tmp_path, "https://courier.example/a")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_tls_goes_over_the_guarded_connection(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=x"
    names = f"subjectAltName=IP:{HOST}"
    subprocess.run([*command.split(), "-addext", names], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    url = site.page("/a").replace("http:", "https:")
    assert "shows no certificate that can be trusted" in failure(tmp_path / "corpus", url)
    # A newsroom's own authority is one that the machine trusts.
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    assert outcomes(fetch(tmp_path / "corpus", url)) == ["saved"]
    other = url.replace(HOST, "localhost")
    assert "shows no certificate" in failure(tmp_path / "corpus", other, private_hosts=["localhost"])


# Feeds


ENTRIES = (
    Entry("https://a.example/1", "Riyadh talks end", "", "2025-02-18T10:00:00+00:00", None),
    Entry("https://a.example/2", "Weather", "After the talks in Riyadh, rain.", "2025-02-17", None),
    Entry("https://a.example/3", "Football", "", None, None),
)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (Wanted(), "123"),
        (Wanted(limit=2), "12"),
        (Wanted(since="2025-02-18"), "13"),
        (Wanted(words=("talk riyadh",)), "12"),
        (Wanted(words=("alks",)), ""),
        (Wanted(words=("weather", "FOOTBALL")), "23"),
        (Wanted(words=("talks",), limit=1, since="2025-02-17T00:00:00+00:00"), "1"),
    ],
)
def test_which_entries_are_wanted(wanted: Wanted, chosen: str) -> None:
    found, left_out = wanted.among(ENTRIES)
    assert "".join(entry.url[-1] for entry in found) == chosen
    assert sum(left_out.values()) == len(ENTRIES) - len(found)


@pytest.mark.parametrize(
    "start",
    [
        "<rss>", "\ufeff<?xml version='1.0'?>\n<!-- made by hand --><feed xmlns='x'>", "<rdf:RDF xmlns='x'>",
        "<!DOCTYPE rss [<!ENTITY nbsp ' '>]><rss>",
    ],
)  # fmt: skip
def test_feeds_are_known_by_what_they_hold(start: str) -> None:
    assert is_feed(start.encode())


@pytest.mark.parametrize("start", ["<!doctype html><rss>", "<html><feed>", "rss", "<rssx>", ""])
def test_what_is_no_feed_is_not_taken_for_one(start: str) -> None:
    assert not is_feed(start.encode())


def test_a_broken_feed_gives_what_it_has() -> None:
    body = rss(
        item("/a?utm_medium=rss", "A &amp; B <b>bold", "Tue, 18 Feb 2025 14:05:00 EST"),
        item("mailto:x", "C"),
        item("", "D"),
    )
    feed = read_feed(body.replace(b"</channel></rss>", b""), "https://a.example/feed")
    assert feed.entries[0].url == "https://a.example/a"
    assert len(feed.unusable) == 2
    bomb = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>"
    assert read_feed(bomb, "https://a.example/feed").entries == ()


NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc>{0}/world/grain-treaty</loc><lastmod>2025-03-04T09:00:00Z</lastmod><n:news><n:publication><n:name>Wire</n:name>
    </n:publication><n:publication_date>2025-03-04T06:15:00+01:00</n:publication_date><n:title>No grain &amp; no treaty</n:title></n:news></url>
  <url><loc> {0}/world/grain_prices-rise </loc></url>
  <url><loc>mailto:desk</loc></url><url/>
"""


def test_a_sitemap_is_read_as_a_feed_is(site: Site, tmp_path: Path) -> None:
    site.page("/world/grain-treaty")
    site.page("/world/grain_prices-rise", title="Prices rise")
    site.routes["/news.xml"] = (200, {"content-type": "text/xml"}, NEWS.format(site.url("")).encode())
    found = fetch(tmp_path, site.url("/news.xml"), wanted=Wanted(words=("grain treaty",)))
    assert outcomes(found) == ["saved"]
    (document,) = sm.read(tmp_path, cache=sm.NoCache()).documents
    assert document.published == "2025-03-04T06:15:00+01:00"
    found = fetch(tmp_path, site.url("/news.xml"), wanted=Wanted(words=("grain price",)))
    assert outcomes(found) == ["saved"]
    assert len(found.feeds[0].unusable) == 2


def test_a_list_of_sitemaps_and_a_whole_archive_want_a_choice(site: Site, tmp_path: Path) -> None:
    inner = "".join(f"<sitemap><loc>/{n}.xml</loc></sitemap>" for n in range(3))
    site.routes["/index.xml"] = (200, {"content-type": "text/xml"}, f"<sitemapindex>{inner}</sitemapindex>".encode())
    assert f"a list of 3 sitemaps; give the one that is wanted, such as {site.url('/0.xml')}" in failure(
        tmp_path, site.url("/index.xml")
    )
    pages = "".join(f"<url><loc>/{n}</loc></url>" for n in range(501))
    site.routes["/all.xml"] = (200, {"content-type": "text/xml"}, f"<urlset>{pages}</urlset>".encode())
    assert "names 501 pages; choose with --since or --match" in failure(tmp_path, site.url("/all.xml"))
    site.page("/0")
    assert outcomes(fetch(tmp_path, site.url("/all.xml"), wanted=Wanted(limit=1))) == ["saved"]


def test_many_comments_before_a_page_take_no_time() -> None:
    begun = time.monotonic()
    assert not is_feed(b"<!-- a --> " * 1000 + b"<html>")
    assert time.monotonic() - begun < 1


def test_pages_named_twice_are_asked_for_once(site: Site, tmp_path: Path) -> None:
    url = site.page("/talks")
    feed = site.feed("/feed", item("/talks/?utm_source=x", "Talks"), item("/talks#top", "Talks"))
    assert outcomes(fetch(tmp_path, url, feed, url.upper().replace("/TALKS", "/talks#a"))) == ["saved"]
    assert site.paths() == ["/robots.txt", "/talks", "/feed"]


def test_redirects_of_robots_txt_are_followed(site: Site, tmp_path: Path) -> None:
    site.routes["/robots.txt"] = (301, {"location": "/rules"}, b"")
    site.routes["/rules"] = (200, {}, b"User-agent: *\nDisallow: /a")
    assert "/robots.txt asks programs not to fetch it" in failure(tmp_path, site.page("/a"))


def test_a_head_that_is_cut_off_in_its_first_line_came_too_late() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        connection = cast("Any", SimpleNamespace(sock=ours))
        with pytest.raises(TimeoutError, match="did not come in time"), _cut_after(0.01, connection):
            raise BadStatusLine(ours.recv(1).decode())


def test_robots_txt_that_leads_nowhere_is_as_none(site: Site, tmp_path: Path) -> None:
    site.routes["/robots.txt"] = (301, {"location": "/robots.txt"}, b"")
    assert outcomes(fetch(tmp_path, site.page("/a"))) == ["saved"]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tue, 18 Feb 2025 14:05:00 EST", "2025-02-18T14:05:00-05:00"),
        ("2025-02-18T14:05Z", "2025-02-18T14:05:00+00:00"),
        ("2025-02-18", "2025-02-18"),
        ("2025년 02월 18일  14:05:00", "2025-02-18T14:05:00"),
        # Not a date of the first of November.
        ("2025년 02월", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_that_cannot_be_read_is_not_made_up(date: str, published: str | None) -> None:
    (entry,) = read_feed(rss(item("https://a.example/x", "X", date)), "https://a.example/").entries
    assert entry.published == published


def test_a_feed_within_a_feed_is_no_page(site: Site, tmp_path: Path) -> None:
    inner = site.feed("/inner", item("/a", "A"))
    assert "found another feed" in failure(tmp_path, site.feed("/feed", item(inner, "Inner")))


def test_a_feed_without_a_wanted_entry_is_no_failure(site: Site, tmp_path: Path) -> None:
    feed = site.feed("/feed", item("/a", "Weather"))
    found = fetch(tmp_path, feed, wanted=Wanted(words=("treaty",)))
    assert found.pages == ()
    assert found.feeds[0].left_out == {"without the words of --match": 1}


# Addresses


def test_addresses_have_one_spelling() -> None:
    assert address_of(" https://Courier.example/a?utm_source=x&id=1&fbclid=2#top ") == "https://courier.example/a?id=1"
    assert address_of("https://кремль.example/а б") == "https://xn--e1ajeds9e.example/%D0%B0%20%D0%B1"
    assert address_of("https://a.example/%D0%B0?q=%20") == "https://a.example/%D0%B0?q=%20"
    assert address_of("http://[2606:2800::1]:8080") == "http://[2606:2800::1]:8080/"
    assert key_of("https://a.example/x?b=1&a=2") == key_of("http://www.a.example/x/?a=2&b=1")
    assert key_of("https://a.example/x?b=1") != key_of("https://a.example/x?b=2")
    assert canonical_of("no address", "https://a.example/x") == "https://a.example/x"
    assert canonical_of("https://a.example/", "https://a.example/x") == "https://a.example/x"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file:///etc/passwd", "begins with http"),
        ("javascript:alert(1)", "begins with http"),
        ("https://", "begins with http"),
        ("https://user:secret@a.example/", "a name or a password"),
        ("http://[::1", "cannot be read"),
        ("http://a.example:99999/", "cannot be read"),
        ("https://a.example/" + "a" * 5000, "more than any web address"),
        ("www.courier.example/a", "did you mean https://www.courier.example/a?"),
        (f"https://{'ä' * 80}.example/", "cannot be written in ASCII"),
    ],
)
def test_what_is_no_address_says_why(text: str, words: str) -> None:
    with pytest.raises(AddressError, match=words.replace("?", r"\?")):
        address_of(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/", "https://a.example/../../etc/passwd", "https://a.example/%2e%2e%2f%2e%2e%2fpasswd", "https://a.example/\u202etxt",
        "https://a.example/" + "long-word-" * 40, "https://a.example/con", "https://[2606:2800::1]/a", "https://a.example/a?b=c/../d",
    ],
)  # fmt: skip
def test_a_file_lies_in_the_folder_of_its_site(url: str) -> None:
    folder, _, name = file_of(address_of(url)).partition("/")
    assert folder not in ("", ".", "..")
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name) < 90
    assert name.endswith(".html")


def test_a_page_that_a_browser_saved_is_there_and_has_its_address(site: Site, tmp_path: Path) -> None:
    url = site.page("/closed/talks")
    mark = f"<!DOCTYPE html>\n<!-- saved from url=({len(url):04d}){url} -->\n".encode()
    (tmp_path / "Talks.html").write_bytes(page().replace(b"<!doctype html>", mark))
    (document,) = sm.read(tmp_path, cache=sm.NoCache()).documents
    assert (document.url, document.provenance.fields["url"]) == (url, "address saved from")
    assert outcomes(fetch(tmp_path, url)) == ["there"]
    assert site.asked == []
    site.page("/closed/talks", more="The second version of it.")
    (changed,) = fetch(tmp_path, url, refresh=True).pages
    assert (changed.outcome, changed.path) == ("changed", "Talks.html")
    assert (tmp_path / str(changed.earlier)).read_bytes().startswith(mark)


def test_a_stamp_written_by_hand_does_no_harm(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(stamped(page(), Stamp("no address", "yesterday")))
    assert Folder(tmp_path).find("https://a.example/") is None
    url = site.page("/talks")
    (tmp_path / "b.html").write_bytes(stamped(page(), Stamp(url, "yesterday")))
    assert outcomes(fetch(tmp_path, url)) == ["there"]


# The command and the Python API


@contextmanager
def directory(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def test_the_command_collects_and_the_others_take_it(site: Site, tmp_path: Path) -> None:
    urls = [site.page(f"/{n}", title=f"Talks {n}", more=f"The delegation of country {n} left first.") for n in range(2)]
    (tmp_path / "list.txt").write_text(f"# pages\n{urls[1]}\n\n")
    options = ["--private-host", HOST, "--delay", "0"]
    with directory(tmp_path):
        done = runner.invoke(
            app, ["collect", "-", "--from", "list.txt", "-o", "talks", *options, "--json"], input=urls[0]
        )
        assert done.exit_code == 0, done.output
        record = json.loads(done.stdout)
        assert (record["schema"], record["command"], record["folder"]) == (1, "collect", "talks")
        assert record["counts"] == {"saved": 2, "changed": 0, "unchanged": 0, "there": 0, "failed": 0}
        assert all(document["n_sentences"] > 2 for document in record["corpus"]["documents"])
        read = json.loads(runner.invoke(app, ["read", "talks", "--json"]).stdout)
        assert [d["id"] for d in read["documents"]] == [d["id"] for d in record["corpus"]["documents"]]
        assert {d["url"] for d in read["documents"]} == set(urls)
        for kind in ("text", "markdown", "csv"):
            again = [*options, "--format", kind, site.url("/none"), urls[0]]
            done = runner.invoke(app, ["collect", *again, "-o", "talks"])
            assert done.exit_code == 0
            assert "there is no such page (404)" in " ".join(done.stdout.split())


def test_every_outcome_is_shown(site: Site, tmp_path: Path) -> None:
    site.page("/a", title="First")
    feed = site.feed("/feed", item("/a", "First"), item("mailto:x", "Second"), item("/b", "Weather"))
    options = ["-o", str(tmp_path), "--private-host", HOST, "--delay", "0", "--match", "first", "--refresh"]
    assert runner.invoke(app, ["collect", feed, *options]).exit_code == 0
    site.page("/a", title="First", more="A correction was added on Tuesday.")
    site.routes["/old"] = (302, {"location": "/a"}, b"")
    for kind, words in (("text", "under another address"), ("markdown", "## Changed")):
        done = runner.invoke(app, ["collect", feed, site.url("/old"), *options, "--format", kind])
        assert done.exit_code == 0, done.output
        shown = " ".join(done.stdout.split())
        assert words in shown
        assert "Changed, and saved anew" in shown
        assert "1 of 2 entries; 1 without the words of --match; 1 without a usable address" in shown
        site.page("/a", title="First")
    none = runner.invoke(app, ["collect", feed, "-o", str(tmp_path / "none"), *options[2:7], "nothing"])
    assert none.exit_code == 0
    assert "No entry was wanted" in none.stdout
    assert "Next:" not in none.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-o", "x"], 1, "no address was named"),
        (["https://a.example"], 2, "Missing option"),
        (["https://a.example", "-o", "x", "--since", "soon"], 1, "expected a date such as 2025-02-18"),
        (["https://a.example", "-o", "x", "--match", "..."], 1, "match needs words"),
        (["https://a.example", "-o", "x", "--contact", "редакция"], 1, "servers are told in ASCII"),
        (["https://a.example", "-o", "x", "--limit", "0"], 2, "--limit"),
        (["--from", "nowhere.txt", "-o", "x"], 2, "No such file"),
        (["ftp://a.example", "-o", "x"], 1, "not an address"),
    ],
)
def test_what_the_user_can_repair_is_said(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    with directory(tmp_path):
        done = runner.invoke(app, ["collect", *arguments])
    assert done.exit_code == code
    assert words in done.stderr


def test_an_interrupt_is_130_and_says_what_is_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarize.collecting.collect", interrupted)
    done = runner.invoke(app, ["collect", "https://a.example", "-o", str(tmp_path)])
    assert done.exit_code == 130
    assert "so far is whole" in done.stderr


def test_without_the_libraries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from summarize.collecting import collection

    monkeypatch.setattr(collection, "find_spec", lambda name: None if name == "protego" else object())
    done = runner.invoke(app, ["collect", "https://a.example", "-o", str(tmp_path)])
    assert done.exit_code == 1
    assert 'needs protego; install it with: pip install ".[fetch]"' in done.stderr


def test_from_python(site: Site, tmp_path: Path) -> None:
    result = sm.collect(site.page("/a"), folder=tmp_path, private_hosts=[HOST], delay_seconds=0, cache=sm.NoCache())
    assert result.to_dict()["counts"]["saved"] == 1
    with pytest.raises(ValueError, match="delay_seconds=-1"):
        sm.collect("https://a.example", folder=tmp_path, delay_seconds=-1)


def test_no_other_command_imports_what_fetches() -> None:
    code = (
        "import sys, summarize.cli, summarize.pipeline, summarize.reading, summarize.rendering.text, summarize.records"
    )
    names = "urllib3", "feedparser", "protego", "summarize.collecting", "http.client"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print([m for m in {names!r} if m in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
