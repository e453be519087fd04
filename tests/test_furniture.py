from __future__ import annotations

import pytest

from summarize.furniture import credited_lines, ends_sentence, is_furniture, is_shown, linked_lines, writer_lines

LINES = [
    "Send a tip to the news desk at the Wire.",
    "Who knows what you'll miss if you don't subscribe.",
    "View all Harbour Wire newsletters.",
    "This story has been updated with additional developments Friday.",
    "More now on the blast in the old harbour.",
    "(Foto: Strážní loď u přístavu na podzim roku 2002 před bouří)",
    "Obrázek: Ana Roe.",
    "Εικόνα: Ana Roe.",
    "Image : Ana Roe.",
    "Symbolbild: Ana Roe.",
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
    "TIDE SHOCK Who moved the pier? GRAIN WAR Two held over 'secret list' OLD HARBOUR Ana Roe tells all",
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
    "Roe and Moss reported from Port Lyon.",
    "This version corrects the day of the talks in paragraph 17.",
    "ANA ROE, HOST: Good evening.",
    "Yaw Asante contributed reporting.",
    "A post shared by the harbour office (@oldharbour) on Monday",
    "Ana Roe can be reached at ana@harbour.org.",
    "The Tide is a new daily newsletter from the Harbour Wire.",
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
    "Harbour 101: Harbourwire tells you everything you need to know about piers.",
    "Everything you need to know about piers",
    "By signing up you agree to our terms of use and privacy policy.",
    "Visit our website terms of use and permissions pages for more.",
    "Privacy Policy and Terms of Service",
    "You can also contact us in the following ways:",
    "Got a news tip?",
    "You are already subscribed to this letter.",
    "Looking for more?",
    "Other key harbour stories from the Wire",
    "Facebook Twitter Pinterest The old harbour at dusk.",
    "The stories of the harbour, delivered weekday mornings.",
    "Email address: Send me the news of the harbour.",
    "Join TIDEPLUS.",
    "Get inside access to the Harbour Wire by becoming a member.",
    "Something to Consider If you enjoyed this article, we have a proposition for you.",
    "+ show all The harbour in pictures",
    "Afternoon Update.",
    "© Harbour Wire.",
    "Foto: Ana Roe/Hafenkurier",
    "Alle Rechte vorbehalten.",
    "Abonnieren Sie unseren Newsletter.",
    "À lire aussi",
    "Crédit photo : Ana Roe",
    "Lea también: El puerto",
    "Leer más",
    "Réagissez !",
    "Abbonati ora",
    "+ Show all",
    "The best stories, delivered weekday mornings.",
    "Suscríbase a nuestro boletín.",
    "Mehr zum Thema:",
    "Jetzt anmelden!",
    "Te puede interesar: El muelle",
    "Recevez chaque matin la lettre du port",
    "تابعونا على فيسبوك",
    "При использовании материалов ссылка на сайт обязательна.",
    "Přečtěte si také: Přístav",
    "Riproduzione riservata",
    "Leia também: O porto",
    "Lees ook: De haven",
    "Wszelkie prawa zastrzeżone.",
    "Čtěte také: Přístav",
    "Читайте также: Гавань",
    "Усі права захищені.",
    "Διαβάστε επίσης: Το λιμάνι",
    "جميع الحقوق محفوظة",
    "קראו גם: הנמל",
    "यह भी पढ़ें: बंदरगाह",
    "Alla rättigheter förbehållna.",
    "Tüm hakları saklıdır.",
    "Correction: the pier cost 60 million, not 45 million.",
    "Fe de errores: el muelle costó 60 millones en lugar de 45,5.",
    "Korrektur (4. März): In einer früheren Version hieß es 1.500.",
    "In einer früheren Version hieß es, 1.500 Menschen seien gekommen.",
    "An earlier version of this story misstated the cost of the pier.",
    "Una versión anterior de este artículo daba otra cifra.",
    "В предыдущей версии этой статьи стояло другое число.",
    "Oprava: molo stálo 60 milionů.",
    "Διόρθωση: η προβλήτα κόστισε 60 εκατομμύρια.",
    "تصحيح: كلف الرصيف 60 مليون",
    "תיקון: הרציף עלה 60 מיליון",
    "सुधार: घाट पर 60 करोड़ खर्च हुए",
    "Уточнение: причал стоил 60 миллионов.",
    "In einer früheren Fassung des Artikels hieß es 1.500.",
    "By Max Muster, 6 March 2025",
]


