"""Sentences on which the routes are held against the reference: of many lengths and kinds, written for it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What the reference makes of the sentences with the packaged model: written by ``benchmarks/sample_vectors.py``, and held against
#: the reference by the tests. Loading the reference for it would double the time of a first run.
VECTORS: Final = Path(__file__).with_name("sample.npz")

SENTENCES: Final = (
    "No deal.",
    "Talks go on.",
    "“We are ready,” she said.",
    "The minister resigned on Friday.",
    "Who will pay for the new bridge?",
    "Shares of the company fell 4.2 percent.",
    "Rain is expected along the coast tonight.",
    "At least 17 people were hurt, police said.",
    "The court in The Hague rejected the appeal.",
    "“Never again,” the mayor told a crowd of 3,000.",
    "Prices rose faster than wages for a third year.",
    "Its author, a doctor from Lyon, declined to comment.",
    "Переговоры в столице закончились без подписания договора.",
    "Le gouvernement a annoncé une baisse des impôts pour 2026.",
    "Nurses at two hospitals walked out over pay on Monday morning.",
    "The team won 3-1 after being a goal down for most of the match.",
    "Researchers found traces of lead in half of the samples they took.",
    "An earthquake of magnitude 6.1 struck the north of the island at dawn.",
    "Der Senat stimmte am Donnerstag mit 52 zu 48 Stimmen für das Gesetz.",
    "Neither the bank nor its auditors would say when the losses were found.",
    "The vaccine, which needs no cold storage, will be tried in four countries.",
    "Fishermen say that the harbour has been silting up since the dam was built.",
    "A spokesman for the railway said that trains would not run before Wednesday.",
    "Read more: what the ruling means for tenants, landlords and the city's budget",
    "El presidente dijo que no habrá nuevas elecciones antes de que termine el verano.",
    "Only a handful of the 212 passengers had been told why the ferry was turning back.",
    "The two leaders shook hands, said nothing to reporters, and left by separate doors.",
    "Farmers in the valley, many of them in debt, have asked for the tax to be put off again.",
    "If the strike goes ahead, schools in all nine districts will be closed from next Tuesday.",
    "He had been warned twice, in March and in June, that the roof of the hall was not safe.",
    "The museum, closed since a fire destroyed its east wing in 2019, will open again in spring.",
    "Opposition members called the report a whitewash; the government said it spoke for itself.",
    "Satellite pictures show that the glacier has lost a tenth of its area in less than ten years.",
    "Investigators believe that the pilot turned off the transponder shortly after crossing the border.",
    "Under the plan, which still needs the approval of parliament, the pension age would rise to 67 by 2035.",
    "The company, based in Ostrava, makes batteries for buses and employs some 1,400 people in three plants.",
    "“I do not know what he was thinking, and I doubt that he knew it himself,” his brother told the newspaper.",
    "Water was restored to most of the old town by evening, but the university and two clinics remained without.",
    "She became the first woman to lead the central bank, and the first of its governors who had not studied abroad.",
    "Aid groups say that the road is the only way into the camp, and that it has been under fire since Sunday night.",
    (
        "The agreement, signed after eleven hours of talks, allows each side to keep twelve ships in the strait at any time, "
        "provided that the other is told a day before."
    ),
    (
        "Critics of the law point out that it was drafted in a week, passed without a debate, and signed on a holiday, when "
        "few were there to object; its supporters answer that the country could not wait."
    ),
    (
        "Although the storm had weakened by the time it reached land, it tore roofs from houses, felled hundreds of trees, "
        "cut power to a quarter of a million homes and left three villages that can now be reached by helicopter alone."
    ),
    (
        "Asked whether she would stand again, the chancellor, who has led her party for eleven years and the country for "
        "seven, said that this was a question for the autumn, that there was a great deal to be done before then, and that "
        "those who asked it every week should find themselves another pastime."
    ),
    (
        "The inquiry, which heard 140 witnesses and cost the state 9.3 million, found that inspectors had visited the plant "
        "six times in the two years before the explosion, that each time they had written of leaking valves, missing alarms "
        "and doors that would not open, and that each of the six reports was filed, stamped and never read by anyone with "
        "the power to close it."
    ),
)


def _facts(identity: str) -> str:
    return sha256("\n".join((identity, *SENTENCES)).encode()).hexdigest()


def known_vectors(identity: str) -> NDArray[np.float32] | None:
    """What the reference makes of `SENTENCES`, shape (n_sentences, n_dims), if it is the model of the file; else None."""
    import numpy as np

    with np.load(VECTORS, allow_pickle=False) as kept:
        return np.asarray(kept["vectors"], dtype=np.float32) if str(kept["facts"]) == _facts(identity) else None


def keep_vectors(identity: str, vectors: NDArray[np.float32]) -> None:
    """Write the file."""
    import numpy as np

    np.savez_compressed(VECTORS, facts=np.array(_facts(identity)), vectors=vectors.astype(np.float32))
