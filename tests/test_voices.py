"""Voices. The sentences are written for these tests; the last test measures on data that is not part of the project."""

from __future__ import annotations

import csv
import io
import json
import re
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from summarize.comparison.copies import find_copies
from summarize.comparison.voices.attribution import attribute, is_title
from summarize.comparison.voices.lexicon import lexicon_of
from summarize.comparison.voices.names import named, parse_name
from summarize.comparison.voices.spellings import same_person
from summarize.comparison.voices.view import find_voices
from summarize.corpus import Corpus
from summarize.quotations import find_quotations
from summarize.records.voices import (
    disputed_quotation_records,
    shared_quotation_records,
    voice_outlet_records,
    voice_records,
)
from summarize.rendering import render
from summarize.segmentation import segment, sentence_spans

from .conftest import SHARED, in_turn

if TYPE_CHECKING:
    from summarize.comparison.voices.values import Quote, Voices

NAMES = "Lee Moss, Prime Minister Ana Field and Sir Tom Brook met in Port Lyon. "


def corpus_of(*texts: str, language: str = "en", outlets: tuple[str, ...] = ()) -> Corpus:
    records = [
        {"id": f"d{i}", "outlet": outlets[i] if outlets else f"Outlet {i}", "text": text, "language": language}
        for i, text in enumerate(texts)
    ]
    return segment(Corpus.from_records(in_turn(records)))


def voices_of(*texts: str, language: str = "en") -> tuple[Corpus, Voices]:
    corpus = corpus_of(*texts, language=language)
    return corpus, find_voices(corpus, np.arange(len(texts)))


def quotes_of(voices: Voices) -> list[Quote]:
    return sorted((q for voice in voices.items for q in voice.quotes), key=lambda q: (q.document, q.content))


def said(text: str, language: str = "en") -> list[tuple[str | None, str | None, str | None]]:
    """Speaker, cue and mention of each quotation of four words and more."""
    corpus, voices = voices_of(text, language=language)
    text = corpus.documents[0].text

    def words(span: tuple[int, int] | None) -> str | None:
        return None if span is None else text[slice(*span)]

    return [(q.speaker.name if q.speaker else None, words(q.cue), words(q.mention)) for q in quotes_of(voices)]


@pytest.mark.parametrize(
    ("sentence", "speaker", "cue", "mention"),
    [
        ('"The river is high again," Moss said.', "Lee Moss", "said", "Moss"),
        ('"The river is high again," said Moss.', "Lee Moss", "said", "Moss"),
        ('"The river is high again," said Moss of Field.', "Lee Moss", "said", "Moss of Field"),
        ('"The river is high again," Field says.', "Ana Field", "says", "Field"),
        ('Moss, the mayor, said by phone that "the river is high."', "Lee Moss", "said", "Moss, the mayor,"),
        (
            '"It is very high again," said Ana Field and Tom Brook.',
            "Ana Field and Tom Brook",
            "said",
            "Ana Field and Tom Brook",
        ),
        ('"The river is high again," said his wife, Anna, 44.', "Anna", "said", "his wife, Anna, 44"),
        (
            'Moss, with Field beside him, began by saying "the river is high."',
            "Lee Moss",
            "saying",
            "Moss, with Field beside him,",
        ),
        ('Moss said: "The river is high again."', "Lee Moss", "said", "Moss"),
        ('Moss has repeatedly said that "the river is high again" this year.', "Lee Moss", "said", "Moss"),
        ('According to Moss, "the river is high again" this year.', "Lee Moss", "According to", "Moss"),
        ('"The river is high again," according to Moss.', "Lee Moss", "according to", "Moss"),
        ('The dam, per Moss, is "as high as the river" at ten boats per day.', "Lee Moss", "per", "Moss"),
        (
            '"The river is high again," said Lee Moss, a farmer from the valley.',
            "Lee Moss",
            "said",
            "Lee Moss, a farmer from the valley",
        ),
        ('"The river is high again," Moss, 54, told reporters on Monday.', "Lee Moss", "told", "Moss, 54,"),
        ('Moss told Field that "the river is high again" this year.', "Lee Moss", "told", "Moss"),
        ('"Is the river high again?" Field asked.', "Ana Field", "asked", "Field"),
        ('Moss called the dam "a danger to us all" on Monday.', "Lee Moss", "called", "Moss"),
        ('Moss spoke first, adding that "the river is high again" this year.', "Lee Moss", "adding", "Moss"),
        ('Moss, who said "the river is high again," left early.', "Lee Moss", "said", "who"),
        ('Moss says he hopes that "the river will fall soon" this year.', "Lee Moss", "says", "Moss"),
        ('The dam, Moss said, is "a danger to us all" this year.', "Lee Moss", "said", "Moss"),
        ('The phrase "the river is high again" hangs over the door.', None, None, None),
        (
            "‘The river is high again,’ said a spokesman for the ministry.",
            "spokesman for the ministry",
            "said",
            "a spokesman for the ministry",
        ),
        ("''The river is high again,'' Moss said.", "Lee Moss", "said", "Moss"),
        ('"The river is high again," the river board said in a statement.', "river board", "said", "the river board"),
    ],
)
def test_one_quotation(sentence: str, speaker: str | None, cue: str | None, mention: str | None) -> None:
    assert said(NAMES + "\n\n" + sentence) == [(speaker, cue, mention)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # Who instructs speaks, and not by whom we know it.
        ('According to Field, Moss instructed her to "hit the brakes or the barge will sink this year."', ["Lee Moss"]),
        # Who has a say behind "To" has a name.
        (
            (
                "To Ian Creek, president of the River Industry Association, that is wrong because of the boats his group represents. "
                '"This is not just a problem of the boats, it is one of the country," he says.'
            ),
            ["Ian Creek"],
        ),
        ('Devastated Moss added: "This is a hard time for all of us."', ["Lee Moss"]),
        # A first name alone is whoever spoke by it before.
        (
            (
                "Brit Kartik Bhanot, from Essex, saw it with his mum, who has cancer and says he thought it was a drunk driver.\n\n"
                'He added: "Suddenly we heard screams and loud bangs."\n\n'
                'Kartik and his family fled. He said: "I am still shaking from all of it."'
            ),
            ["Kartik Bhanot", "Kartik Bhanot"],
        ),
    ],
)
def test_who_speaks_is_called_by_the_name_that_stands_there(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _, _ in said(f"{NAMES}\n\n{text}")] == speakers


def test_a_quotation_divided_by_its_cue_goes_on() -> None:
    text = (
        NAMES + '\n\n"The river," Moss said, "is high again this year." "It was lower in the spring. We measured it."'
    )
    found = said(text)
    assert found == [("Lee Moss", "said", "Moss")] * 2
    _, voices = voices_of(text)
    assert [q.evidence for q in quotes_of(voices)] == ["cue", "continued"]
    assert [q.n_words for v in voices.items for q in v.fragments] == [2]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = (
        NAMES
        + "\n\nMoss rose to speak.\n\n“The river is high again.\n\n“The dam is old,” he said.\n\n“We must leave now.”"
    )
    corpus, voices = voices_of(text)
    first, second = quotes_of(voices)
    assert corpus.documents[0].text[slice(*first.content)].startswith("“The river")
    assert corpus.documents[0].text[slice(*first.content)].endswith("old,”")
    assert first.n_words == 9
    assert second.evidence == "continued"


def test_a_pronoun_is_the_last_named_speaker_or_stays_unresolved() -> None:
    near = NAMES + '\n\nMoss walked along the dam. "The river is high again," he said.'
    assert said(near)[0] == ("Lee Moss", "said", "he")
    same = NAMES + "\n\nTom Brook spoke up when he called the dam “a danger to us all” on Monday."
    assert said(same)[0] == ("Tom Brook", "called", "he")
    other = NAMES + '\n\nMrs. Field walked along the dam. "The river is high again," he said.'
    assert said(other)[0] == (None, "said", "he")
    body = NAMES + '\n\nThe River Ministry was alarmed. "The river is high again," it said.'
    assert said(body)[0] == ("River Ministry", "said", "it")
    alone = 'Nobody had expected it. "The river is high again," he said.'
    assert said(alone)[0] == (None, "said", "he")


def test_a_heading_in_quotation_marks_is_nobodys() -> None:
    text = (
        NAMES
        + "\n\n\"The river is high again,\" Moss said.\n\n'No time to leave'\n\n- 'We had to run' -\n\n\"It rose in a night.\""
        + "\n\n'This is no time to leave the old dam or the port'\n\nThey left."
    )
    corpus, voices = voices_of(text)
    assert [corpus.documents[0].text[slice(*q.inner)] for q in quotes_of(voices)] == [
        "The river is high again,",
        "It rose in a night.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam was built in 1911 and described as “a danger to us all.”",
        "The board dismissed faith-based claims “that the river is high” on Monday.",
        "It feared for the customers who had so called “ever normal and safe” dams.",
        "Moss could not understand why “a country of old harbours” did not shoot down the drones.",
    ],
)
def test_what_is_no_verb_of_speech_makes_nobody_speak(sentence: str) -> None:
    assert said(NAMES + "\n\n" + sentence)[0][0] in (None, "board")


def test_titles_of_works_and_short_fragments_are_not_speech() -> None:
    text = (
        NAMES
        + '\n\nMoss has read "The River and the Dam" twice. He called it "old" and the dam a "paper tiger" on Monday.'
    )
    _, voices = voices_of(text)
    assert quotes_of(voices) == []
    assert sum(len(voice.fragments) for voice in voices.items) == 2
    assert is_title("The River and the Dam")
    assert not is_title("We will never leave Port Lyon again")


