"""From the bytes of a PDF to a document, where pypdfium2 is installed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from ...calendars import DATE_STATED, dated_byline
from ...corpus import MIN_CHARACTERS
from ...corpus.documents import FILE_MADE
from ...corpus.fields import host_of
from ...dates import parse_published
from ...furniture import ends_sentence
from ..exports import exported_articles
from ..lines import MAX_TITLE_CHARACTERS
from ..origin import UnusableError, to_document
from .glyphs import Page, read_page
from .paragraphs import Paragraph, paragraphs_of
from .running import is_printed, without_running_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...corpus import Document, Dropped
    from ...timing import Told
    from ..origin import Origin

#: More pages are a book, and take minutes.
MAX_PAGES: Final = 2_000

_ONE_AT_A_TIME: Final = Lock()

#: PDFium's number for a file that wants a password.
_LOCKED: Final = 4

#: Share of letters that no font names, from where on a text is none.
_MOST_NAMELESS: Final = 0.3

#: What programs write as a title on their own account: the name of a file, or of themselves.
_NO_HEADLINE: Final = re.compile(
    r"microsoft \w+\b|.*\.(?:docx?|indd|qxp|qxd|pdf|rtf|odt|html?|txt|pages|tmp|pub|xlsx?|pptx?|php|aspx?)\b|untitled|unbenannt|"
    r"sans titre|about:blank|(?:https?|file):|layout \d|document\d*$|print\b|\S+$",
    re.IGNORECASE,
)

#: How much larger than the text a headline is set, at least.
_LARGER: Final = 1.2
#: Where a headline begins, as a share of the height of the first page.
_HEADLINE_AREA: Final = 0.6
_FEWEST_HEADLINE_WORDS: Final = 3

#: Paragraphs around the headline among which the date of an article stands in a line of its own.
_DATE_LINES: Final = 6
_LONGEST_DATE: Final = 60
_MADE: Final = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
#: What prints web pages: when it did says nothing of when they were published.
_BROWSER: Final = re.compile(r"mozilla|chrom|safari|firefox|webkit|skia|edge", re.IGNORECASE)

_ADDRESS: Final = re.compile(r"https?://\S+")


def read_pdf(data: bytes, origin: Origin) -> Iterable[Document | Dropped]:
    """Read a PDF: one article, or the articles that a press database has put into it.

    Lines are joined into paragraphs, columns read one after the other, and what runs along the edges of the pages is left out.
    The title is the document's own, where it is a headline, or what the first page sets largest; the date one that stands in a
    line of its own near it, or, as a last resort, the day on which the file was made, unless a browser printed it.

    Parameters
    ----------
    data : bytes
    origin : Origin

    Returns
    -------
    iterable of Document or Dropped

    Notes
    -----
    About 12 ms a page.
    """
    import pypdfium2 as pdfium

    def compute() -> dict[str, Any]:
        # PDFium is not safe for threads, and says so.
        with _ONE_AT_A_TIME:
            try:
                return _read(pdfium, data, origin.progress)
            except pdfium.PdfiumError as error:
                failure = _failure(error)
            except UnusableError as error:
                failure = error
        # Kept too: it takes as long to find.
        return {"failure": [failure.reason, failure.detail]}

    key = f"{sha256(data).hexdigest()}-{pdfium.PYPDFIUM_INFO}"
    read = compute() if origin.memo is None else origin.memo.memo("pdf", key, compute)
    if "failure" in read:
        raise UnusableError(*read["failure"])
    notes = tuple(read["notes"])
    articles = exported_articles(read["paragraphs"], origin, reader="pdf", notes=notes)
    if articles is not None:
        return articles
    record: dict[str, object] = {"text": read["text"]}
    labels = {"text": "file"}
    for name, (value, place) in read["fields"].items():
        record[name], labels[name] = value, place
    if read["made"] and "published" not in record and origin.published is None:
        day, how = read["made"]
        if how == "made":
            record["published"], labels["published"] = day, FILE_MADE
            notes = (
                *notes,
                f"its date is the day on which the PDF was made, {day}, and orders nothing in the timeline: no line of it was read as a date",
            )
        else:
            notes = (
                *notes,
                f"no date stands in it; the day on which a browser printed it, {day}, says nothing of when it was published",
            )
    return [to_document(record, origin, reader="pdf", default_id=origin.id, labels=labels, notes=notes)]


def _failure(error: Exception) -> UnusableError:
    """The reason why PDFium does not open a file, and what to do."""
    if getattr(error, "err_code", None) == _LOCKED or "password" in str(error).casefold():
        return UnusableError(
            "unreadable", "it is locked with a password; save it without one, or print it to a new PDF"
        )
    found = " ".join(str(error).split()).rstrip(".")
    return UnusableError(
        "unparsable", f"expected a PDF, found: {found}; get it again, or open it in a viewer and print it to a new PDF"
    )


def _read(pdfium: Any, data: bytes, progress: Told) -> dict[str, Any]:
    """Read all that a PDF gives, in plain types that JSON can hold: paragraphs, text, fields and notes. Raises UnusableError where there is no article."""
    with pdfium.PdfDocument(data) as document:
        n_pages = len(document)
        if n_pages > MAX_PAGES:
            detail = f"it has {n_pages:,} pages, at most {MAX_PAGES:,} are read; give the pages of the articles"
            raise UnusableError("unreadable", detail)
        pages: list[Page] = []
        n_pictures = 0
        notes: list[str] = []
        for number in range(n_pages):
            try:
                page = document[number]
                try:
                    pages.append(read_page(page))
                finally:
                    page.close()
            except pdfium.PdfiumError:
                notes.append(f"page {number + 1} of {n_pages} is broken, and was passed over")
                continue
            n_pictures += not pages[-1].n_letters
            if progress is not None:
                progress(number + 1, n_pages)
        metadata = document.get_metadata_dict()
    n_letters = sum(page.n_letters for page in pages)
    n_nameless = sum(page.n_nameless for page in pages)
    if n_letters < MIN_CHARACTERS:
        pages_of = "1 page" if n_pages == 1 else f"{n_pages} pages"
        raise UnusableError(
            "unreadable",
            f"expected a PDF that holds its text, found {pages_of} without any, as a scanner makes them; let its text be recognised "
            "first, for instance: ocrmypdf IN.pdf OUT.pdf",
        )
    if n_nameless > _MOST_NAMELESS * n_letters:
        raise UnusableError(
            "unreadable",
            f"its fonts do not say which letters they draw ({n_nameless:,} of {n_letters:,}); let its text be recognised from the picture, "
            "for instance: ocrmypdf --force-ocr IN.pdf OUT.pdf",
        )
    if n_pictures:
        are = "1 page holds" if n_pictures == 1 else f"{n_pictures} pages hold"
        notes.append(
            f"{are} no text, of {n_pages}: pictures, or scanned; for what stands on them: ocrmypdf --skip-text IN.pdf OUT.pdf"
        )
    article = _Article(pages, metadata, notes)
    if not article.paragraphs:
        raise UnusableError(
            "empty", "expected an article, found what runs along the edges of pages alone; open it and look"
        )
    return article.read()


class _Article:
    """An article, from the lines of its pages."""

    def __init__(self, pages: Sequence[Page], metadata: Mapping[str, str], notes: Sequence[str]) -> None:
        lines, self._running = without_running_lines(pages)
        self.paragraphs = paragraphs_of(lines, [page.width for page in pages])
        self._height = pages[0].height
        self._metadata = metadata
        self._notes = list(notes)

    def read(self) -> dict[str, Any]:
        """Paragraphs, the text among them, and each field with the place that it is from."""
        headline, title_from, printed = self._headline()
        published, date_from, dated = self._date(printed)
        fields = {
            "title": [headline, title_from],
            "published": [published, date_from],
            "url": [self._address(), "edge of the page"],
        }
        return {
            "paragraphs": [each.text for each in self.paragraphs],
            "text": "\n\n".join(each.text for each in self.paragraphs if each not in printed and each is not dated),
            "fields": {name: found for name, found in fields.items() if found[0]},
            "made": self._made(),
            "notes": self._notes,
        }

    def _headline(self) -> tuple[str, str, Sequence[Paragraph]]:
        """The title, where it is from, and the paragraphs that it is, one after the other."""
        own = " ".join((self._metadata.get("Title") or "").split())
        if len(own) > MAX_TITLE_CHARACTERS or _NO_HEADLINE.match(own) or len(own.split()) < _FEWEST_HEADLINE_WORDS:
            own = ""
        printed = self._printed(own)
        headline = " ".join(each.text for each in printed)
        if not printed or (own and not _is_within(headline, own) and not _is_within(own, headline)):
            # Of two headlines the document's own is the one that somebody wrote as such.
            return own, "metadata of the PDF", ()
        return headline, "metadata of the PDF" if own else "largest type on the first page", printed

    def _printed(self, own: str) -> Sequence[Paragraph]:
        """What the first page sets largest above its text; what says the same as the document's own title before all."""
        usual = _usual_size(self.paragraphs)
        first = [each for each in self.paragraphs if each.page == 0 and each.top < _HEADLINE_AREA * self._height]
        if own:
            for k, each in enumerate(first[: 2 * _DATE_LINES]):
                if len(each.text.split()) >= _FEWEST_HEADLINE_WORDS and _is_within(each.text, own):
                    stop = k + 1
                    # Lines of a headline may stand apart, or be of type that seems to differ.
                    while stop < len(first) and _is_within(" ".join(p.text for p in first[k : stop + 1]), own):
                        stop += 1
                    return first[k:stop]
        large = [each for each in first if each.size >= _LARGER * usual and len(each.text) <= MAX_TITLE_CHARACTERS]
        titles = [each for each in large if len(each.text.split()) >= _FEWEST_HEADLINE_WORDS] or (
            large if not own else []
        )
        largest = max(titles, key=lambda each: (round(each.size, 1), -each.top), default=None)
        return () if largest is None else (largest,)

    def _date(self, printed: Sequence[Paragraph]) -> tuple[str, str, Paragraph | None]:
        """The date, where it is from, and the line in which it stands."""
        at = self.paragraphs.index(printed[-1]) if printed else 0
        for each in self.paragraphs[max(0, at - _DATE_LINES // 2) : at + _DATE_LINES]:
            if (found := _day_of(each.text)) is not None:
                return found, "a line of its own", each
        for line in self._running:
            if not is_printed(line.text) and (found := _day_of(line.text)) is not None:
                return found, "edge of the page", None
        return "", "", None

    def _made(self) -> list[str]:
        """The day on which the file was made, and whether by a browser: ``[day, "printed"]`` or ``[day, "made"]``; empty where it says none."""
        made = _MADE.match(self._metadata.get("CreationDate") or "")
        if made is None:
            return []
        try:
            day = date(*map(int, made.groups())).isoformat()
        except ValueError:
            return []
        browser = _BROWSER.search(f"{self._metadata.get('Creator')} {self._metadata.get('Producer')}")
        return [day, "printed" if browser else "made"]

    def _address(self) -> str:
        """The address that a browser printed at the edge, where it is whole."""
        for line in self._running:
            found = _ADDRESS.search(line.text)
            if found is not None and host_of(found[0]) and not found[0].endswith(("…", "...")):
                return found[0]
        return ""


def _day_of(line: str) -> str | None:
    """The date of a line that holds nothing else, or beside it who wrote or the outlet."""
    bare = DATE_STATED.sub("", line, count=1).removesuffix("Uhr").strip(" |·•–—-")
    if len(bare) <= _LONGEST_DATE and not ends_sentence(bare) and (found := parse_published(bare)) is not None:
        return found
    said = dated_byline(bare)
    return said.day if said is not None and said.is_sound else None


def _usual_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for each in paragraphs:
        sizes[round(each.size * 2) / 2] += len(each.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _is_within(part: str, whole: str) -> bool:
    """Whether a headline is the other, or the part of it before what a site adds."""
    a, b = ("".join(filter(str.isalnum, text)).casefold() for text in (part, whole))
    return bool(a) and b.startswith(a)
