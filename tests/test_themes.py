from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from summarize.cache import NoCache
from summarize.corpus import Corpus, Embeddings
from summarize.embedding import embed
from summarize.errors import SettingsError
from summarize.segmentation import segment
from summarize.settings import ThemeSettings
from summarize.similarity import unit_rows
from summarize.themes import Seed, Themes, find_themes, read_seeds
from summarize.themes.evidence import first_showings
from summarize.themes.labels import Term, _is_source, theme_terms
from summarize.themes.naming import near_first, theme_names
from summarize.themes.phrases import phrases_of
from summarize.themes.seeds import seed_labels, seed_similarities, seed_vectors
from summarize.themes.speaking import _is_unnamed
from summarize.themes.whole import joined_name, whole_name

from .conftest import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture
def themes(corpus: Corpus, embeddings: Embeddings) -> Themes:
    return find_themes(corpus, embeddings)


def distinctive_phrases(*arguments: Any, **more: Any) -> list[tuple[str, ...]]:
    """The phrases of each theme as they are written."""
    return [tuple(term.written for term in terms) for terms in theme_terms(*arguments, **more)]


def test_themes_stand_by_size_and_hold_each_sentence_once(corpus: Corpus, themes: Themes) -> None:
    assert themes.labels.shape == (len(corpus.sentences),)
    sizes = np.bincount(themes.labels[themes.labels >= 0])
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert len(themes.names) == len(set(themes.names)) == len(sizes) > 1
    with pytest.raises(ValueError, match="read-only"):
        themes.labels[0] = 3


def test_the_barges_are_a_theme(corpus: Corpus, themes: Themes) -> None:
    barges = [i for i in range(len(corpus.sentences)) if "arge" in corpus.text_of(i) and "fee" in corpus.text_of(i)]
    assert len(set(themes.labels[barges].tolist())) == 1
    theme = int(themes.labels[barges[0]])
    assert any("arge" in term or "port" in term for term in themes.terms[theme])


def test_copies_do_not_found_a_theme_of_their_own(corpus: Corpus, themes: Themes) -> None:
    # The wire text stands twice, word for word: each of its sentences is where its copy is.
    assert themes.labels[:4].tolist() == themes.labels[4:8].tolist()


def test_the_order_of_documents_does_not_matter(
    records: list[dict[str, Any]], encoder: Any, corpus: Corpus, themes: Themes
) -> None:
    shuffled = segment(Corpus.from_records(records[::-1]))
    again = find_themes(shuffled, embed(shuffled.texts, encoder, cache=NoCache()))
    assert again.labels.tolist() == themes.labels.tolist()
    assert (again.names, again.stability) == (themes.names, themes.stability)


def test_representatives_are_of_the_theme_and_of_different_outlets(corpus: Corpus, themes: Themes) -> None:
    for k, chosen in enumerate(themes.representatives):
        assert chosen
        assert set(themes.labels[list(chosen)].tolist()) == {k}
        outlets = corpus.outlet_of[list(chosen)].tolist()
        first, _ = first_showings(corpus.texts)
        every = set(corpus.outlet_of[(themes.labels == k) & first].tolist())
        assert len(set(outlets)) == min(len(outlets), len(every))


def test_a_number_of_themes_can_be_asked_for(corpus: Corpus, embeddings: Embeddings) -> None:
    settings = ThemeSettings(n_themes=2, min_similarity=-1)
    found = find_themes(corpus, embeddings, settings=settings)
    assert len(found.names) == 2
    assert found.choice.rule == "2 themes were asked for"
    many = find_themes(corpus, embeddings, settings=ThemeSettings(n_themes=500, min_similarity=-1))
    assert len(many.names) < 500
    assert (
        many.choice.rule
        == f"500 themes were asked for, and no more than {len(many.names)} hold 3 % of the sentences or more"
    )


def test_finer_means_no_fewer_themes(corpus: Corpus, embeddings: Embeddings) -> None:
    n_themes = [
        len(find_themes(corpus, embeddings, settings=ThemeSettings(granularity=g)).names)
        for g in ("coarse", "medium", "fine")
    ]
    assert n_themes == sorted(n_themes)


def test_stability_needs_three_articles(records: list[dict[str, Any]], encoder: Any) -> None:
    two = segment(Corpus.from_records(records[2:]))
    found = find_themes(two, embed(two.texts, encoder, cache=NoCache()))
    assert set(found.stability) <= {None}


def test_how_many_sentences_hold_the_label(corpus: Corpus, themes: Themes) -> None:
    for k, (name, share) in enumerate(zip(themes.names, themes.label_shares, strict=True)):
        texts = {corpus.text_of(i) for i in np.flatnonzero(themes.labels == k).tolist()}
        held = sum(any(phrase in text for phrase in name.split(", ")) for text in texts)
        assert share == pytest.approx(held / len(texts), abs=1e-4)
        assert share


def test_stability_is_a_share_and_reports_progress(corpus: Corpus, embeddings: Embeddings) -> None:
    seen: list[tuple[int, int]] = []
    found = find_themes(corpus, embeddings, progress=lambda done, total: seen.append((done, total)))
    assert all(value is None or 0 <= value <= 1 for value in found.stability)
    assert any(value is not None for value in found.stability)
    n = len(corpus.sentences)
    assert (seen[0], seen[-1], seen.count((n, n))) == ((0, n), (n, n), 1)
    assert seen == sorted(set(seen))
    assert len(seen) > 5


