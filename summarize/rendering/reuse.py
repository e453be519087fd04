"""The views of copies, derivation and originality: who has whose text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Heading, Item, Paragraph, Table
from .naming import document_names, outlets_of
from .phrases import counted, cut, one_line, part_shown, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

#: Share of a text beyond which it is most of it.
_HALF: Final = 0.5

#: Texts that share much with another that are shown among other views.
SHOWN_TEXTS: Final = 3

#: Characters of a passage that are shown; its span and, in JSON and CSV, its words are whole.
SHOWN_CHARACTERS: Final = 160

ORIGINALITY_COLUMNS: Final = ("outlet", "characters", "share", "unordered", "own")

COPY_COLUMNS: Final = tuple(
    """
    group document title tier containment longest_run passage share with longest_run_with outlet passage_document
    passage_start passage_stop
    """.split()
)

#: What the articles that name an agency stand under.
CREDITS: Final = "Whom the articles credit"

#: What the numbers of the outlets are of.
ORIGINALITY_LEGEND: Final = (
    "Of an outlet's words, quotations and captions left out, among the articles supplied. Before: in passages of seven words and more that another outlet surely "
    "printed earlier, or that it shares with an outlet which it names as a source. Order unknown: in passages that others print too, and the "
    "dates do not say who had them first; nobody is charged with them. Own: all the rest."
)

DERIVATION_COLUMNS: Final = tuple(
    """
    document from containment label direction agency agency_named_in passages characters_verbatim longest_start
    longest_stop longest outlet from_outlet telling
    """.split()
)

#: What each place of an agency's name says, in words.
_TIERS: Final = {
    "byline": "in the byline",
    "copyright": "in a copyright line",
    "dateline": "in the dateline",
    "body": "as a contributor",
}

#: What is known of the order of two documents that share a text, in words, for the one that has it.
ORDERS: Final = {
    "earlier": "which was published earlier",
    "named": "which it names as a source",
    "unknown": "and who had it first is not known",
}


def how_much(row: Mapping[str, Any]) -> str:
    """How much of a document's text stands in the other's, in a word: "most" is more than half."""
    return "most" if row["containment"] > _HALF else "part"


def shared_texts(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """Rows of the documents that have much of another's text, those whose order is known first, then those that share most.

    Of two that have each other's text in an unknown order the second is given with the first. What shares no telling passage is left out, and what shares one
    with another article of its own outlet.
    """
    rows = sharing(record)
    rows.sort(key=lambda d: (d["direction"] == "unknown", -d["containment"]))
    open_to = {(d["document"], d["from"]): d for d in rows if d["direction"] == "unknown"}
    found: list[tuple[Mapping[str, Any], Mapping[str, Any] | None]] = []
    told: set[str] = set()
    for row in rows:
        back = open_to.get((row["from"], row["document"])) if row["direction"] == "unknown" else None
        if row["document"] not in told:
            found.append((row, back))
        if back is not None:
            told.add(back["document"])
    return found


def sharing(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Rows of the documents that have much of the text of another outlet, and a passage of it that is more than a quotation, a name or a caption."""
    outlet_of = outlets_of(record)
    return [
        d
        for d in record["derivation"]
        if d["label"] != "non" and n_telling(d) and outlet_of.get(d["document"]) != outlet_of.get(d["from"])
    ]


def n_telling(row: Mapping[str, Any]) -> int:
    """How many passages of a row tell of a shared text: more than quotations, names, captions and the lone words kept between others."""
    return sum(passage["telling"] for passage in row["verbatim"])


def _told_as_copies(
    record: Mapping[str, Any], rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any] | None]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """Leave out the pairs that are one text and of which no more is known: among other views that of copies has told them."""
    group_of = {document["id"]: document.get("copy_group") for document in record["corpus"]["documents"]}

    def one_text(row: Mapping[str, Any]) -> bool:
        return group_of[row["document"]] is not None and group_of[row["document"]] == group_of.get(row["from"])

    return [(row, back) for row, back in rows if row["direction"] != "unknown" or not one_text(row)]


