from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarize.errors import SettingsError
from summarize.settings import Settings, ThemeSettings, read_settings

if TYPE_CHECKING:
    from pathlib import Path


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
