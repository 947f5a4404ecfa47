"""``jawaban.json``: what a participant answered, beside the notebook.

    {"format": 1, "latihan": "b1-lima-langkah-bijak",
     "jawaban": {"b1-09": {"": {"isi": "b", "pada": "2027-01-05T03:00:00+00:00"}},
                 "b1-04": {"k01": {"isi": "hoaks", "pada": "…"}, "k02": {…}}}}

Every part of every item has its own time. Merging keeps the newer of each, so two
tabs, a copy from a memory stick, or the copy inside the notebook never push each
other's answers out. A write goes to a temporary file, to the disk, and then takes
the place of the old file in one step.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .errors import AnswersNotSaved
from .files import one_writer, write_atomically
from .paths import ANSWERS_FILE, is_source

FORMAT = 1
ANSWER_MIME = "application/vnd.bijak.jawaban+json"
"""The type of the copy that a notebook carries in its outputs."""
MAX_BYTES = 2_000_000
_TICK = timedelta(microseconds=1)

WHOLE = ""
"""The name of an item's only part when it has no named parts."""

Entries = dict[str, dict[str, dict]]
"""item id → part → {"isi": value, "pada": time in UTC}."""

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


def _now(after: str = "") -> str:
    """The time now, but always later than ``after``: clocks are set back too."""
    now = datetime.now(UTC)
    with contextlib.suppress(ValueError):
        now = max(now, datetime.fromisoformat(after) + _TICK)
    return now.isoformat(timespec="microseconds")


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or "isi" not in entry:
        return False
    try:
        return datetime.fromisoformat(entry["pada"]).tzinfo is not None
    except (KeyError, TypeError, ValueError):
        return False


def clean(raw: object) -> Entries:
    """Keep what has the form of answers and drop the rest. Never raises."""
    entries: Entries = {}
    if not isinstance(raw, dict):
        return entries
    for item, parts in raw.items():
        if isinstance(parts, dict):
            kept = {
                part: {"isi": entry["isi"], "pada": entry["pada"]}
                for part, entry in parts.items()
                if _is_entry(entry)
            }
            if kept:
                entries[item] = kept
    return entries


def merge(*sources: Entries) -> Entries:
    """All answers of all sources; of each part the newest.

    Equal times are settled by the text of the answer, so the order of the sources
    does not matter.
    """

    def age(entry: dict) -> tuple[datetime, str]:
        moment = datetime.fromisoformat(entry["pada"])
        return moment, json.dumps(entry["isi"], sort_keys=True)

    merged: Entries = {}
    for source in sources:
        for item, parts in source.items():
            mine = merged.setdefault(item, {})
            for part, entry in parts.items():
                if part not in mine or age(entry) > age(mine[part]):
                    mine[part] = entry
    return merged


def values(entries: Entries) -> dict[str, object]:
    """item id → its answer: one value, or a mapping of the answered parts."""
    result: dict[str, object] = {}
    for item, parts in entries.items():
        named = {k: e["isi"] for k, e in parts.items() if k != WHOLE}
        named = {k: value for k, value in named.items() if value is not None}
        result[item] = named or parts.get(WHOLE, {}).get("isi")
    return result


def parse(data: bytes) -> dict:
    """The content of ``jawaban.json``.

    Raises:
        ValueError: not JSON of our form, or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise ValueError("too large")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise ValueError("not an answers file")
    return content


def read_values(path: Path) -> dict[str, object]:
    """The answers in a file, by item id; for graders and pages.

    Raises:
        OSError, ValueError: the file is not there or cannot be read.
    """
    return values(clean(parse(path.read_bytes()).get("jawaban")))


class AnswerBook:
    """The answers of one participant for one assignment or lesson.

    Attributes:
        notices: Indonesian sentences the participant should see.
    """

    def __init__(self, folder: Path, assignment: str) -> None:
        """Open the answers in a folder.

        Args:
            folder: where the notebook lies; ``jawaban.json`` lies beside it.
            assignment: the id of the assignment or lesson.
        """
        self.assignment = assignment
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
        return values({item_id: self._entries.get(item_id, {})})[item_id]

    def saved_at(self, item_id: str) -> datetime | None:
        """When an item was last answered."""
        moments = [entry["pada"] for entry in self._entries.get(item_id, {}).values()]
        return max(map(datetime.fromisoformat, moments), default=None)

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
            before = self._entries.get(item_id, {}).get(part, {})
            entry = {"isi": value, "pada": _now(before.get("pada", ""))}
            self._entries.setdefault(item_id, {})[part] = entry
            self.save()
        return datetime.fromisoformat(entry["pada"])

    def add(self, other: Entries) -> None:
        """Take over newer answers from another source, in memory."""
        self._entries = merge(self._entries, other)

    def save(self) -> None:
        """Write all answers, together with what another tab wrote meanwhile.

        Raises:
            AnswersNotSaved: the sentence says why and what to do.
        """
        if self._refusal:
            raise AnswersNotSaved(self._refusal)
        try:
            with self._turn, one_writer(self._path):
                self._entries = merge(self._entries, self._read_or_set_aside())
                self._write()
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
        if self._refusal:
            return
        content: Mapping = {
            "format": FORMAT,
            "latihan": self.assignment,
            "jawaban": self._entries,
        }
        write_atomically(
            self._path,
            json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        )
