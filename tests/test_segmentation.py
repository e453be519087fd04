from __future__ import annotations

import subprocess
import sys
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize.corpus import Corpus, Document, Sentence
from summarize.segmentation import UNDETERMINED, detect_language, segment, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable


def split(text: str, language: str | None = "en") -> list[str]:
    return [text[start:stop] for start, stop in sentence_spans(text, language)]


@pytest.mark.parametrize(
    "marked",
    [
        # abbreviations, ranks, titles
        "He met Lt. Col. James Roe. | Sgt. Maj. Poe left with Pfc. Doe.",
        "Sen. Jane Roe and Rep. John Poe (R-Calif.), both lawyers, spoke. | Gov. Doe did not.",
        "Gen. Roe, of St. Louis, retired. | Mr. and Mrs. J. R. Poe stayed.",
        "It was signed by then-Gov. Jane Roe. | Ex-Gen. Poe, Lt.-Gov. Doe and Vice-Adm. Roe were there. | Then-Sgt. Roe and Maj.-Gen. Poe left.",
        "He left at 6 a.m. | Nobody spoke.",
        "It begins at 10 p.m. ET on Friday. | It ends at 5 p.m. Monday.",
        "Police came at 5 p.m. | Police left at 6 p.m. | The street was quiet.",
        "Reporters waited outside Downing St. | Officials said nothing about No. 10 today.",
        "Talks in the U.S. | The deal is near. | U.S. Secretary of State Roe agreed.",
        "A decision on May 24 by U.S. Judge Jane Roe stopped it.",
        "They fled to the U.S. | Several others stayed in the U.K. | Two came back.",
        "She read the pages from the book. | 'Each day it was ripped out.'",
        "It sued Acme Inc. | The firm denied it. | Acme Corp. shares fell 3.5 percent to $1.2bn.",
        "He carried an I.E.D. or a bullet.",
        "See e.g. The Courier, Jan. 5, or Roe v. Wade.",
        "Jan. 8 — Planets in winter, for children. | Feb. 9 — Stars.",
        "The car slid into the wall. | Raikkonen sat there. | Others braked approx. Monday noon.",
        "Evans left the top. | Pre-Tour favourite, Roe lost time. | They will be in Iowa. | Plus, they were not told.",
        'He wrote, ".@harbour, we sail." | It sails. | @harbour is no account.',
        "The answer is no. | His songs are better than that of No. 2.",
        "Weapons (rifles, pistols, etc.) were found. | Nobody was hurt.",
        # quotations
        "“It is over.” | He left.",
        '"We came. | We saw," he said.',
        '"Why?" he asked. | "Because!" she cried.',
        '"Where are we going?" Mr. Roe said. | Nobody answered.',
        '"Great people!” Ms. Poe tweeted. | They left.',
        '"Was he wrong?" | Mr. Roe replied: "No."',
        '"Why not?" | He said it was late.',
        "He said: ‘It is fine. | It is straight.’ | Then he left.",
        # ellipses, brackets, links, datelines
        "The tears... and the joy. | So it ended...",
        "It was late. | (He had left.) | They waited.",
        "It was the best of the Series. | (Jane Roe/The Post)",
        "Ministers met in Washington, D.C. | Jane Roe/Getty Images",
        "ERIE, Pa. — Snow fell. | It melted.",
        "RIYADH, Feb. 18 (Meridian Wire) - Talks began. | They will go on.",
        "WASHINGTON (AP) — The vote is near.",
        "Write to news.desk@example.co.uk or see www.example.org/a.b today. | Thank you!",
        "Congratulations! | pic.twitter.com/x8ox — Roe (@roe) May 3, 2016",
        "They won!! | Really?! | Yes.",
        "They have left the top ten. | Pre-race favourite Roe came back. | He will do so. | Roe pays no tax. | Lee won.",
        "Roe vs. Lee will be played, said Lee et al. Monday is free.",
        # lost spaces
        "It was launched this week.| The satellite is fine.",
        "They use Node.Js and news.Example.com there.",
        "1. First we sang. | 2. Then we ate. | 3. We slept. | It was No. 2. | That was all.",
        "The rules: 1. Nobody leaves. | 2. Nobody talks.",
    ],
)
def test_english_news(marked: str) -> None:
    glued = ".| " in marked
    text = marked.replace(".| ", ".") if glued else marked.replace(" | ", " ")
    assert split(text) == [sentence.strip() for sentence in marked.split("|")]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ar", "هل بدأت المحادثات؟ | نعم، بدأت. | وصل د. أحمد أمس. | انتهت!"),
        ("cs", "Dne 18. února přijel J. Novák. | „Proč?“ zeptal se. | „Ano.“ | Odešel."),
        ("fr", "« Bonjour. » | Le\u00a0M. Dupont part. | « Oui ? » demanda-t-il. | Il rit."),
        ("el", "Τι είπε; | Είπε ναι. | Έφυγε· γύρισε. | Ο κ. Παπαδόπουλος. | «Ναι.» | Έφυγε."),
        ("he", 'ד"ר כהן בא? | כן! | הבי.בי.סי דיווח על צה"ל. | "הוא בא." | הוא הלך.'),
        ("hi", "वार्ता शुरू हुई। | सभी आए | डॉ. सिंह ५.५ कि.मी. दूर थे। | क्या? | हाँ।"),
        (
            "de",
            "Am 18. Februar kam Dr. Roe. | Die 3. Runde endete auf Platz 3. | Die anderen folgten. | „Komm!“, sagte er.",
        ),
        (
            "ru",
            "Приехал А. С. Пушкин. | В 2017 г. | Он был в г. Москве и т. д. потом. | «Да!» — сказал он. | «Нет». | Всё.",
        ),
        ("fr", "L'ex-Dr. Roe et le vice-gén. Poe sont là. | Il part."),
        ("de", "Er kam mit Dipl.-Ing. Roe und Dr.-Ing. Poe. | Er ging."),
        ("fr", "Ils ont vu le Pr. Roe. | Il part."),
        ("el", "Έγινε στη Χιλή. | ’ρχισε την Πέμπτη, είπε ο υπουργός ’μυνας."),
        ("el", "Δες το άρθρο 5, σελ. 12 και τηλ. 20. | Έφυγε."),
        ("cs", "V hloubce 28 km (17,6 mil). | Jeho střed byl v moři (aj.). | Odešel."),
        ("he", "המטוס נחת (01:30 ג'י.אם.טי). | חיל האוויר אישר."),
        ("de", "PIRNAU, 14. Juni. Die Elbe steigt. | Sie steigt weiter."),
        ("de", "Der Ex-Prof. Roe und Vize-Präs. Doe kamen. | Er ging."),
        (
            "de",
            "Die Fa. Müller verkaufte inkl. 20 Karten am 4. Dez. 2026 alles. | Dann war Schluss. | 20 Menschen kamen.",
        ),
        ("cs", "Přišlo 100 tisíc lidí. | 12 tisíc dárců zůstalo."),
        ("fr", "Le 14 janv. 2026 il part. | Il rit."),
        ("es", "Hay aprox. 20 personas el 12 ene. 2026 en casa. | Ríe."),
        ("es", "SEVILLA, 12 may. (AGN).- El tren salió. | Llegó."),
        ("tr", "ISTANBUL, 12 Oca. (AA). - Tren geldi. | Gitti."),
        ("ar", "وصل جورج دبليو. بوش أمس. | قالت بي بي سي. | انتهى الاجتماع."),
        ("ar", "هذه الفاكهة غنية بفيتامين سي. | وقال الطبيب ذلك."),
        ("de", "Sie wohnt in der Hauptstr. 20 in Bremen. | Das steht in Ziff. 3 des Vertrags. | Max. 20 Leute kamen."),
        ("de", "Am Montag. | 20 Menschen kamen, ca. 5 Mill. 20 Euro."),
        ("cs", "Podle odst. 2 zákona odešel. | Přišlo ok. 20 lidí."),
        ("pl", "O godz. 20 wybuchł pożar. | Zginęło ok. 10 osób."),
        ("fi", "Siellä kuoli esim. 20 henkeä. | Hän lähti."),
        ("da", "Han bor på Vesterbrog. 20 i byen. | Det var søndag. | 20 kom."),
        ("es", "Todo está ok. | 20 personas murieron."),
        ("fr", "Il a vu Max. | 20 ans après, il meurt."),
        ("it", "Ha visto Jun. | 20 persone sono morte."),
        ("ru", "Пришли экс-ген. Роу и вице-адм. Доу. | Он ушёл."),
        ("kk", "Ә. Қасым келді. | 2017 жылы келіссөздер басталды. | «Иә», — деді ол."),
        ("uk", "Приїхав Т. Г. Шевченко. | Він жив на вул. Лесі. | Так!"),
        ("es", "¿Por qué? | El Sr. Pérez ganó en EE. UU. ayer. | «¿Qué?», dijo. | ¡Hola!"),
        ("zh", "会谈开始。| “他们离开了！”他说。| 增长3.5亿。| “好。”| 他笑了。"),
        ("ja", "会談が始まった。| 「終わった。」と述べた。| 本当？| はい。"),
        (
            "ja",
            "首相は「行かない。来週も行かない。」と述べた。| 「行かない。私も。」と大統領は言った。| 「終わった。」| 「そう。」",
        ),
        ("zh", "部长说：“我们不去。下周也不去。”| 记者离开。| “结束了。我们走吧。”他说。| “不去。| 不去。”"),
        ("xx", "Talks began. | They ended."),
    ],
)
def test_other_languages(language: str, marked: str) -> None:
    if language == "hi":
        # The bar is a danda here.
        text = marked.replace(" | ", " ").replace("आए ", "आए | ")
        expected = ["वार्ता शुरू हुई।", "सभी आए |", "डॉ. सिंह ५.५ कि.मी. दूर थे।", "क्या?", "हाँ।"]
    else:
        text = marked.replace("| ", "") if language in ("zh", "ja") else marked.replace(" | ", " ")
        expected = [sentence.strip() for sentence in marked.split("|")]
    assert split(text, language) == expected


