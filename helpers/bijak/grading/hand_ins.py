"""Reading what participants hand in, by whatever road and under whatever name.

A hand-in is the zip that *Kumpulkan* writes, a bare notebook, or a bare
``jawaban.json``. What it is and whose it is stands inside; file names are not read,
because browsers, WhatsApp and people change them. Nothing in it is trusted or run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..answers import Entries, clean, merge, written
from ..answers.carried import Carried, carried_in
from ..answers.entries import moments
from ..answers.people import companions, is_code
from ..notebooks import opened_assignment
from .packed import MANIFEST, Packed, open_zip

MAX_FILE = 30_000_000
"""Bytes of a hand-in that are read; the largest real one has less than one million."""
_CLOCK = timedelta(hours=26)
_NEWEST_FORMAT = 1

_NOT_READ = "Berkas ini tidak dapat dibuka ({why}). Minta kiriman baru."
_TOO_LARGE = "Berkas ini terlalu besar untuk sebuah kumpulan. Minta kiriman baru."
_FOREIGN = (
    "Berkas ini bukan kumpulan Bijak. Minta peserta mengirim berkas dari folder "
    "kumpulan."
)
_NO_ASSIGNMENT = "Tidak terbaca untuk latihan mana berkas ini. Tanyakan kepada peserta."
_NO_CODE = "Berkas ini tidak memuat kode peserta. Tanyakan kodenya, lalu terima lagi."
_NO_ANSWERS = "Tidak ada jawaban di dalam berkas ini. Minta kiriman baru."
_TORN = "Berkas jawaban.json di dalamnya rusak; jawaban diambil dari notebook."
_TORN_ALONE = "Berkas jawaban.json di dalamnya rusak. Minta kiriman baru."
_CHANGED = "{name} berubah sesudah dikumpulkan. Tanyakan kepada peserta."
_LOST = "{name} hilang dari berkas zip ini. Minta kiriman baru."
_NEWER = "Berkas ini dibuat oleh Bijak yang lebih baru. Perbarui Bijak di laptop ini."
_OTHER_CODE = (
    "Kumpulan ini atas nama {code}, tetapi isinya milik {other}. Tanyakan dulu."
)
_OTHER_ASSIGNMENT = (
    "Kumpulan ini untuk {one}, tetapi isinya {other}. Minta kiriman baru."
)
_AHEAD = "Jam laptop peserta lebih maju daripada jam laptop ini. Periksa keduanya."


@dataclass(frozen=True)
class HandIn:
    """What one file brought.

    Attributes:
        assignment: the id; empty when it is not known.
        codes: the participants: first the one whose questions were answered, then
            those who worked along; empty when nobody knows.
        time: when it was handed in, or when the last answer was given.
        notebook: the notebook as UTF-8; empty when there was none.
        answers: the answers, of each part the newest.
        checksum: SHA-256 over notebook and answers, the same on every road.
        problems: Indonesian sentences for the trainer.
    """

    assignment: str = ""
    codes: tuple[str, ...] = ()
    time: datetime | None = None
    notebook: bytes = b""
    answers: Entries = field(default_factory=dict)
    checksum: str = ""
    problems: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be received: what, whose, when, and something to grade."""
        return bool(self.assignment and self.codes and self.time and self.answers)


def read_hand_in(source: Path | bytes) -> HandIn:
    """What a file holds. Never raises.

    Args:
        source: the file, or its content.

    Returns:
        What could be read, with a sentence for all that could not.
    """
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(MAX_FILE + 1)
        except OSError as error:
            return _refused(_NOT_READ.format(why=error.strerror))
    else:
        data = source
    if len(data) > MAX_FILE:
        return _refused(_TOO_LARGE)
    try:
        return _read(data)
    except Exception:  # a hostile file must not stop the others
        return _refused(_FOREIGN)


def _refused(*problems: str) -> HandIn:
    return HandIn(problems=problems)


def _read(data: bytes) -> HandIn:
    if data[:2] == b"PK":
        packed = open_zip(data)
        if packed.problem:
            return _refused(packed.problem)
        return _from_zip(packed)
    content = _json(data)
    if isinstance(content, dict) and isinstance(content.get("cells"), list):
        return _finish({}, _utf8(data), content, None, [])
    if isinstance(content, dict) and isinstance(content.get("jawaban"), dict):
        return _finish({}, b"", None, content, [])
    return _refused(_FOREIGN)


