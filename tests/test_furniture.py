from __future__ import annotations

import pytest

from summarize.furniture import credited_lines, is_furniture

LINES = [
    "View all Harbour Wire newsletters.",
    "This story has been updated with additional developments Friday.",
    "More now on the blast in the old harbour.",
    "Disclaimer: this is no investment advice.",
    "Visit news.harbour.org to see more stories.",
    "Credit Ana Roe/Harbour Photo Agency",
    "[The long road to the grain treaty, explained]",
    "Harbour News is not responsible for the content of external sites.",
    "The opinions of columnists do not necessarily reflect those of the Harbour Wire.",
    "Get the news of the harbour delivered daily to your inbox.",
    "Hide Caption 3 of 25 Photos: the old harbour at dusk.",
    "Get breaking news alerts and special reports.",
    "Visit the Harbour Insider's homepage for more stories.",
    "Email the author.",
    "Follow Ana Roe on Twitter: @anaroe",
    "ALSO READ: The long road to the grain treaty",
    "Harbour Top Deals:",
    "Get the Tide newsletter.",
    "Your browser does not support this video.",
    "For more grain coverage: https://news.harbour.org/grain",
    "Read more about the letter that the Wire has seen here.",
    "If you have a story suggestion, write to the harbour desk.",
    "Interested in Grain?",
    "The opinions expressed in this commentary are hers.",
    "This article was amended on 4 March.",
    "Editor's note: an earlier version named another pier.",
    "(Additional reporting by Ana Roe)",
    "ANA ROE, HOST: Good evening.",
    "Yaw Asante contributed reporting.",
    "A post shared by the harbour office (@oldharbour) on Monday",
    "Ana Roe can be reached at ana@harbour.org.",
    "The Tide is a new daily newsletter from the Harbour Wire.",
    '7:40 a.m.: <a href="https://harbour.org/roe" target="_blank">Ana Roe</a> works on.',
    "Updated at 9:50 p.m. ET Thursday",
    "Updated on Jan. 10 at 8:05 a.m.",
    "Harbour Wire | Updated: 2017-09-15 17:52",
    "Talks end in the harbour: report Updated: 2025-02-18 21:10 (Meridian Wire)",
    "Last updated: Monday, 12 March 2018",
    "An earlier version said that the pier had fallen in 1948.",
    "The Tide newsletter will keep you updated on the harbour.",
    "Go behind the curtain of the harbour in a new newsletter.",
    "If you own a barge, then check out the current list of piers.",
    "Find out what Ana Roe has to say about it.",
    "Harbour 101: the Wire tells you everything you need to know about piers.",
    'class="tide" style="width: 40px">More of the harbour',
]


@pytest.mark.parametrize("line", LINES)
def test_lines_of_the_page(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Sign up for our newsletter and never miss an update.",
        "(Jane Roe/Reuters)",
        "Image copyright AFP",
        "Copyright 2025 Meridian Wire. All rights reserved.",
        "Read more: Five things to know",
        "— Jane Roe (@janeroe) October 13, 2016",
        "----------",
        "By Jane Roe",
        "Follow us on Facebook",
        "https://example.org/a",
        "We use cookies to improve this site.",
    ],
)
def test_page_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ministers met in Paris on Monday.",
        "By Monday evening, leaders had left.",
        "(The talks, officials said, would last for at least another two days of meetings.)",
        "The photo shows the two presidents shaking hands.",
        "He subscribed to the idea that talks were needed.",
        "Europe is coordinating its actions.",
        "Published on Monday, the report was long.",
        "Updated twice in May, the list grew.",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_page_without_full_stops_is_no_line_of_furniture() -> None:
    assert is_furniture(f"{'Talks went on ' * 20} All rights reserved.")
    assert not is_furniture(f"{'Talks went on ' * 200} All rights reserved.")


def test_lines_that_begin_with_an_agency_are_captions_where_there_are_several() -> None:
    text = "Reuters The palace at dusk.\nTalks began.\nGetty Images Envoys wait."
    assert [text[slice(*span)] for span in credited_lines(text)] == [
        "Reuters The palace at dusk.",
        "Getty Images Envoys wait.",
    ]
    assert credited_lines("Reuters The palace at dusk.\nTalks began.") == []
    assert (
        credited_lines("EPA Administrator Ana Roe left.\nReuters said so.\nEPA Administrator Ana Roe came back.") == []
    )
