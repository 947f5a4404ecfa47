"""The answers of one participant on the disk: nothing shown as saved is ever lost.

A write goes to a temporary file, to the disk, and then takes the place of the old
file in one step.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..errors import AnswersNotSaved
from ..files import one_writer, write_atomically
from ..paths import ANSWERS_FILE, is_source
from . import again
from .entries import (
    FORMAT,
    WHOLE,
    Entries,
    clean,
    merge,
    moment_of,
    moments,
    parse,
    values,
    written,
)

_TICK = timedelta(microseconds=1)

NOT_SAVED = "Belum tersimpan. "
_READ_ONLY = NOT_SAVED + (
    "Folder ini tidak boleh ditulisi. Salin foldernya ke tempat lain, misalnya "
    "Dokumen, lalu buka lagi dari sana. Jangan tutup halaman ini dulu."
)
_BUSY = NOT_SAVED + (
    "Berkas jawaban sedang dipakai. Tunggu sebentar, lalu ubah jawaban sekali lagi."
)
_UNREADABLE = (
    "Berkas jawaban tidak dapat dibuka ({why}). Jawaban lama tidak diubah. "
    "Tunjukkan kepada pelatih sebelum Anda mengisi lagi."
)
_TORN = (
    f"Berkas {ANSWERS_FILE} tidak terbaca. Berkas itu tidak dihapus: namanya menjadi "
    "jawaban-rusak begitu Anda mengisi lagi. Tunjukkan kepada pelatih."
)
_ORIGINAL = (
    "Ini berkas asli, bukan salinan Anda, jadi jawaban tidak disimpan. "
    "Buka latihan dari halaman depan Bijak."
)
_NEWER = (
    "Berkas jawaban ini dibuat oleh Bijak yang lebih baru. Jawaban lama tidak diubah. "
    "Minta Bijak terbaru kepada pelatih, lalu buka lagi."
)


def _now(*after: datetime) -> str:
    """The time now, but later than all of ``after``: clocks are set back too."""
    latest = max((moment + _TICK for moment in after), default=None)
    now = datetime.now(UTC)
    return (max(now, latest) if latest else now).isoformat(timespec="microseconds")


class AnswerBook:
    """The answers of one participant for one assignment or lesson.

    Attributes:
        assignment: the id of the assignment or lesson.
        code: whose answers these are; empty when nobody knows.
        notices: Indonesian sentences the participant should see.
    """

    def __init__(self, folder: Path, assignment: str, code: str = "") -> None:
        """Open the answers in a folder.

        Args:
            folder: where the notebook lies; ``jawaban.json`` lies beside it.
            assignment: the id of the assignment or lesson.
            code: the participant's code, noted in the file.
        """
        self.assignment = assignment
        self.code = code
        # Forms report from several threads of a kernel.
        self._turn = threading.RLock()
        self.notices: list[str] = []
        self._path = Path(folder).resolve() / ANSWERS_FILE
        self._entries: Entries = {}
        self._refusal = _ORIGINAL if is_source(self._path.parent) else ""
        if self._refusal:
            return
        try:
            self._entries = self._read()
        except ValueError:
            self.notices.append(_TORN)  # set aside by the first answer, not before
        except OSError as error:
            self.notices.append(_UNREADABLE.format(why=error.strerror))

    @property
    def refusal(self) -> str:
        """Why nothing can be saved here, or nothing."""
        return self._refusal

    @property
    def entries(self) -> Entries:
        """All answers with their times."""
        return self._entries

    def get(self, item_id: str) -> object:
        """The answer to an item; None when there is none."""
        return values({item_id: self._entries.get(item_id, {})}).get(item_id)

    def saved_at(self, item_id: str) -> datetime | None:
        """When an item was last answered."""
        entries = {item_id: self._entries.get(item_id, {})}
        return max(moments(entries), default=None)

    def set(self, item_id: str, value: object, part: str = WHOLE) -> datetime:
        """Answer an item, or one part of it, and write it to the disk.

        Args:
            item_id: the item.
            value: a JSON value; None takes the answer back.
            part: a named part, row or card.

        Returns:
            The time of the answer.

        Raises:
            AnswersNotSaved: it is kept in memory and written with the next answer.
        """
        with self._turn:
            entry = self._put(item_id, value, part)
            self.save()
            if self._entries[item_id][part] != entry:
                # Another tab wrote with a clock that was ahead; this came last.
                entry = self._put(item_id, value, part)
                self.save()
        return moment_of(entry)

    def _put(self, item_id: str, value: object, part: str) -> dict:
        """An answer, in memory, newer than the one it replaces."""
        before = self._entries.get(item_id, {}).get(part)
        pada = _now(*([moment_of(before)] if before else []))
        entry = {"isi": value, "pada": pada}
        self._entries.setdefault(item_id, {})[part] = entry
        return entry

    def add(self, other: Entries) -> None:
        """Take over newer answers from another source, in memory."""
        self._entries = merge(self._entries, other)

    def save(self) -> None:
        """Write all answers, together with what another tab wrote meanwhile.

        Raises:
            AnswersNotSaved: the sentence says why and what to do.
        """
        with self._writing():
            self._entries = merge(self._entries, self._read_or_set_aside())
            self._write()

    def start_over(self) -> None:
        """Take every answer back, after a copy of them was laid beside.

        Who works along stays. Without any answer nothing happens, so that pressing
        twice does not lose the way back.

        Raises:
            AnswersNotSaved: nothing was taken back.
        """
        with self._writing():
            self._entries = merge(self._entries, self._read_or_set_aside())
            if self._refusal or not again.is_any(self._entries):
                return
            pada = _now(*moments(self._entries))
            again.lay_aside(self._path.parent, self.assignment, self._entries, pada)
            self._entries = merge(self._entries, again.emptied(self._entries, pada))
            self._write()

    @property
    def is_begun(self) -> bool:
        """Whether there is anything that `start_over` would take back."""
        return again.is_any(self._entries)

    @property
    def can_undo(self) -> bool:
        """Whether there are answers that `undo_start_over` would bring back."""
        return bool(again.lost(self._path.parent, self._entries))

    def undo_start_over(self) -> None:
        """Bring back what the last `start_over` took; what was answered since stays.

        Raises:
            AnswersNotSaved: what came back is kept in memory, not on the disk.
        """
        with self._writing():
            self._entries = merge(self._entries, self._read_or_set_aside())
            old = again.lost(self._path.parent, self._entries)
            pada = _now(*moments(self._entries))
            for item, parts in old.items():
                for part, value in parts.items():
                    self._entries[item][part] = {"isi": value, "pada": pada}
            self._write()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, and what goes wrong said in a sentence."""
        if self._refusal:
            raise AnswersNotSaved(self._refusal)
        try:
            with self._turn, one_writer(self._path):
                yield
        except TimeoutError as error:
            raise AnswersNotSaved(_BUSY) from error
        except PermissionError as error:
            raise AnswersNotSaved(_READ_ONLY) from error
        except OSError as error:
            raise AnswersNotSaved(
                f"{NOT_SAVED}Laptop menolak menulis berkas ({error.strerror}). Periksa "
                "apakah penyimpanan penuh, lalu ubah jawaban sekali lagi."
            ) from error
        if self._refusal:
            raise AnswersNotSaved(self._refusal)

    def _read(self) -> Entries:
        """What is on the disk now.

        Raises:
            ValueError: it is torn or not ours.
            OSError: it cannot be opened.
        """
        try:
            content = parse(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        if content["format"] > FORMAT:
            self._refusal = _NEWER
            return {}
        return clean(content.get("jawaban"))

    def _read_or_set_aside(self) -> Entries:
        """What is on the disk; a torn file gets another name and makes room."""
        try:
            return self._read()
        except ValueError:
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
            self._path.rename(self._path.with_name(f"jawaban-rusak-{stamp}.json"))
            return {}

    def _write(self) -> None:
        if not self._refusal:
            text = written(self.assignment, self._entries, self.code)
            write_atomically(self._path, text)
