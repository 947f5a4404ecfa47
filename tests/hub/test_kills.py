"""Whatever process of a class is killed, nothing acknowledged is lost."""

import asyncio
import json
import time
import zipfile

import psutil
import pytest
from tornado.httpclient import HTTPClientError

from running_class import (
    ASSIGNMENT,
    ITEM,
    RealClass,
    answer,
    cells_of,
    hand_in,
    kernel_of,
    open_assignment,
)
from visitors import Failed, Visitor, in_own_loop, use_many_connections

pytestmark = [pytest.mark.slow, pytest.mark.kernel]
PATIENCE = 90
"""Seconds after which a class must be going on again; more than it ever took."""
TROUBLE = (Failed, OSError, TimeoutError, LookupError, HTTPClientError)


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of three."""
    use_many_connections()
    made = RealClass(tmp_path_factory.mktemp("mati"), people=3)
    yield made
    made.stop()


class Person:
    """Somebody who answers with 1, 2, 3, … or hands in, and reloads when it hangs.

    Attributes:
        said: the answers that were shown as saved, or handed in, so far.
    """

    def __init__(self, visitor: Visitor, hands_in: bool) -> None:
        self.visitor, self.hands_in = visitor, hands_in
        self.said: list[int] = []
        self.stopped = False
        self._next = 0

    async def live(self) -> None:
        """Go on until told to stop."""
        while not self.stopped:
            try:
                async with asyncio.timeout(60):
                    kernel = await self._come()
                try:
                    while not self.stopped:
                        await self._step(kernel)
                finally:
                    await kernel.close()
            except TROUBLE as e:
                print(self.hands_in, repr(e)[:300], time.monotonic())
                await asyncio.sleep(0.5)  # look at the page, and reload it

    async def _come(self):
        await self.visitor.enter()
        model = await open_assignment(self.visitor)
        kernel = await kernel_of(self.visitor)
        for cell in cells_of(model):
            await kernel.run(cell)
        return kernel

    async def _step(self, kernel) -> None:
        self._next += 1
        async with asyncio.timeout(30):
            await answer(kernel, str(self._next))
            if self.hands_in:
                await hand_in(kernel)
        self.said.append(self._next)
        await asyncio.sleep(0.05)

    async def goes_on(self, more: int) -> None:
        """Wait until so many more steps were done."""
        wanted = len(self.said) + more
        async with asyncio.timeout(PATIENCE):
            while len(self.said) < wanted:
                await asyncio.sleep(0.1)


def the(school, part: str, code: str = "") -> psutil.Process:
    """The process of a class that is to die."""
    family = psutil.Process(school.pid).children(recursive=True)
    command = {one.pid: " ".join(one.cmdline()) for one in family}
    if part in ("server", "kernel"):
        seat = next(one for one in family if one.name() == code)
        if part == "server":
            return seat
        return next(c for c in seat.children(recursive=True) if c.name() == "kernel")
    words = {
        "hub": "-m bijak.hub /",
        "proxy": "configurable-http-proxy",
        "counter": "-m bijak.hub.counter",
        "warmed": "-m bijak.seats",
    }[part]
    return next(one for one in family if words in command[one.pid])


def stored(school, visitor: Visitor) -> int:
    """The answer that is on disk."""
    work = school.home / "orang" / visitor.code / "pekerjaan" / visitor.code
    told = json.loads((work / ASSIGNMENT / "jawaban.json").read_text("utf-8"))
    return int(told["jawaban"][ITEM][""]["isi"])


def handed_in(school, visitor: Visitor) -> set[int]:
    """The answers in all hand-ins that arrived: as files, or in the exchange."""
    found = set()
    for folder in ("masuk", "diterima"):
        for path in (school.home / folder).rglob(f"*{visitor.code}*.zip"):
            with zipfile.ZipFile(path) as file:
                found.add(_answer(file.read("jawaban.json")))
    for path in school.home.glob(f"exchange/*/inbound/{visitor.code}+*/jawaban.json"):
        found.add(_answer(path.read_bytes()))
    return found


def _answer(content: bytes) -> int:
    return int(json.loads(content)["jawaban"][ITEM][""]["isi"])


async def _live_through(school, part: str) -> list[Person]:
    """Kill a process while three people work; the people when all went on."""
    visitors = school.visitors()
    people = [Person(one, place == 0) for place, one in enumerate(visitors)]
    lives = [asyncio.ensure_future(one.live()) for one in people]
    await asyncio.gather(*(one.goes_on(2) for one in people))
    the(school, part, visitors[1].code).kill()
    await asyncio.sleep(0.5)
    await asyncio.gather(*(one.goes_on(3) for one in people))
    for one in people:
        one.stopped = True
    await asyncio.wait_for(asyncio.gather(*lives), PATIENCE)
    return people


@pytest.mark.parametrize(
    "part", ["hub", "proxy", "counter", "server", "kernel", "warmed"]
)
def test_nothing_acknowledged_is_lost(school, part):
    """After kill -9 all three go on, with what was shown as saved or handed in."""
    began = time.monotonic()
    people = in_own_loop(_live_through(school, part))
    for one in people:
        assert stored(school, one.visitor) >= one.said[-1]
    assert set(people[0].said) <= handed_in(school, people[0].visitor)
    print(f"{part}: {time.monotonic() - began:.0f} s")
