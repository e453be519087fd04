"""What is asked of an analysis: a brief, an article beside all others."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast, overload

from ..arguments import expect, is_whole, whole_number
from ..counts import counted
from ..errors import InputError
from .analysis import analysed
from .answers import Answer
from .identity import corpus_facts, digest, is_corpus, meant, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import SupportsIndex

    from ..corpus import Corpus, Document
    from ..records.article import ArticleRecord
    from ..records.schema import BriefRecord
    from ..settings import Method
    from ..summary import Focus
    from ..themes import Seed, Themes
    from .analysis import Analysis
    from .rows import BriefSentence

#: Ids that an error lists.
_LISTED: Final = 40


@dataclass(frozen=True, eq=False, repr=False)
class Brief(Answer["BriefRecord"]):
    """A cited extractive summary: a sequence of its sentences, in reading order.

    Attributes
    ----------
    record : BriefRecord
        The fields of the JSON.
    """

    record: BriefRecord

    def __repr__(self) -> str:
        begins = f": {self.text[:60]}…" if len(self.text) > 60 else f": {self.text}" if self.text else ""
        return f"Brief({counted(len(self), 'sentence')}, {counted(self.n_words, 'word')}{begins})"

    @cached_property
    def sentences(self) -> list[BriefSentence]:
        """The sentences, in reading order: dicts of the JSON, whose fields (``text``, ``outlet``, ``span``, ...) are attributes too."""
        from ..records import plain
        from .rows import rows_of

        return cast("list[BriefSentence]", rows_of(plain(self.record["sentences"])))

    @property
    def n_words(self) -> int:
        """Words of the whole brief, as the budget counts them."""
        return self.record["n_words"]

    @property
    def text(self) -> str:
        """The words of the brief, datelines left out and white space within a sentence collapsed."""
        return " ".join(
            " ".join(sentence["text"][sentence["shown"]["start"] - sentence["start"] :].split())
            for sentence in self.record["sentences"]
        )

    def __len__(self) -> int:
        return len(self.record["sentences"])

    def __iter__(self) -> Iterator[BriefSentence]:
        return iter(self.sentences)

    @overload
    def __getitem__(self, place: SupportsIndex) -> BriefSentence: ...
    @overload
    def __getitem__(self, place: slice) -> list[BriefSentence]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> BriefSentence | list[BriefSentence]:
        return self.sentences[place]


def brief(
    analysis: Analysis,
    *,
    max_words: SupportsIndex = 200,
    max_sentences: SupportsIndex | None = None,
    focus: str | None = None,
    theme: str | int | None = None,
    per_theme: bool = False,
    per_outlet: bool = False,
    known: Corpus | None = None,
    method: Method | None = None,
) -> Brief:
    """Write nothing, choose: the sentences that say most of a story within a budget.

    Parameters
    ----------
    analysis : Analysis
    max_words : int
        Words of the whole brief.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    focus : str, optional
        A question; sentences near to it weigh more.
    theme : str or int, optional
        Label, part of a label, or id of the one theme to choose from.
    per_theme : bool
        Spend half of the budget as ever and the rest on what each theme adds that has nothing yet, and order the brief by theme.
    per_outlet : bool
        Choose for each outlet what sets it apart, within a budget of its own.
    known : Corpus, optional
        Earlier coverage; what it says already is not chosen.
    method : {"coverage", "lexrank", "lexrank_thresholded", "textrank", "kl", "centroid", "mmr", "lead", "turns", "random"}, optional
        How to choose; as the settings of the analysis say, by default.

    Returns
    -------
    Brief

    Raises
    ------
    InputError
        If there is no such theme, or more than one, or if the question has no word in it.
    SettingsError
        If there is no such method.
    ValueError
        If a budget is not positive, or parts by theme and by outlet are both asked for.
    TypeError
        If a budget is no whole number, or something else stands where an analysis or a corpus should.

    Notes
    -----
    Sentences are chosen by maximum coverage of pairs of words, exactly where that is possible (``record["solver"]`` says how). What it takes
    beyond the stages of the analysis (embedding, themes, copies, claims; who speaks, where a question asks what somebody said) is measured in ``docs/speed.md``, its quality beside other
    methods in ``docs/summaries.md``.

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.

    Examples
    --------
    ::

        brief = sm.brief(sm.analyse(corpus), max_words=70)
        print(brief.text, [sentence.outlet for sentence in brief])
    """
    analysed(analysis)
    chosen = analysis.settings.brief if method is None else replace(analysis.settings.brief, method=method)
    if known is not None:
        is_corpus(known, "a corpus of what is known")
    theme = whole_number("theme", theme) if is_whole(theme) else theme
    max_words = _budget("max_words", max_words)
    max_sentences = None if max_sentences is None else _budget("max_sentences", max_sentences)
    for name, given in (("per_theme", per_theme), ("per_outlet", per_outlet)):
        expect(isinstance(given, bool), f"{name} to be True or False", given)
    if per_theme and per_outlet:
        raise ValueError(
            "a brief is ordered by theme or by outlet, not by both, got per_theme=True and per_outlet=True"
        )
    expect(focus is None or isinstance(focus, str), "focus to be a question", focus)
    if focus is not None and not any(map(str.isalnum, focus)):
        raise InputError("a question needs words, such as Who was not at the table?; this one has none")
    deciding = analysis.deciding(
        "brief",
        "themes",
        "copies",
        "claims",
        "figures",
        max_words=max_words if max_sentences is None else None,
        max_sentences=max_sentences,
        focus=focus,
        theme=theme,
        per_theme=per_theme,
        per_outlet=per_outlet,
        known=None if known is None else [d.id for d in known.documents],
        explain=False,
    )
    deciding["brief"] = asdict(chosen)

    def compute() -> BriefRecord:
        from ..comparison.honesty import honesty_of
        from ..records.build import brief_record
        from ..summary import summarise

        earlier = before = stated = None
        if known is not None:
            from ..comparison.known import stated_before
            from ..segmentation import segment

            before = segment(known, memo=analysis.store, engine=analysis.engine)
        if before is not None and before.sentences:
            earlier = analysis.embed_texts(before.texts).vectors
            with stage(analysis.progress, "comparing with what is known") as told:
                probable = stated_before(
                    analysis.corpus,
                    analysis.embeddings,
                    before,
                    earlier,
                    analysis.claims,
                    analysis.settings.claims,
                    told,
                )
            stated = probable >= chosen.known_probability
        asked = None if focus is None else _asked(analysis, focus)
        with stage(analysis.progress, "choosing sentences") as told:
            summary = summarise(
                analysis.corpus,
                analysis.embeddings,
                analysis.themes,
                analysis.copies.group_of,
                max_words=max_words,
                max_sentences=max_sentences,
                theme=None if theme is None else _theme_number(analysis.themes, theme, analysis.seeds),
                per_theme=per_theme,
                per_outlet=per_outlet,
                focus=asked,
                known=stated,
                claim_of=analysis.claims.claim_of,
                corroboration=analysis.claims.corroboration,
                # Who asks for a figure wants to see that there are two.
                opposed=None if focus is not None else analysis.contradicting,
                settings=chosen,
                progress=told,
            )
        return brief_record(
            analysis.corpus,
            summary,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            honesty_of(
                analysis.corpus,
                [item.sentence for item in summary.chosen],
                analysis.claims,
                analysis.themes if theme is None and focus is None and known is None and not per_outlet else None,
            ),
            deciding,
            analysis.encoder.identity,
            known=None if before is None or earlier is None else (before, analysis.embeddings.vectors, earlier),
        )

    earlier_facts = None if known is None else corpus_facts(known)
    return Brief(analysis.store.memo("brief", digest(analysis.key, deciding, earlier_facts), compute))


def _asked(analysis: Analysis, question: str) -> Focus:
    """A question, with the sentences that have words of whom it asks for; where it asks for nobody's, nobody is looked for."""
    from ..comparison.voices.spoken import spoken_by
    from ..summary import Focus
    from ..summary.questions import place_adjectives, speaker_asked

    vector, whom = analysis.embed_texts([question]).vectors[0], speaker_asked(question)
    if whom is None:
        return Focus(question, vector)
    spoken = spoken_by(analysis.corpus, whom, place_adjectives(whom.split()[-1]))
    return Focus(question, vector, spoken.quoted, spoken.reported)


