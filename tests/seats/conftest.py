"""One warmed process for each mode that forks, and seats made by it."""

import contextlib
import itertools
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
import trying

from bijak.seats import choosing
from bijak.seats.modes import BUBBLEWRAP, NAMESPACES, UID_POOL
from ordinary_user import as_ordinary_user

_NUMBERS = itertools.count(1)


# The mode that the user of this run would get is the fast one.
FAST, *OTHERS = (
    (UID_POOL, NAMESPACES, BUBBLEWRAP)
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else (NAMESPACES, BUBBLEWRAP)
)
MODES = [FAST, *(pytest.param(mode, marks=pytest.mark.slow) for mode in OTHERS)]


@pytest.fixture(scope="session", params=MODES, ids=lambda mode: mode.name)
def warmed(request):
    """A warmed process in each mode that this machine allows."""
    mode = request.param
    if sys.platform != "linux" or (mode == UID_POOL and os.geteuid()):
        pytest.skip("needs root on Linux")
    if not held(mode):
        pytest.skip("this machine does not allow it")
    base = Path(tempfile.mkdtemp(prefix="kelas-"))
    try:
        started = trying.start_warmed(mode.name, base / "kelas")
        yield started
        if started.process:
            with started.process as process:
                process.stdin.close()
                assert process.wait(10) == 0
    finally:
        shutil.rmtree(base, ignore_errors=True)


def held(mode) -> bool:
    """Whether a mode holds here, asked by the user who would start it."""
    if mode == UID_POOL:
        return choosing.holds(mode)
    return as_ordinary_user(lambda: str(choosing.holds(mode))) == "True"


@pytest.fixture
def sit(warmed):
    """Makes seats that end with the test."""
    with contextlib.ExitStack() as stack:

        def make(name: str = "kenanga"):
            number = next(_NUMBERS)
            seat = trying.sit_down(warmed, f"{name}-{number}", number)
            stack.callback(seat.end)
            return seat

        yield make


@pytest.fixture(scope="session")
def seat(warmed):
    """A seat for tests that leave it as it was."""
    number = next(_NUMBERS)
    driven = trying.sit_down(warmed, f"melati-{number}", number)
    yield driven
    driven.end()


@pytest.fixture(scope="session")
def kernel(seat):
    """A kernel in that seat."""
    return seat.kernel()
