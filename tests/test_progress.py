"""What is shown while a command works: one line, never empty, and gone when the command ends."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import threading
from pathlib import Path
from typing import Any

import pytest

import summarize as sm
from summarize.cli.progress import CLEAR, Display, showing
from summarize.cli.run import Run
from summarize.comparison import neighbourhoods
from summarize.packing import pack
from summarize.timing import Profile, counting, followed, portions, profiled

from .conftest import RECORDS, SmallEncoder


class Terminal:
    """A display with a clock that is set by hand, and what it wrote."""

    def __init__(self, columns: int = 80) -> None:
        self.now = 0.0
        self.written: list[str] = []
        self.display = Display(self.written.append, lambda: self.now, lambda: columns)

    @property
    def line(self) -> str:
        """What stands on the line."""
        assert self.written[-1].startswith(CLEAR)
        return self.written[-1].removeprefix(CLEAR)


def test_a_count_has_a_rate_and_the_time_left_and_gives_way_to_the_stage_around_it() -> None:
    shown = Terminal()
    shown.display.entered("comparing outlets")
    assert shown.line == "comparing outlets ..."
    shown.display("finding voices", 0, 1000)
    assert shown.line == "finding voices: 0 of 1,000"
    shown.now = 2.0
    shown.display("finding voices", 100, 1000)
    assert shown.line == "finding voices: 100 of 1,000, 50/s, 18 s left"
    shown.display("finding voices", 1000, 1000)
    assert shown.line == "comparing outlets ... 2 s"
    shown.display.entered("counting")
    assert shown.line == "counting ..."
    shown.display.entered("comparing outlets")
    assert shown.line == "comparing outlets ... 2 s"
    shown.display.entered(None)
    assert shown.line == "working ..."
    shown.display("writing", 0, 10)
    shown.display("writing", 10, 10)
    assert shown.line == "working ..."


def test_a_stage_within_a_counted_one_hides_the_count_for_a_while() -> None:
    shown = Terminal()
    shown.display.entered("embedding sentences")
    shown.display("embedding sentences", 0, 10)
    shown.now = 4.0
    shown.display.entered("loading the model")
    assert shown.line == "loading the model ..."
    shown.display.entered("embedding sentences")
    shown.display("embedding sentences", 5, 10)
    assert shown.line == "embedding sentences: 5 of 10, 1/s, 4 s left"


def test_what_says_nothing_for_a_second_is_drawn_again_with_the_seconds_so_far() -> None:
    shown = Terminal()
    shown.display.tick()
    shown.display.entered("finding stories")
    shown.now = 0.75
    shown.display.tick()
    assert shown.line == "finding stories ..."
    for shown.now, seconds in ((1.0, "1 s"), (2.5, "2 s"), (75.5, "1 min 15 s")):
        shown.display.tick()
        assert shown.line == f"finding stories ... {seconds}"
    shown.display("finding voices", 0, 100)
    shown.now += 2
    shown.display("finding voices", 50, 100)
    n_written = len(shown.written)
    shown.display.tick()
    assert len(shown.written) == n_written
    shown.now += 2
    shown.display.tick()
    # The rate falls while nothing is done.
    assert shown.line == "finding voices: 50 of 100, 12/s, 4 s left, 4 s so far"


def test_nothing_is_written_once_it_is_closed_or_rests(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Terminal()
    shown.display.entered("reading")
    shown.display.rest()
    assert shown.line == ""
    n_written = len(shown.written)
    shown.now = 5.0
    shown.display.tick()
    shown.display.entered(None)
    assert len(shown.written) == n_written
    shown.display.entered("reading again")
    shown.display.say("summarize: two were left out")
    assert shown.written[-2:] == [CLEAR, f"{CLEAR}reading again ..."]
    assert capsys.readouterr().err == "summarize: two were left out\n"
    shown.display.close()
    assert shown.line == ""
    n_written = len(shown.written)
    shown.display.entered("late")
    shown.display("late", 1, 2)
    shown.now = 9.0
    shown.display.tick()
    shown.display.close()
    shown.display.say("summarize: wrote it")
    assert len(shown.written) == n_written
    assert capsys.readouterr().err == "summarize: wrote it\n"


def test_a_line_is_cut_where_it_would_wrap() -> None:
    shown = Terminal(columns=20)
    shown.display("reading a-very-long-name.jsonl", 1, 9)
    assert shown.line == "reading a-very-long"


def test_the_copy_of_a_forked_process_is_mute(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    shown.display.entered("reading")
    shown.display("reading", 1, 2)
    shown.display.rest()
    shown.display.close()
    assert shown.written == []


def test_the_thread_begins_with_the_first_stage_and_ends_with_the_display() -> None:
    def watching() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "summarize-display"]

    shown = Display(lambda _: None, watched=True)
    assert watching() == []
    shown.entered("reading")
    shown.entered("finding voices")
    assert len(watching()) == 1
    assert watching()[0].daemon
    shown.close()
    assert watching() == []


def test_progress_goes_to_a_terminal_alone(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(format="text", no_cache=True, random_state=0)
    with showing():
        assert run.progress() is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with showing():
        show = run.progress()
        assert show is not None
        show("embedding sentences", 3, 9)
        show("embedding sentences", 9, 9)
    assert run.progress() is None
    written = capfd.readouterr()
    assert "embedding sentences: 3 of 9" in written.err
    assert written.err.endswith("\r\x1b[K")
    assert written.out == ""


def whole(told: list[tuple[int, int]]) -> None:
    """Hold that a count goes from none to all, never backwards, and comes to all once, at its end."""
    totals = {total for _, total in told}
    assert len(totals) == 1
    total = totals.pop()
    assert told[0] == (0, total)
    assert told == sorted(told)
    assert [done for done, _ in told].count(total) == 1
    assert told[-1] == (total, total)


def test_portions_within_portions_grow_to_the_end_whatever_the_passes_do() -> None:
    told: list[tuple[int, int]] = []
    with portions(lambda *step: told.append(step), 1000, 1, 2, 1) as (reading, comparing, skipped):
        list(followed(range(7), reading))
        with portions(comparing, 3, 1, 1) as (first, second):
            list(followed([], first))
            list(followed("abc", second))
            list(followed("abc", first))
        assert skipped is not None
    whole(told)
    assert (250, 1000) in told
    assert (750, 1000) in told


@pytest.mark.parametrize("n_items", [0, 1])
def test_portions_of_nothing_end_once(n_items: int) -> None:
    told: list[tuple[int, int]] = []
    with portions(lambda *step: told.append(step), n_items, 0) as (only,):
        list(followed([], only))
    assert told == ([(0, 1), (1, 1)] if n_items else [(0, 0)])


def test_portions_tell_nobody_where_nobody_asks() -> None:
    with portions(None, 5, 1, 1) as passes:
        assert passes == (None, None)


@pytest.mark.parametrize("most", [neighbourhoods.WHOLE, 5])
def test_each_view_is_counted_from_none_to_all_and_comes_to_all_once(
    most: int, encoder: SmallEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("comparison.neighbourhoods", "comparison.omissions", "comparison.echoes"):
        monkeypatch.setattr(f"summarize.{room}.WHOLE", most)
    told: dict[str, list[tuple[int, int]]] = {}
    records = [
        {**record, "published": f"2025-02-{10 + i + 7 * again}T10:00:00Z", "id": f"{record['id']}-{again} of {most}"}
        for again in range(3)
        for i, record in enumerate(RECORDS)
    ]
    corpus = sm.Corpus.from_records(records)

    def progress(name: str, done: int, total: int) -> None:
        told.setdefault(name, []).append((done, total))

    analysis = sm.analyse(corpus, encoder=encoder, cache=sm.NoCache(), progress=progress)
    sm.compare(analysis).to_dict()
    sm.stories(corpus, encoder=encoder, cache=sm.NoCache(), progress=progress)
    counted = {
        "finding copies",
        "finding text reuse",
        "finding claims",
        "finding themes",
        "counting themes",
        "aligning sentences",
        "finding figures",
        "weighing words",
        "finding voices",
        "reading headlines",
        "reading who stated what",
        "holding outlets against each other",
        "measuring breadth",
        "comparing documents",
        "looking for strays",
    }
    assert counted <= told.keys()
    # What is no running text is known by then: themes ask for it too.
    assert "telling articles from page furniture" not in told
    for name in counted | ({"looking for what is left out"} & told.keys()):
        whole(told[name])


def test_a_brief_is_counted_too(encoder: SmallEncoder) -> None:
    told: list[tuple[int, int]] = []

    def progress(name: str, done: int, total: int) -> None:
        if name == "choosing sentences":
            told.append((done, total))

    corpus = sm.Corpus.from_records(RECORDS)
    sm.brief(sm.analyse(corpus, encoder=encoder, cache=sm.NoCache(), progress=progress))
    whole(told)


@pytest.mark.parametrize("largest", [1_000_000, 10])
def test_long_lists_are_counted_while_they_are_kept(largest: int) -> None:
    told: list[tuple[str, int, int]] = []
    value = {"rows": list(range(2_500)), "few": [1, 2]}
    with profiled(Profile(counted=lambda *step: told.append(step))):
        packed = pack(value, largest, counting("keeping results"))
        assert pack({"few": [1, 2]}, largest, counting("keeping nothing")) is None or largest > 10
    assert (packed is None) == (largest == 10)
    assert {name for name, _, _ in told} == {"keeping results"}
    whole([(done, total) for _, done, total in told])
    assert counting("keeping results") is None


SLOW = """
import sys, time
import summarize.embedding
from tests.conftest import SmallEncoder

