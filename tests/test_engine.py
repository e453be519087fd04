"""The engines: the same results wherever the work is done, by real workers, and when one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from summarize.cache import Cache, NoCache
from summarize.comparison.copies import find_copies
from summarize.comparison.reuse import find_text_reuse
from summarize.comparison.runs import holdings
from summarize.comparison.sharing import shared_by_workers
from summarize.embedding import embed, resolve
from summarize.embedding.loop import LoopEncoder
from summarize.embedding.processor import parse_processor
from summarize.embedding.speeds import _every_route
from summarize.engine import Engine, engine_named, side_by_side
from summarize.errors import EngineError, InputError, ModelError
from summarize.reading import read
from summarize.segmentation import segment
from summarize.settings import ThemeSettings
from summarize.themes import Seed, find_themes

from .conftest import CORPORA, SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from summarize.engine.cluster import DaskEngine

TEXTS = [f"Barge number {i} waits in the bay for the {i % 7}th day." for i in range(1500)]

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None,
    reason="distributed is not installed (the extra cluster)",
)


class Slow(SmallEncoder):
    """Long enough at a portion for its worker to be killed over it."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        time.sleep(0.2)
        return super().encode(texts)


class Counting(SmallEncoder):
    """Gives the number of the encoder in its process, so that it shows how often one was unpacked."""

    made = 0

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        Counting.made += 1

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.full((len(texts), 1), Counting.made, dtype=np.float32)


def times(given: int, part: int) -> int:
    return given * part


def slow(given: None, part: int) -> int:
    time.sleep(0.1)
    return part


def refused(given: None, part: int) -> None:
    raise InputError(f"part {part} cannot be read")


def by_remainder(given: int, part: list[int]) -> list[list[int]]:
    return [[n for n in part if n % given == bucket] for bucket in range(given)]


def joined(given: int, pieces: Sequence[list[int]]) -> list[int]:
    return [n for piece in pieces for n in piece]


def made_of(encoder: Counting, texts: list[str]) -> int:
    return int(encoder.encode(texts)[0, 0])


@pytest.fixture(scope="module")
def workers() -> Iterator[DaskEngine]:
    from summarize.engine.cluster import DaskEngine

    engine = DaskEngine(n_workers=2)
    yield engine
    engine.close()


def pids(engine: DaskEngine) -> list[int]:
    return sorted(engine._connected().run(os.getpid).values())


def test_names() -> None:
    assert type(engine_named("local")) is Engine
    for name in ("spark", "dask=", "local=here", ""):
        with pytest.raises(ValueError, match="no engine"):
            engine_named(name)


def test_without_the_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"summarize\[cluster\]"):
        engine_named("dask")


def test_local_takes_parts_as_they_are_needed() -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for n in range(3):
            taken.append(n)
            yield n

    results = Engine().map(times, parts(), given=2)
    assert next(results) == (0, 0)
    assert taken == [0]
    assert list(results) == [(1, 2), (2, 4)]


def test_local_shuffle_keeps_the_order_of_the_parts() -> None:
    found = dict(Engine().shuffle(by_remainder, [[5, 2, 4], [1, 6]], joined, n_buckets=3, given=3))
    assert found == {0: [6], 1: [4, 1], 2: [5, 2]}


@needs_dask
def test_workers_do_what_local_does(workers: DaskEngine) -> None:
    assert sorted(workers.map(times, iter(range(50)), given=3)) == list(Engine().map(times, range(50), given=3))
    assert list(workers.map(times, [], given=3)) == []
    parts = [[5, 2, 4], [1, 6], []]
    ways = [engine.shuffle(by_remainder, parts, joined, n_buckets=3, given=3) for engine in (workers, Engine())]
    assert dict(ways[0]) == dict(ways[1])
    assert dict(workers.shuffle(by_remainder, [], joined, n_buckets=2, given=2)) == {0: [], 1: []}


@needs_dask
def test_what_a_worker_refuses_is_refused_here(workers: DaskEngine) -> None:
    with pytest.raises(InputError, match=r"part \d cannot be read"):
        list(workers.map(refused, [1, 2, 3]))
    assert sorted(workers.map(times, [1, 2], given=1)) == [(0, 1), (1, 2)]


@needs_dask
def test_a_result_may_be_left(workers: DaskEngine) -> None:
    results = workers.map(times, range(100), given=1)
    next(results)
    del results
    assert len(list(workers.map(times, range(3), given=1))) == 3