def test_the_curve_shows_what_other_bars_would_give(corpus: Corpus, embeddings: Embeddings) -> None:
    assert find_themes(corpus, embeddings).choice.curve == ()
    choice = find_themes(corpus, embeddings, settings=ThemeSettings(explain=True)).choice
    bars = [point.similarity for point in choice.curve]
    assert bars == sorted(set(bars))
    (chosen,) = [point for point in choice.curve if point.similarity == choice.similarity]
    assert chosen.n_themes == choice.n_free
    assert all(0 <= point.share <= 1 and point.agreement is not None for point in choice.curve)
    assert choice.curve[0].n_themes <= choice.curve[-1].n_themes


def test_explaining_changes_no_theme(corpus: Corpus, embeddings: Embeddings, themes: Themes) -> None:
    explained = find_themes(corpus, embeddings, settings=ThemeSettings(explain=True))
    assert explained.labels.tolist() == themes.labels.tolist()
    assert explained.stability == themes.stability


def test_page_furniture_has_no_theme(records: list[dict[str, Any]], encoder: Any) -> None:
    records[2]["text"] = "Ostrava Bay in pictures\n" + records[2]["text"] + "\nView all Morning Post newsletters."
    framed = segment(Corpus.from_records(records))
    found = find_themes(framed, embed(framed.texts, encoder, cache=NoCache()))
    outside = [framed.text_of(i) for i in np.flatnonzero(found.labels < 0).tolist()]
    assert {"Ostrava Bay in pictures", "View all Morning Post newsletters."} <= set(outside)


def test_neither_a_dateline_nor_what_stands_beside_it_gives_a_sentence_another_theme(
    records: list[dict[str, Any]], encoder: Any
) -> None:
    met = records[0]["text"].partition(". ")[0] + "."
    records[1]["text"] = f"PORT LYON, March 3 (Port Barges Authority) — {met} {records[3]['text']}"
    marked = segment(Corpus.from_records(records))
    vectors = embed(marked.texts, encoder, cache=NoCache()).vectors.copy()
    copies = [i for i, text in enumerate(marked.texts) if text.endswith(met)]
    assert len(copies) == 2
    # As if the place were all that is heard of the second.
    vectors[copies[1]] = vectors[copies[1] + 1]
    found = find_themes(marked, Embeddings(vectors, "small"))
    assert len(set(found.labels[copies].tolist())) == 1


def test_a_theme_of_captions_alone_is_none(records: list[dict[str, Any]], encoder: Any) -> None:
    shown = [f"{what} violins wait on a stage of violins. (Jane Roe/Harbour Wire)" for what in ("Old", "New", "Red")]
    records.append({"id": "wire-2", "outlet": "Harbour Wire", "text": "\n".join((*shown, records[3]["text"]))})
    pictured = segment(Corpus.from_records(records))
    found = find_themes(pictured, embed(pictured.texts, encoder, cache=NoCache()))
    captions = [i for i, text in enumerate(pictured.texts) if "violins" in text]
    assert captions
    assert not set(captions) & {i for own in found.representatives for i in own}
    assert all((np.delete(found.labels, captions) == k).any() for k in range(len(found.names)))


def test_seeds_come_by_name_and_the_rest_is_found(corpus: Corpus, embeddings: Embeddings, encoder: Any) -> None:
    seeds = (Seed("barges at anchor pay a fee to the port authority"), Seed("a concert of violins"))
    vectors = seed_vectors(seeds, encoder.encode)
    found = find_themes(
        corpus, embeddings, seeds=seeds, seed_vectors=vectors, settings=ThemeSettings(seed_similarity=0.5)
    )
    (named,) = [k for k, seeded in enumerate(found.seeded) if seeded]
    assert found.names[named] == seeds[0].name
    assert all("arge" in corpus.text_of(i) for i in np.flatnonzero(found.labels == named).tolist())
    assert found.choice.empty_seeds == ("a concert of violins",)
    assert found.choice.n_free == len(found.names) - 1 > 0


def test_a_seed_that_the_story_does_not_know_gathers_nothing(
    corpus: Corpus, embeddings: Embeddings, encoder: Any
) -> None:
    seeds = (Seed("zxcv qwerty"), Seed("barges at anchor"))
    vectors = seed_vectors(seeds, encoder.encode)
    # Whatever the bar, its best sentences are not about it.
    found = find_themes(
        corpus, embeddings, seeds=seeds, seed_vectors=vectors, settings=ThemeSettings(seed_similarity=0.0)
    )
    assert found.choice.empty_seeds == ("zxcv qwerty",)


def test_seeds_want_vectors(corpus: Corpus, embeddings: Embeddings) -> None:
    with pytest.raises(ValueError, match=r"seed vectors \(0\) do not match seeds \(1\)"):
        find_themes(corpus, embeddings, seeds=(Seed("x"),))
    with pytest.raises(ValueError, match="do not match sentences"):
        find_themes(corpus, Embeddings(embeddings.vectors[:3], "small"))


