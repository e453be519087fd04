"""Who acts in a brief by the last name alone, and is introduced by none of its sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..lexical import is_content
from ..shipped import shipped
from .ordering import TITLES, names_given
from .questions import place_adjectives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..corpus import Corpus

#: How an English sentence, or a clause of it, begins with a last name and goes on with what he said or did: "“We agree,” Roe added".
_ACTS: Final = re.compile(
    rf"(?:^|[”\"’'.,;] )(?:(?:{'|'.join(sorted(TITLES))})\.? )?([A-Z][\w’-]*[a-z]) (?:said|says|told|tells|wrote|writes|[a-z]{{3,}}ed)\b"
)


def strangers(corpus: Corpus, chosen: Sequence[int]) -> list[int]:
    """Which chosen sentences tell what somebody did whom they call by the last name alone, and whom none of the chosen introduces.

    A first name does, or what somebody is ("the minister Roe"). Neither a body ("Metropolitan Police") nor a place ("South Korea") is anybody. Told of those whose full name an article gives, and whom not all articles name: those every
    reader knows.

    Parameters
    ----------
    corpus : Corpus
    chosen : sequence of int
        Indices into the sentences.

    Returns
    -------
    list of int
        Some of `chosen`, in their order.

    Notes
    -----
    O(n_characters) of the corpus where somebody is not introduced, else of the chosen sentences.
    """
    texts = [corpus.text_of(i) for i in chosen]
    acting = [set(_ACTS.findall(text)) for text in texts]
    unknown = {name for name in set[str]().union(*acting) if not any(_introduces(text, name) for text in texts)}
    if not unknown:
        return []
    telling = (text for text in corpus.texts if any(name in text for name in unknown))
    given = set[str]().union(*(names_given(text)[0] for text in telling))
    bodies = shipped("speech.toml")["en"]["groups"]
    unknown = {
        name
        for name in unknown & given
        if name.lower() not in bodies
        and not place_adjectives(name)
        and not all(name in document.text for document in corpus.documents)
    }
    return [i for i, names in zip(chosen, acting, strict=True) if names & unknown]


def _introduces(text: str, name: str) -> bool:
    """Whether a sentence has a word before somebody's name that says more of him, or a name behind it."""
    before = re.findall(rf"([\w’-]+)\.? {re.escape(name)}\b", text)
    return re.search(rf"\b{re.escape(name)} [A-Z]", text) is not None or any(
        word not in TITLES and is_content(word.lower(), "en") for word in before
    )