@needs_dask
def test_a_worker_of_another_program_is_refused(workers: DaskEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.engine.cluster.code_digest", lambda: "another program")
    with pytest.raises(EngineError, match="another version of summarize"):
        list(workers.map(times, [1], given=1))


@needs_dask
def test_an_encoder_is_unpacked_once_a_worker(workers: DaskEngine) -> None:
    made = [n for _, n in workers.map(made_of, [["a"]] * 12, given=Counting())]
    assert made == [1] * 12


@needs_dask
def test_vectors_are_those_of_local_and_are_kept(workers: DaskEngine, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Cache(tmp_path) as cache:
        spread = embed(TEXTS, SmallEncoder(), cache=cache, engine=workers, progress=lambda *counts: seen.append(counts))
        again = SmallEncoder()
        kept = embed(TEXTS, again, cache=cache)
    here = embed(TEXTS, SmallEncoder(), cache=NoCache())
    assert (spread.vectors == here.vectors).all()
    assert (kept.vectors == here.vectors).all()
    assert again.n_encoded == 0
    assert seen[0] == (0, 1500)
    assert seen[-1] == (1500, 1500)
    assert seen == sorted(seen)


@needs_dask
def test_a_killed_worker_loses_nothing(workers: DaskEngine) -> None:
    before = pids(workers)
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        if done and len(seen) == 1:
            os.kill(before[0], signal.SIGKILL)
        seen.append(done)

    found = embed(TEXTS, Slow(), cache=NoCache(), engine=workers, progress=progress)
    assert (found.vectors == embed(TEXTS, SmallEncoder(), cache=NoCache()).vectors).all()
    # Every sentence was counted once, though some were encoded again.
    assert seen[-1] == 1500
    assert seen == sorted(set(seen))
    workers._connected().wait_for_workers(2, timeout=60)
    assert before[0] not in pids(workers)


@needs_dask
def test_a_lost_scheduler_ends_the_work() -> None:
    from distributed import LocalCluster

    cluster = LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    engine = engine_named(f"dask={cluster.scheduler_address}")
    try:
        results = engine.map(slow, range(200))
        next(results)
        cluster.close()
        with pytest.raises(EngineError, match=r"connection to the Dask scheduler at .* was lost"):
            list(results)
    finally:
        engine.close()


@needs_dask
def test_no_scheduler_and_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr("summarize.engine.cluster._PATIENCE", 0.5)
    monkeypatch.setattr("summarize.engine.cluster._WORKER_PATIENCE", 0.5)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9 .*dask scheduler"):
        list(engine_named("dask=tcp://127.0.0.1:9").map(times, [1], given=1))
    with pytest.raises(EngineError, match="no Dask scheduler answers at udp"):
        list(engine_named("dask=udp://here:1").map(times, [1], given=1))
    with pytest.raises(EngineError, match="asks for a certificate and none was named"):
        list(engine_named("dask=tls://127.0.0.1:9").map(times, [1], given=1))
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        engine = engine_named(f"dask={cluster.scheduler_address}")
        with pytest.raises(EngineError, match="has no workers"):
            list(engine.map(times, [1], given=1))
        engine.close()


@needs_dask
@pytest.mark.model
def test_the_model_gives_the_same_vectors(workers: DaskEngine) -> None:
    spread = embed(TEXTS[:300], resolve(), cache=NoCache(), engine=workers).vectors
    here = embed(TEXTS[:300], resolve(), cache=NoCache()).vectors
    assert np.abs(spread - here).max() <= 1e-6


def test_a_model_that_did_not_travel(tmp_path: Path) -> None:
    import pickle

    from summarize.embedding import SentenceTransformerEncoder

    packaged = resolve()
    there = pickle.loads(pickle.dumps(packaged))
    assert (there.identity, there.folder) == (packaged.identity, packaged.folder)
    elsewhere = SentenceTransformerEncoder(tmp_path / "gone", packaged.identity)
    assert pickle.loads(pickle.dumps(elsewhere)).folder == packaged.folder
    own = SentenceTransformerEncoder(tmp_path / "gone", "own@0123")
    with pytest.raises(ModelError, match="same folder on every machine"):
        pickle.loads(pickle.dumps(own))
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    found = resolve(str(tmp_path))
    assert pickle.loads(pickle.dumps(found)).identity == found.identity
    sent = pickle.dumps(found)
    (tmp_path / "modules.json").write_text("[ ]", encoding="utf-8")
    with pytest.raises(ModelError, match="holds another model than"):
        pickle.loads(sent)


class Apart(Engine):
    """Divides as workers do, in this process."""

    spreads = True


ENGINES = [pytest.param("apart", id="apart"), pytest.param("workers", id="workers", marks=needs_dask)]


@pytest.fixture(params=ENGINES)
def divided(request: pytest.FixtureRequest) -> Any:
    """An engine with workers: a stand-in always, real ones where they are installed."""
    return Apart() if request.param == "apart" else request.getfixturevalue("workers")


def test_pages_are_read_as_local_reads_them(divided: Any, tmp_path: Path) -> None:
    story = CORPORA / "riyadh-talks"
    here = read(story, engine=Engine())
    seen: list[tuple[str, int, int]] = []
    with Cache(tmp_path) as cache:
        spread = read(story, memo=cache, engine=divided, progress=lambda *told: seen.append(told))
        assert any(stage == "extracting pages" for stage, _, _ in seen)
        seen.clear()
        # What workers extracted is kept, and is not extracted again.
        again = read(story, memo=cache, engine=divided, progress=lambda *told: seen.append(told))
        assert not any(stage == "extracting pages" for stage, _, _ in seen)
    assert here.documents == spread.documents == again.documents
    assert here.audit == spread.audit == again.audit


def test_sentences_and_copies_are_those_of_local(divided: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Small parts and buckets, so that there are several of each.
    monkeypatch.setattr("summarize.comparison.sharing._WORDS", 700)
    monkeypatch.setattr("summarize.comparison.runs._PORTION", 3)
    source = read(CORPORA / "riyadh-talks")
    here, spread = segment(source), segment(source, engine=divided)
    assert spread.documents == here.documents
    assert spread.sentences == here.sentences
    ours, theirs = find_copies(here), find_copies(spread, engine=divided)
    assert ours.n_repeats > 0
    assert (theirs.group_of == ours.group_of).all()
    assert theirs.groups == ours.groups
    assert find_text_reuse(spread, engine=divided) == find_text_reuse(here)


def test_themes_are_those_of_local(divided: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.themes.evidence._PORTION", 100)
    corpus = segment(read(CORPORA / "riyadh-talks"))
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    seeds = (Seed("European coordination"),)
    seed_vectors = SmallEncoder().encode([seeds[0].name])
    settings = ThemeSettings(n_resamples=4, explain=True)
    ours, theirs = (
        find_themes(corpus, vectors, seeds=seeds, seed_vectors=seed_vectors, settings=settings, engine=engine)
        for engine in (Engine(), divided)
    )
    assert len(ours.names) > 1
    assert any(stability is not None for stability in ours.stability)
    assert (theirs.labels == ours.labels).all()
    for name in ("names", "terms", "stability", "seeded", "representatives", "choice"):
        assert getattr(theirs, name) == getattr(ours, name)


def blas_threads(given: int, part: int) -> tuple[int, list[int]]:
    return given * part, [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]


@pytest.mark.parametrize("n_threads", [1, 3])
def test_parts_side_by_side_come_in_order_and_each_by_one_thread(n_threads: int) -> None:
    before = [pool["num_threads"] for pool in threadpool_info()]
    found = list(side_by_side(blas_threads, range(7), given=10, n_threads=n_threads))
    assert [(number, result) for number, (result, _) in found] == [(k, 10 * k) for k in range(7)]
    assert all(pools and set(pools) == {1} for _, (_, pools) in found)
    assert [pool["num_threads"] for pool in threadpool_info()] == before


def test_themes_do_not_depend_on_the_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = segment(read(CORPORA / "riyadh-talks"))
    vectors = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    found = []
    for n_cores in (1, 4):
        monkeypatch.setattr("summarize.themes.partition.processor", lambda n=n_cores: parse_processor("", n))
        found.append(find_themes(corpus, vectors, settings=ThemeSettings(n_resamples=6, explain=True)))
    ours, theirs = found
    assert (ours.labels == theirs.labels).all()
    assert (ours.names, ours.stability, ours.choice) == (theirs.names, theirs.stability, theirs.choice)


@given(
    texts=st.lists(st.lists(st.integers(1, 4), max_size=12), min_size=1, max_size=8),
    length=st.integers(1, 3),
    most=st.sampled_from([None, 1, 2]),
    words=st.integers(1, 40),
)
def test_shared_runs_are_those_of_the_index(texts: list[list[int]], length: int, most: int | None, words: int) -> None:
    arrays = [np.array(text, dtype=np.int64) for text in texts]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("summarize.comparison.sharing._WORDS", words)
        spread = list(shared_by_workers(arrays, length, Apart(), most=most))
    here = list(holdings(arrays, length).shared(most=most))
    assert [(a.tolist(), b.tolist()) for a, b in spread] == [(a.tolist(), b.tolist()) for a, b in here]


def test_every_route_travels_as_its_recipe(tmp_path: Path) -> None:
    import pickle

    for make in _every_route(resolve(), tmp_path).values():
        encoder = make()
        assert pickle.loads(pickle.dumps(encoder)).identity == encoder.identity
    with pytest.raises(TypeError, match="has no recipe"):
        pickle.dumps(LoopEncoder("trial", lambda: pytest.fail("it is not loaded")))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summarize", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@needs_dask
@pytest.mark.model
def test_the_command_gives_the_same_record() -> None:
    asked = ("themes", str(CORPORA / "riyadh-talks"), "--json", "--no-cache", "--speed", "exact")
    here, spread = run(*asked), run(*asked, "--engine", "dask")
    assert (spread.returncode, spread.stderr) == (0, "")
    assert spread.stdout == here.stdout


@needs_dask
@pytest.mark.model
def test_an_interrupted_command_ends_its_workers() -> None:
    import psutil

    asked = ("brief", str(CORPORA / "riyadh-talks"), "--no-cache", "--speed", "exact", "--engine", "dask")
    command = [sys.executable, "-m", "summarize", *asked]
    # A terminal says Ctrl-C to the whole group of processes.
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    children: list[Any] = []
    until = time.monotonic() + 120
    while len(children) < 3 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.2)
        children = psutil.Process(process.pid).children(recursive=True)
    time.sleep(1)
    children = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert (process.returncode, told.decode().strip()) == (
        130,
        "summarize: interrupted; nothing was written",
    )
    assert len(children) >= 2
    assert not psutil.wait_procs(children, timeout=10)[1]
