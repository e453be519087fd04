from __future__ import annotations

import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from summarize.cache import Cache, NoCache, database, keeping
from summarize.records.lazy import Rows

ROOT = Path(__file__).parent.parent


def vector(*values: float) -> bytes:
    return np.array(values, dtype="<f4").tobytes()


def test_vectors_come_back_by_model_and_key(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {"a": vector(1, 2), "b": vector(3, 4)})
        cache.store_vectors("other", {"a": vector(9)})
        assert cache.vectors("m", ["b", "a", "c"]) == {"a": vector(1, 2), "b": vector(3, 4)}
        cache.store_vectors("m", {})
    with Cache(tmp_path) as again:
        assert again.vectors("other", ["a", "b"]) == {"a": vector(9)}
        assert again.vectors("m", []) == {}


def test_many_keys_are_asked_for_in_pieces(tmp_path: Path) -> None:
    keys = [f"key-{i}" for i in range(2_500)]
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {key: vector(i) for i, key in enumerate(keys)})
        found = cache.vectors("m", keys)
    assert len(found) == 2_500
    assert found["key-2499"] == vector(2499)


def test_a_result_is_computed_once(tmp_path: Path) -> None:
    calls: list[int] = []

    def compute() -> dict[str, object]:
        calls.append(1)
        return {"spans": ((0, 5), (6, 9)), "share": 0.1, "name": "Zürich \ud800"}

    with Cache(tmp_path) as cache:
        fresh = cache.memo("stage", "key", compute)
        kept = cache.memo("stage", "key", compute)
        assert fresh == kept == {"spans": [[0, 5], [6, 9]], "share": 0.1, "name": "Zürich \ud800"}
        assert len(calls) == 1
        cache.memo("stage", "other", compute)
        cache.memo("other", "key", compute)
        assert len(calls) == 3
        assert cache.contents()["stages"] == {"other": 1, "stage": 2}


