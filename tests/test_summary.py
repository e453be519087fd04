from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from summarize.cache import NoCache
from summarize.comparison.copies import find_copies
from summarize.corpus import Corpus, Embeddings
from summarize.dates import instant_of
from summarize.embedding import embed
from summarize.leaning import leans
from summarize.lexical import word_count
from summarize.segmentation import segment
from summarize.selection import Redundancy
from summarize.settings import METHODS, SummarySettings
from summarize.summary import Focus, Summary, eligibility, reading_order, summarise
from summarize.summary import story as summary_story
from summarize.summary.belonging import of_the_story
from summarize.summary.concepts import find_concepts
from summarize.summary.focus import focus_relevance, names_not_shown, words_not_held
from summarize.summary.methods import Material, choose_by
from summarize.summary.overtaken import due_day, overtaken
from summarize.summary.strangers import strangers
from summarize.terms import unheld_words
from summarize.themes import Themes, find_themes
from summarize.wholeness import is_whole

from .conftest import RECORDS, SmallEncoder, in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence


def told(corpus: Corpus, summary: Summary) -> list[str]:
    return [corpus.text_of(item.sentence) for item in summary.chosen]


class Story:
    """The demo corpus, once for all of hypothesis's examples."""

    def __init__(self) -> None:
        self.corpus = segment(Corpus.from_records(RECORDS))
        self.embeddings: Embeddings = embed(self.corpus.texts, SmallEncoder(), cache=NoCache())
        self.themes: Themes = find_themes(self.corpus, self.embeddings)
        self.groups = find_copies(self.corpus).group_of

    def summarise(self, **options: Any) -> Summary:
        return summarise(self.corpus, self.embeddings, self.themes, self.groups, **options)


STORY = Story()


@given(st.integers(1, 120), st.sampled_from(METHODS), st.booleans())
def test_within_the_budget_and_nothing_twice(budget: int, method: Any, per_theme: bool) -> None:
    summary = STORY.summarise(max_words=budget, per_theme=per_theme, settings=SummarySettings(method=method))
    texts = told(STORY.corpus, summary)
    assert sum(map(word_count, texts)) == summary.n_words <= budget
    assert len(texts) == len({" ".join(text.casefold().split()) for text in texts})
    assert sorted(item.rank for item in summary.chosen) == list(range(1, len(texts) + 1))
    if summary.chosen:
        assert max(item.score for item in summary.chosen) == pytest.approx(1.0)


def test_two_sentences_of_one_claim_do_not_stand_in_one_brief() -> None:
    free = [item.sentence for item in STORY.summarise(max_words=120).chosen]
    claim_of = np.full(len(STORY.corpus.sentences), -1)
    claim_of[free[:2]] = 0
    chosen = {item.sentence for item in STORY.summarise(max_words=120, claim_of=claim_of).chosen}
    assert len(chosen & set(free[:2])) == 1
    # A known method is measured as its paper has it.
    lead = SummarySettings(method="lead")
    plain = STORY.summarise(max_words=120, settings=lead)
    claim_of[:] = 0
    assert told(STORY.corpus, STORY.summarise(max_words=120, settings=lead, claim_of=claim_of)) == told(
        STORY.corpus, plain
    )


def test_what_texts_probably_state_in_other_words_is_chosen_first() -> None:
    few = STORY.summarise(max_sentences=3).chosen
    corroborated = np.ones(len(STORY.corpus.sentences))
    corroborated[few[2].sentence] = 1_000.0
    (best,) = STORY.summarise(max_sentences=1, corroboration=corroborated).chosen
    assert best.sentence == few[2].sentence != STORY.summarise(max_sentences=1).chosen[0].sentence


def test_what_only_fills_the_budget_is_left_out() -> None:
    full, lean = (STORY.summarise(max_words=90, settings=SummarySettings(least_gain=g)) for g in (0.0, 1.0))
    assert {item.sentence for item in lean.chosen} < {item.sentence for item in full.chosen}
    # Who asks for a number of sentences gets it.
    counted = STORY.summarise(max_sentences=5, settings=SummarySettings(least_gain=1.0))
    assert len(counted.chosen) == 5
    # Who asks gets every answer.
    question = "Who carried grain on the barges?"
    focus = Focus(question, SmallEncoder().encode([question])[0])
    every, best = (
        STORY.summarise(max_words=90, focus=focus, settings=SummarySettings(least_gain=g)).chosen for g in (0.0, 1.0)
    )
    assert len(every) > 1
    assert best == every


@pytest.mark.parametrize(
    ("requires", "kept"),
    [([-1, -1, -1], [0]), ([-1, 2, -1], [0]), ([2, -1, -1], [0, 2]), ([2, -1, 1], [0, 1, 2])],
)
def test_what_only_fills_the_budget_stays_where_what_stays_leans_on_it(requires: list[int], kept: list[int]) -> None:
    story = SimpleNamespace(
        by_words=True,
        n_words=np.array([10, 10, 10]),
        answers=None,
        settings=SummarySettings(least_gain=0.5),
        requires=np.array(requires),
    )
    worth: Any = summary_story.Story._worth_their_words
    gains = np.array([10.0, 0.1, 0.1])
    assert [i for i, _ in worth(story, np.arange(3), gains)] == kept
    # What leads up to an answer that is not there goes too, whatever it adds.
    story.answers = np.array([1.0, 0.0, 0.0])
    assert [i for i, _ in worth(story, np.arange(3), gains[::-1])] == kept
    # So does what answers far less than the best, but where a number of sentences was asked for.
    story.answers = np.array([1.0, 0.6, 0.6])
    assert [i for i, _ in worth(story, np.arange(3), gains[::-1])] == kept
    story.by_words = False
    assert [i for i, _ in worth(story, np.arange(3), gains)] == [0, 1, 2]


class Distinct:
    """Each text as far from all others as from itself to a question: no two are alike."""

    identity = "apart"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.eye(len(texts), dtype=np.float32)


@pytest.mark.parametrize(
    ("second", "both"),
    [
        ("Ida Roe of Karst has won the whole race by a minute.", True),
        ("In the rain she has won the third stage, said a judge.", False),
        ("At noon the third stage was won by Moss in the rain.", False),
        ("By a minute it was Ana Moss of Velm who won a stage near Velm.", False),
        ("At noon the third stage was won by Moss in the rain, the Karst Post said.", False),
        ("At noon the third stage was won by Moss in the rain, said the Karst Post on Monday.", False),
    ],
)
def test_who_each_won_something_are_two_answers_of_one_claim(second: str, both: bool) -> None:
    first = "Ana Moss of Velm has won the third stage near Velm."
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": first}, {"outlet": "B", "text": second}]))
    embeddings = embed(corpus.texts, Distinct(), cache=NoCache())
    themes = find_themes(corpus, embeddings)
    focus = Focus("Who won?", np.full(2, 0.5**0.5, dtype=np.float32))
    claim_of = np.zeros(2, dtype=np.intp)

    def n_chosen(**options: Any) -> int:
        return len(summarise(corpus, embeddings, themes, np.arange(2), claim_of=claim_of, **options).chosen)

    assert n_chosen(focus=focus) == 1 + both
    assert n_chosen() == 1


def test_what_leads_up_to_an_answer_comes_with_it_or_not_at_all() -> None:
    lead = "Captains of forty barges with grain waited for three days beside the harbour master."
    answer = "They pay a fee of ninety crowns to the harbour master."
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "language": "en", "text": f"{lead} {answer}"}]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    question = "Which fee of ninety crowns?"
    focus = Focus(question, SmallEncoder().encode([question])[0])

    def answers(budget: int) -> list[str]:
        themes = find_themes(corpus, embeddings)
        return told(
            corpus, summarise(corpus, embeddings, themes, np.zeros(1, dtype=int), max_words=budget, focus=focus)
        )

    assert [text.strip() for text in answers(40)] == [lead, answer]
    assert answers(20) == []


def test_what_leads_up_to_an_answer_and_is_none_counts_against_it() -> None:
    lead = "Captains of forty barges waited for three long days beside the old master of the harbour."
    leaning, other = "They pay a fee of ninety crowns for grain.", "Every ferry with grain pays ninety crowns as a fee."
    records = [
        {"id": name, "outlet": name, "language": "en", "text": text}
        for name, text in (("a", f"{lead} {leaning}"), ("b", other))
    ]
    corpus = segment(Corpus.from_records(records))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    question = "Which fee of ninety crowns?"
    focus = Focus(question, SmallEncoder().encode([question])[0])
    themes = find_themes(corpus, embeddings)
    summary = summarise(corpus, embeddings, themes, np.arange(2), max_words=26, focus=focus)
    assert [text.strip() for text in told(corpus, summary)] == [other]


@given(st.integers(1, 9), st.sampled_from(METHODS))
def test_a_number_of_sentences(n: int, method: Any) -> None:
    summary = STORY.summarise(max_sentences=n, settings=SummarySettings(method=method, redundancy=2.0))
    assert len(summary.chosen) == min(n, summary.n_candidates)