def test_a_word_can_bar_a_sentence_from_a_seed() -> None:
    similarities = np.array([[0.9, 0.2], [0.8, 0.1], [0.1, 0.6], [0.1, 0.1]])
    seeds = (Seed("a", without=("paying",)), Seed("b"))
    texts = ["They pay a fee.", "They wait.", "Talks.", "Rain."]
    assert seed_labels(similarities, seeds, texts, bar=0.5).tolist() == [-1, 0, 1, -1]
    assert seed_labels(similarities[:, :0], (), texts, bar=0.5).tolist() == [-1] * 4


def test_a_seed_gains_from_its_best_sentences(embeddings: Embeddings, corpus: Corpus, encoder: Any) -> None:
    vector = encoder.encode(["barges"])
    plain = seed_similarities(
        embeddings.vectors, vector, paragraph_of=corpus.paragraph_of, feedback=0, neighbour_weight=0
    )
    fed = seed_similarities(embeddings.vectors, vector, paragraph_of=corpus.paragraph_of, neighbour_weight=0)
    best = plain[:, 0].argsort()[-3:]
    assert (fed[best, 0] > plain[best, 0]).all()


def test_a_seed_gains_what_its_best_sentences_are_near_to() -> None:
    # Two themes of six; the name is near to the first four of one, and no nearer to its last two than to the other theme.
    random = np.random.default_rng(0)
    X = unit_rows(random.normal(size=(12, 32)).astype(np.float32))
    seed = unit_rows(X[:4].sum(axis=0, keepdims=True))
    profiles = unit_rows(np.kron(np.eye(2), np.ones((6, 3))).astype(np.float32))
    paragraphs = np.arange(12)
    plain, spread = (
        seed_similarities(X, seed, paragraph_of=paragraphs, profiles=given)[:, 0]
        for given in (None, profiles.__getitem__)
    )
    assert (spread[4:6] > plain[4:6]).all()
    assert (spread[6:] < plain[6:]).all()
    np.testing.assert_allclose((spread - plain).mean(), 0, atol=1e-6)


def test_a_seeds_file(tmp_path: Path) -> None:
    file = tmp_path / "seeds.toml"
    file.write_text(
        '[[seed]]\nname = "Barges"\nexamples = ["They wait."]\n[[seed]]\nname = "Talks"\nwithout = ["rain"]\n'
    )
    assert read_seeds(file) == (Seed("Barges", examples=("They wait.",)), Seed("Talks", without=("rain",)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[seed]]\nnmae = 'x'\n", "number 1: no such key: nmae"),
        ("[[seed]]\nname = 3\n", "number 1: name"),
        ("seed = 3\n", r"expected \[\[seed\]\] tables"),
        ("[[seed]\n", "expected a TOML file"),
        ("", "found: nothing"),
    ],
)
def test_a_bad_seeds_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "seeds.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message) as caught:
        read_seeds(file)
    assert str(file) in str(caught.value)
    with pytest.raises(SettingsError, match="no such file"):
        read_seeds(tmp_path / "none.toml")


def test_first_showings_share_one_weight() -> None:
    first, weights = first_showings(["Talks began.", "talks  began.", "Rain fell."])
    assert first.tolist() == [True, False, True]
    assert weights.tolist() == [0.5, 0.5, 1]
    assert first_showings([])[1].shape == (0,)


def fitness_of(text: str, language: str = "en") -> dict[str, float]:
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text, "language": language}]))
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    return {" ".join(phrases.surfaces.of(k)): fitness for k, fitness in enumerate(phrases.fitness.tolist())}


def test_a_label_is_a_whole_noun_phrase() -> None:
    fit = fitness_of(
        "The national security adviser met the envoys of Kazakhstan. They were coordinating an answer. "
        "A national security adviser said that Kazakhstan would coordinate it. Envoys had packed and left the palace. "
        "The mayor of New York greeted an envoy. Kazakhstan's envoys left for New York. Envoys were coordinating again."
    )
    assert fit["national security adviser"] > fit["national security"] > fit["security adviser"] == 0
    assert fit["Kazakhstan"] > 0.7
    assert fit["New York"] > 0
    assert fit["coordinating"] == fit["packed"] == 0
    assert fit["mayor of New"] == 0
    assert "New" not in fit
    assert "week" not in fitness_of("The treaty was signed last week in the palace of the ministers.")


def test_a_verb_is_no_part_of_a_label() -> None:
    fit = fitness_of(
        "The boy's grandfather told reporters. The boy's grandfather told the mayor. A grandfather wrote it down."
    )
    assert not {word for phrase in fit for word in phrase.split()} & {"told", "wrote"}
    assert fit["grandfather"] > 0


def test_an_adjective_ends_no_label() -> None:
    fit = fitness_of(
        "A federal court met in the capital. Federal judges left the hospital. The envoys are aspirational, and aspirational envoys win. "
        "The hospital is in the capital of a federal kingdom. Settlement talks failed, and the settlements stand."
    )
    assert "federal" not in fit
    assert fit["aspirational"] == 0
    assert min(fit["hospital"], fit["capital"], fit["settlements"], fit["federal court"]) > 0


