"""The runs of one to three words of a story that could be noun phrases, counted as numbers.

A story has few words and shows them often: what can be said of a word by itself is said once, and all showings are then judged together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from operator import is_
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .forms import BEFORE_NOUNS, Words, beside, squashed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told

#: Longest phrase, in words.
MAX_WORDS: Final = 3

#: A phrase that stands as a whole, as a noun, or, if it ends like an adjective, as a head, in less than these shares is no label.
LEAST_WHOLE: Final = 0.25
LEAST_NOUN: Final = 0.5
LEAST_HEAD: Final = 0.25

#: How English adjectives end, and some nouns do.
_ADJECTIVAL: Final = ("ful", "less", "ous", "ish", "able", "ible", "ic", "al", "ive", "ary")

#: Words that stand inside a name or a noun phrase: Bank of England, ministère de la défense.
_LINKS: Final = frozenset({"of", "de", "del", "della", "di", "da", "do", "du", "des", "von", "van", "der", "al", "bin"})

#: What begins another noun phrase.
_ARTICLES: Final = frozenset("a an the my your his her our their".split())

#: What a noun without an article stands behind in many a fixed phrase that names nothing: "in sight", "at risk", "under fire".
_IDIOMATIC: Final = frozenset("at by in into under without".split())

#: What a showing counts for how its phrase is written. The first word of a sentence is cased by its place; any other showing speaks louder.
_FIRST_WORD: Final = 1
_OTHER_WORD: Final = 100

#: Stands where a run has ended; before all words, as a shorter run stands before a longer.
_NO_WORD: Final = -1

#: What a whole number of 64 bits holds.
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, eq=False, slots=True)
class Runs:
    """Runs of words, as places in a list of words.

    Attributes
    ----------
    words : list of str
        In alphabetical order.
    places : ndarray of shape (n_runs, MAX_WORDS)
        `_NO_WORD` where a run has ended.
    """

    words: list[str]
    places: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, runs: NDArray[np.intp]) -> Runs:
        return Runs(self.words, self.places[runs])

    @property
    def n_words(self) -> NDArray[np.intp]:
        """Words of each run, shape (n_runs,)."""
        return np.asarray(np.count_nonzero(self.places != _NO_WORD, axis=1))

    def of(self, run: int) -> tuple[str, ...]:
        """The words of one run."""
        return tuple(self.words[place] for place in self.places[run].tolist() if place != _NO_WORD)


@dataclass(frozen=True, eq=False, slots=True)
class Phrases:
    """The phrases of the sentences of a story, numbered in the order of their stems.

    Attributes
    ----------
    sentences, numbers : ndarray of shape (n_held,)
        Which sentence holds which phrase, each pair once, by sentence.
    fitness : ndarray of shape (n_phrases,)
        How often each phrase stands as a whole noun phrase and not as a part of one or as a verb, 0-1.
    stems, surfaces : Runs
        The stems that tell a phrase from others, and how the texts write it most.
    text_of, language_of : callable
        From the number of a sentence to its text, and to the language that it is written in.
    """

    sentences: NDArray[np.intp]
    numbers: NDArray[np.intp]
    fitness: NDArray[np.float64]
    stems: Runs
    surfaces: Runs
    text_of: Callable[[int], str]
    language_of: Callable[[int], str]


def _runs(words: Words) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """First and last word of each run that could be a noun phrase, by length, then as they stand."""
    inside = words.good | words.which("word", _LINKS.__contains__)
    tells, ends, linking = words.good & words.which("tells"), words.which("ends"), words.which("linking")
    starts = [np.flatnonzero(tells & ends & ~linking)]
    # Where every noun has a capital, none makes a name of it.
    written_name = words.capital & ~words.which("capital_noun")
    going, told, name = words.good & _may_begin(words), tells, written_name & (words.place > 0)
    for n in range(1, MAX_WORDS):
        going = going & beside(words.joined, n - 1)
        told, name = told | beside(tells, n), name & beside(written_name, n)
        starts.append(np.flatnonzero(going & beside(words.good & ~linking, n) & (name | (told & beside(ends, n)))))
        going = going & beside(inside, n)
    return np.concatenate(starts), np.concatenate([found + n for n, found in enumerate(starts)])


def _may_begin(words: Words) -> NDArray[np.bool_]:
    """Which words may begin a run of several, shape (n_words,): "amounts of money" are money."""
    return ~(words.which("partitive") & beside(words.which("word", "of".__eq__), 1))


def _names_alone(
    words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp], phrase: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Which phrases are a name with a small noun before it that is mostly seen without, shape (n_phrases,), in English.

    "Manager Steve Keim" says who he is; of "gives power Trump" the name is all there is to say.
    """
    small = words.which("english") & words.which("ends") & words.which("written", str.islower)
    before = (small & words.joined & beside(words.capital, 1))[starts] & words.capital[lasts]
    behind = np.flatnonzero(np.isin(starts, starts[before] + 1))
    runs = dict(zip(zip(starts[behind].tolist(), lasts[behind].tolist(), strict=True), behind.tolist(), strict=True))
    n_shown = np.bincount(phrase)
    alone = np.zeros(len(n_shown), dtype=bool)
    for k in np.flatnonzero(before).tolist():
        name = runs.get((int(starts[k]) + 1, int(lasts[k])))
        alone[phrase[k]] |= name is not None and bool(n_shown[phrase[name]] > 2 * n_shown[phrase[k]])
    return alone