@pytest.mark.parametrize("name", ["engine.py", "themes/words.toml"])
def test_the_digest_of_the_program_is_of_its_code_and_of_what_it_reads(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for held in ("engine.py", "themes/words.toml", "py.typed"):
        path = tmp_path / held
        path.parent.mkdir(exist_ok=True)
        path.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(keeping, "__file__", str(tmp_path / "cache" / "keeping.py"))
    digest = keeping.code_digest.__wrapped__
    before = digest()
    (tmp_path / "py.typed").write_text("other", encoding="utf-8")
    assert digest() == before
    (tmp_path / name).write_text("changed", encoding="utf-8")
    assert digest() != before


def test_a_changed_program_reads_no_older_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(tmp_path) as cache:
        assert cache.memo("stage", "key", lambda: 1) == 1
        monkeypatch.setattr(database, "code_digest", lambda: "another program")
        assert cache.memo("stage", "key", lambda: 2) == 2
        monkeypatch.undo()
        # Two versions of the program side by side do not take each other's results away.
        assert cache.memo("stage", "key", lambda: 3) == 1


def test_old_results_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_KEPT_BYTES", 30)
    with Cache(tmp_path) as cache:
        for i in range(6):
            cache.memo("stage", str(i), partial(int, i))
        assert cache.contents()["stages"] == {"stage": 6}
    with Cache(tmp_path) as cache:
        assert cache.contents()["stages"] == {"stage": 3}
        assert cache.memo("stage", "5", lambda: "computed again") == 5
        assert cache.memo("stage", "0", lambda: "computed again") == "computed again"


def test_a_large_result_is_kept_and_not_held_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows(range(2_500), lambda n: {"number": n, "half": n / 2})
    value = {"tables": {"rows": rows, "few": ("é",)}, "refused": None, "none": {}}
    expected = {"tables": {"rows": list(rows), "few": ["é"]}, "refused": None, "none": {}}
    with Cache(tmp_path) as cache:
        assert cache.memo("stage", "small", lambda: value) == expected
        monkeypatch.setattr(database, "_READ_BACK", 100)
        assert cache.memo("stage", "large", lambda: value) is value
        assert cache.memo("stage", "large", lambda: None) == expected
        monkeypatch.setattr(database, "_KEPT_BYTES", 1_000)
        assert cache.memo("stage", "too large", lambda: value) is value
        assert cache.memo("stage", "too large", lambda: 1) == 1


def test_contents_and_clear(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {"a": vector(1)})
        cache.memo("stage", "key", lambda: "x" * 100_000)
        before = cache.contents()
        assert before["models"] == [{"model": "m", "vectors": 1}]
        cache.clear()
        after = cache.contents()
        assert (after["models"], after["stages"]) == ([], {})
        assert 0 < after["bytes"] < before["bytes"]


@pytest.mark.parametrize("damage", [b"no database at all, only words" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_moved_aside(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "cache.sqlite3").write_bytes(damage)
    with Cache(tmp_path) as cache:
        assert "started anew" in cache.notices[0]
        cache.store_vectors("m", {"a": vector(1)})
        assert cache.vectors("m", ["a"]) == {"a": vector(1)}
    assert (tmp_path / "cache.damaged").read_bytes() == damage


def test_an_older_schema_is_made_anew(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "cache.sqlite3")
    connection.executescript("CREATE TABLE vectors (x); PRAGMA user_version = 99;")
    connection.close()
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {"a": vector(1)})
        assert cache.vectors("m", ["a"]) == {"a": vector(1)}
        assert cache.notices == []


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file, not a folder")
    with Cache(blocked) as cache:
        assert "cannot be used" in cache.notices[0]
        assert "--no-cache" in cache.notices[0]
        cache.store_vectors("m", {"a": vector(1)})
        assert cache.vectors("m", ["a"]) == {}
        assert cache.memo("stage", "key", lambda: 7) == 7
        cache.clear()
        assert cache.contents()["models"] == []


def test_a_table_that_is_lost_in_the_middle(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        other = sqlite3.connect(tmp_path / "cache.sqlite3")
        other.executescript("DROP TABLE vectors; DROP TABLE results;")
        other.close()
        assert cache.vectors("m", ["a"]) == {}
        assert len(cache.notices) == 1
        assert cache.memo("stage", "key", lambda: 7) == 7


def test_no_cache_keeps_nothing() -> None:
    nothing = NoCache()
    nothing.store_vectors("m", {"a": vector(1)})
    assert nothing.vectors("m", ["a"]) == {}
    assert [nothing.memo("s", "k", lambda: 1), nothing.memo("s", "k", lambda: 2)] == [1, 2]


def test_the_users_cache_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "here"))
    with Cache.default() as cache:
        assert cache.path.parent == tmp_path / "here"
    monkeypatch.delenv("SUMMARIZE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    if sys.platform == "linux":
        with Cache.default() as cache:
            assert cache.path.parent == tmp_path / "xdg" / "summarize"


WRITER = """
import sys, numpy as np
from pathlib import Path
from summarize.cache import Cache
name, folder, n = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
cache = Cache(folder)
for i in range(n):
    cache.store_vectors("m", {f"{name}-{i}-{j}": np.full(64, j, dtype="<f4").tobytes() for j in range(20)})
    print(i, flush=True)
assert cache.notices == [], cache.notices
"""


def writer(name: str, folder: Path, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(folder), str(n)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    both = [writer(name, tmp_path, 40) for name in ("one", "two")]
    assert [process.wait(60) for process in both] == [0, 0]
    for process in both:
        assert process.stdout is not None
        process.stdout.close()
    with Cache(tmp_path) as cache:
        assert cache.contents()["models"] == [{"model": "m", "vectors": 1600}]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
def test_a_killed_program_leaves_whole_portions(tmp_path: Path) -> None:
    process = writer("killed", tmp_path, 1_000_000)
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    with Cache(tmp_path) as cache:
        assert cache.notices == []
        (kept,) = cache.contents()["models"]
        assert kept["vectors"] >= 100
        assert kept["vectors"] % 20 == 0
        assert cache.vectors("m", ["killed-0-3"]) == {"killed-0-3": np.full(64, 3, dtype="<f4").tobytes()}


def test_threads_share_a_cache(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache, ThreadPoolExecutor(8) as pool:

        def work(number: int) -> object:
            cache.store_vectors("m", {f"key-{number}": vector(number)})
            assert cache.vectors("m", [f"key-{number}"]) == {f"key-{number}": vector(number)}
            return cache.memo("stage", f"key-{number % 5}", lambda: {"number": number % 5})

        assert list(pool.map(work, range(40))) == [{"number": number % 5} for number in range(40)]
        assert cache.notices == []
        assert cache.contents()["models"] == [{"model": "m", "vectors": 40}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_opens_the_cache_for_itself(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {"a": vector(1)})
        child = os.fork()
        if not child:
            cache.store_vectors("m", {"b": vector(2)})
            right = cache.vectors("m", ["a", "b"]) == {"a": vector(1), "b": vector(2)} and not cache.notices
            cache.close()
            os._exit(0 if right else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        cache.store_vectors("m", {"c": vector(3)})
        assert set(cache.vectors("m", ["a", "b", "c"])) == {"a", "b", "c"}


def test_a_pickled_cache_opens_its_file_anew(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.store_vectors("m", {"a": vector(1)})
        with pickle.loads(pickle.dumps(cache)) as copy:
            assert copy.vectors("m", ["a"]) == {"a": vector(1)}


def test_a_result_that_is_spoilt_is_computed_again(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.memo("stage", "key", lambda: {"right": 1})
    spoilt = sqlite3.connect(tmp_path / "cache.sqlite3")
    with spoilt:
        spoilt.execute("UPDATE results SET value = x'00ff00'")
    spoilt.close()
    with Cache(tmp_path) as cache:
        assert cache.memo("stage", "key", lambda: {"right": 2}) == {"right": 2}
        assert cache.memo("stage", "key", lambda: {"right": 3}) == {"right": 2}
        assert cache.notices == []


def test_contents_of_a_damaged_file_are_a_notice(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        other = sqlite3.connect(cache.path)
        other.execute("DROP TABLE results")
        other.close()
        assert cache.contents()["stages"] == {}
        assert "cannot be used" in cache.notices[0]


def test_to_look_at_a_cache_of_another_version_says_what_becomes_of_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cache.sqlite3") as connection:
        connection.execute("CREATE TABLE vectors (key TEXT)")
    before = (tmp_path / "cache.sqlite3").read_bytes()
    with Cache(tmp_path, look=True) as cache, pickle.loads(pickle.dumps(cache)) as copy:
        assert cache.contents()["models"] == []
        for notices in (cache.notices, copy.notices):
            assert [notice.rpartition("; ")[2] for notice in notices] == ["the next run makes it anew"]
    assert (tmp_path / "cache.sqlite3").read_bytes() == before


def test_to_look_at_a_cache_makes_none_and_changes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(tmp_path / "new", look=True) as cache:
        assert cache.contents()["bytes"] == 0
        assert not cache.notices
    assert not (tmp_path / "new").exists()
    with Cache(tmp_path) as cache:
        cache.memo("stage", "key", lambda: 1)
    before = (tmp_path / "cache.sqlite3").read_bytes()
    monkeypatch.setattr(database, "_KEPT_BYTES", 0)
    with Cache(tmp_path, look=True) as cache:
        assert cache.contents()["stages"] == {"stage": 1}
        assert not cache.notices
        assert list(tmp_path.iterdir()) == [cache.path]
    assert (list(tmp_path.iterdir()), cache.notices) == ([cache.path], [])
    assert (tmp_path / "cache.sqlite3").read_bytes() == before


def test_to_look_at_a_cache_reads_what_another_program_is_writing(tmp_path: Path) -> None:
    with Cache(tmp_path) as writing, Cache(tmp_path, look=True) as cache:
        writing.memo("stage", "key", lambda: 1)
        assert cache.contents()["stages"] == {"stage": 1}


@pytest.mark.parametrize(
    ("content", "said"), [(b"no database " * 99, "; the next run puts it aside and makes it anew"), (None, "")]
)
def test_to_look_at_a_cache_that_cannot_be_read_says_what_becomes_of_it(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "cache.sqlite3"
    path.mkdir() if content is None else path.write_bytes(content)
    with Cache(tmp_path, look=True) as cache:
        (notice,) = cache.notices
        assert notice.startswith(f"the cache {tmp_path} cannot be used (")
        assert notice.rpartition(")")[2] == said