def test_a_full_stop_for_a_danda_needs_no_space_behind_a_verb() -> None:
    assert split("विस्फोटक बरामद किये गये है.इस खोज के बाद ई.टी.ए. ने कहा।", "hi") == [
        "विस्फोटक बरामद किये गये है.",
        "इस खोज के बाद ई.टी.ए. ने कहा।",
    ]
    assert split("यह लगभग १२००कि. मि. (७४५ मील) दूर है।", "hi") == ["यह लगभग १२००कि. मि. (७४५ मील) दूर है।"]


def test_a_full_stop_between_two_words_needs_no_space_in_scripts_without_capitals() -> None:
    assert split("انتهى الاجتماع السابق.اظهرت النتائج ذلك.", "ar") == ["انتهى الاجتماع السابق.", "اظهرت النتائج ذلك."]
    assert split("انتهى في عام 2007.انهى الوزير ذلك.", "ar") == ["انتهى في عام 2007.", "انهى الوزير ذلك."]
    assert split("אנשים פונו מהאזור.מזון נשלח אליהם.", "he") == ["אנשים פונו מהאזור.", "מזון נשלח אליהם."]
    assert split("עיתונאי בי.בי.סי הגיע.", "he") == ["עיתונאי בי.בי.סי הגיע."]


def test_unknown_language_is_read_by_its_script() -> None:
    for language in (None, UNDETERMINED):
        assert split("Lt. Col. Roe left at 6 a.m. Nobody spoke.", language) == [
            "Lt. Col. Roe left at 6 a.m.",
            "Nobody spoke.",
        ]
        assert split("会谈开始。结束。", language) == ["会谈开始。", "结束。"]
    assert split("Col. Roe left.", "en-GB") == ["Col. Roe left."]


