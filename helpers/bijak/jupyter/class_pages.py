"""The pages of a participant in a class: the hub knows who it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from jupyter_server.utils import url_path_join
from tornado.escape import json_decode
from tornado.web import authenticated

from ..classroom.feedback import fetch_if_new
from ..classroom.workspace import person_folder
from ..counter_line import is_in_class
from ..errors import BijakError
from .cards import cards
from .counter import Line, listen
from .page import Page

_PATIENCE = 2
_LINE, _TODAY = "bijak_line", "bijak_today"


class ClassHome(Page):
    """``/bijak`` in a class: today's lessons and assignments, and how far one is."""

    @authenticated
    async def get(self) -> None:
        today, away = await self._today()
        try:
            shown = self._cards(today)
            names = [card.module.id for card in shown]
            if not away and await self.in_thread(
                fetch_if_new, self.root, self.code, names
            ):
                shown = self._cards(today)
        except BijakError as error:
            self.page("pintu-galat.html", sentence=str(error))
            return
        self.page(
            "pintu-kelas.html",
            cards=shown,
            message=self.message(),
            away=away,
            way_out=self._way_out(),
        )

    def _way_out(self) -> tuple[str, str]:
        """Where the button in the corner leads, and what it says."""
        base = os.environ["JUPYTERHUB_BASE_URL"]
        if is_in_class():
            return url_path_join(base, "hub", "logout"), "Keluar"
        return url_path_join(base, "services", "loket", "pelatih"), "← Kelas hari ini"

    def _cards(self, today: Mapping) -> list:
        """Today's modules; all of them while nobody can say which."""
        wanted = today.get("modul")
        shown = [
            card
            for card in cards(self.root, self.code)
            if wanted is None or card.offer in wanted
        ]
        return [replace(card, number=place) for place, card in enumerate(shown, 1)]

    async def _today(self) -> tuple[Mapping, bool]:
        """What is on today, and whether that is only what was known before."""
        if not is_in_class():
            return {}, False  # the trainer's own server: all modules
        line: Line | None = self.settings.get(_LINE)
        try:
            answer = await line.ask(
                "GET", "hari-ini", patience=_PATIENCE, seconds=_PATIENCE
            )
            found = json_decode(answer.body) if answer.code == 200 else None
        except (AttributeError, OSError, ValueError):
            found = None
        if not isinstance(found, dict):
            return self.settings.get(_TODAY, {}), True
        self.settings[_TODAY] = found
        return found, False


def join_class(serverapp) -> None:
    """Listen for the participant's kernels as soon as the server runs."""
    settings = serverapp.web_app.settings

    def start() -> None:
        code = serverapp.contents_manager.participant
        folder = person_folder(settings["bijak_root"], code)
        settings[_LINE] = listen(folder).line

    serverapp.io_loop.add_callback(start)