def _from_zip(packed: Packed) -> HandIn:
    manifest = _json(packed.manifest)
    manifest = manifest if isinstance(manifest, dict) else {}
    form = manifest.get("format", 1)
    if not isinstance(form, int) or form > _NEWEST_FORMAT:
        return _refused(_NEWER)
    problems = _compare(packed, manifest)
    notebook = _json(packed.notebook)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        notebook = None
    answers = _json(packed.answers)
    if packed.answers and not isinstance(answers, dict):
        problems.append(_TORN if notebook else _TORN_ALONE)
    if not (manifest or notebook or answers):
        return _refused(_FOREIGN)
    plain = _utf8(packed.notebook) if notebook else b""
    return _finish(manifest, plain, notebook, answers, problems)


def _compare(packed: Packed, manifest: Mapping) -> list[str]:
    """What differs from the time of handing in."""
    problems = []
    sums = manifest.get("sha256")
    for name, known in (sums if isinstance(sums, dict) else {}).items():
        is_notebook = str(name).endswith(".ipynb")
        data = packed.notebook if is_notebook else packed.answers
        shown = "Notebook" if is_notebook else "jawaban.json"
        if not data:
            problems.append(_LOST.format(name=shown))
        elif hashlib.sha256(data).hexdigest() != known:
            problems.append(_CHANGED.format(name=shown))
    return problems


def _finish(
    manifest: Mapping,
    plain: bytes,
    notebook: Mapping | None,
    answers: object,
    problems: list[str],
) -> HandIn:
    """Put together what manifest, notebook and answers say."""
    file = answers if isinstance(answers, dict) else {}
    called = opened_assignment(notebook) if notebook else ""
    names = [called, manifest.get("latihan"), file.get("latihan")]
    names = [name for name in names if is_assignment_id(name)]
    assignment = names[0] if names else carried_in(notebook).assignment
    carried = carried_in(notebook, assignment) if notebook else Carried()
    entries = merge(clean(file.get("jawaban")), carried.entries)
    owners = [manifest.get("peserta"), file.get("peserta"), carried.code]
    owners = [code for code in owners if is_code(code)]
    code = owners[0] if owners else ""
    time = _time(manifest, entries)
    problems = [*problems, *_missing(assignment, code, entries, time)]
    for other in sorted({*owners} - {code}):
        problems.append(_OTHER_CODE.format(code=code, other=other))
    for other in sorted({*names} - {assignment}):
        problems.append(_OTHER_ASSIGNMENT.format(one=other, other=assignment))
    return HandIn(
        assignment if is_assignment_id(assignment) else "",
        (code, *companions(entries, code)) if code else (),
        time,
        plain,
        entries,
        hashlib.sha256(plain + b"\n" + written(assignment, entries)).hexdigest(),
        tuple(problems),
    )


def _missing(
    assignment: str, code: str, entries: Entries, time: datetime | None
) -> list[str]:
    found = []
    if not assignment:
        found.append(_NO_ASSIGNMENT)
    if not code:
        found.append(_NO_CODE)
    if not entries:
        found.append(_NO_ANSWERS)
    if time and time - datetime.now(UTC) > _CLOCK:
        found.append(_AHEAD)
    return found


def is_assignment_id(name: object) -> bool:
    """Whether a value has the form of an assignment's id: safe as a folder's name."""
    plain = isinstance(name, str) and 0 < len(name) <= 80 and name.isascii()
    return bool(plain and name.replace("-", "a").isalnum() and name[0] != "-")


def _time(manifest: Mapping, entries: Entries) -> datetime | None:
    """When it was handed in; a clock that was set back never makes it older than
    its newest answer."""
    known = list(moments(entries))
    try:
        moment = datetime.fromisoformat(manifest["waktu"])
        if moment.tzinfo and 2000 <= moment.year < 3000:
            known.append(moment)
    except (KeyError, TypeError, ValueError):
        pass
    return max(known, default=None)


def _json(data: bytes) -> object:
    """What the bytes say; None when they are no JSON."""
    try:
        return json.loads(_utf8(data))
    except (ValueError, RecursionError):
        return None


def _utf8(data: bytes) -> bytes:
    """The same text without a byte order mark; some editors save UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


__all__ = ["MANIFEST", "MAX_FILE", "HandIn", "is_assignment_id", "read_hand_in"]
