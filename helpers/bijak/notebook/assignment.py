"""An assignment that somebody works on: asked, stored at once, handed in."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections import defaultdict, deque
from pathlib import Path

from .. import widgets
from ..answers import COMPANIONS, AnswerBook, confidences
from ..answers.carried import payload, read_carried
from ..answers.people import companions
from ..errors import AnswersNotSaved
from ..items import Item, make_item, make_key
from ..items.personal import personal_item, personal_key
from ..scoring import score
from ..views import answer_text, form_html, verdict_html
from .asking import _Forms, say
from .check_now import _Checks
from .code import _Code, code_status, taken
from .handing_in import hand_in
from .owner import is_grading, owner_of, variant_owner
from .progress import (
    Standing,
    missing,
    onward_html,
    progress_html,
    standings,
    status_html,
)
from .together import set_companions

_NOT_ASKED = (
    "Sel jawaban soal ini belum dijalankan. Buka lagi dari halaman depan Bijak."
)


_TABS = 3
"""In how many tabs of one kernel a display is followed; the oldest is forgotten."""


def _in_tabs() -> deque:
    """The displays of one thing: two tabs that run the same cells show two of it."""
    return deque(maxlen=_TABS)


class Latihan(_Forms, _Code, _Checks):
    """Satu latihan yang sedang dikerjakan.

    Attributes:
        code: the participant's folder, which is the code.
        variant_code: whose personal numbers the questions show.
    """

    def __init__(self, assignment: str, folder: Path) -> None:
        _Checks.__init__(self)
        carried = read_carried(folder / f"{assignment}.ipynb", assignment)
        owner = owner_of(folder, carried.code)
        self._folder = folder
        self.code = owner or folder.parent.name
        self.variant_code = variant_owner(folder, self.code)
        self._book = AnswerBook(folder, assignment, owner)
        self._book.add(carried.entries)
        self._items: dict[str, Item] = {}
        self._code: dict[str, Item] = {}
        self._forms = defaultdict(_in_tabs)
        self._data = defaultdict(_in_tabs)
        self._lines = defaultdict(_in_tabs)
        self._panels = _in_tabs()
        self._newest = ""
        self._problem = ""

    def _ask(self, method: str, item_id: str, arguments: dict) -> None:
        item = personal_item(make_item(method, item_id, arguments), self.variant_code)
        self._items[item.id] = item
        answer, sure = self._book.get(item.id), self._sure(item.id)
        live = widgets.has_front_end()

        def change(value: object, part: str = "") -> None:
            self._store(item, value, part)

        form = widgets.form(item, answer, change, sure) if live else None
        static = form_html(item, answer, sure)
        widgets.show(form, static, answer_text(item, answer))
        if live:
            self._forms[item.id].append(form)
            data = widgets.answer_data(self._payload(item.id))
            self._data[item.id].append(data)

    def periksa(self, soal: str) -> None:
        """Tunjukkan apakah soal sudah terisi dan tersimpan, bukan benar atau salah.

        Contoh: ``latihan.periksa("b1-09")``
        """
        if soal in self._code:
            widgets.status_line(code_status(self._code[soal]))
            return
        if soal not in self._items:
            say(_NOT_ASKED)
            return
        self._lines[soal].append(widgets.status_line(self._status(soal)))
        self._show_check(soal)

    def nilai(self, soal: str, **kunci) -> float:
        """Nilai satu soal; hanya ada pada berkas pelatih.

        Contoh: ``latihan.nilai("b1-09", kunci="b", poin=2, umpan_balik={…})``
        """
        # Anything on stderr would cost the participant all points.
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            try:
                is_code = soal in self._code
                item = self._code[soal] if is_code else self._items[soal]
                key = personal_key(make_key(kunci), item, self.variant_code)
                answer = taken(item) if is_code else self._book.get(soal)
                verdict = score(item, answer, key)
                shown = verdict_html(item, answer, verdict)
                widgets.show(None, shown, " ".join(verdict.sentences))
                return float(verdict.points)
            except Exception:
                say(_NOT_ASKED)
                return 0.0

    def kumpulkan(self) -> None:
        """Tunjukkan berapa soal yang sudah terisi dan tombol Kumpulkan.

        Contoh: ``latihan.kumpulkan()``
        """
        rows = self._standings()
        shown = progress_html(rows, self._problem)
        if not widgets.has_front_end():
            widgets.show(None, shown, "")
            return
        panel = widgets.hand_in_panel(
            shown,
            self._hand_in,
            self._missing(),
            together=(companions(self._book.entries), self._set_companions),
            again={
                "clear": lambda: self._all_anew(self._book.start_over),
                "undo": lambda: self._all_anew(self._book.undo_start_over),
                "can_clear": lambda: self._book.is_begun,
                "can_undo": lambda: self._book.can_undo,
            },
        )
        self._panels.append(panel)
        widgets.show(panel, shown, "")
        self._data[COMPANIONS].append(widgets.answer_data(self._payload(COMPANIONS)))

    def _store(self, item: Item, value: object, part: str) -> None:
        self._problem = ""
        try:
            self._book.set(item.id, value, part)
        except AnswersNotSaved as error:
            self._problem = str(error)
        self._forget_check(item.id)
        before, self._newest = self._newest, item.id
        rows = self._standings()
        self._tell(item.id, rows)
        if before not in ("", item.id):
            for line in self._lines[before]:
                line.update(self._status(before))  # no way on from there
        self._tell_panel(rows)

    def _all_anew(self, step) -> None:
        """Take all answers back, or bring them back, and show that everywhere."""
        step()
        self._problem = self._newest = ""
        rows = self._standings()
        for name in self._items:
            self._forget_check(name)
            for form in self._forms[name]:
                form.restore(self._book.get(name), self._sure(name))
            self._tell(name, rows)
        self._tell_panel(rows)

    def _tell(self, name: str, rows: list[Standing]) -> None:
        """Bring what the page says of one item up to date."""
        for data in self._data[name]:
            data.update(self._payload(name))
        for line in self._lines[name]:
            line.update(self._status(name, rows))

    def _tell_panel(self, rows: list[Standing]) -> None:
        for panel in self._panels:
            panel.update(progress_html(rows, self._problem), missing(rows))

    def _set_companions(self, typed: list[str]) -> list[str]:
        said = set_companions(self._book, typed, self.code)
        for data in self._data[COMPANIONS]:
            data.update(self._payload(COMPANIONS))
        return said

    def _sure(self, name: str) -> dict[str, int]:
        return confidences({name: self._book.entries.get(name, {})}).get(name, {})

    def _standings(self) -> list[Standing]:
        return standings(self._items, self._book)

    def _missing(self) -> list[str]:
        return missing(self._standings())

    def _payload(self, name: str) -> dict:
        parts = self._book.entries.get(name)
        mine = {name: parts} if parts else {}
        return payload(self._book.assignment, self._book.code, mine)

    def _status(self, name: str, rows: list[Standing] | None = None) -> str:
        onward = onward_html(rows, name) if rows and name == self._newest else ""
        return status_html(self._items[name], self._book, self._problem, onward)

    def _hand_in(self) -> str:
        def save() -> None:
            widgets.flush()  # what is being typed counts too
            self._book.save()

        return hand_in(self._folder, self._book.assignment, save)


def buka_latihan(nama: str) -> Latihan:
    """Buka latihan di folder ini dan pulihkan jawaban yang tersimpan.

    Contoh: ``latihan = buka_latihan("b1-lima-langkah-bijak")``
    """
    latihan = Latihan(nama, Path.cwd())
    widgets.style()
    for sentence in latihan._book.notices:
        say(sentence)
    if latihan._book.refusal and not is_grading():
        say(latihan._book.refusal)
    return latihan
