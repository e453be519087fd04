"""The article's text and nothing else of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLES: Final = frozenset({"navigation", "dialog", "alertdialog", "contentinfo", "banner", "search", "complementary"})
_TAGS: Final = frozenset({"nav", "footer", "aside", "form", "dialog", "figcaption", "menu", "button"})

#: Words of class names and ids that name what surrounds an article.
# fmt: off
_SURROUNDINGS: Final = frozenset(
    """
    ad ads advert advertisement advertising banner breadcrumb breadcrumbs byline caption captions comment comments
    consent cookie cookies disclaimer footer gdpr masthead mostread nav navbar navigation newsletter newsletters
    outbrain popular promo promotion recommended recommendations related share sharing sidebar signup social sponsor
    sponsored subscribe subscription taboola tags teasers trending
    """.split()
)
# fmt: on
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")

#: Lines that pages put between the paragraphs of an article. They are told by how they begin or as a whole, so that
#: a report about newsletters or cookies stays.
_LINE: Final = re.compile(
    r"""
      (?:read\ (?:more|also|next)|also\ read|see\ also|more\ on\ this|related(?:\ (?:stories|articles|coverage|topics))?|watch|listen
        |in\ pictures|most\ read|tags|topics|filed\ under|share\ this(?:\ \w+)?)\s*:.{0,200}$
    | (?:read\ more|related|advertisement|share|comments?|newsletters?|most\ read|subscribe|sign\ up|continue\ reading)\W*$
    | (?:follow|like|join)\ us\ on\b.{0,120}$
    | (?:sign\ up|subscribe)\ (?:now\ )?(?:to|for|here)\b.{0,200}$
    | (?:we|this\ (?:web)?site)\ (?:and\ our\ partners\ )?uses?\ cookies\b.*$
    | (?:©|\(c\)|copyright\ (?:©|\(c\)|\d{4})).{0,250}$
    | .{0,300}(?:…|\.\.\.)\s*(?:read\ more|continue\ reading)\W*$
    | all\ rights\ reserved\b.{0,120}$
    """,
    re.IGNORECASE | re.VERBOSE,
)

_FORM_WORDS: Final = re.compile(r"\b(?:newsletter|e-?mail|sign up|subscri|cookies?|inbox)", re.IGNORECASE)
_MAX_BOX_CHARACTERS: Final = 600

#: With less than this outside the boxes told by their names, the names are wrong.
_MIN_LEFT_CHARACTERS: Final = 200

#: What holds this share of a page's running text is no surrounding, whatever it is called.
_MAX_SHARE: Final = 0.4

#: Words of a link that may stand alone on a line, and what it has where it is more than the name of another page.
_MOST_LINKED: Final = 4
_SAID: Final = re.compile(r"[.!?…。।؟۔\"“”„«»]")

#: What a link may stand alone in.
_LINES: Final = frozenset({"p", "div", "td", "body"})

#: JSON-LD's body is taken over the page's where the page shows less than this share of it.
_MIN_SHOWN: Final = 0.6


def quiet_extractor() -> Any:
    """Import trafilatura, whose log says of broken pages what the audit says better."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def extract_body(tree: Any, *, headlines: Sequence[str] = (), written: str = "") -> tuple[str, str]:
    """Find the article of a page.

    Boxes around and between the paragraphs are cut out of the tree, trafilatura finds the article in the rest, and
    lines that still are no part of it go. Of its modes the balanced one is taken: the one that favours precision loses
    articles that stand in JSON-LD alone, and the one that favours recall lets more of the page in.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        Changed: boxes are cut out.
    headlines : sequence of str
        What the page calls its article; left out where it opens the text.
    written : str
        The article's text as JSON-LD has it.

    Returns
    -------
    text : str
        A paragraph a line; empty where there is no article.
    place : str
        ``"article"`` or ``"json-ld"``.
    """
    prune(tree)
    for link in list(filter(_stands_alone, tree.iter("a"))):
        link.drop_tree()
    found = quiet_extractor().bare_extraction(
        tree, include_comments=False, include_tables=False, include_images=False, include_links=False
    )
    text = _tidy((found.text or "") if found is not None else "", headlines)
    if len(text) < _MIN_SHOWN * len(written):
        return _tidy(written, headlines), "json-ld"
    return text, "article"


def prune(tree: Any) -> None:
    """Cut out of a page what by its element, role, content or name is a box around the article."""
    body = tree.find("body")
    if body is None:
        return
    # The extractor would take the article from a script, all paragraphs in one.
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    total = sum(len(p.text_content()) for p in body.iter("p"))
    boxes, named = (
        [each for each in body.iterdescendants() if is_one(each) and not _holds_article(each, total)]
        for is_one in (_is_box, _has_telling_name)
    )
    # Names are the weakest sign: where nearly all of a page stands in boxes that sound like surroundings, they are not.
    kept = set(body.iter("p")).difference(*(element.iter("p") for element in named))
    if sum(len(p.text_content()) for p in kept) >= _MIN_LEFT_CHARACTERS:
        boxes += named
    for element in dict.fromkeys(boxes):
        element.drop_tree()


def _holds_article(element: Any, total: int) -> bool:
    if element.tag == "h1" or element.find(".//h1") is not None:
        return True
    return sum(len(p.text_content()) for p in element.iter("p")) > _MAX_SHARE * total


def _has_telling_name(element: Any) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return not _SURROUNDINGS.isdisjoint(word.casefold() for word in _WORD.findall(names))


def _is_box(element: Any) -> bool:
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag not in ("div", "section", "ul", "p"):
        return False
    text = " ".join(element.text_content().split())
    asks = element.find(".//input") is not None or element.find(".//button") is not None
    if asks and len(text) < _MAX_BOX_CHARACTERS and _FORM_WORDS.search(text):
        return True
    # A list of other articles holds little but links, under a heading or more than two of them.
    heading = next(element.iterdescendants("h2", "h3", "h4", "h5", "h6"), None)
    links = [len(" ".join(a.text_content().split())) for a in element.iter("a")]
    over = 0 if heading is None else len(heading.text_content())
    return sum(links) > (0.8 if heading is None else 0.5) * (len(text) - over) and len(links) > (
        2 if heading is None else 0
    )


def _stands_alone(link: Any) -> bool:
    """Whether a link is all that its line holds, and leads to another page: no entry of a table of contents, nothing said."""
    around, text = link.getparent(), link.text_content()
    return (
        around.tag in _LINES
        and "#" not in link.get("href", "#")
        and 0 < len(text.split()) <= _MOST_LINKED
        and not _SAID.search(text)
        and not "".join(around.xpath("text()")).strip()
    )


def _tidy(text: str, headlines: Sequence[str]) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line.removeprefix("- ") for line in lines if line and not _LINE.match(line)]
    called = {*map(plain, headlines)} - {""}
    if lines and plain(lines[0]) in called:
        del lines[0]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Letters and digits of a text alone, in small letters."""
    return "".join(filter(str.isalnum, text)).casefold()
