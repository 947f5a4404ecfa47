"""The pages of a participant in a class: the hub knows who it is."""

from __future__ import annotations

import asyncio
import os
import time
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
from .page import Page, State

_PATIENCE = 2
_LINE, _TODAY, _ASKED = "bijak_line", "bijak_today", "bijak_today_asked"
_AGAIN_SECONDS = 20
"""For how long an open page believes what it knows of today: with 50 open pages the
counter is asked 2.5 times a second, half a millisecond each."""


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
        is_new = await _ask_today(self.settings)
        return self.settings.get(_TODAY, {}), not is_new


class ClassState(State):
    """``/bijak/keadaan`` in a class: also what may be checked, for an open page.

    The page asks every five seconds while it can be seen. It is told what is known,
    and the counter is asked now and then behind its back, so no answer waits for it.
    """

    def state(self) -> dict:
        now, told = time.monotonic(), self.settings
        if is_in_class() and now - told.get(_ASKED, -_AGAIN_SECONDS) >= _AGAIN_SECONDS:
            told[_ASKED] = now
            told["bijak_asking"] = asyncio.ensure_future(_ask_today(told))
        return {**super().state(), "periksa": told.get(_TODAY, {}).get("periksa", {})}


async def _ask_today(settings: dict) -> bool:
    """Ask the counter what is on today and keep it; whether there was an answer."""
    line: Line | None = settings.get(_LINE)
    settings[_ASKED] = time.monotonic()
    try:
        answer = await line.ask(
            "GET", "hari-ini", patience=_PATIENCE, seconds=_PATIENCE
        )
        found = json_decode(answer.body) if answer.code == 200 else None
    except (AttributeError, OSError, ValueError):
        found = None
    if isinstance(found, dict):
        settings[_TODAY] = found
    return isinstance(found, dict)


def join_class(serverapp) -> None:
    """Listen for the participant's kernels as soon as the server runs."""
    settings = serverapp.web_app.settings

    def start() -> None:
        code = serverapp.contents_manager.participant
        folder = person_folder(settings["bijak_root"], code)
        settings[_LINE] = listen(folder).line

    serverapp.io_loop.add_callback(start)