def test_a_label_names_something() -> None:
    fit = fitness_of(
        "The German envoys of the 30-year-old treaty won a good deal. A barrel sank ten metres in the issue of the port. "
        "The issue of the port is worth billions of dollars, Germans said. The Uncanny Valley is a bad thing. Please, the port can't wait."
    )
    assert not {
        "German",
        "good",
        "metres",
        "issue",
        "billions",
        "billions of dollars",
        "bad thing",
        "can't wait",
    } & set(fit)
    assert {"German envoys", "Germans", "port", "issue of the port", "barrel", "Uncanny Valley"} - set(fit) == {
        "issue of the port"
    }


def test_a_word_that_takes_no_place_of_a_noun_is_a_poor_label() -> None:
    fit = fitness_of("Sailors take cover. Some sought cover at sea. The barge left the port. We saw a barge.")
    assert 0 < fit["cover"] < fit["barge"]


def test_who_asks_in_a_transcript_is_no_label() -> None:
    fit = fitness_of(
        "MARA FIELD, HOST:\nThe envoys have left the palace.\nFIELD: What did the envoys say?\n"
        "IVO MOSS: The envoys said nothing at the palace, Mara.\nFIELD: Thank you, Ivo Moss. Mara Field spoke with Ivo Moss."
    )
    assert not {"Mara", "Field", "Mara Field", "FIELD", "HOST", "MARA FIELD"} & {
        name for name, value in fit.items() if value
    }
    assert fit["Ivo Moss"] > 0
    assert fit["palace"] > 0


def test_a_measure_or_a_sort_begins_no_label() -> None:
    fit = fitness_of(
        "The ministry asked for 25 percent tariffs. The envoys want 30 percent tariffs on the grain. A form of concrete holds the quay. "
        "The envoys saw a form of concrete at the quay, and a fleet of barges. A fleet of barges left the quay."
    )
    assert "percent tariffs" not in fit
    assert "form of concrete" not in fit
    assert min(fit["tariffs"], fit["concrete"], fit["fleet of barges"]) > 0


def test_a_capital_behind_a_quotation_mark_makes_no_name() -> None:
    fit = fitness_of(
        "The singer sang “Bet you wait for me” in the harbour. He had sung “Bet you wait for me” there before. “Bet you wait”, he sang. "
        "Then came “Harbour Bells”, and “Harbour Bells” again."
    )
    assert fit.get("Bet", 0) == 0
    assert fit["Harbour Bells"] > 0


def test_a_name_needs_no_noun_before_it_that_says_nothing_of_it() -> None:
    fit = fitness_of(
        "The ruling gives power Torvald wants. Torvald spoke in the palace. The envoys met Torvald. A letter of Torvald came. "
        "They met manager Ivo Moss at the quay. The letter names manager Ivo Moss."
    )
    assert fit["power Torvald"] == 0 < fit["Torvald"]
    assert fit["manager Ivo Moss"] > 0


def test_labels_of_french_spanish_and_german_are_nouns() -> None:
    french = fitness_of(
        "Le gouvernement a demandé l'aide des ports. Il a demandé un accord. L’incident a été signalé par les marins, a-t-elle dit. "
        "Ils ont demandé que l'incident soit jugé. Deux millions de tonnes attendent, et l'aide des ports tarde depuis huit jours.",
        language="fr",
    )
    assert min(french["incident"], french["aide"], french["gouvernement"], french["accord"]) > 0
    assert not {"demandé", "signalé", "a-t-elle", "millions", "jours", "l'incident"} & {
        k for k, v in french.items() if v
    }
    spanish = fitness_of(
        "El gobierno ha pedido ayuda para los puertos. No ha pedido nada para el muelle. Los barcos quieren salir del muelle. "
        "También quieren salir los marineros de la ciudad, después de tres semanas. La entrega tardará hasta mayo.",
        language="es",
    )
    assert min(spanish["gobierno"], spanish["muelle"], spanish["ciudad"]) > 0
    assert not {"pedido", "salir", "semanas", "entrega tardará", "mayo"} & {k for k, v in spanish.items() if v}
    german = fitness_of(
        "Die Minister berieten gestern lange im Hafen. Sie berieten lange über das Getreide. Der Hafen blieb geschlossen, die Minister reisten ab. "
        "Verletzt wurde niemand im Mai. Tatsächlich sprach Statiker Prof. Roe mit Hafenmeisterin Dr. Moss über 20 Mio. Euro.",
        language="de",
    )
    assert min(german["Minister"], german["Hafen"], german["Getreide"], german["Statiker"]) > 0
    found = {k for k, v in german.items() if v}
    assert not {"berieten", "geschlossen", "reisten", "Verletzt", "Mai", "Tatsächlich", "Statiker Prof", "Mio"} & found