def test_a_signature_names_the_speaker() -> None:
    text = (
        NAMES
        + "\n\n“The river is high again and nobody cares.” — Rose Hill\n\n“It was lower in the spring.” ― Jan Reed"
        + "\n\n“The river is high,” said Field. “It is as high as the dam” — Moss’s grey bridge."
    )
    assert [speaker for speaker, _, _ in said(text)] == ["Rose Hill", "Jan Reed", "Ana Field", "Ana Field"]


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        (
            "fr",
            (
                "Le président Paul Rivière est venu mardi. « Le fleuve est encore très haut », a-t-il déclaré. « Il faut partir très "
                "vite », a ajouté la ministre de l’Eau, Anne Duval. Selon Mme Duval, « le barrage est trop vieux »."
            ),
            ["Paul Rivière", "Anne Duval", "Anne Duval"],
        ),
        (
            "de",
            (
                "Bürgermeister Karl Bach sagte am Montag: „Der Fluss ist wieder sehr hoch.“ „Wir müssen jetzt sofort gehen“, so Bach. "
                "»Der Damm ist viel zu alt«, erklärte eine Sprecherin der Polizei."
            ),
            ["Karl Bach", "Karl Bach", "Sprecherin der Polizei"],
        ),
        (
            "es",
            (
                "El alcalde Juan Ríos llegó el lunes. «El río está muy alto otra vez», dijo Ríos. “Tenemos que salir muy pronto”, añadió "
                "la ministra de Aguas, Ana Campo."
            ),
            ["Juan Ríos", "Ana Campo"],
        ),
        (
            "ru",
            (
                "Министр Иван Речкин приехал в порт. «Река снова поднялась очень высоко», — сказал Речкин. По словам Речкина, «плотина "
                "уже слишком старая»."
            ),
            ["Иван Речкин", "Иван Речкин"],
        ),
        (
            "cs",
            (
                "Starosta Jan Potok přijel v pondělí. „Řeka je zase velmi vysoko,“ řekl Potok. „Musíme odtud rychle odejít,“ dodala "
                "mluvčí policie Eva Horská."
            ),
            ["Jan Potok", "Eva Horská"],
        ),
        (
            "it",
            "Il sindaco Carlo Rivo è venuto. «Il fiume è molto alto adesso», ha detto il sindaco Carlo Rivo. Secondo Rivo, «la diga è troppo vecchia».",
            ["Carlo Rivo", "Carlo Rivo"],
        ),
        (
            "pt",
            "O prefeito João Rios chegou. «O rio está muito alto outra vez», disse o prefeito João Rios. Segundo Rios, «a barragem é velha demais».",
            ["João Rios", "João Rios"],
        ),
        (
            "pl",
            "„Rzeka jest znowu bardzo wysoka” – powiedział minister Jan Rzeczny. Według Rzecznego „tama jest już za stara”.",
            ["Jan Rzeczny", "Jan Rzeczny"],
        ),
        (
            "uk",
            "«Річка знову дуже висока», — сказала речниця Олена Річна. За словами Річної, «гребля вже надто стара».",
            ["Олена Річна", "Олена Річна"],
        ),
        (
            "el",
            "«Το ποτάμι είναι πάλι πολύ ψηλά», είπε ο δήμαρχος Νίκος Ποταμός. Σύμφωνα με τον κ. Ποταμό, «το φράγμα είναι παλιό». Η Άννα Λίμνη δήλωσε: «Πρέπει να φύγουμε αμέσως».",
            ["Νίκος Ποταμός", "Ποταμό", "Άννα Λίμνη"],
        ),
        (
            "ar",
            'قال وزير الداخلية أحمد حسن: «النهر مرتفع جدا هذا العام». وأضاف: «يجب أن نرحل من هنا». وأكد المتحدث باسم الحكومة أن "السد قديم جدا اليوم".',
            ["أحمد حسن", "أحمد حسن", "المتحدث باسم الحكومة"],
        ),
        (
            "he",
            'ראש הממשלה דוד כהן אמר: "הנהר שוב גבוה מאוד השנה". "הסכר ישן יותר מדי", אמרה שרת החינוך רינה לוי. דובר צה"ל מסר כי "כולם עזבו את העיר".',
            ["דוד כהן", "רינה לוי", 'דובר צה"ל'],
        ),
        (
            "hi",
            'मंत्री राजेश शर्मा ने कहा, "नदी फिर से बहुत ऊँची है।" "बांध बहुत पुराना है अब," विधायक सीमा वर्मा ने कहा।',
            ["राजेश शर्मा", "सीमा वर्मा"],
        ),
    ],
)
def test_other_languages(language: str, text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _, _ in said(text, language)] == speakers


def test_a_language_without_a_list_has_quotations_without_cues() -> None:
    assert said("Nehir yüksek. «Nehir yine çok yüksek», dedi Bakan Ali Demir.", "tr") == [(None, None, None)]


def test_speakers_are_one_across_outlets() -> None:
    _, voices = voices_of(
        'Foreign Minister Sergey Brod spoke. "We listened to each other," Brod said.',
        '"We heard each other too," Foreign Minister Sergei Brod said on Monday.',
        'Mr. Brod spoke briefly. "We will meet again soon," Mr. Brod said.',
    )
    named = {voice.speaker.name for voice in voices.items if voice.speaker is not None}
    assert len(named) == 1
    assert len(voices.items) == 3


def test_two_people_of_one_surname_are_never_one() -> None:
    _, voices = voices_of(
        'Bill Hart and Rosa Hart spoke. "We listened to each other," Hart said. "It was a long day," Rosa Hart said.',
        '"We heard each other too," Hart said, and Mary Reed wrote it down for Hart.',
    )
    named = sorted(voice.speaker.name for voice in voices.items if voice.speaker is not None)
    assert named == ["Hart", "Hart", "Rosa Hart"]
    assert same_person(("jim", "moss"), ("james", "moss"), lexicon_of("en").nicknames)
    assert not same_person(("donald", "trump"), ("donald", "trump", "jr"))
    assert not same_person(("rosa", "hart"), ("bill", "hart"))


@pytest.mark.parametrize(
    ("phrase", "text", "kind"),
    [
        ("Rep. Lee Moss of Ohio", "Lee Moss", "name"),
        ("former Vice President Ana Field", "Ana Field", "name"),
        ("Port Lyon police Chief Chuck Reed", "Chuck Reed", "name"),
        ("Charlie King", "Charlie King", "name"),
        ("WATCH Lee Moss", "Lee Moss", "name"),
        ("acting Director of National Intelligence Joseph Moss", "Joseph Moss", "name"),
        ("a furious Robert Moss", "Robert Moss", "name"),
        ("the Port Lyon governor", "Port Lyon governor", "role"),
        ("Moss’s campaign", "Moss’s campaign", "group"),
        ("the Foreign Ministry", "Foreign Ministry", "group"),
        ("a spokesman for Moss", "spokesman for Moss", "role"),
        ("Jan van der Berg", "Jan van der Berg", "name"),
        ("Secretary of State Jane Roe", "Jane Roe", "name"),
        ("the United Nations Jane Roe", "Jane Roe", "name"),
        ("Goalkeeper Robert Moss", "Robert Moss", "name"),
        ("His wife Jane", "Jane", "name"),
        ("Reuters Moss", "Moss", "name"),
        ("Reuters", "Reuters", "name"),
        ("a spokesman for Secretary Jane Roe", "spokesman for Secretary Jane Roe", "role"),
        ("One ferry operator halted its service", "one ferry operator", "group"),
        # One person by office or otherwise; several people, and bodies.
        ("the head of the Labour Party", "head of the Labour Party", "role"),
        ("another user", "another user", "role"),
        ("a local source", "local source", "role"),
        ("two leaders", "leaders", "group"),
        ("the US Ambassador to the United Nations", "US Ambassador to the United Nations", "role"),
        ("the Roe family", "Roe family", "group"),
        ("the executives’ letter", "executives’ letter", "group"),
        ("Mr. Moss and Ms. Roe", "Moss and Roe", "group"),
        ("Moss and Tom Brook", "Moss and Tom Brook", "group"),
        ("Health and Human Services Secretary Tom Price", "Tom Price", "name"),
        ("U.S. Conference of Mayors", "U.S. Conference of Mayors", "group"),
        ("Bank of England Governor Jane Roe", "Jane Roe", "name"),
        ("the University of Texas", "University of Texas", "group"),
        ("Speaker of the House Jane Roe", "Jane Roe", "name"),
        ("the mayor of Port Lyon Robert Moss", "Robert Moss", "name"),
        ("deputy counsel to the president Robert Moss", "Robert Moss", "name"),
        ("Related Coverage Moss", "Moss", "name"),
        ("a spokesman of President Jane Roe", "spokesman of President Jane Roe", "role"),
        ("the ambassador to Berlin", "ambassador to Berlin", "role"),
        ("Continued Moss", "Moss", "name"),
        ("Ms. Roe issued a statement", "Roe", "name"),
        ("one MP", "one MP", "group"),
        ("one of the women", "one of the women", "role"),
        ("a lawyer representing victims", "lawyer representing victims", "role"),
        ("700,000 customers", "700,000 customers", "group"),
        ("Brit Kartik", "Kartik", "name"),
        ("USA Today", "USA Today", "name"),
    ],
)
def test_names_without_titles(phrase: str, text: str, kind: str) -> None:
    name = parse_name(phrase, lexicon_of("en"))
    assert name is not None
    assert (name.text, name.kind) == (text, kind)


@pytest.mark.parametrize(
    "phrase",
    [
        "his",
        "Moss’s",
        "walked along the dam",
        "27 they counted",
        "the apparent need for safety",
        "the work relationship",
        "Until the flood",
        "Photographing a dam",
        "PORT LYON ISSUES FLOOD WARNING",
        "Or",
        "Image caption",
    ],
)
def test_what_names_nobody(phrase: str) -> None:
    assert parse_name(phrase, lexicon_of("en")) is None


@pytest.mark.parametrize("word", ["A", "IV", "Image", "Continued"])
def test_a_long_run_of_capitals_is_read_once(word: str) -> None:
    begun = process_time()
    assert named([word] * 200_000, lexicon_of("en"))[2:] == []
    assert process_time() - begun < 2