def _budget(name: str, given: SupportsIndex) -> int:
    """A budget, as a number that can be one."""
    number = whole_number(name, given)
    if number < 1:
        raise ValueError(f"a budget must be positive, got {name}={given!r}")
    return number


def _theme_number(themes: Themes, wanted: str | int, seeds: Sequence[Seed]) -> int:
    """Id of the theme that the user means, by number, label, or a part of label or terms that only one theme has."""
    named = "; ".join(f"{k} {name}" for k, name in enumerate(themes.names)) or "none"
    if str(wanted).isdecimal():
        if int(wanted) < len(themes.names):
            return int(wanted)
        raise InputError(f"there is no theme {wanted}; the themes are: {named}")
    words = str(wanted).strip().casefold()
    if not words:
        raise InputError(
            f"a theme is named by its number, its label or a part of it, got {wanted!r}; the themes are: {named}"
        )
    found = meant(words, themes.names, themes.terms)
    if len(found) == 1:
        return found[0]
    barren = [seed.name for seed in seeds if words in seed.name.casefold()]
    if barren and not found:
        raise InputError(f"no sentence of these articles is near to the seed {barren[0]!r}; the themes are: {named}")
    problem = "more than one theme matches" if found else "no theme matches"
    raise InputError(
        f"{problem} {wanted!r}; the themes are: {named}; or name one of your own with --seed, in Python with seeds of analyse"
    )