def test_copies_are_never_both_chosen_and_count_once() -> None:
    summary = STORY.summarise(max_words=500)
    texts = told(STORY.corpus, summary)
    assert len(texts) == len(set(texts))
    concepts = [c for item in summary.chosen for c in item.reasons["concepts"]]
    assert concepts
    assert max(c["texts"] for c in concepts) <= len(set(STORY.groups.tolist()))


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Ισχυρός σεισμός έπληξε Χιλή.", "el", ["Ισχυρός σεισμός", "σεισμός έπληξε", "έπληξε Χιλή"]),
        ("Heißer Stein, kalte Hafenluft.", "de", ["Heißer Stein", "kalte Hafenluft"]),
        (
            "Crews praised U.S.-led talks, rivals left.",
            "en",
            ["Crews praised", "praised U.S", "U.S.-led", "led talks", "rivals left"],
        ),
    ],
)
def test_a_concept_is_named_as_its_sentence_writes_it(text: str, language: str, named: list[str]) -> None:
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": text, "language": language}]))
    found = find_concepts(corpus, np.zeros(1, dtype=np.intp), np.ones(1))
    assert list(found.written(0, text, language).values()) == named


def test_a_concept_of_letters_side_by_side_is_one_stretch() -> None:
    text = "双方代表团在首都举行的会谈于星期二上午正式结束了。"
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": text, "language": "zh"}]))
    found = find_concepts(corpus, np.zeros(1, dtype=np.intp), np.ones(1))
    assert set(found.written(0, text, "zh").values()) >= {"双方代", "的会谈", "结束了"}


def test_a_dateline_is_no_concept() -> None:
    text = "PORT VERRIN, March 3 (Harbour Wire) - Ministers signed the grain treaty."
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "language": "en", "text": text}]))
    found = find_concepts(corpus, np.zeros(1, dtype=np.intp), np.ones(1))
    assert sorted(found.words) == ["grain", "minist", "sign", "the", "treati"]


def test_what_several_texts_say_is_chosen_first() -> None:
    (best,) = told(STORY.corpus, STORY.summarise(max_sentences=1))
    assert "ten" in best.casefold()


def test_a_brief_of_one_theme() -> None:
    theme = int(STORY.themes.labels[8 + 3])
    summary = STORY.summarise(max_words=200, theme=theme)
    assert summary.chosen
    assert {int(STORY.themes.labels[item.sentence]) for item in summary.chosen} == {theme}


def test_every_theme_has_its_part() -> None:
    summary = STORY.summarise(max_words=100, per_theme=True)
    labels = STORY.themes.labels
    first, *others = (theme for theme, _ in groupby(int(labels[item.sentence]) for item in summary.chosen))
    assert others
    assert others == sorted({*others} - {first})
    assert {labels[item.sentence] for item in summary.chosen if item.rank == 1} == {first}
    # Whatever number the theme of what is worth most has, it goes first.
    last = len(STORY.themes.names) - 1
    turned = replace(STORY.themes, labels=np.where(labels < 0, labels, last - labels))
    turned_brief = summarise(STORY.corpus, STORY.embeddings, turned, STORY.groups, max_words=100, per_theme=True)
    assert turned.labels[turned_brief.chosen[0].sentence] in {
        turned.labels[item.sentence] for item in turned_brief.chosen if item.rank == 1
    }
    assert turned.labels[turned_brief.chosen[0].sentence] > 0
    # The news is there, whatever the themes are.
    news = {item.sentence for item in STORY.summarise(max_words=50).chosen if labels[item.sentence] >= 0}
    assert news
    assert news <= {item.sentence for item in summary.chosen}
    # Of two sentences each is of another theme, though that of the first may have better ones; with room for more than the themes there are more.
    two = STORY.summarise(max_sentences=2, per_theme=True).chosen
    assert len({int(labels[item.sentence]) for item in two}) == 2
    n_themes = len(STORY.themes.names)
    assert len(STORY.summarise(max_sentences=2 * n_themes + 2, per_theme=True).chosen) == 2 * n_themes + 2


def test_a_brief_with_room_tells_something_of_what_nearly_all_outlets_have() -> None:
    labels = np.full(len(STORY.corpus.sentences), -1)
    theme = [3, 7, 15]
    labels[theme] = 0
    assert {STORY.corpus.outlet_of[i] for i in theme} == set(range(len(STORY.corpus.outlets)))

    def taken(n: int, labels: Any, worth: float = 0.6) -> tuple[set[int], list[int]]:
        themes = replace(STORY.themes, labels=labels, names=("what each has",))
        settings = SummarySettings(shared_theme=worth)
        chosen = summarise(
            STORY.corpus, STORY.embeddings, themes, STORY.groups, max_sentences=n, settings=settings
        ).chosen
        for_theme = [item.sentence for item in chosen if item.reasons.get("theme_of_nearly_all")]
        return {item.sentence for item in chosen}, for_theme

    nothing = np.full_like(labels, -1)
    (plain, _), (chosen, for_theme) = taken(6, nothing), taken(6, labels)
    assert not plain & set(theme)
    assert set(for_theme) == chosen & set(theme) == chosen - plain
    assert taken(6, labels, worth=0) == (plain, [])
    # Fewer sentences are for the news alone, and what one of three outlets lacks is not what nearly all have.
    assert taken(3, labels) == taken(3, nothing)
    assert taken(6, np.where(np.arange(len(labels)) == 7, -1, labels)) == (plain, [])


def test_what_leans_on_a_sentence_of_another_theme_is_in_no_part() -> None:
    text = (
        "Minister Ana Roe opened the new grain harbour of Ostrava on Monday morning. "
        "She said that barges would bring wheat from all of the river ports by May."
    )
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": text, "language": "en"}]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    themes = find_themes(corpus, embeddings)
    for labels, told in ((np.array([0, 1]), [0]), (np.array([0, 0]), [0, 1])):
        apart = replace(themes, labels=labels, names=("first", "second"))
        summary = summarise(corpus, embeddings, apart, np.arange(1), max_words=60, per_theme=True)
        assert [item.sentence for item in summary.chosen] == told
    # What was taken for the half of the budget does not keep out what leans on it later.
    one = replace(themes, labels=np.array([0, 0]), names=("first",))
    summary = summarise(corpus, embeddings, one, np.arange(1), max_words=28, per_theme=True)
    assert [(item.sentence, item.leans_on) for item in summary.chosen] == [(0, None), (1, 0)]


def test_a_question_draws_its_answer() -> None:
    question = "Which fee do barges pay to the port authority?"
    focus = Focus(question, SmallEncoder().encode([question])[0])
    (answer,) = told(STORY.corpus, STORY.summarise(max_sentences=1, focus=focus))
    assert "fee" in answer


def test_words_of_a_question_that_no_article_holds_are_named() -> None:
    question = "Which fees did the Pope pay to port authorities?"
    summary = STORY.summarise(max_sentences=1, focus=Focus(question, SmallEncoder().encode([question])[0]))
    assert summary.not_held == ("Pope",)
    assert STORY.summarise(max_sentences=1).not_held == ()
    assert summary.not_shown == ()
    # Headlines count; signs that stand on letters are of the word; who asks in English of other texts asks for no "the".
    text = "Barges came to the harbour on Monday. They left on Tuesday."
    corpus = segment(Corpus.from_records([{"outlet": "A", "title": "Pope visits the harbour", "text": text}]))
    assert words_not_held(corpus, "Did the Pope see a dragon?") == ["dragon"]
    # A name that only a headline has is no name of a sentence that could have been shown.
    assert names_not_shown(corpus, "Did the Pope’s barges leave the Harbour on Tuesday?", [0]) == ["Tuesday"]
    # A word that begins as a name does is none.
    assert names_not_shown(corpus, "Did Monday’s barges do mondaying on Tuesday?", [0]) == ["Tuesday"]
    assert names_not_shown(corpus, "Did Tuesday’s barges do tuesdaying?", [0]) == ["Tuesday’s"]
    assert unheld_words("राष्ट्रपति ने क्या कहा? मुंबई", ["राष्ट्रपति ने कहा।"], ["hi"]) == ["मुंबई"]
    assert unheld_words("What is the role of the rain?", ["Regen."], ["de"]) == ["role", "rain"]


def test_a_brief_that_answers_begins_with_the_best_answer() -> None:
    question = "Who carried grain on the barges?"
    vector = SmallEncoder().encode([question])[0]
    corpus = STORY.corpus
    every = np.ones(len(corpus.sentences), dtype=bool)
    relevance = focus_relevance(corpus, STORY.embeddings.vectors, Focus(question, vector), every)
    chosen = [item.sentence for item in STORY.summarise(max_words=60, focus=Focus(question, vector)).chosen]
    assert len(chosen) > 1
    assert relevance[chosen[0]] == max(relevance[chosen])


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        # The best answer, and the others of its article in its order.
        ({4: 1.0, 2: 0.6, 0: 0.8}, [4, 0, 2]),
        # What stands right before it leads up to it, and what answers nearly as well is no later news.
        ({3: 1.0, 2: 0.6, 1: 0.6, 0: 0.7}, [0, 1, 2, 3]),
        ({3: 1.0, 1: 0.6, 0: 0.95}, [0, 3, 1]),
    ],
)
def test_answers_of_one_article_are_told_in_its_order(answers: dict[int, float], told: list[int]) -> None:
    text = "The palace was open. The harbour was shut. The river was high. The barges were late. The crews were gone."
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": text}]))
    none, labels = np.full(5, -1), np.array([0, 1, 1, 0, 0])
    worth = np.array([answers.get(i, 0.0) for i in range(5)])
    chosen = np.array(sorted(answers))
    order = reading_order(chosen, corpus, np.eye(5, dtype=np.float32), labels, corpus.document_of, none, answers=worth)
    assert order.tolist() == told


