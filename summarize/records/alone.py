"""What one outlet alone says that tells an editor something: names, figures and quotations that nobody else has."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ..lexical import is_content, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .glance import StatedRecord

#: Claims of an outlet that are weighed for what it alone says, and claims of the story that are looked at for what others name.
WEIGHED: Final = 60
_HELD_AGAINST: Final = 20_000

#: Claims that are returned.
_MOST: Final = 3

#: Names and figures of a sentence that count, what a sentence has to have in all, and words of a quotation.
_MOST_OWN: Final = 2
_TELLING: Final = 2
_QUOTED_WORDS: Final = 4

#: A word with a capital, and a figure.
_MARK: Final = re.compile(r"(?<![\w’'@#-])(?:[^\W\d_a-z][\w’'-]*\w|\d[\d.,]*\d|\d)")
_QUOTATION: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")

#: Words of a reporter about himself, his reader and his page, and of nobody in the story.
_ASIDE: Final = re.compile(
    r"\b(?:I|I['’]\w+|me|[Mm]y|[Ww]e|[Ww]e['’]\w+|us|[Oo]ur|[Yy]ou|[Yy]ou['’]\w+|[Yy]our|[Hh]ere|[Rr]ead (?:more|on)|[Kk]eep reading|[Cc]heck out|[Ss]ubscribe|[Nn]ewsletters?|newsstand)\b"
)


def telling_most(record: Mapping[str, Any], of_one: Mapping[str, list[StatedRecord]]) -> list[StatedRecord]:
    """Choose of each outlet the claim that tells most that no other names, the outlets with most first.

    A sentence is weighed by what stands in it and in no sentence of another outlet: names and figures (up to two), and a quotation; two more where it names what half of
    the outlets name, so that it belongs to the story, and three less where the reporter speaks of himself, his reader or his page. Of each outlet the first of
    the best is taken; what has less than two of all this is generic, and left out.

    Parameters
    ----------
    record : mapping
        Record of a comparison.
    of_one : mapping of str to list of StatedRecord
        Claims of one outlet alone, by outlet, the most central first.

    Returns
    -------
    list of StatedRecord
        At most three.

    Notes
    -----
    One pass over the first 20,000 claims for what others name.
    """
    languages = {document["id"]: document.get("language") or "en" for document in record["corpus"]["documents"]}
    marks = {
        id(stated): _marks(stated["sentence"]["text"], languages.get(stated["sentence"]["document"], "en"))
        for mine in of_one.values()
        for stated in mine
    }
    wanted = frozenset().union(*marks.values()) if marks else frozenset()
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for claim in islice(record["claims"], _HELD_AGAINST):
        for sentence in claim["sentences"]:
            for mark in _marks(sentence["text"], languages.get(sentence["document"], "en"), whole=True) & wanted:
                holders[mark].add(sentence["outlet"])

    wide = max(2, len({document["outlet"] for document in record["corpus"]["documents"]}) // 2)

    def weight(stated: StatedRecord) -> int:
        text = stated["sentence"]["text"]
        own = sum(len(holders[mark]) <= 1 for mark in marks[id(stated)])
        quoted = any(len(tokens(match[0])) >= _QUOTED_WORDS for match in _QUOTATION.finditer(text))
        of_the_story = any(len(holders[mark]) >= wide for mark in marks[id(stated)] if not mark[0].isdigit())
        aside = _ASIDE.search(_QUOTATION.sub("", text)) is not None
        return min(own, _MOST_OWN) + quoted + 2 * of_the_story - 3 * aside

    best = [max(mine, key=weight) for mine in of_one.values() if mine]
    telling = [stated for stated in best if weight(stated) >= _TELLING]
    return sorted(telling, key=lambda stated: -weight(stated))[:_MOST]


def _marks(text: str, language: str, *, whole: bool = False) -> frozenset[str]:
    """The names and figures of a sentence, folded; its first word counts only for what others hold (`whole`)."""
    found = [match for match in _MARK.finditer(text) if whole or match.start() > 1]
    words = (match[0].casefold().removesuffix("'s").removesuffix("’s") for match in found)
    return frozenset(word for word in words if word[0].isdigit() or is_content(word, language))
