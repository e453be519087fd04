"""What is given to the Python functions: of the wrong kind it is refused where it is given, with what was expected and what was given."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import summarize
from summarize.cache import NoCache

from .conftest import SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike

#: Given what a type checker refuses.
sm: Any = summarize

RECORDS: list[dict[str, Any]] = [
    {
        "id": f"{outlet.lower()}/1",
        "outlet": outlet,
        "language": "en",
        "text": f"Ten ministers met at the old harbour palace on Monday to discuss the grain treaty. {more}",
    }
    for outlet, more in (
        ("A", "Barges at anchor pay a fee for every single day of waiting."),
        ("B", "The opera opens its season with a comedy about bakers."),
        ("C", "Nurses of the northern hospital voted for a strike that begins next week."),
    )
]


class Letters:
    """An encoder of one's own, whose rows a test may spoil."""

    def __init__(self, spoil: Callable[[Sequence[str], Any], ArrayLike]) -> None:
        self.identity, self._spoil = "letters-1", spoil

    def encode(self, texts: Sequence[str]) -> ArrayLike:
        rows = [[1.0 + text.lower().count(letter) for letter in "abcdefghijklmnop"] for text in texts]
        return self._spoil(texts, np.array(rows))


def corpus() -> Any:
    return sm.Corpus.from_records(RECORDS)


def analysed(**more: Any) -> Any:
    return sm.analyse(corpus(), **{"encoder": SmallEncoder(), "cache": NoCache(), **more})


A_SPAN = r"expected (for a/1 )?spans \(start, stop\) of whole numbers"
A_LIST = "expected examples to be a list of texts, such as"

