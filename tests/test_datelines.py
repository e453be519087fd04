from __future__ import annotations

import pytest

from summarize.datelines import dateline_stop


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Feb. 18 (Meridian Wire) - Talks began.", "Talks began."),
        ("Oct 24 (Meridian Wire) - Talks began.", "Talks began."),
        ("Room 24 - it was closed.", "Room 24 - it was closed."),
    ],
)
def test_a_day_and_an_agency_are_a_dateline(text: str, words: str) -> None:
    assert text[dateline_stop(text) :] == words