def test_what_another_article_answers_stands_behind_the_best_answer() -> None:
    texts = {"a": "The palace was open. The harbour was shut.", "b": "The river was high. The barges were late."}
    corpus = segment(Corpus.from_records([{"id": name, "outlet": name, "text": text} for name, text in texts.items()]))
    none, worth = np.full(4, -1), np.array([0.95, 0.0, 0.0, 1.0])
    order = reading_order(
        np.array([0, 3]), corpus, np.eye(4, dtype=np.float32), none, corpus.document_of, none, answers=worth
    )
    assert order.tolist() == [3, 0]


def test_nothing_answers_what_the_articles_do_not_speak_of() -> None:
    question = "zxcv qwerty"
    summary = STORY.summarise(max_words=60, focus=Focus(question, SmallEncoder().encode([question])[0]))
    assert not summary.chosen
    assert not summary.n_candidates


def test_only_what_is_new() -> None:
    known = np.arange(len(STORY.corpus.sentences)) < 8
    summary = STORY.summarise(max_words=200, known=known)
    assert summary.share_new is not None
    assert 0 < summary.share_new < 1
    old = {STORY.corpus.text_of(i) for i in range(8)}
    assert not old & set(told(STORY.corpus, summary))


def test_random_is_drawn_from_its_state() -> None:
    def drawn(state: int) -> list[str]:
        return told(
            STORY.corpus, STORY.summarise(settings=SummarySettings(method="random", random_state=state), max_words=40)
        )

    assert drawn(1) == drawn(1)
    assert len({tuple(drawn(state)) for state in range(8)}) > 1


def test_turns_takes_first_sentences_in_turn() -> None:
    summary = STORY.summarise(max_sentences=3, settings=SummarySettings(method="turns", redundancy=0.85))
    assert [int(STORY.corpus.position_of[item.sentence]) for item in summary.chosen] == [0, 0, 0]


def test_lead_takes_the_latest_article_from_its_beginning() -> None:
    summary = STORY.summarise(max_sentences=4, settings=SummarySettings(method="lead"))
    documents = [STORY.corpus.documents[STORY.corpus.sentences[item.sentence].document] for item in summary.chosen]
    by_rank = [document.id for _, document in sorted(zip([c.rank for c in summary.chosen], documents, strict=True))]
    latest = max(STORY.corpus.documents, key=lambda d: instant_of(d.published) or 0)
    assert by_rank[:3] == [latest.id] * 3
    assert by_rank[3] != latest.id


def test_an_unknown_method_is_refused() -> None:
    material = Material(STORY.corpus, STORY.embeddings.vectors, np.ones(1), np.ones(1))
    with pytest.raises(ValueError, match="method must be one of lexrank, "):
        choose_by("leed", material, np.ones(len(STORY.corpus.sentences), dtype=int), 3, redundancy=0.85)


def test_where_nothing_reads_well_something_is_shown(encoder: SmallEncoder) -> None:
    corpus = segment(
        Corpus.from_records([{"outlet": "A", "text": "one two three four five six\nseven eight nine ten"}])
    )
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    summary = summarise(corpus, embeddings, find_themes(corpus, embeddings), np.zeros(1, dtype=int), max_words=50)
    assert len(summary.chosen) == 2


