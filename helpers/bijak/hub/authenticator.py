"""Coming in: the code and the PIN of a printed card."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

from jupyterhub.auth import Authenticator
from tornado.web import HTTPError, StaticFileHandler
from traitlets import Unicode

from ..classroom.roster import TRAINER, Person, find_person, fits, read_roster
from ..errors import BijakError
from .tries import Tries

_WRONG = "Kode atau PIN tidak cocok. Lihat kartu Anda, lalu tulis sekali lagi."
_EMPTY = "Tulis kode dan PIN dari kartu Anda."
_WAIT = (
    "Terlalu banyak percobaan. Tunggu {seconds} detik, lalu tulis sekali lagi. "
    "Kartu hilang? Minta kartu baru kepada pelatih."
)
_NO_ROSTER = "Daftar peserta sedang tidak dapat dibaca. Beri tahu pelatih."
_HERE = Path(__file__).parent
_LONGEST = 100  # letters of a code or a PIN that are looked at


class RosterAuthenticator(Authenticator):
    """Lets in who is in ``peserta.csv``; the file is read anew at each try."""

    home = Unicode(help="The folder of the class.").tag(config=True)

    def __init__(self, **named) -> None:
        super().__init__(**named)
        self.tries = Tries()

    def normalize_username(self, username: str) -> str:
        """Codes are normalised by the roster."""
        return username

    def get_handlers(self, app) -> list:
        """Beside the hub's own pages: style and pictures of the login page."""
        style = str(_HERE.parent / "jupyter" / "static")
        return [
            (r"/aset/(.*)", StaticFileHandler, {"path": style}),
            (r"/kelas/(.*)", StaticFileHandler, {"path": str(_HERE / "static")}),
        ]

    async def authenticate(self, handler, data: dict) -> dict:
        """The person whose card this is.

        Raises:
            HTTPError: nobody's, or not now; the sentence is shown above the form.
        """
        typed = data.get("username", "")[:_LONGEST]
        pin = "".join(data.get("password", "")[:_LONGEST].split())
        if not typed or not pin:
            raise HTTPError(403, _EMPTY)
        people = self._people()
        person = find_person(people, typed)
        code = person.code if person else typed.strip().lower()
        address = handler.request.remote_ip or ""
        wait = self.tries.wait(code, address)
        if wait > 0:
            raise HTTPError(429, _WAIT.format(seconds=math.ceil(wait)))
        self.tries.wrong(code, address)  # before the answer: many may come at once
        if not await asyncio.to_thread(fits, pin, person.pin if person else ""):
            raise HTTPError(403, _WRONG)
        self.tries.right(code, address)
        groups = [TRAINER] if person.role == TRAINER else []
        return {"name": person.code, "admin": False, "groups": groups}

    async def refresh_user(self, user, handler=None) -> bool:
        """Whether somebody who came in earlier is still in the class."""
        try:
            return user.name in read_roster(Path(self.home))
        except BijakError:
            return True  # a typing error in the file throws nobody out

    def _people(self) -> dict[str, Person]:
        try:
            return read_roster(Path(self.home))
        except BijakError as error:
            self.log.error("%s", error)
            raise HTTPError(503, _NO_ROSTER) from error
