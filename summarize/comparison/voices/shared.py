"""One quotation as several documents print it, at different lengths."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from math import ceil
from typing import TYPE_CHECKING, Final

from ...clustering.components import Components
from ...lexical import token_spans
from ...timing import followed, portions
from ..counting import independent_texts
from .cues import opens_with_anothers
from .lexicon import lexicon_of, plain
from .names import POSSESSIVE
from .sentences import alike, are_alike, pieces_of, sentences_of
from .values import MIN_WORDS, Quote, SharedQuotation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ...corpus import Corpus
    from ...timing import Told
    from .sentences import Piece
    from .speakers import Speaker

#: Two quotations are one where they share a run of so many words, or of this share of the shorter one's; of two people, where they share both and so many.
_SHARED_RUN: Final = 8
_SHARED_PART: Final = 0.6
_STOCK_PHRASE: Final = 15

#: Words of the shortest quotation of which it is shown that it is given to two people, and of the shortest sentence by which two quotations of one speaker are one.
_DISPUTED: Final = 6

#: A link of two utterances, the surest first: whether it may be by a stock phrase, by a few words, and of two speakers; which two.
_Link = tuple[bool, bool, bool, int, int]

#: Evidence that stands beside a quotation or before it in its paragraph.
_PLAIN: Final = frozenset(("cue", "colon", "signature", "continued"))

#: Utterances that each is compared with for one run; links join the rest.
_NEIGHBOURS: Final = 30

#: Seconds that the passes took of 100,000 sentences: words, runs of four, comparing, laying out.
_SECONDS: Final = (1.0, 1.3, 3.0, 1.0)


def shared_quotations(
    corpus: Corpus,
    texts: Sequence[str],
    quotes: Sequence[Quote],
    group_of: NDArray[np.intp],
    outlet_of: Sequence[int],
    *,
    progress: Told = None,
) -> tuple[list[Quote], tuple[SharedQuotation, ...], tuple[tuple[Quote, ...], ...]]:
    """Find quotations that several documents print, and mark those that copies print again.

    Parameters
    ----------
    corpus : Corpus
    texts : sequence of str
        The documents' texts, with blanks in the place of links that a page pastes into sentences.
    quotes : sequence of Quote
        In the order of the corpus.
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    outlet_of : sequence of int
        Outlet of each document.
    progress : callable, optional
        Called with the number of quotations that the work done comes to, and of all.

    Returns
    -------
    quotes : list of Quote
        The same, with what they share and whether they stand for themselves; what is given to nobody, or to a pronoun, has
        the one speaker whom other documents name, or stays with nobody where they contradict; who is only described is the
        one whom others name.
    shared : tuple of SharedQuotation
    disputed : tuple of tuples of Quote
        The same words, given to different people by several documents.

    Notes
    -----
    Only utterances that share a run of four words are compared; each comparison is linear in their lengths.
    """
    with portions(progress, len(quotes), *_SECONDS) as (reading, searching, comparing, laying_out):
        numbers: dict[str, int] = {}
        utterances = _utterances(quotes, texts)
        words: list[list[int]] = []
        for members in followed(utterances, reading):
            own: list[int] = []
            for i in members:
                found, _ = token_spans(texts[quotes[i].document][slice(*quotes[i].inner)])
                own.extend(numbers.setdefault(word, len(numbers) + 1) for word in found)
            words.append(own)
        first_quote = [quotes[members[0]] for members in utterances]
        starts: list[list[int]] = [[] for _ in texts]
        for sentence in corpus.sentences:
            starts[sentence.document].append(sentence.start)
        known: dict[int, list[Piece]] = {}

        def sentences(u: int) -> list[Piece]:
            if u not in known:
                own = [quotes[i] for i in utterances[u]]
                known[u] = pieces_of(own, texts[own[0].document], starts[own[0].document])
            return known[u]

        def is_retold(i: int, j: int) -> bool:
            """Whether one speaker says a sentence of six words and more in both, in much the same words."""
            if first_quote[i].speaker is None or first_quote[i].speaker != first_quote[j].speaker:
                return False
            return any(
                min(len(a.words), len(b.words)) >= _DISPUTED and are_alike(a, b)
                for a, b in product(sentences(i), sentences(j))
            )

        links: list[_Link] = []
        for i, j in followed(_candidates(words, searching), comparing):
            one, other = first_quote[i], first_quote[j]
            if one.document == other.document:
                continue
            is_long = _share_a_run(words[i], words[j], _SHARED_RUN)
            if is_long or _same(words[i], words[j], one.speaker, other.speaker) or is_retold(i, j):
                most = ceil(_SHARED_PART * min(len(words[i]), len(words[j])))
                is_sure = _share_a_run(words[i], words[j], max(_STOCK_PHRASE, most))
                links.append((not is_sure, not is_long, one.speaker != other.speaker, i, j))
        people = [
            # Whom a pronoun means is asked of what others print, but not of their stock phrases.
            None if quote.evidence not in _PLAIN or (long and _is_open(corpus, quote)) else quote.speaker
            for quote, long in zip(first_quote, (len(own) >= _SHARED_RUN for own in words), strict=True)
        ]
        groups = _joined(people, links)
        marked = list(quotes)
        ranked = []
        for group in followed(groups, laying_out):
            first_of_copies: dict[int, int] = {}
            printed_in: dict[tuple[int, tuple[int, ...]], int] = {}
            documents = sorted({first_quote[u].document for u in group})
            for document in documents:
                first_of_copies.setdefault(int(group_of[document]), document)
            printed = [quotes[i] for u in group for i in utterances[u]]
            named = _named_elsewhere(corpus, printed)
            called = _called_elsewhere(corpus, printed) if len(documents) > 1 else None
            for u in group:
                for i in utterances[u]:
                    document, speaker = quotes[i].document, quotes[i].speaker
                    # Whom others name speaks the words that stand in it, and not all of it.
                    whole = not opens_with_anothers(texts[document][slice(*quotes[i].inner)])
                    if whole and named is not None and named != speaker and _is_open(corpus, quotes[i]):
                        marked[i] = _corrected(quotes[i], named, len(words[u]))
                    elif called not in (None, speaker) and len(words[u]) >= _SHARED_RUN and _may_be(speaker, called):
                        marked[i] = replace(quotes[i], speaker=called, evidence="elsewhere")
                    # What an outlet prints again, in an update of an article, word for word, is one quotation too.
                    alone = first_of_copies[int(group_of[document])] == document
                    if alone:
                        alone = printed_in.setdefault((outlet_of[document], tuple(words[u])), document) == document
                    marked[i] = replace(marked[i], independent=alone)
            if len(documents) > 1:
                ranked.append(
                    (group, independent_texts([int(group_of[d]) for d in documents], [outlet_of[d] for d in documents]))
                )
        ranked.sort(
            key=lambda item: (-len({outlet_of[first_quote[u].document] for u in item[0]}), -item[1], item[0][0])
        )
        shared = []
        for number, (group, independent) in enumerate(ranked):
            members = sorted(i for u in group for i in utterances[u])
            for i in members:
                marked[i] = replace(marked[i], shared=number)
            by_document: dict[int, set[tuple[int, ...]]] = {}
            for u in group:
                by_document.setdefault(first_quote[u].document, set()).add(tuple(words[u]))
            identical = len({frozenset(own) for own in by_document.values()}) == 1
            n_words = _printed(
                [(first_quote[u].document, sum(quotes[i].n_words for i in utterances[u]), words[u]) for u in group]
            )
            made = _made([marked[i] for i in members], n_words, outlet_of, independent, identical)
            pieces = [piece for u in group for piece in sentences(u)]
            shared.append(replace(made, sentences=sentences_of(pieces, outlet_of, made.longest)))
        speakers = [marked[members[0]].speaker for members in utterances]
        return marked, tuple(shared), _disputed(speakers, sentences, links)


def _disputed(
    speakers: Sequence[Speaker | None], sentences: Callable[[int], list[Piece]], links: Sequence[_Link]
) -> tuple[tuple[Quote, ...], ...]:
    """Sentences of two people by name that are the same words: all of the shorter one, of six and more, or most of it, of eight."""
    pairs = [(i, j) for _, _, differs, i, j in links if differs and _are_two(speakers[i], speakers[j])]
    every = [(i, piece) for i in sorted({i for p in pairs for i in p}) for piece in sentences(i)]
    places: dict[int, list[int]] = {}
    for number, (i, _) in enumerate(every):
        places.setdefault(i, []).append(number)
    components = Components(len(every))
    disputed: set[int] = set()
    for i, j in pairs:
        for one, other in product(places.get(i, ()), places.get(j, ())):
            first, second = every[one][1].words, every[other][1].words
            shorter = min(len(first), len(second))
            most = shorter if shorter < _SHARED_RUN else max(_SHARED_RUN, ceil(_SHARED_PART * shorter))
            if shorter >= _DISPUTED and _share_a_run(first, second, most):
                components.join(one, other)
                disputed.update((one, other))
    groups: dict[int, dict[tuple[Speaker | None, int], Quote]] = {}
    for number in sorted(disputed):
        i, piece = every[number]
        start, stop = piece.stretches[0][0], piece.stretches[-1][1]
        # A cue may divide the sentence, and then it ends behind the quotation in which it begins.
        content = (piece.quote.content[0], max(piece.quote.content[1], stop))
        said = replace(piece.quote, content=content, inner=(start, stop), speaker=speakers[i])
        groups.setdefault(components.root(number), {}).setdefault((said.speaker, said.document), said)
    return tuple(tuple(own.values()) for own in groups.values())


def _are_two(one: Speaker | None, other: Speaker | None) -> bool:
    """Whether two speakers are people by name who are told apart, which "Trump" and "Donald Trump" are not."""
    if one is None or other is None or not one.kind == other.kind == "name":
        return False
    return not (_words(one) <= _words(other) or _words(other) <= _words(one))


def _is_open(corpus: Corpus, quote: Quote) -> bool:
    """Whether no name stands beside a quotation: nobody, or a pronoun."""
    if quote.mention is None or quote.speaker is None:
        return True
    document = corpus.documents[quote.document]
    lexicon = lexicon_of(document.language or "")
    word = document.text[slice(*quote.mention)].casefold()
    return word in lexicon.pronouns or word in lexicon.objects


def _corrected(quote: Quote, named: Speaker, n_words: int) -> Quote:
    """Give a quotation of nobody, or of a description, to whom other documents name; where a pronoun was read otherwise, leave it to nobody.

    A few words may be what the one quotes of another, and tell nothing.
    """
    own = quote.speaker
    if own is not None and own.kind == "name" and not _are_two(own, named):
        # "Jo Moss" does not contradict "Moss".
        return quote
    if n_words >= _SHARED_RUN and (own is None or _may_be(own, named)):
        return replace(quote, speaker=named, evidence="elsewhere")
    return replace(quote, speaker=None)


def _named_elsewhere(corpus: Corpus, quotes: Sequence[Quote]) -> Speaker | None:
    """Return the one person whom the documents that name the speaker of a quotation give it to."""
    named = {quote.speaker for quote in quotes if quote.evidence in _PLAIN and not _is_open(corpus, quote)}
    people = {speaker for speaker in named if speaker is not None and speaker.kind == "name"}
    return people.pop() if len(people) == 1 == len(named) else None


def _called_elsewhere(corpus: Corpus, quotes: Sequence[Quote]) -> Speaker | None:
    """Return who speaks where documents call him differently: the one person by name, or the fullest description of one."""
    plainly = {quote.speaker for quote in quotes if quote.evidence in _PLAIN and not _is_open(corpus, quote)}
    said = [speaker for speaker in plainly if speaker is not None]
    if len(said) < 2:
        return None
    others = [speaker for speaker in said if speaker.named]
    if others:
        return others[0] if len(others) == 1 and others[0].kind == "name" else None
    fullest = max(said, key=lambda speaker: (len(speaker.name.split()), speaker.name))
    return fullest if all(_words(speaker) <= _words(fullest) for speaker in said) else None


def _may_be(own: Speaker | None, called: Speaker | None) -> bool:
    """Whether a description may be of the one whom others name: "the spokesperson", but not "Roe's lawyer" of Roe."""
    if own is None or called is None:
        return False
    return not own.named and (not called.named or not _words(own) & _words(called))


def _words(speaker: Speaker) -> frozenset[str]:
    return frozenset({plain(POSSESSIVE.sub("", word)) for word in speaker.name.split()})


def _utterances(quotes: Sequence[Quote], texts: Sequence[str]) -> list[list[int]]:
    """Join the stretches that one cue divides: "...," he said, "..."; what the article puts into a sentence of its own ("those who “lie to us” ...") goes on with none, nor does what follows it."""
    utterances: list[list[int]] = []
    within = False
    for i, quote in enumerate(quotes):
        before, was_within = quotes[i - 1] if i else None, within
        text, end = texts[quote.document], quote.content[0]
        while text[end - 1 : end] in (" ", "\u00a0"):
            end -= 1
        # "Moss said “we are late”" leads to what he says.
        within = text[end - 1 : end].isalnum() and (quote.cue is None or quote.cue[1] != end)
        goes_on = before is not None and before.document == quote.document and before.cue == quote.cue is not None
        if goes_on and not (within or was_within):
            utterances[-1].append(i)
        else:
            utterances.append([i])
    return utterances


def _joined(speakers: Sequence[Speaker | None], links: Sequence[_Link]) -> list[list[int]]:
    """Connected components of the utterances, in order; what may be a stock phrase joins no two people's words."""
    n = len(speakers)
    components = Components(n)
    people = [{_words(speaker)} if speaker is not None and speaker.kind == "name" else set() for speaker in speakers]
    for stock, _, _, i, j in sorted(links):
        together = people[components.root(i)] | people[components.root(j)]
        if not stock or all(one <= other or other <= one for one in together for other in together):
            components.join(i, j)
            people[components.root(i)] = together
    groups: dict[int, list[int]] = {}
    for i in range(n):
        groups.setdefault(components.root(i), []).append(i)
    return list(groups.values())