def test_where_something_reads_well_no_fragment_stands_in_its_place(encoder: SmallEncoder) -> None:
    text = (
        "The delegations met in the palace on Tuesday and agreed to go on with the talks.\n\nOur reading.\n\nMore soon."
    )
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": text}]))
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    themes = find_themes(corpus, embeddings)
    assert "Our reading." in corpus.texts
    for budget, n_chosen in ((3, 0), (60, 1)):
        summary = summarise(corpus, embeddings, themes, np.zeros(1, dtype=int), max_words=budget)
        assert len(summary.chosen) == n_chosen
    first = np.arange(len(corpus.sentences)) == 0
    known = summarise(corpus, embeddings, themes, np.zeros(1, dtype=int), max_words=60, known=first)
    assert (known.chosen, known.n_candidates) == ((), 0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“Talks will go on,” the minister said on Monday.", "en"),
        ("The 38-year-old Roe was drafted by the town in 2003.", "en"),
        ("The ministry responded to the request of the town for grain.", "en"),
        ("The three-year-old war has cost the town its harbour.", "en"),
        ("The new chip does heavy image processing for the cameras of the harbour.", "en"),
        ("‘We came to the ministers’ palace,’ the envoy said on Monday.", "en"),
        ("Ministers hoped, that week and later, for an agreement in Riyadh.", "en"),
        ("Переговоры в Эр-Рияде начались во вторник утром.", "ru"),
        ("बैठक मंगलवार को रियाद में शुरू हुई थी।", "hi"),
        ("会谈于星期二上午在首都的宫殿里正式开始了，双方代表团均已到场。", "zh"),
        ("انتهت المحادثات في الرياض يوم الثلاثاء دون اتفاق.", "ar"),
        ("„Wir gehen nicht nach Paris“, sagte der Minister am Montag in Berlin.", "de"),
        ("»Wir gehen nicht nach Paris«, sagte der Minister am Montag in Berlin.", "de"),
        ("Der Minister sagte am Montag in Berlin: »Wir gehen nicht nach Paris.«", "de"),
        ("„Nie jedziemy do Paryża”, powiedział minister w poniedziałek w Warszawie.", "pl"),
        ("„Nepojedeme do Paříže,“ řekl ministr v pondělí v Praze.", "cs"),
        ("”Vi åker inte till Paris”, sade ministern på måndagen i Stockholm.", "sv"),
        ("”Emme mene Pariisiin”, sanoi ministeri maanantaina Helsingissä.", "fi"),
        ("„Nem megyünk Párizsba” – mondta a miniszter hétfőn Budapesten.", "hu"),
        ("« Nous n’irons pas à Paris », a dit le ministre lundi.", "fr"),
        ("首相は「パリには行かない。来週も行かない。」と述べた。", "ja"),
        ("部长说：“我们不去巴黎，也不会参加下周的会谈。”", "zh"),
        ("iPhone sales fell in China on Monday, the company Apple said.", "en"),
        ("’νθρωποι από όλη τη χώρα έτρεξαν στον λόφο.", "el"),
        ("al-Shabaab fighters attacked the base on Monday, the army said.", "en"),
        ("The men are seen as supporters of the mayor, the harbour wire said.", "en"),
        ("The image, which the port had made public, shows a barge.", "en"),
        ("Both Mayor Roe and the captain of the port, Ann Lee, were ill on Monday.", "en"),
        ("Both Mayor Roe of the United Ports and the harbour master were ill.", "en"),
        ("The couple who own the barge left the harbour on Monday.", "en"),
        ("A statement of the port came late, and the harbour is shut, the statement said.", "en"),
        ("“The harbour will be shut all week,” said the spokesman of the port.", "en"),
        ("The harbour will be shut all week, said the spokesman, Jane Roe.", "en"),
        ("The harbour is shut, said the official Harbour Wire.", "en"),
        ("The harbour is shut, said the officials with knowledge of the matter.", "en"),
        ("All told, 21 people were hurt in the harbour, the city said.", "en"),
        ("The couple, Jane and John Roe, married in the harbour.", "en"),
        ("The harbour is shut, said the sources close to the talks.", "en"),
        ("The trio for piano by Roe was played in the harbour.", "en"),
        ("The duo Daft Barge broke up on Monday in the harbour.", "en"),
        ("With their barges, the crews left the harbour on Monday.", "en"),
        ("According to their captain, the crews left the harbour.", "en"),
        ("Barge Works said they will pay for the harbour.", "en"),
        ("The campaign paid their captain on Monday in the harbour.", "en"),
        ("The decision to shut the harbour was made on Monday.", "en"),
        ("The comments on Monday were a rebuke of the harbour master.", "en"),
        ("The news agency in the harbour has told of the barge.", "en"),
        ("The changes outlined in the harbour plan are small.", "en"),
        ("The winner of the barge race is Jane Roe.", "en"),
        ("In others of the ports, crews have painted the boats.", "en"),
        ("The port has two piers, and the second one is called old.", "en"),
        ("Ms Roe said that argument alone would settle nothing.", "en"),
        ("The harbour is open; the old pier, however, is closed.", "en"),
        ("Ms Roe left the port, and gave its dogs as the reason why.", "en"),
        ("The mayor also gave this warning: “Shut the harbour.”", "en"),
        ("Ms Roe said in the statement of the port that barges are late.", "en"),
        ("The port sent a letter, and Ms Roe said in the letter that barges are late.", "en"),
    ],
)
def test_sentences_that_stand_alone(text: str, language: str) -> None:
    assert is_whole(text)
    assert not leans(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Will the talks in the palace go on next week?",
        "Quarterback John Roe (7) scrambles away from a linebacker in the first half.",
        "Residents dig out of the snow on Tuesday, Dec. 26, 2017, in the harbour town.",
        "“We came to the palace on Monday.",
        "„Wir gehen nicht nach Paris, sagte der Minister am Montag in Berlin.",
        "Wir gehen nicht nach Paris“, sagte der Minister am Montag in Berlin.",
        "We went in, and won,” Mr. Roe said on the harbour’s “Meet the Press.",
        "首相は「パリには行かないし、来週も行かない。",
        '“We came to the palace on Monday," the minister said in Riyadh.',
        "ex-ministers met in the palace on Monday.",
        "'I saw the ministers come to the palace on Monday.",
        "Ministers met in the palace on Monday",
        "and ministers met in the palace on Monday.",
        "Talks (which began on Monday will go on.",
        "Too short a line.",
        "The photo above, taken on Monday, shows ministers leaving the palace.",
        "Ministers are seen during a meeting at the palace on Monday.",
        "The old bridge is seen as it reopens to barges on Monday.",
        "The old bridge is seen as workers clear the harbour below the palace.",
        "A handout photo provided by the port shows the barge, which has sunk since.",
        "The mayor met Jane Roe Image The barge waits at the old pier in the harbour.",
        "1 2 3 4 5 6 7 8 9 10 11 12 13.",
        "FOR THE MINISTERS TO WIN THE VOTE...",
        "The ministry did not immediately respond to a request for comment.",
        "The Harbour Wire has reached out to the palace for comment.",
        "The minister could not immediately be reached for further comment.",
        "What we know about the three meetings, in the order of their days.",
        "Here’s what you need to know about the talks in Riyadh.",
        "Jane Roe is a grain market enthusiast living in the old harbour.",
        "(If that happens, readers can put the next talks in their calendar.)",
        "HPR's Jane Roe talks to John Doe, who saw the ministers arrive.",
        'The planned journey: a "long way around the harbour."',
        "The minister did not get a response, according to the harbour office.",
        "Pictured is a close-up view of the moon over the harbour tower.",
        "Police officers stand next to a barge on Thursday that ran into the pier.",
        "The moon rises above the old harbour, Ostrava, yesterday.",
        "Jan. 20 — A talk by Jane Roe, the harbour master, at the palace.",
        "Main features in version two • You can now add barges.",
        "Harbour: Host the fleet on Sunday.",
        "Nov. 2, 2016 The crowd in the harbour waits for the fleet.",
    ],
)
def test_sentences_that_do_not(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("However, the talks will go on next week.", "en"),
        ("But the talks will go on next week.", "en"),
        ("This was not what the ministers had expected.", "en"),
        ("“We will come back,” he said on Monday evening.", "en"),
        ("On Monday she told reporters that the talks would go on.", "en"),
        ("Nobody in Paris put that sum on the table.", "en"),
        ("Britain is ready to send troops, he said afterwards, if America helps.", "en"),
        ("Several said on Monday that they would not come.", "en"),
        ("The six-year-old fell into the well on Sunday.", "en"),
        ("On Monday, that optimism seemed premature to the ministers.", "en"),
        ("Hours later, the ministers met again in Riyadh.", "en"),
        ("The two delegations arrived there in the morning.", "en"),
        ("“We will seek their input and their guidance.”", "en"),
        ("Mais les discussions continueront la semaine prochaine.", "fr"),
        ("It’s time for the envoys to talk.", "en"),
        ("Some believe that the envoys met.", "en"),
        ("The flags in the harbour were waved seconds later.", "en"),
        ("Whether they were given, by whom and in what form, historians dispute to this day.", "en"),
        ("If these are meant for the harbour, surely they are no barges.", "en"),
        ("Though it may be of little use to some, it has been asked for.", "en"),
        ("In this case, the grain comes from the river.", "en"),
        ("For that one, the harbour put a crane aboard.", "en"),
        ("With barges of this size, pilots have a plan.", "en"),
        ("In August of that year there was a war in Georgia.", "en"),
        ("A mission of the heavier rocket costs at least twice that.", "en"),
        ("Each has looked for a road around the conflict.", "en"),
        ("The harbour is expected to unveil them at the fair next week.", "en"),
        ("The ticket agent of the ferry laughed at this.", "en"),
        ("The German Foreign Ministry put the best face on it.", "en"),
        ("Things soon went wrong in a meeting in his Paris hotel room.", "en"),
        ("The public had soured on him, and not without reason.", "en"),
        ("Once the hearing began, he offered an opening statement.", "en"),
        ("Finally she agreed to go upstairs, while Roe waited.", "en"),
        ("As if the way to the Red Planet were not long enough, he has now bought a barge.", "en"),
        ("The 37-year-old Finnish driver lost control on the first lap.", "en"),
        ("The captain of the ferry caught the rope with his other hand.", "en"),
        ("WALT: No, they have not, but they have come close.", "en"),
        ("The result can be bad government in the harbour.", "en"),
        ("Many of them were brought to the harbour.", "en"),
        ("The highlight here is that barges work with cranes.", "en"),
        ("The harbour has the means to pull off such a feat.", "en"),
        ("For starters, the barge is not the one of last year.", "en"),
        ("The mayor was also named in the earlier report.", "en"),
        ("Now it is the leader in frustration, without a barge since 1948.", "en"),
        ("All are at low risk in the harbour.", "en"),
        ("The couple left the harbour.", "en"),
        ("All told, they will be at sea for nine days.", "en"),
        ("Both Americans were freed on Monday and flown home.", "en"),
        ("Call it the harbour problem.", "en"),
        ("The harbour is shut until Monday, the statement said.", "en"),
        ("“The harbour will be shut all week,” the official said.", "en"),
        ("“The harbour will be shut all week,” said the spokesman on Monday.", "en"),
        ("“The harbour will be shut all week,” said the spokesman Monday.", "en"),
        ("Er sagte das am Montag in Paris.", "de"),
        ("Однако переговоры продолжатся на следующей неделе.", "ru"),
        ("उन्होंने कहा कि बैठक अगले हफ्ते होगी।", "hi"),
        ("Ωστόσο οι συνομιλίες θα συνεχιστούν.", "el"),
        ("Añadió que no descarta otras sanciones.", "es"),
        ("Por su parte, Roe dejó el palacio.", "es"),
        ("«Habrá más reuniones», advirtió.", "es"),
        ("—La red es vieja —añadió—, y nadie ha querido verlo.", "es"),
        ("Ha aggiunto che non sa nulla.", "it"),
        ("Acrescentou que não sabe.", "pt"),
        ("Dodał, że nic nie wie.", "pl"),
        ("Uvedl, že nic neví.", "cs"),
        ("„Sejdeme se znovu,“ uvedl.", "cs"),
        ("Πρόσθεσε ότι δεν γνωρίζει.", "el"),
        ("وأضاف أن الأمر خطير.", "ar"),
        ("הוסיף כי המצב חמור.", "he"),
        ("Celui-ci a démissionné lundi.", "fr"),
        ("D'après lui, rien ne change.", "fr"),
        ("Ihm zufolge ist alles gut.", "de"),
        ("Davon sind drei schwer verletzt.", "de"),
        ("Ces 12 hommes ont voté.", "fr"),
        ("Deze 12 mannen stemmen.", "nl"),
        ("А Петров подписал закон.", "ru"),
        ("इस वर्षा से दस लोग मरे।", "hi"),
        ("Deren Sprecher schwieg.", "de"),
        ("Laut Polizei hatte sie das Haus verlassen.", "de"),
        ("Die Regierung wies das zurück.", "de"),
        ("„Wir gehen“, betonte deren Chef Roth.", "de"),
        ("Der 43-Jährige wurde vermisst.", "de"),
        ("Wenige Stunden später kam Hilfe.", "de"),
        ("Berlin sei bereit, sagte er.", "de"),
        ("Selon la police, elle avait quitté la ville.", "fr"),
        ("« Nous partons », a-t-il dit.", "fr"),
        ("L'homme de 43 ans était malade.", "fr"),
        ("Quelques heures plus tard, Lyon dormait.", "fr"),
        ("Le second est mort.", "fr"),
        ("Según la policía, él salió.", "es"),
        ("El Ejecutivo lo negó.", "es"),
        ("El joven de 19 años fue detenido.", "es"),
        ("Horas después murió Roe.", "es"),
        ("«No dudamos», afirmó su presidente.", "es"),
        ("Ο 43χρονος αγνοούνταν.", "el"),
        ("Τον συνέλαβαν την Τρίτη.", "el"),
        ("Podle policie ho viděli v sobotu.", "cs"),
        ("Dva z nich zemřeli.", "cs"),
        ("जिसमें दो बच्चे हैं।", "hi"),
        ("पुलिस के अनुसार वह घर से निकल गया था।", "hi"),
        ("למרות זאת, המצב יציב.", "he"),
        ("From their left wall a pipe leads into the harbour.", "en"),
        ("It is not known when they will leave the harbour.", "en"),
        ("Now, they say, even the harbour is shut.", "en"),
        ("Seen by The Courier, they have a frame.", "en"),
        ("The clerk said nothing to support this refusal.", "en"),
        ("“The harbour is shut,” Ms Roe said in the statement.", "en"),
        ("The step is a milestone in the harbour talks.", "en"),
        ("The announcement comes a day before the vote.", "en"),
        ("The letter also asks the port to pay.", "en"),
        ("The winner, Jane Roe, sailed home.", "en"),
        ("Roe himself has offered mixed answers.", "en"),
        ("In others, crews have painted the boats.", "en"),
        ("Ms Roe called this “a storm in a bucket.”", "en"),
        ("Other captains, among them Jane Roe, however, praised the port.", "en"),
        ("New boats will not be let into the harbour, however.", "en"),
        ("On Monday the papers of the port captain showed why.", "en"),
        ("Not to mention a letter of the port captain on Monday.", "en"),
        ("The harbour report punctures that narrative.", "en"),
        ("In Port Lyon, the second one is called the old pier.", "en"),
    ],
)
def test_sentences_that_lean_on_the_one_before(text: str, language: str) -> None:
    assert leans(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We will come back,” Ms Roe said, and she left.", "en"),
        ("The minister said he would come back.", "en"),
        ("There were ten leaders in the room on Monday.", "en"),
        ("It is expected that the talks will go on.", "en"),
        ("It’s been two weeks since the envoys met.", "en"),
        ("Ministers said that the talks would go on, and that there was time.", "en"),
        ("While it is unclear who fired, police shot the driver.", "en"),
        ("When it comes to grain, the harbour is ahead.", "en"),
        ("In his speech, Mr. Roe was brief.", "en"),
        ("One train was stationary and the other was moving.", "en"),
        ("Two envoys said they agreed, and nobody asked them.", "en"),
        ("The Rev. Al Roe said he would march to the harbour.", "en"),
        ("After this week's talks Roe left for the harbour.", "en"),
        ("The court of Tarn will this week issue its ruling.", "en"),
        ("Without a deal the talks ended on Monday.", "en"),
        ("Il y a dix dirigeants à Paris.", "fr"),
        ("Il n'y a pas de blessés à Paris.", "fr"),
        ("Il faut agir vite, dit le maire.", "fr"),
        ("Cette semaine, dix dirigeants sont à Paris.", "fr"),
        ("Alors que dix dirigeants sont à Paris, le maire part.", "fr"),
        ("Die Gespräche gehen weiter.", "de"),
        ("Es gibt zwanzig Tote im Hafen.", "de"),
        ("Es wird erwartet, dass Roe geht.", "de"),
        ("Beide Seiten lehnten den Plan ab.", "de"),
        ("Este martes dimitió el ministro.", "es"),
        ("«Habrá más reuniones», advirtió el alcalde.", "es"),
        ("Dijo el ministro que dimite.", "es"),
        ("وقال الوزير إن الأمر خطير.", "ar"),
        ("Dit jaar vielen tien doden in Gent.", "nl"),
        ("Dit weekend stemt Gent.", "nl"),
        ("Later dit jaar stemt Gent.", "nl"),
        ("Beide Kamerfracties van de VVD stemmen.", "nl"),
        ("Die Linke wint in Berlijn.", "nl"),
        ("Questo fine settimana Roma vota.", "it"),
        ("E. Rossi ha firmato la legge.", "it"),
        ("Este fim de semana Lisboa vota.", "pt"),
        ("Ce 12 mars, Paris a voté.", "fr"),
        ("Ces derniers jours, Paris a voté.", "fr"),
        ("Este 12 de mayo vota Madrid.", "es"),
        ("Y. Silva ganó la carrera.", "es"),
        ("А. Петров подписал закон.", "ru"),
        ("Этой осенью Москва голосует.", "ru"),
        ("А. Мельник підписав закон.", "uk"),
        ("Цей рік був теплим.", "uk"),
        ("A. Duda podpisał ustawę.", "pl"),
        ("Ten rok był ciepły.", "pl"),
        ("A. Babiš podepsal zákon.", "cs"),
        ("Tento týden Praha volí.", "cs"),
        ("Dieses Wochenende wählt Bremen.", "de"),
        ("Αυτή την εβδομάδα ψηφίζει η Αθήνα.", "el"),
        ("هذا الأسبوع تصوت بيروت.", "ar"),
        ("इस सप्ताह दिल्ली में मतदान है।", "hi"),
        ("So it goes in a language without a list.", "xx"),
        ("Die Regierung lehnte das neue Gesetz ab.", "de"),
        ("Der 43-Jährige Peter Roth starb.", "de"),
        ("Nach Angaben von Roth will er bleiben.", "de"),
        ("Als Roth kam, sagte er nichts.", "de"),
        ("Huit mois après un séisme, Lyon se relève.", "fr"),
        ("Lundi, il y a eu un séisme.", "fr"),
        ("Le 2 juin, il a été signalé que Lyon brûlait.", "fr"),
        ("Selon Mme Roe, la ville est sûre, a-t-elle dit.", "fr"),
        ("L'homme de 43 ans, Jean Roe, est parti.", "fr"),
        ("Horas después de la riada llegó el rey.", "es"),
        ("El segundo puente se cerró.", "es"),
        ("Podle policie zahynuli dva lidé.", "cs"),
        ("जिस देश ने यह कहा, उसने मना किया।", "hi"),
        ("दूसरे देशों ने मना किया।", "hi"),
    ],
)
def test_sentences_that_lean_on_nothing(text: str, language: str) -> None:
    assert not leans(text, language)


