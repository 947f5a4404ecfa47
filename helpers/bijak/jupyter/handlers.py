"""The pages under ``/bijak``: welcome, home, feedback, and the ways between them."""

from __future__ import annotations

import asyncio
import os
import queue
from pathlib import Path

from jupyter_core.utils import ensure_async
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated

from ..classroom import handin, participants, workspace
from ..classroom.feedback import fetch_if_new
from ..classroom.laptop import ALIVE, PAGE
from ..classroom.progress import newest_feedback
from ..counter_line import is_in_class
from ..errors import BijakError
from ..paths import project_root
from ..syllabus import read_syllabus
from .cards import cards
from .class_pages import ClassHome, ClassState, join_class
from .page import HUB_USER, Assets, Page, State

_STATIC = Path(__file__).parent / "static"
_PATIENCE = 5
_ID = r"([a-z0-9]+(?:-[a-z0-9]+)*)"
# A feedback page may come from anywhere: it shows text and pictures and does nothing.
_FEEDBACK_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'"
)


class Welcome(Page):
    """``/bijak``: the welcome page, or the home page of whoever is here."""

    @authenticated
    async def get(self) -> None:
        if self.get_argument("token", ""):
            self.go()  # keep the token out of the address bar
        elif not self.code:
            self.page("pintu-masuk.html", typed="", message=self.message())
        else:
            await self._home()

    async def _home(self) -> None:
        try:
            shown = cards(self.root, self.code)
            fetched = await self.in_thread(
                fetch_if_new, self.root, self.code, [card.module.id for card in shown]
            )
            if fetched:
                shown = cards(self.root, self.code)
        except BijakError as error:
            self.page("pintu-galat.html", sentence=str(error))
            return
        new = bool(self.get_argument("baru", ""))
        self.page("pintu-beranda.html", cards=shown, message=self.message(), new=new)


class Enter(Page):
    """``/bijak/masuk``: come in with a code."""

    @authenticated
    async def post(self) -> None:
        typed = self.get_body_argument("kode", "")
        sure = self.get_body_argument("yakin", "") == "ya"
        try:
            code = participants.normalise(typed)
            known = participants.find_code(self.root, code)
            if not known and not sure:
                self.page("pintu-yakin.html", typed=code)
                return
            await self.seat(known or code)
        except BijakError as error:
            self.page("pintu-masuk.html", typed=typed, message=(str(error), False))
            return
        self.go()

    async def seat(self, code: str) -> None:
        """Let a participant take the seat; the one before is asked to leave first."""
        workspace.make_person_folder(self.root, code)
        if self.code not in ("", code):
            await self.leave()
        self.contents_manager.participant = code

    async def leave(self) -> None:
        """End what runs for the participant and free the seat."""
        self.contents_manager.participant = ""
        self.message()  # it was meant for whoever leaves
        kernels = self.kernel_manager.list_kernel_ids()
        await asyncio.gather(*map(self.let_finish, kernels))
        await ensure_async(self.kernel_manager.shutdown_all())

    async def let_finish(self, kernel_id: str) -> None:
        """Wait until a kernel has written the answers that were on their way to it."""
        client = self.kernel_manager.get_kernel(kernel_id).client()
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        try:
            client.kernel_info()
            await client.get_shell_msg(timeout=_PATIENCE)
        except queue.Empty:
            self.log.warning("kernel %s did not answer before its end", kernel_id)
        finally:
            client.stop_channels()


class EnterNew(Enter):
    """``/bijak/baru``: get a new code."""

    @authenticated
    async def post(self) -> None:
        try:
            await self.seat(participants.make_code(self.root))
        except BijakError as error:
            self.page("pintu-masuk.html", typed="", message=(str(error), False))
            return
        self.go(f"{PAGE}?baru=1")


class Leave(Enter):
    """``/bijak/ganti``: let the next person take over."""

    @authenticated
    async def post(self) -> None:
        await self.leave()
        self.go()


