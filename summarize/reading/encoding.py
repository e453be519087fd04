"""From bytes to text, without losing any in silence."""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["decode", "is_binary"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Bytes looked at to tell text from binary.
_SAMPLE: Final = 8192

_CONTROL: Final = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: they hold NULs, or many control characters."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return True
    return len(sample.translate(None, _CONTROL)) < 0.9 * len(sample)


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Decode text: by its byte order mark, as UTF-8, by its declared encoding, or by the encoding it looks like.

    Parameters
    ----------
    data : bytes
    declared : str, optional
        Encoding that the document names for itself.

    Returns
    -------
    text : str
    notes : tuple of str
        What a reader should know: an encoding that was guessed, bytes that could not be decoded.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict_or_marked(data, encoding)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        problem = error
    if declared is not None and codecs_know(declared):
        text, notes = _strict_or_marked(data, declared)
        if not notes:
            return text, (f"read as {declared}, as the file says",)
    # Nearly all of it is UTF-8: a few broken bytes do not make it another encoding.
    loose = data.decode("utf-8", "replace")
    n_broken = loose.count("\ufffd")
    if n_broken <= max(1, len(loose) // 500) and any(ord(c) > 127 and c != "\ufffd" for c in loose):
        return loose, (f"not valid UTF-8 at byte {problem.start}; {n_broken} characters are shown as \ufffd",)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return loose, (f"not valid UTF-8 at byte {problem.start}; {n_broken} characters are shown as \ufffd",)
    return str(best), (
        f"not UTF-8 (byte {problem.start}); read as {best.encoding}; save it as UTF-8 if words look wrong",
    )


def codecs_know(encoding: str) -> bool:
    """Whether Python can decode an encoding of that name."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _strict_or_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        return text, (f"not valid {encoding} at byte {error.start}; some characters are shown as \ufffd",)
