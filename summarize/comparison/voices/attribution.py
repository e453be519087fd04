"""Who says a quotation: the cue and the speaker's mention, by rules over the words around it.

A cue right after the quotation counts first ("...," said Lavrov), then the nearest one before it (Lavrov said: "..."), then
a colon, then a cue at the end of the sentence. What has none of its own goes on with the quotation before it in its
paragraph, or with the sentence that leads to it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final

from ...evidence import negations_in
from .cues import RELAYING, Attribution, FrameReader, attributed
from .frames import asides_of, frames_of, tokens_of
from .names import parse_name
from .phrases import Mention, at, first_phrase, is_adverb, phrase_after
from .verbs import DASHES, CueFinder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...quotations import Quotation
    from .frames import Frame, Token
    from .lexicon import Lexicon
    from .verbs import Cue

#: In place of the number of a quotation: what is reported in no quotation.
REPORT: Final = -1

#: Tokens behind a name that signs a quotation, and tokens of what French sets between commas within one.
_LONGEST_BEHIND: Final = 12
_LONGEST_INSERTED: Final = 8

#: How the text of a paragraph ends.
_ENDS: Final = frozenset('.!?…:;,)]"”’')

_WORD: Final = re.compile(r"[^\W\d_]+")

#: Words that headings do not write with a capital, and words of the longest title.
_SMALL: Final = frozenset(
    """
    a an the and but or nor for of in on at to by as up off from with into over than via vs is it s t
    """.split()
)
_LONGEST_TITLE: Final = 12

#: What a verb ends with that a woman is the subject of, in Slavic languages, Hebrew and Arabic.
_OF_WOMEN: Final = ("a", "а", "ה", "ת", "ت")

#: Tokens of what is called: "an emergency cabinet meeting".
_LONGEST_CONVENED: Final = 4

#: Ends of lines from who spoke to a verb that has no subject of its own.
_SPOKEN_ON: Final = 2


def attribute(
    text: str,
    quotations: Sequence[Quotation],
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    asides: Sequence[tuple[int, int]] | None = None,
    *,
    reports: bool = False,
) -> list[Attribution]:
    """Find cue and speaker of each quotation, and of what is said without one.

    Parameters
    ----------
    text : str
    quotations : sequence of Quotation
        Outermost ones, in order.
    sentences : sequence of (start, stop)
        The document's sentences.
    lexicon : Lexicon
    asides : sequence of (start, stop), optional
        Lines under pictures and of the page, where they are known; looked for otherwise.
    reports : bool
        Find who says, or judges, what a sentence tells without a quotation too.

    Returns
    -------
    list of Attribution
        One a quotation, in order; and among them one a report, whose quotation is `REPORT`.

    Notes
    -----
    O(n_characters): each sentence is read a fixed number of times, and phrases have a longest length.
    """
    if not lexicon.forms:
        return [Attribution(number, None, None, None, None, "none") for number in range(len(quotations))]
    frames = frames_of(
        text, quotations, sentences, lexicon, asides_of(text) if asides is None else asides, every=reports
    )
    found: list[Attribution] = []
    earlier: Frame | None = None
    last: Attribution | None = None
    for number, frame in enumerate(frames):
        held = [k for k, token in enumerate(frame.tokens) if token.quotation >= 0]
        told = list(_reported(text, frame, earlier, lexicon)) if reports and not frame.aside else []
        if not held:
            found += told
            earlier = earlier if frame.aside else frame
            continue
        reader = FrameReader(text, frame, quotations, lexicon)
        following = frames[number + 1] if number + 1 < len(frames) else None
        # A quotation goes on behind the picture that stands in its midst, and nobody speaks on who spoke under the picture.
        spoke = last
        begin = len(found)
        for place in held:
            own = reader.attribution(place)
            if own is None and lexicon.elision:
                own = _inserted(text, quotations[frame.tokens[place].quotation], frame.tokens[place].quotation, lexicon)
            own = own or _signed(frame, following, place, lexicon)
            own = own or _continued(text, frame, earlier, place, spoke, quotations, lexicon)
            if own.speaker is None:
                own = _spoken_on(text, frame, place, spoke, quotations, lexicon) or own
            spoke = _in_context(own, frame, earlier, lexicon)
            found.append(spoke)
        named = {own.name for own in found[begin:]}
        found += [own for own in told if own.name not in named]
        if reports:
            # Whom a pronoun takes up is read in the order of the text.
            found[begin:] = sorted(found[begin:], key=lambda own: own.name or (0, 0))
        if not frame.aside:
            earlier, last = frame, spoke
    return found


def _reported(text: str, frame: Frame, earlier: Frame | None, lexicon: Lexicon) -> Iterator[Attribution]:
    """Who says what a sentence tells, quoted or not, and whom it has judge."""
    tokens = frame.tokens
    found = [(cue, cue.mention) for cue in CueFinder(tokens, lexicon).cues() if cue.mention is not None]
    told = [
        (cue, mention)
        for cue, mention in found
        if not cue.supposed and mention.antecedent is None and _tells(cue, mention, tokens, lexicon)
    ]
    for cue, mention in told:
        others = [
            (other, its)
            for other, its in told
            if its.first != mention.first and other.verb not in RELAYING and not _is_plural(other, its, tokens, lexicon)
        ]
        helpers = _helpers(cue, tokens, lexicon)
        if helpers and negations_in(text[helpers[0].start : helpers[-1].stop], lexicon.language):
            # "Crews said that Moss had not written."
            anothers = any(other.first < cue.first for other, _ in others)
        else:
            # "After Moss called it a wreck, Field replied."
            anothers = _is_circumstance(mention, tokens, lexicon) and not all(
                _is_circumstance(its, tokens, lexicon) for _, its in others
            )
        if anothers:
            continue
        span = (tokens[cue.first].start, tokens[cue.last - 1].stop)
        own = _in_context(attributed(tokens, lexicon, REPORT, span, cue.verb, mention, "cue"), frame, earlier, lexicon)
        if mention.kind == "pronoun" or (own.name and parse_name(text[slice(*own.name)], lexicon)):
            yield own


def _is_plural(cue: Cue, mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a verb may as well be a noun: "a total of nine states left", "the log is full of questions"."""
    form = lexicon.forms.get(tokens[cue.first].lower)
    return mention.kind == "phrase" and form is not None and form.shape == "finite"


