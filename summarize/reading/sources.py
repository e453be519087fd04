"""From what the user names to the files to read, each with an id and what its place says of the outlet."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from ..corpus import Dropped
from ..errors import InputError
from .formats import FORMATS, format_of, stem_of
from .origin import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

STDIN: Final = "-"

#: Characters of a name that an error repeats.
_MAX_SHOWN: Final = 120

#: Folders that a note names.
_N_SHOWN: Final = 3

#: A day in a name: with the year first, as it is sorted by, or with points.
_DAY: Final = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>[01]\d)(?P=s)(?P<d>[0-3]\d)|(?P<e>[0-3]?\d)\.(?P<n>[01]?\d)\.(?P<v>(?:19|20)\d\d))"
    r"(?!\d)"
)

#: A folder that is called as a host is.
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[a-z]{2,}", re.IGNORECASE)

#: What systems leave in folders that they have shown.
_LITTER: Final = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"))

_REMEDIES: Final = {
    **dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"), "unpack it, and name the folder"),
    **dict.fromkeys((".doc", ".odt", ".pages"), "save it as .docx"),
    ".epub": "save it as .txt or .html",
    ".msg": "save the message as .eml, or as .txt",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".bmp"),
        "it is a picture; where it shows an article, let its text be recognised, and save that",
    ),
    **dict.fromkeys(
        (".mp3", ".m4a", ".wav", ".mp4", ".mov", ".avi", ".mkv"), "it is a recording; save a transcript of it as .txt"
    ),
}


@dataclass(frozen=True, slots=True)
class File:
    """One input to read.

    Attributes
    ----------
    path : Path or None
        None for standard input.
    suffix : str or None
        A key of `FORMATS`; None for streams, whose content tells.
    origin : Origin
        What its path says.
    """

    path: Path | None
    suffix: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is to read.

    Attributes
    ----------
    files : tuple of File
        In an order that does not depend on the order of the sources.
    dropped : tuple of Dropped
        What was seen and cannot be read.
    folders : mapping of str to frozenset of str
        For each named folder, the paths below it, as shown.
    notes : tuple of str
    """

    files: tuple[File, ...]
    dropped: tuple[Dropped, ...]
    folders: Mapping[str, frozenset[str]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A path met below a source, or the source itself: `parts` lead to it, and `place` is it from the top of the file system, named as the user does."""

    path: Path
    shown: str
    parts: tuple[str, ...]
    place: Path
    is_link: bool
    is_inside: bool


def list_sources(sources: Sequence[str | os.PathLike[str]]) -> Listing:
    """List the files of folders, and the files and streams that are named.

    Parameters
    ----------
    sources : sequence of str or path
        ``"-"`` is standard input.

    Returns
    -------
    Listing
        A file that is reached by several ways is in it once.

    Raises
    ------
    InputError
        If nothing is named, a source is not there, or ``"-"`` is named twice.
    TypeError
        If a source is no path.
    """
    names = [_path_named(source) for source in sources]
    if not names:
        raise InputError("nothing was named to read; give a folder, a file, or - for standard input")
    if names.count(STDIN) > 1:
        raise InputError(f"standard input (-) was named {names.count(STDIN)} times; it can be read once")
    dropped: list[Dropped] = []
    found: dict[str, list[_Found]] = {}
    for name in names:
        if name != STDIN and name not in found:
            _expect(name)
            found[name] = list(_below(name, dropped))
    chosen, notes = _each_once(item for items in found.values() for item in items)
    readable = [item for item in chosen if _is_readable(item, dropped)]
    files = [_file(item, identity) for item, identity in zip(readable, _ids(readable), strict=True)]
    if STDIN in names:
        files.append(File(None, None, Origin(STDIN, "stdin")))
    real = {os.path.realpath(item.path): item.shown for item in chosen}
    folders = {
        name: frozenset(real[os.path.realpath(item.path)] for item in items)
        for name, items in found.items()
        if Path(name).is_dir()
    }
    return Listing(tuple(files), tuple(dropped), folders, (*notes, *_of_one_outlet(readable, files)))


def _path_named(source: object) -> str:
    """The path that a source names, which must be text."""
    path = os.fspath(source) if isinstance(source, os.PathLike) else source
    if isinstance(path, str):
        return path
    raise TypeError(
        f"expected paths, one by one as in read('talks', 'more.csv') or read(*paths), got {type(source).__name__}; records in memory are for "
        "Corpus.from_records"
    )


def _expect(name: str) -> None:
    """Hold that a source is there, or say what lies near its name."""
    path = Path(name)
    try:
        path.stat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        shown = _legible(name if len(name) <= _MAX_SHOWN else f"{name[:_MAX_SHOWN]}...")
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"{shown!r}: it cannot be looked at as a path: {why}; check it and its permissions; a text in memory is for "
            "Corpus.from_records"
        ) from error
    else:
        if name:
            return
    if not name:
        raise InputError("an empty path was named; give a folder, a file, or - for standard input")
    if path.is_symlink():
        raise InputError(
            f"{_legible(name)}: it is a link to {_legible(os.fspath(path.readlink()))}, and nothing is there"
        )
    if "://" in name:
        raise InputError(f"{name} is a web address; fetch it first: summarize collect {name} -o FOLDER")
    above = next(parent for parent in path.parents if parent.exists())
    missing = path.relative_to(above).parts[0]
    try:
        beside = sorted(_legible(other.name) for other in above.iterdir() if not other.name.startswith("."))
    except OSError:
        beside = []
    near = get_close_matches(missing, beside, n=3, cutoff=0.5)
    if near:
        hint = f"did you mean {' or '.join(PurePosixPath(above, other).as_posix() for other in near)}?"
    else:
        there = ", ".join(beside[:5]) + (", ..." if len(beside) > 5 else "")
        hint = f"in {above.as_posix()} there is: {there or 'nothing'}"
    raise InputError(f"{_legible(name)}: there is no such file or folder; {hint}")


def _below(name: str, dropped: list[Dropped]) -> Iterator[_Found]:
    root = Path(name)
    if not root.is_dir():
        place = root.parent.resolve() / root.name
        yield _Found(root, _legible(name), (root.name,), place, root.is_symlink(), is_inside=False)
        return
    top = root.resolve()
    seen: set[tuple[int, int]] = set()
    real: list[tuple[str, ...]] = [()]
    linked: list[tuple[str, ...]] = []
    # Links to folders come last, so that a folder goes by its own name, and one that leads back up ends here.
    while real or linked:
        parts = real.pop(0) if real else linked.pop(0)
        folder = root.joinpath(*parts)
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            shown = _legible(PurePosixPath(name, *parts).as_posix())
            detail = f"the folder cannot be listed: {error.strerror}; check its permissions"
            dropped.append(Dropped("unreadable", detail, shown))
            continue
        for entry in entries:
            if is_litter(entry.name):
                continue
            below = (*parts, entry.name)
            if _is_folder(entry):
                (linked if entry.is_symlink() else real).append(below)
            else:
                shown = _legible(PurePosixPath(name, *below).as_posix())
                yield _Found(
                    root.joinpath(*below), shown, below, top.joinpath(*below), entry.is_symlink(), is_inside=True
                )


def is_litter(name: str) -> bool:
    """Whether a file or folder of such a name is hidden, or what systems and programs leave beside others."""
    # A spreadsheet program leaves a file beside the one that is open.
    return name.startswith((".", "~$")) or name.casefold() in _LITTER


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link whose end cannot be looked at is taken for a file, and reading says why."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _each_once(found: Iterable[_Found]) -> tuple[list[_Found], tuple[str, ...]]:
    """Of the ways to a file keep one: no link before a link, a folder's before the file's own, the widest folder's."""
    ways: dict[str, list[_Found]] = defaultdict(list)
    for item in found:
        ways[os.path.realpath(item.path)].append(item)

    def preference(item: _Found) -> tuple[bool, bool, int, str]:
        return (item.is_link, not item.is_inside, -len(item.parts), item.shown)

    chosen: list[_Found] = []
    notes: list[str] = []
    for items in ways.values():
        best, *others = sorted(items, key=preference)
        chosen.append(best)
        again = {other.shown for other in others if other.is_link} - {best.shown}
        notes.extend(f"{other}: leads to {best.shown} and is read once" for other in sorted(again))
    return sorted(chosen, key=lambda item: item.shown), tuple(sorted(notes))


def _is_readable(item: _Found, dropped: list[Dropped]) -> bool:
    """Whether an input is worth opening; if not, the reason is added to `dropped`."""
    if not item.is_inside and _is_stream(item.path):
        return True
    suffix = format_of(item.path.name)
    identity = _legible(stem_of(item.path.name))
    if suffix is None:
        dropped.append(Dropped("unknown format", unknown_format(item.path.name), item.shown, identity))
        return False
    if item.path.exists() and not item.path.is_file():
        # Opening a pipe in a folder would wait for a writer for ever.
        dropped.append(Dropped("unreadable", "expected a file, found a pipe, socket or device", item.shown, identity))
        return False
    return True


def unknown_format(name: str) -> str:
    """Say what to do with a file that has no reader."""
    remedy = _REMEDIES.get(PurePosixPath(name).suffix.casefold())
    if remedy:
        return f"'{_legible(name)}' is of a kind that is not read; {remedy}"
    return f"expected a name in {', '.join(FORMATS)}, found '{_legible(name)}'; rename it if it is one of them"


def _is_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _ids(items: Sequence[_Found]) -> list[str]:
    """Ids of files: their path below the source, without suffix, as long as that tells them apart.

    Two files of one name in one folder keep their suffix; two in different places get the names of the folders above,
    as many as it takes. Neither depends on the order of the sources, nor on where they lie on the machine.
    """
    full = [item.place.parts for item in items]
    depth = [len(item.parts) for item in items]
    keep = [format_of(item.path.name) is None for item in items]

    def identity(i: int) -> str:
        *folders, name = full[i][-depth[i] :]
        return _legible("/".join([*folders, name if keep[i] else stem_of(name)]))

    for _ in range(max(map(len, full), default=0) + 1):
        ids = [identity(i) for i in range(len(items))]
        groups: dict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(ids):
            groups[name].append(i)
        clashes = [members for members in groups.values() if len(members) > 1]
        if not clashes:
            break
        for members in clashes:
            folders = Counter(full[i][:-1] for i in members)
            for i in members:
                keep[i] = keep[i] or folders[full[i][:-1]] > 1
                depth[i] = min(depth[i] + (len(folders) > 1), len(full[i]))
    return [identity(i) for i in range(len(items))]


def _of_one_outlet(items: Sequence[_Found], files: Sequence[File]) -> Iterator[str]:
    """Say of each folder whose articles all lie in folders below it that it is taken for one outlet: the others may be meant."""
    below: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for item, file in zip(items, files, strict=False):
        if item.is_inside and len(item.parts) > 1:
            folder = PurePosixPath(item.shown).parents[len(item.parts) - 2].as_posix()
            inner = _legible(item.parts[1]) if len(item.parts) > 2 else ""
            below[folder].append((inner, file.origin.outlet if file.origin.outlet_from == "folder" else None))
    for folder, found in sorted(below.items()):
        named, outlets = sorted({inner for inner, _ in found}), {outlet for _, outlet in found}
        if len(outlets) == 1 and len(named) > 1 and all(_has_letters(_without_day(name)) for name in named):
            shown = ", ".join(named[:_N_SHOWN]) + (", ..." if len(named) > _N_SHOWN else "")
            yield (
                f"{folder}: what lies in its folders ({shown}) is taken for one outlet, {outlets.pop()}; if each of these is an outlet, "
                f"name {folder} itself"
            )


def _file(item: _Found, identity: str) -> File:
    is_stream = not item.is_inside and _is_stream(item.path)
    said = said_by_place([_legible(name) for name in item.parts[:-1]], _legible(stem_of(item.path.name)))
    return File(item.path, None if is_stream else format_of(item.path.name), Origin(item.shown, identity, **said))


def said_by_place(folders: Sequence[str], stem: str) -> dict[str, Any]:
    """What the folders and the name of a file say of its outlet and day, as fields of `Origin`; those that they do not say are left out."""
    said: dict[str, Any] = {}
    published, published_from = day_of(stem), "file name"
    if published is None:
        # The nearest folder says it best.
        days = [day for name in reversed(folders) if (day := day_of(name)) is not None]
        published, published_from = (days[0] if days else None), "folder"
    if published is not None:
        said |= {"published": published, "published_from": published_from}
    # A folder of a day, or of a number, is no outlet's.
    named = [name for folder in folders if (name := outlet_name(_without_day(folder))) and _has_letters(name)]
    heads = [outlet_name(_without_day(head)) for head in stem.split("--")[:-1]]
    head = next((head for head in heads if _has_letters(head)), None)
    if named:
        # A folder of a story holds those of its outlets, where these are called by their hosts; else the widest folder is the outlet's, and others its sections.
        return said | {"outlet": next(filter(_HOST.fullmatch, named), named[0]), "outlet_from": "folder"}
    return said if head is None else said | {"outlet": head, "outlet_from": "file name"}


def _without_day(name: str) -> str:
    bare = _DAY.sub("", name)
    return name if bare == name else bare.strip(" .,_-")


def _has_letters(name: str) -> bool:
    return any(map(str.isalpha, name))


def day_of(name: str) -> str | None:
    """Day that the name of a file or folder says, where it says one and in an order that is no custom of countries.

    Examples
    --------
    >>> day_of("2016-07-15 nice"), day_of("courier_20160715"), day_of("Nizza 15.07.2016")
    ('2016-07-15', '2016-07-15', '2016-07-15')
    >>> day_of("2016-07-15 to 2016-07-18"), day_of("talks.2016-13-15"), day_of("clip 42016071523")
    (None, None, None)
    """
    days = set()
    for found in _DAY.finditer(name):
        year, month, day = (int(found[part] or found[other]) for part, other in (("y", "v"), ("m", "n"), ("d", "e")))
        try:
            days.add(date(year, month, day).isoformat())
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def outlet_name(name: str) -> str:
    """Name of an outlet from the name of a folder or file; one that is all in small letters gets capitals.

    Examples
    --------
    >>> outlet_name("the-baltic-ledger"), outlet_name("BBC_News"), outlet_name("courier.example")
    ('The Baltic Ledger', 'BBC News', 'courier.example')
    """
    words = name.replace("-", " ").replace("_", " ").split()
    if "." in name or name != name.lower():
        return " ".join(words)
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _legible(name: str) -> str:
    """A file's name as text that can be written anywhere: names are bytes, and not all of them are UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")
