"""Clocks, statements and the timeline: what dates prove of an order, and who surely states a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cache import NoCache
from summarize.comparison import timeline
from summarize.comparison.claims import Claim, Claims
from summarize.comparison.clocks import clocks_of, read_clock
from summarize.comparison.echoes import find_echoes
from summarize.comparison.statements import find_statements
from summarize.comparison.timeline import Timeline, find_timeline
from summarize.corpus import Corpus, Sentence
from summarize.dates import parse_published
from summarize.embedding import embed

from .conftest import SmallEncoder, sure_claims

SIGNED = "Ministers of ten countries signed the grain treaty in the harbour palace on Monday."
#: The same at greater length, the same in other words, and what is only near to it.
LONGER = (
    "In the harbour palace ministers of ten countries signed the grain treaty on Monday, while forty barges waited."
)
#: All of its words, in a sentence about something else.
STREWN = (
    "Ministers of ten countries drank tea in the palace while the choir sang old songs about barges, storms and lanterns, and on Monday a clerk "
    "signed for the grain that the harbour owed by treaty."
)
REWORDED = "A pact about wheat was put to paper by ten governments."
OTHER_NUMBER = "Ministers of nine countries signed the grain treaty in the harbour palace on Monday."

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))
ZONES = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
PRECISIONS = st.sampled_from(("minute", "no zone", "day", "midnight"))


def written(moment: datetime, precision: str) -> str:
    """An instant as an outlet writes it, by its own clock."""
    if precision == "day":
        return moment.date().isoformat()
    if precision == "midnight":
        return f"{moment.date().isoformat()}T00:00:00+00:00"
    return (moment.replace(tzinfo=None) if precision == "no zone" else moment).isoformat()


@given(MOMENTS, ZONES, PRECISIONS)
def test_the_bounds_of_a_date_hold_the_minute(naive: datetime, zone: timezone, precision: str) -> None:
    moment = naive.replace(tzinfo=zone)
    published = written(moment, precision)
    clock = read_clock(0, parse_published(published))
    assert clock.earliest <= moment.timestamp() // 60 <= clock.latest
    assert clock.known == (clock.earliest == clock.latest)
    assert clock.dated
    if precision == "minute" and moment.time() != naive.min.time():
        assert clock.known
    else:
        assert clock.reason


@given(st.lists(st.tuples(MOMENTS, ZONES, PRECISIONS), min_size=3, max_size=3))
def test_what_is_surely_before_is_before(drawn: list[tuple[datetime, timezone, str]]) -> None:
    moments = [naive.replace(tzinfo=zone) for naive, zone, _ in drawn]
    clocks = [
        read_clock(k, written(m, precision))
        for k, (m, (_, _, precision)) in enumerate(zip(moments, drawn, strict=True))
    ]
    for a, one in zip(clocks, moments, strict=True):
        assert not a.before(a)
        for b, other in zip(clocks, moments, strict=True):
            if a.before(b):
                assert one < other
                assert not b.before(a)
    a, b, c = clocks
    assert a.before(c) or not (a.before(b) and b.before(c))


def test_a_document_without_a_date_comes_before_nobody_and_after_nobody() -> None:
    nobody, somebody = read_clock(0, None), read_clock(1, "2025-02-18T10:00:00+00:00")
    assert not nobody.before(somebody)
    assert not somebody.before(nobody)
    assert (nobody.reason, nobody.dated) == ("no date", False)


@pytest.mark.parametrize(
    ("published", "before"),
    [
        ("2025-02-17", True),
        # The seventeenth ends at noon of the eighteenth in the west of the Pacific.
        ("2025-02-18", False),
        ("2025-02-17T23:00:00", True),
        ("2025-02-17T21:59:00", True),
        ("2025-02-18T00:00:00+00:00", False),
    ],
)
def test_an_imprecise_date_is_before_what_its_bounds_lie_before(published: str, before: bool) -> None:
    assert read_clock(0, published).before(read_clock(1, "2025-02-18T10:00:00+00:00")) == (
        published == "2025-02-17T21:59:00"
    )
    assert read_clock(0, published).before(read_clock(1, "2025-02-18T12:00:00+00:00")) == before


Article = tuple[str, str | None, list[str]]


def of_one_claim(*articles: Article) -> tuple[Corpus, Claims]:
    """Articles (outlet, date, sentences), all of whose sentences are of one claim."""
    corpus = Corpus.from_records(
        [
            {"id": f"d{k}", "outlet": outlet, "published": published, "text": "\n".join(lines), "language": "en"}
            for k, (outlet, published, lines) in enumerate(articles)
        ]
    )
    sentences = []
    for d, document in enumerate(corpus.documents):
        start = 0
        for line in document.text.split("\n"):
            sentences.append(Sentence(d, start, start + len(line)))
            start += len(line) + 1
    corpus = Corpus(corpus.documents, tuple(sentences), corpus.audit)
    members = tuple(range(len(sentences)))
    claim = Claim(members, len(corpus.outlets), len(corpus.outlets), "shared")
    return corpus, sure_claims((claim,), np.zeros(len(sentences), dtype=np.intp))


@pytest.mark.parametrize(
    ("other", "firm"),
    [
        (SIGNED, True),
        (LONGER, True),
        (f"RIYADH (Harbour Wire) - {SIGNED}", True),
        (STREWN, False),
        (REWORDED, False),
        (OTHER_NUMBER, False),
        (SIGNED.replace("signed", "have not signed"), False),
        (SIGNED.replace("Monday", "Tuesday"), False),
    ],
)
def test_firm_is_who_holds_names_numbers_and_nearly_all_words(other: str, firm: bool) -> None:
    corpus, claims = of_one_claim(("A", None, [SIGNED]), ("B", None, [other]))
    found = find_statements(corpus, claims)
    assert bool(found) == firm
    for statement in found:
        assert set(statement.firm) == {0, 1}
        assert statement.loose == ()


def test_a_statement_is_what_most_outlets_hold_and_the_rest_is_loose() -> None:
    corpus, claims = of_one_claim(
        ("A", None, [LONGER]), ("B", None, [SIGNED]), ("C", None, [SIGNED]), ("D", None, [REWORDED])
    )
    (statement,) = find_statements(corpus, claims)
    assert corpus.text_of(statement.sentence) == SIGNED
    assert [corpus.documents[corpus.document_of[i]].outlet for i in statement.firm] == ["A", "B", "C"]
    assert [corpus.text_of(i) for i in statement.loose] == [REWORDED]


def test_what_claims_hold_for_probable_alone_is_not_firm() -> None:
    corpus, claims = of_one_claim(("A", None, [SIGNED]), ("B", None, [LONGER]))
    assert len(find_statements(corpus, claims)) == 1
    loose = replace(claims.items[0], firm=claims.items[0].sentences[:1])
    assert find_statements(corpus, Claims((loose,), claims.claim_of)) == ()


def told(found: Timeline, corpus: Corpus) -> list[tuple[Any, ...]]:
    return [(corpus.outlets[t.outlet], t.place, t.lag_minutes, t.certain) for t in found.items]


def test_a_loose_member_is_never_first_and_makes_the_first_uncertain() -> None:
    corpus, claims = of_one_claim(
        ("A", "2025-03-03T08:00:00+00:00", [REWORDED]),
        ("B", "2025-03-03T09:00:00+00:00", [SIGNED]),
        ("C", "2025-03-03T10:30:00+00:00", [LONGER]),
        ("D", "2025-03-03T11:00:00+00:00", ["Ten governments agreed about their wheat."]),
    )
    found = find_timeline(corpus, claims)
    assert told(found, corpus) == [("B", "first", 0, False), ("C", "later", 90, False)]
    assert {tuple(corpus.text_of(i) for i in t.earlier) for t in found.items} == {(REWORDED,)}
    assert [(o.n_claims, o.n_certain, o.n_first, o.median_lag_minutes) for o in found.outlets] == [(1, 0, 0, None)] * 2


def test_a_sentence_near_the_claim_makes_the_first_uncertain() -> None:
    corpus, claims = of_one_claim(
        ("A", "2025-03-03T08:00:00+00:00", ["Ten ministers would sign the grain treaty in the harbour palace."]),
        ("B", "2025-03-03T09:00:00+00:00", [SIGNED]),
        ("C", "2025-03-03T10:30:00+00:00", [LONGER]),
        ("D", "2025-03-03T08:01:00+00:00", ["Forty lions slept under an old bridge near Kent."]),
    )
    held = sure_claims((replace(claims.items[0], sentences=(2, 3), n_outlets=2),), np.array([-1, -1, 0, 0]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    found = find_timeline(corpus, held, embeddings)
    assert told(found, corpus) == [("B", "first", 0, False), ("C", "later", 90, False)]
    assert {t.earlier for t in found.items} == {(0,)}
    assert told(find_timeline(corpus, held), corpus)[0] == ("B", "first", 0, True)
    # What the first itself wrote before puts nobody before it.
    corpus, claims = of_one_claim(
        ("B", "2025-03-03T08:00:00+00:00", ["Ten ministers would sign the grain treaty in the harbour palace."]),
        ("B", "2025-03-03T09:00:00+00:00", [SIGNED]),
        ("C", "2025-03-03T10:30:00+00:00", [LONGER]),
    )
    held = sure_claims((replace(claims.items[0], sentences=(1, 2), n_outlets=2),), np.array([-1, 0, 0]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    assert told(find_timeline(corpus, held, embeddings), corpus)[0] == ("B", "first", 0, True)


def test_what_says_something_else_or_comes_later_leaves_the_first_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [OTHER_NUMBER, SIGNED, LONGER, "Ten ministers would sign the grain treaty in the harbour palace."]
    corpus, claims = of_one_claim(
        *((outlet, f"2025-03-03T{8 + k:02d}:00:00+00:00", [texts[k]]) for k, outlet in enumerate("ABCD"))
    )
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    of = np.array([1, 0, 0, -1])
    claim = replace(claims.items[0], sentences=(1, 2), firm=(1, 2), n_outlets=2)
    other = replace(claim, sentences=(0,), firm=(0,), n_outlets=1)
    looked: list[list[int]] = []

    def asked(*given: Any, **named: Any) -> Any:
        looked.append(np.flatnonzero(given[4] >= 0).tolist())
        return find_echoes(*given, **named)

    monkeypatch.setattr(timeline, "find_echoes", asked)
    steps: list[tuple[int, int]] = []
    # By its number alone, and by the dispute.
    for held in (sure_claims((claim, other), of), sure_claims((replace(claim, disputes=(1,)), other), of)):
        found = find_timeline(corpus, held, vectors, progress=lambda done, n: steps.append((done, n)))
        assert told(found, corpus) == [("B", "first", 0, True), ("C", "later", 60, True)]
        assert steps[-1][0] == steps[-1][1]
    # Only articles dated before the first are looked through.
    assert looked == [[0], [0]]
    monkeypatch.setattr(timeline, "telling_apart", lambda *_: False)
    assert told(find_timeline(corpus, sure_claims((claim, other), of), vectors), corpus)[0][3] is False
    assert told(find_timeline(corpus, held, vectors), corpus)[0][3] is True


def test_what_a_leader_may_have_said_before_is_told_only_where_several_are_tied() -> None:
    tie = [("A", "2025-03-03T09:00:00+00:00", [SIGNED]), ("B", "2025-03-03T09:00:00+00:00", [SIGNED])]
    before: Article = ("A", "2025-03-03T08:00:00+00:00", [REWORDED])
    corpus, claims = of_one_claim(*tie, before)
    assert told(find_timeline(corpus, claims), corpus) == [("A", "tied", 0, False), ("B", "tied", 0, False)]
    alone: Article = ("B", "2025-03-03T09:30:00+00:00", [SIGNED])
    corpus, claims = of_one_claim(tie[0], alone, before)
    assert told(find_timeline(corpus, claims), corpus) == [("A", "first", 0, True), ("B", "later", 30, True)]


def test_days_are_told_apart_where_their_bounds_are() -> None:
    corpus, claims = of_one_claim(
        ("A", "2025-03-03", [SIGNED]), ("B", "2025-03-05T12:00:00+00:00", [SIGNED]), ("C", "2025-03-09", [SIGNED])
    )
    found = find_timeline(corpus, claims)
    assert told(found, corpus) == [("A", "first", 0, True), ("B", "later", None, True), ("C", "later", None, True)]
    assert (found.items[1].lag_low, found.items[1].lag_high) == (24 * 60 + 1, 74 * 60)
    assert found.n_unordered == 0


def test_of_several_that_may_have_been_first_none_is() -> None:
    corpus, claims = of_one_claim(
        ("A", "2025-03-03", [SIGNED]), ("B", "2025-03-03T12:00:00+00:00", [SIGNED]), ("C", "2025-03-09", [SIGNED])
    )
    found = find_timeline(corpus, claims)
    assert [(t.place, t.certain) for t in found.items] == [("perhaps", False), ("perhaps", False), ("later", False)]
    assert sum(o.n_first + o.n_tied for o in found.outlets) == 0


def test_an_open_order_is_refused_with_the_reason() -> None:
    corpus, claims = of_one_claim(("A", "2025-03-03", [SIGNED]), ("B", "2025-03-04", [SIGNED]))
    found = find_timeline(corpus, claims)
    assert (found.items, found.n_unordered) == ((), 1)
    assert "leave open who came first" in (found.refused or "")
    assert "2 have a date without an hour" in (found.refused or "")


def test_what_no_two_outlets_surely_state_is_refused_with_the_reason() -> None:
    corpus, claims = of_one_claim(("A", "2025-03-03", [SIGNED]), ("B", "2025-03-09", [REWORDED]))
    assert "worded alike enough in two outlets" in (find_timeline(corpus, claims).refused or "")
    one, claims = of_one_claim(("A", "2025-03-03", [SIGNED]), ("A", "2025-03-09", [SIGNED]))
    assert "two outlets" in (find_timeline(one, claims).refused or "")


DATES = st.sampled_from(
    (None, "2025-03-03", "2025-03-04T09:00:00", "2025-03-04T09:00:00+00:00", "2025-03-06T09:00:00+00:00", "2025-03-09")
)


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), DATES, st.sampled_from((SIGNED, LONGER, REWORDED))), min_size=2, max_size=6
    )
)
def test_the_order_told_is_the_order_there_is(drawn: list[tuple[str, str | None, str]]) -> None:
    corpus, claims = of_one_claim(*((outlet, published, [line]) for outlet, published, line in drawn))
    clocks, found = clocks_of(corpus), find_timeline(corpus, claims)
    first = [item for item in found.items if item.place == "first"]
    assert len(first) <= 1
    for item in found.items:
        assert (corpus.text_of(item.sentence) == REWORDED) == (corpus.text_of(found.items[0].sentence) == REWORDED)
        assert 0 <= item.lag_low <= item.lag_high
        for other in found.items:
            if item.place == "first" and other is not item:
                assert clocks[item.document].before(clocks[other.document])
                assert other.place == "later"
    if first and first[0].certain:
        # Whatever instants the dates stand for, no other outlet's document that may state it lies before.
        others = [
            d for d in range(len(corpus.documents)) if corpus.documents[d].outlet != corpus.outlets[first[0].outlet]
        ]
        assert all(clocks[first[0].document].earliest <= clocks[d].earliest for d in others)
    assert (found.refused is None) == bool(found.items)


def test_moments_are_of_utc() -> None:
    assert read_clock(0, "1970-01-01T03:01:00+03:00").earliest == 1
    assert (
        datetime.fromtimestamp(60 * read_clock(0, "2025-02-18").earliest, UTC).isoformat()
        == "2025-02-17T10:00:00+00:00"
    )