class Slow(SmallEncoder):
    def encode(self, texts):
        time.sleep({seconds})
        return super().encode(texts)

summarize.embedding.resolve = lambda model=None: Slow()
from summarize.cli import main
main()
"""


def run_in_terminal(
    program: str,
    *arguments: str,
    stdout_too: bool = False,
    until: bytes | None = None,
    sent: int = signal.SIGINT,
    columns: int = 0,
) -> tuple[int, bytes, bytes]:
    """Exit code, what came on the terminal, and stdout; a signal is sent when `until` stands on the terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs if stdout_too else subprocess.PIPE,
        stderr=theirs,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            seen += some
            if until is not None and until in seen:
                process.send_signal(sent)
                until = None
        os.close(ours)
        printed = b"" if process.stdout is None else process.stdout.read()
        return process.wait(60), seen, printed


def shown_at_last(written: bytes) -> list[str]:
    """The lines that stand on a terminal in the end."""
    return [line.rpartition(CLEAR)[2] for line in written.decode().replace("\r\n", "\n").split("\n")]


@pytest.mark.parametrize("columns", [40, 120])
def test_text_is_as_wide_as_the_terminal(columns: int, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    program = SLOW.format(seconds=0)
    code, written, _ = run_in_terminal(program, "read", str(table), "--no-cache", stdout_too=True, columns=columns)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown_at_last(written)]
    assert code == 0
    assert 0.7 * columns < max(map(len, lines)) <= columns, "\n".join(lines)