CALLS: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "examples in one text": (lambda: sm.Seed("Police", examples="The police came."), TypeError, A_LIST),
    "examples of numbers": (lambda: sm.Seed("Police", examples=(1,)), TypeError, A_LIST),
    "without in one text": (lambda: sm.Seed("Police", without="x"), TypeError, "expected without to be a list"),
    "a seed of a number": (lambda: sm.Seed(5), TypeError, "expected the name of a seed to be a text, got 5"),
    "no spans": (lambda: corpus().with_sentences({}), sm.InputError, "no document has a sentence"),
    "spans of nothing": (lambda: corpus().with_sentences(None), TypeError, A_SPAN),
    "triples": (lambda: corpus().with_sentences({"a/1": [(0, 3, 5)]}), TypeError, "expected for a/1 spans"),
    "spans of floats": (lambda: corpus().with_sentences({"a/1": [(0.0, 3.0)]}), TypeError, A_SPAN),
    "one number": (lambda: corpus().with_sentences({"a/1": 5}), TypeError, A_SPAN),
    "engine 0": (lambda: analysed(engine=0), TypeError, "expected an engine, got int; name one"),
    "engine of a list": (lambda: analysed(engine=[]), TypeError, "expected an engine, got list"),
    "encoder and model": (lambda: analysed(model="x"), ValueError, "an encoder and a model are both given"),
    "model of a list": (
        lambda: analysed(encoder=None, model=[]),
        TypeError,
        "expected model to be the name of a model",
    ),
    "a loaded model for its name": (
        lambda: analysed(encoder=None, model=SmallEncoder()),
        TypeError,
        r"a folder, got SmallEncoder; a model that is loaded has one after MODEL.save\(FOLDER\)",
    ),
    "a loaded model for an encoder": (
        lambda: analysed(encoder=Letters),
        TypeError,
        r"expected an encoder, got type; .* by the folder in which it was saved",
    ),
    "a focus of many lines": (lambda: sm.brief(analysed(), focus=np.eye(9)), TypeError, "a question, got ndarray$"),
    "a setting of many lines": (
        lambda: sm.SummarySettings(lead=np.eye(9)),
        sm.SettingsError,
        "lead: must be a number, got ndarray$",
    ),
    "an empty text": (
        lambda: sm.Corpus.from_records([{"text": None}]),
        sm.InputError,
        r'its column of texts is empty here; .* with columns=\{"text": FIELD\}$',
    ),
    "a text of bytes": (
        lambda: sm.Corpus.from_records([{"text": b"Ten ministers met."}]),
        sm.InputError,
        "its text is bytes, where words were expected; decode it",
    ),
    "seeds 0": (lambda: analysed(seeds=0), TypeError, "expected seeds to be names of themes.*got 0"),
    "seeds of a mapping": (lambda: analysed(seeds={}), TypeError, "expected seeds to be names of themes"),
    "embeddings in words": (lambda: analysed(encoder=None, embeddings="no"), ValueError, "must be rows of numbers"),
    "ragged": (
        lambda: analysed(encoder=None, embeddings=[[1], [1, 2]]),
        ValueError,
        "must be rows of numbers, all of one length",
    ),
    "columns in a list": (lambda: sm.Corpus.from_records(RECORDS, columns=["a"]), TypeError, "expected columns to be"),
    "a group of a number": (lambda: sm.compare(analysed(), groups={"g": 5}), sm.SettingsError, "g: expected a list of"),
    "an outlet in no list": (
        lambda: sm.compare(analysed(), groups={"g": "A"}),
        sm.SettingsError,
        "g: expected a list of outlets",
    ),
    "a number for a group": (
        lambda: sm.compare(analysed(), groups={1: ["A"]}),
        sm.SettingsError,
        "the name of a group",
    ),
    "trials in a text": (lambda: sm.tune(corpus(), n_trials="3"), TypeError, "expected n_trials to be a whole number"),
    "a data set of a number": (
        lambda: sm.evaluate(5),
        TypeError,
        "expected the path of a data set, or its rows, got 5",
    ),
    "a limit of True": (
        lambda: sm.evaluate([{"documents": RECORDS}], limit=True),
        TypeError,
        "expected limit to be a whole number, got True",
    ),
    "a seed of chance in a text": (
        lambda: sm.tune(corpus(), random_state="3"),
        TypeError,
        "expected random_state to be a whole number",
    ),
    "budgets in a text": (
        lambda: sm.evaluate([], words="100"),
        TypeError,
        "expected a budget in words to be a whole number",
    ),
    "schema of a list": (lambda: sm.json_schema([]), ValueError, "there is a schema for each of"),
    "a number too large": (lambda: sm.SummarySettings(constant=10**400), sm.SettingsError, "must be a smaller number"),
    "explain 1": (lambda: sm.ThemeSettings(explain=1), sm.SettingsError, "explain: must be true or false, got 1"),
    "width in a text": (
        lambda: sm.render(sm.audit(corpus(), cache=NoCache()), width="80"),
        TypeError,
        "expected width",
    ),
    "seeds from None": (lambda: sm.read_seeds(None), TypeError, "expected a path of a TOML file"),
    "settings from None": (lambda: sm.read_settings(None), TypeError, "expected a path of a TOML file"),
    "cache None": (lambda: sm.Cache(None), TypeError, "expected the folder of a cache, got None"),
    "save None": (lambda: sm.audit(corpus(), cache=NoCache()).save(None), TypeError, "expected the path of a file"),
    "place 5": (lambda: corpus()[5], IndexError, "the id of a document, or its place among 3, got 5"),
    "place None": (lambda: corpus()[None], TypeError, "the id of a document, or its place among 3, got None"),
    "words True": (lambda: sm.brief(analysed(), max_words=True), TypeError, "expected max_words to be a whole number"),
    "per_theme yes": (
        lambda: sm.brief(analysed(), per_theme="yes"),
        TypeError,
        "expected per_theme to be True or False",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_of_the_wrong_kind_is_refused_with_what_was_expected(name: str) -> None:
    call, kind, message = CALLS[name]
    with pytest.raises(kind, match=message):
        call()


def test_lists_of_a_seed_become_tuples() -> None:
    seed = sm.Seed("Police", examples=["The police came."], without=iter(["football"]))
    assert (seed.examples, seed.without) == (("The police came.",), ("football",))


@pytest.mark.parametrize(("value", "what"), [(np.nan, "not finite"), (np.inf, "not finite"), (0.0, "zero")])
def test_a_row_of_an_encoder_that_says_nothing_names_its_text(value: float, what: str) -> None:
    def spoil(texts: Sequence[str], rows: Any) -> ArrayLike:
        return np.where([["opera" in text] for text in texts], value, rows)

    with pytest.raises(
        sm.ModelError,
        match=f"the vectors of letters-1: that of 'The opera opens.* is {what}; choose another model, or mend",
    ):
        _ = analysed(encoder=Letters(spoil)).embeddings


@pytest.mark.parametrize("scale", [3e37, 1e-50, 1e200])
def test_rows_of_an_encoder_may_be_of_any_length(scale: float) -> None:
    plain = analysed(encoder=Letters(lambda _, rows: rows)).embeddings
    scaled = analysed(encoder=Letters(lambda _, rows: (rows * scale).tolist())).embeddings
    assert np.allclose(plain.vectors, scaled.vectors, atol=1e-6)


def test_an_encoder_that_changes_its_width_is_refused() -> None:
    own = Letters(lambda texts, rows: rows[:, :5] if len(texts) == 1 else rows)
    with pytest.raises(ValueError, match="vectors of 5 dimensions and the sentences have vectors of 16"):
        sm.brief(analysed(encoder=own), focus="Who met at the palace?")


def test_outlets_and_groups_may_be_taken_one_by_one() -> None:
    analysis = analysed()
    shown = sm.compare(analysis, only="coverage", outlets=(name for name in ("A", "B"))).coverage
    assert {row["outlet"] for row in shown} == {"A", "B"}
    grouped = sm.compare(analysis, only="coverage", groups={"g": (name for name in ("A", "B"))}).coverage
    assert {row["outlet"] for row in grouped} == {"g", "C"}


def test_an_analysis_travels_without_whom_it_tells() -> None:
    analysis = analysed(progress=lambda *_: None)
    assert analysis.comparison.claims is analysis.claims
    there = pickle.loads(pickle.dumps(analysis))
    assert there.progress is None
    assert there.to_dict() == analysis.to_dict()


def test_a_part_of_a_brief_is_a_list() -> None:
    found = sm.brief(analysed(), max_words=np.int64(40))
    assert found[:1] == [found[0]]


def test_references_without_a_word_take_no_other_model() -> None:
    story = {"documents": RECORDS, "references": ["..."]}
    assert sm.evaluate([story], encoder=SmallEncoder(), words=[20], methods=["lead"], cache=NoCache()).record
    assert len(analysed().embed_texts([]).vectors) == 0


def test_a_copy_keeps_who_is_told_and_what_was_made() -> None:
    analysis = analysed(progress=print)
    made = analysis.comparison
    assert copy.copy(analysis).progress is print
    assert copy.copy(analysis).comparison is made