@pytest.mark.parametrize("line", LINES)
def test_lines_of_the_page(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Most popular in the polls is Jane Roe, who leads by nine points.",
        "To subscribe to the plan, each town must pay nine crowns.",
        "To subscribe to this view is to forget the storm, the mayor said.",
        "Prosecutors showed a file photo of the captain to the jury on Monday.",
        "Advertisement of tobacco is banned in nine towns.",
        "Related stories of floods were told by nine crews, the report said.",
    ],
)
def test_words_of_pages_within_a_sentence_set_nothing_apart(line: str) -> None:
    assert not is_furniture(line)
    page = (
        "Most popular in the region",
        "To subscribe to the Velm newsletter, click here.",
        "Roe in a file photo",
        "Advertisement",
        "Related stories",
    )
    assert all(map(is_furniture, page))


@pytest.mark.parametrize(
    "line",
    [
        "A correction of the market is near.",
        "An earlier version of the bill said 1,500.",
        "She gave an earlier version of the story to her sister.",
        "An earlier version of this missile fell into the harbour.",
        "In einer früheren Version des Textes hatten die Minister den Hafen gestrichen.",
        "C'est la première version de cet article du traité.",
        "Una versión anterior de este misil cayó en el puerto.",
        "Una versione precedente di questo missile cadde nel porto.",
        "Uma versão anterior deste míssil caiu no porto.",
        "Een eerdere versie van deze raket viel in de haven.",
        "V předchozí verzi článku 5 smlouvy přístav chyběl.",
        "Η προηγούμενη εκδοχή του άρθρου 5 δεν ψηφίστηκε.",
        "في نسخة سابقة من المعاهدة لم يذكر الميناء.",
        "בגרסה קודמת של החוזה לא היה נמל.",
        "पिछले संस्करण में भारत जीता था।",
        "В предыдущей версии законопроекта гавани не было.",
        "We wcześniejszej wersji artykułu 5 portu nie było.",
        "У попередній версії законопроєкту гавані не було.",
        "Oyunun önceki sürümünde liman yoktu.",
        "En tidigare version av texten godkändes av ministrarna.",
        "Oprava mola stála 60 milionů.",
        "The correction of the market: 60 million.",
        "The previous version of this report, published by the UN in March, counted 40 dead.",
        "The court heard that an earlier version said nothing of the pier.",
        "In einer früheren Fassung hieß es noch, die Steuer solle steigen.",
        "Поправка – это изменение закона о выборах.",
        "Уточнение — это изменение закона о выборах.",
    ],
)
def test_who_writes_of_a_correction_makes_none(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Content created by The Harbour News Foundation is available without charge to any publisher.",
        "For licensing opportunities of our original content, please contact licensing@harbour.org.",
        "Send tips to jane@harbour.org.",
        "This is breaking news.",
        "Check back for updates as more information becomes available.",
        "--This report was last updated at 2:50 p.m.",
        "This article is more than 6 months old",
        "Become a founding member of Harbour Plus today.",
        "Document Update: Please go here to see correspondence that has been uploaded.",
        "Please consider making a contribution to the Harbour today.",
        "Dieser Artikel wird laufend aktualisiert.",
        "Plus d'informations à suivre...",
        "Sign up for our newsletter and never miss an update.",
        "(Jane Roe/Reuters)",
        "Image copyright AFP",
        "Caption The envoys left the palace on Monday.",
        "READ NEXT: Five Envoys and What Became of Them.",
        "Copyright 2025 Meridian Wire. All rights reserved.",
        "Read more: Five things to know",
        "— Jane Roe (@janeroe) October 13, 2016",
        "----------",
        "By Jane Roe",
        "Follow us on Facebook",
        "https://example.org/a",
        "We use cookies to improve this site.",
        "Associated Press writers Jane Roe in Berlin, Ama Doe in Paris and John Poe at the United Nations contributed.",
        "AP Writer Jane Roe on the ship contributed.",
        "Let our news meet your inbox.",
        "Get the Evening in Your Inbox We encountered an issue signing you up.",
        "This site is protected by reCAPTCHA.",
        "Embed Talks End in the Palace 2:48 autoplay autoplay Copy this code to your website or blog",
        "If you have information about the fire please call the Harbour Hotline on 0800 789321.",
        "Anyone with information is asked to call the police at 555-010-1234.",
        "• This article was amended on 4 November 2016.",
        "Saturday, March 26, 2005",
        "READ: How the harbour was built",
        "Related Why the harbour should be next",
        "Related Video Video length 23 seconds",
        "Play Video 0:40 Roe calls the harbour a ruin - video",
        "Good morning and welcome to Harbour News First.",
        "Skip Twitter post by @janeroe",
        "This story was compiled from Harbour Wire material and other sources.",
        "Read the lawsuit here:",
    ],
)
def test_page_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ministers met in Paris on Monday.",
        "This is a developing country.",
        "This report was the last of three.",
        "Content created by users is what the law is about.",
        "Officials check back doors for damage.",
        "Become what you are, he told the members.",
        "By Monday evening, leaders had left.",
        "(The talks, officials said, would last for at least another two days of meetings.)",
        "The photo shows the two presidents shaking hands.",
        "He subscribed to the idea that talks were needed.",
        "If you don’t subscribe to the channel you can still watch the race, Moss said.",
        "Europe is coordinating its actions.",
        "Published on Monday, the report was long.",
        "Updated twice in May, the list grew.",
        "Jane Roe and her staff contributed $2,500 to the fund in 2016.",
        "Both countries contributed.",
        "If you call it a crisis, 200000 people will hear you.",
        "Emails about the harbour landed in her inbox on Monday.",
        "More ministers came on Monday.",
        "Close to a hundred ministers came on Monday.",
        "By joining the treaty, the harbour became a member.",
        "Das Foto zeigt die beiden Minister.",
        "Les droits des pêcheurs ont été réservés.",
        "The good news for workers, delivered on Friday by the Labor Department, lifted shares.",
        "Many of us share this, she said.",
        "Show all the evidence, the judge ordered.",
        "Join NATO.",
        "Leer más de diez libros es raro.",
        "Lea Mais won the race.",
        "Ver también es oír.",
        "Compartir este premio es un honor.",
        "Leia mais livros, disse o ministro.",
        "Assine o tratado, disse o ministro.",
        "Réagissez vite, a dit le maire.",
        "S’abonner coûte dix euros.",
        "Abbonati e lettori sono scesi in piazza.",
        "Mit Material von Siemens baute Roe die neue Brücke.",
        "Prenumerera kostar tio kronor.",
        "שתפו פעולה עם המשטרה, אמר השר.",
        "Deel dit jaar de winst, zei de minister.",
        "Поделиться властью министр не готов.",
        "Поділитися владою міністр не готовий.",
        "सब्सक्राइब करने वालों की संख्या दस है।",
        "Με πληροφορίες από τον λιμένα, η αστυνομία συνέλαβε δέκα.",
        "اشترك عشرة وزراء في المحادثات.",
        "The US EPA said it would act, the US FDA agreed and the US CDC declined to comment.",
        "NFL MVP Ana Roe beat NBA MVP Ivo Moss and MLB MVP Mara Field.",
        "Mehr zum Thema wollte der Minister nicht sagen.",
        "Jetzt registrieren die Behörden mehr Fälle.",
        "Lesen Sie mehr Bücher, sagte der Minister.",
        "Das könnte sie auch interessieren, sagte Roe.",
        "קראו גם לשר להתפטר.",
        "قال المذيع في النشرة الإخبارية إن عشرة قتلوا.",
        "تابعنا الأحداث منذ الصباح، قال الوزير.",
        "شاهد أيضا ثلاثة رجال يهربون.",
        "При использовании материалов низкого качества мост рухнул.",
        "При використанні матеріалів низької якості міст упав.",
        "Le puede interesar a Rusia que suban los precios.",
        "Inscrivez-vous sur les listes avant lundi, demande le maire.",
        "Recevez nos condoléances, a dit le maire.",
        "Voir la suite des débats dépend du maire.",
        "ये भी पढ़ते हैं और काम करते हैं।",
        "Lees meer boeken, zei de minister.",
        "Läs mer, sade ministern.",
        "Čtěte více, řekl ministr.",
        "Přečtěte si zákon, řekl ministr.",
        "This report was last updated by the commission in May, after the minister left.",
        "This report is developing into a scandal for the minister.",
        "This is a developing story that shows how far the government will go, Roe said.",
        "For licensing opportunities abroad the firm paid 3 million dollars.",
        "Please consider supporting the motion, the senator told his colleagues.",
        "Plus d’informations à venir, a promis le ministre lundi à Paris.",
        "Noticia en desarrollo sobre la economía y el empleo, según el banco.",
        "Read and write here, the minister said.",
        "Related firms said that the port was safe.",
        "Play video games with the minister, Roe said, and lose.",
        "This report was compiled by the commission, Roe said.",
        "The Courier reported from Port Lyon that the talks ended.",
        "This version of the treaty corrects the first.",
        "Moss accuses the ferry line of ignoring its terms of service and rules.",
        "The club shut him out for breaking its privacy policy.",
        "The terms of use of the harbour bar its users from suing.",
        "An AP/ISOS poll found that three in ten sailors had given.",
        "The Reuters/Ipsos poll put the mayor at 39 percent.",
        "That tells you everything you need to know about the pier, Moss said.",
        "As Roe wrote in her newsletter, the mayor decided to sign the bill.",
        "Those who signed up to try the ferry get updates by letter.",
        "The police got a tip on Monday that the ferry would sink.",
        "The harbour office did not contact us, Moss said.",
        "He asked the crowd to follow him, and went on to the pier.",
        "Children will continue reading at home, the minister said.",
        "The names of the sailors may not be published, the judge ruled.",
        "The letter, originally published in 1925, was sold on Monday.",
        "The count does not necessarily reflect the result.",
        "Media sources in Port Lyon said that the talks had failed.",
        "Now watch the mayor wrap his arms around him.",
        "Celebrating 50 years of marriage, the two met at the pier.",
        "Most popular among sailors is the old harbour.",
        "(Moss did not answer the harbour's letters.)",
        "(The bar is low.)",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_page_without_full_stops_is_no_line_of_furniture() -> None:
    assert is_furniture(f"{'Talks went on ' * 20} All rights reserved.")
    assert not is_furniture(f"{'Talks went on ' * 200} All rights reserved.")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("Envoys wait at the palace, June 17, 2020. Jane Roe/Reuters", True),
        ("Ana Roe in 2008 when she was an officer. Jane Doe / St. Ives Post via AP", True),
        ("Envoys wait in Riyadh, U.S. June 17, 2020. REUTERS/Jane Roe TPX IMAGES OF THE DAY", True),
        ("Envoys wait. Jane Roe/AFP via Getty Images, FILE", True),
        ("Talks are on Sunday at 10 p.m. ET/PT.", False),
        ("The two sides are apart. They want A/B.", False),
        ("It is a matter of either/or", False),
        ("The talks | Jane Roe/Reuters", False),
        ("Voluntarios llenan sacos junto a la estación. / T. ROE", True),
        ("Helfer am Bahnhof. © Hafenpost/T. Roe", True),
        ("They want one of two. / or both", False),
    ],
)
def test_a_line_that_ends_with_a_photographer_without_brackets_is_a_caption(line: str, marked: bool) -> None:
    found = [f"{line}\nTalks began."[slice(*span)] for span in credited_lines(f"{line}\nTalks began.")]
    assert found == [line] * marked