PASSAGE = (
    "RIYADH, Feb. 18 (Harbour Wire) — Ministers of ten countries met in the old harbour palace on Monday morning. "
    "However, the ministers of the two largest countries left the palace before noon. "
    "“We came with an offer. We leave with the same offer in our pockets,” Anna Roe told reporters. "
    "Shipowners fear that another week of waiting will empty the port of barges."
)


def test_a_short_answer_is_not_shown_without_its_question() -> None:
    text = "What is the fee worth to the port? According to the port captain, a lot. The barges pay the fee to the port in Ostrava."
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text}]))
    found = eligibility(corpus)
    assert (found.standing | found.leaning).tolist() == [False, False, True]


def test_what_is_not_in_the_language_of_its_article_is_not_shown() -> None:
    notice = "Wer mit jemandem sprechen möchte, findet rund um die Uhr ein offenes Ohr bei der Seelsorge."
    text = f"The ministers met in the palace on Monday. {notice} The talks went on until the evening."
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text, "language": "en"}]))
    assert eligibility(corpus).standing.tolist() == [True, False, True]


@pytest.mark.parametrize(("language", "stands"), [("en", False), ("es", True)])
def test_an_item_of_a_list_is_not_shown(language: str, stands: bool) -> None:
    text = "—A pier for barges near the old palace."
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text, "language": language}]))
    assert eligibility(corpus).standing.tolist() == [stands]


def test_the_hour_of_an_entry_is_not_shown_and_its_heading_not_chosen() -> None:
    text = (
        "10:32 GMT: Ministers met in the palace on Monday.\n"
        "3.54pm - UPDATE - Envoys leave The envoys of both countries left the palace at noon."
    )
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text}]))
    assert corpus.texts[0].startswith("10:32 GMT: Ministers")
    assert eligibility(corpus).standing.tolist() == [True, False]


def test_what_leans_comes_with_what_it_leans_on() -> None:
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": PASSAGE}]))
    fit = eligibility(corpus)
    assert fit.requires.tolist()[:2] == [-1, 0]
    assert fit.leaning.tolist()[:2] == [False, True]
    halves = [i for i in range(len(corpus.sentences)) if "offer" in corpus.text_of(i)]
    assert len(halves) == 2
    assert not (fit.standing | fit.leaning)[halves].any()
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    themes = find_themes(corpus, embeddings)
    for budget in range(10, 70, 5):
        summary = summarise(corpus, embeddings, themes, np.zeros(1, dtype=int), max_words=budget)
        told_in_order = [item.sentence for item in summary.chosen]
        for item in summary.chosen:
            if item.leans_on is not None:
                assert told_in_order[told_in_order.index(item.sentence) - 1] == item.leans_on
    assert {0, 1} <= set(told_in_order)


def test_each_outlet_says_what_only_it_says() -> None:
    summary = STORY.summarise(max_words=30, per_outlet=True)
    outlets = [STORY.corpus.outlets[STORY.corpus.outlet_of[item.sentence]] for item in summary.chosen]
    # Two outlets printed the same wire text, and nothing of their own.
    assert set(outlets) == {"Morning Post of Ostrava Bay"}
    assert set(summary.silent_outlets) == {"Harbour Wire", "The River Ledger"}
    assert all(item.nearest is not None and item.similarity is not None for item in summary.chosen)
    assert all(
        STORY.corpus.outlets[STORY.corpus.outlet_of[item.nearest]] != "Morning Post of Ostrava Bay"
        for item in summary.chosen
        if item.nearest is not None
    )
    with pytest.raises(ValueError, match="not by both"):
        STORY.summarise(per_theme=True, per_outlet=True)


def test_what_another_outlet_states_in_other_words_sets_none_apart() -> None:
    plain = STORY.summarise(max_words=60, per_outlet=True)
    first = plain.chosen[0].sentence
    own = STORY.corpus.outlet_of == STORY.corpus.outlet_of[first]
    claim_of = np.full(len(own), -1)
    claim_of[[first, int(np.flatnonzero(~own)[0])]] = 0
    chosen = {item.sentence for item in STORY.summarise(max_words=60, per_outlet=True, claim_of=claim_of).chosen}
    assert first not in chosen


def test_an_outlet_with_one_sentence_of_its_own_is_not_silent() -> None:
    records = [
        {
            "id": "a",
            "outlet": "A",
            "text": "Ministers of ten countries met in the old harbour palace on Monday to talk.",
        },
        {
            "id": "b",
            "outlet": "B",
            "text": "Captains of the barges said that their crews were leaving for other ports.",
        },
    ]
    corpus = segment(Corpus.from_records(in_turn(records)))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    themes = find_themes(corpus, embeddings)
    summary = summarise(corpus, embeddings, themes, np.arange(2), max_words=40, per_outlet=True)
    assert summary.silent_outlets == ()
    assert [item.sentence for item in summary.chosen] == [0, 1]