def speaker_of(*paragraphs: str, title: str = "") -> list[str | None]:
    """Speakers of the quotations of one document with a headline."""
    record = {"id": "d0", "outlet": "Outlet", "title": title, "text": "\n".join(paragraphs), "language": "en"}
    corpus = segment(Corpus.from_records([record]))
    return [q.speaker.name if q.speaker else None for q in quotes_of(find_voices(corpus, np.arange(1)))]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # A surname is not whom only his kin introduces, and "she" is no Robert.
        (
            ("The river took her house.", "Her father, Robert Field, saw it.", '"It was high again," Field said.'),
            "Ana Field",
        ),
        # Whom the sentence before is about, though somebody else spoke last.
        (
            (
                '"We will build it again," said Lee Moss.',
                "Earlier in the day, Vice President Tom Brook denied it.",
                '"The river is high again," he said.',
            ),
            "Tom Brook",
        ),
        # Two people whom the pronoun fits; and somebody between, whom nothing but the use of his surname makes a person.
        (("Lee Moss met Tom Brook at the dam.", '"The river is high again," he said.'), None),
        (
            (
                "Tom Brook came to the dam. Deandro Falk caught a fish. It was the best that Falk ever caught.",
                '"The river is high again," he said.',
            ),
            None,
        ),
        # A coach of whom nothing tells whether she is one, and a woman before.
        (
            (
                "Mary Brook was sent home. She did not want to.",
                "Head coach Zorin Falk wrote of it.",
                '"I said no word at all," she said.',
            ),
            None,
        ),
        # By whom all of the sentence before is said, whoever else is named in it.
        (("Lee Moss told Tom Brook that he was tired.", '"The river is high again," he said.'), "Lee Moss"),
        (("Rep. Lee Moss of Ohio told Tom Brook of it.", '"The river is high again," he said.'), "Lee Moss"),
        (
            ("Another parent, Jane Falk, said that Ana Field was safe.", '"The river is high again," she said.'),
            "Jane Falk",
        ),
        (("Zorin Falk, a fisherman, said the dam was old.", '"The river is high again," he said.'), "Zorin Falk"),
        (("Haru Falk, head of the union, warned that it is old.", '"The river is high again," he said.'), "Haru Falk"),
        (
            (
                "Jane Falk said that she was tired.",
                "A witness said “the dam is an old one.”",
                '"The river is high again," she told the paper.',
            ),
            None,
        ),
        # Not who spoke before somebody of whom it is not known who he is.
        (
            (
                '"We will build it again," said Lee Moss.',
                '"It is a bad dam," the need to say it said.',
                '"It is high again," he said.',
            ),
            None,
        ),
        (("The paper spoke to Lee Moss.", '"The river is high again," the paper quoted him as saying.'), "Lee Moss"),
        (("Ana Field confirmed it, which prompted Lee Moss to wryly note, “the river is high again.”",), "Lee Moss"),
        (('"The river is high again," confirmed Swiss foreign ministry spokesman Jo Reed.',), "Jo Reed"),
        (('"The river is high again," said Port fan Jo Reed, 24, at the dam.',), "Jo Reed"),
        (("Parliament member Robert Reed of the Dam party, explained that “the river is high again.”",), "Robert Reed"),
        (
            ("“We built it,” said Theresa May. “It held.”", "Theresa May today said: “The river is high again.”"),
            "Theresa May",
        ),
        # A thing with a number, and letters of which a caption makes a name.
        (("The failures of Dam 1 and Dam 9 showed the river “is high again this year.”",), None),
        (("Picture RiverX from above.", "“The river is high again,” RiverX confirmed."), "RiverX"),
        # Nobody under a picture is whom a pronoun takes up, and no heading or caption leads to a quotation.
        (
            (
                "Lee Moss came to the dam.",
                "Image copyright Tom Brook Image caption Tom Brook at the dam",
                "He said “the river is high again.”",
            ),
            "Lee Moss",
        ),
        (
            (
                "Lee Moss came to the dam.",
                "Dutch tourist Robert Brook woken by the river",
                "“The river is high again.”",
            ),
            None,
        ),
        # What is said of others, or by them.
        (("“The river is high again,” Lee Moss was quoted by Harbour News as saying.",), "Lee Moss"),
        (("Lee Moss urged the senators to remember that the dam “was built by a divine right.”",), "Lee Moss"),
        (("Moss (“the river is high again this year”) and Field objected, he wrote.",), None),
        (("“The river is high again,” Lee Moss texted.",), "Lee Moss"),
        (("“The river is high again” Lee Moss built the dam and “never looked back at it.”",), None),
        (("“The river is high again,” Lee Moss was told on Monday by the mayor.",), None),
        (("The dam costs $300 per American and is “the worst of all of them.”",), None),
        (("“The river is high again,” per Lee Moss.",), "Lee Moss"),
        (("Theresa May left.", "Last week May said: “The river is high again.”"), "Theresa May"),
        (("Theresa May left.", "The dam broke in May, and it was said: “The river is high again.”"), None),
        (
            (
                "“We saw it,” a Russian official said.",
                "In Kyiv, an official of Ukraine denied it.",
                "“The river is high again,” the official said.",
            ),
            "official",
        ),
        (
            (
                "“We saw it,” a Russian minister said.",
                "“The river is high again,” the minister said.",
            ),
            "minister",
        ),
        (("Theresa May left.", "Ana Reed came in May.", "“The river is high again,” she said."), "Ana Reed"),
        (("“The river is high again,” said Port Care’s CEO, James Reed, warning of floods.",), "James Reed"),
        (("“The river is high again,” said his wife, Ana, who saw it.",), "Ana"),
        (("The head of the Dam Party, Robert Reed, called it “an old and dangerous dam.”",), "Robert Reed"),
        (("After the flood a member of the crew said “the river is high again.”",), "member of the crew"),
        (("Tom Brook came.", "“The river is high again,” a tired Brook said."), "Tom Brook"),
        (("Jane Reed, a spokeswoman for Dam Aid, Port Lyon, said “the river is high again.”",), "Jane Reed"),
        (("Jane Reed, a spokeswoman for Dam Aid said “the river is high again.”",), "Jane Reed"),
        (("Jane Reed, Director of Dam Aid said “the river is high again.”",), "Jane Reed"),
        (("Speaking Friday, Dam Ministry spokeswoman Jane Reed said “the river is high again.”",), "Jane Reed"),
        (("Jane Reed, the mayor said, is “as high as the river is.”",), "mayor"),
        (
            ("On Friday, the mayor of Port Lyon, the largest town, said “the river is high again.”",),
            "mayor of Port Lyon",
        ),
        (("Rep. Jim Reed, R-Ohio, the panel’s eldest member, said “the river is high again.”",), "Jim Reed"),
        (("The chief, John Reed, Jr. said “the river is high again.”",), "John Reed"),
        # A place is nobody whom a pronoun takes up.
        (("Jane Reed knows Central America. America is large.", "“The river is high again,” she said."), "Jane Reed"),
        # What a page, or the sentence, puts before a name is none of it.
        (("FLOOD ALERTS Reed is a farmer. Port-based Reed left.", "“The river is high again,” Mr. Reed said."), "Reed"),
        # A surname that stands first.
        (
            (
                "The spokeswoman Hua Chunying came to the dam.",
                "“The river is high again,” Ms. Hua said.",
            ),
            "Hua Chunying",
        ),
        (("The Hua Tower stands by the dam.", "“The river is high again,” Ms. Hua said."), "Hua"),
        # A quotation goes on behind a picture, and not with whoever speaks under it.
        (
            (
                "Lee Moss said: “The river is high.",
                "Reuters Tom Brook claimed that he 'had no knowledge of it at all'",
                "“It is as high as it was.”",
                "Reuters The river at the dam",
            ),
            "Lee Moss",
        ),
        # Somebody whom nothing but his own pronoun makes a person stands between; a name that he is only called by is nobody else's.
        (
            (
                "Lee Moss said: “We will build it.”",
                "Kartik and his family left the dam.",
                "He said: “The river is high again.”",
            ),
            "Kartik",
        ),
        (("Lee Moss came to the dam, also known as Dr River. He said: “The river is high again.”",), "Lee Moss"),
        # Who says it stands behind the place where it happened.
        (
            ("They flew to Port, capital of the valley, said a local source.", "“The river is high again,” it said."),
            None,
        ),
        (('Weibo user R_AND_YY wrote: "The river is high again."',), "R_AND_YY"),
        # "He" is nobody who is only spoken of.
        (("Lee Moss came to the dam.", "Asked about Tom Brook, he said “the river is high again.”"), None),
        (("When Tom Brook came to the dam, he said “the river is high again.”",), "Tom Brook"),
        # Nor whom the subject of the sentence before only meets, or who does something meanwhile.
        (("Tom Brook met Robert Reed as Jim Ford left the dam. He said “the river is high again.”",), "Tom Brook"),
        (("Tom Brook’s deputy met Jim Ford at the dam. He said “the river is high again.”",), None),
        # Whom the surname meant before anybody of that name was introduced is a man.
        (
            (
                "Mayor Falk took his boat. Falk, he said, left his house. Jim Reed saw Falk take his horse.",
                "Ana Falk stayed. Mayor Falk met Jim Reed. He said “the river is high again.”",
            ),
            "Falk",
        ),
        # Who speaks is not he whom he speaks of: by the sentence before, or by his first word.
        (
            ("Jim Reed spoke. In fact, he drew a contrast with Lee Moss.", '"The river is high again," he said.'),
            None,
        ),
        (("Lee Moss instructed her to turn around. “He sat back. I left the river.”",), None),
        (("Jim Reed told us so on Monday. “He left the river to us all.”",), "Jim Reed"),
        (("Jim Reed called him a master of the dam. “He showed us all of it.”",), "Jim Reed"),
        (("The port will respond with a wall. “The port has it all ready.”",), None),
        # Who is one of several, or is only named for what is his, is not whom a pronoun takes up; nor is a text "they".
        (
            (
                "Mayor Jane Reed met the pupils.",
                "The plan was made by members such as Rep. Ana Brook.",
                "“The river is high again,” she said.",
            ),
            "Jane Reed",
        ),
        (
            ("“It is over,” said Tom Brook, an aide of Jim Ford’s campaign.", "“The river is high again,” he said."),
            "Tom Brook",
        ),
        (
            ("Jim Ford left.", "Tom Brook came.", "Asked about more Ford papers, he said “the river is high.”"),
            "Tom Brook",
        ),
        (("A joint statement said: “It is over now.”", "They said: “The river is high again.”"), None),
        # A dateline stands in no brackets.
        (("(PN) Tom Brook came to the dam.", "It was closed.", "“The river is high again,” he said."), "Tom Brook"),
        # Whoever was read for the pronoun of a sentence says all of it; and so does who has an office.
        (
            (
                "Tom Brook came to the dam. He told Jim Ford “it is all over now.”",
                "“The river is high again,” he continued.",
            ),
            "Tom Brook",
        ),
        (("Tom Brook left.", "“It is all over,” the judge said.", "He added: “The river is high again.”"), "judge"),
        # A surname of two people is hers where "her" takes it up; a body before it is none of his names.
        (
            (
                "Jim Falk died. Ana Falk came to the dam.",
                "Falk spoke at her father’s grave, noting that “the river is high again.”",
            ),
            "Ana Falk",
        ),
        (
            ("Tom Falk left. They told Harbour News Falk was ill.", "“The river is high again,” Falk said."),
            "Tom Falk",
        ),
        # What stands between commas, or leads to what is said next, takes nothing from whose clause it is.
        (("Tom Brook went on, Reed writes, to say that “the river is high again.”",), "Tom Brook"),
        (("However, Harbour News had a report claiming that “the river is high again.”",), "Harbour News"),
        (("Tom Brook disagreed with it all; “The river is high again.”",), "Tom Brook"),
        (("Tom Brook was born here; “The river is high again” is his first novel.",), None),
        (("Tom Brook, 30, a teacher carrying a flag told them: “The river is high again.”",), "Tom Brook"),
        (("Filmmaker Zhan Yimo told us: “The river is high again.”",), "Zhan Yimo"),
        # Nor is he the dead one, whose brother pleads.
        (
            ("Jo Falk’s brother Philo pleaded after Falk’s death.", "“The river is high again,” Falk said."),
            "Falk",
        ),
    ],
)
def test_a_wrong_name_is_worse_than_none(paragraphs: tuple[str, ...], speaker: str | None) -> None:
    assert speaker_of(*paragraphs, title="Ana Field loses her house to the river")[-1] == speaker


