"""What the people of a class do while they are measured."""

from __future__ import annotations

import asyncio
import time

from class_stock import CELLS

from running_class import (
    RealClass,
    answer,
    cells_of,
    check_now,
    hand_in,
    kernel_of,
    open_assignment,
)
from visitors import Failed, Kernel, Visitor

CHECK_SECONDS = 20
"""In which everybody presses Periksa sekarang once."""


class Ours(RealClass):
    """A class of Bijak whose people are measured."""

    async def visit(self, visitor: Visitor, lap) -> Kernel:
        """The whole journey; ``lap`` is called with the name of each step done."""
        await visitor.enter()
        lap("server")
        await visitor.page(f"{visitor.own}bijak")
        lap("list")
        model = await open_assignment(visitor)
        lap("open")
        kernel = await kernel_of(visitor)
        lap("kernel")
        for cell in (*cells_of(model), *CELLS):
            await kernel.run(cell)
        lap("cells")
        await answer(kernel)
        lap("answer")
        await hand_in(kernel)
        lap("hand in")
        return kernel

    async def check(self, staying: list, failures: list) -> list[float]:
        """Everybody presses Periksa sekarang, each at another moment; seconds."""

        async def one(place: int, visitor: Visitor, kernel: Kernel) -> float | None:
            await asyncio.sleep(place * CHECK_SECONDS / len(staying))
            start = time.monotonic()
            try:
                await check_now(kernel)
            except (Failed, TimeoutError, LookupError) as error:
                failures.append(f"{visitor.code}: {error!r}")
                return None
            return time.monotonic() - start

        pressed = (one(place, *pair) for place, pair in enumerate(staying))
        return [spent for spent in await asyncio.gather(*pressed) if spent]

    async def disturb(self, visitor: Visitor, cell: str) -> None:
        """Let one participant run a cell that nobody waits for."""
        await visitor.enter()
        await open_assignment(visitor)
        (await kernel_of(visitor)).start(cell)

    async def stay(self, visitor: Visitor) -> None:
        """What an open page asks every five seconds."""
        while True:
            await asyncio.sleep(5)
            await visitor.page(f"{visitor.own}bijak/keadaan")