def _candidates(words: Sequence[list[int]], progress: Told) -> list[tuple[int, int]]:
    """Pairs of utterances that share a run of four words; of those that share a common run, the nearest in the corpus."""
    holders: dict[tuple[int, ...], list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for i, own in enumerate(followed(words, progress)):
        for k in range(len(own) - MIN_WORDS + 1):
            held = holders.setdefault(tuple(own[k : k + MIN_WORDS]), [])
            if not held or held[-1] != i:
                pairs.update((j, i) for j in held[-_NEIGHBOURS:])
                held.append(i)
    return sorted(pairs)


def _same(first: Sequence[int], second: Sequence[int], speaker: Speaker | None, other: Speaker | None) -> bool:
    """Whether two utterances that share no long run are one: the shorter is all of the other's, or, of one speaker, most of it in much the same words."""
    shorter = min(len(first), len(second))
    if _share_a_run(first, second, shorter):
        return True
    return speaker is not None and speaker == other and alike(first, second)


def _share_a_run(first: Sequence[object], second: Sequence[object], length: int) -> bool:
    """Whether two utterances share a run of so many words."""
    if length > min(len(first), len(second)):
        return False
    runs = {tuple(first[k : k + length]) for k in range(len(first) - length + 1)}
    return any(tuple(second[k : k + length]) in runs for k in range(len(second) - length + 1))


def _printed(utterances: Sequence[tuple[int, int, list[int]]]) -> dict[int, int]:
    """Words that each document prints, what it repeats in a caption or a pull quote counted once."""
    n_words: dict[int, int] = {}
    kept: dict[int, list[list[int]]] = {}
    for document, n, words in sorted(utterances, key=lambda item: (item[0], -len(item[2]))):
        own = kept.setdefault(document, [])
        most = ceil(_SHARED_PART * len(words))
        if not any(_share_a_run(words, other, most) for other in own):
            own.append(words)
            n_words[document] = n_words.get(document, 0) + n
    return n_words


def _made(
    quotes: list[Quote], by_document: dict[int, int], outlet_of: Sequence[int], independent: int, identical: bool
) -> SharedQuotation:
    n_words: dict[int, int] = {}
    for document, n in sorted(by_document.items()):
        n_words[outlet_of[document]] = max(n, n_words.get(outlet_of[document], 0))
    named = Counter(quote.speaker for quote in quotes if quote.speaker is not None)
    speaker = min(named, key=lambda s: (-named[s], s.name)) if named else None
    longest = max(by_document, key=lambda document: (by_document[document], -document))
    return SharedQuotation(tuple(quotes), longest, speaker, n_words, independent, identical)