@pytest.mark.parametrize(
    ("second", "speaker"),
    [
        ("The envoy met Falk on Monday.", "Karen Falk"),
        ("The envoy flew to Falk. Falk closed its border.", None),
        ("The envoy landed in Falk on Monday.", None),
        ("Shares of Falk fell by a fifth.", None),
    ],
)
def test_who_is_somebody_in_another_article_is_no_country_or_firm_here(second: str, speaker: str | None) -> None:
    first = "Ms Karen Falk, a lawyer, was glad. “The court has heard us all at last,” Ms Falk said."
    corpus = corpus_of(first, f"{second} “The river is high again,” she said.")
    quotes = quotes_of(find_voices(corpus, np.arange(2)))
    assert [q.speaker.name if q.speaker else None for q in quotes if q.document == 1] == [speaker]


_TAKEN: str = "“The river is high again,” the {} said. He saw it."


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("Singer Tom Brook saw the river.", _TAKEN.format("singer")), "Tom Brook"),
        (("Tom Brook, the singer, saw the river.", _TAKEN.format("singer")), "Tom Brook"),
        (("The singer, Tom Brook, saw the river. Brook lives in Velm.", _TAKEN.format("singer")), "Tom Brook"),
        (("Singer Tom Brook proved to be a singer whom many like.", _TAKEN.format("singer")), "Tom Brook"),
        (("Prime Minister Tom Brook saw the river.", _TAKEN.format("prime minister")), "Tom Brook"),
        (("“The river is high again,” the group's spokesman, Tom Brook, said.",), "Tom Brook"),
        (
            ("Tom Brook left. His lawyer Jane Field saw the river.", "“It is high again,” his lawyer said."),
            "Jane Field",
        ),
        # "His" is of whom the text named last.
        (
            ("Brook spokesperson Jane Field met Tom Brook.", "Jim Reed left, “as it is high,” his spokesperson said."),
            "spokesperson",
        ),
        # Two who are called so, one who is not named, one whose other name stands behind the noun.
        (("Singer Tom Brook saw singer Ana Field.", _TAKEN.format("singer")), "singer"),
        (("Singer Tom Brook saw the river. A young singer was there.", _TAKEN.format("singer")), "singer"),
        (("Judge Tom Brook heard it. Judge T.S. Moss did not.", _TAKEN.format("judge")), "judge"),
        # What says which one is meant has to be said of him; and who sends a spokesman is none.
        (
            ("Mayor Tom Brook saw the river. Tom Brook left.", _TAKEN.format("former mayor of Velm")),
            "former mayor of Velm",
        ),
        (("Through a spokesman, Tom Brook has denied it.", _TAKEN.format("spokesman")), "spokesman"),
        (("Singer Tom Brook saw the river.", "“The river is high again,” a singer said."), "singer"),
    ],
)
def test_a_description_is_a_name_where_one_person_is_called_so(paragraphs: tuple[str, ...], speaker: str) -> None:
    assert speaker_of(*paragraphs)[-1] == speaker


@pytest.mark.parametrize(("title", "speaker"), [("Harbix sells its dams", "Harbix"), ("A dam is sold", "company")])
def test_the_company_is_the_body_of_the_headline(title: str, speaker: str) -> None:
    told = "“The river is high again,” Harbix said. “We have sold all of the dams,” the company said."
    assert speaker_of(told, title=title)[-1] == speaker


@pytest.mark.parametrize(
    ("paragraphs", "speakers"),
    [
        (("A Dam Party aide said: “It is high again.”", "“We know all of it,” the aide said."), ["Dam Party aide"] * 2),
        (("A joint statement said: “It is high again.”", "“We know all of it,” it read."), ["joint statement"] * 2),
        (("A Dam Party aide and a port aide left.", "“We know it all,” the aide said."), ["aide"]),
        (
            (
                "A Dam Party aide said: “It is high again.”",
                "A port aide said: “It is low again.”",
                "“We know all of it,” the aide said.",
            ),
            ["Dam Party aide", "port aide", "aide"],
        ),
        (("“The river is high,” read the report published Tuesday.",), ["report"]),
        (("“The river is high,” the suit reads.",), ["suit"]),
        (("The suit claims that talks relating to the dam “must be ended at once.”",), ["suit"]),
    ],
)
def test_texts_and_people_without_a_name_are_one_where_one_alone_is_so_called(
    paragraphs: tuple[str, ...], speakers: list[str]
) -> None:
    assert speaker_of(*paragraphs) == speakers


def test_another_document_may_say_whom_a_description_means() -> None:
    texts = [
        "Tom Brook came home. “The river is high again,” the director said. Tom Brook left.",
        "Director Tom Brook saw the river. “It was high,” Brook said.",
    ]
    records = [{"id": f"d{n}", "outlet": f"Outlet {n}", "text": text, "language": "en"} for n, text in enumerate(texts)]

    def speakers(records: list[dict[str, str]]) -> set[str]:
        corpus = segment(Corpus.from_records(records))
        found = quotes_of(find_voices(corpus, np.arange(len(records))))
        return {q.speaker.name for q in found if q.speaker is not None}

    assert speakers(records) == {"Tom Brook"}
    assert speakers(records[:1]) == {"director"}
    # Whom the article does not name is not whom it means.
    strange = {**records[0], "text": "“The river is high again,” the director said."}
    assert speakers([strange, records[1]]) == {"director"}


def test_links_to_other_articles_are_no_voices() -> None:
    lines = [
        "Related Stories 'THE WORST IS YET TO COME' River 'is higher than ever before', Port Lyon claims FLOOD FEARS Dam at risk",
        "River 'is higher than ever before', says UK port secretary Read more",
        "READ: River 'is higher than ever before', Port Lyon says",
    ]
    assert speaker_of(*lines, '"The river is high again," said WATCH Tulsi Moss.') == ["Tulsi Moss"]


def test_other_documents_say_whose_a_quotation_is() -> None:
    words = "The river is high again and nobody will sleep in this town tonight"
    _, voices = voices_of(
        f'"{words}," said Lee Moss.',
        f'Tom Brook and Sam Reed met at the dam. "{words}," he said.',
        f'Tom Brook stood at the dam. "{words}," he said.',
    )
    named, open_, contradicted = quotes_of(voices)
    assert named.speaker == open_.speaker
    assert (named.evidence, open_.evidence) == ("cue", "elsewhere")
    assert contradicted.speaker is None


def test_a_pronoun_and_another_document_agree() -> None:
    words = "The river is high again and nobody will sleep in this town tonight"

    def speakers(*texts: str) -> list[str | None]:
        _, voices = voices_of(*texts)
        return [q.speaker.name if q.speaker else None for q in quotes_of(voices)]

    # "Brook" does not contradict Tom Brook, where two of that name are in the other; "the judge" is whom the other names.
    two = f'Jim Brook met Tom Brook. "{words}," said Brook.'
    assert speakers(f'Tom Brook stood at the dam. "{words}," he said.', two)[0] == "Tom Brook"
    judge = f'"It is over now," the judge said.\n"{words}," she said.'
    assert speakers(judge, f'"{words}," said Jane Reed.') == ["judge", "Jane Reed", "Jane Reed"]


def test_whom_the_story_knows_is_somebody_in_each_article() -> None:
    _, voices = voices_of(
        "“It is all over,” Tom Brook said.\nFor Falk’s critics it is not. Of the dam, which he called “old and as high as the river,” nobody spoke.",
        "Mr. Falk left the dam on Monday and went home to the port by the evening train.",
    )
    assert [q.speaker.name if q.speaker else None for q in quotes_of(voices)] == ["Tom Brook", "Falk"]


def test_a_quotation_within_a_clause_is_of_whom_the_clause_is() -> None:
    told = "Jane Reed says the pupils “have years of life before them,” Ana Brook replies, “That is not my concern.”"
    assert [speaker for speaker, _, _ in said(told)] == ["Jane Reed", "Ana Brook"]


LONG = "We came to this place with nothing but our hands, and we will leave it with a bridge"


def test_one_quotation_at_different_lengths() -> None:
    corpus, voices = voices_of(
        f'{NAMES}"{LONG}," Moss said.',
        f'{NAMES}"We came to this place," Moss said, "with nothing but our hands."',
        f'{NAMES}Moss said they would "leave it with a bridge" in the end.',
        f'{NAMES}"Nobody believed in the bridge at first," said Field.',
    )
    (shared,) = voices.shared
    assert {corpus.outlets[o]: n for o, n in shared.n_words.items()} == {"Outlet 0": 18, "Outlet 1": 10, "Outlet 2": 5}
    assert shared.independent == 3
    assert not shared.identical
    assert shared.speaker is not None
    assert shared.speaker.name == "Lee Moss"
    (record,) = shared_quotation_records(corpus, voices)
    assert record["text"].startswith("We came")
    assert all(
        corpus.documents[int(q["document"][1:])].text[q["content"]["start"] : q["content"]["stop"]].strip('"')
        == q["text"]
        for q in record["quotes"]
    )


@pytest.mark.parametrize(
    "sentence", ["We’re told “the river is high again.”", "What did we say? “The river is high again,” am."]
)
def test_one_small_word_is_nobodys_phrase(sentence: str) -> None:
    (quote,) = quotes_of(voices_of(NAMES + sentence)[1])
    assert (quote.speaker, quote.mention) == (None, None)


def test_each_sentence_of_a_quotation_is_held_against_what_others_print_of_it_in_one_place() -> None:
    feeling = "I have a feeling that — it was just some very bad, something very bad happened."
    corpus, voices = voices_of(
        f'{NAMES}"The dam is in a rough place," Moss said. "Someone could have made a mistake." Moss added: "{feeling}"',
        f'{NAMES}"Someone could have made a mistake on the other side," Moss said. '
        '"Some say it was old. I have a feeling that … something very bad happened."',
        f'{NAMES}"It was," Moss said, "in a rough place." "Somebody could have made a mistake on the other side," he said.',
    )
    sentences = [s for q in shared_quotation_records(corpus, voices) for s in q["sentences"]]
    assert {s["text"]: s["outlets"] for s in sentences} == {
        "Someone could have made a mistake on the other side,": {"Outlet 1": 10, "Outlet 2": 10, "Outlet 0": 6},
        "Some say it was old.": {"Outlet 1": 5},
        feeling: {"Outlet 0": 16, "Outlet 1": 10},
        "The dam is in a rough place,": {"Outlet 0": 7, "Outlet 2": 4},
    }
    assert voices.disputed == ()
    printed = render(compared_record(corpus), "text", only="voices")
    assert "in other words, Outlet 2: “Somebody could have made a mistake" in printed
    corpus = corpus_of(f'{NAMES}"{LONG}. It is old. It has to go," Moss said.', f'{NAMES}"{LONG}," Moss said.')
    assert "“It is old. It has to go,”\n  Outlet 0 7 words" in render(compared_record(corpus), "text", only="voices")