class Open(Page):
    """``/bijak/buka/…``: make the working copy if needed and open it."""

    @authenticated
    async def get(self, kind: str, name: str) -> None:
        if not self.code:
            self.go()
            return
        if kind == "latihan" and self._must_ask(name):
            self.page("pintu-setuju.html", name=name)
            return
        opener = {
            "latihan": workspace.open_assignment,
            "pelajaran": workspace.open_lesson,
        }[kind]
        try:
            notebook = opener(self.root, self.code, name)
        except BijakError as error:
            self.tell(str(error), good=False)
            self.go()
            return
        shown = Path(self.contents_manager.root_dir).resolve()
        place = notebook.relative_to(shown).as_posix()
        IOLoop.current().spawn_callback(self.start_kernel, place)
        # `reset` forgets the layout of last time: every opening looks the same.
        self.go("doc/workspaces", self.code, "tree", f"{place}?reset")

    def _must_ask(self, name: str) -> bool:
        """Whether this is a test that nobody has agreed to take yet.

        Agreeing is opening: the working copy itself is all that is left of it.
        """
        copy = workspace.assignment_notebook(self.root, self.code, name)
        if copy.exists() or self.get_argument("setuju", "") == "ya":
            return False
        try:
            modules = read_syllabus(self.root)
        except BijakError:
            return False
        return any(module.id == name and module.is_test for module in modules)

    async def start_kernel(self, place: str) -> None:
        """Start the kernel while the browser is still loading JupyterLab."""
        sessions = self.session_manager
        if not await ensure_async(sessions.session_exists(path=place)):
            await sessions.create_session(
                path=place, name=place, type="notebook", kernel_name="python3"
            )


class YourData(Page):
    """``/bijak/data-anda``: what is kept about whoever reads it, and how to say no."""

    @authenticated
    def get(self) -> None:
        self.page("pintu-setuju.html", name="")


class HandIn(Page):
    """``/bijak/kumpulkan/…``: hand in from the home page."""

    @authenticated
    async def post(self, name: str) -> None:
        if not self.code:
            self.go()
            return
        try:
            receipt = await self.in_thread(handin.hand_in, self.root, self.code, name)
            self.tell(receipt.sentence, good=not receipt.problem)
        except BijakError as error:
            self.tell(str(error), good=False)
        self.go()


class HandInFile(Page):
    """``/bijak/berkas/…``: the file to give to the trainer."""

    @authenticated
    def get(self, name: str) -> None:
        if name not in {one.file for one in handin.receipts(self.root, self.code)}:
            raise HTTPError(404)
        folder = workspace.person_folder(self.root, self.code) / handin.OUTBOX
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise HTTPError(404) from error
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


class Feedback(Page):
    """``/bijak/umpan-balik/…``: a frame around a feedback page."""

    @authenticated
    def get(self, name: str) -> None:
        if not self.found(name):
            self.tell("Umpan balik belum datang. Lihat lagi nanti.", good=False)
            self.go()
            return
        self.page("pintu-umpan-balik.html", name=name)

    def found(self, name: str) -> Path | None:
        """The newest feedback page of whoever is here."""
        if not self.code:
            return None
        notebook = workspace.assignment_notebook(self.root, self.code, name)
        return newest_feedback(notebook.parent, name)


class FeedbackContent(Feedback):
    """``/bijak/umpan-balik/…/isi``: the feedback page itself, in a sandbox."""

    @property
    def content_security_policy(self) -> str:
        return _FEEDBACK_POLICY

    @authenticated
    def get(self, name: str) -> None:
        page = self.found(name)
        if not page:
            raise HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page.read_bytes())


_SEAT = [
    (PAGE, Welcome),
    (f"{PAGE}/masuk", Enter),
    (f"{PAGE}/baru", EnterNew),
    (f"{PAGE}/ganti", Leave),
    (ALIVE, State),
]
_SEAT_IN_CLASS = [(PAGE, ClassHome), (ALIVE, ClassState)]


def add_handlers(serverapp) -> None:
    """Put the pages into a Jupyter server."""
    app = serverapp.web_app
    app.settings["bijak_root"] = project_root()
    handlers = [
        *(_SEAT_IN_CLASS if os.environ.get(HUB_USER) else _SEAT),
        (f"{PAGE}/buka/(latihan|pelajaran)/{_ID}", Open),
        (f"{PAGE}/data-anda", YourData),
        (f"{PAGE}/kumpulkan/{_ID}", HandIn),
        (f"{PAGE}/berkas/([a-z0-9-]+\\.zip)", HandInFile),
        (f"{PAGE}/umpan-balik/{_ID}", Feedback),
        (f"{PAGE}/umpan-balik/{_ID}/isi", FeedbackContent),
        (f"{PAGE}/aset/(.*)", Assets, {"path": str(_STATIC)}),
    ]
    base = app.settings["base_url"]
    routes = [(url_path_join(base, first), *rest) for first, *rest in handlers]
    app.add_handlers(".*$", routes)
    if is_in_class():
        join_class(serverapp)