def _is_circumstance(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the clause of a subject says when, why or how something else is so."""
    before = next(token for k in count(mention.first - 1, -1) if not is_adverb(token := at(tokens, k)))
    return before.lower in lexicon.circumstances


def _in_context(own: Attribution, frame: Frame, earlier: Frame | None, lexicon: Lexicon) -> Attribution:
    """Note whom a pronoun may take up: the subject of its sentence, if that stands before it, or of the one before."""
    if own.speaker is None or not own.leads:
        return own
    place = next((k for k, token in enumerate(frame.tokens) if token.start == own.speaker[0]), 0)
    candidates = [(frame.tokens, place)]
    if earlier is not None and earlier.paragraph == frame.paragraph:
        candidates.append((earlier.tokens, len(earlier.tokens)))
    for tokens, ceiling in candidates:
        subject = first_phrase(tokens, lexicon, ceiling)
        if subject is not None and subject.kind != "pronoun":
            return replace(own, context=(tokens[subject.first].start, tokens[subject.core - 1].stop))
    return own


def _tells(cue: Cue, mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a cue beside no quotation tells what somebody says: not "Moss waited on the pier", "the last firm to announce a loss", "Moss broke a law cited in the report"."""
    form = lexicon.forms.get(tokens[cue.first].lower)
    if cue.verb in (lexicon.only_quoted | lexicon.only_before) - lexicon.telling or form is None:
        return form is None
    if cue.dependent:
        marks = [k for k in range(mention.last, cue.first) if not tokens[k].word]
        apart = tokens[marks[-1] + 2 : cue.first] if marks else ()
        # "Moss left, and crews were on the pier shouting"
        return form.shape != "base" and not any(token.lower in lexicon.passive for token in apart)
    between = tokens[mention.last : cue.first]
    if form.shape == "past" and any(token.text == "," for token in between[-1:]):
        # "Moss, asked on Monday, left"
        return False
    if any(token.lower in lexicon.modals for token in _helpers(cue, tokens, lexicon)):
        # "Moss must report to the office"
        return False
    told = any(token.word or token.quotation >= 0 for token in tokens[cue.last :])
    led = (token.lower in lexicon.bounds for token in tokens[: mention.first] if token.word or token.quotation >= 0)
    is_deed = cue.verb in lexicon.done and not any(
        t.quotation >= 0 or t.lower in lexicon.told_by for t in tokens[cue.last :]
    )
    if is_deed or (not told and all(led)) or (cue.verb == "call" and _convenes(cue, tokens, lexicon)):
        # "But Moss stood up and objected."
        return False
    return cue.either_side or all(token.lower in lexicon.helpers or is_adverb(token) for token in between)


def _helpers(cue: Cue, tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """Auxiliaries, negations and adverbs right before a verb."""
    k = cue.first
    while k and (tokens[k - 1].lower in lexicon.helpers or is_adverb(tokens[k - 1])):
        k -= 1
    return tokens[k : cue.first]


def _convenes(cue: Cue, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what is called is called nothing: "Moss had called the meeting", but "called the meeting a farce"."""
    reach = range(cue.last, min(cue.last + _LONGEST_CONVENED, len(tokens)))
    behind = next((at(tokens, k + 1) for k in reach if tokens[k].lower in lexicon.convened), None)
    if behind is None or behind.quotation >= 0:
        return False
    return not behind.word or behind.lower in lexicon.small - lexicon.articles


def _signed(frame: Frame, following: Frame | None, place: int, lexicon: Lexicon) -> Attribution | None:
    """Find a name after a dash that signs a quotation, in its line or the next: "..." — Jo Field."""
    tokens = frame.tokens[place + 1 :]
    if not any(t.word for t in tokens) and following is not None and following.paragraph <= frame.paragraph + 2:
        tokens = following.tokens
    if len(tokens) < 2 or tokens[0].text not in DASHES:
        return None
    mention = phrase_after(tokens, 1, lexicon)
    if mention is None or mention.kind != "name" or len(tokens) - mention.last > _LONGEST_BEHIND:
        return None
    if mention.last < len(tokens) and tokens[mention.last].text[:1].islower():
        # "..." — Moss has the second book
        return None
    if mention.last == mention.core and any(t.owner for t in tokens[mention.first : mention.core]):
        # "..." — the words on Moss's new bridge
        return None
    dash, quotation = tokens[0], frame.tokens[place].quotation
    return attributed(tokens, lexicon, quotation, (dash.start, dash.stop), dash.text, mention, "signature")


def _inserted(text: str, quotation: Quotation, number: int, lexicon: Lexicon) -> Attribution | None:
    """Find the cue that French sets between commas within the marks: "« Le fleuve est haut, déclare Léa Roe, et il monte. »"."""
    tokens = tokens_of(text, quotation.inner_start, quotation.inner_stop, (), 0, lexicon)
    ends = [k for k, token in enumerate(tokens) if token.text in (",", ".")]
    for first, last in pairwise(ends):
        if tokens[first].text != "," or not 1 < last - first <= _LONGEST_INSERTED:
            continue
        inside = range(first + 1, last)
        verb = next((k for k in inside if (form := lexicon.forms.get(tokens[k].lower)) and form.either_side), None)
        # "..., a-t-elle précisé, ...": whatever verb it is, a pronoun that hangs on it says who speaks.
        hanging = (k for k in inside if text[tokens[k].start - 1] == "-" and tokens[k].lower in lexicon.pronouns)
        pronoun = next(hanging, None)
        if pronoun is not None:
            mention: Mention | None = Mention(pronoun, pronoun + 1, pronoun + 1, "pronoun")
        else:
            mention = None if verb is None else phrase_after(tokens, verb + 1, lexicon, last)
        if mention is not None and mention.kind != "phrase" and (pronoun is not None or mention.last == last):
            told = tokens[last - 1] if verb is None else tokens[verb]
            return attributed(tokens, lexicon, number, (told.start, told.stop), told.lower, mention, "cue")
    return None


def _continued(
    text: str,
    frame: Frame,
    earlier: Frame | None,
    place: int,
    last: Attribution | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution:
    """Give a quotation that has no cue of its own to whoever speaks before it."""
    quotation = frame.tokens[place].quotation
    nothing = Attribution(quotation, None, None, None, None, "none")
    if any(t.quotation >= 0 or t.word for t in frame.tokens[:place]):
        # In the middle of a sentence: it shares the speaker of the quotation before it in that sentence, or has none.
        return _going_on(quotation, last, frame) or nothing
    behind = frame.tokens[place + 1 : place + 2]
    alone = not any(t.word for t in (frame.tokens[:place] if behind and behind[0].text in DASHES else frame.tokens))
    if earlier is None:
        return nothing
    led = _led(text, frame, earlier, quotation, quotations, lexicon, alone=alone)
    return led or (_going_on(quotation, last, earlier) if alone else None) or nothing


def _going_on(quotation: int, last: Attribution | None, frame: Frame) -> Attribution | None:
    """Give a quotation to the speaker of the one before it, if that stands in a frame."""
    if last is None or last.speaker is None or not any(t.quotation == last.quotation for t in frame.tokens):
        return None
    return Attribution(quotation, last.cue, last.verb, last.speaker, last.name, "continued", leads=False)


def _led(
    text: str,
    frame: Frame,
    earlier: Frame,
    quotation: int,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    *,
    alone: bool,
) -> Attribution | None:
    """Give a quotation to whom the sentence before it leads to: by its colon, its cue, or its subject."""
    tokens = earlier.tokens
    if any(t.quotation >= 0 for t in tokens):
        return None
    mark = tokens[-1]
    colon, near = mark.text == ":", earlier.paragraph == frame.paragraph
    # A line that ends without a mark is a heading, or stands under a picture.
    if not (colon or near or (alone and mark.text in _ENDS)):
        return None
    evidence = "colon" if colon else "led"
    reader = FrameReader(text, earlier, quotations, lexicon)
    cue = reader.left(len(tokens))
    about = lexicon.pronouns.get(_first_word(text, quotations[quotation]))
    other = about not in ("he", "she") or any(lexicon.objects.get(token.lower) == about for token in tokens)
    if not (colon or other or (cue is not None and cue.either_side)):
        # "Moss instructed her to go. “He shouted at me.”" is not said by Moss, but may be where he called him something.
        return None
    if cue is not None and (cue.supposed or at(tokens, cue.first - 1).lower in lexicon.modals):
        # "Moss will respond. “", "Moss asked whether Roe agreed. “"
        return None
    reports = cue is not None and cue.either_side and cue.mention is not None and cue.mention.kind != "phrase"
    if cue is not None and (colon or near or reports):
        span = (tokens[cue.first].start, tokens[cue.last - 1].stop)
        return attributed(tokens, lexicon, quotation, span, cue.verb, cue.mention, evidence)
    mention = first_phrase(tokens, lexicon, len(tokens))
    if (
        mention is None
        or mention.kind == "phrase"
        or not (near or cue is None)
        or (colon and mention.kind != "name" and reader.denies(len(tokens)))
    ):
        return None
    cited = (mark.start, mark.stop) if colon else None
    return attributed(tokens, lexicon, quotation, cited, ":" if colon else None, mention, evidence)


def _first_word(text: str, quotation: Quotation) -> str:
    """The first word of a quotation, folded; empty where there is none."""
    found = _WORD.search(text, quotation.inner_start, quotation.inner_stop)
    return found.group().casefold() if found else ""


def _spoken_on(
    text: str, frame: Frame, place: int, last: Attribution | None, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Attribution | None:
    """Give a quotation to whoever spoke before, where its verb has no subject, as languages have it whose verbs tell: "..., añadió"."""
    tokens = frame.tokens
    if not lexicon.drops_subject or last is None or last.speaker is None:
        return None
    if text.count("\n", min(quotations[last.quotation].stop, tokens[0].start), tokens[place].start) > _SPOKEN_ON:
        return None
    skipped = lexicon.helpers | {",", *DASHES}
    behind = next((k for k in range(place + 1, len(tokens)) if tokens[k].lower not in skipped), len(tokens))
    before = next((k for k in range(place) if tokens[k].lower not in skipped | lexicon.bounds), place)
    for k in (behind, before):
        form = lexicon.forms.get(tokens[k].lower) if k < len(tokens) else None
        if form is None or not form.either_side:
            continue
        ended = (lexicon.bounds | lexicon.openers) - lexicon.helpers
        ends = k + 1 >= len(tokens) or not tokens[k + 1].word or tokens[k + 1].lower in ended
        genders = {_gender_of(tokens[k].lower, lexicon), _gender_of(last.verb or "", lexicon)} - {""}
        if ends and len(genders) < 2:
            # "dodala" (she) does not go on with "řekl" (he).
            span = (tokens[k].start, tokens[k].stop)
            quotation = tokens[place].quotation
            return replace(last, quotation=quotation, cue=span, verb=form.verb, evidence="continued", leads=False)
    return None


def _gender_of(verb: str, lexicon: Lexicon) -> str:
    """Whether a form of a verb is of a woman or a man, where it has both: "dodala", "dodal"; empty where it tells nothing."""
    woman = verb[-1:] in _OF_WOMEN and verb[:-1] in lexicon.forms
    return "f" if woman else "m" if any(verb + ending in lexicon.forms for ending in _OF_WOMEN) else ""


def is_title(words: str) -> bool:
    """Tell the title of a work, or a heading, from speech: each word of it but the small ones begins with a capital letter.

    Examples
    --------
    >>> is_title("A Change Is Gonna Come"), is_title("We will never go to Washington again")
    (True, False)
    """
    found = _WORD.findall(words)
    longer = [word for word in found if word.casefold() not in _SMALL]
    capitals = all(word[0].isupper() for word in longer) and not all(word.isupper() for word in found)
    return len(longer) >= 2 and len(found) <= _LONGEST_TITLE and capitals
