"""How much it costs to grade a class, beside plain ``nbgrader autograde``.

    python benchmarks/grading.py                 50 hand-ins of ten form items
    python benchmarks/grading.py --code          with a pandas-and-chart code item
    python benchmarks/grading.py --otter VENV    also beside ``otter run``
    python benchmarks/grading.py --many 3000     whether it stays linear and flat

All in a temporary folder. CPU seconds are those of the whole run, start included; wall
times depend on what else runs. Plain nbgrader, which runs notebooks in kernels, is
measured on a few hand-ins, its start taken apart, and reckoned for all.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "helpers"), str(HERE / "tests")]

import nbformat  # noqa: E402
from plain_nbgrader import CONFIG  # noqa: E402

import second  # noqa: E402
import tiny  # noqa: E402
from bijak.answers import WHOLE, AnswerBook  # noqa: E402
from bijak.course import generate_release, generate_tests  # noqa: E402
from bijak.notebooks import read_items, read_notebook  # noqa: E402
from bijak.scoring import specimens  # noqa: E402

ITEMS = dict(list(tiny.QUESTIONS.items())[:10])


@dataclass(frozen=True)
class Cost:
    """What a run took.

    Attributes:
        cpu: seconds of all its processes.
        wall: seconds.
        peak: the largest memory of one of its processes, in MB.
    """

    cpu: float
    wall: float
    peak: float


def run(root: Path, *command: str, python: str = sys.executable) -> Cost:
    """Run a module of an interpreter, this one's unless told, in a project."""
    before, start = _used(), time.monotonic()
    kept = dict(os.environ, BIJAK_ROOT=str(root), PYTHONPATH=str(HERE / "helpers"))
    # Compiled once, as on every laptop: else both would compile at each start.
    for name in ("BIJAK_KELAS", "BIJAK_EXCHANGE", "PYTHONDONTWRITEBYTECODE"):
        kept.pop(name, None)
    done = subprocess.run(
        [python, "-m", *command],
        cwd=root,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Cost(_used() - before, time.monotonic() - start, peak)


def say(line: str) -> None:
    """Print a line of the table."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make_class(folder: Path, assignment: str, count: int) -> Path:
    """A project whose class has handed in, its tests in the gradebook."""
    root = second.add_to(tiny.write_project(folder, ITEMS))
    generate_release(root, assignment, "exercises")
    generate_tests(root, assignment)
    source = root / "solutions" / assignment / f"{assignment}.ipynb"
    items = read_items(read_notebook(source))
    for number in range(count):
        _hand_in(root, assignment, f"peserta-{number:04d}", items)
    return root


def _hand_in(root: Path, assignment: str, code: str, items: dict) -> None:
    folder = root / "kelas" / "utama" / "submitted" / code / assignment
    shutil.copytree(root / "exercises" / assignment, folder)
    chance, answers = random.Random(code), AnswerBook(folder, assignment)
    for name, general in items.items():
        graded = general.personal(code)
        if graded.item.kind == "code":
            continue
        one = chance.choice(specimens(graded.item, graded.key))
        parts = one.answer if isinstance(one.answer, dict) else {WHOLE: one.answer}
        for part, value in parts.items():
            if value is not None:
                answers.set(name, value, part)
    if assignment == second.ID:
        path = folder / f"{assignment}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        nbformat.write(second.programmed(notebook), path)
    stamp = "2026-11-22 08:00:00 UTC"
    (folder / "timestamp.txt").write_text(stamp, encoding="utf-8")
    (folder / "submission_secret.txt").write_text(code, encoding="utf-8")


def plain(root: Path, assignment: str, few: int, count: int) -> float:
    """CPU seconds of plain nbgrader for so many, reckoned from a few."""
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")

    def grade(pattern: str) -> float:
        grading = ("nbgrader", "autograde", assignment, f"--student={pattern}")
        return run(root, *grading).cpu

    one = grade("peserta-0000")
    more = grade(f"peserta-000[1-{few}]")
    each = (more - one) / (few - 1)
    return one + (count - 1) * each


def otter(root: Path, assignment: str, few: int, venv: Path) -> float:
    """CPU seconds of ``otter run`` for one hand-in, the mean of a few."""
    from peers import otter_kit

    otter_kit(root / "kit.zip", tiny if assignment == tiny.ID else second, ITEMS)
    used = 0.0
    for number in range(few):
        code = f"peserta-{number:04d}"
        packed = shutil.make_archive(
            str(root / code),
            "zip",
            root / "kelas" / "utama" / "submitted" / code / assignment,
        )
        options = ["-a", str(root / "kit.zip"), "-o", str(root), "--no-logo", packed]
        python = str(venv.absolute() / "bin" / "python")
        used += run(root, "otter", "run", *options, python=python).cpu
    return used / few


def compare(assignment: str, count: int, few: int, venv: Path | None) -> None:
    """One table: ours, plain nbgrader's, and otter's where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        root = make_class(Path(folder, "a"), assignment, count)
        other = shutil.copytree(root, Path(folder, "b"))
        ours = run(root, "bijak", "grade", assignment)
        theirs = plain(other, assignment, few, count)
        again = run(root, "bijak", "grade", assignment)
        others = otter(root, assignment, few, venv) if venv else None
    say(f"{assignment}: {count} hand-ins")
    say(f"  bijak grade         {ours.cpu / count:7.3f} CPU-s each, feedback included")
    say(f"  nbgrader autograde  {theirs / count:7.3f} CPU-s each, without feedback")
    say(f"  ratio               1 / {theirs / ours.cpu:.1f}")
    if others:
        say(f"  otter run           {others:7.3f} CPU-s each")
        say(f"  ratio               1 / {others * count / ours.cpu:.1f}")
    say(f"  wall, whole batch   {ours.wall:7.1f} s on {os.cpu_count()} processors")
    say(f"  peak memory         {ours.peak:7.0f} MB of one process")
    say(f"  again, nothing new  {again.cpu:7.2f} CPU-s, {again.wall:.1f} s wall")


def grow(most: int) -> None:
    """Classes of a tenth, a third and all: time for each, and memory."""
    say("hand-ins   CPU-s each   wall s   peak MB")
    for count in (most // 10, most // 3, most):
        with tempfile.TemporaryDirectory() as folder:
            root = make_class(Path(folder, "a"), tiny.ID, count)
            cost = run(root, "bijak", "grade", tiny.ID)
        each = cost.cpu / count
        say(f"{count:8}   {each:10.3f}   {cost.wall:6.1f}   {cost.peak:7.0f}")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=50, help="hand-ins")
    parser.add_argument("--few", type=int, default=5, help="of them by nbgrader, 2-9")
    parser.add_argument("--code", action="store_true", help="with a code item")
    parser.add_argument("--otter", type=Path, help="environment with otter-grader")
    parser.add_argument("--many", type=int, help="classes of up to so many")
    chosen = parser.parse_args()
    if chosen.many:
        grow(chosen.many)
    else:
        assignment = second.ID if chosen.code else tiny.ID
        compare(assignment, chosen.count, chosen.few, chosen.otter)


if __name__ == "__main__":
    main()
