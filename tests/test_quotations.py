from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.quotations import find_quotations, half_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.stop] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We came," he said, "and we stayed."', ['"We came,"', '"and we stayed."']),
        ("“We came,” he said.", ["“We came,”"]),
        ("''We came,'' he said.", ["''We came,''"]),
        ("``We came,'' he said.", ["``We came,''"]),
        ("„Wir sind bereit“, sagte er, „und warten“.", ["„Wir sind bereit“", "„und warten“"]),
        ("„Jesteśmy gotowi”, powiedział.", ["„Jesteśmy gotowi”"]),
        ("”Vi vill ha fred”, sade han. ”Nu.”", ["”Vi vill ha fred”", "”Nu.”"]),
        ("« Nous voulons la paix », a-t-il dit.", ["« Nous voulons la paix »"]),
        ("Il a dit qu’« il faut partir » demain.", ["« il faut partir »"]),
        ("«Мы готовы», — сказал он.", ["«Мы готовы»"]),
        ("»Wir kommen«, rief er, »und ›alle‹ bleiben.«", ["»Wir kommen«", "»und ›alle‹ bleiben.«", "›alle‹"]),
        ("「我们支持和平」，他说。", ["「我们支持和平」"]),
        ("“He told us ‘no’ twice,” she said.", ["“He told us ‘no’ twice,”", "‘no’"]),
        ("‘He told us “no” twice,’ she said.", ["‘He told us “no” twice,’", "“no”"]),
        ("“(We came),” he said [“we stayed”].", ["“(We came),”", "“we stayed”"]),
        ("“We—” he said. —“No.”", ["“We—”", "“No.”"]),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the boys' club, rock 'n' roll, the '90s and 'em all", []),
        ("The ministers’ plan isn’t the farmers’ plan.", []),
        ("‘The ministers’ plan is wrong,’ he said.", ["‘The ministers’ plan is wrong,’"]),
        ("'The ministers' plan is wrong,' he said of the farmers' pay.", ["'The ministers' plan is wrong,'"]),
        ("He wants 'no more taxes' and the farmers' pay.", ["'no more taxes'"]),
        ("'I'm at home,' he said.", ["'I'm at home,'"]),
        ("Hawai‘i and O’Neill’s", []),
    ],
)
def test_an_apostrophe_is_no_mark(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_over_paragraphs_that_open_it_again() -> None:
    text = "“The harvest was lost.\n\n“The river came in March.\n\n“We start again,” he said.\n\n“Good,” she said."
    first, second = find_quotations(text)
    assert (first.n_paragraphs, first.closed, first.depth) == (3, True, 0)
    assert text[first.inner_start : first.inner_stop].endswith("“We start again,")
    assert text[second.start : second.stop] == "“Good,”"


def test_another_mark_opens_another_quotation() -> None:
    assert quoted('"The harvest was lost.\n\n“It was,” he said.') == ['"The harvest was lost.', "“It was,”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We came, he said. “We stayed,” he said.", ["“We stayed,”"]),
        ("We came,” he said. “We stayed,” he said.", ["“We stayed,”"]),
        ('The 6\'2" man said "no way" and left.', ['"no way"']),
        ("“We came and stayed.\n\nThey left.", ["“We came and stayed."]),
        ("He left (‘to rest.\n\nThey left.", []),
        ('उसने कहा "हम तैयार हैं ।\nदूसरे ने कहा "हम नहीं हैं।"', ['"हम तैयार हैं ।', '"हम नहीं हैं।"']),
        ('כותרת\nאמר "אנו מוכנים.\nנמסר על כך\nכך נאמר.', ['"אנו מוכנים.']),
    ],
)
def test_a_mark_without_its_fellow(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert [q.closed for q in find_quotations(text)] == [item[-1] in '”"' for item in expected]


def test_russian_writes_one_closing_mark_for_two() -> None:
    assert quoted("«Мы читаем «Вести».\n\nОн ушёл.") == ["«Мы читаем «Вести»", "«Вести"]
    assert quoted("«Мы читаем «Вести»», — сказал он.") == ["«Мы читаем «Вести»»", "«Вести»"]


def test_a_quotation_goes_on_in_the_next_line_of_wrapped_text() -> None:
    text = 'He said that "the river has come\nover its banks and nobody\nknows when it will leave the\nfields again." They left.'
    assert len(quoted(text)) == 1
    assert find_quotations(text)[0].closed


def test_sentences_cut_out_of_a_quotation_are_told() -> None:
    text = "He spoke. “We came. We saw. We stayed,” he said. “No.” ‘It’s over.’"
    ends = [text.index(piece) + len(piece) for piece in ("spoke.", "came.", "saw.", "said.", "“No.”", "over.’")]
    spans = [(start + (start > 0), stop) for start, stop in zip([0, *ends], ends, strict=False)]
    assert half_quotations(text, spans).tolist() == [False, True, True, True, False, False]
    # Whether the mark goes with the sentence or not: no word of the quotation is cut off.
    assert not half_quotations("“We came.” They left.", [(0, 9), (9, 21)]).any()
    assert half_quotations("", []).shape == (0,)


@given(st.text(alphabet="ab.s, \n'\"“”‘’«»„", max_size=60))
def test_quotations_are_nested_spans_of_any_text(text: str) -> None:
    found = find_quotations(text)
    open_until: list[int] = []
    for quotation in found:
        assert 0 <= quotation.start < quotation.inner_start <= quotation.inner_stop <= quotation.stop <= len(text)
        while open_until and open_until[-1] <= quotation.start:
            open_until.pop()
        assert quotation.depth == len(open_until)
        assert not open_until or quotation.stop <= open_until[-1]
        open_until.append(quotation.stop)


def test_markup_quotes_nothing() -> None:
    text = 'See <a href="https://harbour.org/tide" class="link">the tide</a>, "a calm sea" it is. rel="nofollow" He said "x = 4" and <3.'
    assert [text[q.inner_start : q.inner_stop] for q in find_quotations(text)] == ["a calm sea", "x = 4"]


def test_a_line_that_opens_a_quotation_goes_on_with_none_before_it() -> None:
    text = "Spokesman: 'We are sorry and will be reaching out to [them]\n'We are sorry,' Reed said."
    assert [text[q.inner_start : q.inner_stop] for q in find_quotations(text)] == ["We are sorry,"]


def test_a_line_that_begins_with_lost_letters_opens_no_quotation() -> None:
    assert quoted("He said 'we will go back to the\n'90s and we will be glad,' Reed said.") != []
