"""The view: outlet by speaker, with shares."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from math import exp, log
from typing import TYPE_CHECKING, Final

from ...furniture import is_furniture
from ...lexical import token_spans, word_count
from ...quotations import find_quotations
from ...timing import followed, portions
from ...wording import wording
from .attribution import attribute, is_title
from .dialogue import spoken_lines
from .frames import asides_of
from .lexicon import is_capital, lexicon_of, plain
from .shared import shared_quotations
from .speakers import Source, Speaker, resolve_speakers
from .values import MIN_WORDS, OutletVoices, Quote, Voice, Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ...corpus import Corpus
    from ...quotations import Quotation
    from ...timing import Told
    from .cues import Attribution
    from .lexicon import Lexicon

#: Words of the longest heading in quotation marks, which ends without a mark within them, and what may stand around it.
_HEADING: Final = 12
_BULLETS: Final = " \u00a0-–—•*#"

#: Words that tell what a line is, and words of a list of headlines in which no sentence ends.
_TEASER_HEAD: Final = 5
_TEASER_WORDS: Final = 40

#: The word by which a list of headlines ends that a page pastes into a sentence, with what may hang on it.
_PASTED_STOP: Final = re.compile(r" MORE(?=[\s'’,.)]|$)")
#: A name run into the headline behind it: "Jane RoeMayor opens dam".
_PASTED_JOINT: Final = re.compile(r"(?<=[a-z.])(?=[A-Z][\w’']*\b)")
_PASTED_NAME: Final = re.compile(
    r"(?:[A-Z][\w.’'-]*|\([A-Z][\w.’' -]*\))(?: (?:[A-Z][\w.’'-]*|\([A-Z][\w.’' -]*\)))*\Z"
)
#: Characters that the headlines have at most, and the names before them.
_LONGEST_PASTED, _LONGEST_NAMES = 500, 80

#: Blanks in place of pasted links, with nothing but marks behind them.
_PASTED_END: Final = re.compile(r"(?<!\s)\s{20,}[.,;:!?…]*\Z")

#: Seconds that the passes took of 100,000 sentences: quotations, lines of the page, who is said to speak, who that is, quotations printed twice, words.
_SECONDS: Final = (1.2, 2.3, 5.0, 12.5, 4.2, 0.4)


def find_voices(corpus: Corpus, group_of: NDArray[np.intp], *, progress: Told = None) -> Voices:
    """Find direct quotations, their speakers, and how the outlets use them.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    Voices

    Notes
    -----
    O(n_characters), and O(pairs of quotations that share a run of four words) to find those printed twice.
    """
    if len(group_of) != len(corpus.documents):
        raise ValueError(f"copy groups ({len(group_of)}) do not match documents ({len(corpus.documents)})")
    spans: list[list[tuple[int, int]]] = [[] for _ in corpus.documents]
    for sentence in corpus.sentences:
        spans[sentence.document].append((sentence.start, sentence.stop))
    texts = [without_pasted(document.text) for document in corpus.documents]
    lexicons = [lexicon_of(document.language or "") for document in corpus.documents]
    outlet_of = corpus.outlet_of_document.tolist()
    with portions(progress, len(texts), *_SECONDS) as (searching, looking, reading, resolving, comparing, counting):
        quotations = [
            said_in(text, lexicon) for text, lexicon in followed(list(zip(texts, lexicons, strict=True)), searching)
        ]
        # Where nobody is quoted, nobody is looked for.
        asides = [
            asides_of(text) if own else [] for text, own in followed(list(zip(texts, quotations, strict=True)), looking)
        ]
        attributions = [
            attribute(texts[d], quotations[d], spans[d], lexicons[d], asides[d])
            for d in followed(range(len(texts)), reading)
        ]
        sources = [
            Source(document.title or "", text, [(q.start, q.stop) for q in own], sentences, beside)
            for document, text, own, sentences, beside in zip(
                corpus.documents, texts, quotations, spans, asides, strict=True
            )
        ]
        speakers = resolve_speakers(sources, attributions, lexicons, progress=resolving)
        quotes, fragments = _quotes(texts, quotations, attributions, speakers, lexicons)
        quotes, shared, disputed = shared_quotations(corpus, texts, quotes, group_of, outlet_of, progress=comparing)
        rows = _rows(quotes, fragments, spans, outlet_of)
        return Voices(rows, _outlets(corpus, quotes, outlet_of, counting), shared, disputed)


def _quotes(
    texts: Sequence[str],
    quotations: Sequence[Sequence[Quotation]],
    attributions: Sequence[Sequence[Attribution]],
    speakers: Sequence[Sequence[Speaker | None]],
    lexicons: Sequence[Lexicon],
) -> tuple[list[Quote], list[Quote]]:
    """The quotations of all documents with their speakers, and those of a few words that are given to somebody."""
    quotes: list[Quote] = []
    fragments: list[Quote] = []
    for document, text in enumerate(texts):
        for own, attribution, speaker in zip(
            quotations[document], attributions[document], speakers[document], strict=True
        ):
            quote = _quote(document, text, own, attribution, speaker)
            if quote is None:
                continue
            if speaker is None and _is_no_phrase(text, attribution, lexicons[document]):
                quote = replace(quote, mention=None)
            if quote.n_words >= MIN_WORDS:
                quotes.append(quote)
            elif quote.evidence != "none":
                fragments.append(quote)
    return _once(texts, quotes), fragments


def _is_no_phrase(text: str, attribution: Attribution, lexicon: Lexicon) -> bool:
    """Whether what was taken for a speaker's phrase is one small word that names nobody: "am", "In", "We're"."""
    if attribution.speaker is None:
        return False
    word = text[slice(*attribution.speaker)]
    folded = word.casefold()
    alone = not any(map(str.isspace, word)) and folded not in lexicon.pronouns and folded not in lexicon.objects
    return alone and (not is_capital(word) or folded in lexicon.small or "'" in plain(word) or folded.endswith("ing"))


