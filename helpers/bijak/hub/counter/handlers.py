"""What participants' servers ask of the counter.

Each request is one of the hub's users, by the token in its header; no cookie counts.
What was sent is read only after that, and only as much of it as may be.
"""

from __future__ import annotations

import asyncio
import json

from jupyterhub.services.auth import HubOAuthenticated
from tornado.web import HTTPError, RequestHandler, stream_request_body

from ...answers.people import is_code
from ...course import released_page
from ...errors import BijakError
from .hand_ins import MAX_ZIP
from .refusals import Refusal
from .service import Service

MAX_ANSWERS = 256_000
_MAX_ANSWER = 64_000
_PASS_ON_SECONDS = 20

_STRANGE = "Loket kelas tidak mengenal permintaan ini."
_TOO_LARGE = "Berkas ini terlalu besar untuk loket kelas. Berikan kepada pelatih."
_TOO_OFTEN = "Terlalu sering. Tunggu sebentar, lalu tekan sekali lagi."
_NOT_NOW = "Loket kelas sedang bermasalah. Jawaban Anda aman. Beri tahu pelatih."
_NO_PAGE = "Umpan balik belum datang. Lihat lagi nanti."
_NO_PARTICIPANT = "Pelatih tidak mengumpulkan: kelas hanya menghitung peserta."
_ALONE = "Kumpulan Anda yang tadi masih diproses. Tunggu sebentar."


@stream_request_body
class Asked(HubOAuthenticated, RequestHandler):
    """What all of them share: who asks, how much is read, how a refusal looks."""

    most = 1_000
    """Bytes of a body."""

    def check_xsrf_cookie(self) -> None:
        """No cookie counts here, so no other page can send in somebody's name."""

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    @property
    def service(self) -> Service:
        """The class."""
        return self.settings["service"]

    async def prepare(self) -> None:
        """Find out who asks before anything of the body is read."""
        self.request.connection.set_max_body_size(self.most)
        self.chunks: list[bytes] = []
        token = self.hub_auth.get_token(self, in_cookie=False)
        model = await self.hub_auth.user_for_token(token, sync=False) if token else None
        scopes = self.hub_auth.access_scopes
        if not model or not is_code(model.get("name")):
            raise HTTPError(403)
        if scopes and not self.hub_auth.check_scopes(scopes, model):
            raise HTTPError(403)
        self.code: str = model["name"]
        if not self.service.may_ask(self.code):
            raise Refusal(_TOO_OFTEN, 429)

    def data_received(self, chunk: bytes) -> None:
        """Keep what comes; the connection already counts how much."""
        self.chunks.append(chunk)

    @property
    def body(self) -> bytes:
        """All that was sent."""
        return b"".join(self.chunks)

    def assignment(self, name: str) -> str:
        """An assignment of this class.

        Raises:
            Refusal: there is none of that name.
        """
        if not self.service.has_assignment(name) or name not in self.service.modules():
            raise Refusal(_STRANGE, 404)
        return name

    def write_error(self, status_code: int, **details) -> None:
        """Say in a sentence why it was not done."""
        error = details.get("exc_info", (None, None, None))[1]
        sentence = {413: _TOO_LARGE, 403: _STRANGE, 404: _STRANGE}.get(status_code)
        if isinstance(error, Refusal):
            self.set_status(error.status)
            sentence = str(error)
        self.finish({"galat": sentence or _NOT_NOW})

    def log_exception(self, kind, value, trace) -> None:
        """A refusal is nothing that a trainer need see in the log."""
        if not isinstance(value, Refusal):
            super().log_exception(kind, value, trace)


class Today(Asked):
    """``hari-ini``: today's modules and what may be checked."""

    async def get(self) -> None:
        self.service.board.come_in(self.code)
        self.finish(self.service.today())


class Answers(Asked):
    """``jawaban/<id>``: how far somebody is, for the board."""

    most = MAX_ANSWERS

    async def post(self, name: str) -> None:
        board, assignment = self.service.board, self.assignment(name)
        board.come_in(self.code)
        board.take(self.code, assignment, self.body)
        self.set_status(204)


class TriesLeft(Asked):
    """``periksa/<id>``: how often each item may still be checked."""

    async def get(self, name: str) -> None:
        tries = self.service.tries(self.assignment(name))
        self.finish({"sisa": self.service.checks.left(self.code, name, tries)})


class Check(Asked):
    """``periksa/<id>/<item>``: judge one answer now."""

    most = _MAX_ANSWER

    async def post(self, name: str, item: str) -> None:
        assignment = self.assignment(name)
        try:
            sent = json.loads(self.body)
            answer = sent["jawaban"]
        except (ValueError, RecursionError, TypeError, KeyError) as error:
            raise Refusal(_STRANGE, 400) from error
        tries = self.service.tries(assignment)
        checks = self.service.checks
        self.finish(checks.check(self.code, assignment, item, answer, tries))


class HandIn(Asked):
    """``kumpulan/<id>``: a packed hand-in, on the disk before it is answered."""

    most = MAX_ZIP
    _busy: set[str] = set()  # noqa: RUF012 — all handlers together

    async def prepare(self) -> None:
        """One at a time of each participant: nobody fills the memory."""
        await super().prepare()
        if self.code in self._busy:
            raise Refusal(_ALONE, 429)
        self._busy.add(self.code)
        self._mine = True

    def on_finish(self) -> None:
        """Let the next one come."""
        self._leave()

    def on_connection_close(self) -> None:
        """The same when somebody hangs up half-way."""
        super().on_connection_close()
        self._leave()

    def _leave(self) -> None:
        if getattr(self, "_mine", False):
            self._mine = False
            self._busy.discard(self.code)

    async def post(self, name: str) -> None:
        service, assignment = self.service, self.assignment(name)
        if service.is_trainer(self.code):
            raise Refusal(_NO_PARTICIPANT, 403)
        kept, people = await asyncio.to_thread(
            service.hand_ins.keep, self.body, self.code, assignment
        )
        people, strangers = service.group(people)
        service.board.hand_in(people, assignment)
        passing = asyncio.ensure_future(service.hand_ins.pass_on(kept))
        try:
            await asyncio.wait_for(asyncio.shield(passing), _PASS_ON_SECONDS)
        except (BijakError, TimeoutError) as error:
            # It is safe in masuk/, and is tried again until it is in the exchange.
            self.settings["log"].warning("%s: %s", kept.path.name, error)
            passing.add_done_callback(lambda done: done.cancelled() or done.exception())
        self.finish({"waktu": kept.stamp, "asing": strangers})


class FeedbackTimes(Asked):
    """``umpan-balik``: when the newest page of each assignment came."""

    async def get(self) -> None:
        pages = {name: self.page(name) for name in self.service.assignments()}
        times = {name: page.stat().st_mtime for name, page in pages.items() if page}
        self.finish(times)

    def page(self, name: str):
        """The page that was released to whoever asks; None without one."""
        service = self.service
        return released_page(service.root, name, self.code, service.home.name)


class Feedback(FeedbackTimes):
    """``umpan-balik/<id>``: the page itself."""

    async def get(self, name: str) -> None:
        page = self.page(self.assignment(name))
        if page is None:
            raise Refusal(_NO_PAGE, 404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", "sandbox; default-src 'none'")
        self.finish(page.read_bytes())