@dataclass(frozen=True, eq=False, repr=False)
class ArticleResult(Answer["ArticleRecord"]):
    """One article with what the others say in its margin."""

    record: ArticleRecord

    def __repr__(self) -> str:
        return f"ArticleResult({self.record['settings']['article']!r}, {counted(len(self.record['article']['sentences']), 'sentence')})"


def article(analysis: Analysis, name: str) -> ArticleResult:
    """Show one article with what the others add, dispute or leave out.

    Parameters
    ----------
    analysis : Analysis
    name : str
        Id of the document, the name of its file, or a part of its id, outlet or title that no other document has.

    Returns
    -------
    ArticleResult

    Raises
    ------
    InputError
        If no document has that name, or more than one.
    TypeError
        If something else stands where an analysis should.

    Notes
    -----
    Needs the claims, alignments and figures of the whole corpus; the margin itself takes time by the sentences of the one article.
    """
    analysed(analysis)
    document = _document_named(analysis.source, name)
    deciding = analysis.deciding(
        "claims", "copies", "alignments", "figures", "coverage", article=analysis.source.documents[document].id
    )

    def compute() -> ArticleRecord:
        from ..records.build import article_record

        marked = analysis.margins.of(document)
        return article_record(
            analysis.corpus, marked, analysis.claims, analysis.copies, deciding, analysis.encoder.identity
        )

    record: ArticleRecord = analysis.store.memo("article", digest(analysis.key, deciding), compute)
    return ArticleResult(record)


def _document_named(corpus: Corpus, name: str) -> int:
    """Number of the document that the user means: by id, by the name of its file, or by what it alone has in its id, outlet or title."""
    wanted = " ".join(str(name).casefold().split()).removesuffix("…")
    documents = corpus.documents
    files = [
        (document.provenance.path or "").replace("\\", "/").rpartition("/")[2].casefold() for document in documents
    ]
    ids, outlets, titles = zip(
        *((d.id.casefold(), d.outlet.casefold(), " ".join(d.title.casefold().split())) for d in documents), strict=True
    )
    by_id = (
        [k for k, own in enumerate(ids) if own == wanted],
        [k for k, own in enumerate(files) if own and wanted in (own, own.rpartition(".")[0])],
        [k for k, own in enumerate(ids) if wanted and wanted in own],
    )
    # Who gives a part of an id means no title that happens to have it.
    others = (
        [k for k, own in enumerate(outlets) if own == wanted],
        [
            k
            for k, own in enumerate(zip(outlets, titles, strict=True))
            if wanted and any(wanted in part for part in own)
        ],
    )
    tries = by_id if any(by_id) else others
    for found in tries:
        if len(found) == 1:
            return found[0]
    several = next((found for found in tries if found), [])
    shown = [_listed(documents[k]) for k in several or range(len(documents))]
    more = f" and {len(shown) - _LISTED} more (see summarize read)" if len(shown) > _LISTED else ""
    problem = "more than one document matches" if several else "no document matches"
    raise InputError(
        f"{problem} {name!r}; name one by a part of its id, outlet or title that no other has: {', '.join(shown[:_LISTED])}{more}"
    )


def _listed(document: Document) -> str:
    """A document as it can be named: the head of its id, its outlet and its title."""
    from ..rendering.phrases import short_id

    title = " ".join(document.title.split())
    return f"{short_id(document.id)} ({document.outlet}){f' {title!r}' if title else ''}"
