"""Ask the warmed process for a seat, see whether one still runs, end one."""

from __future__ import annotations

import os
import select
import signal
import socket
from pathlib import Path

from .requests import (
    Seat,
    SeatRefused,
    private_part,
    public_part,
    receive,
    send,
    short_name,
)

_ANSWER_SECONDS = 60


def start_seat(socket_path: Path, seat: Seat) -> int:
    """Give a participant a seat.

    Args:
        socket_path: the warmed process's.
        seat: what the server needs.

    Returns:
        The process number of the server as this machine counts.

    Raises:
        SeatRefused: walls could not be built, or the request is wrong.
        OSError: the warmed process is gone or does not answer.
    """
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(_ANSWER_SECONDS)
        with short_name(socket_path) as name:
            channel.connect(name)
        send(channel, {"public": public_part(seat), "private": private_part(seat)})
        answer = receive(channel)
    if "pid" not in answer:
        raise SeatRefused(
            f"Tempat untuk {seat.code} tidak dapat dibuat: {answer.get('reason')}. "
            "Jalankan ulang kelas; bila tetap gagal, lihat catatan di folder ruang."
        )
    return answer["pid"]


def is_running(pid: int) -> bool:
    """Whether a process number still is that of a living seat."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    ended = state.rpartition(")")[2].split()[:1] in (["Z"], ["X"])
    return not ended and b"bijak.seats" in command


def stop_seat(pid: int, seconds: float = 5) -> None:
    """End a seat and everything in it.

    Args:
        pid: what `start_seat` returned; a number that is no seat's is left alone.
        seconds: how long the server may take to end in order before it is killed.
    """
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        if not is_running(pid):
            return
        for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5)):
            signal.pidfd_send_signal(process, number)
            if select.select([process], [], [], patience)[0]:
                return
    except ProcessLookupError:
        return
    finally:
        os.close(process)