def _once(texts: Sequence[str], quotes: Sequence[Quote]) -> list[Quote]:
    """Keep once what an article prints again in a caption or between its lines, where it says whose it is; what two people say, of each."""
    printed: dict[tuple[int, tuple[str, ...]], list[Quote]] = {}
    for quote in quotes:
        words, _ = token_spans(texts[quote.document][slice(*quote.inner)])
        printed.setdefault((quote.document, tuple(words)), []).append(quote)
    kept: set[tuple[int, Speaker | None, tuple[int, int]]] = set()
    for same in printed.values():
        named = {quote.speaker: quote for quote in reversed(same) if quote.speaker is not None and quote.speaker.named}
        first = next((quote for quote in same if quote.speaker is not None), same[0])
        kept.update((quote.document, quote.speaker, quote.content) for quote in named.values() or (first,))
    return [quote for quote in quotes if (quote.document, quote.speaker, quote.content) in kept]


def said_in(text: str, lexicon: Lexicon) -> list[Quotation]:
    """Find what is said in a text, within marks or in lines that a dash opens.

    Parameters
    ----------
    text : str
    lexicon : Lexicon

    Returns
    -------
    list of Quotation
        Outermost ones, in order.
    """
    marked = [q for q in find_quotations(text) if q.depth == 0]
    return sorted([*_speech(text, marked), *spoken_lines(text, marked, lexicon)], key=lambda q: q.start)