def test_what_an_article_puts_into_a_sentence_of_its_own_goes_on_with_no_other_words() -> None:
    lies = "The old dam was built by those who lie to us,"
    _, voices = voices_of(
        f'{NAMES}"{lies}" Moss said, after he had named people who "are lost on our own river" in May.\n"It is theirs."',
        f'{NAMES}"{lies}" Moss said.',
        f'{NAMES}"All those people are lost on our own river," Moss said.',
    )
    lengths = [sorted(quote.n_words for quote in shared.quotes) for shared in voices.shared]
    assert lengths == [[11, 11], [6, 9]]
    assert [shared.identical for shared in voices.shared] == [True, False]


def test_of_a_long_row_that_one_outlet_alone_prints_what_stands_beside_the_others_is_shown() -> None:
    def row(word: str) -> str:
        return " ".join(f"{word} number {number} is one of the dams that we all know." for number in range(6))

    corpus = corpus_of(f'{NAMES}Moss said: "{row("Alder")} {LONG}. {row("Birch")}"', f'{NAMES}"{LONG}," Moss said.')
    printed = " ".join(render(compared_record(corpus), "text", only="voices").split())
    assert "“[…] Alder number 5 is one of the dams that we all know.” Outlet 0 72 words" in printed
    assert "“Birch number 0 is one of the dams that we all know. […]” Outlet 0 72 words" in printed


def test_the_same_words_of_two_people_are_told() -> None:
    corpus, voices = voices_of(
        f'{NAMES}Brook said the dam fell. He added that "this may well have been unintentional."',
        f'{NAMES}"We all know it fell," Field said. "This may well have been unintentional."',
        f'{NAMES}"This may well have been unintentional," Ana Field said.',
    )
    (disputed,) = disputed_quotation_records(corpus, voices)
    for given, document in zip(disputed["given"], corpus.documents, strict=True):
        place = given["content"]
        assert given["text"] in document.text[place["start"] : place["stop"]]
    assert [(g["speaker"], g["outlet"]) for g in disputed["given"]] == [
        ("Tom Brook", "Outlet 0"),
        ("Ana Field", "Outlet 1"),
        ("Ana Field", "Outlet 2"),
    ]
    told = render(compared_record(corpus), "text", only="voices")
    assert "Two who spoke alike stand here too." in told
    assert "• “this may well have been unintentional.”\n  Tom Brook: Outlet 0\n  Ana Field: Outlet 1, Outlet 2" in told


def test_a_sentence_that_a_cue_divides_is_told_whole_of_two_people() -> None:
    corpus, voices = voices_of(
        f'{NAMES}"This may well have been," Tom Brook said, "an unintentional act by the side."',
        f'{NAMES}"This may well have been an unintentional act by the side," Ana Field said.',
    )
    (disputed,) = disputed_quotation_records(corpus, voices)
    first = disputed["given"][0]
    assert first["text"].endswith("act by the side.")
    assert corpus.documents[0].text[first["content"]["start"] : first["content"]["stop"]].startswith('"This may')
    assert first["text"] in corpus.documents[0].text[first["content"]["start"] : first["content"]["stop"]]


def test_copies_count_once() -> None:
    text = f'{NAMES}"{LONG}," Moss said on the bank of the river. Farmers have waited for the bridge since the flood.'
    corpus = corpus_of(text, text, f'{NAMES} Field was silent. Moss was not: "{LONG}."')
    voices = find_voices(corpus, np.array([0, 0, 1]))
    assert [(len(v.quotes), v.independent) for v in voices.items] == [(1, 1), (1, 0), (1, 1)]
    # Each outlet chose to print it.
    n_words = voices.outlets[0].n_quoted
    assert [(o.n_quotes, o.independent, o.n_independent) for o in voices.outlets] == [(1, 1, n_words)] * 3
    assert voices.shared[0].independent == 2
    assert voices.shared[0].identical


def test_two_articles_of_one_outlet_are_one_text_of_a_quotation() -> None:
    records = [
        {"id": f"d{k}", "outlet": outlet, "text": f'{NAMES}{before} "{LONG}," Moss said.'}
        for k, (outlet, before) in enumerate(
            (("A", "It was cold."), ("A", "Snow fell for days."), ("B", "Nobody came."))
        )
    ]
    corpus = segment(Corpus.from_records(records))
    voices = find_voices(corpus, np.arange(3))
    assert (len(voices.shared[0].n_words), voices.shared[0].independent) == (2, 2)
    assert [(len(voice.quotes), voice.independent) for voice in voices.items] == [(2, 1), (1, 1)]
    assert [(o.n_quotes, o.independent, o.n_quoted / o.n_independent) for o in voices.outlets] == [(2, 1, 2), (1, 1, 1)]


def test_a_copy_of_another_outlet_leaves_the_own_article_its_quotation() -> None:
    text = f'{NAMES}"{LONG}," Moss said.'
    corpus = segment(
        Corpus.from_records(
            {"id": f"d{k}", "outlet": outlet, "text": own, "published": f"2025-03-0{k + 3}"}
            for k, (outlet, own) in enumerate((("B", text), ("A", text), ("A", f"Snow fell for days. {text}")))
        )
    )
    voices = find_voices(corpus, np.array([0, 0, 1]))
    assert {corpus.outlets[voice.outlet]: voice.independent for voice in voices.items} == {"A": 1, "B": 1}


@pytest.mark.parametrize(
    ("again", "speakers"),
    [
        ("“The river is high again,” Moss said.", ["Lee Moss"]),
        ("“The river is high again,” a poster said.", ["Lee Moss"]),
        ("“The river is high again,” Field said.", ["Lee Moss", "Ana Field"]),
    ],
)
def test_what_an_article_prints_twice_counts_once(again: str, speakers: list[str]) -> None:
    found = said(f"{NAMES}\n\n“The river is high again,” Moss said.\n\n{again}")
    assert [speaker for speaker, _, _ in found] == speakers


def test_numbers_of_an_outlet() -> None:
    corpus, voices = voices_of(
        f'{NAMES}"The river is high again," Moss said. "The dam is too old," Field said. "Nobody can stay here now," it was written.'
    )
    (row,) = voices.outlets
    assert (row.n_quoted, row.n_quotes, row.n_speakers) == (15, 3, 2)
    assert (row.n_independent, row.independent) == (15, 3)
    assert row.effective == pytest.approx(2.0)
    assert row.unattributed == pytest.approx(5 / 15)
    shares = {v.speaker.name if v.speaker else None: v.share for v in voices.items}
    assert shares == {"Lee Moss": pytest.approx(1 / 3), "Ana Field": pytest.approx(1 / 3), None: pytest.approx(1 / 3)}
    assert [v.position[1] for v in voices.items] == [3, 2, 4]
    assert voice_outlet_records(corpus, voices)[0]["unattributed"] == pytest.approx(1 / 3)


def test_who_is_not_named_is_no_named_speaker() -> None:
    _, voices = voices_of(
        'The firm said "it will close the dam." "We will wait for it," the judge said. "I have waited too," said Lee Moss.'
    )
    (row,) = voices.outlets
    assert (row.n_quotes, row.n_speakers) == (3, 1)
    assert row.unattributed == pytest.approx(1 - 4 / row.n_quoted)
    assert row.effective == pytest.approx(1.0)


def test_the_order_of_documents_decides_nothing() -> None:
    texts = [f'{NAMES}"{LONG}," Moss said.', '"The river is high," Moss said.', f'Ana Field said "{LONG}" and left.']

    def facts(order: list[int]) -> list[Any]:
        corpus = Corpus.from_records([{"id": f"d{i}", "outlet": f"Outlet {i}", "text": texts[i]} for i in order])
        corpus = segment(corpus)
        return voice_records(corpus, find_voices(corpus, np.arange(len(texts))))

    assert facts([0, 1, 2]) == facts([2, 0, 1])


def test_nothing_quoted_and_wrong_rows() -> None:
    corpus, voices = voices_of("The river is high again and nobody has said a word about it.")
    assert voices.items == ()
    assert voices.shared == ()
    assert voices.outlets[0].unattributed is None
    with pytest.raises(ValueError, match="do not match"):
        find_voices(corpus, np.arange(3))


def compared(n_outlets: int) -> dict[str, Any]:
    speakers = ("Lee Moss", "Prime Minister Ana Field", "Sir Tom Brook")
    texts = [f'{NAMES}"{LONG}," said {speakers[i % 3]}. "The river is high again," it said.' for i in range(n_outlets)]
    corpus = corpus_of(*texts, outlets=tuple(f"The Daily Outlet of Town {i}" for i in range(n_outlets)))
    return compared_record(corpus)


def compared_record(corpus: Corpus) -> dict[str, Any]:
    voices = find_voices(corpus, find_copies(corpus).group_of)
    documents = [{"id": d.id, "outlet": d.outlet, "published": None, "title": ""} for d in corpus.documents]
    return {
        "command": "compare",
        "corpus": {"documents": documents, "dropped": [], "copies": 0},
        "voices": voice_records(corpus, voices),
        "voice_outlets": voice_outlet_records(corpus, voices),
        "shared_quotations": shared_quotation_records(corpus, voices),
        "disputed_quotations": disputed_quotation_records(corpus, voices),
        "refused": {},
        "limited": {},
    }


def test_twelve_outlets_fit_eighty_columns() -> None:
    text = render(compared(12), "text", width=80, only="voices")
    assert max(map(len, text.splitlines())) <= 80
    for number in range(12):
        assert f"Town {number}" in text or f"Town {number}"[:-1] in text
    assert "Ana Field" in text
    assert {"quoted", "quotations", "speakers", "voices", "name"} <= set(text.split())


def test_a_role_is_one_speaker_where_outlets_print_what_he_says() -> None:
    words = (
        "the river is high again and the dam will not hold it for another week",
        "nobody was hurt when the ferry hit the pier",
    )
    said_by = [("A", words[0]), ("B", words[0]), ("C", words[1])]
    records = [
        {
            "id": outlet,
            "outlet": outlet,
            "text": f"{outlet} sent a reporter. “{said.capitalize()},” a spokesman said on day {n}.",
        }
        for n, (outlet, said) in enumerate(said_by)
    ]
    text = render(compared_record(segment(Corpus.from_records(records))), "text", width=80, only="voices")
    assert [line for line in text.splitlines() if line.startswith("• ")][:2] == [
        "• spokesman: 15 words in 1 quotation without copies, 30 words in 2 with them",
        "• spokesman: 9 words in 1 quotation",
    ]