def _wholeness(words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp]) -> NDArray[np.float64]:
    """1 for a run that no content word touches, shape (n_runs,); less where one does: before it, or after it, where it may be its verb."""
    capital, possessive = words.capital, words.which("possessive")
    links = words.which("word", _LINKS.__contains__)
    # Secretary of State: what follows its link is no name of its own.
    of_name = beside(links, -1) & beside(capital, -2) & (words.place > 1) & capital
    # So it is behind "State of the".
    the = words.which("word", "the".__eq__)
    of_name |= beside(the, -1) & beside(links, -2) & beside(capital, -3) & (words.place > 2) & capital
    follows = beside(words.joined & words.good, -1) & (beside(capital, -1) >= capital)
    touched = words.joined & beside(words.good, 1)
    # The middle of a name is no end; a name before a small word may be its subject.
    ends = np.where(touched, np.where(capital, np.where(beside(capital, 1), 0.0, 0.7), 0.5), 1.0)[lasts]
    # "Facebook appeals the ruling": what an article follows is the verb of what stands before it.
    governs = words.joined & words.which("english") & words.which("written", str.islower)
    ends = np.where(
        (lasts > starts) & (governs & beside(words.which("word", _ARTICLES.__contains__), 1))[lasts], 0.0, ends
    )
    # "Kazakhstan's" names Kazakhstan; "limit children's" is no phrase.
    ends = np.where(possessive[lasts], np.where(starts == lasts, 1.0, 0.0), ends)
    return np.where((of_name | follows)[starts], 0.0, ends)


#: Parts of a host's name that many hosts have.
_NO_NAMES: Final = frozenset({"www", "com", "co", "org", "net", "gov", "ac", "edu"})


def _squashed_names(outlet: str) -> set[str]:
    """An outlet's name without its gaps: "Daily Mail" and www.dailymail.co.uk are both "dailymail", edition.cnn.com is "cnn"."""
    labels = [label for label in outlet.split(".")[:-1] if label not in _NO_NAMES] if " " not in outlet else []
    names = (outlet, *labels[-1:])
    return {squashed(name).removeprefix("the") for name in names}


def _are_outlets(words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp], corpus: Corpus) -> NDArray[np.bool_]:
    """Which runs are the name of an outlet, shape (n_runs,): one whose first letters are that, only where its article writes these too."""
    names = {name for outlet in corpus.outlets for name in _squashed_names(outlet)}
    heads = {named[:n] for name in names for named in (name, f"the{name}") for n in range(len(named) + 1)}
    found = np.zeros(len(starts), dtype=bool)
    firsts = {name[0] for name in names if name}
    told = words.which("squashed", heads.__contains__)[starts]
    told |= (
        words.which("squashed", lambda name: name[:1] in firsts)[starts] & words.capital[starts] & words.capital[lasts]
    )
    document = corpus.document_of[words.sentence]
    named = np.flatnonzero(words.which("squashed", names.__contains__))
    short = {(document[i], words.forms[words.form[i]].squashed) for i in named.tolist()}
    squash = [form.squashed for form in words.forms]
    names_of: dict[tuple[int, ...], set[str]] = {}
    for k in np.flatnonzero(told).tolist():
        run = tuple(words.form[starts[k] : lasts[k] + 1].tolist())
        if run not in names_of:
            names_of[run] = {
                name for name in _shortened([squash[form] for form in run]) if name.removeprefix("the") in names
            }
        if names_of[run]:
            initials = "".join(squash[form][:1] for form in run)
            found[k] = any(name != initials or (document[starts[k]], name) in short for name in names_of[run])
    return found


