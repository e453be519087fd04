"""One page on 127.0.0.1: who may ask for it, and that it is made anew."""

from __future__ import annotations

import json
import threading
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from summarize.cli import app
from summarize.errors import InputError
from summarize.serving import Server, fingerprint

if TYPE_CHECKING:
    from pathlib import Path


def asked(
    address: str, path: str = "/", host: str | None = None, method: str = "GET"
) -> tuple[int, bytes, dict[str, str]]:
    name = address.removeprefix("http://").rstrip("/")
    connection = HTTPConnection(name, timeout=10)
    connection.request(method, path, headers={} if host is None else {"Host": host})
    answer = connection.getresponse()
    found = (answer.status, answer.read(), dict(answer.getheaders()))
    connection.close()
    return found


def test_the_page_is_served_to_this_machine_alone(tmp_path: Path) -> None:
    with Server(lambda: b"<p>one</p>", [tmp_path], port=0, tell=lambda _: None) as server:
        assert server.address.startswith("http://127.0.0.1:")
        status, content, headers = asked(server.address)
        assert (status, content) == (200, b"<p>one</p>")
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        assert asked(server.address, host="evil.example")[0] == 403
        assert asked(server.address, host="evil.example", method="HEAD")[:2] == (403, b"")
        head = asked(server.address, method="HEAD")
        assert (head[0], head[1], head[2]["Content-Length"]) == (200, b"", str(len(content)))
        assert asked(server.address, "/etc/passwd")[0] == 404
        assert asked(server.address, "/../../x")[0] == 404
        with pytest.raises(InputError, match="choose another with --port"):
            Server(lambda: b"", [], port=int(server.address.rstrip("/").rpartition(":")[2]), tell=lambda _: None)


def test_a_change_makes_the_page_anew_and_a_failure_keeps_the_last(tmp_path: Path) -> None:
    source = tmp_path / "corpus" / "a.txt"
    source.parent.mkdir()
    source.write_text("one")
    told: list[str] = []

    def build() -> bytes:
        if source.read_text() == "bad":
            raise InputError("it cannot be read")
        return source.read_bytes()

    with Server(build, [source.parent], port=0, interval_seconds=0.02, tell=told.append) as server:
        first = json.loads(asked(server.address, "/version")[1])["version"]
        assert not server.look()
        source.write_text("three")
        assert server.look()
        assert asked(server.address)[1] == b"three"
        assert json.loads(asked(server.address, "/version")[1])["version"] != first
        source.write_text("bad")
        assert not server.look()
        assert asked(server.address)[1] == b"three"
        assert told == ["the corpus has changed; the page is new", "it cannot be read (the last page stays)"]
        watching = threading.Thread(target=server.run)
        watching.start()
        server.stop()
        watching.join(5)
        assert not watching.is_alive()


def test_a_first_page_that_cannot_be_made_frees_the_port(tmp_path: Path) -> None:
    def build() -> bytes:
        raise InputError("nothing to read")

    server = Server(build, [tmp_path], port=0, tell=lambda _: None)
    with pytest.raises(InputError, match="nothing to read"), server:
        raise AssertionError
    port = int(server.address.rstrip("/").rpartition(":")[2])
    with Server(lambda: b"x", [], port=port, tell=lambda _: None) as again:
        assert asked(again.address)[0] == 200


def test_the_fingerprint_sees_names_sizes_and_loss(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    seen = {fingerprint([folder])}
    (folder / "a").write_text("1")
    seen.add(fingerprint([folder]))
    (folder / "a").write_text("12")
    seen.add(fingerprint([folder]))
    (folder / "a").rename(folder / "b")
    seen.add(fingerprint([folder]))
    seen.add(fingerprint([folder, tmp_path / "gone"]))
    assert len(seen) == 5


@pytest.mark.usefixtures("small_encoder")
def test_the_command_serves_until_interrupted(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def interrupted(server: Server) -> None:
        seen.append(asked(server.address))
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "run", interrupted)
    monkeypatch.setattr("typer.launch", lambda url: seen.append(url))
    done = CliRunner().invoke(app, ["serve", str(table), "--port", "0", "--open"])
    assert done.exit_code == 0, done.output
    address, (status, page, _) = seen
    assert address.startswith("http://127.0.0.1:")
    assert status == 200
    assert b"/version" in page
    assert done.stdout == f"{address}\n"
    assert "Ctrl-C stops" in done.stderr
    quiet = CliRunner().invoke(app, ["serve", str(table), "--port", "0", "--quiet"])
    assert quiet.stdout.startswith("http://127.0.0.1:")
    assert quiet.stderr == ""
    assert CliRunner().invoke(app, ["serve", "-"]).exit_code == 1
