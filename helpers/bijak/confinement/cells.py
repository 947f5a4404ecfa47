"""Run a participant's cells one after another, inside the confined process.

Everything here shares a process with the participant's code, so it protects from
accidents only: an error, an endless loop, endless printing. Whoever means harm can
bend all of it, and is stopped by `walls` and `watching`, and judged by `results`.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import types
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from .job import Job
from .plain_data import Refused, plain_json

_NAME = "<sel {}>"


class TimeUp(BaseException):
    """A cell took too long; no `except Exception` holds it."""


class TooMuchOutput(OSError):
    """The cells printed too much."""


class _Sink(io.TextIOBase):
    """Counts what is printed and throws it away."""

    def __init__(self, most: int):
        self.left = most
        self.buffer = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.left -= len(text)
        if self.left < 0:
            raise TooMuchOutput
        return len(text)


def run(job: Job, send: Callable[[str], None]) -> None:
    """Run a job's cells in the current folder and send what became of them.

    Sends one line of JSON for each cell and each declared name, then ``{"end": 1}``.
    """
    lay_out(job)
    sys.stdout = sys.stderr = _Sink(job.limits.output)
    main = types.ModuleType("__main__")
    main.__dict__["display"] = lambda *values, **options: None
    sys.modules["__main__"] = main
    for cell, source in job.cells:
        problem = _guarded(job, lambda source=source: _run_cell(source, main.__dict__))
        if cell in job.names:
            _read(job, cell, main.__dict__, send)
        send(json.dumps({"cell": cell, **problem}))
    for item in job.names:
        if item not in dict(job.cells):
            _read(job, item, main.__dict__, send)
    send(json.dumps({"end": 1}))


def lay_out(job: Job) -> None:
    """Write a job's files; the folder comes last where modules are looked for."""
    for name, data in job.files.items():
        path = PurePosixPath(name)
        if "\\" in name or "\0" in name or path.is_absolute() or ".." in path.parts:
            continue
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)
        except (OSError, ValueError):
            continue
    sys.path.append(str(Path.cwd()))


def _guarded(job: Job, work: Callable[[], None]) -> dict:
    """Do some work within the time of a cell; what went wrong, or nothing."""
    clock = getattr(signal, "setitimer", None)
    try:
        if clock:
            signal.signal(signal.SIGALRM, _time_up)
            clock(signal.ITIMER_REAL, job.limits.cell_seconds)
        try:
            work()
        finally:
            if clock:
                clock(signal.ITIMER_REAL, 0)
    except TimeUp:
        return {"late": 1}
    except TooMuchOutput:
        return {"loud": 1}
    except BaseException as error:
        return {"error": _kind(error), "line": _line(error)}
    return {}


def _kind(error: BaseException) -> str:
    """The name of an error's class, or of the first base that has a public one."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return next(name for name in names if not name.startswith("_"))


def _time_up(number, frame) -> None:
    raise TimeUp


def _run_cell(source: str, names: dict) -> None:
    """Run one cell; lines that only Jupyter understands are left out."""
    filename = _NAME.format("")
    try:
        code = compile(source, filename, "exec")
    except SyntaxError:
        code = compile(_without_magics(source), filename, "exec")
    exec(code, names)


def _without_magics(source: str) -> str:
    lines = source.split("\n")
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if bare.startswith(("%", "!")) or bare.rstrip().endswith("?"):
            lines[number] = line[: len(line) - len(bare)] + "pass"
    return "\n".join(lines)


def _line(error: BaseException) -> int | None:
    """The last line of the cell that took part in an error."""
    filename, line = _NAME.format(""), None
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _read(job: Job, item: str, names: dict, send: Callable[[str], None]) -> None:
    """Send the values of an item's names, each by itself."""
    for name, kind in job.names[item].items():
        found = {"refused": "data"}

        def work(name=name, kind=kind, found=found):
            found["refused"] = "missing"
            value = names[name]
            found["refused"] = "data"
            limits = job.limits
            text = plain_json(value, kind, limits.depth, limits.result // 2)
            found.clear()
            found["text"] = text

        def careful(work=work, found=found):
            try:
                work()
            except Refused as reason:
                found["refused"] = reason.args[0]

        _guarded(job, careful)
        head = json.dumps({"item": item, "name": name})[:-1]
        if "text" in found:
            send(f'{head}, "value": {found["text"]}}}')
        else:
            send(f'{head}, "refused": "{found["refused"]}"}}')


def sender(descriptor: int) -> Callable[[str], None]:
    """A function that writes lines to a pipe or file."""

    def send(line: str) -> None:
        data = line.encode() + b"\n"
        while data:
            data = data[os.write(descriptor, data) :]

    return send