def _shortened(name: Sequence[str]) -> Iterator[str]:
    """A name as it may stand in an address: whole, or its first words by their first letters.

    Examples
    --------
    >>> list(_shortened(["new", "york", "times"]))
    ['newyorktimes', 'nyorktimes', 'nytimes', 'nyt']
    """
    for n in range(len(name) + 1 if len(name) > 2 else 1):
        yield "".join((*(word[:1] for word in name[:n]), *name[n:]))


def phrases_of(corpus: Corpus, counted: NDArray[np.bool_], progress: Told = None) -> Phrases:
    """Find the runs of one to three words of each sentence that could be noun phrases.

    Such a run begins and ends with a content word, and between them stand content words or a link such as *of*; dates
    and numbers are left out, and so is an outlet's own name: it says who writes, not what about. Without a tagger, the
    words around a run tell whether it is a whole phrase and a noun: it is whole where no content word touches it (a name, where
    no other name does), and in English it is a noun after articles and prepositions, a verb after pronouns and
    auxiliaries. An English run that is no name holds a word that names something by itself, and does not end with an adjective.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    counted : ndarray of shape (n_sentences,)
        Sentences that are read; the others have no phrases.
    progress : callable, optional
        Called with the number of sentences read and of all that are.

    Returns
    -------
    Phrases

    Notes
    -----
    O(number of words), and a sort of the runs.
    """
    words = Words(corpus, np.flatnonzero(counted).tolist(), progress)
    starts, lasts = _runs(words)
    kept = ~_are_outlets(words, starts, lasts, corpus)
    starts, lasts = starts[kept], lasts[kept]
    stemmed, written = _stems(words, starts, lasts), _surfaces(words, starts, lasts)
    shown, phrase = _numbered(*stemmed.places.T)
    most = written[_most_written(phrase, written.places, words.place[starts] == 0)]
    held, _ = _numbered(words.sentence[starts], phrase)
    fitness = _fitness(words, starts, lasts, phrase, _nounness(words, most))
    return Phrases(
        sentences=words.sentence[starts[held]],
        numbers=phrase[held],
        fitness=np.where(_names_alone(words, starts, lasts, phrase), 0.0, fitness),
        stems=stemmed[shown],
        surfaces=most,
        text_of=corpus.text_of,
        language_of=corpus.tongue_of,
    )


def _listed(words: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Distinct words in alphabetical order, and the place of each of those given."""
    found = sorted(set(words))
    place = {word: k for k, word in enumerate(found)}
    return found, np.array([place[word] for word in words], dtype=np.intp)


def _table(
    places: NDArray[np.intp], words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The places, given for each form, of the words of each run, shape (n_runs, MAX_WORDS)."""
    found = np.full((len(starts), MAX_WORDS), _NO_WORD)
    for n in range(MAX_WORDS):
        has = starts + n <= lasts
        found[has, n] = places[words.form[starts[has] + n]]
    return found


def _stems(words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp]) -> Runs:
    listed, places = _listed([form.stem for form in words.forms])
    return Runs(listed, _table(places, words, starts, lasts))


def _surfaces(words: Words, starts: NDArray[np.intp], lasts: NDArray[np.intp]) -> Runs:
    """How each run is written: as it stands, without an article joined to its beginning and a possessive at its end."""
    n_forms = len(words.forms)
    listed, places = _listed([getattr(form, part) for part in ("written", "head", "bare") for form in words.forms])
    written, head, bare = places[:n_forms], places[n_forms : 2 * n_forms], places[2 * n_forms :]
    table = _table(written, words, starts, lasts)
    table[:, 0] = head[words.form[starts]]
    alone = (starts == lasts) & words.which("noun", lambda noun: noun is not None)[starts]
    ends = np.where(alone, head[words.form[lasts]], bare[words.form[lasts]])
    table[np.arange(len(starts)), lasts - starts] = ends
    return Runs(listed, table)


