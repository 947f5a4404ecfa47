"""Files in TOML that an organiser fills in, and what is wrong with a field.

Every sentence names the file, the line and the field, and says what to write instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from .dates import read_date
from .errors import BijakError
from .office_files import decoded_text

_SAVE = "Simpan sebagai teks biasa (UTF-8), lalu coba lagi."
_STILL_BLANK = "belum diisi. Ganti “…” dengan isinya, atau kosongkan jika boleh."


def read_fields(path: Path) -> Fields:
    """The fields of a file.

    Raises:
        BijakError: it cannot be read, or is no TOML.
    """
    text = decoded_text(path, _SAVE)
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise BijakError(_broken(path.name, text, str(error))) from error
    return Fields(found, path.name, text)


def nearest(word: str, known: Collection[str]) -> str:
    """A sentence, after a space, that names what was likely meant; or nothing."""
    near = get_close_matches(word, list(known), 1, 0.5)
    return f" Mungkin maksud Anda “{near[0]}”." if near else ""


class Fields:
    """A table of the file, and the sentences for what is wrong in it."""

    def __init__(
        self, found: Mapping, file: str, text: str, name: str = "", begin: int = 0
    ) -> None:
        """Look at one table.

        Args:
            found: the table as TOML gives it.
            file: the file's name, for the sentences.
            text: the file's text, in which lines are counted.
            name: the table's name, for the sentences; empty for the whole file.
            begin: where in the text the table begins.
        """
        self.found, self.file, self.text = found, file, text
        self.name, self.begin = name, begin

    def fail(self, key: str, problem: str) -> NoReturn:
        """Say what is wrong with a field.

        Raises:
            BijakError: always.
        """
        found = self._end_of(key)
        line = self.text.count("\n", 0, found) + 1
        place = f"{self.file} baris {line}" if found else self.file
        inside = f"{self.name}: " if self.name else ""
        raise BijakError(f"{place}: {inside}{key} {problem}")

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Refuse keys that nobody reads, and name the nearest one.

        Raises:
            BijakError: there is one.
        """
        for key in self.found:
            if key not in known:
                self.fail(
                    key, f"tidak dikenal.{nearest(key, known)} Betulkan atau hapus."
                )

    def words(self, key: str, needed: bool = True) -> str:
        """A text, in one line."""
        value = self.found.get(key, "")
        if not isinstance(value, str):
            self.fail(key, f'harus teks di antara tanda kutip: {key} = "…".')
        text = " ".join(value.split())
        if "…" in text:
            self.fail(key, _STILL_BLANK)
        if needed and not text:
            self.fail(key, f'belum diisi. Tulis {key} = "…" dengan isinya.')
        return text

    def list_of_words(self, key: str, needed: bool = False) -> tuple[str, ...]:
        """Texts in brackets."""
        values = self.found.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.fail(key, f'harus daftar: {key} = ["…", "…"].')
        texts = [" ".join(value.split()) for value in values]
        if any("…" in one for one in texts):
            self.fail(key, _STILL_BLANK)
        texts = [one for one in texts if one]
        if needed and not texts:
            self.fail(key, f'belum diisi. Tulis {key} = ["…", "…"].')
        if len(set(texts)) < len(texts):
            self.fail(key, "memuat satu isi dua kali. Hapus salah satunya.")
        return tuple(texts)

    def day(self, key: str, *default: date | None) -> date | None:
        """A day, as TOML's date or as text; the default where there is none."""
        value = self.found.get(key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str) and not value.strip() and default:
            return default[0]
        reading = read_date(value)
        if reading.value is None:
            self.fail(key, f"belum terbaca sebagai tanggal. Tulis {key} = 2026-11-24.")
        return date.fromisoformat(reading.value)

    def inside(self, found: Mapping, name: str) -> Fields:
        """The fields of a table that stands inside this one."""
        return Fields(found, self.file, self.text, name, self._end_of(name))

    def table(self, key: str) -> Fields:
        """A table of its own."""
        value = self.found[key]
        if not isinstance(value, dict):
            self.fail(key, f"harus bagian tersendiri. Tulis [{key}] di satu baris.")
        return self.inside(value, key)

    def _end_of(self, key: str) -> int:
        """Where the key of a field ends in the text.

        A field that is left out ends where its table begins.
        """
        key = re.escape(key)
        field = re.compile(rf'^[^#\n]*?(?<![\w"-])"?{key}"?\s*(?:=|\])', re.MULTILINE)
        start = self.text.rfind("\n", 0, self.begin) + 1
        while found := field.search(self.text, start):
            if found.end() > self.begin:
                return found.end()
            start = found.end()
        return self.begin


def _broken(file: str, text: str, error: str) -> str:
    """The sentence for what is no TOML; tomllib's own is English."""
    found = re.search(r"at line (\d+)", error)
    number = int(found[1]) if found else text.count("\n") + 1
    lines = text.splitlines()
    line = lines[number - 1].strip() if number <= len(lines) else ""
    if "overwrite" in error or "twice" in error:
        advice = "Isian ini tertulis dua kali. Hapus salah satunya."
    elif re.search("[“”‘’]", line):
        advice = 'Pakai tanda kutip lurus ("), bukan tanda kutip miring.'
    elif re.search(r"\d[-/.]\d", line) and '"' not in line:
        advice = "Tulis tanggal sebagai 2026-11-24, tanpa tanda kutip."
    else:
        advice = 'Tulis teks di antara tanda kutip: nama = "…". Tutup tiap kurung.'
    return f"{file} baris {number} belum terbaca: “{line[:60]}”. {advice}"