@pytest.mark.parametrize(
    ("language", "text", "labels", "never"),
    [
        (
            "el",
            "Οι ναύτες οδηγήθηκαν στην Τεχεράνη. Η κυβέρνηση πρόσθεσε πολλά. Χιλιόμετρα νότια είδαν σεισμό.",
            {"ναύτες", "Τεχεράνη", "κυβέρνηση"},
            {"οδηγήθηκαν", "πρόσθεσε", "Χιλιόμετρα"},
        ),
        (
            "cs",
            "Doufám, že vozidlo jede. V roce jelo několik vozidel, uvedl ministr, a našli vozidlo.",
            {"vozidlo", "ministr"},
            {"Doufám", "uvedl", "roce"},
        ),
        ("cs", "Vlny viděli v Viña del Mar i Viña del Mar.", set(), {"Viña del", "del"}),
        ("en", "Mark Moss, R-N.C., left the harbour.", {"Mark Moss"}, {"R-N.C", "Moss R-N.C"}),
        ("ar", "قال الوزير إن الحكومة تملك السفن على الرغم من ذلك وقت طويل.", {"الحكومة"}, {"قال", "الرغم", "وقت"}),
        ("es", "El gobierno afirma con las personas. La ministra afirma eso.", {"gobierno"}, {"gobierno afirma"}),
        ("he", "הממשלה מסר כי הספינה במרחק קילומטרים.", {"הספינה"}, {"מסר", "קילומטרים"}),
        ("hi", "सरकार ने रोक लगा दी। पुलिस के मुताबिक जहाज डूबा।", {"सरकार", "पुलिस"}, {"रोक लगा", "मुताबिक"}),
        (
            "es",
            "Dos personas siguen en el hospital. El gobierno cuenta con las personas.",
            {"gobierno", "hospital"},
            {"personas siguen", "personas", "gobierno cuenta"},
        ),
        (
            "de",
            "Er versprach am Sonntag Soforthilfen. Sie kosten Millionen Euro.",
            {"Soforthilfen"},
            {"Sonntag Soforthilfen", "Millionen Euro"},
        ),
    ],
)
def test_labels_of_other_languages_name_something(language: str, text: str, labels: set[str], never: set[str]) -> None:
    found = {phrase for phrase, fit in fitness_of(text, language=language).items() if fit}
    assert labels <= found
    assert not never & found


@pytest.mark.parametrize(
    ("language", "surface", "text", "name"),
    [
        ("de", "Städtebund", "Das ist umstritten: Der Städtebund will mehr.", "Städtebund"),
        ("cs", "Srí Lance", "Na Srí Lance pomáhají lékaři.", "Srí Lance"),
        ("de", "Soforthilfen", "Brandt versprach am Sonntag Soforthilfen.", "Soforthilfen"),
        ("de", "Feuerwehr", "DRESDEN (dpa) – Nach Angaben der Feuerwehr brennt es.", "Feuerwehr"),
        ("es", "Salvador", "Llegaron a El Salvador.", "El Salvador"),
        ("el", "Thorne Lay", "Το τσουνάμι ήταν μεγάλο, είπε ο Thorne Lay.", "Thorne Lay"),
    ],
)
def test_a_name_has_no_small_word_before_it(language: str, surface: str, text: str, name: str) -> None:
    assert whole_name(surface, [text], language) == name


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Clinton 45 Trump 47 "), ("en", "A. "), ("en", "Bo May "), ("de", "Der "), ("de", "Clinton 45 Trump 47 ")],
)
def test_a_name_shown_thousands_of_times_takes_no_longer_a_time(language: str, words: str) -> None:
    text = f"{words * (160_000 // len(words))}Trump"
    begun = process_time()
    for name in ("Trump", words.split()[0]):
        joined_name("Clinton", name, [text])
        whole_name(name, [text], language)
    assert process_time() - begun < 2


def test_names_are_whole_in_labels() -> None:
    texts = [
        "The Center for Coastal Trade counts barges. Envoys praise the Center for Coastal Trade.",
        "Ships of the Center for Coastal Trade wait. The Ministry of Ports and Fisheries has barges. CCT barges wait.",
        "The Ministry of Ports and Fisheries left. Barges of the Ministry of Ports and Fisheries sank.",
    ]
    corpus = segment(Corpus.from_records([*({"text": text} for text in texts), {"text": "Talks began in a palace."}]))
    labels = np.array([0 if "palace" not in corpus.text_of(i) else 1 for i in range(len(corpus.sentences))])
    counted = np.ones(len(labels), dtype=bool)
    (first, _) = distinctive_phrases(
        phrases_of(corpus, counted), labels, 2, document_of=corpus.document_of, counted=counted, n_phrases=6
    )
    assert {"Center for Coastal Trade", "Ministry of Ports and Fisheries"} <= set(first)
    assert not {"CCT", "Coastal", "Trade", "Center"} & set(first)


def test_labels_in_thai_are_whole_between_spaces() -> None:
    text = "ธนาคารแห่งประเทศไทย ระบุว่าเศรษฐกิจ ยังแข็งแรง"
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "language": "th", "text": text}]))
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    assert {" ".join(phrases.surfaces.of(k)) for k in range(len(phrases.surfaces))} == set(text.split())


def test_initials_keep_their_last_stop() -> None:
    corpus = segment(
        Corpus.from_records([{"outlet": "Harbour Wire", "text": "Envoys of the U.N. and T.J. Watt met in the palace."}])
    )
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    surfaces = {" ".join(phrases.surfaces.of(k)) for k in range(len(phrases.surfaces))}
    assert {"U.N."} <= surfaces
    assert not {"U.N", "T.J"} & surfaces


