from __future__ import annotations

from dataclasses import fields, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, get_type_hints

import numpy as np
import pytest

import summarize as sm
from summarize.errors import SettingsError
from summarize.settings import Settings, ThemeSettings, read_settings

from .conftest import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import SmallEncoder


def test_what_is_not_named_keeps_its_default(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('[themes]\ngranularity = "fine"\nn_themes = 4\n[brief]\nlead = 1\n')
    settings = read_settings(file)
    assert settings.themes == ThemeSettings(granularity="fine", n_themes=4)
    assert settings.brief.lead == 1.0
    assert settings.claims == Settings().claims


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[theme]\n", r"no such table: \[theme\]; use one of \[themes\]"),
        ("[themes]\nn_theme = 3\n", r"\[themes\]: no such key: n_theme; use one of granularity"),
        ('[themes]\ngranularity = "huge"\n', r"\[themes\]: granularity: .*got 'huge'"),
        ("[brief]\nlead = 'soon'\n", r"\[brief\]: lead: .*got 'soon'"),
        ("themes = 3\n", r"\[themes\]: .*got 3"),
        ("[themes\n", "expected a TOML file of settings"),
    ],
)
def test_a_bad_file_is_named_with_its_key(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message) as caught:
        read_settings(file)
    assert str(caught.value).startswith(str(file))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[brief]\ncentrality = nan\n", r"\[brief\]: centrality: must be 0 or more, got nan"),
        ("[brief]\nagreement = inf\n", r"\[brief\]: agreement: must be a finite number, got inf"),
        ("[brief]\nredundancy = 7.0\n", r"\[brief\]: redundancy: must be -1 to 2, got 7.0"),
        ("[brief]\nmax_words_a_sentence = 0\n", r"max_words_a_sentence: must be 1 or more, got 0"),
        ("[brief]\nmethod = 5\n", r"\[brief\]: method: must be one of coverage, lexrank, .*random, got 5"),
        ("[brief]\nlead = 'soon'\n", r"\[brief\]: lead: must be a number, got 'soon'"),
        ("[themes]\nneighbour_weight = nan\n", r"neighbour_weight: must be 0 or more, got nan"),
        ("[themes]\nn_themes = -2\n", r"\[themes\]: n_themes: must be 1 or more, got -2"),
        ("[themes]\nn_themes = true\n", r"\[themes\]: n_themes: must be a whole number, got True"),
        ("[themes]\nmin_share = true\n", r"\[themes\]: min_share: must be a number, got True"),
        ("[themes]\nn_themes = 2.5\n", r"\[themes\]: n_themes: must be a whole number, got 2.5"),
        ("[themes]\nrandom_state = -4\n", r"random_state: must be 0 or more, got -4"),
        ("[themes]\nexplain = 'perhaps'\n", r"explain: must be true or false, got 'perhaps'"),
        ("[claims]\nprobability = 2.0\n", r"\[claims\]: probability: must be 0 to 1, got 2.0"),
        ("[claims]\nn_neighbours = -1\n", r"\[claims\]: n_neighbours: must be 1 or more, got -1"),
        ("[embedding]\nspeed = 'slow'\n", r"speed: must be one of exact, fast, int8, draft, got 'slow'"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_what_it_may_be(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message) as caught:
        read_settings(file)
    assert str(caught.value).startswith(str(file))


@pytest.mark.parametrize(
    "values",
    [
        {"n_themes": 0},
        {"min_share": float("nan")},
        {"n_terms": 1.5},
        {"granularity": "x"},
        {"granularity": None},
        {"min_share": None},
        {"random_state": None},
        {"explain": None},
    ],
)
def test_settings_made_in_python_are_held_to_the_same(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=f"{next(iter(values))}: must be"):
        ThemeSettings(**values)
    with pytest.raises(SettingsError, match="must be"):
        replace(ThemeSettings(), **values)


def test_numbers_of_numpy_become_those_of_python(encoder: SmallEncoder) -> None:
    plain = Settings(themes=ThemeSettings(n_themes=2, explain=True), brief=sm.SummarySettings(redundancy=0.5, lead=1.0))
    theirs = Settings(
        themes=ThemeSettings(n_themes=_any(np.int64(2)), explain=_any(np.True_)),
        brief=sm.SummarySettings(redundancy=_any(np.float32(0.5)), lead=1),
    )
    assert repr(theirs) == repr(plain)
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), settings=theirs, encoder=encoder, cache=sm.NoCache())
    found = sm.brief(analysis, theme=_any(np.int64(0)), max_words=40)
    assert found.render("json") == sm.brief(analysis, theme=0, max_words=40).render("json")


def _any(given: Any) -> Any:
    """What a type checker would not let pass."""
    return given


def _ends() -> Iterator[tuple[str, str, float]]:
    """Both ends of every range that a setting has."""
    for stage in fields(Settings):
        for name, hint in get_type_hints(type(getattr(Settings(), stage.name)), include_extras=True).items():
            for limits in getattr(hint, "__metadata__", ()):
                yield from ((stage.name, name, end) for end in (limits.least, limits.most) if isfinite(end))


@pytest.mark.parametrize(("stage", "name", "end"), list(_ends()))
def test_whatever_a_setting_may_be_gives_a_result(stage: str, name: str, end: float, encoder: SmallEncoder) -> None:
    settings = replace(Settings(), **{stage: replace(getattr(Settings(), stage), **{name: end})})
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), settings=settings, encoder=encoder, cache=sm.NoCache())
    assert analysis.to_dict()["sentences"]
    sm.brief(analysis, max_words=60).to_dict()
    sm.compare(analysis).to_dict()
