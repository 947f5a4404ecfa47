"""What all pages under ``/bijak`` share, and the plainest of them."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import StaticFileHandler, authenticated

from ..classroom.laptop import PAGE
from ..pages import render

HUB_USER = "JUPYTERHUB_USER"
"""The environment variable that says whose server this is; only a hub sets it."""
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


class Page(JupyterHandler):
    """What all pages share: who is here, one message, no copy in the browser."""

    def set_default_headers(self) -> None:
        super().set_default_headers()
        # Going back after somebody else took over must not show this page again.
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")

    @property
    def content_security_policy(self) -> str:
        return _POLICY

    @property
    def root(self) -> Path:
        """The project folder."""
        return self.settings["bijak_root"]

    @property
    def code(self) -> str:
        """Who sits at the laptop now; empty when nobody does.

        In a class a server is one person's, also the trainer's, who sees all files.
        """
        seated = os.environ.get(HUB_USER, "")
        return getattr(self.contents_manager, "participant", seated)

    def page(self, template: str, **values: object) -> None:
        """Answer with a page."""
        xsrf = self.xsrf_token.decode()
        base = url_path_join(self.base_url, PAGE)
        self.finish(render(template, base=base, xsrf=xsrf, code=self.code, **values))

    def tell(self, sentence: str, good: bool = True) -> None:
        """Keep a message for the next page."""
        self.settings["bijak_message"] = (sentence, good)

    def message(self) -> tuple[str, bool] | None:
        """The message kept for this page."""
        return self.settings.pop("bijak_message", None)

    def go(self, *parts: str) -> None:
        """Send the browser on."""
        self.redirect(url_path_join(self.base_url, *(parts or (PAGE,))))

    async def in_thread(self, function, *arguments):
        """Run what takes long without making the server wait."""
        return await IOLoop.current().run_in_executor(None, function, *arguments)

    def write_error(self, status_code: int, **_details) -> None:
        """Say in a sentence that something went wrong."""
        sentence = (
            "Halaman ini tidak ada." if status_code == 404 else "Ada yang tidak beres."
        )
        self.page("pintu-galat.html", sentence=sentence)


class State(Page):
    """``/bijak/keadaan``: who is here, and what is served, as JSON."""

    @authenticated
    def get(self) -> None:
        self.finish(self.state())

    def state(self) -> dict:
        """What is told."""
        shows_all = not hasattr(self.contents_manager, "participant")
        return {"peserta": self.code, "folder": str(self.root), "semua": shows_all}


class Closed(LoginFormHandler):
    """What a page of an earlier start shows: the way back, not a login form."""

    def _render(self, message: object = None) -> None:
        self.set_status(403)
        base = url_path_join(self.base_url, PAGE)
        self.finish(render("pintu-tertutup.html", base=base))


class Assets(StaticFileHandler):
    """Style and script of the pages; checked for changes each time."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")