def _speech(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """Leave out headings, and what stands in a line of links to other articles: "Related stories ...", headlines without full stops, "... Read more"."""
    kept = []
    # A page without line breaks is one line with all of its quotations: what is true of it is asked once.
    begin, end, bare, n_words, linked = 0, -1, "", 0, False
    for quotation in quotations:
        if quotation.start > end:
            begin = text.rfind("\n", 0, quotation.start) + 1
            end = text.find("\n", quotation.start) % (len(text) + 1)
            words = text[begin:end].split()
            bare, n_words = text[begin:end].strip(_BULLETS), len(words)
            ended = sum(word.endswith(".") for word in words[:-1])
            linked = ended * _TEASER_WORDS < n_words and is_furniture(" ".join(words[:_TEASER_HEAD]))
            linked = linked or (n_words < _TEASER_WORDS and bare.endswith(" Read more"))
        quoted = text[quotation.start : quotation.stop]
        if quotation.closed and bare == quoted and n_words <= _HEADING and quoted[-2:-1].isalnum():
            continue
        if not linked:
            kept.append(quotation)
    return kept


def _quote(
    document: int, text: str, quotation: Quotation, attribution: Attribution, speaker: Speaker | None
) -> Quote | None:
    words = text[quotation.inner_start : quotation.inner_stop]
    if is_title(words) or not any(map(str.isalpha, words)):
        return None
    stop, inner_stop = quotation.stop, quotation.inner_stop
    if pasted := _PASTED_END.search(words):
        # What a page pastes in before the last mark is nobody's words.
        words = words[: pasted.start()]
        stop = inner_stop = quotation.inner_start + pasted.start()
    return Quote(
        document,
        (quotation.start, stop),
        (quotation.inner_start, inner_stop),
        attribution.cue,
        attribution.speaker,
        attribution.verb,
        attribution.evidence,
        speaker,
        word_count(words),
    )


def _rows(
    quotes: Sequence[Quote],
    fragments: Sequence[Quote],
    spans: Sequence[Sequence[tuple[int, int]]],
    outlet_of: Sequence[int],
) -> tuple[Voice, ...]:
    total = Counter[int]()
    gathered: dict[tuple[int, Speaker | None], tuple[list[Quote], list[Quote]]] = {}
    for quote in quotes:
        total[outlet_of[quote.document]] += quote.n_words
        gathered.setdefault((outlet_of[quote.document], quote.speaker), ([], []))[0].append(quote)
    for quote in fragments:
        gathered.setdefault((outlet_of[quote.document], quote.speaker), ([], []))[1].append(quote)
    rows = []
    for (outlet, speaker), (own, short) in gathered.items():
        n_words = sum(quote.n_words for quote in own)
        verbs = Counter(quote.verb for quote in own if quote.verb is not None)
        positions = [(_position(spans[q.document], q.content[0]), q.document) for q in own or short]
        place, document = min(positions)
        rows.append(
            Voice(
                outlet,
                speaker,
                tuple(own),
                tuple(short),
                n_words,
                n_words / total[outlet] if total[outlet] else 0.0,
                sum(quote.independent for quote in own),
                tuple(sorted(verbs.items(), key=lambda item: (-item[1], item[0]))),
                (document, place, len(spans[document])),
            )
        )
    rows.sort(key=lambda row: (row.outlet, row.speaker is None, -row.n_words, row.speaker.name if row.speaker else ""))
    return tuple(rows)


def _position(spans: Sequence[tuple[int, int]], place: int) -> int:
    """1-based number of the sentence in which a place stands."""
    return max(1, bisect_right(spans, place, key=lambda span: span[0]))


def _outlets(
    corpus: Corpus, quotes: Sequence[Quote], outlet_of: Sequence[int], progress: Told
) -> tuple[OutletVoices, ...]:
    n_words = Counter[int]()
    for document, outlet in followed(list(zip(corpus.documents, outlet_of, strict=True)), progress):
        n_words[outlet] += word_count(document.text)
    rows = []
    for outlet in range(len(corpus.outlets)):
        own = [quote for quote in quotes if outlet_of[quote.document] == outlet]
        quoted = sum(quote.n_words for quote in own)
        by_speaker = Counter[Speaker]()
        for quote in own:
            if quote.speaker is not None and quote.speaker.named:
                by_speaker[quote.speaker] += quote.n_words
        given = sum(by_speaker.values())
        entropy = -sum(n / given * log(n / given) for n in by_speaker.values()) if given else 0.0
        rows.append(
            OutletVoices(
                outlet,
                n_words[outlet],
                quoted,
                len(own),
                len(by_speaker),
                1 - given / quoted if quoted else None,
                exp(entropy) if given else None,
                len(once := _printed_once(corpus, own)),
                sum(quote.n_words for quote in once),
            )
        )
    return tuple(rows)


def _printed_once(corpus: Corpus, quotes: Sequence[Quote]) -> list[Quote]:
    """Quotations of one outlet, those of the same words and signs once: a database has an article several times, and an update prints it again.

    What copies of other outlets print stays the outlet's own: it chose to print it.
    """
    said = {wording(corpus.documents[q.document].text[slice(*q.inner)]): q for q in reversed(quotes)}
    return list(said.values())


def without_pasted(text: str) -> str:
    """Put blanks in place of pasted lists of links, so that every other place in the text stays where it is.

    Such a list follows a name, says the name again in full and runs it into the first headline: "Jane Roe Jane Ann RoeMayor opens dam MORE
    said". Its quotations are those of other articles, and its names nobody's here.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as the text.

    Examples
    --------
    >>> without_pasted("Jane Roe Jane Ann RoeMayor: 'All bets are off' MORE said so.").split()
    ['Jane', 'Roe', 'said', 'so.']
    """
    if " MORE" not in text:
        return text
    pieces: list[str] = []
    place = 0
    for end in _PASTED_STOP.finditer(text):
        low = max(place, end.start() - _LONGEST_PASTED, text.rfind("\n", 0, end.start()) + 1)
        start = _pasted_from(text, low, end.start())
        if start is not None:
            pieces += (text[place:start], " " * (end.end() - start))
            place = end.end()
    return "".join([*pieces, text[place:]])


def _pasted_from(text: str, low: int, stop: int) -> int | None:
    """Where a list begins that ends at a place: at the name that is said again; None where there is none."""
    for joint in _PASTED_JOINT.finditer(text, low, stop):
        run = _PASTED_NAME.search(text, max(low, joint.start() - _LONGEST_NAMES), joint.start())
        names = [] if run is None else run.group().split(" ")
        before = names[:-1]
        if run is not None and names[-1] in before:
            # The surname that stands twice: behind the first of them the full name begins.
            behind = len(before) - before[::-1].index(names[-1])
            behind += before[behind : behind + 1] in (["Jr."], ["Sr."])
            return run.start() + len(" ".join(names[:behind])) + 1
    return None