def test_no_two_themes_say_the_same() -> None:
    texts = [
        "Ministers of ten countries met in the old harbour palace on Monday.",
        "Ministers of ten countries met in the old harbour palace on Monday evening.",
    ]
    corpus = segment(Corpus.from_records([{"id": str(n), "outlet": str(n), "text": t} for n, t in enumerate(texts)]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    themes = replace(find_themes(corpus, embeddings), labels=np.array([0, 1]), names=("first", "second"))
    settings = SummarySettings(redundancy=0.9)
    assert float(embeddings.vectors[0] @ embeddings.vectors[1]) > 0.9
    summary = summarise(corpus, embeddings, themes, np.arange(2), max_words=60, per_theme=True, settings=settings)
    assert len(summary.chosen) == 1


def test_most_articles_decide_the_order() -> None:
    palace, rain, crews = (
        "Ministers of ten countries met in the old harbour palace on Monday.",
        "Farmers along the river have waited for rain since the spring floods.",
        "Captains of the barges said that crews were leaving for other ports.",
    )
    texts = [f"{palace} {rain} {crews}", f"{palace} {rain} {crews}", f"{crews} {palace} {rain}"]
    records = [{"id": str(n), "outlet": str(n), "text": text} for n, text in enumerate(texts)]
    corpus = segment(Corpus.from_records(in_turn(records)))
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache()).vectors
    none = np.full(9, -1)
    chosen = np.array([4, 6, 0])
    assert [corpus.text_of(i) for i in chosen.tolist()] == [rain, crews, palace]

    def told_with(labels: np.ndarray) -> list[str]:
        order = reading_order(chosen, corpus, vectors, labels, corpus.document_of, none)
        return [corpus.text_of(i) for i in order.tolist()]

    assert told_with(none) == [palace, rain, crews]
    # The barges are of the palace's theme, and are drawn to it.
    assert told_with(np.array([0, 1, 0, 0, 1, 0, 0, 0, 1])) == [palace, crews, rain]


def test_a_brief_begins_as_an_article_does() -> None:
    blast, smoke, palace = (
        "The blast was heard in all of the harbour before the sun had risen.",
        "Smoke stood over the barges, the port captain said on Monday morning.",
        "Ministers of ten countries met in the old harbour palace on Monday.",
    )
    long = ["An explosion shook it.", "Nobody slept.", "Dogs ran.", blast, smoke]
    texts = [long, long, [palace]]
    records = [{"id": str(n), "outlet": str(n), "text": " ".join(own)} for n, own in enumerate(texts)]
    corpus = segment(Corpus.from_records(records))
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache()).vectors
    none = np.full(11, -1)
    order = reading_order(np.array([3, 4, 10]), corpus, vectors, none, corpus.document_of, none)
    assert [corpus.text_of(i) for i in order.tolist()] == [palace, blast, smoke]
    # Two of three articles begin with the explosion; if they are one text, that is one beginning of two, and worth decides.
    two = np.array([0, 10])
    for groups, value, opening in (([0, 1, 2], (1.0, 2.0), 0), ([0, 0, 2], (1.0, 2.0), 10), ([0, 0, 2], (2.0, 1.0), 0)):
        texts_of = np.array(groups)[corpus.document_of]
        assert reading_order(two, corpus, vectors, none, texts_of, none, value=np.array(value))[0] == opening
    assert reading_order(np.empty(0, dtype=np.intp), corpus, vectors, none, corpus.document_of, none).size == 0
    # The first sentence of an article is not told behind the second, whatever that is worth.
    for own in (vectors, np.tile(vectors[:1], (11, 1))):
        order = reading_order(np.array([0, 1]), corpus, own, none, corpus.document_of, none, value=np.array([1.0, 2.0]))
        assert order.tolist() == [0, 1]


@pytest.mark.parametrize(
    "alone",
    [
        "Freed said that a manager had apologised to the players.",
        "The players were led by Freed, whose company owns the plane.",
        "Freed “was sorry for the players” and told them so.",
    ],
)
def test_a_full_name_comes_before_the_last_name_alone(alone: str) -> None:
    full = "Airline spokesman Joshua Freed told of the flight on Tuesday."
    records = [
        {"outlet": "A", "text": f"{alone} {full}"},
        {"outlet": "B", "text": "The players were put off a flight."},
    ]
    corpus = segment(Corpus.from_records(records))
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache()).vectors
    none = np.full(3, -1)
    chosen, value = np.array([0, 1]), np.array([2.0, 1.0])
    order = reading_order(chosen, corpus, vectors, none, corpus.document_of, none, value=value)
    assert [corpus.text_of(i) for i in order.tolist()] == [full, alone]
    # Nor does what waits for a name open a brief, worth most as it is.
    value = np.array([3.0, 1.0, 2.0])
    assert reading_order(np.arange(3), corpus, vectors, none, corpus.document_of, none, value=value)[0] == 2


@pytest.mark.parametrize(
    ("introducing", "chosen"),
    [
        ("Jane Moss said that all of the crew swam.", "Jane Moss said that all of the crew swam."),
        # Too long for this brief, and what else there is says much less.
        (
            "Jane Moss, who has run the port for all of nine years, said that all of the crew swam.",
            "Moss said that all of the crew swam ashore.",
        ),
    ],
)
def test_who_is_not_introduced_gives_way_to_what_is_worth_hardly_less(introducing: str, chosen: str) -> None:
    news = "The ferry sank off the old pier on Monday."
    texts = [
        f"{news} Moss said that all of the crew swam ashore. Bells rang for a long hour in town.",
        f"{news} {introducing} Dogs of the cook barked in the dark night.",
        "A ferry sank near the pier on Monday. Is it true that all of the crew swam ashore?",
    ]
    corpus = segment(Corpus.from_records({"outlet": f"Paper {i}", "text": text} for i, text in enumerate(texts)))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    summary = summarise(corpus, embeddings, find_themes(corpus, embeddings), np.arange(3), max_words=18)
    assert told(corpus, summary) == [news, chosen]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moss denied it on Monday.", True),
        ("“All of them swam,” Mr Moss told the port.", True),
        ("The port was glad of Moss on Monday.", False),
        ("Port captain Moss denied it on Monday.", False),
        ("Moss Roe, her son, denied that Moss lied.", False),
        # Nobody gives more of his name, and everybody names her.
        ("Poe denied it on Monday.", False),
        ("Lind denied it on Monday.", False),
        # Neither a body nor a place is anybody.
        ("Police denied it on Monday.", False),
        ("Korea denied it on Monday.", False),
    ],
)
def test_strangers_are_known_by_the_last_name_alone(text: str, found: bool) -> None:
    texts = [
        f"{text} Lind swam.",
        "Anna Lind met Jane Moss, the Metropolitan Police and South Korea on Monday.",
        "The old port of the city is very glad of Lind.",
    ]
    records = [{"outlet": f"Paper {i}", "text": own} for i, own in enumerate(texts)]
    corpus = segment(Corpus.from_records(in_turn(records)))
    assert strangers(corpus, [0]) == ([0] if found else [])
    assert strangers(corpus, [0, corpus.texts.index(texts[1])]) == []


def test_a_brief_does_not_begin_with_a_quotation() -> None:
    spoken, told_of, titled = (
        "“We have had the talks that we came for,” the envoy said in Riyadh on Tuesday.",
        "Talks on the harbour began in Riyadh on Tuesday.",
        "“Harbour of Light”, a film on the talks, was shown on Monday.",
    )
    texts = (spoken, told_of, titled)
    corpus = segment(Corpus.from_records([{"outlet": text[:9], "text": text} for text in texts]))
    at = {corpus.text_of(i): i for i in range(3)}
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache()).vectors

    def first_of(*chosen: str) -> str:
        rows = np.array([at[text] for text in chosen])
        value = np.arange(len(rows), 0, -1.0)
        order = reading_order(rows, corpus, vectors, np.full(3, -1), corpus.document_of, np.full(3, -1), value=value)
        return corpus.text_of(int(order[0]))

    assert first_of(spoken, told_of) == told_of
    assert first_of(titled, told_of) == titled
    assert first_of(spoken) == spoken


def test_what_is_foreign_to_the_story_is_not_chosen() -> None:
    shared = "Envoys of both countries met for talks in Riyadh on Tuesday."
    aside = "Stop the presses, dear friends of mine."
    records = [
        {"outlet": "A", "text": f"{aside} {shared}"},
        {"outlet": "B", "text": "Both countries sent envoys, who met for talks in Riyadh on Tuesday."},
        {"outlet": "C", "text": "The talks in Riyadh on Tuesday lasted four hours."},
    ]

    def brief_of(records: list[dict[str, str]], *, per_outlet: bool = False) -> list[str]:
        corpus = segment(Corpus.from_records(records))
        vectors = np.zeros((len(corpus.sentences), 9), dtype=np.float32)
        for i, text in enumerate(corpus.texts):
            # The aside is across the story; the rest are near to one another, and not so near that one bars another.
            vectors[i, 0 if text == aside else 1] = 1.0
            vectors[i, 2 + i] = 0.8
        embeddings = Embeddings(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), "m")
        themes = find_themes(corpus, embeddings)
        groups = np.arange(len(corpus.documents))
        return told(corpus, summarise(corpus, embeddings, themes, groups, max_words=100, per_outlet=per_outlet))

    assert aside not in brief_of(records)
    assert aside not in brief_of(records, per_outlet=True)
    # One text has nothing that others share, and all of it is the story.
    assert aside in brief_of(records[:1])
    # Where there is nothing else, something is shown.
    assert brief_of([{"outlet": "A", "text": aside}, {"outlet": "B", "text": "Dogs ran over the empty square."}])