def test_a_terminal_holds_the_result_alone_in_the_end(table: Path) -> None:
    program = SLOW.format(seconds=2.4)
    code, written, _ = run_in_terminal(program, "brief", str(table), "--no-cache", stdout_too=True)
    assert code == 0
    assert re.search(rb"embedding sentences: 0 of \d+, 1 s so far", written), written.decode()
    plain = subprocess.run(
        [sys.executable, "-c", SLOW.format(seconds=0), "brief", str(table), "--no-cache"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    lines = shown_at_last(written)
    assert len(lines) >= len(plain.stdout.decode().split("\n"))
    assert not any("..." in line or "embedding sentences" in line for line in lines)
    quiet = run_in_terminal(program, "brief", str(table), "--no-cache", "--quiet")
    assert quiet[1:] == (b"", plain.stdout)


@pytest.mark.parametrize(
    ("sent", "status", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
@pytest.mark.parametrize("engine", ["local", "dask"])
def test_an_interrupt_leaves_no_line_behind(engine: str, sent: int, status: int, word: str, table: Path) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    code, written, _ = run_in_terminal(
        SLOW.format(seconds=30), "brief", str(table), "--no-cache", "--engine", engine, until=b"so far", sent=sent
    )
    assert code == status
    assert shown_at_last(written)[-2:] == [
        f"summarize: {word}; nothing was written",
        "",
    ]


def test_an_error_stands_alone_on_its_line(table: Path, tmp_path: Path) -> None:
    code, written, _ = run_in_terminal(SLOW.format(seconds=0), "brief", str(table), "--theme", "99", "--no-cache")
    assert code == 1
    last: Any = shown_at_last(written)[-2]
    assert last.startswith("summarize: there is no theme 99")