def test_representatives_repeat_nobody_and_prefer_what_is_understood_alone(encoder: Any) -> None:
    alone = "The barges wait in the bay of Ostrava for a pilot."
    texts = [
        "But the barges wait in the bay of Ostrava for a pilot.",
        f"{alone} The barges pay a fee to the port in Ostrava.",
        "The barges wait in the bay of Ostrava for one pilot. The fee of the port in Ostrava is paid by barges.",
    ]
    records = [{"id": str(n), "outlet": f"Outlet {n}", "text": text} for n, text in enumerate(texts)]
    corpus = segment(Corpus.from_records(records))
    settings = ThemeSettings(n_themes=1, min_similarity=-1)
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    (chosen,) = find_themes(corpus, embeddings, settings=settings).representatives
    vectors = embeddings.vectors[list(chosen)]
    assert np.triu(vectors @ vectors.T, 1).max() < 0.8
    assert corpus.texts.index(texts[0]) not in chosen


def test_a_question_speaks_for_a_theme_behind_what_leans(encoder: Any) -> None:
    asked = "4. Who pays the fee of the port in Ostrava for the barges in the bay?"
    leaning = "But barges wait for a pilot of the port, and nobody in Ostrava knows for how long."
    texts = [f"{asked} But barges pay the fee of the port.", f"{asked} {leaning}"]
    records = [{"id": str(n), "outlet": f"Outlet {n}", "text": text} for n, text in enumerate(texts)]
    corpus = segment(Corpus.from_records(records))
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    (chosen,) = find_themes(corpus, embeddings, settings=ThemeSettings(n_themes=1, min_similarity=-1)).representatives
    assert corpus.text_of(chosen[0]).startswith("But ")


def test_phrases_are_numbered_by_their_stems_and_held_once_by_each_sentence() -> None:
    text = "Barges wait. The barge fee is due, and barges wait for the barge fee. Bay of Ostrava: barges."
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text}]))
    phrases = phrases_of(corpus, np.array([False, True, True]))
    stemmed = [phrases.stems.of(k) for k in range(len(phrases.stems))]
    assert stemmed == sorted(set(stemmed))
    assert phrases.stems.n_words.tolist() == [len(stems) for stems in stemmed]
    held = sorted(zip(phrases.sentences.tolist(), phrases.numbers.tolist(), strict=True))
    assert len(held) == len(set(held))
    assert {" ".join(stemmed[k]) for i, k in held if i == 1} == {"barg", "fee", "wait", "barg fee", "barg wait"}
    assert {" ".join(stemmed[k]) for i, k in held if i == 2} == {"barg", "bay", "ostrava", "bay of ostrava"}


def test_a_phrase_is_written_as_it_is_most_and_not_as_a_sentence_begins() -> None:
    text = "Barges wait. Barges wait. Barges wait. Few barges wait. Kazakhstan's envoys and Kazakhstan’s barges wait."
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": text}]))
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    surfaces = {" ".join(phrases.surfaces.of(k)) for k in range(len(phrases.surfaces))}
    assert {"barges", "Kazakhstan"} <= surfaces
    assert not {"Barges", "Kazakhstan's"} & surfaces


def test_a_corpus_without_sentences_that_count_has_no_phrases() -> None:
    corpus = segment(Corpus.from_records([{"outlet": "Harbour Wire", "text": "Barges wait in the bay for a pilot."}]))
    phrases = phrases_of(corpus, np.array([False]))
    assert len(phrases.stems) == len(phrases.surfaces) == len(phrases.fitness) == len(phrases.numbers) == 0


def test_no_two_labels_of_a_theme_share_a_word() -> None:
    text = "Russia sells oil. Russian oil goes by ship. The ships of Russia wait. Oil of the Russian ships is sold."
    corpus = segment(
        Corpus.from_records([{"outlet": "Harbour Wire", "text": text}, {"text": "Talks began in a palace."}])
    )
    labels = np.where(corpus.document_of == corpus.document_of[0], 0, 1)
    first, _ = distinctive_phrases(
        phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool)),
        labels,
        2,
        document_of=corpus.document_of,
        counted=labels >= 0,
        n_phrases=6,
    )
    assert len({term.casefold()[:4] for term in first}) == len(first)


def test_labels_are_phrases_of_the_text_without_the_outlets_name() -> None:
    records = [
        {"outlet": "Harbour Wire", "text": "Harbour Wire counts barges. The port authority counts barges in the bay."},
        {"outlet": "edition.bayview.co.example", "text": "Bayview saw barges in the bay."},
        {"outlet": "www.riverpost.example", "text": "River Post says the port authority counts barges on Monday."},
    ]
    corpus = segment(Corpus.from_records(in_turn(records)))
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    surfaces = {" ".join(phrases.surfaces.of(k)) for k in range(len(phrases.surfaces))}
    assert "port authority" in surfaces
    assert "Harbour Wire" not in surfaces
    assert "River Post" not in surfaces
    assert "Bayview" not in surfaces
    assert not any("Monday" in s for s in surfaces)
    labels = np.array([0, 1, -1, 1])
    (_, second) = distinctive_phrases(
        phrases, labels, 2, document_of=corpus.document_of, counted=np.ones(4, dtype=bool), n_phrases=3
    )
    assert "authority" in second[0]


