"""Bytes to text: which encoding, how that was known, and which bytes could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

#: A mark at the start of a file settles its encoding; UTF-32's begins with UTF-16's and must be asked first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "gzip data"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)

#: How a file in rich text begins.
RICH_TEXT: Final = b"{\\rtf"

#: A small archive can expand without end.
MAX_UNPACKED_BYTES: Final = 1 << 30

#: Encodings in which news is found. Guessing among fewer is faster and errs less than among all that Python knows.
_LIKELY: Final = tuple(
    """
    cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 koi8_r gb18030 big5 cp932 euc_jp cp949
    """.split()
)

#: What pages declare, and the superset that they mean by it (as browsers read it).
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

#: Encodings whose bytes are all ASCII, so that they pass for UTF-8: only a declaration tells.
_SEVEN_BIT: Final = ("iso2022", "hz", "utf-7")

_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_MAX_CONTROL_SHARE: Final = 0.03
#: With more bytes without meaning than this, among those that are not ASCII, a declaration is not believed.
_MAX_BAD_SHARE: Final = 0.1

#: Share of NUL among every second byte, above which a text is UTF-16 without its mark.
_MIN_NUL_SHARE: Final = 0.6
_MIN_PAIRS: Final = 16

_SAMPLE_BYTES: Final = 1 << 16

#: Letters in which French, Spanish, Portuguese and the Nordic languages differ from what code page 1250 has there.
_WESTERN: Final = frozenset("èêàùûãõñòåæøœÈÊÀÙÛÃÕÑÒÅÆØŒÿ")
#: Both code pages have š and ž; č, ř and ě of the one are è, ø and ì of the other, and no language has both kinds.
_CZECH_AS_WESTERN: Final = frozenset("èøìÈØÌ")
_CENTRAL: Final = frozenset("šžŠŽťŤśŚźŹ")
#: The Ł of code page 1250 stands before a number behind letters only ("PŁ1"): else it is the £ of code page 1252, unless ł, ą or ś of the
#: encodings of Polish, which are signs there, stand within words.
_POUNDS: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])\xa3\d")
_POLISH: Final = re.compile(rb"[A-Za-z][\xb1\xb3\xb6\xb9][a-z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what to know about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def kind_of_binary(data: bytes, *, allow_nul: bool = False) -> str | None:
    """Say what keeps `data` from being text, or None where it can be text.

    Parameters
    ----------
    data : bytes
    allow_nul : bool
        Whether single NUL bytes are no objection: one of them must not cost a table its thousand rows.
    """
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if _unmarked_utf16(data) is not None:
        return None
    if not allow_nul and (n_nul := data.count(b"\0")):
        return f"{n_nul} NUL {'byte' if n_nul == 1 else 'bytes'}, the first at byte {data.index(0)}"
    sample = data[:_SAMPLE_BYTES]
    n_control = len(sample) - len(sample.translate(None, _CONTROL))
    if n_control > _MAX_CONTROL_SHARE * len(sample):
        return f"{n_control} of the first {len(sample)} bytes are control characters"
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 that has lost its mark: every second byte of what is mostly Latin script is NUL, and hardly any between."""
    sample = data[: _SAMPLE_BYTES & ~1]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half >= _MIN_PAIRS and max(even, odd) >= _MIN_NUL_SHARE * half and min(even, odd) <= _MAX_CONTROL_SHARE * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Read bytes as text: byte order mark, UTF-8, the declared encoding, then the likeliest.

    UTF-8 goes before a declaration because what is valid UTF-8 hardly ever is anything else, while pages saved from a
    browser keep a declaration that is no longer true.

    Parameters
    ----------
    data : bytes
    declared : str, optional
        The encoding that the content itself names (``<meta charset>``).

    Returns
    -------
    Decoded
        Notes name every encoding but UTF-8, and count the bytes that stand as U+FFFD.

    Examples
    --------
    >>> decode("Café".encode("utf-16")).text
    'Café'
    >>> decode(b"Caf\xe9", declared="latin-1").text
    'Café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = encoding.removesuffix("-sig")
            return _lossy(data, encoding, () if name == "utf-8" else (f"read as {name.upper()}",))
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        return _lossy(data, unmarked, (f"read as {unmarked.upper()}, though no mark at its beginning says so",))
    named = _codec(declared)
    if named is not None and named.startswith(_SEVEN_BIT):
        return _lossy(data, named, (f"read as {named}, as the page declares",))
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        why = f"not valid UTF-8 (byte 0x{data[error.start]:02x} at {error.start})"
    if named not in (None, "utf-8"):
        text = data.decode(named, "replace")
        n_bad = text.count("\ufffd")
        if n_bad <= _MAX_BAD_SHARE * sum(c > "\x7f" for c in text):
            return _lossy(data, named, (f"{why}; read as {named}, as the page declares",))
    if _is_mostly_utf8(data):
        return _lossy(data, "utf-8")
    encoding = _guess(data)
    return _lossy(data, encoding, (f"{why}; read as {encoding}, the likeliest; save it as UTF-8 to be sure",))


def _codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip()).name
        "a".encode(name)  # codecs such as hex turn bytes into bytes: they are no encodings of text
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)


def _lossy(data: bytes, encoding: str, notes: tuple[str, ...] = ()) -> Decoded:
    """Decode with U+FFFD for each run of bytes that has no meaning, and say how many there are."""
    try:
        return Decoded(data.decode(encoding), encoding, notes)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        genuine = data.count("\ufffd".encode()) if encoding.startswith("utf-8") else 0
        n_lost = text.count("\ufffd") - genuine
        what = "1 place is" if n_lost == 1 else f"{n_lost} places are"
        stands = "stands" if n_lost == 1 else "stand"
        lost = (
            f"{what} not valid {encoding.removesuffix('-sig')} and {stands} as U+FFFD, the first at byte {error.start}"
        )
        return Decoded(text, encoding, (*notes, lost))


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether there is more valid than invalid UTF-8: another encoding forms its sequences only by accident."""
    text = data.decode("utf-8", "replace")
    n_bad = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - n_bad > n_bad


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LIKELY)).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding in ("cp1250", "cp1254", "cp1257", "iso8859_2") and _reads_as_western(data, encoding):
        return "cp1252"
    if encoding == "cp1252":
        letters = set(data.decode("cp1252", "replace"))
        if _CENTRAL & letters and _CZECH_AS_WESTERN & letters:
            return "cp1250"
    return encoding


def _reads_as_western(data: bytes, encoding: str) -> bool:
    """Whether code page 1252 fits a text that was taken for one of its siblings.

    The siblings share most letters, and French is often taken for Czech. Where they differ, Western languages need a
    few letters only, and never Czech's or Polish's, whose bytes are signs like ¹ and ³ in code page 1252.
    """
    if encoding in ("cp1250", "iso8859_2") and _POUNDS.search(data) and not _POLISH.search(data):
        return True
    western = data.decode("cp1252", "replace")
    other = data.decode(encoding, "replace")
    differing = {a for a, b in zip(western, other, strict=True) if a != b}
    hungarian = "õ" in differing and "ã" not in differing
    return differing <= _WESTERN and not hungarian and not _CENTRAL & set(western)
