"""Who ends when whom is killed, and what is refused."""

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import trying
from trying import wait_until

from bijak.seats import SeatRefused, is_running, start_seat, stop_seat

pytestmark = pytest.mark.kernel


@pytest.fixture(autouse=True)
def _forking(warmed):
    if not warmed.process:
        pytest.skip("this mode forks nothing")


def nursery_of(seat) -> int:
    """The process number of a seat's nursery."""
    for process in trying.descendants(seat.pid):
        name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8")
        if name.startswith("n "):
            return process
    raise AssertionError("no nursery")


def test_seats_outlive_the_warmed_process(warmed):
    """Killing it ends no seat; only new ones cannot be had until there is another."""
    base = Path(tempfile.mkdtemp(prefix="kelas-"))
    other = trying.start_warmed(warmed.mode, base / "kelas")
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        seat = trying.sit_down(other, "kenanga-1", 700)
        stack.callback(seat.end)
        with other.process as process:
            process.kill()
        assert seat.run(seat.kernel(), "print(1)").printed == "1\n"
        with pytest.raises(OSError):
            start_seat(other.socket, trying.make_seat(other, "kenanga-2", 701)[0])
        stop_seat(seat.pid)
        assert not is_running(seat.pid)


def test_killing_a_seat_ends_everything_in_it(sit):
    """Server, nursery, kernel and what a cell started are gone at once."""
    seat = sit()
    kernel = seat.kernel()
    seat.run(kernel, "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '1000'])")
    inside = seat.processes()
    assert len(inside) >= 4
    os.kill(seat.pid, signal.SIGKILL)
    wait_until(lambda: not any(Path(f"/proc/{process}").exists() for process in inside))
    assert not is_running(seat.pid)


def test_stopping_is_orderly(sit):
    """A server that is asked to stop ends its kernels and then itself."""
    seat = sit()
    seat.run(seat.kernel(), "x = 1")
    before = time.monotonic()
    stop_seat(seat.pid, 30)
    assert time.monotonic() - before < 30
    assert not is_running(seat.pid)
    assert "Shutting down 1 kernel" in seat.seat.log.read_text(encoding="utf-8")


def test_a_seat_that_does_not_listen_is_killed(sit):
    """A stopped server is not waited for longer than asked."""
    seat = sit()
    os.kill(seat.pid, signal.SIGSTOP)
    stop_seat(seat.pid, 0.1)
    assert not is_running(seat.pid)


def test_a_seat_without_nursery_ends(sit):
    """When the nursery is gone the seat makes way for a new one."""
    seat = sit()
    seat.kernel()
    os.kill(nursery_of(seat), signal.SIGKILL)
    wait_until(lambda: not is_running(seat.pid), seat.seat.log)


def test_a_killed_kernel_is_started_again(sit):
    """The server sees it and gives a new one under the same address."""
    seat = sit()
    kernel = seat.kernel()
    seat.run(kernel, "x = 1")
    (process,) = trying.descendants(nursery_of(seat))
    os.kill(process, signal.SIGKILL)
    wait_until(lambda: trying.descendants(nursery_of(seat)) - {process})
    assert "NameError" in seat.run(kernel, "x").error


def test_other_processes_are_left_alone():
    """A number that belongs to no seat, as after a power cut, is not signalled."""
    with subprocess.Popen(["sleep", "1000"]) as other:
        stop_seat(other.pid, 0)
        assert other.poll() is None
        assert not is_running(other.pid)
        other.kill()
    stop_seat(other.pid, 0)


def test_wrong_requests_are_refused(warmed):
    """No seat for root, for a stranger's number, without a home or in another's."""
    seat, _ = trying.make_seat(warmed, f"salah-{warmed.mode}", 702)
    stranger = 1000 if seat.uid else 31_000
    for wrong in (
        dataclasses.replace(seat, uid=0),
        dataclasses.replace(seat, uid=stranger),
        dataclasses.replace(seat, home=seat.home / "tiada"),
        dataclasses.replace(seat, log=warmed.base / "tiada" / "catatan"),
    ):
        with pytest.raises(SeatRefused, match=seat.code):
            start_seat(warmed.socket, wrong)
    if seat.uid:
        with pytest.raises(SeatRefused, match="somebody else"):
            start_seat(warmed.socket, dataclasses.replace(seat, uid=seat.uid + 1))


def test_the_socket_is_closed_to_others(warmed):
    """Nobody but its own user, and root, may ask the warmed process."""
    assert warmed.socket.stat().st_mode & 0o077 == 0