def _longest(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    def length(passage: Mapping[str, Any]) -> tuple[bool, int]:
        return passage["telling"], passage["stop"] - passage["start"]

    return max(item["verbatim"], key=length, default=None)


def _group_lines(group: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, list[str]]:
    """What a copy group is, and of texts that are one in part a line each."""
    listed = [names[i] for i in group["documents"]]
    # Of a few outlets that were asked for it may be another's.
    whole = all(member["other"] is not None for member in group["members"])
    longest = f", longest stretch {counted(group['longest_run'], 'word')}" if group["longest_run"] and whole else ""
    if group["tier"] == "wholly" and whole:
        every = " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))
        return f"{every} are one text: {percent(group['containment'])} of it is the same{longest}", []
    lines = [
        f"{names[m['document']]}: shares most with an outlet that is not shown"
        if m["other"] is None
        else f"{names[m['document']]}: {percent(m['share'])} of it stands in {names[m['other']]}, longest stretch {counted(m['longest_run'], 'word')}"
        for m in group["members"]
    ]
    return f"{counted(len(listed), 'document')} share much of one text{longest}", lines


def copies_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell the copy groups."""
    yield Heading("Copies")
    names = document_names(record["corpus"]["documents"])
    for group in record["copies"]:
        head, lines = _group_lines(group, names)
        titles = list(dict.fromkeys(one_line(title) for title in group["titles"] if title))
        headlines = [f"headlines: {' / '.join(titles)}"] if len(titles) > 1 else []
        yield Item(f"{head}{':' if lines else ''}", [*(Paragraph(line, hang=2) for line in lines), *headlines])


def _facts(row: Mapping[str, Any], back: Mapping[str, Any] | None, names: Mapping[str, str]) -> str:
    """Who has whose text, how much of it, and what is known of the order."""
    document, other = names[row["document"]], names[row["from"]]
    share = f"{percent(row['containment'])} of it, in runs of three words"
    if row["direction"] == "unknown":
        also = f", and {percent(back['containment'])} of the other's" if back else ""
        return f"{document} shares {how_much(row)} of its text with {other}, {ORDERS['unknown']}: {share}{also}"
    return f"{document} has {how_much(row)} of its text from {other}, {ORDERS[row['direction']]}: {share}"


def credits_of(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the articles that name an agency, each with what is said of it: ("a1", "names Reuters in the dateline")."""
    named = ((d["document"], d["syndication"]) for d in record["derivation"] if d["syndication"])
    return [(document, f"names {found['agency']} {_TIERS[found['tier']]}") for document, found in named]


def derivation_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell which documents have the text of others, the longest passage of each, and which name an agency."""
    names = document_names(record["corpus"]["documents"])
    every = shared_texts(record) if whole else _told_as_copies(record, shared_texts(record))
    credited = [f"{names[document]} {words}" for document, words in credits_of(record)]
    most = None if whole else SHOWN_TEXTS
    if every or whole:
        yield Heading(f"Who has whose text{part_shown(len(every[:most]), len(every), 'derivation')}")
    if not every and whole:
        yield Paragraph("No document has much of the text of another.")
    for row, back in every[:most]:
        under = []
        if passage := _longest(row):
            words = cut(one_line(passage["text"]), SHOWN_CHARACTERS)
            place = f"[{passage['start']}:{passage['stop']}]"
            n_passages = counted(n_telling(row), "passage")
            under.append(
                f"{n_passages} word for word beyond quotations, names and captions, the longest {place}: {words}"
            )
        yield Item(_facts(row, back, names), under)
    if credited:
        yield Heading(f"{CREDITS}{part_shown(len(credited[:most]), len(credited), 'derivation')}")
    yield from map(Item, credited[:most])
    n = sum(d["label"] != "non" and not n_telling(d) for d in record["derivation"])
    if n and whole:
        yield Paragraph(
            f"{counted(n, 'document')} more: quotations, names, captions and turns alone are shared.", "dim"
        )


def derivation_size(record: Mapping[str, Any]) -> str:
    """Say how many documents have much of the text of others."""
    return f"{len(sharing(record))} of {counted(len(record['derivation']), 'document')}"


def derivation_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a document, for a table."""
    outlet_of = outlets_of(record)
    rows = []
    for item in record["derivation"]:
        named, passage = item["syndication"] or {}, _longest(item) or {}
        rows.append(
            {
                **{key: item[key] for key in ("document", "from", "containment", "label", "direction")},
                "agency": named.get("agency"),
                "agency_named_in": named.get("tier"),
                "passages": len(item["verbatim"]),
                "characters_verbatim": sum(p["stop"] - p["start"] for p in item["verbatim"]),
                "longest_start": passage.get("start"),
                "longest_stop": passage.get("stop"),
                "longest": passage.get("text"),
                "outlet": outlet_of[item["document"]],
                "from_outlet": outlet_of.get(item["from"]),
                "telling": n_telling(item),
            }
        )
    return rows


def copy_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a document of a copy group, for a table; see `COPY_COLUMNS`."""
    outlet_of = outlets_of(record)
    rows = []
    for number, group in enumerate(record["copies"]):
        passage = group["passage"] or {}
        for member, title in zip(group["members"], group["titles"], strict=True):
            rows.append(
                {
                    **{key: group[key] for key in ("containment", "longest_run", "tier")},
                    "group": number,
                    "document": member["document"],
                    "outlet": outlet_of[member["document"]],
                    "title": title,
                    "share": member["share"],
                    "with": member["other"],
                    "longest_run_with": member["longest_run"],
                    "passage": passage.get("text"),
                    "passage_document": passage.get("document"),
                    "passage_start": passage.get("start"),
                    "passage_stop": passage.get("stop"),
                }
            )
    return rows


def own_parts(row: Mapping[str, Any]) -> tuple[float, float, float]:
    """Shares of an outlet's words that are its own, that others print too in an unknown order, and that others printed before."""
    return row["share"] - row["unordered"], row["unordered"], 1 - row["share"]


def originality_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row an outlet; see `ORIGINALITY_COLUMNS`."""
    return [{**row, "own": own_parts(row)[0]} for row in record["originality"]]


def originality_size(record: Mapping[str, Any]) -> str:
    """Say between which shares of its words an outlet has by itself."""
    own = [own_parts(row)[0] for row in record["originality"]]
    said = " to ".join(dict.fromkeys(percent(share) for share in (min(own), max(own))))
    return f"{said} of an outlet's words are surely its own"


def originality_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell how much of each outlet's text is its own."""
    ranked = sorted(record["originality"], key=lambda o: (-own_parts(o)[0], -o["share"], o["outlet"]))
    yield Heading("Own words")
    yield Table(
        ("outlet", "own", "order unknown", "before", "characters"),
        [[o["outlet"], *map(percent, own_parts(o)), str(o["characters"])] for o in ranked],
    )
    yield Paragraph(
        f"{ORIGINALITY_LEGEND} The passages stand in the JSON (printed).",
        "dim",
    )
