"""Mail, as programs save it (EML): notices of agencies and newsletters, a message an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .encoding import decode
from .exports import exported_articles
from .html.reader import extract_page
from .origin import UnusableError, to_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..corpus import Document, Dropped
    from .origin import Origin

#: What programs put before the subject of a message that is passed on or answered.
_PASSED_ON: Final = re.compile(r"(?:(?:fwd?|re|wg|aw|tr|rv|i|sv)\s*:\s*)+", re.IGNORECASE)

#: What stands between a message and its signature (RFC 3676).
_SIGNATURE: Final = re.compile(r"^-- $", re.MULTILINE)

#: What mail programs write above a message that they save as text, in the languages of their users.
_HEAD_NAMES: Final = {
    **dict.fromkeys(("from", "von", "de", "da", "van", "från"), "outlet"),
    **dict.fromkeys(
        ("sent", "date", "gesendet", "datum", "envoyé", "enviado", "fecha", "inviato", "verzonden"), "published"
    ),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp"), "title"),
    **dict.fromkeys(
        ("to", "an", "à", "para", "a", "aan", "cc", "bcc", "kopie", "reply-to", "attachments", "anlagen"), ""
    ),
}
_HEAD_LINE: Final = re.compile(r"([^\W\d_][\w-]{0,15})\s?:[ \t]*(.*)")
_ADDRESS: Final = re.compile(r"\s*(?:<[^<>]*>|\[[^\[\]]*\]|\(\S*@\S*\))\s*$")

_NAMED: Final = 3


def read_mail(data: bytes, origin: Origin) -> Iterable[Document | Dropped]:
    """Read a message: its text, or else its page; the subject is the title, and the sender the outlet where the path says none.

    What is attached is not read, and named.

    Parameters
    ----------
    data : bytes
    origin : Origin

    Returns
    -------
    iterable of Document or Dropped
        The message, or the articles of an export that stands in it.
    """
    # Here, as plain text needs this module's other function alone.
    from email import message_from_bytes, policy

    message: Any = message_from_bytes(data, policy=policy.default)
    if not message.keys() or not ({"From", "Date", "Subject"} & set(message.keys())):
        detail = "expected a message (EML) that begins with From, Date and Subject, found none of them; save it again, or its text as .txt"
        raise UnusableError("unparsable", detail)
    text, text_from, notes = _body(message)
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if attached:
        more = f" and {len(attached) - _NAMED} more" if len(attached) > _NAMED else ""
        notes = (
            *notes,
            f"what is attached was not read, save it beside the message: {', '.join(attached[:_NAMED])}{more}",
        )
    if not text.strip():
        detail = "expected a message with a text, found none"
        beside = (
            f"; save what is attached beside it: {', '.join(attached[:_NAMED])}" if attached else "; open it and look"
        )
        raise UnusableError("empty", detail + beside)
    articles = exported_articles(text.splitlines(), origin, reader="mail", notes=notes)
    if articles is not None:
        return articles
    record: dict[str, object] = {"text": text.strip()}
    labels = {"text": text_from}
    subject = _PASSED_ON.sub("", " ".join(str(message["Subject"] or "").split()), count=1)
    sent = " ".join(str(message["Date"] or "").split())
    # Name of the sender; the host, where there is no name.
    senders = () if origin.outlet is not None else getattr(message["From"], "addresses", ())
    sender = next((str(each.display_name or each.domain) for each in senders), "")
    for name, value, place in (
        ("title", subject, "subject"),
        ("published", sent, "date"),
        ("outlet", sender, "sender"),
    ):
        if value:
            record[name], labels[name] = value, f"{place} of the message"
    return [to_document(record, origin, reader="mail", default_id=origin.id, labels=labels, notes=notes)]


def head_of_mail(text: str) -> tuple[dict[str, str], str] | None:
    r"""Part the head that a mail program has written above a message, saved as text, from the message.

    Parameters
    ----------
    text : str

    Returns
    -------
    (fields, rest) or None
        Title, date and sender (as ``outlet``); None where the text begins with no such head, with sender and subject at least.

    Examples
    --------
    >>> head_of_mail("From: Meridian Wire <desk@wire.example>\nSubject: FW: Talks\n\nTalks began.")
    ({'outlet': 'Meridian Wire', 'title': 'Talks'}, 'Talks began.')
    """
    lines = text.lstrip("\ufeff\r\n").splitlines(keepends=True)
    fields: dict[str, str] = {}
    n_lines = 0
    for line in lines:
        found = _HEAD_LINE.match(line.strip())
        name = None if found is None else _HEAD_NAMES.get(found[1].casefold())
        if found is None or name is None:
            break
        if name and found[2].strip():
            fields.setdefault(name, found[2].strip())
        n_lines += 1
    if not {"outlet", "title"} <= fields.keys() or (n_lines < len(lines) and lines[n_lines].strip()):
        return None
    fields["title"] = _PASSED_ON.sub("", fields["title"], count=1)
    fields["outlet"] = _ADDRESS.sub("", fields["outlet"]).strip("\"' ")
    return {name: value for name, value in fields.items() if value}, "".join(lines[n_lines:]).strip()


def _body(message: Any) -> tuple[str, str, tuple[str, ...]]:
    """The text of a message, what it is from, and what to know about it."""
    plain = message.get_body(("plain",))
    if plain is not None:
        decoded = decode(plain.get_payload(decode=True) or b"", plain.get_content_charset())
        text = _SIGNATURE.split(decoded.text.replace("\r\n", "\n"))[0]
        if text.strip():
            return text, "text of the message", decoded.notes
    page = message.get_body(("html",))
    if page is None:
        return "", "", ()
    decoded = decode(page.get_payload(decode=True) or b"", page.get_content_charset())
    return str(extract_page(decoded.text.encode())["text"]), "page of the message", decoded.notes
