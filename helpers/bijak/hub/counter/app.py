"""The counter as a web service of the hub: its routes, its start and its end."""

from __future__ import annotations

import asyncio
import logging
import os
import pwd
import secrets
import signal
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuthCallbackHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, StaticFileHandler

from ...errors import BijakError
from ...paths import class_folder, class_name
from .. import assets
from . import handlers, trainer
from .board import Board
from .checks import Checks
from .exchange import Exchange
from .hand_ins import HandIns
from .service import OPEN, Service

_ID = r"([a-z0-9]+(?:-[a-z0-9]+)*)"
_MAX_FORM = 64_000
_HERE = Path(__file__).parent
_PAGES = _HERE.parents[1] / "jupyter" / "static"
_BIND_TRIES = 40

log = logging.getLogger("bijak.loket")


def application(service: Service, prefix: str) -> Application:
    """All routes of the counter.

    Args:
        service: the class.
        prefix: ``/services/loket/``.
    """
    routes = [
        ("hari-ini", handlers.Today),
        (f"jawaban/{_ID}", handlers.Answers),
        (f"periksa/{_ID}", handlers.TriesLeft),
        (f"periksa/{_ID}/{_ID}", handlers.Check),
        (f"kumpulan/{_ID}", handlers.HandIn),
        ("umpan-balik", handlers.FeedbackTimes),
        (f"umpan-balik/{_ID}", handlers.Feedback),
        ("papan", trainer.BoardPage),
        (r"papan\.json", trainer.BoardData),
        ("(?:pelatih)?", trainer.TrainerPage),
        ("oauth_callback", HubOAuthCallbackHandler),
        (r"gaya/(loket\.css|papan\.js)", StaticFileHandler, _in(_HERE / "static")),
        *assets.routes(),
        (r"gaya/(halaman\.css|halaman\.js|bijak\.svg)", StaticFileHandler, _in(_PAGES)),
    ]
    return Application(
        [(prefix + route, *rest) for route, *rest in routes],
        service=service,
        prefix=prefix,
        log=log,
        cookie_secret=secrets.token_bytes(32),
        xsrf_cookies=True,
    )


def _in(folder: Path) -> dict:
    return {"path": str(folder)}


def main() -> int:
    """Serve until the hub, or somebody, ends this process."""
    logging.basicConfig(format="%(asctime)s loket %(levelname)s %(message)s")
    asyncio.run(_serve())
    return 0


async def _serve() -> None:
    root = Path(os.environ["BIJAK_ROOT"]).resolve()
    home = class_folder(root, class_name())
    home.mkdir(parents=True, exist_ok=True)
    _become_owner(home)
    mode = os.environ.get("BIJAK_MODE", OPEN)
    exchange = Exchange(root)
    service = Service(
        root,
        home,
        mode,
        os.environ.get("BIJAK_ADDRESS", ""),
        HandIns(root, home, exchange),
        Checks(root, home),
        Board(root, home, judges=mode != OPEN),
    )
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/services/loket/")
    server = HTTPServer(application(service, prefix), max_body_size=_MAX_FORM)
    await _listen(server, os.environ["JUPYTERHUB_SERVICE_URL"])
    passing = asyncio.create_task(service.hand_ins.pass_on_all(log))
    warming = asyncio.create_task(_warm(service, exchange))
    await _until_the_end()
    server.stop()
    passing.cancel()
    warming.cancel()
    await exchange.close()


def _become_owner(home: Path) -> None:
    """Under sudo, be the trainer whose class this is: what is written stays theirs."""
    about = home.stat()
    if os.geteuid() != 0 or about.st_uid == 0:
        return
    try:
        owner = pwd.getpwuid(about.st_uid)
    except KeyError:  # a folder from another machine
        os.setgroups([])
    else:
        os.initgroups(owner.pw_name, about.st_gid)
        os.environ["HOME"] = owner.pw_dir
    os.setgid(about.st_gid)
    os.setuid(about.st_uid)


async def _listen(server: HTTPServer, url: str) -> None:
    """Take the port; an earlier counter may need a moment to let it go.

    Raises:
        OSError: somebody else keeps it.
    """
    address = urlsplit(url)
    for left in reversed(range(_BIND_TRIES)):
        try:
            server.listen(address.port, address=address.hostname)
            return
        except OSError:
            if not left:
                raise
            await asyncio.sleep(0.25)


async def _warm(service: Service, exchange: Exchange) -> None:
    """Load nbgrader and the keys before the first hand-in, not during it."""
    try:
        shown = [one for one in service.offers() if service.settings.shows(one.id)]
        for name in dict.fromkeys(name for one in shown for name in one.sheets):
            await exchange.ask(verb="release", assignment=name)
            await asyncio.to_thread(service.board.handed_in, name)
    except BijakError as error:
        log.warning("%s", error)


async def _until_the_end() -> None:
    """Wait for a signal, or for the hub that started this process to be gone."""
    end, parent = asyncio.Event(), os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, end.set)
    while not end.is_set() and os.getppid() == parent:
        try:
            await asyncio.wait_for(end.wait(), 1)
        except TimeoutError:
            continue
