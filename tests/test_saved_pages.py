"""Pages that browsers save in one file, MHTML and web archives of Safari; and what is none."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.corpus import Document
from summarize.reading import read
from summarize.reading.formats import read_bytes, sniff
from summarize.reading.origin import Origin

from .test_reading import PARAGRAPHS, dropped_of, only, put

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://courier.example/envoys?id=1"
TITLE = "Envoys meet – again"


def page(charset: str = "utf-8") -> bytes:
    said = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    declared = f'<meta charset="{charset}">'
    return f"<!DOCTYPE html><html><head>{declared}<title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{said}</article></body></html>".encode(
        charset
    )


def mhtml(content: bytes = b"", charset: str | None = "utf-8", saved_by: str = "<Saved by Blink>") -> bytes:
    """A page with its picture and a frame, as Chrome saves them."""
    message = EmailMessage()
    message["From"] = saved_by
    message["Snapshot-Content-Location"] = ADDRESS
    message["Subject"] = TITLE
    message["Date"] = "Sun, 29 Nov 2026 10:00:00 GMT"
    message.make_related()
    for body in (content or page(), b"<html><body><p>Buy two barges, get one free.</p></body></html>"):
        part = EmailMessage()
        part.set_content(body, "text", "html", cte="quoted-printable")
        del part["Content-Type"]
        part["Content-Type"] = "text/html" + (f"; charset={charset}" if charset else "")
        part["Content-Location"] = ADDRESS
        message.attach(part)
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def archive(form: Any = plistlib.FMT_BINARY, **other: Any) -> bytes:
    main = {
        "WebResourceData": page(),
        "WebResourceURL": ADDRESS,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        **other,
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.mhtml", mhtml()),
        ("page.mht", mhtml(charset=None)),
        ("page.mht", mhtml(page("windows-1252"), "windows-1252")),
        ("page.webarchive", archive()),
        ("page.webarchive", archive(plistlib.FMT_XML)),
    ],
)
def test_the_page_is_read_and_nothing_else(tmp_path: Path, name: str, data: bytes) -> None:
    document = only(read(put(tmp_path, {name: data})))
    assert (document.title, document.url, document.outlet) == (TITLE, ADDRESS, "courier.example")
    assert document.text.splitlines() == list(PARAGRAPHS)
    assert document.provenance.fields["url"] == "address saved from"


def test_a_stream_may_be_a_saved_page() -> None:
    assert sniff(mhtml()) == ".mhtml"
    assert sniff(archive()) == ".webarchive"
    assert sniff(mhtml().replace(b"Snapshot-", b"X-").replace(b"<Saved by Blink>", b"desk@wire.example")) == ".eml"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("page.mhtml", b"<html><p>Talks began.", "saved as MHTML"),
        ("page.mhtml", b"\x01\xff" * 40, "saved as MHTML"),
        ("page.webarchive", b"bplist00 and no more", "web archive that Safari saved"),
        ("page.webarchive", plistlib.dumps({"WebMainResource": []}), "web archive that Safari saved"),
        ("page.webarchive", archive(WebResourceMIMEType="image/png"), "web archive that Safari saved"),
        ("page.webarchive", archive(WebResourceData=b""), "no article was found"),
    ],
)
def test_what_holds_no_page_says_what_to_do(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    found = read(put(tmp_path, {name: data, "a.txt": " ".join(PARAGRAPHS)}))
    assert len(found.documents) == 1
    assert expected in dropped_of(found, name).detail
    assert "save the page" in dropped_of(found, name).detail


@given(st.binary(max_size=300), st.sampled_from([".mhtml", ".webarchive"]), st.integers(0, 600))
def test_broken_files_are_named_and_break_nothing(data: bytes, suffix: str, cut: int) -> None:
    for content in (data, (archive() if suffix == ".webarchive" else mhtml())[:cut] + data):
        found = list(read_bytes(content, Origin("a" + suffix, "a"), suffix))
        assert len(found) == 1
        assert isinstance(found[0], Document) or found[0].detail
