"""The counter of a class alone: fifty people check answers, then hand in, at once.

    python benchmarks/counter.py [PEOPLE] [CHECKS]

A real hub with the counter as its service over a copy of this project;
the client shares the machine's processors with it. It measures what a participant's
server waits for: milliseconds for *Periksa sekarang* with a pause of about a second
between two presses, and milliseconds for hand-ins that all come at the same moment.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT / "tests" / "hub")]

from counter_class import CLASS, PREFIX, running_hub  # noqa: E402

from bijak.answers import AnswerBook  # noqa: E402
from bijak.classroom import handin, workspace  # noqa: E402
from bijak.classroom.class_settings import Settings, write_settings  # noqa: E402
from bijak.grading.steps import template_at  # noqa: E402
from bijak.items import CODE  # noqa: E402
from bijak.scoring import specimens  # noqa: E402

ASSIGNMENT = "b1-lima-langkah-bijak"
PARTS = ("curriculum", "exercises", "solutions", "nbgrader_config.py")
TRIES = 9


def copied(folder: Path) -> Path:
    """A project with what a class needs of this one."""
    root = folder / "proyek"
    root.mkdir()
    for name in PARTS:
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    write_settings(root / "kelas" / CLASS, Settings((ASSIGNMENT,), {ASSIGNMENT: TRIES}))
    return root


def asked(root: Path) -> list[tuple[str, bytes]]:
    """(item, body) of all sample answers to the assignment."""
    path = root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    found = []
    for name, graded in template_at(path).items.items():
        if graded.item.kind != CODE:
            mine = graded.personal("contoh-1")
            for one in specimens(mine.item, mine.key):
                found.append((name, json.dumps({"jawaban": one.answer}).encode()))
    return found


def packed(root: Path, code: str) -> bytes:
    """A hand-in of somebody who answered one item."""
    path = workspace.open_assignment(root, code, ASSIGNMENT)
    AnswerBook(path.parent, ASSIGNMENT, code).set("b1-09", "b")
    file = handin.pack(root, code, ASSIGNMENT).file
    return (workspace.person_folder(root, code) / handin.OUTBOX / file).read_bytes()


async def send(hub, code: str, target: str, body: bytes) -> tuple[float, int]:
    """Milliseconds and status of one request."""
    request = HTTPRequest(
        f"http://127.0.0.1:{hub.counter}{PREFIX}{target}",
        "POST",
        {"Authorization": f"token {hub.token(code)}"},
        body,
        request_timeout=60,
    )
    began = time.perf_counter()
    answer = await AsyncHTTPClient(max_clients=200).fetch(request, raise_error=False)
    return (time.perf_counter() - began) * 1000, answer.code


async def checking(hub, people, bodies, presses: int) -> list[tuple[float, int]]:
    """Everybody presses *Periksa sekarang* about once a second."""

    async def one(code: str) -> list[tuple[float, int]]:
        chance, found = random.Random(code), []
        await asyncio.sleep(chance.random())
        for name, body in chance.choices(bodies, k=presses):
            target = f"periksa/{ASSIGNMENT}/{name}"
            found.append(await send(hub, code, target, body))
            await asyncio.sleep(chance.uniform(0.6, 1.4))
        return found

    rounds = await asyncio.gather(*map(one, people))
    return [press for presses_of_one in rounds for press in presses_of_one]


def processor_seconds(pid: int) -> float:
    """What a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def told(name: str, found: list[tuple[float, int]]) -> None:
    """Print how long something took, and what came of it."""
    times = sorted(ms for ms, _ in found)
    states = {state: sum(one == state for _, one in found) for _, state in found}
    p95 = times[int(0.95 * (len(times) - 1))]
    sys.stdout.write(
        f"{name}: {len(times)} requests, p50 {statistics.median(times):.0f} ms, "
        f"p95 {p95:.0f} ms, most {times[-1]:.0f} ms, statuses {states}\n"
    )


async def measure(hub, root: Path, number: int, presses: int) -> None:
    """Both loads, one after the other."""
    people = [f"melati-{1000 + n}" for n in range(number)]
    for code in people:
        hub.token(code)
    bodies = asked(root)
    before = processor_seconds(hub.counter_pid())
    told("Periksa sekarang", await checking(hub, people, bodies, presses))
    used = processor_seconds(hub.counter_pid()) - before
    cost = 1000 * used / (number * presses)
    sys.stdout.write(f"  counter: {cost:.1f} CPU-ms a request\n")
    zips = {code: packed(root, code) for code in people}
    began = time.perf_counter()
    told(
        "hand-ins at once",
        await asyncio.gather(
            *(send(hub, c, f"kumpulan/{ASSIGNMENT}", zips[c]) for c in people)
        ),
    )
    each = (time.perf_counter() - began) / number
    sys.stdout.write(f"  {each * 1000:.0f} ms each, one after the other\n")


def main(number: int = 50, presses: int = 20) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bijak-loket-") as scratch:
        folder = Path(scratch)
        root = copied(folder)
        with running_hub(root, folder) as hub:
            asyncio.run(measure(hub, root, number, presses))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