def test_a_headline_that_the_text_repeats_is_not_chosen() -> None:
    text = "Envoys Of Two Governments Meet. Here Is What They Said. Envoys of two governments met in Harbour City on Tuesday."
    record = {"outlet": "A", "title": "Envoys Of Two Governments Meet. Here Is What They Said", "text": text}
    assert eligibility(segment(Corpus.from_records([record]))).standing.tolist() == [False, False, True]
    sentence = "Envoys of two governments met in Harbour City on Tuesday."
    first = {"outlet": "A", "title": sentence.removesuffix("."), "text": sentence}
    assert eligibility(segment(Corpus.from_records([first]))).standing.tolist() == [True]
    assert not is_whole("| Jane Roe/Meridian Wire politics Envoys meet The envoys met in Harbour City on Tuesday.")


def test_the_more_a_sentence_shares_the_farther_it_may_be_from_the_middle() -> None:
    centrality = np.array([0.35, 0.35, 0.35, 0.27, 0.27, 0.27, 0.9, 0.9])
    shared = np.array([0, 1, 2, 0, 1, 2, 2, 2])
    concepts: Any = SimpleNamespace(
        n_texts=np.array([2, 2]),
        n_headlines=np.zeros(2),
        contains=(np.arange(2) < shared[:, None]).astype(np.int64),
    )
    belongs = of_the_story(concepts, centrality, np.array([1e-3] * 6 + [1.0, 1.0]), np.arange(8))
    assert belongs.tolist() == [False, True, True, False, False, True, True, True]


@pytest.mark.parametrize(
    "scene",
    [
        "A boy began to smile before the ball had come to his hand.",
        "Two years ago, a boy said the bridge would stand for long.",
    ],
)
def test_a_scene_that_leads_into_an_article_is_worth_no_more_for_its_place(scene: str) -> None:
    news = "The bridge over the harbour fell into the river on Monday."
    records = [
        {"outlet": "A", "title": "Bridge", "text": scene},
        {"outlet": "B", "title": "Bridge", "text": f"Short line. {news}"},
    ]
    corpus = segment(Corpus.from_records(records))
    vectors = np.eye(3, 4, dtype=np.float32) + np.array([0, 0, 0, 1], dtype=np.float32)
    embeddings = Embeddings(vectors / np.float32(np.sqrt(2)), "m")
    themes = find_themes(corpus, embeddings)
    brief = summarise(corpus, embeddings, themes, np.arange(2), max_sentences=1)
    assert told(corpus, brief) == [news]


def test_hebrew_abbreviations_are_no_quotations() -> None:
    text = 'שר החוץ של ארה"ב נפגש עם עמיתו ביום שלישי בבירה.'
    assert is_whole(text)
    corpus = segment(Corpus.from_records([{"outlet": "A", "language": "he", "text": f"{text} {text}"}]))
    assert eligibility(corpus).standing.all()


def test_where_all_sentences_are_alike_only_what_stands_out_is_redundant() -> None:
    # Vectors of a model that does not know the language: every two sentences are at 0.8.
    corpus = STORY.corpus
    n = len(corpus.sentences)
    random = np.random.default_rng(0)
    common = np.zeros(40)
    common[0] = 2.0
    X = random.normal(size=(n, 40)) / np.sqrt(40) + common
    vectors = (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32)
    summary = summarise(corpus, Embeddings(vectors, "m"), STORY.themes, STORY.groups, max_words=150)
    assert len(summary.chosen) > 3


def test_what_stands_under_a_picture_or_in_a_post_is_not_chosen() -> None:
    text = (
        "Crowds fill the square in Riyadh before the talks. (Jane Roe/Meridian Wire)\n"
        "Delegations met for four hours in Riyadh on Tuesday. They agreed to meet again (no date was set).\n"
        "We shall all be there when the talks go on. — Jane Roe (@janeroe) February 18, 2025"
    )
    corpus = segment(Corpus.from_records([{"text": text}]))
    fit = eligibility(corpus)
    assert [corpus.text_of(i).split()[0] for i in np.flatnonzero(fit.standing | fit.leaning).tolist()] == [
        "Delegations",
        "They",
    ]


def dated(texts: list[tuple[str, str]]) -> Corpus:
    return Corpus.from_records(
        [
            {"id": str(n), "outlet": f"Outlet {n}", "published": when, "text": text, "language": "en"}
            for n, (when, text) in enumerate(texts)
        ]
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [
        # Three days apart and more: day by day behind the first, whatever the themes; a week apart, from the first day on.
        (("2025-02-20", "2025-02-24", "2025-02-18", "2025-02-19"), [0, 2, 3, 1]),
        (("2025-02-20", "2025-02-25", "2025-02-18", "2025-02-19"), [2, 3, 0, 1]),
        # Within three days, or where a day is not known: by theme.
        (("2025-02-20", "2025-02-20", "2025-02-18", "2025-02-18"), [0, 1, 2, 3]),
        (("2025-02-20", "2025-02-24", "2025-02-18", ""), [0, 1, 2, 3]),
    ],
)
def test_a_story_of_several_days_is_told_day_by_day(days: tuple[str, ...], told: list[int]) -> None:
    texts = tuple(
        f"The old {what} by the river."
        for what in ("palace was open", "palace was shut", "harbour was full", "harbour was dry")
    )
    corpus = segment(dated(list(zip(days, texts, strict=True))))
    # Rows of the corpus, which has an order of its own.
    rows = np.array([corpus.texts.index(text) for text in texts])
    labels = np.array([0 if "palace" in text else 1 for text in corpus.texts])
    none, value = np.full(4, -1), np.array([4.0, 3.0, 2.0, 1.0])
    vectors = np.eye(4, dtype=np.float32)
    order = reading_order(rows, corpus, vectors, labels, corpus.document_of, none, value=value)
    if told != [0, 1, 2, 3]:
        assert [corpus.text_of(i) for i in order.tolist()] == [texts[k] for k in told]
    else:
        assert [labels[i] for i in order.tolist()] in ([0, 0, 1, 1], [1, 1, 0, 0])


@pytest.mark.parametrize(
    ("place", "tells", "opens"), [(0, False, "10"), (1, False, "25"), (1, True, "10"), (3, True, "25")]
)
def test_a_story_of_weeks_opens_with_the_oldest_that_begins_an_article(place: int, tells: bool, opens: str) -> None:
    old = "Ice lay on the river. Crews left the harbour. Grain was short. Ministers asked the port for barges."
    corpus = segment(dated([("2025-02-25", "Barges came to the palace on Monday."), ("2025-02-10", old)]))
    rows = [i for i, s in enumerate(corpus.sentences) if corpus.documents[s.document].published == "2025-02-10"]
    (new,) = {*range(5)} - {*rows}
    none, vectors = np.full(5, -1), np.eye(5, dtype=np.float32)
    if tells:
        # As like the first sentences as these are.
        vectors = np.ones((5, 5), dtype=np.float32) / np.float32(5**0.5)
    order = reading_order(np.array([rows[place], new]), corpus, vectors, none, corpus.document_of, none)
    assert corpus.documents[corpus.sentences[order[0]].document].published.endswith(opens)


def test_what_a_later_article_has_overtaken_is_not_chosen(encoder: SmallEncoder) -> None:
    corpus = segment(
        dated(
            [
                (
                    "2016-11-08",
                    "A large rescue operation is under way to save a boy in a deep well. Crowds stood about.",
                ),
                ("2016-11-11", "The boy in a deep well was found dead after a large rescue operation. Crowds left."),
            ]
        ),
        memo=NoCache(),
    )
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    everything = np.ones(len(corpus.sentences), dtype=bool)
    groups = corpus.document_of
    assert overtaken(corpus, embeddings.vectors, groups, everything).tolist() == [True, False, False, False]
    themes, copies = find_themes(corpus, embeddings), find_copies(corpus)
    brief = summarise(corpus, embeddings, themes, copies.group_of, max_words=14)
    assert [corpus.text_of(item.sentence) for item in brief.chosen] == [
        "The boy in a deep well was found dead after a large rescue operation."
    ]
    # Who asks may ask for it.
    question = "Is a large rescue operation under way to save a boy in a deep well?"
    focus = Focus(question, encoder.encode([question])[0])
    asked = summarise(corpus, embeddings, themes, copies.group_of, max_words=40, focus=focus)
    assert 0 in {item.sentence for item in asked.chosen}


@pytest.mark.parametrize("dates", [("2016-11-08T08:00", "2016-11-08T10:00"), ("2016-11-11", "2016-11-08"), ("", "")])
def test_nothing_is_overtaken_by_what_is_not_later(encoder: SmallEncoder, dates: tuple[str, str]) -> None:
    early, late = (
        "A large rescue operation is under way in a deep well.",
        "A large rescue operation is over in a deep well.",
    )
    corpus = segment(dated([(dates[0], early), (dates[1], late)]), memo=NoCache())
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    assert not overtaken(corpus, embeddings.vectors, corpus.document_of, np.ones(2, dtype=bool)).any()


