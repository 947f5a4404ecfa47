"""One code taken out of what belongs to others: names of files, JSON, CSV, text, zips.

A partner keeps what both have done; only the code disappears from it. In JSON a list
loses its entry and a value becomes empty, so readers find the form that they know.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import re
import zipfile

_GONE = object()
_IN_TEXT = "(ditarik)"
_OWNER = "peserta"
_ROW_OWNERS = (_OWNER, "kode")
_MOST_INSIDE = 3  # zips in zips
_SQLITE = b"SQLite format 3\0"


class Eraser:
    """Finds and erases one code."""

    def __init__(self, code: str) -> None:
        """Codes are as they are stored: ``kenanga-4821``.

        ``kenanga-48210`` and ``kenanga-4821-2`` are somebody else's; ``Kenanga 4821``
        in the name of a file from a phone is the same. A code without a digit may be
        an ordinary word, so in running text it is left alone.
        """
        self.code = code
        spelled = re.escape(code).replace(r"\-", "[-_ ]?")
        pattern = (
            rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9]-){spelled}"
            r"(?![A-Za-z0-9])(?!-[A-Za-z0-9])"
        )
        self._text = re.compile(pattern, re.IGNORECASE)
        self._bytes = re.compile(pattern.encode(), re.IGNORECASE)
        self._is_word = not any(map(str.isdigit, code))

    def is_named(self, name: str) -> bool:
        """Whether a file or folder is named after the person: all of it is theirs."""
        found = self._text.match(name.lstrip("."))
        if found:
            rest = name.lstrip(".")[found.end() :]
            return not rest or rest[0] in "+." or rest.startswith("--")
        parts = re.sub(r"^[0-9a-f]{12}--", "", name).split("--")
        return len(parts) > 2 and bool(self._text.fullmatch(parts[1]))

    def name(self, name: str) -> str:
        """The name of somebody else's file without the code."""
        shorter = re.sub(rf"--{self._text.pattern}(?=--|\.|$)", "", name, flags=re.I)
        return self._text.sub("ditarik", shorter)

    def owns(self, data: bytes, depth: int = 0) -> bool:
        """Whether a hand-in file says of itself that it is this person's."""
        if data[:2] == b"PK" and depth < _MOST_INSIDE:
            return any(self.owns(one, depth + 1) for _, one in _members(data) or ())
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return False
        return self._is_owner(content)

    def content(self, data: bytes, name: str = "", depth: int = 0) -> bytes:
        """The content of somebody else's file without the code.

        Args:
            data: the content.
            name: of the file, for tables and lines of JSON.
            depth: how many zips it lies in.
        """
        if data[:2] == b"PK" and depth < _MOST_INSIDE:
            return self._zip(data, depth)
        if not self._bytes.search(data) or data.startswith(_SQLITE):
            return data
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._bytes.sub(lambda found: b"x" * len(found[0]), data)
        if name.endswith(".csv"):
            return self._table(text).encode()
        with contextlib.suppress(ValueError, RecursionError):
            return self._json(text)
        if name.endswith(".jsonl"):
            return b"".join(self._line(line) for line in text.splitlines())
        return self._words(text).encode()

    def value(self, value: object) -> object:
        """Plain data of somebody else without the code, such as answers."""
        return self._plain(value, is_whole=True)

    def mentions(self, data: bytes) -> bool:
        """Whether the plain bytes hold the code."""
        return bool(self._bytes.search(data))

    def _is_owner(self, value: object) -> bool:
        if isinstance(value, dict):
            if value.get(_OWNER) == self.code and "latihan" in value:
                return True
            return any(map(self._is_owner, value.values()))
        return isinstance(value, list) and any(map(self._is_owner, value))

    def _zip(self, data: bytes, depth: int) -> bytes:
        members = _members(data)
        if members is None:
            return self._bytes.sub(lambda found: b"x" * len(found[0]), data)
        kept = [
            (self.name(name), self.content(one, name, depth + 1))
            for name, one in members
            if not self.owns(one)  # a whole hand-in of this person, among others'
        ]
        if kept == members:
            return data
        kept = [(name, _summed(one, dict(kept), name)) for name, one in kept]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, one in kept:
                archive.writestr(name, one)
        return out.getvalue()

    def _json(self, text: str) -> bytes:
        indent = 1 if "\n" in text.strip() else None
        content = self._plain(json.loads(text), is_whole=True)
        made = json.dumps(content, ensure_ascii=False, indent=indent)
        return made.encode("utf-8", "backslashreplace") + b"\n" * text.endswith("\n")

    def _line(self, line: str) -> bytes:
        """A line of JSON; nothing where it was about this person alone."""
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return b"" if self._text.search(line) else line.encode() + b"\n"
        row = self._plain(row)
        if row is _GONE or (isinstance(row, dict) and row.get("kode") == []):
            return b""
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"

    def _table(self, text: str) -> str:
        separator = max(",;\t", key=text.partition("\n")[0].count)
        rows = csv.reader(io.StringIO(text), delimiter=separator)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        for row in rows:
            if self.code not in row:
                writer.writerow(map(self._words, row))
        return out.getvalue()

    def _plain(self, value: object, is_whole: bool = False) -> object:
        if isinstance(value, str):
            return "" if value == self.code else self._words(value)
        if isinstance(value, list):
            kept = (_GONE if one == self.code else self._plain(one) for one in value)
            return [one for one in kept if one is not _GONE]
        if not isinstance(value, dict):
            return value
        if not is_whole and any(value.get(key) == self.code for key in _ROW_OWNERS):
            if "jawaban" not in value:  # answers carried in a partner's notebook stay
                return _GONE
        kept = {
            self._words(key): self._plain(one)
            for key, one in value.items()
            if key != self.code
        }
        return {key: None if one is _GONE else one for key, one in kept.items()}

    def _words(self, text: str) -> str:
        return text if self._is_word else self._text.sub(_IN_TEXT, text)


def _summed(data: bytes, members: dict[str, bytes], name: str) -> bytes:
    """A hand-in's manifest with the checksums of what now lies beside it."""
    if not name.endswith("manifest.json"):
        return data
    try:
        manifest = json.loads(data)
        for one in manifest["sha256"]:
            manifest["sha256"][one] = hashlib.sha256(members[one]).hexdigest()
    except (ValueError, KeyError, TypeError):
        return data
    return json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _members(data: bytes) -> list[tuple[str, bytes]] | None:
    """(name, content) of all in a zip; None when it is torn or larger than sensible."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(one.file_size for one in infos) > 200_000_000:
                return None
            return [(one.filename, archive.read(one)) for one in infos]
    except Exception:  # zipfile and its decompressors raise many kinds
        return None