@pytest.mark.parametrize(
    ("heading", "linked"), [("More great stories from the Wire", True), ("The ministers named four piers:", False)]
)
def test_what_stands_behind_dashes_under_a_heading_of_the_page_is_linked(heading: str, linked: bool) -> None:
    links = ["— The parallel harbour of Ana Roe", "— “No, I am not Moss”: a pier speaks"]
    text = "\n\n".join(["Talks began.", heading, *links, "The talks go on."])
    assert [text[slice(*span)] for span in linked_lines(text)] == links * linked


@pytest.mark.parametrize(
    "heading", ["Advertisement", "This story was updated at 5 p.m.", "More great stories from the Wire"]
)
def test_what_an_article_lists_in_sentences_is_its_own(heading: str) -> None:
    points = ["• The council votes on Friday.", "• The pier costs 20 million."]
    assert linked_lines("\n\n".join(["Talks began.", heading, *points, "The talks go on."])) == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("(Edited by Jane Roe and Tom Moss.)", True),
        ("(Jane Roe contributed from Port Lyon.)", True),
        ("(Source: Ministry of the Harbour, Jan. 3.)", True),
        ("(Moss declined to comment on the pier.)", False),
    ],
)
def test_an_aside_in_brackets_says_what_somebody_did(line: str, credit: bool) -> None:
    assert is_furniture(line) == credit


