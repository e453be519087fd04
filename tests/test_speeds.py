from __future__ import annotations

import errno
import json
import logging
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize as sm
from summarize.cache import Cache, NoCache
from summarize.cli import app
from summarize.embedding import at_speed, embed, open_beside, resolve, spoken_by
from summarize.embedding import loop as loop_room
from summarize.embedding import probe as probe_room
from summarize.embedding import speeds as speeds_room
from summarize.embedding.batches import ALONE, FIXED, ROUNDED, Shapes, divide, pad
from summarize.embedding.bert import plain_bert
from summarize.embedding.conversion import converted, kept_in
from summarize.embedding.graph import write_graph
from summarize.embedding.loop import LoopEncoder, Network, at_once, in_threads
from summarize.embedding.networks import torch_network
from summarize.embedding.probe import choosing_alone, closeness, kept_choice, probe
from summarize.embedding.processor import parse_processor, processor
from summarize.embedding.reference import encode_alike
from summarize.embedding.sample import SENTENCES, known_vectors
from summarize.embedding.speeds import routes
from summarize.errors import ModelError
from summarize.settings import EmbeddingSettings
from summarize.similarity import unit_rows
from summarize.timing import Profile, profiled, stage

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Paced(SmallEncoder):
    """Takes a given time, and may be off by some noise."""

    def __init__(self, seconds: float, noise: float = 0.0, identity: str = "small") -> None:
        super().__init__()
        self.seconds, self.noise, self.identity = seconds, noise, identity
        self.n_calls = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.n_calls += 1
        time.sleep(self.seconds)
        rows = super().encode(texts)
        rows = rows + self.noise * np.random.default_rng(0).normal(size=rows.shape).astype(np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@given(
    st.lists(st.integers(1, 60), max_size=40),
    st.builds(Shapes, st.integers(0, 20), st.integers(1, 100), st.integers(1, 3), st.booleans()),
    st.sampled_from([None, 60, 61]),
)
def test_batches_hold_every_row_once_and_one_length_each(lengths: list[int], shapes: Shapes, limit: int | None) -> None:
    batches = list(divide(lengths, shapes, limit))
    assert sorted(row for batch in batches for row in batch.rows) == list(range(len(lengths)))
    for rows, (n_rows, length) in batches:
        assert {shapes.length(lengths[row], limit) for row in rows} == {length}
        assert max(lengths[row] for row in rows) <= length <= (limit or 99)
        assert len(rows) <= n_rows
        assert n_rows * length <= shapes.budget or n_rows == shapes.n_least
        assert shapes.step or {lengths[row] for row in rows} == {length}
        assert not shapes.is_filled or n_rows == shapes.n_rows(length)
    assert [batch.shape[1] for batch in batches] == sorted(batch.shape[1] for batch in batches)


def test_padding_is_marked_and_what_fills_up_is_the_first_row() -> None:
    pieces, mask = pad([[5, 6, 7], [8]], 1, (3, 4))
    assert pieces.tolist() == [[5, 6, 7, 1], [8, 1, 1, 1], [5, 6, 7, 1]]
    assert mask.tolist() == [[1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 0]]


def test_what_a_processor_can_do() -> None:
    assert not parse_processor("flags : avx2\n", 4).bfloat16
    assert parse_processor("flags : avx2 avx512_bf16\n", 4).bfloat16
    assert parse_processor("", 4).name
    assert processor().n_cores >= 1


@pytest.mark.parametrize(
    ("said", "n_cores"), [("1", 1), (" 1, 4 ", 1), ("4096", None), ("0", None), ("many", None), ("", None)]
)
def test_no_more_threads_than_are_allowed(said: str, n_cores: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", said)
    processor.cache_clear()
    found = processor().n_cores
    processor.cache_clear()
    monkeypatch.undo()
    assert found == (n_cores or len(os.sched_getaffinity(0)))


@pytest.mark.parametrize("n_cores", [1, 2, 8, 12, 64])
def test_threads_are_divided_among_batches(n_cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.embedding.loop.processor", lambda: parse_processor("", n_cores))
    n_batches, n_threads = at_once()
    assert 1 <= n_batches * n_threads <= n_cores
    assert n_batches * n_threads > n_cores / 2


class Letters:
    """A tokenizer: a letter is a word piece."""

    truncation = None

    def encode_batch(self, texts: list[str]) -> list[Any]:
        return [SimpleNamespace(ids=list(map(ord, text))) for text in texts]


@pytest.mark.parametrize("shapes", [ALONE, FIXED, ROUNDED])
@pytest.mark.parametrize("n_at_once", [1, 3])
def test_batches_at_once_give_the_same_in_the_same_order(n_at_once: int, shapes: Shapes) -> None:
    def run(pieces: Any, mask: Any) -> Any:
        return np.stack([(pieces * mask).sum(1), mask.sum(1), pieces[:, 0]], axis=1).astype(np.float32)

    network = Network(Letters(), 0, in_threads(run, n_at_once))
    texts = [letter * n for n in (40, 3, 17, 9, 28) for letter in "abcdefgh"]
    found = LoopEncoder("letters", lambda: network, shapes=shapes).encode(texts)
    wanted = unit_rows(
        np.array([[ord(text[0]) * len(text), len(text), ord(text[0])] for text in texts], dtype=np.float32)
    )
    assert np.abs(found - wanted).max() < 1e-6


def test_a_model_that_opens_beside_other_work_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop_room, "processor", lambda: SimpleNamespace(n_cores=2))
    begun, may_end, loads = threading.Event(), threading.Event(), []

    def load() -> Network:
        loads.append(threading.current_thread())
        begun.set()
        assert may_end.wait(10)
        return Network(Letters(), 0, in_threads(lambda pieces, mask: pieces[:, :1].astype(np.float32), 1))

    encoder = LoopEncoder("letters", load)
    open_beside(encoder)
    assert begun.wait(10)
    may_end.set()
    assert encoder.encode(["ab", "c"]).shape[0] == 2
    assert [thread is threading.main_thread() for thread in loads] == [False]


def test_a_model_that_cannot_be_opened_beside_other_work_says_so_when_it_is_asked() -> None:
    def load() -> Network:
        raise ModelError("no such model")

    encoder = LoopEncoder("letters", load)
    open_beside(encoder)
    with pytest.raises(ModelError, match="no such model"):
        encoder.encode(["ab"])


def test_a_process_opens_a_model_once_for_all_who_ask(tmp_path: Path) -> None:
    settings, cache = replace(sm.Settings(), embedding=EmbeddingSettings(speed="exact")), Cache(tmp_path)
    corpus = sm.Corpus.from_records(RECORDS)
    first, second = (sm.analyse(corpus, settings=settings, cache=cache).encoder for _ in range(2))
    assert first is second


def test_a_batch_that_fails_says_so() -> None:
    def run(pieces: Any, mask: Any) -> Any:
        raise RuntimeError("no memory")

    network = Network(Letters(), 0, in_threads(run, 2))
    with pytest.raises(RuntimeError, match="no memory"):
        LoopEncoder("letters", lambda: network, shapes=ALONE).encode(["aaaa"] * 9)


def test_the_fastest_faithful_route_is_chosen_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def absent() -> Any:
        raise RuntimeError("no such device\nand a long story")

    reference: Any = Paced(0.03)
    offered: dict[str, Callable[[], Any]] = {
        "equal": lambda: Paced(0.03),
        "fast": lambda: Paced(0.01),
        "wrong": lambda: Paced(0.0, noise=0.2),
        "absent": absent,
    }
    assert kept_choice(tmp_path, reference) is None
    with caplog.at_level(logging.INFO, "summarize"):
        assert probe(tmp_path, reference, offered) == "fast"
    (said,) = caplog.messages
    assert said.startswith("--speed fast is fast on this processor")
    assert "sentences a second" in said
    assert kept_choice(tmp_path, reference) == "fast"
    (file,) = tmp_path.glob("probe-*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["routes"]["wrong"]["reason"] == "too far from the reference"
    assert kept["routes"]["absent"]["reason"] == "no such device"
    assert kept["routes"]["fast"]["mean"] > 0.9999


def test_where_the_reference_is_known_it_is_not_loaded(tmp_path: Path) -> None:
    class Unloaded:
        identity = "unloaded"

        def encode(self, texts: Any) -> Any:
            raise AssertionError("the reference was asked")

    known = Paced(0.0).encode(SENTENCES)
    offered: dict[str, Callable[[], Any]] = {"slow": lambda: Paced(0.03), "fast": lambda: Paced(0.0)}
    assert probe(tmp_path, cast("Any", Unloaded()), offered, known) == "fast"
    (file,) = tmp_path.glob("probe-*.json")
    assert set(json.loads(file.read_text(encoding="utf-8"))["routes"]) == {"slow", "fast"}
    with pytest.raises(AssertionError, match="was asked"):
        probe(tmp_path, cast("Any", Unloaded()), {"wrong": lambda: Paced(0.0, noise=0.2)}, known)


def test_a_route_without_hope_is_timed_once(tmp_path: Path) -> None:
    slow, fast, reference = Paced(0.3), Paced(0.0), Paced(0.0)
    probe(tmp_path, cast("Any", reference), {"slow": lambda: slow, "fast": lambda: fast})
    # Once for its vectors, and once for its time.
    assert slow.n_calls == 2


def test_another_model_or_library_is_measured_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reference: Any = Paced(0.0)
    probe(tmp_path, reference, {})
    assert kept_choice(tmp_path, reference) == "reference"
    other: Any = Paced(0.0, identity="another")
    assert kept_choice(tmp_path, other) is None
    monkeypatch.setattr(probe_room, "installed", lambda *names: dict.fromkeys(names, "0.0"))
    assert kept_choice(tmp_path, reference) is None


def test_programs_that_begin_side_by_side_take_one_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []

    def slow_probe(home: Path, reference: Any, *_: Any) -> str:
        # Each by itself would choose another.
        chosen.append(("onnx float32", "openvino float32", "openvino bfloat16")[len(chosen)])
        time.sleep(0.2)
        monkeypatch.setattr(probe_room, "_fastest", lambda seconds: chosen[-1])
        return original(home, reference, {name: lambda: Paced(0.0) for name in chosen})

    original = probe_room.probe
    monkeypatch.setattr(speeds_room, "probe", slow_probe)
    monkeypatch.setattr(speeds_room, "known_vectors", lambda identity: None)
    reference = Paced(0.0)
    monkeypatch.setattr(reference, "plain_bert", None, raising=False)
    begin = threading.Barrier(3)

    def work(_: int) -> str:
        begin.wait()
        return speeds_room._fast(cast("Any", reference), tmp_path).identity

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(work, range(3))) == {"small+float32-onnx"}
    assert chosen == ["onnx float32"]


def test_nobody_is_waited_for_where_nothing_can_be_written_or_for_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with choosing_alone(blocked):
        pass
    assert not caplog.messages
    monkeypatch.setattr(probe_room, "_PATIENCE", 0.05)
    with choosing_alone(tmp_path), choosing_alone(tmp_path):
        assert "chooses for itself" in caplog.text
    # It goes with who held it.
    caplog.clear()
    with choosing_alone(tmp_path):
        assert not caplog.messages
    # What is no database locks nobody out.
    (tmp_path / "choosing.lock").write_bytes(b"not a database, but as long as the head of one" * 30)
    with choosing_alone(tmp_path):
        assert not caplog.messages


def test_a_choice_that_cannot_be_kept_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    reference: Any = Paced(0.0)
    assert probe(blocked, reference, {}) == "reference"
    assert "could not be kept" in caplog.text


def test_a_route_that_the_disk_hindered_is_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    full = tmp_path / "full"

    def build(_: Any, folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def hindered() -> Any:
        return converted(full, "onnx", reference, ("numpy",), build)

    def unloadable() -> Any:
        raise OSError("libopenvino.so: cannot open shared object file")

    reference: Any = Paced(0.0)
    with caplog.at_level(logging.INFO, "summarize"):
        assert probe(tmp_path, reference, {"onnx": hindered}) == "reference"
    assert kept_choice(tmp_path, reference) is None
    assert "for this run alone, since one could not be tried (onnx: the onnx model could not be kept" in caplog.text
    assert "remembered" not in caplog.text
    probe(tmp_path, reference, {"openvino": unloadable})
    assert kept_choice(tmp_path, reference) == "reference"


def test_a_converted_model_is_built_once_and_again_when_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []

    def build(reference: Any, folder: Path) -> None:
        built.append(reference.identity)
        (folder / "weights").write_text(reference.identity, encoding="utf-8")

    model: Any = SmallEncoder()
    folder, digest = converted(tmp_path, "kind", model, ("numpy",), build)
    assert converted(tmp_path, "kind", model, ("numpy",), build) == (folder, digest)
    assert built == ["small"]
    (folder / "weights").write_text("damaged", encoding="utf-8")
    assert converted(tmp_path, "kind", model, ("numpy",), build) == (folder, digest)
    assert (folder / "weights").read_text(encoding="utf-8") == "small"
    other: Any = Paced(0.0, identity="another")
    assert converted(tmp_path, "kind", other, ("numpy",), build)[1] != digest
    assert built == ["small", "small", "another"]
    changed = tmp_path / "graph.py"
    changed.write_text("another graph", encoding="utf-8")
    monkeypatch.setattr("summarize.embedding.conversion._PROGRAM", (changed,))
    assert converted(tmp_path, "kind", model, ("numpy",), build)[0] != folder
    assert built == ["small", "small", "another", "small"]


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    def stopped(reference: Any, folder: Path) -> None:
        (folder / "weights").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    model: Any = SmallEncoder()
    with pytest.raises(KeyboardInterrupt):
        converted(tmp_path, "kind", model, (), stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    model: Any = SmallEncoder()
    with pytest.raises(ModelError, match="SUMMARIZE_CACHE"):
        converted(blocked, "kind", model, (), lambda reference, folder: None)


def test_clearing_the_cache_takes_converted_models_along(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache.folder is not None
        cache.folder.mkdir()
        (cache.folder / "weights").write_bytes(b"0" * 9_000_000)
        assert cache.contents()["bytes"] > 9_000_000
        cache.clear()
        assert not cache.folder.exists()
    assert NoCache().folder is None


def test_without_a_folder_a_model_goes_with_the_process() -> None:
    assert kept_in(None) == kept_in(None)
    assert kept_in(None).is_dir()


def test_an_encoder_of_ones_own_has_one_speed(encoder: SmallEncoder) -> None:
    assert at_speed(encoder, "draft", None) is encoder


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.embedding.speeds.installed", lambda *names: dict.fromkeys(names))
    with pytest.raises(ModelError, match=r'pip install "summarize\[draft\]"'):
        at_speed(resolve(), "draft", tmp_path)


def test_graphics_processors_are_asked_for_where_pytorch_knows_of_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    offered = {}
    for version in ("2.13.0+cpu", "2.13.0+cu128", "2.13.0", None):
        monkeypatch.setattr("summarize.embedding.speeds.installed", lambda *names, v=version: dict.fromkeys(names, v))
        offered[version] = "cuda float16" in routes(resolve(), tmp_path)
    assert offered == {"2.13.0+cpu": False, "2.13.0+cu128": True, "2.13.0": True, None: False}


def test_speeds_have_vectors_of_their_own_and_one_language() -> None:
    name = resolve().identity
    assert spoken_by(f"{name}+int8@0123") == spoken_by(name) == frozenset({"en"})


def test_speed_is_a_setting(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('[embedding]\nspeed = "exact"\n', encoding="utf-8")
    assert sm.read_settings(file).embedding == EmbeddingSettings("exact")
    file.write_text('[embedding]\nspeed = "warp"\n', encoding="utf-8")
    with pytest.raises(sm.SettingsError, match="warp"):
        sm.read_settings(file)


@pytest.mark.usefixtures("small_encoder")
def test_the_command_line_decides_over_the_file(table: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('[embedding]\nspeed = "exact"\n', encoding="utf-8")
    for more, speed in (((), "exact"), (("--speed", "int8"), "int8")):
        done = CliRunner().invoke(app, ["themes", str(table), "--settings", str(file), "--json", *more])
        assert json.loads(done.stdout)["settings"]["embedding"]["speed"] == speed


@pytest.mark.usefixtures("small_encoder")
def test_a_profile_says_where_the_time_went(table: Path) -> None:
    plain = CliRunner().invoke(app, ["themes", str(table)])
    told = CliRunner().invoke(app, ["themes", str(table), "--profile", "--no-cache"])
    assert told.stdout == plain.stdout
    assert "%" not in plain.stderr
    for name in ("embedding sentences", "finding themes", "reading", "writing", "everything else"):
        assert name in told.stderr
    shares = [float(line.split()[2]) for line in told.stderr.splitlines()[1:]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100, abs=1)


def test_a_stage_is_not_charged_for_the_stages_inside_it() -> None:
    entered: list[str | None] = []
    with profiled(Profile(entered.append)) as found, stage("outer"):
        with stage("inner"):
            time.sleep(0.05)
        with stage("short", shown=False):
            pass
    with stage("unseen"):
        pass
    assert list(found.seconds) == ["outer", "inner", "short"]
    assert found.seconds["inner"] >= 0.05 > found.seconds["outer"]
    assert entered == ["outer", "inner", "outer", None]


SLOW = """
import sys, time
import summarize.embedding
from tests.conftest import SmallEncoder

class Slow(SmallEncoder):
    def encode(self, texts):
        time.sleep(0.3)
        sys.stderr.write(f"encoded {len(texts)}\\n")
        return super().encode(texts)

summarize.embedding.resolve = lambda model=None: Slow()
from summarize.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_ctrl_c_keeps_what_was_embedded_and_the_next_run_goes_on(tmp_path: Path) -> None:
    texts = [f"Minister number {i} said that bridge {i} would be built in {1900 + i}." for i in range(3000)]
    corpus = tmp_path / "c.jsonl"
    rows = [{"id": f"d{n}", "outlet": f"o{n}", "text": " ".join(texts[n::3])} for n in range(3)]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    program = tmp_path / "slow.py"
    program.write_text(SLOW, encoding="utf-8")
    cache = Path(os.environ["SUMMARIZE_CACHE"]) / "cache.sqlite3"
    command = [sys.executable, str(program), "themes", str(corpus), "--json"]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def n_kept() -> int:
        if not cache.exists():
            return 0
        with closing(sqlite3.connect(cache)) as connection:
            try:
                return int(connection.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])
            except sqlite3.OperationalError:
                return 0

    until = time.monotonic() + 60
    while n_kept() < 512 and time.monotonic() < until and first.poll() is None:
        time.sleep(0.02)
    first.send_signal(signal.SIGINT)
    out, said = first.communicate(timeout=60)
    assert first.returncode == 130, said
    assert out == ""
    assert "the next run goes on from there" in said
    kept = n_kept()
    assert 512 <= kept < 3000
    with closing(sqlite3.connect(cache)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert again.returncode == 0, again.stderr
    encoded = sum(int(line.split()[1]) for line in again.stderr.splitlines() if line.startswith("encoded"))
    assert encoded == 3000 - kept
    assert n_kept() == 3000


@pytest.mark.model
def test_a_second_run_loads_no_model(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    code = (
        "import sys; from summarize.cli.app import app\n"
        f"try: app(['themes', {str(corpus)!r}])\n"
        "finally: print(sorted({'numpy', 'torch', 'onnxruntime', 'openvino', 'scipy'} & set(sys.modules)), file=sys.stderr)"
    )
    first, again = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(2))
    assert first.stdout == again.stdout != ""
    assert any(library in first.stderr for library in ("torch", "onnxruntime", "openvino"))
    assert again.stderr == "[]\n"


def run_code(code: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of a few lines, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **environment},
    )


def edit(file: Path, **changes: object) -> None:
    """Change some entries of a JSON file."""
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")


@pytest.mark.model
@pytest.mark.parametrize(("dtype", "bar"), [("float32", 0.999999), ("bfloat16", 0.999), ("float16", 0.999)])
def test_the_own_loop_gives_the_models_vectors(real_encoder: Any, dtype: str, bar: float) -> None:
    ours = LoopEncoder(
        "ours", lambda: torch_network(real_encoder, device="cpu", dtype=dtype), shapes=replace(FIXED, budget=128)
    )
    found = ours.encode(SENTENCES)
    mean, worst = closeness(found, real_encoder.encode(SENTENCES))
    assert mean >= bar
    assert worst >= min(bar, 0.995)
    backwards = ours.encode(SENTENCES[::-1])[::-1]
    assert (backwards == found).all()
    assert real_encoder.model().device.type == "cpu"
    assert ours.encode([]).shape[0] == 0


#: A word, a text that is cut off, and in between; of some lengths there is one alone, of others there are several.
COMPANY = [
    "No.",
    *SENTENCES,
    *(f"Talks {word} in Riyadh on Monday." for word in ("began", "went on", "ended")),
    "on and on " * 150,
]


def encoder_of(route: str, reference: Any, home: Path) -> Any:
    if route == "exact":
        return reference
    if route == "int8":
        return at_speed(reference, "int8", home)
    offered = routes(reference, home)
    if route not in offered:
        pytest.skip(f"no {route} on this machine")
    return offered[route]()


def assert_no_company_is_seen(encoder: Any) -> None:
    together = encoder.encode(COMPANY)
    n = len(COMPANY)
    groups = (
        [[i] for i in range(0, n, 3)]
        + [[i - 1, i] for i in range(1, n, 9)]
        + [list(range(3, n, 3)), list(range(n))[::-1]]
    )
    for group in groups:
        assert (encoder.encode([COMPANY[i] for i in group]) == together[group]).all(), group


@pytest.mark.model
@pytest.mark.parametrize(
    "route", ["exact", "onnx float32", "openvino float32", "openvino bfloat16", "int8", "cuda float16"]
)
def test_a_vector_is_the_same_to_the_last_bit_in_any_company(route: str, real_encoder: Any, tmp_path: Path) -> None:
    encoder = encoder_of(route, real_encoder, tmp_path)
    assert_no_company_is_seen(encoder)
    # What the cache holds from another corpus is what is computed anew.
    with Cache(tmp_path) as cache:
        embed(COMPANY[::2], encoder, cache=cache)
        late = embed(COMPANY, encoder, cache=cache).vectors
    assert (late == embed(COMPANY, encoder, cache=NoCache()).vectors).all()


@pytest.mark.model
@pytest.mark.parametrize("route", ["exact", "onnx float32", "openvino bfloat16", "int8"])
def test_a_vector_is_the_same_with_any_number_of_threads(route: str, real_encoder: Any, tmp_path: Path) -> None:
    encoder_of(route, real_encoder, tmp_path)
    code = (
        "import sys; from pathlib import Path; from hashlib import sha256; from tests.test_speeds import COMPANY, encoder_of\n"
        "from summarize.embedding import resolve\n"
        "encoder = encoder_of(sys.argv[1], resolve(), Path(sys.argv[2]))\n"
        "print(sha256(encoder.encode(COMPANY).tobytes()).hexdigest())"
    )
    found = [run_code(code, route, str(tmp_path), OMP_NUM_THREADS=n_threads) for n_threads in ("1", "2")]
    assert found[0].stdout == found[1].stdout != "", found[0].stderr


@pytest.mark.model
@pytest.mark.parametrize("change", ["traced", "with a prompt", "without a text to fill up"])
def test_no_company_is_seen_by_another_model(
    change: str, real_encoder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "other"
    shutil.copytree(real_encoder.folder, folder)
    if change == "traced":
        edit(folder / "1_Pooling" / "config.json", pooling_mode_cls_token=True, pooling_mode_mean_tokens=False)
        assert_no_company_is_seen(routes(resolve(str(folder)), tmp_path)["onnx float32"]())
    elif change == "with a prompt":
        edit(folder / "config_sentence_transformers.json", prompts={"news": "news: "}, default_prompt_name="news")
        other = resolve(str(folder))
        assert_no_company_is_seen(other)
        assert np.abs(other.encode(["Rain."]) - real_encoder.encode(["news: Rain."])).max() < 1e-5
    else:
        monkeypatch.setattr("summarize.embedding.reference._WORD", "inextricably")
        other = resolve(str(folder))
        assert_no_company_is_seen(other)
        assert np.abs(other.encode(COMPANY) - real_encoder.encode(COMPANY)).max() < 1e-5


@pytest.mark.model
def test_a_model_that_tells_no_word_pieces_is_given_each_text_alone() -> None:
    given: list[list[str]] = []

    def encode(texts: list[str], **settings: object) -> Any:
        given.append(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    import torch

    model = SimpleNamespace(
        prompts={}, default_prompt_name=None, tokenize=lambda texts: {}, encode=encode, device=torch.device("cpu")
    )
    n_threads = torch.get_num_threads()
    assert encode_alike(model, ["Talks.", "Rain", "Talks."])[:, 0].tolist() == [6, 4, 6]
    assert sorted(given) == [["Rain"], ["Talks."], ["Talks."]]
    assert torch.get_num_threads() == n_threads


@pytest.mark.model
def test_a_model_is_read_plainly_only_where_it_is_plain(real_encoder: Any, tmp_path: Path) -> None:
    plain = real_encoder.plain_bert
    assert (plain.n_layers, plain.width, plain.max_word_pieces) == (6, 384, 256)
    for change, edit in {
        "config.json": {"model_type": "mpnet"},
        "sentence_bert_config.json": {"do_lower_case": True},
        "1_Pooling/config.json": {"pooling_mode_cls_token": True},
    }.items():
        folder = tmp_path / change.replace("/", "-")
        shutil.copytree(real_encoder.folder, folder)
        file = folder / change
        file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | edit), encoding="utf-8")
        assert plain_bert(folder) is None
    assert plain_bert(tmp_path) is None
    (tmp_path / "weights").write_bytes(b"no weights")
    for other in ({"inner_width": 7}, {"n_layers": 7}, {"weights": tmp_path / "weights"}, {"n_pieces": 1}):
        with pytest.raises(ModelError, match="expected the weights of a BERT"):
            write_graph(replace(plain, **other), tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


@pytest.mark.model
def test_a_route_that_this_version_does_not_know_is_chosen_anew(real_encoder: Any, tmp_path: Path) -> None:
    at_speed(real_encoder, "fast", tmp_path)
    (file,) = tmp_path.rglob("probe-*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(kept | {"chosen": "steam"}), encoding="utf-8")
    at_speed(real_encoder, "fast", tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["chosen"] in (*kept["routes"], "reference")


@pytest.mark.model
def test_the_vectors_of_the_file_are_those_of_the_reference(real_encoder: Any) -> None:
    known = known_vectors(real_encoder.identity)
    assert known is not None
    assert np.abs(known - real_encoder.encode(SENTENCES)).max() < 1e-5
    assert known_vectors("another model") is None


@pytest.mark.model
def test_a_first_run_loads_no_library_of_the_model(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from summarize.embedding import at_speed, resolve\n"
        "r = resolve(); home = pathlib.Path(sys.argv[1]); at_speed(r, 'fast', home).encode(['Talks.'])\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'sklearn') if m in sys.modules])"
    )
    done = run_code(code, str(tmp_path))
    assert done.stdout.splitlines() == ["[]"], done.stderr


@pytest.mark.model
def test_without_a_cache_fast_is_the_model_itself_without_its_libraries(real_encoder: Any) -> None:
    code = (
        "import sys; from summarize.embedding import at_speed, resolve; from summarize.embedding.sample import SENTENCES\n"
        "e = at_speed(resolve(), 'fast', None); v = e.encode(SENTENCES); print(e.identity, v.sum(axis=0)[:3].round(3).tolist())\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = run_code(code)
    wanted = real_encoder.encode(SENTENCES).sum(axis=0)[:3].round(3).tolist()
    assert done.stdout.splitlines() == [f"{real_encoder.identity}+float32-onnx {wanted}", "[]"], done.stderr


@pytest.mark.model
def test_fast_is_faithful_and_remembered(real_encoder: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "summarize"):
        fast = at_speed(real_encoder, "fast", tmp_path)
        again = at_speed(real_encoder, "fast", tmp_path)
    assert len([message for message in caplog.messages if message.startswith("--speed fast")]) == 1
    assert again.identity == fast.identity
    assert fast.identity.startswith(real_encoder.identity)
    mean, worst = closeness(fast.encode(SENTENCES), real_encoder.encode(SENTENCES))
    assert mean >= 0.999
    assert worst >= 0.995
    one = embed(SENTENCES, fast, cache=NoCache()).vectors
    other = embed(SENTENCES[::-1], again, cache=NoCache()).vectors[::-1]
    assert (one == other).all()


@pytest.mark.model
def test_a_gpu_that_is_promised_and_not_there_costs_nothing(
    real_encoder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is one")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr("summarize.embedding.speeds.installed", lambda *names: dict.fromkeys(names, "2.13.0"))
    offered = {name: make for name, make in routes(real_encoder, tmp_path).items() if name.startswith(("cuda", "onnx"))}
    assert "cuda float16" in offered
    assert probe(tmp_path, real_encoder, offered) != "cuda float16"
    (file,) = tmp_path.glob("probe-*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["routes"]["cuda float16"]["reason"]


@pytest.mark.model
def test_eight_bits_are_near_and_need_no_torch(real_encoder: Any, tmp_path: Path) -> None:
    made = at_speed(real_encoder, "int8", tmp_path)
    mean, _ = closeness(made.encode(SENTENCES), real_encoder.encode(SENTENCES))
    assert 0.99 <= mean < 0.9999
    code = (
        "import sys; from pathlib import Path; from summarize.embedding import at_speed, resolve\n"
        f"found = at_speed(resolve(), 'int8', Path({str(tmp_path)!r}))\n"
        "found.encode(['Talks.']); print(found.identity, 'torch' in sys.modules)"
    )
    done = run_code(code)
    assert done.stdout.split() == [made.identity, "False"]


@pytest.mark.model
def test_eight_bits_too_far_off_are_refused(real_encoder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.embedding.speeds.INT8_MEAN", 0.9999)
    with pytest.raises(ModelError, match="take the speed fast"):
        at_speed(real_encoder, "int8", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.model
@pytest.mark.parametrize("name", ["onnx float32", "openvino float32"])
def test_a_converted_model_gives_the_same_vectors(name: str, real_encoder: Any, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime" if name.startswith("onnx") else "openvino")
    made = routes(real_encoder, tmp_path)[name]()
    assert made.identity != real_encoder.identity
    assert spoken_by(made.identity) == spoken_by(real_encoder.identity)
    assert closeness(made.encode(SENTENCES), real_encoder.encode(SENTENCES))[1] > 0.99999


@pytest.mark.model
def test_a_model_that_is_not_plain_is_traced(real_encoder: Any, tmp_path: Path) -> None:
    folder = tmp_path / "first-piece"
    shutil.copytree(real_encoder.folder, folder)
    edit(folder / "1_Pooling" / "config.json", pooling_mode_cls_token=True, pooling_mode_mean_tokens=False)
    other = resolve(str(folder))
    assert other.plain_bert is None
    made = routes(other, tmp_path)["onnx float32"]()
    found = made.encode(SENTENCES)
    assert closeness(found, other.encode(SENTENCES))[1] > 0.99999
    assert closeness(found, real_encoder.encode(SENTENCES))[0] < 0.999


@pytest.mark.model
def test_a_draft_knows_what_is_alike(real_encoder: Any, tmp_path: Path) -> None:
    pytest.importorskip("model2vec.distill")
    draft = at_speed(real_encoder, "draft", tmp_path)
    texts = ["The minister resigned.", "The minister has resigned today.", "Rain fell on the coast.", "\u2603"]
    with Cache(tmp_path) as cache:
        vectors = embed(texts, draft, cache=cache).vectors
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert_no_company_is_seen(draft)
    assert at_speed(real_encoder, "draft", tmp_path).identity == draft.identity
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"cache.sqlite3", "static"}


def test_the_runtimes_report_to_nobody(tmp_path: Path) -> None:
    # Both libraries report their use from their import on, and keep the number of the machine at home.
    code = """
import importlib.util
from summarize.embedding.runtimes import onnx_runtime, openvino_runtime
print(onnx_runtime().__name__)
if importlib.util.find_spec("openvino"):
    openvino_runtime().Core()
"""
    done = run_code(code, HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path))
    assert done.stdout == "onnxruntime\n", done.stderr
    assert list(tmp_path.rglob("*")) == []


def test_nothing_imports_a_runtime_but_the_door_that_silences_it() -> None:
    package = Path(sm.__file__).parent
    pattern = re.compile(r"^\s*(?:import|from) (?:onnxruntime|openvino)\b", re.MULTILINE)
    found = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if pattern.search(path.read_text())}
    assert found == {"embedding/runtimes.py", "embedding/conversion.py"}
