"""Page furniture: what a page wraps around an article and an agency puts before it, and that is no part of the story."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from .corpus import read_only
from .lexical import counted_stems
from .recent import Recent
from .timing import followed, portions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .corpus import Corpus

__all__ = [
    "captions_of",
    "credited_lines",
    "dateline_stop",
    "ends_sentence",
    "furniture_mask",
    "is_furniture",
    "outside_article",
    "outside_of",
]

#: Wording with which a line of a page begins, and a sentence of an article does not.
_OPENING: Final = re.compile(
    r"""
      (?:read\ )?more\s*: | view\ all\b.*\bnewsletters?\b | disclaimer\s*: | required\ field\b | visit\ \S+\.(?:com|org|net)\b
    | credit\ .{3,40}[/,].{3,40}$ | \[[^\]]{1,120}\]$ | subscribe\b | invalid\ email\b | please\ re-?enter\b
    | please\ try\ again\b | an\ error\ has\ occurred\b | advertisement\b | external\ links\b
    | (?:image|photo|video|picture|media)\ (?:caption|copyright|source) | photo(?:graph(?:er|y)?)?s?\s*(?:by\b|:)
    | \(?photo\b.{0,40}[:/] | (?:just|must|now)\ watch(?:ed|ing)?\b | watch\s*:
    | hide\ caption\b | related\b.{0,12}(?:stories|articles|coverage|:) | most\ (?:read|popular)\b | recommended\b | click\ (?:here|to)\b
    | (?:reporting|additional\ reporting|editing|writing)\ (?:by|from)\b | about\ the\ author\b
    | by\ [A-Z][\w.’'-]+(?:\ [A-Z][\w.’'-]+){1,3}$ | add\ .{1,40}\ as\ an\ interest\b | celebrating\ \d+\ years\b
    | this\ (?:story|article|post|page)\ (?:is|was|has|will)\ (?:been\ |be\ |being\ )?(?:updated|developing)\b | more\ now\ on\b | stay\ tuned\b
    | look\ back\ at\ the\ history\b | CLOSE\ [A-Z] | —\ .{2,60}\(@\w+\) | https?://\S+$ | \S+@\S+\.\w+$
    | (?:e-?mail|contact)\ the\ author\b | twitter:\ ?@ | follow\ (?:@\w|[\w.’' -]{2,40}\ (?:on\ (?:facebook|instagram|twitter|x)\b|@\w))
    | (?:also\ read|now\ playing|see\ also|trending(?:\ right)?\ now|up\ next|market\ sectors)\s?: | [^.!?]{0,30}\btop\ deals\s?:$
    | get\ the\ .{1,40}\bnewsletter\b | check\ us\ out\ on\b | (?:your|this)\ browser\ does\ not\ support\b
    | for\ more\ .{1,40}\b(?:coverage|information|news|stories)\s?[:,]\ (?:go|https?:|visit|www\.) | read\ more\ (?:about|from|on)\b.*\bhere\b
    | if\ you\ (?:enjoyed|have|liked?)\ (?:a|this)\ (?:article|news\ tip|post|story|tip)\b | interested\ in\ [\w ]{1,30}\?$ | please\ see\ our\ terms\b
    | (?:the\ )?(?:opinions|views)\ expressed\ (?:by|here|in)\b | this\ (?:article|piece|story)\ was\ (?:amended|corrected|first\ published)\b
    | (?:author|editor)[’']?s?[’']?\ note\b | \((?:additional\ )?(?:reporting|writing)\ by\b | [\w.’'-]+(?:\ [\w.’'-]+){1,3},\ (?:byline|host)\s?:
    """,
    re.IGNORECASE | re.VERBOSE,
)

#: Wording that pages use and reporters do not, wherever in the line it stands, in small letters: ignoring case takes twice as long. One
#: word boundary before all of it: the places where a word may begin are few, and looking for sixty wordings at each letter takes
#: five times as long.
_WORDING: Final = re.compile(
    r"""
      \b(?=[a-z])(?:
          all\ rights\ reserved\b | copyright\ \(?c?\)?\s*\d{4} | may\ not\ be\ (?:published|reproduced)\b
        | continue\ reading\b | read\ more\s*$ | read\ or\ share\ this\b
        | (?:sign|signed)\ up\b.*\b(?:newsletter|updates|email|subscribe)\b | newsletters?\b.*\b(?:sign|subscri|select|view)
        | (?:you\ are|to|for)\ (?:already\ )?subscrib(?:e|ed|ing)\b(?!\ to\ the\ (?:view|idea|notion))
        | verify\ you[’']?re\ not\ a\ robot\b | privacy\ policy\b | terms\ of\ (?:use|service)\b
        | (?:we|this\ site)\ uses?\ cookies\b | accept\ (?:all\ )?cookies\b | enable\ javascript\b
        | (?:email|contact)\ us\b | got\ a\ (?:tip|story)\b | do\ you\ have\ a\ story\b | we\ pay\ for\ (?:videos|your)\b
        | links\ are\ provided\ for\b | enlarge\ (?:this\ )?image\b | toggle\ caption\b
        | (?:getty|afp|reuters|ap)\s*/\s*\w+ | via\ (?:ap|afp|reuters|getty|shutterstock)\b | getty\ images\b | file\ photo\b
        | scroll\ down\ for\b | replay\ more\ videos\b | share\ this\ (?:story|article|page)\b
        | follow\ (?:us|him|her)\b.*\b(?:on|@) | click\ here\b | contributed\ to\ this\ (?:report|story|article)\b
        | a\ version\ of\ this\ article\ appears\b | order\ reprints\b | originally\ (?:appeared|published)\ (?:on|at|in)\b
        | pic\.twitter\.com\b | thank\ you\ for\ subscribing\b | not\ responsible\ for\ the\ content\b
        | not\ necessarily\ (?:represent|reflect)\b | to\ your\ inbox\b | breaking\ news\ alerts\b | homepage\ for\ more\b
        | contributed\ (?:reporting\b|to\ this\ post\b) | would\ like\ to\ hear\ from\ (?:readers|you)\b | share\ (?:it|this)\ with\ (?:a\ friend|your\ friends)\b
        | confidential\ news\ tip\b | transcripts?\ (?:are|is)\ created\ on\ a\ rush\ deadline\b | authoritative\ record\ of\b.*\bprogramming\b
        | this\ text\ may\ not\ be\ in\ its\ final\ form\b | accuracy\ and\ availability\ may\ vary\b | can\ be\ reached\ at\ \S+@ | a\ post\ shared\ by\b.*\(@ | embed\ x\ share\b
      )
    """,
    re.VERBOSE,
)

#: The same with a mark, which few lines have; these begin with it or hold a slash.
_MARKS: Final = ("©", "(editing", "/")
_MARKED: Final = re.compile(r"©\s*\d|\w\s*/\s*(?:getty|afp|reuters|ap)\b|\(editing\ by\b")

#: Characters of the longest line of furniture; a page without full stops is no line, and searching it costs seconds.
_LONGEST: Final = 2_000

#: A credit stands alone in brackets; an aside of the reporter's is longer or has a verb.
_BRACKETED: Final = re.compile(r"^[(\[].{1,80}[)\]][.]?$")

_CAPITALS: Final = r"A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ"
_REGION: Final = rf"(?:,\s[{_CAPITALS}][\w.’']*(?:\s[\w.]{{1,12}}){{0,2}}){{0,3}}"
_AGENCY: Final = rf"\([{_CAPITALS}][\w&./ -]{{1,30}}\)"
_DASH: Final = r"\s?(?:—|–|--?)\s"

#: ERIE, Pa. — Snow; RIYADH, Feb. 18 (Meridian Wire) - Talks; Paris (Meridian Wire) – Talks; Feb 18 (Meridian Wire) - Talks; (MW) Talks. A place without
#: an agency is in capitals, and no label such as FILE.
_DATELINE: Final = re.compile(
    rf"\s*(?:(?!FILE\b)(?=[^—–:()-]*[{_CAPITALS}]{{3}})[{_CAPITALS}][{_CAPITALS}.'’]+(?:[\s/-][{_CAPITALS}][{_CAPITALS}.'’]+){{0,4}}{_REGION}(?:\s?{_AGENCY})?{_DASH}"
    rf"|[{_CAPITALS}][\w.'’]+(?:[\s/-][{_CAPITALS}][\w.'’]+){{0,3}}{_REGION}\s{_AGENCY}{_DASH}"
    rf"|(?:[{_CAPITALS}][^\W\d]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s)?{_AGENCY}{_DASH}|\([A-Z]{{2,8}}\)\s(?=[{_CAPITALS}“\"]))"
)


def dateline_stop(text: str) -> int:
    """Where the dateline at the head of an article ends: place, date and agency before its first words; 0 without one.

    Parameters
    ----------
    text : str
        The first sentence of an article, or its first line.

    Examples
    --------
    >>> text = "RIYADH, Feb. 18 (Meridian Wire) — Talks began on Tuesday."
    >>> text[dateline_stop(text):], dateline_stop("Talks began on Tuesday - at last.")
    ('Talks began on Tuesday.', 0)
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story: sign-up boxes, credits, links, rules of dashes.

    English wording and marks that need no language. It errs on the side of keeping a sentence.

    Parameters
    ----------
    text : str
        One sentence, as segmented.

    Examples
    --------
    >>> is_furniture("(Jane Roe/Getty Images)"), is_furniture("All rights reserved.")
    (True, True)
    >>> is_furniture("Ministers signed the newsletter's apology on Monday.")
    False
    """
    bare = text.strip()
    if len(bare) > _LONGEST:
        return False
    if sum(map(str.isalpha, bare)) < 3:
        return True
    small = bare.lower()
    if _OPENING.match(bare) or _WORDING.search(small):
        return True
    if any(mark in small for mark in _MARKS) and _MARKED.search(small):
        return True
    return bool(_BRACKETED.match(bare)) and len(bare.split()) <= 8


#: How a line ends that stands under a picture, with the photographer, or that embeds somebody's post, with the account.
_CREDITED: Final = re.compile(
    r"""
      \((?!(?:additional\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)\b)(?:[A-Z][^()/]{1,60}/\s?[A-Z][^()]{1,40}|(?:AP|AFP|EPA|Reuters|Getty|Photo|Picture|Image)\b[^()]{0,60})\)
    | \b(?:Photograph|Photo|Picture|Image|Credit)s?\s?(?:by|:)\s[A-Z][^.!?]{2,60}
    | \bHide\ Caption(?:\ \d+\ of\ \d+)?
    | [—–-]\s?[^()—–]{1,60}\(@\w{1,20}\)(?:\s\w+\.?\s\d{1,2},\s\d{4})?
    | \bpic\.twitter\.com/\w+
    """,
    re.VERBOSE,
)

#: How a line begins that a page puts under a picture with the agency before it: "Reuters The harbour after the fire". An agency may also be
#: what a sentence is about, so that one such line in an article is none, and neither is the title of who heads an office of that name.
_CREDIT_FIRST: Final = re.compile(
    r"(?:AP:Associated\ Press|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\ Images)?(?:\ -\ (?:Getty|Contributor))?|GETTY|Rex\ Features|Alamy|Splash\ News)"
    r"\ (?!(?:Administrator|Chief|Director|Editor|Secretary|Foundation)\b)[A-Z0-9“‘\"']",
    re.VERBOSE,
)
_CREDITED_FIRST: Final = 2

#: Characters of a line under a picture; what is longer is a paragraph that ends with a credit by chance.
_LONGEST_CAPTION: Final = 700


def credited_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the lines that end with a photographer or with the account of a post, or begin, several of them, with an agency: captions, and posts shown whole.

    Parameters
    ----------
    text : str
        An article.

    Returns
    -------
    list of (int, int)
        Start and stop of each, in order.

    Examples
    --------
    >>> credited_lines("Crowds in Riyadh on Monday. (Jane Roe/Meridian Wire)\nTalks began (at last).")
    [(0, 52)]
    >>> credited_lines("Reuters The palace\nTalks began.\nGetty Images The envoys\nReuters said so.")
    [(0, 18), (32, 55)]
    """
    found, begun = [], []
    start = 0
    for line in text.split("\n"):
        bare = line.rstrip()
        if len(bare) <= _LONGEST_CAPTION:
            if any(m.end() == len(bare) for m in _CREDITED.finditer(bare)):
                found.append((start, start + len(bare)))
            elif _CREDIT_FIRST.match(bare):
                begun.append((start, start + len(bare)))
        start += len(line) + 1
    return sorted(found + begun) if len(begun) >= _CREDITED_FIRST else found


def furniture_mask(texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> NDArray[np.bool_]:
    """Which of the sentences are page furniture, shape (n_sentences,); `progress` is called with the number looked at, and of all."""
    return np.array([is_furniture(text) for text in followed(texts, progress)], dtype=bool)


#: Seconds that the passes of `outside_of` took of 100,000 sentences: words, furniture, articles, captions.
_OUTSIDE_SECONDS: Final = (3.0, 2.0, 2.0, 3.3)

#: How a sentence ends, in the scripts that mark it.
_ENDS: Final = re.compile(r"[.!?…:;,。！？；।॥؟۔·][\"'”’»›“)\]*]*\s*$")

#: A picture of a gallery or a video of a list: its number, and how many there are.
_NUMBERED: Final = re.compile(r"(?<![\w/.,-])(\d{1,3})(?:\s*/\s*|\sof\s)(\d{1,3})(?![\w/%]|[.,]\d)")

#: A line that ends without a mark and has at most so many words is a heading, a credit or a button.
_HEADING_WORDS: Final = 8

#: A line of so many words in capitals is a heading or a link to another article, where fewer than this share of its article are.
_CAPITAL_WORDS: Final = 3
_SHOUTED: Final = 0.5

#: In running text at least this share of the words are function words; in a list of links, hardly any.
_FUNCTION_SHARE: Final = 0.15


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the mark of a sentence, in the scripts that have one.

    Examples
    --------
    >>> ends_sentence("“We agree.”"), ends_sentence("A new palace for Riyadh")
    (True, False)
    """
    return _ENDS.search(text.strip()) is not None


def outside_article(
    texts: Sequence[str],
    document_of: NDArray[np.intp],
    n_words: NDArray[np.intp],
    n_content: NDArray[np.intp],
    furniture: NDArray[np.bool_] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> NDArray[np.bool_]:
    """Which of the sentences are no running text of their article: furniture, headings, credits, picture galleries.

    What a line alone does not say, its document does: whether its sentences end with marks at all, whether they are set in
    capitals, and whether a number such as 3/16 counts the pictures of a gallery.

    Parameters
    ----------
    texts : sequence of str
        Sentences, those of a document together and in order.
    document_of : ndarray of shape (n_sentences,)
    n_words, n_content : ndarray of shape (n_sentences,)
        Words of each sentence, and how many of them are no function words. Where the language has no list of function
        words all are content; such a document is judged without them.
    furniture : ndarray of shape (n_sentences,), optional
        Where it is known already what is page furniture: `furniture_mask`.
    progress : callable, optional
        Called with the number of documents looked through and of all.

    Returns
    -------
    ndarray of shape (n_sentences,)
    """
    outside = furniture_mask(texts) if furniture is None else furniture.copy()
    unended = np.array([not ends_sentence(text) for text in texts], dtype=bool)
    commas = np.array([text.count(",") for text in texts], dtype=np.intp)
    begins = np.flatnonzero(np.diff(document_of, prepend=-1))
    spans = list(pairwise([*begins.tolist(), len(texts)]))
    for begin, stop in followed(spans, progress):
        rows = np.arange(begin, stop)
        long = rows[n_words[rows] > _HEADING_WORDS]
        if len(long) and unended[long].mean() < 0.5:
            outside[rows] |= unended[rows] & (n_words[rows] <= _HEADING_WORDS)
        function_share = 1 - n_content[rows] / np.maximum(n_words[rows], 1)
        if np.median(function_share) >= 2 * _FUNCTION_SHARE:
            # A list of names has no function words either, and may be what the story is about.
            outside[rows] |= (n_words[rows] >= 6) & (function_share < _FUNCTION_SHARE) & (commas[rows] < 3)
        outside[rows] |= _in_gallery([texts[i] for i in rows.tolist()])
        shouted = np.array([_in_capitals(texts[i]) for i in rows.tolist()], dtype=bool)
        if shouted.mean() < _SHOUTED:
            outside[rows] |= shouted
    return outside


def _in_capitals(text: str) -> bool:
    """Whether a line of several words has no small letter, as headings and links to other articles are set."""
    return text.upper() == text != text.lower() and len(text.split()) >= _CAPITAL_WORDS


def outside_of(corpus: Corpus, progress: Callable[[int, int], None] | None = None) -> NDArray[np.bool_]:
    """Which sentences of a corpus are no running text of their article, shape (n_sentences,): `outside_article`, `captions_of`.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.
    """
    return _RECENT_OUTSIDE.of(corpus, lambda: _outside(corpus, progress))


#: Claims and the views that count ask for the same corpus.
_RECENT_OUTSIDE: Final = Recent["NDArray[np.bool_]"](size=2)


def _outside(corpus: Corpus, progress: Callable[[int, int], None] | None) -> NDArray[np.bool_]:
    texts = corpus.texts
    languages = [corpus.documents[d].language or "en" for d in corpus.document_of.tolist()]
    with portions(progress, len(texts), *_OUTSIDE_SECONDS) as (reading, marking, looking, searching):
        each = followed(list(zip(texts, languages, strict=True)), reading)
        counted = [counted_stems(text, language) for text, language in each]
        n_words = np.array([n for n, _ in counted], dtype=np.intp)
        n_content = np.array([len(stemmed) for _, stemmed in counted], dtype=np.intp)
        furniture = furniture_mask(texts, marking)
        outside = outside_article(texts, corpus.document_of, n_words, n_content, furniture, looking)
        return read_only(outside | captions_of(corpus, progress=searching))


def captions_of(
    corpus: Corpus, among: NDArray[np.bool_] | None = None, progress: Callable[[int, int], None] | None = None
) -> NDArray[np.bool_]:
    """Which sentences stand under a picture, in a gallery of pictures or in a post that is shown whole, shape (n_sentences,); see `credited_lines`.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    among : ndarray of shape (n_sentences,), optional
        Look only at documents that hold one of these.
    progress : callable, optional
        Called with the number of documents looked through, and of all.
    """
    captions = np.zeros(len(corpus.sentences), dtype=bool)
    first = 0
    for document, n in followed(list(zip(corpus.documents, corpus.n_sentences_of.tolist(), strict=True)), progress):
        asked = among is None or among[first : first + n].any()
        starts = np.array([sentence.start for sentence in corpus.sentences[first : first + n]], dtype=np.intp)
        for start, stop in credited_lines(document.text) if asked else ():
            captions[first + np.searchsorted(starts, start) : first + np.searchsorted(starts, stop)] = True
        if asked:
            texts = [document.text[s.start : s.stop] for s in corpus.sentences[first : first + n]]
            captions[first : first + n] |= _in_gallery(texts)
        first += n
    return captions


def _in_gallery(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Sentences of one document from the first numbered picture of a gallery to the last: at least three that count up."""
    inside = np.zeros(len(texts), dtype=bool)
    counts: dict[int, list[tuple[int, int]]] = {}
    for i, text in enumerate(texts):
        for found in _NUMBERED.finditer(text):
            number, total = int(found[1]), int(found[2])
            seen = counts.setdefault(total, [])
            if (seen[-1][0] if seen else 0) < number <= total:
                seen.append((number, i))
    for numbered in counts.values():
        if len(numbered) >= 3:
            inside[numbered[0][1] : numbered[-1][1] + 1] = True
    return inside