def test_an_address_may_hold_the_first_letters_of_a_name() -> None:
    text = "The North Quay Times has a Barge Diary. The city school board met. The North Quay Ferries wait."
    own = "The Old Pier News was told. OPN asked first."
    outlets = {
        "www.nqtimes.example": text,
        "nqf.example": "Talks began in a palace on Monday morning.",
        "csboard.example": "The envoys left by train on Tuesday night.",
        "opn.example": own,
    }
    corpus = segment(Corpus.from_records([{"outlet": outlet, "text": own} for outlet, own in outlets.items()]))
    phrases = phrases_of(corpus, np.ones(len(corpus.sentences), dtype=bool))
    surfaces = {" ".join(phrases.surfaces.of(k)) for k in range(len(phrases.surfaces))}
    assert {"Barge Diary", "North Quay Ferries", "city school board"} <= surfaces
    assert not {"North Quay Times", "Old Pier News"} & surfaces


def terms_of(*stories: str, headline: str = "", centrality: list[float] | None = None) -> list[list[Term]]:
    """The terms of themes, each of which is an article."""
    corpus = segment(Corpus.from_records(in_turn([{"outlet": "Harbour Wire", "text": text} for text in stories])))
    counted = np.ones(len(corpus.sentences), dtype=bool)
    return theme_terms(
        phrases_of(corpus, counted),
        corpus.document_of,
        len(stories),
        document_of=corpus.document_of,
        counted=counted,
        n_phrases=12,
        headlines=[headline],
        centrality=None if centrality is None else np.array(centrality),
    )


def test_nothing_of_a_name_or_a_fixed_phrase_is_cut_off() -> None:
    first, second, _ = terms_of(
        "The first lady met the St. Louis police. A first lady has a plane. The St. Louis police met her staff. "
        "The union lost Torvald v. AFSCME. In Torvald v. AFSCME the court was divided. Republican Sen. Ivo Moss was pleased.",
        "Chapter 19 of the treaty stays. Envoys praise Chapter 19. The Freedom of Information Act helps, and so do Freedom of Information "
        "requests. The Office of Management and Budget was silent. Former Ostrava Gov. Mara Field spoke. The State of the Union address is on Monday.",
        "Barges wait in the bay for a pilot.",
    )
    written = {term.written for term in (*first, *second)}
    assert {"first lady", "St. Louis police", "Torvald v. AFSCME", "Chapter 19", "Freedom of Information"} <= written
    cut = {
        "lady",
        "Louis",
        "Louis police",
        "AFSCME",
        "Chapter",
        "Freedom",
        "Budget",
        "Former Ostrava Gov",
        "Republican Sen",
    }
    assert not (cut | {"Union address"}) & written


def test_a_turn_of_speech_is_a_poor_label_and_an_opening_word_no_name() -> None:
    fit = fitness_of(
        "There is no end in sight. The barges were in sight. A barge left the port. Honestly, the envoys were at risk. "
        "Hopefully Ivo Moss knows the port. Sailors tune the engine, and sailors tune an engine. The sailors left with the barge."
    )
    assert fit["sight"] < min(fit["barge"], fit["port"])
    assert not {"Honestly", "Hopefully Ivo Moss"} & {name for name, value in fit.items() if value}
    assert fit["sailors tune"] < fit["sailors"]


def test_who_asks_for_a_network_is_no_label() -> None:
    (first, _) = terms_of(
        "Barges wait, CNN's Mara Field was told. The port told CNN's Mara Field about the barges.",
        "Talks began in a palace.",
    )
    assert not any("Field" in term.written for term in first)
    assert any(term.written == "barges" for term in first)


def test_who_is_asked_and_a_line_in_capitals_are_no_labels() -> None:
    (first, _) = terms_of(
        "The barges wait, Mara Field told River Radio. River Radio reported Monday on the barges. UPDATES BELOW is all of it. The port asked Mara Field.",
        "Talks began in a palace.",
    )
    written = {term.written for term in first}
    assert {"barges", "Mara Field"} <= written
    assert not {"River Radio", "UPDATES BELOW"} & written


@pytest.mark.parametrize(
    ("name", "texts", "source"),
    [
        ("NBC", ["Roe told NBC on Monday.", "NBC reported Tuesday.", "NBC said."], True),
        ("NBC", ["Roe told NBC News MACH in an email that it began."], True),
        ("NBC", ["Roe told NBC.", "NBC left."], False),
        ("Apple", ["Apple reported record profits."], False),
        ("Mexico", ["Mexico reported 3 cases."], False),
        ("Congress", ["Roe told Congress that it ended."], False),
        ("Seoul", ["Pyongyang told Seoul to leave."], False),
        ("China", ["So say reports from China."], False),
    ],
)
def test_a_source_is_asked_or_reports_in_most_places(name: str, texts: list[str], source: bool) -> None:
    assert _is_source(name, texts) is source