def test_a_lower_toll_and_what_holds_as_of_writing_are_overtaken(encoder: SmallEncoder) -> None:
    texts = [
        ("2016-07-15", "The storm in the harbour left 84 people dead. Divers search the harbour as of writing."),
        (
            "2016-08-05",
            "The death toll of the storm in the harbour rose to 85. The harbour has been searched by divers.",
        ),
    ]
    corpus = segment(dated(texts), memo=NoCache())
    vectors = embed(corpus.texts, encoder, cache=NoCache()).vectors
    every = np.ones(4, dtype=bool)
    assert overtaken(corpus, vectors, corpus.document_of, every).tolist() == [True, True, False, False]
    # "At least" leaves it open by its own words, and needs no later article, but none that is half a day older.
    for first, count, day, over in (
        ("at least 4", "6", "2016-07-15", True),
        ("4", "6", "2016-07-15", False),
        ("at least 4", "6", "2016-07-14", False),
        ("at least 4", "3", "2016-07-15", False),
    ):
        counted = [
            ("2016-07-15", f"The storm in the harbour killed {first} people."),
            (day, f"The storm in the harbour killed {count} people."),
        ]
        beside = segment(dated(counted), memo=NoCache())
        vectors = embed(beside.texts, encoder, cache=NoCache()).vectors
        own = next(i for i, text in enumerate(beside.texts) if first in text)
        assert overtaken(beside, vectors, beside.document_of, np.ones(2, dtype=bool)).tolist()[own] is over
    # Some of the dead are no earlier count of all of them.
    some = segment(dated([(texts[0][0], "The storm in the harbour left 10 children dead."), texts[1]]), memo=NoCache())
    vectors = embed(some.texts, encoder, cache=NoCache()).vectors
    assert not overtaken(some, vectors, some.document_of, np.ones(3, dtype=bool)).any()


@pytest.mark.parametrize(
    ("early", "late", "over"),
    [
        # Published on a Wednesday: Friday is over on Saturday, and not before.
        (
            "The talks in the palace are expected to end on Friday.",
            ("2007-12-15", "The talks in the palace ended."),
            True,
        ),
        (
            "The talks in the palace are expected to end on Friday.",
            ("2007-12-14", "The talks in the palace ended."),
            False,
        ),
        ("The talks in the palace will go on tomorrow.", ("2007-12-14", "The talks in the palace went on."), True),
        ("The talks in the palace will go on tomorrow.", ("2007-12-13", "The talks in the palace went on."), False),
        (
            "The talks in the palace will be long, the envoy said Friday.",
            ("2007-12-17", "The talks in the palace."),
            False,
        ),
        ("“The talks in the palace will go on tomorrow,” he said.", ("2007-12-17", "The talks in the palace."), False),
        ("The talks in the palace are nearing their end.", ("2007-12-13", "The talks in the palace ended."), True),
    ],
)
def test_what_looks_forward_is_overtaken_when_its_day_is_over(
    encoder: SmallEncoder, early: str, late: tuple[str, str], over: bool
) -> None:
    other = ("2007-12-10", "Snow fell.")
    corpus = segment(dated([("2007-12-12", early), late, other]), memo=NoCache())
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    found = overtaken(corpus, embeddings.vectors, corpus.document_of, np.ones(len(corpus.sentences), dtype=bool))
    row = next(i for i, text in enumerate(corpus.texts) if text == early)
    assert bool(found[row]) is over


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("A writer asked Jane Roe about the account on Monday. He said that she agreed.", False),
        ("John Poe was asked if he planned to leave the palace. “We are doing something now.”", False),
        ("Reporters asked the ministry whether the palace was closed. The ministry did answer.", False),
        ("Reporters asked the ministry whether the palace was closed. The harbour was full.", True),
        ("Asked whether the palace was closed, Jane Roe said that it was. He said nothing.", True),
        ("Reporters asked John Poe to look into why it was closed. He said no.", True),
        ("John Poe spoke with conviction when asked about the old palace. He said no.", True),
        ("Reporters asked about the palace, and Jane Roe declined to answer. He said no.", True),
    ],
)
def test_what_somebody_was_asked_is_not_told_without_the_answer_behind_it(text: str, stands: bool) -> None:
    corpus = segment(dated([("2016-11-08", text)]), memo=NoCache())
    assert bool(eligibility(corpus).standing[0]) is stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Here’s hoping that the new clock makes it to all consoles.", False),
        ("The maker told me of a new clock for all consoles.", False),
        ("We are introducing a new clock for all consoles in the spring.", False),
        ("The update brings what we now know is a new clock for all.", False),
        ("The first moon of the year rises tonight, here's all you need to know.", False),
        ("“We are glad of the new clock for all consoles,” said Jane Roe.", True),
        ("'We are glad of the new clock for all consoles,' said Jane Roe.", True),
        ("Phase two of World War I began on the river with a great noise.", True),
        ("Planets were discovered outside our galaxy for the very first time.", True),
    ],
)
def test_the_writer_s_own_voice_is_not_chosen(text: str, stands: bool) -> None:
    plain = (
        "The envoys met in the palace on Monday. The talks went on until the evening. The palace was full of envoys."
    )
    others = "The market fell in the morning of Tuesday. The mayor opened the new bridge."
    corpus = segment(dated([("2016-11-08", f"{plain} {others} {text}")]), memo=NoCache())
    assert bool(eligibility(corpus).standing[-1]) == stands


def test_a_story_told_in_the_first_person_is_shown() -> None:
    corpus = segment(
        dated([("2016-11-08", "We left the harbour in the morning. I saw the island at noon.")]), memo=NoCache()
    )
    assert eligibility(corpus).standing.all()


def test_of_two_figures_that_exclude_each_other_the_later_stands() -> None:
    vectors = np.eye(4, dtype=np.float32)
    records = [
        {
            "outlet": "Post",
            "language": "en",
            "published": "2025-02-17",
            "text": "The five-year-old fell into the harbour. Divers came at noon.",
        },
        {
            "outlet": "Wire",
            "language": "en",
            "published": "2025-02-19",
            "text": "The six-year-old fell from the pier. The harbour was closed.",
        },
    ]
    corpus = segment(Corpus.from_records(records))
    pairs = np.array([[0, 2]])
    every = np.ones(4, dtype=bool)
    assert overtaken(corpus, vectors, np.array([0, 0, 1, 1]), every, pairs).tolist() == [True, False, False, False]
    same_day = segment(Corpus.from_records([{**record, "published": "2025-02-17"} for record in records]))
    assert not overtaken(same_day, vectors, np.array([0, 0, 1, 1]), every, pairs).any()


def test_what_contradicts_stands_in_no_summary_together() -> None:
    opposed = sp.csr_array((np.ones(2), ([0, 2], [2, 0])), shape=(3, 3))
    apart = Redundancy(np.eye(3, dtype=np.float32), 0.9, opposed=opposed)
    assert apart.barred_by(0).tolist() == [2]
    assert apart.pairs(np.arange(3)).tolist() == [[0, 2]]
    assert apart.bars(np.array([0, 1, 2]), np.array([2, 2, 0])).tolist() == [True, False, True]
    assert apart.bars_beside(2, [0, 1])
    assert not apart.bars_beside(1, [0, 2])


def test_a_heading_that_runs_into_a_sentence_is_not_whole() -> None:
    assert not is_whole("NOT CONTENT WITH NETS The Harbour Works has made a pair of pumps.")
    assert not is_whole("Show Hide The Harbour Works has made a pair of pumps.")
    assert not is_whole("Here's what the mayor wrote on Monday.")
    assert is_whole("Here's the reason: the Harbour Works has made a pair of pumps.")
    assert not is_whole("Mayor Jane RoeGOP blasts the port, calls the pumps a waste MORE said that the pumps are fine.")
    assert not is_whole("Mayor Jane Roe Jane Roe Pumps: what the port owes us MORE said that the pumps are fine.")
    assert not is_whole("| Jane Roe/Meridian Wire politics Envoys meet The envoys met in Harbour City on Tuesday.")
    assert is_whole("TWO YEARS ago the Harbour Works made a pair of pumps.")


def brief_of(text: str, encoder: SmallEncoder, **options: Any) -> tuple[Corpus, Summary]:
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "language": "en", "text": text}]))
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    themes = find_themes(corpus, embeddings)
    return corpus, summarise(corpus, embeddings, themes, np.zeros(1, dtype=int), **options)


def test_short_sentences_fill_a_budget_that_is_half_empty(encoder: SmallEncoder) -> None:
    text = "Rain fell in Paris on Monday. Roads were closed in Lyon. Lyon still sleeps. Yes. Trains stopped in the capital."
    corpus, summary = brief_of(text, encoder)
    assert set(told(corpus, summary)) == {
        "Rain fell in Paris on Monday.",
        "Roads were closed in Lyon.",
        "Trains stopped in the capital.",
    }
    # It says that one sentence more stayed out for its length.
    assert (summary.n_short, summary.n_candidates, summary.n_words) == (1, 3, 16)
    corpus, summary = brief_of(text, encoder, max_words=11)
    assert told(corpus, summary) == ["Rain fell in Paris on Monday."]
    assert summary.n_short == 0


def test_what_fills_a_budget_says_nothing_again_and_states_something(encoder: SmallEncoder) -> None:
    text = "Heavy rain fell in Paris on Monday. Heavy rain fell in Paris. Roads were closed in Lyon. Good morning, Jane Roe. What are the harbour papers?"
    corpus, summary = brief_of(text, encoder)
    assert set(told(corpus, summary)) == {"Heavy rain fell in Paris on Monday.", "Roads were closed in Lyon."}


@given(st.integers(1, 60))
def test_what_fills_a_budget_stays_within_it(budget: int) -> None:
    text = "Rain fell in Paris on Monday. Roads were closed in Lyon. Trains stopped in the capital. Boats left the harbour early."
    _, summary = brief_of(text, SmallEncoder(), max_words=budget)
    assert summary.n_words <= budget


def test_the_day_looked_forward_to_is_the_reporters() -> None:
    text = "“It will end on Friday,” she said, but the talks are expected to resume on Monday."
    assert due_day(text, "en", "2007-12-12") == due_day(
        "The talks are expected to resume on Monday.", "en", "2007-12-12"
    )