def test_markdown_and_csv_have_every_quotation() -> None:
    record = compared(4)
    assert render(record, "markdown", only="voices").count("The river is high again") == 4
    rows = list(csv.DictReader(io.StringIO(render(record, "csv", only="voices"), newline="")))
    assert len(rows) == 8
    assert {row["speaker"] for row in rows} >= {"Lee Moss", "Ana Field", ""}
    assert all(int(row["stop"]) - int(row["start"]) == len(row["text"]) + 2 for row in rows)
    # A quotation is joined to its sentence by where that stands.
    assert all(int(row["sentence_start"]) <= int(row["start"]) < int(row["sentence_stop"]) for row in rows)


#: What must hold on articles that the rules were not written on; see docs/voices.md for the figures.
FLOORS = {"precision": 0.95, "recall": 0.95, "speaker": 0.9}


def test_direct_quotations_of_real_articles() -> None:
    path = SHARED / "data" / "attributions.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not part of the project")
    counts = dict.fromkeys(("found", "right", "gold", "hit", "sourced", "speaker"), 0)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        contents = [(start, stop, a) for a in row["attributions"] for start, stop in a["content"] or []]
        runs = {
            m.span()
            for start, stop, _ in contents
            for m in re.finditer(r"[\"“][^\"”“]+[\"”]|''.+?''", text[:stop])
            if m.start() >= start and len(m.group().split()) >= 4
        }
        quotations = [q for q in find_quotations(text) if q.depth == 0]
        hit = set()
        for quotation, own in zip(
            quotations, attribute(text, quotations, sentence_spans(text, "en"), lexicon_of("en")), strict=True
        ):
            words = text[quotation.inner_start : quotation.inner_stop]
            if len(words.split()) < 4 or is_title(words):
                continue
            hit |= {r for r in runs if min(r[1], quotation.stop) - max(r[0], quotation.start) > (r[1] - r[0]) / 2}
            half = (quotation.stop - quotation.start) / 2
            gold = [a for start, stop, a in contents if min(stop, quotation.stop) - max(start, quotation.start) > half]
            sources = [span for a in gold for span in a["source"] or []]
            counts["found"] += 1
            counts["right"] += bool(gold)
            counts["sourced"] += bool(sources)
            counts["speaker"] += own.speaker is not None and any(
                start < own.speaker[1] and own.speaker[0] < stop for start, stop in sources
            )
        counts["gold"] += len(runs)
        counts["hit"] += len(hit)
    assert counts["right"] / counts["found"] >= FLOORS["precision"]
    assert counts["hit"] / counts["gold"] >= FLOORS["recall"]
    assert counts["speaker"] / counts["sourced"] >= FLOORS["speaker"]


@pytest.mark.parametrize(
    ("phrase", "language", "kind", "words"),
    [
        ("porte-parole des Nations Unies Stephanie Bunker", "fr", "name", "Stephanie Bunker"),
        ("le ministre des affaires étrangères français Bernard Kouchner", "fr", "name", "Bernard Kouchner"),
        ("Premier ministre du Royaume-Uni Gordon Brown", "fr", "name", "Gordon Brown"),
        ("le porte-parole du président Christian Roe", "fr", "role", "porte-parole du président Christian Roe"),
        ("Secrétaire général de", "fr", "role", "Secrétaire général"),
        ("la portavoz del Gobierno Isabel Roe", "es", "name", "Isabel Roe"),
        ("un portavoz del presidente Pedro Roe", "es", "role", "portavoz del presidente Pedro Roe"),
    ],
)
def test_who_holds_an_office_is_named_behind_it(phrase: str, language: str, kind: str, words: str) -> None:
    found = parse_name(phrase, lexicon_of(language))
    assert found is not None
    assert (found.kind, found.text) == (kind, words)


def test_small_words_alone_name_nobody() -> None:
    assert parse_name("Au", lexicon_of("fr")) is None


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        # Only the subject of the verb speaks: not who stands in a clause beside it, nor where it happened.
        ("“The river is high,” Moss, who wrote in his wife, Ann, when he voted, said.", "Lee Moss"),
        ("Moss, whose daughters Ann, Jo and Kim live there, said “the river is high.”", "Lee Moss"),
        ("Moss, speaking at a meeting in Kent, Conn., said “the river is high again.”", "Lee Moss"),
        ("Jane Reed, speaking in Kent, Ohio, said “the river is high again.”", "Jane Reed"),
        ("Jane Reed, setting up for her rally in Kent, Ohio, on Saturday, said “it will be high.”", "Jane Reed"),
        ("“The river is high again,” Moss, of Dam University said.", "Lee Moss"),
        ("“The river is high again,” Jane Reed, trade negotiator for the port, said via Twitter.", "Jane Reed"),
        ("Jane Reed, lead researcher at Dam Watch said “the river is high again.”", "Jane Reed"),
        ("Jane Reed, head of the union Dam Watch, which leads them, told us “the river is high again.”", "Jane Reed"),
        ("Jane Reed, one of the women said “the river is high again.”", "Jane Reed"),
        ("Colonel Jo Reed, of the guard, today warned: “The river is high again.”", "Jo Reed"),
        ("Last week Moss warned that the river “is as high as it ever was.”", "Lee Moss"),
        ("A witness who works for the port said: “The river is high again.”", "witness"),
        ("“The river is high again,” said company chairman and chief executive Jo Reed.", "Jo Reed"),
        ("“The river is high again,” said Reed at the board’s open meeting.", "Reed"),
        ("“The river is high again,” said Jan van der Berg, a farmer.", "Jan van der Berg"),
        ("“The river is high again,” said Omar al-Hadi.", "Omar al-Hadi"),
        ("“Is the river high again?” asked Reed, a farmer, in prepared remarks.", "Reed"),
        ("“The river is high again,” Moss pointed out.", "Lee Moss"),
        # Not who only passes it on.
        ("Moss said that the river was “as high as it ever was,” Reuters reported.", "Lee Moss"),
        (
            "Moss was quoted by Port News as saying that it was “as high as it ever was,” according to Reuters.",
            "Lee Moss",
        ),
        (
            "Moss said, after weeks of rain, that the river was “as high as it ever was,” according to Jane Reed.",
            "Jane Reed",
        ),
        ("After Moss announced the ban, his staff was “in a very bad mood,” according to Jane Reed.", "Jane Reed"),
        # Not to whom something is sent or said.
        ("“The river is high again,” a letter sent to Mayor Moss said.", None),
        # Not what is no verb of speech.
        ("Moss compared his presidential hopes with Field’s, saying both “were as high as the river.”", "Lee Moss"),
        ("Moss said in his apology tweets that his words “were as bad as they could be.”", "Lee Moss"),
        ("Moss said in a written dissent that the river “is as high as it ever was.”", "Lee Moss"),
        ("Moss said the engineers continue to believe that “the river is high again.”", "Lee Moss"),
        ("Moss spoke with Field, saying the two leaders agreed to look “at the old river.”", "Lee Moss"),
        ("Moss says the dam (his own, according to old posts) is “as high as the river.”", "Lee Moss"),
        # Not who is named before the clause in which "and" joins the verb to another.
        (
            "For Jane Reed, an old hand, an hour passed before the captain came back and said: “We are late again.”",
            "captain",
        ),
        ("For Jane Reed it was an hour before Moss came back on air and said: “We are late again.”", "Lee Moss"),
        ("Moss spoke after the captain’s old speech and said: “We are late again.”", "Lee Moss"),
        ("Moss called the dam as tough to work with and said: “We are late again.”", "Lee Moss"),
        ("Moss came when Field saw the people dancing and shouting: “We are late again.”", "Lee Moss"),
        # Whose kin, or beside whom.
        ("A woman who heard Ana Field said “the river is high again.”", "woman"),
        ("“The river is high again,” said the daughter of Ana Field.", "daughter of Ana Field"),
        ("A sign beside Ana Field read: “The river is high again.”", None),
    ],
)
def test_only_the_subject_of_the_verb_speaks(sentence: str, speaker: str | None) -> None:
    assert said(NAMES + "\n\n" + sentence)[0][0] == speaker


def test_what_is_said_in_the_sentence_before_tells_whom_a_pronoun_means() -> None:
    said_so = "“All people here are safe,” he said."
    role = "ministry spokesman in Port Lyon"
    assert speaker_of("A ministry spokesman in Port Lyon said the flood was over.", said_so)[-1] == role
    assert speaker_of("A police spokesman said two died.", said_so)[-1] == "police spokesman"
    assert speaker_of("A police spokesman said two died with Lee Moss.", said_so)[-1] != "police spokesman"
    assert speaker_of("Sen. Lee Moss rose.", "The state senator said it was over.", said_so)[-1] == "Lee Moss"
    assert speaker_of("Lee Moss condemned the killing of Tom Brook.", "“It is a bad day,” he said.")[-1] == "Lee Moss"
    # Others are named in that sentence, and nobody else has words in it.
    said_so = "“The dam is wet,” he announced."
    assert speaker_of("For Jon Reed it was late before the captain said: “It is wet.”", said_so)[-1] == "captain"
    assert speaker_of("Jon Reed said no before the captain said: “It is wet.”", said_so)[-1] != "captain"
    assert (
        speaker_of("Jane Reed “likes the dam a lot,” her aide said.", "She called it “big and very old.”")[-1] != "aide"
    )
    # A line under a picture names nobody of whom the text goes on to tell.
    assert (
        speaker_of(
            "Jane Reed sat down, according to Reed.",
            "Harbour coach Zorin Falk at the dam on Monday",
            "“I said no word at all,” she said.",
        )[-1]
        == "Jane Reed"
    )


def test_a_title_tells_which_of_two_is_meant() -> None:
    text = "Tom Keller’s wife, Lena Keller, spoke first.\n“The river is high again,” Ms. Keller said."
    assert said(text)[0][0] == "Lena Keller"


def test_a_first_name_is_whom_the_article_calls_so_in_full() -> None:
    assert (
        said("Rachel Moss has a farm by the river. Rachel fears it. “The river is high again,” Rachel said.")[0][0]
        == "Rachel Moss"
    )
    spoken = "Ofeya Quist-Reed reports from the dam. As Ofeya explains, “the river is high again.”"
    assert said(spoken)[0][0] == "Ofeya Quist-Reed"
    assert said("Reed Energy has a dam. Reed built it. “The river is high again,” Reed said.")[0][0] == "Reed"


