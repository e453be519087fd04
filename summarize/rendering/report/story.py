"""The record of a report as the page needs it: outlets, articles and themes with their anchors, and sentences that can be opened."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from ...records import report_parts
from ..phrases import date, one_line, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_NAME: Final = 80

#: Characters that turn or hide what stands around them; the page shows the text without, the record has it verbatim.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)

#: A comma between two words in Arabic letters.
_JOINED = re.compile("(?<=[\u0600-\u06ff]), (?=[\u0600-\u06ff])")


def visible(text: str) -> str:
    r"""Return article text without what would turn or hide its neighbours; line ends stay.

    Examples
    --------
    >>> visible("a\u202eb\x00\nc")
    'ab\nc'
    """
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def brief_name(text: str) -> str:
    """Return a name on one line, cut where it is longer than any name.

    Examples
    --------
    >>> brief_name("The Courier"), len(brief_name("x" * 500))
    ('The Courier', 81)
    """
    line = one_line(visible(text))
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"


def label_name(label: str) -> str:
    """Return the label of a theme as a name, its parts joined as its script joins them.

    Examples
    --------
    >>> label_name("talks, Riyadh"), label_name("محادثات, الرياض")
    ('talks, Riyadh', 'محادثات، الرياض')
    """
    return _JOINED.sub("، ", brief_name(label))


def linkable(url: str | None) -> str | None:
    """Return an address that may be followed, and None for any other scheme.

    Examples
    --------
    >>> linkable("https://courier.example/talks"), linkable("javascript:alert(1)"), linkable("")
    ('https://courier.example/talks', None, None)
    """
    if not url or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its number in the order of names, and how much of it was read."""

    number: int
    name: str
    documents: int
    sentences: int
    words: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its number in the corpus, the anchor of its text, and what is known of it."""

    number: int
    id: str
    anchor: str
    outlet: Outlet
    title: str
    published: str | None
    url: str | None
    language: str | None
    n_sentences: int
    text: str

    @property
    def date(self) -> str:
        """When it was published, in words."""
        return date(self.published)

    @property
    def hour(self) -> str:
        """Hour and zone of its publication, in words; empty where only the day is known."""
        return self.date.removeprefix(date((self.published or "")[:10] or None)).strip()

    @property
    def day_words(self) -> str:
        """Its day, in words."""
        return date((self.published or "")[:10] or None)

    @property
    def day(self) -> str:
        """Its day, as filters compare it; empty where there is none."""
        return (self.published or "")[:10]


class Title(NamedTuple):
    """What a story is called, and the article of which that is the headline."""

    text: str
    of: Article | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that can be opened in its article."""

    text: str
    article: Article
    start: int
    stop: int
    theme: int | None

    @property
    def href(self) -> str:
        """Where it stands on the page."""
        return f"#{self.article.anchor}-{self.start}"


class Story:
    """What the page is made from; every answer comes from the record and from nothing else.

    Parameters
    ----------
    record : mapping
        The record of a report.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.compare = report_parts(record)["compare"]
        self.outlets = [
            Outlet(n, row["outlet"], row["documents"], row["sentences"], row["words"])
            for n, row in enumerate(record["read"]["outlets"])
        ]
        self.outlet = {outlet.name: outlet for outlet in self.outlets}
        texts = {item["id"]: item["text"] for item in record["articles"]}
        anchors = _anchors([d["id"] for d in record["corpus"]["documents"]])
        self.articles = [
            Article(
                number=n,
                id=d["id"],
                anchor=anchors[d["id"]],
                outlet=self.outlet[d["outlet"]],
                title=d["title"],
                published=d["published"],
                url=linkable(d["url"]),
                language=d["language"],
                n_sentences=d["n_sentences"],
                text=texts[d["id"]],
            )
            for n, d in enumerate(record["corpus"]["documents"])
        ]
        self.article = {article.id: article for article in self.articles}
        self.themes: list[Mapping[str, Any]] = record["themes"]["themes"]
        #: What themes and figures are called in: the language of most articles.
        self.language = Counter(article.language for article in self.articles).most_common(1)[0][0]

    @cached_property
    def title(self) -> Title:
        """What the user calls the story; else the headline of the article that begins the brief."""
        if self.record["title"]:
            return Title(brief_name(self.record["title"]), None)
        brief = self.record["brief"]["sentences"]
        article = self.article[brief[0]["document"]] if brief else self.articles[0]
        return Title(shown(visible(article.title)) or brief_name(article.id), article)

    @cached_property
    def counted(self) -> Counter[int]:
        """Sentences of each theme that count (`comparison.counting`), as the table of coverage has them."""
        return Counter(s["theme"] for s in self.record["themes"]["sentences"] if s["counted"])

    @cached_property
    def theme_of(self) -> dict[tuple[str, int], int | None]:
        """Theme of the sentence of a document that starts here."""
        return {(s["document"], s["start"]): s["theme"] for s in self.record["themes"]["sentences"]}

    @cached_property
    def sentences_of(self) -> dict[str, list[Mapping[str, Any]]]:
        """Sentences of each document, in order."""
        found: dict[str, list[Mapping[str, Any]]] = {article.id: [] for article in self.articles}
        for sentence in self.record["themes"]["sentences"]:
            found[sentence["document"]].append(sentence)
        return {name: sorted(rows, key=lambda s: int(s["start"])) for name, rows in found.items()}

    @cached_property
    def _listed(self) -> dict[tuple[str, int], int]:
        """The claim of each sentence whose claim is listed with all who state it."""
        return {
            (s["document"], s["start"]): claim["id"]
            for claim in self.compare["claims"]
            if claim["kind"] in ("consensus", "shared")
            for s in claim["sentences"]
        }

    def place_of_claim(self, sentence: Mapping[str, Any]) -> str | None:
        """Return where the page lists who states what a sentence does, in which words; None where that is one text."""
        found = self._listed.get((sentence["document"], sentence["start"]))
        return None if found is None else f"#claim-{found}"

    @cached_property
    def claims(self) -> dict[int, Mapping[str, Any]]:
        """Claims by their id."""
        return {claim["id"]: claim for claim in self.compare["claims"]}

    def cited(self, sentence: Mapping[str, Any], *, words: str | None = None) -> Cited:
        """Return a sentence with the place that it opens.

        A span that is no sentence (a passage, a quotation) opens the sentence that it begins in.
        """
        article = self.article[sentence["document"]]
        start = int(sentence["start"])
        if (article.id, start) not in self.theme_of:
            before = [s["start"] for s in self.sentences_of[article.id] if s["start"] <= start]
            start = before[-1] if before else start
        return Cited(
            shown(visible(sentence["text"])) if words is None else words,
            article,
            start,
            int(sentence["stop"]),
            self.theme_of.get((article.id, start)),
        )

    def refused(self, view: str) -> str | None:
        """Why a view is empty, where it is."""
        reason = self.compare["refused"].get(view)
        return None if reason is None else str(reason)

    @property
    def limited(self) -> list[str]:
        """Which views look at a part only of a very large corpus, and at which: views of one reason together."""
        by_reason: dict[str, list[str]] = {}
        for view, reason in self.compare["limited"].items():
            by_reason.setdefault(str(reason), []).append(str(view))
        return [f"{', '.join(views)}: {reason}" for reason, views in by_reason.items()]


def _anchors(ids: list[str]) -> dict[str, str]:
    """Name each article by a digest of its id, so that a link to it holds when others are added."""
    length = 8
    while True:
        found = {name: "a" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:length] for name in ids}
        if len(set(found.values())) == len(found) or length == 64:
            return found
        length += 8