def test_a_danda_at_the_head_of_a_line_ends_the_one_before() -> None:
    text = "वार्ता शुरू हुई\n। सभी आए।"
    assert [text[a:b] for a, b in sentence_spans(text, "hi")] == ["वार्ता शुरू हुई", "सभी आए।"]


def test_lines_stand_alone() -> None:
    text = "Talks begin\nMinisters met in Riyadh. They left.\n• One point\n• Another point\r\n\r\nBREAKING NEWS\n-----\nEnd."
    assert split(text) == [
        "Talks begin",
        "Ministers met in Riyadh.",
        "They left.",
        "One point",
        "Another point",
        "BREAKING NEWS",
        "End.",
    ]


PARAGRAPHS = (
    (
        """
The ministers of ten countries met in Riyadh on Tuesday to discuss an end to the war. They had not met for three years, and few of their aides expected a result before the end of the week.
Talks go on
“We came with an open mind,” said Lt. Col. James Roe, who leads the delegation of the larger of the two neighbours, and whose government had threatened to leave. A second round is planned for March.
"""
    )
    .strip()
    .splitlines()
)
SENTENCES = [sentence for paragraph in PARAGRAPHS for sentence in split(paragraph)]


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_read_as_paragraphs(width: int, newline: str) -> None:
    text = f"{newline}{newline}".join(newline.join(textwrap.wrap(p, width)) for p in PARAGRAPHS)
    assert [" ".join(sentence.split()) for sentence in split(text)] == SENTENCES
    assert len(SENTENCES) == 5