def test_a_line_that_a_dash_opens_goes_on_behind_the_narrator_and_ends_before_the_next() -> None:
    text = "– Nie zgodzimy się na to – powiedział Jan Rzeczny. – Pójdziemy dalej tą drogą – dodał po chwili prezydent."
    corpus, voices = voices_of(text, language="pl")
    assert [corpus.documents[0].text[slice(*quote.content)] for quote in quotes_of(voices)] == [
        "– Nie zgodzimy się na to",
        "– Pójdziemy dalej tą drogą",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Who is told from his father by a suffix, and named late, is not whom the surname meant before.
        ("“The river is high again,” Moss said. Lee Moss Jr. came later.", "Moss"),
        ("Trent University met. “The river is high again,” said University of Lyon.", "University of Lyon"),
        ("Ask Virginia Jo Moss, who left. “The river is high again,” said Moss.", "Virginia Jo Moss"),
        ("Acting Director of National Safety Robert Moss left. “The river is high again,” said Moss.", "Robert Moss"),
        ("In Paris NATO met. “The river is high again,” NATO said.", "NATO"),
        ("The FBI, New York, had this line: “The river is high again.”", "FBI"),
        ("Lee Moss spoke. Moss rejected faith-based claims: “The river is high again.”", "Lee Moss"),
    ],
)
def test_what_stands_beside_a_name_or_a_noun_is_neither_name_nor_verb(text: str, speaker: str) -> None:
    assert said(text)[-1][0] == speaker


def test_a_list_of_points_is_no_speech() -> None:
    assert said("Voici le plan :\n– un barrage plus haut que le premier\n– un pont, et une route", "fr") == []
    assert (
        said("– 12 muertos en el norte – afirma la policía – y dos en Lyon\n– Otro plan – dijo el diario", "es") == []
    )
    points = "Главное:\n– Вода в реке поднялась очень высоко, – сообщила полиция."
    assert said(points, "ru") == []
    assert said(points.replace("Вода", "У нас вода"), "ru") != []


def test_what_a_verb_loses_to_the_end_of_its_clause_is_part_of_it() -> None:
    _, voices = voices_of("„Wir bleiben jetzt alle hier“, fügte Karl Bach hinzu.", language="de")
    assert [quote.verb for quote in quotes_of(voices)] == ["fügte hinzu"]


def test_a_dateline_is_nobody() -> None:
    text = "LYON (AP) - In a moment of anger, Lee Moss rattled his allies by calling the dam “a danger to us all.”"
    assert said(text)[0][0] == "Lee Moss"


def test_credits_introduce_nobody() -> None:
    text = "The leader, Park Jo Un, came.\n“The river is high again,” Park said.\n(Reporting by Jack Park; editing by Jo Reed)"
    assert said(text)[0][0] == "Park Jo Un"


def test_links_pasted_into_a_sentence_are_no_part_of_it() -> None:
    pasted = "Jane Ann ReedMayor opens dam: 'All bets are off by now' More water in Port Lyon MORE"
    text = (
        f"Jane Reed {pasted} said the dam was “as old as the river.” Moss said “it is wrong with Jane Reed {pasted}.”"
    )
    corpus, voices = voices_of(text)
    first, second = quotes_of(voices)
    assert first.speaker is not None
    assert first.speaker.name == "Jane Reed"
    assert corpus.documents[0].text[slice(*second.inner)] == "it is wrong with Jane Reed"
    assert second.n_words == 6


SPOKEN = "“The river is high again and we will build a new dam by the spring,” {} said."


def test_one_quotation_has_the_speaker_whom_an_outlet_names() -> None:
    _, voices = voices_of(SPOKEN.format("his representative, Jane Reed,"), SPOKEN.format("the spokesperson"))
    assert {(voice.speaker.name if voice.speaker else None) for voice in voices.items} == {"Jane Reed"}
    assert [q.evidence for q in quotes_of(voices)] == ["cue", "elsewhere"]
    # Of two who are named both stand, and who speaks for somebody is not he.
    for first, second in (("Tom Brook", "Jane Reed"), ("Jane Reed", "Reed’s lawyer")):
        _, voices = voices_of(SPOKEN.format(first), SPOKEN.format(second))
        assert len({voice.speaker for voice in voices.items}) == 2


def test_the_fullest_description_stands_for_a_shorter_one() -> None:
    _, voices = voices_of(SPOKEN.format("a spokesperson for Jane Reed"), SPOKEN.format("the spokesperson"))
    assert {(voice.speaker.name if voice.speaker else None) for voice in voices.items} == {"spokesperson for Jane Reed"}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (
            "“It was an act of war against them directly and on their soil,” Tom Brook said.",
            "“When they hit a land it was an act of war, but we go back to talks,” Jane Reed said.",
            "They called it “an act of war.”",
        ),
        # A stock phrase of eight words is none either.
        (
            "“We know that the dam was hit by a boat of the river guard. It was an accident,” Tom Brook said.",
            "Jane Reed heard “that the dam was hit by a boat of the river guard,” she said. She said it was “an accident.”",
            "“It is clear that the dam was hit by a boat of the river guard,” Ms. Reed said.",
        ),
    ],
)
def test_a_few_words_join_no_two_speakers(first: str, second: str, third: str) -> None:
    _, voices = voices_of(first, second, third)
    assert not any({q.document for q in shared.quotes} >= {0, 1} for shared in voices.shared)
    assert None not in {quote.speaker for quote in quotes_of(voices)[:2]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The only one whom the article puts the office before.
        ("President Jane Reed and Vice President Tom Brook met. Former President Lee Moss came too.", "The president"),
        ("Russian President Ivan Brook met President Jane Reed. Reed left.", "The president"),
        ("Judge Jane Reed heard it. The case was a different judge’s.", "The judge"),
    ],
)
def test_an_office_is_who_holds_it_in_the_article(first: str, second: str) -> None:
    assert speaker_of(first, f"{second} said: “The river is high again.”")[-1] == "Jane Reed"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Lee Moss heard a man shout: “The river is high again.”", "man"),
        ("Lee Moss recalled the pilot telling the passengers: “The river is high again.”", "pilot"),
        ("Lee Moss quoted the builder Paul Dorn: “The river is high again.”", "Paul Dorn"),
        ("Moss was quoted by the news agency saying: “The river is high again.”", "Lee Moss"),
        # Half of a pair is not the pair.
        ("Tom Brook left. He and Moss said: “The river is high again.”", None),
        ("Tom Brook left. “The river is high again,” he and Moss said.", None),
        ("Lee Moss denied that he had ever called the dam “a coffin of four walls.”", None),
        ("Lee Moss denied the claim, calling it “an old lie of the board.”", "Lee Moss"),
        ("Ana Field never said that the dam was “a coffin of four walls.”", None),
        ("Lee Moss said he did not call the dam “a coffin of four walls.”", None),
        ("Lee Moss didn’t say “the river is high again.”", None),
        ("“The river is high again,” Moss never said.", None),
        ("Lee Moss denied saying “the river is high again.”", None),
        ("Lee Moss declined to say whether “the river is high again.”", None),
        ("Lee Moss asked whether Ana Field said “the river is high again.”", None),
        ("Lee Moss asked whether Ana Field agreed. “The river is high again.”", None),
        ("Lee Moss said if Ana Field says no, “the river is high again.”", "Lee Moss"),
        ("Lee Moss said if Ana Field agrees, adding “the river is high again.”", "Lee Moss"),
        ("Lee Moss stopped short of saying “the river is high again.”", None),
        ("Lee Moss left without saying “the river is high again.”", None),
        ("Neither Moss nor Field said “the river is high again.”", None),
        ("No official said “the river is high again.”", None),
        ("No Labels said “the river is high again.”", None),
        ("Moss has yet to say “the river is high again.”", None),
        ("Lee Moss came late and yet said “the river is high again.”", "Lee Moss"),
        ("Lee Moss left, declining to say “the river is high again.”", None),
        ("No doubt Moss said “the river is high again.”", "Lee Moss"),
        ("A top marketing executive said “the river is high again.”", "top marketing executive"),
        ("The rocket, billed by Lee Moss as “the biggest ship of all the river,” flew.", "Lee Moss"),
        ("The letter prompted the mayor of Velm to announce: “The river is high.”", "mayor of Velm"),
        ("Moss no longer says “the river is high again.”", None),
        ("Lee Moss not only said “the river is high again.”", "Lee Moss"),
        ("Lee Moss doesn't just say “the river is high again.”", "Lee Moss"),
        ("Moss refused to resign and said “the river is high again.”", "Lee Moss"),
        ("The dam, (Moss said) “is as old as the river.”", "Lee Moss"),
        # Whose lawyers they are.
        ("“The river is high again,” according to Reeves' lawyers.", "Reeves' lawyers"),
        ("“The river is high again,” said Moss’s spokesman, Jan Brook.", "Jan Brook"),
        ("“The river is high again.”\n— Tom Reeves' personal attorney, Jan S. Brook", "Jan S. Brook"),
        ("Moss criticized Velm’s planned dam in a talk, saying: “The river is high again.”", "Lee Moss"),
        # Whatever else he does.
        ("“The river is high again,” Moss texted from the dam.", "Lee Moss"),
        ("“The river is high again,” Ana Field, a historian who built the dam.", "Ana Field"),
        ("“The river is high again,” Moss quotes from the report.", None),
        # Who does two things in one clause beside him.
        (
            "The first posts came from a user named Ally, who posted a picture and wrote, in French, “the river is high.”",
            "Ally",
        ),
        # Not what is no verb of speech, nor who only does something.
        ("Moss said that Field’s stated purpose is “difficult to accept for us.”", "Lee Moss"),
        ("Moss said that the port had put Field “on notice for all of this.”", "Lee Moss"),
        ("The dam, as Moss put it, is “as old as the river.”", "Lee Moss"),
        # What is done to a thing, only supposed, or only charged.
        ("Rain came to Velm, where workers continued business as usual: “The river is as it was.”", None),
        ("If a judge deems it good, the dam stays “for all of the winter.”", None),
        ("Moss was convicted of using a dog to threaten men with acts “likely to produce death now.”", None),
        ("Tom Reed was endorsed by the Dam Party and won with an ad “about the old river.”", None),
        # Whose clause it is.
        ("As Moss notes, it ends when Ana Field storms out of the port shouting “we are all the same.”", "Ana Field"),
        ("Moss presided over a crowd chanting “send the dam back, send it.”", "crowd"),
        ("Moss had evidence from several sources indicating “that the river is high again.”", "Lee Moss"),
        ("The girls stayed, with Ana Field telling Moss “the river is high again.”", "Ana Field"),
        ("Moss said that Field did not plan to leave, adding that he would “stay for all of it.”", "Lee Moss"),
        ("Moss recalled the mayor of Velm who told him: “The river is high.”", "mayor of Velm"),
        ("Dam News, which officials believe is his, left: “To all of us who ask you now.”", "Dam News"),
        ("An aide who was asked by the Post said: “The river is high again.”", "aide"),
        ("The auditor wrote that he and Ana Field had concluded that it was “not sufficient for us.”", "auditor"),
        ("“The river is high again,” said the spokesperson per Dam News.", "spokesperson"),
        ("Flood in Velm, says PDN chief: “The river is high again.”", "PDN chief"),
        ("PDN moderator Ana Reed opened a line of questioning on the dam: “Why is it so high?”", "Ana Reed"),
        # By a verb of no list, though another stands before it; not by what is not so.
        ("After the teen said she was 16, Ana Field deadpanned, “Well, you didn't vote.”", "Ana Field"),
        ("For now, the board is not following suit: “An official said no step was taken.”", None),
        # Whose words another's only stand in.
        ("Moss persuaded her and instructed: “‘Hit the bank, or it is over.’ But that was no boat.”", None),
        # Names of several.
        ("“The river is high again,” Jane Reed, Tom Brook and Jo Ford report.", "Jane Reed, Tom Brook and Jo Ford"),
        ("“The river is high,” our colleagues Jane Reed, Jo Ford, and Al Roe report.", "Jane Reed, Jo Ford and Al Roe"),
        ("“The river is high again,” the Post's Jane Reed and Tom Brook report.", "Jane Reed and Tom Brook"),
        ("“The river is high,” Jane Reed, the Dam and Port Board’s chief, and Jo Ford said.", "Jane Reed and Jo Ford"),
        # A name in marks; and the subject of a verb ends before it.
        ("“We left the river again,” “Grace” said in the piece. Many know Grace.", "Grace"),
        ("The port office sent out a memo on Friday encouraging men to “stay away from the river.”", "port office"),
    ],
)
def test_whose_words_they_are_not(sentence: str, speaker: str | None) -> None:
    assert said(NAMES + "\n\n" + sentence)[0][0] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "Léa Marchand est venue. « Le fleuve est haut, déclare Léa Marchand, et il monte. »", "Léa Marchand"),
        ("fr", "« Le fleuve est encore très haut », a déclaré l’avocat de Paul Rivière.", "avocat de Paul Rivière"),
        ("de", "„Der Fluss ist wieder sehr hoch“, jammerte Ingenieur Karl Bach.", "Karl Bach"),
        ("de", "„Der Fluss ist wieder sehr hoch“, sagte der Anwalt von Karl Bach.", "Anwalt von Karl Bach"),
        ("es", "Juan Campo y Ana Torre llegaron. Torre dijo: «El río está muy alto».", "Ana Torre"),
        ("es", "«El río está muy alto otra vez», dijo la hija de Ana Reina.", "hija de Ana Reina"),
        # A pronoun behind its verb, within the marks; nobody goes on whose pronoun is another's.
        ("fr", "Paul Martin parla. « Nous n'avons, a-t-elle précisé, aucune nouvelle. »", None),
        ("fr", "Paul Martin vint. « Nous restons ici, dit-il, et nous attendons. »", "Paul Martin"),
        ("fr", "« C'est une honte pour nous tous », s'est indigné le gouverneur Paul Martin.", "Paul Martin"),
        # What leads to a name without a verb is none of it.
        ("es", "Según Villalba, «la presa no estaba preparada».", "Villalba"),
        ("fr", "Selon Rivière, « le barrage est trop vieux ».", "Rivière"),
        # Titles at the end of a compound.
        ("de", "Helga Bach kam. „Wir müssen jetzt sofort gehen“, sagte Oberbürgermeisterin Bach.", "Helga Bach"),
        ("de", "Karl Bach kam. „Wir müssen jetzt gehen“, so der Politiker weiter.", "Politiker"),
        # The name in apposition.
        ("es", "El presidente de la Cámara, Luis Prado, pidió cuentas: «Queremos saber la verdad».", "Luis Prado"),
        ("es", "«Es una pena para todos», dijo el portavoz socialista, Juan Ríos del Campo.", "Juan Ríos del Campo"),
        ("it", "Secondo il sindaco di Roma Anna Bianchi, «la diga è troppo vecchia».", "Anna Bianchi"),
        # A lone surname; an adverb is none.
        ("he", 'נתניהו הוסיף כי "הנהר שוב גבוה מאוד".', "נתניהו"),
        ("cs", "Potok řekl: „Řeka je zase velmi vysoko.“", "Potok"),
        ("cs", "Dále řekl: „Řeka je zase velmi vysoko.“", None),
        # A verb without a subject goes on with who spoke, unless its ending is of the other gender.
        ("es", "«El río está muy alto», dijo Ana Campo. «Tenemos que salir ya», sostuvo.", "Ana Campo"),
        ("cs", "„Řeka je zase vysoko,“ řekl Jan Potok. „Musíme odtud rychle odejít,“ dodal.", "Jan Potok"),
        ("cs", "„Řeka je zase vysoko,“ řekl Jan Potok. „Musíme odtud rychle odejít,“ dodala.", None),
        # What somebody did not say.
        ("de", "Karl Bach kam. Bach hat nicht gesagt: „Der Fluss ist wieder hoch.“", None),
        ("es", "Ana Torre llegó. Torre nunca dijo: «El río está muy alto.»", None),
        ("fr", "Léa Roe vint. Roe n'a jamais dit : « Le fleuve est très haut. »", None),
        ("fr", "Léa Roe vint. Roe ne dit pas que « le fleuve est très haut ».", None),
        ("fr", "Léa Roe vint. « Rien ne va plus ici », dit Roe.", "Léa Roe"),
        # Lines that a dash opens.
        ("es", "Llegó tarde.\n—No podemos salir de aquí —dijo el alcalde Juan Ríos.", "Juan Ríos"),
        ("fr", "Paul Martin vint.\n– Non, je ne partirai pas demain, a-t-il dit.", "Paul Martin"),
        ("pl", "– Nie zgodzimy się na to – powiedział Jan Rzeczny. – Pójdziemy dalej tą drogą.", "Jan Rzeczny"),
    ],
)
def test_subjects_in_other_languages(language: str, text: str, speaker: str | None) -> None:
    assert said(text, language)[-1][0] == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Dam Games technical director Jo Reed, Technical Director for the dam said “it will be high.”", "Jo Reed"),
        ("Moss all but won the day, calling the jobs report “as good as it gets.”", "Lee Moss"),
        ("Moss himself once called the dam “as old as the river.”", "Lee Moss"),
    ],
)
def test_more_of_what_stands_beside_the_subject(sentence: str, speaker: str) -> None:
    assert said(NAMES + "\n\n" + sentence)[0][0] == speaker