@pytest.mark.parametrize(("larger", "smaller"), [("Ivo Moss", "Ivo Moss address"), ("Ivo Moss address", "Ivo Moss")])
def test_a_phrase_that_names_a_larger_theme_gives_way_whole_or_as_a_part(larger: str, smaller: str) -> None:
    held = frozenset({0, 1})
    first = [Term(larger, 9.0, held), Term("port fee", 9.0, held)]
    second = [Term(smaller, 12.0, held), Term("barges", 3.0, held), Term("Mara Field", 3.0, held)]
    called = theme_names(
        [None, None],
        [first, second],
        document_of=np.zeros(2, dtype=int),
        weights=np.ones(2),
        labels=np.zeros(2, dtype=int),
    )
    assert called == [(larger, "port fee"), ("barges", "Mara Field")]


def test_what_stands_in_a_headline_or_near_to_the_middle_speaks_louder() -> None:
    stories = (
        "A pilot boat left the bay. The harbour tax is high.",
        "Talks began in a palace. The envoys came late at night.",
    )

    def scores(**more: Any) -> dict[str, float]:
        return {term.written: term.score for terms in terms_of(*stories, **more) for term in terms}

    plain, headed = scores(), scores(headline="Harbour tax is too high")
    assert headed["harbour tax"] > plain["harbour tax"]
    assert headed["pilot boat"] == plain["pilot boat"]
    # The articles stand in an order of their own; of both the first sentence is near, or the second.
    near, far = scores(centrality=[0.9, 0.1] * 2), scores(centrality=[0.1, 0.9] * 2)
    assert near["pilot boat"] > far["pilot boat"]
    assert near["harbour tax"] < far["harbour tax"]


def test_a_theme_is_called_by_two_phrases_that_meet() -> None:
    terms = [
        Term("barges", 4.0, frozenset({0, 1})),
        Term("shoes", 2.1, frozenset({4})),
        Term("port fee", 2.0, frozenset({1, 2})),
    ]
    called = theme_names(
        [None, "A seed", None],
        [terms, [], terms],
        document_of=np.array([0, 0, 0, 1, 2]),
        weights=np.ones(5),
        labels=np.array([0, 0, 0, 0, 0]),
    )
    assert called[:2] == [("barges", "port fee"), ("A seed",)]
    # No two themes are called the same.
    assert set(called[2]) != set(called[0])


def test_who_and_what_say_more_than_two_names() -> None:
    held = frozenset({0, 1})
    terms = [Term("Ivo Moss", 2.0, held), Term("Mara Field", 2.0, held), Term("port fee", 2.0, held)]
    (called,) = theme_names(
        [None], [terms], document_of=np.zeros(2, dtype=int), weights=np.ones(2), labels=np.zeros(2, dtype=int)
    )
    assert called == ("Ivo Moss", "port fee")


def test_a_long_phrase_stands_alone_rather_than_beside_noise() -> None:
    terms = [Term("zero-tolerance policy", 5.0, frozenset({0, 1})), Term("shoes", 0.1, frozenset({0}))]
    given = {"document_of": np.zeros(2, dtype=int), "weights": np.ones(2), "labels": np.zeros(2, dtype=int)}
    assert theme_names([None], [terms], **given) == [("zero-tolerance policy",)]
    assert theme_names([None], [[]], **given) == [()]


def test_phrases_that_are_like_their_theme_come_first() -> None:
    vectors = np.eye(4, dtype=np.float32)[[0, 0, 1, 1]]
    held = frozenset({0})
    of_phrase = {"barges": 0, "brick wall": 2, "palace": 1}
    terms = [[Term("brick wall", 1.0, held), Term("barges", 1.0, held)], [Term("palace", 1.0, frozenset({2}))]]

    def embed(phrases: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(4, dtype=np.float32)[[of_phrase[phrase] for phrase in phrases]]

    first, second = near_first(terms, vectors, np.array([0, 0, 1, 1]), vectors.mean(axis=0), embed)
    assert [term.written for term in first] == ["barges", "brick wall"]
    assert first[0].score > 1 > first[1].score > 0
    assert [term.written for term in second] == ["palace"]
    assert near_first([[]], vectors, np.zeros(4, dtype=int), vectors.mean(axis=0), embed) == [[]]


def test_without_an_encoder_counts_decide_and_the_division_is_the_same(
    corpus: Corpus, embeddings: Embeddings, encoder: Any, themes: Themes
) -> None:
    called = find_themes(corpus, embeddings, embed_phrases=encoder.encode)
    assert called.labels.tolist() == themes.labels.tolist()
    assert called.stability == themes.stability
    assert len(set(called.names)) == len(called.names)


def test_a_caption_of_names_does_not_speak_for_a_theme_first(encoder: Any) -> None:
    caption = "President Ivo Moss and Senator Mara Field at the Ostrava Port in February 2017."
    told = "President Ivo Moss left the Ostrava Port with a pilot. Senator Mara Field saw the Ostrava Port in a storm."
    corpus = segment(Corpus.from_records([{"outlet": "Wire", "text": f"{caption} {told}", "language": "en"}]))
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    (chosen,) = find_themes(corpus, embeddings, settings=ThemeSettings(n_themes=1, min_similarity=-1)).representatives
    assert corpus.text_of(chosen[0]) != caption


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("“You wait at the port for a pilot.”", True),
        ("“You wait at the port,” the pilot said.", False),
        ("The barges wait at the port.", False),
    ],
)
def test_a_quotation_of_nobody(text: str, unnamed: bool) -> None:
    assert _is_unnamed(text) is unnamed