def _numbered(*columns: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the distinct rows of a table in the order of their entries: a row of each number, and the number of each row."""
    number, n_numbers = np.zeros(len(columns[0]), dtype=np.intp), 1
    for column in columns:
        width = int(column.max(initial=_NO_WORD)) - _NO_WORD + 1
        if n_numbers * width > _LARGEST:
            found, number = np.unique(number, return_inverse=True)
            n_numbers = len(found)
        number, n_numbers = number * width + (column - _NO_WORD), n_numbers * width
    _, rows, number = np.unique(number, return_index=True, return_inverse=True)
    return rows, number


def _most_written(
    phrase: NDArray[np.intp], surfaces: NDArray[np.intp], first_words: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """For each phrase a run that is written as it is written most, of equals the first in the alphabet, shape (n_phrases,)."""
    runs, number = _numbered(phrase, *surfaces.T)
    loudness = np.bincount(number, np.where(first_words, _FIRST_WORD, _OTHER_WORD))
    order = np.lexsort((-loudness, phrase[runs]))
    return runs[order[np.searchsorted(phrase[runs], np.arange(int(phrase.max(initial=-1)) + 1))]]


def _nounness(words: Words, surfaces: Runs) -> NDArray[np.float64]:
    """Share of showings as a noun of the word that begins or ends a surface, the less of the two, 0-1, shape (n_surfaces,)."""
    heads = [form.head.casefold() for form in words.forms]
    behind = {True: Counter[str](), False: Counter[str]()}
    for noun, found in behind.items():
        before = words.joined & words.which("leads", partial(is_, noun))
        times = np.bincount(words.form[1:][before[:-1]], minlength=len(heads))
        times += np.bincount(words.form[words.which("noun", partial(is_, noun))], minlength=len(heads))
        for form in np.flatnonzero(times).tolist():
            found[heads[form]] += int(times[form])
    nouns, verbs = behind[True], behind[False]
    doubtful = {head for head, form in zip(heads, words.forms, strict=True) if form.doubtful}

    def nounness(word: str) -> float:
        # A participle has to prove it.
        doubt = 3 if word in doubtful else 0
        return (nouns[word] + 1) / (nouns[word] + verbs[word] + 1 + doubt)

    of_word = np.array([nounness(word.casefold()) for word in surfaces.words])
    ends = np.column_stack((surfaces.places[:, 0], surfaces.places[np.arange(len(surfaces)), surfaces.n_words - 1]))
    return np.asarray(of_word[ends].min(axis=1))


def _headed(words: Words) -> NDArray[np.bool_]:
    """Which words end a noun phrase: what stands before nouns, or a part of the phrase, leads up to them, and no content word follows."""
    leads = words.joined & (words.good | words.which("word", BEFORE_NOUNS.__contains__))
    return np.asarray(beside(leads, -1) & (words.place > 0) & ~(words.joined & beside(words.good, 1)))


def _fitness(
    words: Words,
    starts: NDArray[np.intp],
    lasts: NDArray[np.intp],
    phrase: NDArray[np.intp],
    nounness: NDArray[np.float64],
) -> NDArray[np.float64]:
    """How often each phrase stands as a whole and is no verb, shape (n_phrases,); 0 where it seldom does either."""

    def sums(of_run: NDArray[Any] | None = None) -> NDArray[Any]:
        return np.bincount(phrase, of_run, minlength=len(nounness))

    whole = (sums(_wholeness(words, starts, lasts)) + 0.25) / (sums() + 0.5)
    inside = words.place[starts] > 0
    name = inside & words.capital[starts] & words.capital[lasts]
    named = sums(name) > sums(inside) / 2
    noun = np.where(named, 1.0, nounness)
    # "Powerful" and "federal" end no noun phrase; "hospital" and "president" do.
    headed, n = sums(_headed(words)[lasts]), sums()
    doubted = (words.which("english") & words.which("word", lambda word: word.endswith(_ADJECTIVAL)))[lasts]
    noun[(sums(~doubted | _headed(words)[lasts]) < LEAST_HEAD * n) & ~named] = 0.0
    # So does a word for one thing that stands by itself, or it stands before a noun: "take cover" and "stay safe" speak of no cover.
    one = (words.which("english") & ~words.which("plural"))[lasts] & (starts == lasts)
    stands = headed + sums((words.joined & beside(words.good, 1))[lasts]) / 2
    noun = np.where((sums(one) == n) & ~named, noun * np.minimum(1.0, 2 * (stands + 1) / (n + 2)), noun)
    # One thing that is hardly seen but behind a bare "in" or "at" is a part of a turn of speech: "in sight".
    turn = words.joined & words.which("word", _IDIOMATIC.__contains__)
    turned = sums(one & beside(turn, -1)[starts] & (words.place[starts] > 0))
    noun = np.where((2 * turned > n) & ~named, 0.6 * noun, noun)
    return np.where((whole >= LEAST_WHOLE) & (noun >= LEAST_NOUN), whole * noun, 0.0)
