"""The article's text and nothing else of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
#: ``has-sidebar`` says what else is there, not what this is.
_MODIFIER: Final = re.compile(r"(?:has|with|without|no|is|not|show|hide)[-_]|[\w-]*[-_](?:open|enabled|disabled)$")
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")

#: Headings over lists of other articles and over forms.
_HEADING: Final = re.compile(
    r"(?:related|read (?:more|next|also)|also read|see also|more (?:on|from|stories|news|in)|most (?:read|popular|viewed)|"
    r"recommended|trending|latest (?:news|stories)|you may (?:also )?like|don[’']t miss|popular|newsletters?|comments?|"
    r"share(?: this)?|follow us|sign up|subscribe|advertisement|tags|topics|contents|about the author|editor[’']?s picks?|"
    r"morning briefing|daily briefing)\b.{0,40}$",
    re.IGNORECASE,
)

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
_COOKIES: Final = re.compile(r"\b(?:use|uses|using|accept|our) (?:\w+ ){0,2}cookies\b", re.IGNORECASE)

_MAX_BOX_CHARACTERS: Final = 600

#: With less than this outside the boxes told by their names, the names are wrong.
_MIN_LEFT_CHARACTERS: Final = 200

#: What holds this share of a page's running text is no surrounding, whatever it is called.
_MAX_SHARE: Final = 0.4

#: Words of a link that may stand alone on a line, and what it has where it is more than the name of another page.
_MOST_LINKED: Final = 4
_SAID: Final = re.compile(r"[.!?…。।؟۔\"“”„«»]")

#: What a link may stand alone in, and what may stand beside it there.
_LINES: Final = frozenset({"p", "div", "td", "body"})
_BESIDE: Final = _LINES | {"a", "br", "hr", "article", "main", "section", "table", "ul", "ol", "h1", "h2", "h3"}

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
    """Cut out of a page what by its element, role, content or name is a box around the article.

    Names are the weakest sign: where nearly all of a page stands in boxes that sound like surroundings, they are not.
    """
    body = tree.find("body")
    if body is None:
        return
    # The extractor would take the article from a script, all paragraphs in one.
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    total = sum(len(p.text_content()) for p in body.iter("p")) or 1
    for element in _elements(body):
        if _is_consent(element) or (_is_box(element) and not _holds_article(element, total)):
            element.drop_tree()
    named = [element for element in _elements(body) if _has_telling_name(element)]
    named = [element for element in named if not _holds_article(element, total)]
    inner = set(named)
    outermost = [element for element in named if not any(above in inner for above in element.iterancestors())]
    n_left = len(body.text_content()) - sum(len(element.text_content()) for element in outermost)
    if n_left >= _MIN_LEFT_CHARACTERS:
        for element in outermost:
            element.drop_tree()


def _elements(body: Any) -> Iterator[Any]:
    """Elements below the body, outer before inner, without those of trees that were dropped on the way."""
    below = list(body)
    while below:
        element = below.pop()
        if isinstance(element.tag, str) and element.getparent() is not None:
            yield element
            if element.getparent() is not None:
                below.extend(element)


def _holds_article(element: Any, total: int) -> bool:
    if element.tag == "h1" or element.find(".//h1") is not None:
        return True
    return sum(len(p.text_content()) for p in element.iter("p")) > _MAX_SHARE * total


def _words_of(element: Any) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return {word.casefold() for name in names if not _MODIFIER.match(name) for word in _WORD.findall(name)}


def _has_telling_name(element: Any) -> bool:
    return element.tag not in ("article", "main", "h1") and not _SURROUNDINGS.isdisjoint(_words_of(element))


def _is_box(element: Any) -> bool:
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return element.tag in ("div", "section", "ul", "p") and (_is_form(element) or _is_list_of_links(element))


def _is_form(element: Any) -> bool:
    if element.find(".//input") is None and element.find(".//button") is None:
        return False
    text = element.text_content()
    return len(text) < _MAX_BOX_CHARACTERS and bool(_FORM_WORDS.search(text))


def _is_list_of_links(element: Any) -> bool:
    """Whether a box has the heading of a list of other articles, and little but links under it."""
    if element.tag == "p":
        return False
    text = " ".join(element.text_content().split())
    heading = next((child for child in element.iterdescendants("h2", "h3", "h4", "h5", "h6", "strong", "b")), None)
    linked = sum(len(" ".join(a.text_content().split())) for a in element.iter("a"))
    if heading is not None and _HEADING.match(" ".join(heading.text_content().split())):
        return linked > 0.5 * (len(text) - len(heading.text_content()))
    return len(text) > 0 and linked > 0.8 * len(text) and len(list(element.iter("a"))) > 2


def _is_consent(element: Any) -> bool:
    """Whether an element asks for consent to cookies; on a page with little else it holds most of the text."""
    if element.tag not in ("div", "section", "p", "aside", "dialog") or element.find(".//h1") is not None:
        return False
    text = element.text_content()
    return len(text) < _MAX_BOX_CHARACTERS and bool(_COOKIES.search(text)) and _asks(element, text)


def _asks(element: Any, text: str) -> bool:
    if _words_of(element) & {"cookie", "cookies", "consent", "gdpr", "cc"} or element.get("role") in _ROLES:
        return True
    is_first_person = re.match(r"\s*(?:we|this (?:web)?site|our (?:web)?site)\b", text, re.IGNORECASE)
    return element.find(".//button") is not None or bool(is_first_person)


def _stands_alone(link: Any) -> bool:
    """Whether a link is all that its line holds, and leads to another page: no entry of a table of contents, no heading, nothing said."""
    around, text = link.getparent(), link.text_content()
    return (
        around is not None
        and around.tag in _LINES
        and "#" not in link.get("href", "#")
        and not any(isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag) for e in link.iterdescendants())
        and 0 < len(text.split()) <= _MOST_LINKED
        and not _SAID.search(text)
        and not "".join(around.xpath("text()")).strip()
        and all(child.tag in _BESIDE for child in around)
    )


def _tidy(text: str, headlines: Sequence[str]) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line.removeprefix("- ") for line in lines if line and not _LINE.match(line)]
    called = {*map(_plain, headlines)} - {""}
    if lines and _plain(lines[0]) in called:
        del lines[0]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
