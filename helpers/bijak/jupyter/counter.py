"""The line from a participant's pages and kernels to the counter of the class.

A kernel has no network and no token. This server listens on the unix socket
``$BIJAK_LOKET``, passes on what it hears with the participant's own token, and tries
again for a while when the hub is just being restarted. It also watches the
participant's answers and sends what has changed, so that the board lives.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from jupyter_server.utils import url_path_join
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.netutil import bind_unix_socket
from tornado.web import Application, HTTPError, RequestHandler

from ..classroom import handin
from ..counter_line import JSON, SOCKET, ZIP
from ..errors import BijakError
from ..paths import ANSWERS_FILE, project_root

ADDRESS = "BIJAK_LOKET_URL"
MAX_BODY = 20_000_000
_MAX_ANSWERS = 256_000
_PATIENCE, _PAUSE = 15.0, 0.4
_REQUEST_SECONDS = 60
_LOOK_SECONDS = 2.0
_AT_ONCE = 6
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TARGETS = rf"/((?:hari-ini|umpan-balik|(?:periksa|umpan-balik)/{_ID}))"
_SENDS = rf"/((?:jawaban|kumpulan)/{_ID}|periksa/{_ID}/{_ID})"
_HANDS_IN = rf"/kumpulkan/({_ID})"
_AWAY = (
    "Loket kelas belum dapat dihubungi. Jawaban Anda tetap tersimpan. Tunggu sebentar, "
    "lalu tekan sekali lagi."
)

log = logging.getLogger("bijak.loket")
_AWAY_STATUS = (502, 503, 504, 599)


class Line:
    """The way to the counter, in the participant's name."""

    def __init__(self, address: str, token: str) -> None:
        """Nothing is asked yet.

        Args:
            address: ``http://127.0.0.1:PORT/services/loket/``.
            token: what the hub gave to this server.
        """
        self._address, self._token = address, token
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def ask(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        kind: str = JSON,
        patience: float = _PATIENCE,
        seconds: float = _REQUEST_SECONDS,
    ):
        """What the counter answers, whatever its status.

        Args:
            method: ``GET`` or ``POST``.
            target: such as ``hari-ini``.
            body: what is sent along.
            kind: its type.
            patience: seconds in which it is tried again while nobody answers.
            seconds: how long one answer may take.

        Raises:
            OSError: nobody answered.
        """
        headers = HTTPHeaders(
            {"Authorization": f"token {self._token}", "Content-Type": kind}
        )
        request = HTTPRequest(
            url_path_join(self._address, target),
            method,
            headers,
            body=body,
            request_timeout=seconds,
            follow_redirects=False,
        )
        end = time.monotonic() + patience
        async with self._turns:
            while True:
                try:
                    answer = await AsyncHTTPClient().fetch(request, raise_error=False)
                    if answer.code not in _AWAY_STATUS:
                        return answer
                except (OSError, HTTPClientError):
                    pass
                if time.monotonic() > end:
                    raise OSError("the counter does not answer")
                await asyncio.sleep(_PAUSE)


class PassOn(RequestHandler):
    """One of the questions that a kernel or a page may ask."""

    @property
    def line(self) -> Line:
        """The way to the counter."""
        return self.settings["line"]

    async def get(self, target: str) -> None:
        await self._pass_on("GET", target, None)

    async def post(self, target: str) -> None:
        await self._pass_on("POST", target, self.request.body)

    async def _pass_on(self, method: str, target: str, body: bytes | None) -> None:
        kind = ZIP if target.startswith("kumpulan/") else JSON
        try:
            answer = await self.line.ask(method, target, body, kind)
        except OSError:
            self.set_status(503)
            self.finish({"galat": _AWAY})
            return
        self.set_status(answer.code)
        self.set_header("Content-Type", answer.headers.get("Content-Type", JSON))
        if answer.code == 204:
            self.clear_header("Content-Type")
            self.finish()
        else:
            self.finish(answer.body)

    def write_error(self, status_code: int, **_details) -> None:
        self.finish({"galat": _AWAY})


class Asks(PassOn):
    """Questions without a body."""

    async def post(self, target: str) -> None:
        raise HTTPError(405)


class Sends(PassOn):
    """What is sent along with a body."""

    async def get(self, target: str) -> None:
        raise HTTPError(405)


class HandIn(RequestHandler):
    """``kumpulkan/<id>``: hand in from a cell, here, where everything is loaded."""

    async def post(self, name: str) -> None:
        root, code = self.settings["root"], self.settings["code"]
        try:
            receipt = await asyncio.to_thread(handin.hand_in, root, code, name)
        except BijakError as error:
            self.set_status(409)
            self.finish({"galat": str(error)})
        else:
            self.finish(receipt.as_json())


async def watch(line: Line, folder: Path) -> None:
    """Send each ``jawaban.json`` that has changed, for as long as the server runs.

    Args:
        line: the way to the counter.
        folder: the participant's folder, with one folder for each assignment.
    """
    sent: dict[Path, tuple[int, int]] = {}
    while True:
        with contextlib.suppress(OSError):
            for path in sorted(folder.glob(f"*/{ANSWERS_FILE}")):
                await _send(line, path, sent)
        await asyncio.sleep(_LOOK_SECONDS)


async def _send(line: Line, path: Path, sent: dict[Path, tuple[int, int]]) -> None:
    """Send one file if it has changed.

    Raises:
        OSError: it could not be read or sent; it is tried again.
    """
    about = path.lstat()
    mark = about.st_mtime_ns, about.st_size
    is_plain = stat.S_ISREG(about.st_mode) and about.st_size <= _MAX_ANSWERS
    if is_plain and mark != sent.get(path):
        await line.ask("POST", f"jawaban/{path.parent.name}", path.read_bytes())
        sent[path] = mark


@dataclass(frozen=True)
class Listening:
    """What serves a participant.

    Attributes:
        line: the way to the counter.
    """

    line: Line
    _server: HTTPServer
    _watching: asyncio.Future

    def stop(self) -> None:
        """Close the socket and stop watching."""
        self._watching.cancel()
        self._server.stop()


def listen(folder: Path) -> Listening:
    """Serve the socket and watch the answers, in the loop that runs now.

    Args:
        folder: the participant's folder.
    """
    line = Line(os.environ[ADDRESS], os.environ["JUPYTERHUB_API_TOKEN"])
    routes = [(_TARGETS, Asks), (_SENDS, Sends), (_HANDS_IN, HandIn)]
    who = {"root": project_root(), "code": folder.name}
    app = Application(routes, line=line, log_function=_hush, **who)
    server = HTTPServer(app, max_body_size=MAX_BODY)
    server.add_socket(bind_unix_socket(os.environ[SOCKET], mode=0o600))
    return Listening(line, server, asyncio.ensure_future(watch(line, folder)))


def _hush(_handler) -> None:
    """Nothing of a participant's doings belongs in a log."""
