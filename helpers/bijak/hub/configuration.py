"""Everything JupyterHub is told for one class."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

from traitlets.config import Config

from ..classroom.roster import TRAINER, participants_of
from ..seats.modes import BY_NAME
from .authenticator import RosterAuthenticator
from .proxy import command
from .room import HUB, MARK, PART, Room
from .spawner import SeatSpawner

HERE = Path(__file__).parent
COUNTER = "loket"
WATCH = "penjaga"
"""The service in whose name the supervisor and ``bijak class status`` ask the hub; the
supervisor also has it start servers."""
_AT_ONCE = 3  # servers that start the ordinary way; more only wait for each other
_LATE = 20  # who came while the class ran, with a card made there
_OWN_SCOPES = [
    "access:servers!user",
    "servers!user",
    "read:users:name!user",  # the two that their own server asks for
    "read:users:groups!user",
    "users:activity!user",
    f"access:services!service={COUNTER}",
]

_WATCHING = "list:users read:users read:servers read:services servers".split()


def configuration(room: Room, watch_token: str) -> Config:
    """The configuration of the hub of one class.

    Args:
        room: the class.
        watch_token: what the supervisor shows when it asks the hub.

    Raises:
        BijakError: Node or the proxy is missing.
    """
    c = Config()
    _configure_places(c, room)
    _configure_people(c, room)
    _configure_services(c, room, watch_token)
    c.JupyterHub.template_paths = [str(HERE / "templates")]
    c.JupyterHub.default_url = _first_page
    c.JupyterHub.implicit_spawn_seconds = 1
    c.JupyterHub.log_level = "INFO"
    c.JupyterHub.answer_yes = True
    c.JupyterHub.upgrade_db = True
    return c


def _configure_places(c: Config, room: Room) -> None:
    """Addresses and files; what must outlive the hub does."""
    c.JupyterHub.bind_url = f"http://{room.host}:{room.port}/"
    c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{room.hub_port}/"
    c.JupyterHub.db_url = f"sqlite:///{room.folder / 'hub.sqlite'}"
    c.JupyterHub.db_kwargs = {"pool_events": [(_do_not_wait_for_disk, "connect")]}
    c.JupyterHub.cookie_secret_file = str(room.folder / "cookie_secret")
    c.JupyterHub.cleanup_servers = False  # they are found again by the next hub
    c.JupyterHub.cleanup_proxy = True
    c.ConfigurableHTTPProxy.command = command()
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{room.proxy_port}"
    c.ConfigurableHTTPProxy.pid_file = str(room.folder / "proxy.pid")
    c.ConfigurableHTTPProxy.log_level = "warn"


def _do_not_wait_for_disk(connection, _record) -> None:
    """Let one who comes in not wait thirty times until the disk has written.

    After a power cut the last moments may be missing, never half of one: somebody
    comes in once more. Answers and hand-ins do not lie in this database.
    """
    with contextlib.suppress(sqlite3.OperationalError):  # a disk that cannot do this
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")


def _configure_people(c: Config, room: Room) -> None:
    """Who comes in, and what each gets."""
    c.JupyterHub.authenticator_class = RosterAuthenticator
    c.RosterAuthenticator.home = str(room.home)
    c.RosterAuthenticator.allow_all = True  # whose card fits is in the roster
    # Known before they come, so that their servers can be prepared.
    codes = {person.code for person in participants_of(room.home)}
    c.RosterAuthenticator.allowed_users = codes
    c.RosterAuthenticator.manage_groups = True
    c.RosterAuthenticator.auth_refresh_age = 60
    c.JupyterHub.spawner_class = SeatSpawner
    c.SeatSpawner.room = room
    c.SeatSpawner.http_timeout = 60
    c.SeatSpawner.start_timeout = 120
    c.SeatSpawner.poll_interval = 5
    c.SeatSpawner.server_token_scopes = [
        "access:servers!server",
        "users:activity!user",
        f"access:services!service={COUNTER}",
    ]
    forks = BY_NAME[room.mode].forks
    late = _LATE if forks else 0  # elsewhere memory is what limits them
    c.JupyterHub.active_server_limit = room.people + late + 1  # and the trainer's
    c.JupyterHub.concurrent_spawn_limit = 0 if forks else _AT_ONCE


def _configure_services(c: Config, room: Room, watch_token: str) -> None:
    """The counter, the watch, and what everybody may do: as little as possible."""
    c.JupyterHub.services = [
        {
            "name": COUNTER,
            "url": f"http://127.0.0.1:{room.counter_port}",
            "command": [sys.executable, "-m", "bijak.hub.counter"],
            "environment": _counters_environment(room),
            "oauth_no_confirm": True,
            "display": False,
        },
        {"name": WATCH, "api_token": watch_token, "display": False},
    ]
    c.JupyterHub.load_roles = [
        {"name": "user", "scopes": _OWN_SCOPES},
        {
            "name": COUNTER,
            "scopes": ["list:users", "read:users:name", "read:users:activity"],
            "services": [COUNTER],
        },
        {
            "name": WATCH,
            "scopes": _WATCHING,
            "services": [WATCH],
        },
    ]


def _counters_environment(room: Room) -> dict[str, str]:
    package = str(HERE.parents[1])
    # Of a user whom no list of this machine knows only this says where a home is.
    home = {"HOME": os.environ["HOME"]} if "HOME" in os.environ else {}
    return {
        **home,
        "BIJAK_ROOT": room.root,
        "BIJAK_KELAS": room.name,
        "BIJAK_MODE": room.mode,
        "BIJAK_ADDRESS": room.address,
        "PYTHONPATH": package,
        "PYTHONUTF8": "1",
        MARK: str(room.folder),
        PART: HUB,
    }


def _first_page(handler) -> str:
    """Where somebody who came in goes: a participant to their own home page."""
    user = handler.current_user
    if user is None:
        return handler.settings["login_url"]
    if any(group.name == TRAINER for group in user.orm_user.groups):
        return f"/services/{COUNTER}/pelatih"
    return user.url if user.spawner.ready else f"{handler.hub.base_url}spawn"
