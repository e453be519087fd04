"""What is kept on disk: sentence vectors, and results that are slow to compute again.

One SQLite file in write-ahead mode: two programs may use it at once, and one that is killed in the middle leaves it
good. Threads of a program share it, a process that was forked opens it for itself, and a copy that was pickled opens it anew. It knows nothing of news or models, only names, keys and values. A cache that cannot be used never stops a run: the
work is done without it, and `notices` says why.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
import zlib
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..arguments import expect, is_path
from ..packing import pack, unpack
from ..timing import counting
from ..timing import stage as timed
from .keeping import code_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from .keeping import Contents

_FILE: Final = "cache.sqlite3"

#: Folder beside it.
_MODELS: Final = "encoders"

#: Another schema is not converted but made anew: everything in here can be computed again. It is another too when an encoder of the same identity gives other vectors.
_SCHEMA: Final = 3

_DROPS: Final = ("DROP TABLE IF EXISTS vectors", "DROP TABLE IF EXISTS results")

_CREATES: Final = (
    "CREATE TABLE vectors (model TEXT, key TEXT, vector BLOB, PRIMARY KEY (model, key)) WITHOUT ROWID",
    (
        "CREATE TABLE results (id INTEGER PRIMARY KEY, stage TEXT, key TEXT, code TEXT, value BLOB, size INTEGER,"
        " written REAL, UNIQUE (stage, key, code))"
    ),
    "CREATE INDEX results_by_age ON results (written, size)",
)

#: Bytes of a page of the file: a vector of 384 numbers then lies with its key, where at SQLite's 4,096 each took a page more. A file that
#: is there keeps its own.
_PAGE: Final = 8192

#: Keys asked for in one statement; SQLite allows 32,766 parameters, older builds 999.
_CHUNK: Final = 900

#: Bytes of results kept, compressed; the oldest go first, and one of more than half of it is not kept. The result of a ten-article story is some 30 kB.
_KEPT_BYTES: Final = 256_000_000

#: Bytes up to which a result that was just computed is read back.
_READ_BACK: Final = 8_000_000

#: How long to wait for another program's write, in seconds.
_PATIENCE: Final = 30.0


class Cache:
    """A cache in a folder.

    Parameters
    ----------
    folder : Path
        Made where it is not there.
    look : bool
        Only look at it: nothing is made or changed, and where there is no cache it holds nothing.

    Attributes
    ----------
    notices : list of str
        What went wrong with the cache, for the user to read; results are right all the same.
    """

    def __init__(self, folder: Path, *, look: bool = False) -> None:
        expect(is_path(folder), "the folder of a cache", folder)
        self._look = look
        self.path = Path(folder) / _FILE
        self.notices: list[str] = []
        self._inherited: sqlite3.Connection | None = None
        self._begin()

    def _begin(self) -> None:
        """Open the file in this process."""
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        if self._look and not self.path.exists():
            return
        try:
            self._connection = self._open()
            if self._look and _version(self._connection) != _SCHEMA:
                self._connection.close()
                self._connection = None
                self.notices.append(
                    f"the cache {self.path.parent} was written by another version of summarize; the next run makes it anew"
                )
        except sqlite3.DatabaseError as error:
            if self._look or not _is_damage(error):
                self._give_up(error)
            else:
                self._start_anew(error)
        except OSError as error:
            self._give_up(error)

    def __repr__(self) -> str:
        return f"Cache({str(self.path.parent)!r})"

    def __reduce__(self) -> tuple[partial[Cache], tuple[Path]]:
        """A copy in another process opens the file for itself."""
        return partial(type(self), look=self._look), (self.path.parent,)

    def _mine(self) -> sqlite3.Connection | None:
        """Return the connection of this process, opened where the process was forked since."""
        if self._process != os.getpid():
            # That of the parent is neither used nor closed here: SQLite would take the parent's locks away.
            self._inherited = self._connection
            if self._connection is not None:
                self._begin()
        return self._connection

    @property
    def folder(self) -> Path | None:
        """Folder of models converted on this machine, or None where the cache cannot be used; it may not be there yet."""
        return self.path.parent / _MODELS if self._connection is not None else None

    @classmethod
    def default(cls, *, look: bool = False) -> Cache:
        """Open the user's cache: the folder ``SUMMARIZE_CACHE`` names, else the platform's folder for caches."""
        from platformdirs import user_cache_path

        folder = os.environ.get("SUMMARIZE_CACHE") or user_cache_path("summarize", appauthor=False)
        return cls(Path(folder), look=look)

    def _open(self) -> sqlite3.Connection:
        if self._look:
            # Without a log nobody writes, and none is made beside the file; with one, it is read too.
            still = "" if Path(f"{self.path}-wal").exists() else "&immutable=1"
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro{still}", uri=True, timeout=_PATIENCE)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            _write_ahead(connection)
            # With a write-ahead log, NORMAL survives a killed program; only a power cut may lose the last writes.
            connection.execute("PRAGMA synchronous = NORMAL")
            if _version(connection) != _SCHEMA:
                connection.execute("BEGIN IMMEDIATE")
                # Asked again under the lock: another program may have made the tables, and filled them, meanwhile.
                if _version(connection) != _SCHEMA:
                    for statement in (*_DROPS, *_CREATES, f"PRAGMA user_version = {_SCHEMA}"):
                        connection.execute(statement)
                connection.execute("COMMIT")
            connection.execute("SELECT model, key FROM vectors LIMIT 1").fetchone()
            connection.execute("SELECT stage, key, code FROM results LIMIT 1").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _start_anew(self, error: Exception) -> None:
        """Move a damaged file aside, and go on with an empty one."""
        aside = self.path.with_suffix(".damaged")
        try:
            for ending in ("-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
            self.path.replace(aside)
            self._connection = self._open()
        except (OSError, sqlite3.Error) as second:
            self._give_up(second)
        else:
            self.notices.append(f"the cache was damaged ({error}) and was started anew; the old file is {aside}")

    def _give_up(self, error: Exception) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            elif self.notices:
                # Another thread has met it, and said so.
                return
            self._connection = None
        said = f"the cache {self.path.parent} cannot be used ({error})"
        if not self._look:
            said += "; going on without it: every run embeds anew. Name another folder in SUMMARIZE_CACHE, or say --no-cache"
        elif _is_damage(error):
            said += "; the next run puts it aside and makes it anew"
        self.notices.append(said)

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query; none where the cache cannot be used."""
        connection = self._mine()
        if connection is None:
            return []
        try:
            with self._lock:
                return connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _change(self, statement: str, *rows: Sequence[Any]) -> None:
        """Do a statement with each of some rows, in one transaction: with all of them or, if the program is killed, with none."""
        connection = self._mine()
        if connection is None or not rows:
            return
        try:
            with self._lock, connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Find kept vectors.

        Parameters
        ----------
        model : str
            Identity of the model that made them.
        keys : sequence of str

        Returns
        -------
        dict of str to bytes
            Little-endian float32, by key; a key that is not kept is left out.

        Notes
        -----
        O(n_keys log n_kept).
        """
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            query = f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})"  # noqa: S608 - marks only
            found.update(self._rows(query, (model, *chunk)))
        return found

    def store_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors, little-endian float32 by key: all of them or, if the program is killed, none."""
        rows = ((model, key, vector) for key, vector in vectors.items())
        self._change("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", *rows)

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return a kept result, or compute it and keep it.

        Parameters
        ----------
        stage : str
            What kind of result it is.
        key : str
            Digest of all that decides it but the program itself, whose own digest is added.
        compute : callable
            Returns a value that JSON can hold.

        Returns
        -------
        object
            The same whether kept or computed: a computed one goes through JSON too, unless it is so large that it is better not held twice.
        """
        code = code_digest()
        query = "SELECT value FROM results WHERE stage = ? AND key = ? AND code = ?"
        for (packed,) in self._rows(query, (stage, key, code)):
            # A result that a failing disk has spoilt is one that is not kept: it is made, and written, again.
            with suppress(zlib.error, ValueError):
                return unpack(packed)
        with timed(stage, shown=False):
            value = compute()
            packed = pack(value, _KEPT_BYTES // 2, counting("keeping results"))
        if packed is None:
            # It would drive out all others, and itself at the end.
            return value
        self._change(
            "INSERT OR REPLACE INTO results (stage, key, code, value, size, written) VALUES (?, ?, ?, ?, ?, ?)",
            (stage, key, code, packed, len(packed), time.time()),
        )
        return unpack(packed) if len(packed) <= _READ_BACK else value

    def contents(self) -> Contents:
        """Say what the cache holds."""
        models = self._rows("SELECT model, COUNT(*) FROM vectors GROUP BY model ORDER BY model")
        stages = self._rows("SELECT stage, COUNT(*) FROM results GROUP BY stage ORDER BY stage")
        if self._connection is None:
            return {"path": str(self.path.parent), "bytes": 0, "models": [], "stages": {}}
        files = [Path(f"{self.path}{ending}") for ending in ("", "-wal", "-shm")]
        files += (self.path.parent / _MODELS).rglob("*")
        return {
            "path": str(self.path.parent),
            "bytes": sum(file.stat().st_size for file in files if file.is_file()),
            "models": [{"model": model, "vectors": n} for model, n in models],
            "stages": dict(stages),
        }

    def clear(self) -> None:
        """Empty the cache, converted models too, and give the space back."""
        if self._mine() is None:
            return
        shutil.rmtree(self.path.parent / _MODELS, ignore_errors=True)
        self._change("DELETE FROM vectors", ())
        self._change("DELETE FROM results", ())
        self._rows("VACUUM")
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _make_room(self) -> None:
        """Drop the oldest results beyond what is kept, those of other versions of the program among them."""
        if self._rows("SELECT COALESCE(SUM(size), 0) > ? FROM results", (_KEPT_BYTES,)) == [(1,)]:
            aged = "SELECT id, SUM(size) OVER (ORDER BY written DESC, id DESC) AS so_far FROM results"
            query = f"DELETE FROM results WHERE id IN (SELECT id FROM ({aged}) WHERE so_far > ?)"  # noqa: S608 - ours alone
            self._change(query, (_KEPT_BYTES,))

    def close(self) -> None:
        """Make room where there is too much, and close the file; the cache keeps nothing from here on."""
        with self._lock:
            if not self._look:
                self._make_room()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log, so that one program may write while others read.

    Where two programs make the file at once, SQLite refuses the second at once and does not wait as it does elsewhere.
    """
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.02)
        else:
            return


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _is_damage(error: Exception) -> bool:
    """Whether an error on opening says that the file is not what it was, and not that it cannot be reached."""
    if isinstance(error, sqlite3.OperationalError):
        return "no such column" in str(error) or "no such table" in str(error)
    return isinstance(error, sqlite3.DatabaseError)
