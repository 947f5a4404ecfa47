"""The warmed process refuses to serve what a fork would copy broken."""

import subprocess
import sys

import pytest
import trying

from bijak.linux import filters
from bijak.seats import (
    Seat,
    SeatRefused,
    calls,
    choose_mode,
    mode_named,
    modes,
    stock_command,
)

SPOILED = {
    "threads": "import threading\nthreading.Thread(target=threading.Event().wait, "
    "daemon=True).start()",
    "context": "import zmq\nzmq.Context.instance()",
    "shell": "import matplotlib_inline.backend_inline",
}
REASONS = {
    "threads": "2 threads",
    "context": "zmq has a context",
    "shell": "matplotlib_inline.backend_inline was imported",
}


def check_after(code: str) -> str:
    """What the check says in a process that has run some code."""
    check = f"{code}\nfrom bijak.seats import warming\nwarming.check()"
    done = subprocess.run(
        [sys.executable, "-c", check],
        env=trying.environment() | {"OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        capture_output=True,
        text=True,
    )
    return done.stderr


@pytest.mark.parametrize("name", SPOILED)
def test_refused(name):
    """A thread, a context of zmq, and a backend without a shell are found."""
    assert f"NotForkable: {REASONS[name]}" in check_after(SPOILED[name])


def test_libraries_alone_are_no_reason():
    """Having imported what kernels need is fine."""
    libraries = "import pandas, matplotlib.pyplot, zmq, ipykernel.kernelapp"
    assert check_after(libraries) == ""


def test_wrong_user_is_refused():
    """A mode that would be weaker than it says for this user does not start."""
    command = [sys.executable, "-m", "bijak.seats", "soket", "namespaces", "x:y"]
    wrong = command if trying.os.geteuid() == 0 else [*command[:4], "uid-pool", "x:y"]
    done = subprocess.run(wrong, env=trying.environment(), capture_output=True)
    assert done.returncode == 1
    assert b"user number" in done.stderr


def test_a_mode_is_chosen():
    """Root gets the pool, others their own namespaces, wherever those hold."""
    mode = choose_mode()
    assert mode in modes.MODES
    assert mode_named(mode.name) is mode


@pytest.mark.parametrize("mode", [modes.UID_POOL, modes.NAMESPACES])
def test_there_is_no_way_around_the_walls(mode, tmp_path):
    """A mode that separates by forking gives no command line without walls."""
    seat = Seat("kenanga-1", tmp_path, None, (), {}, (), tmp_path / "catatan")
    with pytest.raises(SeatRefused, match="kenanga-1"):
        stock_command(mode, seat)


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filters_are_built_for_both_machines(machine):
    """Each refused call is looked for by that machine's number."""
    plain, closed = (calls.program(network, machine) for network in (True, False))
    assert len(closed) > len(plain)
    for number in filters.numbers(calls.REFUSED, machine):
        assert number.to_bytes(4, "little") in plain