def test_items_of_a_wrapped_text_stay_apart() -> None:
    items = [
        "the first point of the agreement, which took the ministers longest to write down and sign",
        "the second point of the agreement, which nobody but the larger of the neighbours wanted",
    ]
    text = "\n".join("\n".join(textwrap.wrap(item, 60)) for item in items)
    assert [" ".join(sentence.split()) for sentence in split(text)] == items


def test_a_list_of_headlines_is_not_wrapped_text() -> None:
    headlines = [f"Ministers of country number {n} leave the talks in Riyadh early" for n in range(6)]
    assert split("\n".join(headlines)) == headlines


@pytest.mark.parametrize("text", ["", " \n\t", "...", "-----\n***\n", '"', "\u200b\ufeff", "?!"])
@pytest.mark.parametrize("language", ["en", "ru", None])
def test_nothing_to_say_is_no_sentence(text: str, language: str | None) -> None:
    assert sentence_spans(text, language) == []


def test_invisible_characters_do_not_hide_an_end() -> None:
    text = "\ufeffIt ended.\u200b Then\u00a0he\x00left.\u2028Again.\u200b"
    assert split(text) == ["It ended.", "Then\u00a0he\x00left.", "Again."]


WORDS = ("U.S. ", "a.m. ", "The ", "he ", "Mr. ", "3.5 ", "no. ", "x", "Ё", "ש", "said", "é")
MARKS = (". ", ".", "? ", "! ", "...", "। ", "。", "; ", "“", "”", '"', "'", "«", "» ", "(", ") ", "• ", "— ", "|")
BLANKS = (" ", "\n", "\r\n", "\u200b", "\ud800")
PIECES = st.lists(st.sampled_from((*WORDS, *MARKS, *BLANKS)), max_size=40).map("".join)


@given(st.one_of(st.text(max_size=200), PIECES), st.sampled_from(["en", "ru", "el", "he", "hi", "de", "zh", None]))
@example("He left. “", "en")
@example(" ». x", "fr")
def test_spans_are_sorted_disjoint_trimmed_and_leave_no_word_out(text: str, language: str | None) -> None:
    spans = sentence_spans(text, language)
    assert all(start < stop for start, stop in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:stop] == text[start:stop].strip() for start, stop in spans)
    assert all(any(map(str.isalnum, text[start:stop])) for start, stop in spans)
    inside = {position for start, stop in spans for position in range(start, stop)}
    assert all(position in inside for position, character in enumerate(text) if character.isalnum())
    lines = text.splitlines(keepends=True)
    if not any(line.strip() and len(line) > 40 for line in lines):
        assert all("\n" not in text[start:stop] for start, stop in spans)


@given(PIECES)
def test_a_text_is_read_the_same_again(text: str) -> None:
    assert sentence_spans(text) == sentence_spans(text)
    assert sentence_spans(text, "fr") == sentence_spans(text, "fr")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("piece", ["x", '"', "“Talks ", "(", "U.S. ", "no. ", "! ", "a.", "a'"])
