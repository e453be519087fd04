"""Mail as an input: messages with text, with a page, with attachments; and what is none."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from summarize.reading import read
from summarize.reading.formats import sniff
from summarize.reading.mail import head_of_mail

from .test_reading import FACTIVA, MORE, PARAGRAPHS, TEXT, dropped_of, only, put

if TYPE_CHECKING:
    from pathlib import Path


def message(text: str = f"{TEXT}\n\n{MORE}\n", sender: str = "Meridian Wire <desk@meridian.example>") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "me@paper.example", "Fwd: Envoys meet"
    made["Date"] = "Tue, 18 Feb 2025 08:12:00 +0200"
    made.set_content(text)
    return made


def test_a_message_is_an_article(tmp_path: Path) -> None:
    document = only(read(put(tmp_path, {"a.eml": message(f"{TEXT}\n\n{MORE}\n-- \nThe desk\n").as_bytes()})))
    assert (document.outlet, document.title, document.published) == (
        "Meridian Wire",
        "Envoys meet",
        "2025-02-18T08:12:00+02:00",
    )
    assert document.text == f"{TEXT}\n\n{MORE}"
    assert document.provenance.fields["outlet"] == "sender of the message"


@pytest.mark.parametrize(
    ("name", "sender", "outlet"),
    [
        ("Courier/a.eml", "Anna <anna@paper.example>", "Courier"),
        ("courier--a.eml", "Anna <anna@paper.example>", "Courier"),
        ("a.eml", "desk@meridian.example", "meridian.example"),
        ("a.eml", "", "unknown outlet"),
    ],
)
def test_the_sender_is_the_outlet_where_the_path_says_none(tmp_path: Path, name: str, sender: str, outlet: str) -> None:
    made = message()
    del made["From"]
    if sender:
        made["From"] = sender
    assert only(read(put(tmp_path, {name: made.as_bytes()}))).outlet == outlet


def test_a_message_that_is_a_page_alone(tmp_path: Path) -> None:
    made = message()
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    made.set_content(f"<html><body><article>{paragraphs}</article></body></html>", subtype="html")
    document = only(read(put(tmp_path, {"a.eml": made.as_bytes()})))
    assert document.provenance.fields["text"] == "page of the message"
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)


def test_encodings_of_messages(tmp_path: Path) -> None:
    head = b"Subject: =?iso-8859-1?Q?Caf=E9_Talks?=\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    document = only(read(put(tmp_path, {"a.eml": head + f"{TEXT} A café.".encode("latin-1")})))
    assert (document.title, document.text) == ("Café Talks", f"{TEXT} A café.")
    odd = head.replace(b"charset=iso-8859-1", b"charset=unheard-of")
    assert only(read(put(tmp_path, {"a.eml": odd + f"{TEXT} A café.".encode()}))).text == f"{TEXT} A café."


def test_what_is_attached_is_named(tmp_path: Path) -> None:
    made, alone = message(), message("\n")
    for each in (made, alone):
        for number in range(5):
            each.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=f"notice{number}.pdf")
    found = read(put(tmp_path, {"a.eml": made.as_bytes(), "b.eml": alone.as_bytes()}))
    (note,) = found.audit.notes
    assert "not read, save it beside the message: notice0.pdf, notice1.pdf, notice2.pdf and 2 more" in note
    assert "save what is attached beside it: notice0.pdf" in dropped_of(found, "b.eml").detail


def test_an_export_may_come_by_mail(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"a.eml": message("\n\n".join(FACTIVA)).as_bytes()}))
    assert {document.outlet for document in found.documents} == {"Meridian Wire", "The Gazette"}


def test_files_that_are_no_messages_say_so(tmp_path: Path) -> None:
    empty = message("\n").as_bytes()
    found = read(put(tmp_path, {"ok.txt": TEXT, "a.eml": TEXT, "b.eml": b"\x89PNG\r\n\x1a\n", "c.eml": empty}))
    for name in ("a.eml", "b.eml"):
        assert dropped_of(found, name).reason == "unparsable"
        assert "begins with From, Date and Subject" in dropped_of(found, name).detail
    assert (dropped_of(found, "c.eml").reason, "open it and look" in dropped_of(found, "c.eml").detail) == (
        "empty",
        True,
    )


def test_a_stream_may_be_a_message() -> None:
    assert sniff(message().as_bytes()) == ".eml"
    assert sniff(b"From: Harbour City\n\nEnvoys met.") == ".txt"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            "From: Meridian Wire <desk@wire.example>\nSent: Tuesday, 18 February 2025 08:12\nTo: me\nSubject: FW: Talks\n",
            "2025-02-18T08:12:00",
        ),
        (
            "Von:\tMeridian Wire [mailto:desk@wire.example]\r\nGesendet:\tDienstag, 18. Februar 2025 08:12\r\nAn:\tDesk\r\nBetreff:\tWG: Talks\r\n",
            "2025-02-18T08:12:00",
        ),
        ("Subject: Talks\nFrom: Meridian Wire\n", None),
    ],
)
def test_a_message_saved_as_text_has_a_head(tmp_path: Path, head: str, published: str | None) -> None:
    found = read(put(tmp_path, {"a.txt": f"{head}\n{TEXT}\n\n{MORE}\n", "Courier/b.txt": f"{head}\n{MORE}\n"}))
    documents = {document.id: document for document in found.documents}
    one, other = documents["a"], documents["Courier/b"]
    assert (one.outlet, one.title, one.published, one.text) == (
        "Meridian Wire",
        "Talks",
        published,
        f"{TEXT}\n\n{MORE}",
    )
    assert one.provenance.fields["title"] == "head of the message"
    assert other.outlet == "Courier"


@pytest.mark.parametrize(
    "text", ["From: here to there\n\nSubject: none", "From: A\nSubject: B\nEnvoys met in Harbour City.", "A: one"]
)
def test_what_only_looks_like_a_head_stays(tmp_path: Path, text: str) -> None:
    assert only(read(put(tmp_path, {"a.txt": f"{text} {TEXT}"}))).text.endswith(TEXT)
    assert head_of_mail(text) is None
