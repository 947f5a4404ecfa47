"""What a forked process must put right before it is used.

Python itself takes care of `random` and of its own locks after a fork, but not of
numpy's old random state, of what libraries remember from the warmed process's
environment, of open files and of signals.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection


def close_files(keep: Collection[int] = ()) -> None:
    """Close everything that was inherited, but for 0, 1, 2 and these."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        if int(name) > 2 and int(name) not in keep:
            with contextlib.suppress(OSError):
                os.close(int(name))


def speak_into(log: int) -> None:
    """Read nothing, and write what is printed to an open file."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, number)
    os.close(nothing)


def reset_signals() -> None:
    """Let signals do what they do in a fresh Python."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def settle(environment: dict[str, str], folder: str) -> None:
    """Begin a life of its own: environment, working folder, chance, memory.

    Args:
        environment: the whole of it.
        folder: to work in.
    """
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # the warmed process may have had another one
    time.tzset()
    os.umask(0o022)
    os.chdir(folder)
    if "numpy" in sys.modules:
        # By a number of ours: by itself it would mix one, on many pages of memory.
        sys.modules["numpy"].random.seed(int.from_bytes(os.urandom(4)))
    _forget_matplotlib_folders()
    gc.enable()


def _forget_matplotlib_folders() -> None:
    """Matplotlib remembers the folders of the warmed process's home."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib:
        for name in ("get_configdir", "get_cachedir"):
            remembering = getattr(matplotlib, name)
            setattr(matplotlib, name, getattr(remembering, "__wrapped__", remembering))


def end_after(work: Callable[[], int | None]) -> None:
    """Do the work of a forked process and end it, whatever happens.

    What was registered to run in the end is run, as in a process of its own; the
    memory is not tidied up, which would copy all of it first.
    """
    status = 1
    try:
        status = _status(work)
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
    finally:
        os._exit(status)


def _status(work: Callable[[], int | None]) -> int:
    try:
        return work() or 0
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(ended.code + "\n")
            return 1
        return ended.code or 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        return 1