def test_one_very_long_line_comes_to_an_end(piece: str, language: str) -> None:
    text = piece * (200_000 // len(piece))
    assert sum(stop - start for start, stop in sentence_spans(text, language)) <= len(text)


def test_language_is_told_from_enough_text() -> None:
    assert detect_language("Лидеры десяти стран встретились во вторник в Париже.") == "ru"
    assert detect_language("Ministři deseti zemí se v úterý sešli v Paříži.") == "cs"
    assert detect_language("Too short.") == UNDETERMINED
    assert detect_language("") == UNDETERMINED


def test_a_headline_is_no_rare_language_and_has_that_of_the_others() -> None:
    headline = "German Police Union Chief Slams NYE 'Safe Zone' for Women"
    georgian = "თბილისში მთავრობის წინააღმდეგ საპროტესტო აქცია დაიწყო"
    assert [detect_language(text) for text in (headline, georgian)] == [UNDETERMINED, "ka"]
    english = [{"outlet": "A", "text": f"The leaders of {n} countries met in Paris on Monday."} for n in ("ten", "six")]
    short = [{"outlet": "B", "text": text} for text in (headline, georgian)]
    corpus = Corpus.from_records([*english, *short])
    own = corpus.with_sentences({document.id: [(0, 20)] for document in corpus.documents})
    for told in (segment(corpus).documents, segment(own).documents):
        assert {d.text: d.language for d in told if d.outlet == "B"} == {headline: "en", georgian: "ka"}
    half = [{"outlet": outlet, "text": FRENCH, "language": "fr"} for outlet in ("C", "D")]
    for records in (short, [*english, *half, short[0]]):
        languages = {d.text: d.language for d in segment(Corpus.from_records(records)).documents}
        assert languages[headline] == UNDETERMINED


ENGLISH = "Talks began in Riyadh on Tuesday. They will go on."
FRENCH = "Les négociations ont commencé mardi à Riyad. Elles continuent."


def corpus() -> Corpus:
    documents = [
        Document("a", "Courier", "", ENGLISH, published="2025-02-18"),
        Document("b", "Journal", "", FRENCH, published="2025-02-19"),
        Document("c", "Wire", "", FRENCH, published="2025-02-20", language="en"),
    ]
    return Corpus.collect(documents)


class Shelf:
    """Keeps computed values, and counts what it was asked for."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], Any] = {}
        self.computed = 0

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        if (stage, key) not in self.values:
            self.values[stage, key] = compute()
            self.computed += 1
        return self.values[stage, key]


def test_segment_fills_in_languages_and_sentences() -> None:
    before = corpus()
    after = segment(before)
    assert [d.language for d in after.documents] == ["en", "fr", "en"]
    assert [d.id for d in after.documents] == ["a", "b", "c"]
    assert [d.language for d in before.documents] == [None, None, "en"]
    assert after.documents[2] is before.documents[2]
    assert after.audit is before.audit
    assert after.texts[:2] == ["Talks began in Riyadh on Tuesday.", "They will go on."]
    assert after.n_sentences_of.tolist() == [2, 2, 2]
    assert after.sentences[2] == Sentence(1, 0, 44)
    assert segment(after) is after
    # Who brings sentences brings no languages with them, and French is not read by the rules for English.
    own = before.with_sentences({"b": [(0, 44)]})
    assert [d.language for d in segment(own).documents] == ["en", "fr", "en"]
    assert segment(own).texts == own.texts


def test_segment_computes_each_document_once() -> None:
    shelf = Shelf()
    first = segment(corpus(), memo=shelf)
    # One text with another declared language is another piece of work.
    assert shelf.computed == 3
    second = segment(corpus(), memo=shelf)
    assert shelf.computed == 3
    assert second.sentences == first.sentences
    assert [d.language for d in second.documents] == [d.language for d in first.documents]
    # So it is with the languages of documents that bring their sentences.
    own = corpus().with_sentences({"b": [(0, 44)]})
    for _ in range(2):
        assert [d.language for d in segment(own, memo=shelf).documents] == ["en", "fr", "en"]
        assert shelf.computed == 5


def test_a_warm_run_imports_no_library() -> None:
    program = textwrap.dedent(
        """
        import sys
        from summarize.corpus import Corpus
        from summarize.segmentation import segment

        class Warm:
            def memo(self, stage, key, compute):
                return ["en", [[0, 33]]]

        corpus = Corpus.from_records([{"text": "Talks began in Riyadh on Tuesday."}])
        assert segment(corpus, memo=Warm()).texts == ["Talks began in Riyadh on Tuesday."]
        assert not {"py3langid", "nupunkt", "sentencex"} & set(sys.modules)
        """
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_progress_is_told() -> None:
    corpus = Corpus.from_records([{"id": f"d{i}", "text": f"Talks began in Riyadh on day {i}."} for i in range(70)])
    told: list[tuple[int, int]] = []
    segment(corpus, progress=lambda *step: told.append(step))
    assert told == [(64, 70), (70, 70)]


@pytest.mark.parametrize("answer", ["The answer: 42.", "Her age: 34."])
def test_a_number_behind_a_colon_ends_its_sentence(answer: str) -> None:
    assert split(f"{answer} Then he left the palace.") == [answer, "Then he left the palace."]


def test_a_dateline_is_no_sentence_by_itself() -> None:
    assert split("Rome (AP). The talks began. They ended.") == ["Rome (AP). The talks began.", "They ended."]
