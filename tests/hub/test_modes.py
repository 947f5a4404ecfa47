"""A whole class in each way to keep participants apart, run by an ordinary user."""

import asyncio
import shutil

import pytest

from bijak.hub.room import running_room
from running_class import (
    ASSIGNMENT,
    RealClass,
    answer,
    cells_of,
    check_now,
    hand_in,
    kernel_of,
    open_assignment,
)

pytestmark = pytest.mark.slow


async def journey(visitor) -> None:
    """Come in, answer, check, hand in."""
    await visitor.enter()
    model = await open_assignment(visitor)
    kernel = await kernel_of(visitor)
    for cell in cells_of(model):
        await kernel.run(cell)
    await answer(kernel)
    await check_now(kernel)
    await hand_in(kernel)
    await kernel.close()


async def everybody(visitors) -> None:
    """All at once."""
    await asyncio.gather(*map(journey, visitors))


@pytest.mark.parametrize("mode", ["namespaces", "bubblewrap"])
def test_a_class_of_an_ordinary_user(open_folder, mode):
    """Three people hand in, and it is in the exchange, not only kept for later."""
    if mode == "bubblewrap" and not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    made = RealClass(open_folder, people=3, checks=1, short=True, mode=mode)
    try:
        assert running_room(made.home).mode == mode
        asyncio.run(everybody(made.visitors()))
        inbound = made.home / "exchange" / "bijak" / "inbound"
        for code, _ in made.cards:
            assert list(inbound.glob(f"{code}+{ASSIGNMENT}+*"))
    finally:
        made.stop()
