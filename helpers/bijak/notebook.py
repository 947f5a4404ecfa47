"""What a cell of a notebook may call: the participants' face.

    latihan = buka_latihan("b1-lima-langkah-bijak")
    latihan.pilih("b1-09", pilihan={"a": "…", "b": "…"})
    latihan.periksa("b1-09")
    latihan.kumpulkan()

    kuis.pilih("b1-k1", pilihan={"a": "…", "b": "…"}, kunci="b", umpan_balik={…})
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

from . import widgets
from .answers import FORMAT, AnswerBook
from .errors import AnswersNotSaved, BijakError
from .items import KEY_ARGUMENTS, Item, make_item, make_key, read_rows
from .notebooks import answers_in
from .scoring import check, is_answered, score
from .scoring.verdict import EMPTY
from .text import format_clock
from .views import answer_text, form_html, post_card, verdict_html

_NOT_ASKED = (
    "Sel jawaban soal ini belum dijalankan. Buka latihan dari halaman depan Bijak."
)


def _say(sentence: str) -> None:
    """Show a sentence as a note."""
    shown = f'<p class="bijak-catatan" role="note">{html.escape(sentence)}</p>'
    widgets.show(None, shown, sentence)


class _Forms:
    """The methods that ask, one for each kind of answer."""

    def pilih(self, soal: str, **isi) -> None:
        """Tanyakan satu pilihan.

        Contoh: ``latihan.pilih("b1-09", pilihan={"a": "Benar", "b": "Belum tahu"})``
        """
        self._try("pilih", soal, isi)

    def pilih_banyak(self, soal: str, **isi) -> None:
        """Tanyakan beberapa pilihan; ``jumlah`` membatasi banyaknya tanda.

        Contoh: ``latihan.pilih_banyak("b1-03", pilihan={…}, jumlah=2)``
        """
        self._try("pilih_banyak", soal, isi)

    def urutkan(self, soal: str, **isi) -> None:
        """Tanyakan urutan langkah.

        Contoh: ``latihan.urutkan("b1-01", langkah={"b": "Berhenti", …})``
        """
        self._try("urutkan", soal, isi)

    def kelompokkan(self, soal: str, **isi) -> None:
        """Tanyakan kelompok untuk setiap kartu.

        Contoh: ``latihan.kelompokkan("b1-04", kartu="nama-data", kelompok={…})``
        """
        self._try("kelompokkan", soal, isi)

    def isi_angka(self, soal: str, **isi) -> None:
        """Tanyakan satu angka, ditulis seperti biasa: 12,5 atau Rp258.333.

        Contoh: ``latihan.isi_angka("b1-08", satuan="sumber")``
        """
        self._try("isi_angka", soal, isi)

    def _try(self, method: str, item_id: str, arguments: dict) -> None:
        """Ask; one item that cannot be shown never stops the others."""
        try:
            self._ask(method, item_id, arguments)
        except BijakError as error:
            _say(str(error))


class Latihan(_Forms):
    """Satu latihan yang sedang dikerjakan."""

    def __init__(self, assignment: str, folder: Path) -> None:
        self._folder = folder
        self._book = AnswerBook(folder, assignment)
        self._book.add(answers_in(folder / f"{assignment}.ipynb"))
        self._items: dict[str, Item] = {}
        self._data: dict[str, object] = {}
        self._lines: dict[str, object] = {}
        self._problem = ""
        self._panel = None

    def _ask(self, method: str, item_id: str, arguments: dict) -> None:
        item = make_item(method, item_id, arguments)
        self._items[item.id] = item
        answer = self._book.get(item.id)
        live = widgets.has_front_end()

        def change(value: object, part: str = "") -> None:
            self._store(item, value, part)

        form = widgets.form(item, answer, change) if live else None
        widgets.show(form, form_html(item, answer), answer_text(item, answer))
        if live:
            self._data[item.id] = widgets.answer_data(self._payload(item))

    def periksa(self, soal: str) -> None:
        """Tunjukkan apakah soal sudah terisi dan tersimpan, bukan benar atau salah.

        Contoh: ``latihan.periksa("b1-09")``
        """
        if soal not in self._items:
            _say(_NOT_ASKED)
            return
        self._lines[soal] = widgets.status_line(self._status(self._items[soal]))

    def nilai(self, soal: str, **kunci) -> float:
        """Nilai satu soal; hanya ada pada berkas pelatih.

        Contoh: ``latihan.nilai("b1-09", kunci="b", poin=2, umpan_balik={…})``
        """
        # Anything on stderr would cost the participant all points.
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            try:
                item, key = self._items[soal], make_key(kunci)
                answer = self._book.get(soal)
                verdict = score(item, answer, key)
                shown = verdict_html(item, answer, verdict)
                widgets.show(None, shown, " ".join(verdict.sentences))
                return float(verdict.points)
            except Exception:
                _say(_NOT_ASKED)
                return 0.0

    def kumpulkan(self) -> None:
        """Tunjukkan berapa soal yang sudah terisi dan tombol Kumpulkan.

        Contoh: ``latihan.kumpulkan()``
        """
        if not widgets.has_front_end():
            widgets.show(None, self._progress(), "")
            return
        self._panel = widgets.hand_in_panel(
            self._progress(), self._hand_in, self._missing()
        )
        widgets.show(self._panel, self._progress(), "")

    def _store(self, item: Item, value: object, part: str) -> None:
        try:
            self._book.set(item.id, value, part)
            self._problem = ""
        except AnswersNotSaved as error:
            self._problem = str(error)
        if item.id in self._data:
            self._data[item.id].update(self._payload(item))
        if item.id in self._lines:
            self._lines[item.id].update(self._status(item))
        if self._panel:
            self._panel.update(self._progress(), self._missing())

    def _payload(self, item: Item) -> dict:
        mine = {item.id: self._book.entries.get(item.id, {})}
        return {
            "format": FORMAT,
            "latihan": self._book.assignment,
            "jawaban": mine if mine[item.id] else {},
        }

    def _status(self, item: Item) -> str:
        answer = self._book.get(item.id)
        state, why = check(item, answer)
        if self._problem:
            return f'<span class="bijak-bahaya">⚠ {html.escape(self._problem)}</span>'
        moment = self._book.saved_at(item.id)
        saved = f"tersimpan {format_clock(moment)}" if moment else ""
        if state:
            partly = f" Yang sudah diisi {saved}." if saved and state != EMPTY else ""
            return f'<span class="bijak-belum">○ {html.escape(why)}{partly}</span>'
        return f'<span class="bijak-terisi">✓ Terisi, {saved}.</span>'

    def _missing(self) -> list[str]:
        return [
            f"Soal {number}"
            for number, (name, item) in enumerate(self._items.items(), 1)
            if not is_answered(item, self._book.get(name))
        ]

    def _progress(self) -> str:
        missing = self._missing()
        total = len(self._items)
        moments = [self._book.saved_at(name) for name in self._items]
        last = max((moment for moment in moments if moment), default=None)
        saved = f", tersimpan {format_clock(last)}" if last else ""
        line = f"<strong>{total - len(missing)} dari {total} terisi</strong>{saved}."
        if missing:
            line += f" Belum: {html.escape(', '.join(missing))}."
        if self._problem:
            line += f" {html.escape(self._problem)}"
        return f'<p class="bijak-kemajuan">{line}</p>'

    def _hand_in(self) -> str:
        """Hand in through a process of its own: nbgrader stays out of this kernel."""
        code, assignment = self._folder.parent.name, self._book.assignment
        command = [sys.executable, "-m", "bijak.classroom", "kumpul", code, assignment]
        try:
            widgets.flush()  # what is being typed counts too
            self._book.save()
            done = subprocess.run(
                command,
                capture_output=True,
                encoding="utf-8",
                stdin=subprocess.DEVNULL,
                timeout=180,
            )
            answer = json.loads(done.stdout.splitlines()[-1])
        except (BijakError, OSError, subprocess.SubprocessError) as error:
            return _result(f"Belum terkumpul. {error}", good=False)
        except (ValueError, IndexError):
            return _result("Belum terkumpul. Tekan Kumpulkan sekali lagi.", good=False)
        if "galat" in answer:
            return _result(answer["galat"], good=False)
        return _result(answer["sentence"], good=not answer["problem"])


def _result(words: str, *, good: bool) -> str:
    style, mark = ("bijak-terisi", "✓") if good else ("bijak-bahaya", "⚠")
    lines = html.escape(words.strip()).replace("\n", "<br>")
    return f'<p class="{style}">{mark} {lines}</p>'


def buka_latihan(nama: str) -> Latihan:
    """Buka latihan di folder ini dan pulihkan jawaban yang tersimpan.

    Contoh: ``latihan = buka_latihan("b1-lima-langkah-bijak")``
    """
    latihan = Latihan(nama, Path.cwd())
    widgets.style()
    for sentence in latihan._book.notices:
        _say(sentence)
    if latihan._book.refusal and not os.environ.get("NBGRADER_EXECUTION"):
        _say(latihan._book.refusal)
    return latihan


class Kuis(_Forms):
    """Soal percobaan dalam pelajaran, dengan umpan balik seketika."""

    def __init__(self) -> None:
        self._book: AnswerBook | None = None

    def _ask(self, method: str, item_id: str, arguments: dict) -> None:
        if self._book is None:
            self._book = AnswerBook(Path.cwd(), "pelajaran")
            widgets.style()
        key = make_key({k: v for k, v in arguments.items() if k in KEY_ARGUMENTS})
        asked = {k: v for k, v in arguments.items() if k not in KEY_ARGUMENTS}
        item = make_item(method, item_id, asked)
        answer = self._book.get(item.id)

        def change(value: object, part: str = "") -> None:
            # A quiz is practice: it goes on where nothing can be saved.
            with contextlib.suppress(AnswersNotSaved):
                self._book.set(item.id, value, part)

        def judge(given: object) -> str:
            verdict = score(item, given, key)
            return verdict_html(item, given, verdict, with_points=False)

        live = widgets.has_front_end()
        form = widgets.quiz(item, answer, change, judge) if live else None
        widgets.show(form, form_html(item, answer), answer_text(item, answer))


kuis = Kuis()
"""Soal percobaan: ``kuis.pilih("b1-k1", pilihan={…}, kunci="b", umpan_balik={…})``."""


def tampilkan_kiriman(data: str, *nomor: str) -> None:
    """Tampilkan kartu kiriman dari sebuah data; tanpa nomor berarti semuanya.

    Contoh: ``tampilkan_kiriman("kiriman-b1-pelajaran", "p01", "p02")``
    """
    rows = read_rows(data)
    unknown = [name for name in nomor if name not in rows]
    if unknown:
        raise BijakError(f"Kiriman {unknown[0]} tidak ada di data {data}.")
    shown = [rows[name] for name in nomor or rows]
    widgets.style()
    cards = "".join(post_card(row) for row in shown)
    widgets.show(None, cards, "\n\n".join(row["teks"] for row in shown))