def test_behind_the_last_words_of_an_article_the_photographer_alone_is_a_caption() -> None:
    text = "Talks began.\nThey ended on Monday. Jane Roe/AFP/Getty Images\n"
    assert [text[slice(*span)] for span in credited_lines(text)] == ["Jane Roe/AFP/Getty Images"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Ambulances at Harbour Square, Riyadh after the May 7, 2005 bombings.", True),
        ("HMS Roe at Zeebrugge in 2006.", True),
        ("Ana Ross Balcony after the earthquake and tsunami.", True),
        ("Police in Riyadh arrest two men.", False),
        ("Ministers in Riyadh on Monday agreed.", False),
        ("In China in late December, according to Jane Roe.", False),
        ("Jane Roe, 18, from Riyadh.", False),
        ("The palace after the fire.", False),
        ("Shares fell in Paris after the fire.", False),
        ("Four line prosecutors then quit the case.", False),
    ],
)
def test_a_line_without_a_verb_shows_what_a_picture_does(line: str, shown: bool) -> None:
    assert is_shown(line) is shown


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


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("Ama Doe is senior editor-at-large at Dam Watch. She earned two degrees.", True),
        ("Ama Doe covers the port. Reach her at once.", True),
        ("Jane Roe is an editor at Dam Watch.", False),
        ("Lake Doe covers twelve square miles of the plain.", False),
        ("Ama Doe is an analyst who said so first.", False),
    ],
)
def test_the_last_lines_may_say_who_wrote_the_article(last: str, found: bool) -> None:
    text = f"By Ama Doe\n\nThe harbour burned.\nJane Roe told of it.\n{last}"
    start = text.rindex("\n") + 1
    assert writer_lines(text) == [(start, len(text))] * found


def test_marks_behind_the_end_of_a_sentence_may_stand_apart() -> None:
    assert ends_sentence("“They asked: ‘Do you have to be there?’ ”")
    assert ends_sentence("C'était un piège. »")
    assert not ends_sentence("Talks in Riyadh »")