@pytest.mark.parametrize(
    ("before", "sentence", "speakers"),
    [
        (
            "Theresa May",
            "On Monday, May said the dam was “as old as it is grey.” “It leaks in every storm,” she said.",
            ["Theresa May"] * 2,
        ),
        ("Theresa May", "In May officials said: “The river is high again.”", ["officials"]),
        ("Billy Long", "Long said: “The river is high again.” “It is very old,” he added.", ["Billy Long"] * 2),
        ("Theresa May", "“The river is high again,” a spokesman for May said.", ["spokesman for May"]),
    ],
)
def test_a_month_or_small_word_is_a_surname_where_the_article_names_one_so_called(
    before: str, sentence: str, speakers: list[str]
) -> None:
    assert [speaker for speaker, _, _ in said(f"{before} left the port.\n\n{sentence}")] == speakers


@pytest.mark.parametrize(
    ("before", "surname", "speaker"),
    [
        ("Port Sees Rise In Calls After Roe", "Roe", "Roe"),
        ("Port Sees Rise In Calls After Jane Roe", "Roe", "Jane Roe"),
        ("A ship sank off Northern Velm.", "Velm", "Velm"),
        ("The paper asked Port School of Law Dean Erwin Reed.", "Reed", "Erwin Reed"),
    ],
)
def test_no_heading_place_or_office_is_part_of_a_name(before: str, surname: str, speaker: str) -> None:
    assert said(f"{before}\n\nOn Monday, {surname} said: “The river is high again.”")[0][0] == speaker


def test_a_title_that_is_somebodys_name() -> None:
    text = (
        "Tom Brook sang. A song by Prince is old.\nA decade ago, Prince gave an interview to the paper. "
        "The language was plain: “It is the worst thing imaginable,” he said."
    )
    assert said(text)[0][0] == "Prince"


def test_a_clause_of_time_ends_what_a_verb_that_judges_governs() -> None:
    text = (
        NAMES
        + "\n\nMoss told them that Field called it a joke in ads, when, in fact, he meant “her nose, her ears, her mouth.”"
    )
    assert said(text)[0][0] == "Lee Moss"
    assert said("« Je suis triste ce soir », a déclaré David Millar du Royaume-Uni.", "fr")[0][0] == "David Millar"
    assert (
        speaker_of("Judge T.S. Ellis III heard it.", "“The river is high again,” the judge said.")[-1]
        == "T.S. Ellis III"
    )


def test_links_pasted_into_a_quotation_count_in_no_printing() -> None:
    pasted = "“We talked to Jane Reed Jane Elisabeth ReedTen ministers to meet in the harbour MORE about the river again,” Lee Moss said."
    plain = "“We talked to Jane Reed about the river again,” Lee Moss said."
    _, voices = voices_of(pasted, plain)
    assert [quote.n_words for quote in quotes_of(voices)] == [9, 9]
    assert len(voices.shared) == 1


def test_french_pronouns_before_the_verb() -> None:
    text = "« La ville a gagné grâce à elle, déclare Léa Marchand, et elle le sait. »"
    assert said(text, "fr")[0][0] == "Léa Marchand"


def test_a_line_of_many_quotations_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.comparison.voices import view

    seen: list[str] = []

    def judged(text: str) -> bool:
        seen.append(text)
        return False

    monkeypatch.setattr(view, "is_furniture", judged)
    line = " ".join(f'"The harbour will stay open {k} days," the mayor said,' for k in range(30))
    text = f'{line}\n"Nobody slept in the harbour," she said'
    found = list(find_quotations(text))
    assert len(view._speech(text, found)) == len(found) == 31
    assert len(seen) <= 2


def test_letters_and_the_body_that_they_stand_for_are_one() -> None:
    _, voices = voices_of(
        "The Harbour Wire said “the river is high again.”", "“The river is as low as ever,” the HW said."
    )
    assert {voice.speaker and voice.speaker.name for voice in voices.items} == {"Harbour Wire"}


@pytest.mark.parametrize(("body", "person"), [("the AP", "Alan Pierce"), ("the EU", "Emma Underwood")])
def test_letters_of_a_body_are_no_person(body: str, person: str) -> None:
    _, voices = voices_of(
        f"“The river is high again today,” {body} reported.", f"“Nobody went to the harbour,” {person} said."
    )
    assert [quote.speaker and quote.speaker.name for quote in quotes_of(voices)].count(person) == 1


def test_a_pronoun_behind_a_dateline_below_a_caption() -> None:
    text = "Paul Dorn talks to sailors, in Ostrava.\n\nOSTRAVA (HW) — Lee Moss is under fire for remarks in which he says to “put a lot of boats” there."
    _, voices = voices_of(text)
    assert [quote.speaker and quote.speaker.name for quote in quotes_of(voices)] == ["Lee Moss"]
