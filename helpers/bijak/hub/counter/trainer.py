"""What the trainer opens in a browser: the board, and the page that runs the day.

Only the trainer's own user may, by the hub's login; forms are protected against other
pages by the hub's token.
"""

from __future__ import annotations

import asyncio
from io import BytesIO

import segno
from jupyterhub.services.auth import HubOAuthenticated
from tornado.web import HTTPError, RequestHandler, authenticated

from ...classroom.class_settings import MOST_TRIES, Settings, write_settings
from ...classroom.roster import add_people
from ...errors import BijakError
from ...pages import render
from ...scoring.tally import FEWEST_ALIKE, FEWEST_ANSWERS
from ..storage import low_sentence
from .service import Service

_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_MOST_NEW = 20


class OfTrainer(HubOAuthenticated, RequestHandler):
    """What both pages share: only one user may look."""

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Referrer-Policy", "same-origin")

    async def prepare(self) -> None:
        """Ask the hub who this is, without making others wait."""
        model = await self.hub_auth.get_user(self, sync=False)
        if model and not self.service.is_trainer(model.get("name")):
            raise HTTPError(403)
        self.current_user = model

    @property
    def service(self) -> Service:
        """The class."""
        return self.settings["service"]

    def page(self, template: str, **values: object) -> None:
        """Answer with a page."""
        xsrf = self.xsrf_token
        xsrf = xsrf.decode() if isinstance(xsrf, bytes) else xsrf
        base = self.settings["prefix"]
        self.finish(render(template, base=base, xsrf=xsrf, **values))

    def write_error(self, status_code: int, **_details) -> None:
        """Say in a sentence what is wrong."""
        sentence = "Ada yang tidak beres. Muat ulang halaman ini."
        if status_code == 403:
            sentence = "Halaman ini hanya untuk pelatih."
        base = self.settings["prefix"]
        self.finish(render("loket-galat.html", base=base, sentence=sentence))


class BoardPage(OfTrainer):
    """``papan``: for the projector; a script asks for what it shows."""

    @authenticated
    async def get(self) -> None:
        modules = self.service.on_the_board()
        today = self.service.settings
        ids = [name for name in modules if today.shows(name)] or list(modules)
        chosen = self.get_argument("latihan", ids[0] if ids else "")
        if chosen not in modules:
            raise HTTPError(404)
        self.page(
            "loket-papan.html",
            modules=[(name, modules[name].title) for name in ids],
            chosen=chosen,
            title=modules[chosen].title,
            separates=self.service.separates,
            fewest=FEWEST_ANSWERS,
            alike=FEWEST_ALIKE,
        )


class BoardData(OfTrainer):
    """``papan.json``: what the board shows, with an ETag."""

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Content-Type", "application/json")

    async def get(self) -> None:
        if not self.current_user:
            raise HTTPError(403)
        assignment = self.get_argument("latihan", "")
        if assignment not in self.service.on_the_board():
            raise HTTPError(404)
        self.finish(self.service.board.content(assignment, self.service.people()))


class TrainerPage(OfTrainer):
    """``pelatih``: address, today's modules, checks, late comers."""

    @authenticated
    async def get(self) -> None:
        self._show()

    @authenticated
    async def post(self) -> None:
        try:
            if self.get_body_argument("aksi", "") == "tambah":
                self._show(new=await self._add())
                return
            write_settings(self.service.home, self._chosen())
            self.redirect(self.settings["prefix"] + "pelatih?tersimpan=1")
        except (BijakError, OSError) as error:
            self._show(message=(str(error), False))

    async def _add(self) -> list[tuple[str, str]]:
        """New codes and PINs, shown once."""
        typed = self.get_body_argument("banyak", "1")
        number = int(typed) if typed.isascii() and typed.isdigit() else 1
        home = self.service.home
        return await asyncio.to_thread(add_people, home, min(max(number, 1), _MOST_NEW))

    def _chosen(self) -> Settings:
        """What the form says, as far as the syllabus knows it."""
        known = [one.id for one in self.service.offers()]
        ticked = set(self.get_body_arguments("modul"))
        checks = {}
        for name in known:
            tries = self.get_body_argument(f"periksa-{name}", "0")
            if tries.isascii() and tries.isdigit() and 1 <= int(tries) <= MOST_TRIES:
                checks[name] = int(tries)
        today = tuple(name for name in known if name in ticked)
        return Settings(() if len(today) == len(known) else today, checks)

    def _show(self, new=(), message=None) -> None:
        service, settings = self.service, self.service.settings
        if not message and (low := low_sentence(service.home)):
            message = (low, False)
        if not message and self.get_argument("tersimpan", ""):
            message = ("Tersimpan. Peserta melihatnya saat membuka Beranda.", True)
        rows = [
            {
                "id": one.id,
                "title": one.title,
                "today": settings.shows(one.id),
                "checked": bool(one.sheets) and not one.is_test,
                "tries": settings.checks.get(one.id, 0),
                "handed_in": service.handed_in(one) if one.sheets else "–",
            }
            for one in service.offers()
        ]
        self.page(
            "loket-pelatih.html",
            rows=rows,
            new=new,
            message=message,
            leanings=service.leanings(),
            fewest=FEWEST_ANSWERS,
            address=service.address,
            code=_qr(service.address),
            people=service.people(),
            joined=len(service.board.joined),
            separates=service.separates,
            most_tries=MOST_TRIES,
            most_new=_MOST_NEW,
            hub=self.hub_auth.hub_prefix,
            server=f"{self.hub_auth.hub_host}/user/{self.current_user['name']}/",
        )


def _qr(address: str) -> str:
    """The address as a picture that phones read; empty without an address."""
    if not address:
        return ""
    out = BytesIO()
    segno.make(address, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=2,
        light="#fff",
    )
    return out.getvalue().decode()
