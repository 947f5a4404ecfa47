"""Handing in: one file that can travel anywhere, and the class folder if there is one.

The file is always written first. Whatever fails afterwards, it is there and can be
given to the trainer on a memory stick or by WhatsApp; handing in again makes another
one, and the newest counts.

    pekerjaan/<code>/kumpulan/<id>--<code>--20270105-1042.zip
        <id>.ipynb   jawaban.json   manifest.json

Who worked along stands in the answers, in the manifest, and in the file's name.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ..answers import Entries, clean, merge, parse
from ..answers.again import is_any
from ..answers.carried import read_carried
from ..answers.people import companions
from ..errors import BijakError
from ..files import write_atomically
from ..paths import ANSWERS_FILE, class_folder, class_name
from ..text import format_clock, join_words
from . import exchange
from .roster import is_trainer
from .workspace import assignment_notebook, open_assignment, person_folder, why

OUTBOX = "kumpulan"
MANIFEST = "manifest.json"
RECEIPTS = "tanda-terima.json"
FORMAT = 1

_NOTHING = (
    "Belum ada jawaban yang dapat dikumpulkan. Isi paling sedikit satu soal, lalu "
    "tekan Kumpulkan sekali lagi."
)
_STRANGERS = (
    "⚠ Kode teman {codes} tidak ada di kelas ini, jadi belum dihitung untuknya. Lihat "
    "kartunya, perbaiki kodenya, lalu tekan Kumpulkan lagi."
)
_TRIAL = (
    "Ini percobaan Anda sebagai pelatih: tidak dinilai dan tidak dihitung sebagai "
    "kumpulan peserta. Berkasnya ada di {file}."
)


@dataclass(frozen=True)
class Receipt:
    """One hand-in.

    Attributes:
        assignment: its id.
        file: the name of the file in ``kumpulan/``.
        time: when it was handed in.
        answers: the fingerprint of the answers that were handed in.
        arrived: nbgrader's time stamp, when it reached the class folder.
        problem: why it did not reach the class folder although there is one.
        together: the codes of those who worked along.
        strangers: those among them whom the class does not know.
        is_trial: whether a trainer tried it out; then the class does not have it.
    """

    assignment: str
    file: str
    time: datetime
    answers: str
    arrived: str = ""
    problem: str = ""
    together: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    is_trial: bool = False

    @property
    def sentence(self) -> str:
        """What the participant reads after handing in."""
        also = join_words([one for one in self.together if one not in self.strangers])
        said = self._where() + (f" Ini juga kumpulan {also}." if also else "")
        if self.strangers:
            said += f" {_STRANGERS.format(codes=join_words(list(self.strangers)))}"
        return said

    def _where(self) -> str:
        clock = format_clock(self.time)
        if self.is_trial:
            return _TRIAL.format(file=f"{OUTBOX}/{self.file}")
        if self.arrived:
            return (
                f"Jawaban Anda sudah dikumpulkan pukul {clock} dan sudah sampai di "
                f"folder kelas. Salinannya ada di {OUTBOX}/{self.file}."
            )
        send = (
            f"Berikan berkas {self.file} kepada pelatih dengan flashdisk atau WhatsApp."
        )
        if self.problem:
            return (
                f"Jawaban Anda sudah dikemas pukul {clock}, tetapi belum sampai di "
                f"folder kelas. {send} Atau tekan Kumpulkan lagi nanti."
            )
        return f"Jawaban Anda sudah dikemas pukul {clock}. {send}"

    def as_json(self) -> dict:
        """The receipt as plain data, with the sentence."""
        moment = self.time.isoformat(timespec="seconds")
        return asdict(self) | {"time": moment, "sentence": self.sentence}


def hand_in(root: Path, code: str, assignment: str) -> Receipt:
    """Hand in a participant's working copy.

    Takes about four seconds where there is a class folder; nbgrader then works in a
    process of its own, so call this from a thread.

    Raises:
        BijakError: there is nothing to hand in, or the file could not be written.
    """
    receipt = pack(root, code, assignment)
    if is_trainer(class_folder(root, class_name()), code):
        receipt = replace(receipt, is_trial=True)
    elif exchange.is_available(root):
        try:
            file = person_folder(root, code) / OUTBOX / receipt.file
            stamp, strangers = exchange.submit(root, code, assignment, file)
            receipt = replace(receipt, arrived=stamp, strangers=strangers)
        except BijakError as error:
            receipt = replace(receipt, problem=str(error))
    _remember(root, code, receipt)
    return receipt


def pack(root: Path, code: str, assignment: str) -> Receipt:
    """Write the file that can travel.

    Raises:
        BijakError: there is nothing to hand in, or the file could not be written.
    """
    notebook = assignment_notebook(root, code, assignment)
    answers = notebook.with_name(ANSWERS_FILE)
    carried = read_carried(notebook, assignment).entries
    entries = merge(carried, _entries(answers))
    if not is_any(entries) and not _is_torn(answers):
        raise BijakError(_NOTHING)
    open_assignment(root, code, assignment)
    now = datetime.now(UTC)
    outbox = person_folder(root, code) / OUTBOX
    try:
        content = {
            path.name: path.read_bytes()
            for path in (notebook, answers)
            if path.is_file()
        }
        people = [code, *companions(entries, code)]
        content[MANIFEST] = _manifest(assignment, people, now, content)
        outbox.mkdir(exist_ok=True)
        stem = "--".join([assignment, *people, f"{now.astimezone():%Y%m%d-%H%M}"])
        name = _write_zip(outbox, stem, content)
    except OSError as error:
        raise BijakError(
            f"Berkas kumpulan tidak dapat ditulis ({why(error)}). Jawaban Anda "
            "tetap tersimpan. Periksa apakah penyimpanan penuh, lalu tekan Kumpulkan "
            "sekali lagi."
        ) from error
    mark = fingerprint(answers)
    return Receipt(assignment, name, now, mark, together=tuple(people[1:]))


def _entries(path: Path) -> Entries:
    """The answers in a file, as far as there are any."""
    try:
        return clean(parse(path.read_bytes()).get("jawaban"))
    except (OSError, ValueError):
        return {}


def _is_torn(path: Path) -> bool:
    """Whether there is a file that cannot be read: it is handed in all the same."""
    try:
        parse(path.read_bytes())
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return False


def _manifest(
    assignment: str, people: list[str], now: datetime, content: dict[str, bytes]
) -> bytes:
    from .. import __version__

    manifest = {
        "format": FORMAT,
        "latihan": assignment,
        "peserta": people[0],
        "bersama": people[1:],
        "waktu": now.isoformat(timespec="seconds"),
        "versi": __version__,
        "sha256": {
            name: hashlib.sha256(data).hexdigest() for name, data in content.items()
        },
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _write_zip(outbox: Path, stem: str, content: dict[str, bytes]) -> str:
    """Write a new file; an earlier hand-in of the same minute keeps its name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in content.items():
            archive.writestr(member, data)
    target = outbox / f"{stem}.zip"
    number = 2
    while target.exists():
        target = outbox / f"{stem}-{number}.zip"
        number += 1
    write_atomically(target, packed.getvalue())
    return target.name


def fingerprint(answers: Path) -> str:
    """A short mark of the content of ``jawaban.json``; empty when there is none."""
    try:
        return hashlib.sha256(answers.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def receipts(root: Path, code: str) -> list[Receipt]:
    """All hand-ins of a participant that are on record. Never raises."""
    try:
        text = (person_folder(root, code) / OUTBOX / RECEIPTS).read_text("utf-8")
        rows = json.loads(text)["kumpulan"]
        return [
            Receipt(
                **row
                | {
                    "time": datetime.fromisoformat(row["time"]),
                    "together": tuple(row.get("together", ())),
                    "strangers": tuple(row.get("strangers", ())),
                }
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def last_receipt(root: Path, code: str, assignment: str) -> Receipt | None:
    """The newest hand-in of one assignment. Never raises."""
    mine = [one for one in receipts(root, code) if one.assignment == assignment]
    return max(mine, key=lambda one: one.time, default=None)


def _remember(root: Path, code: str, receipt: Receipt) -> None:
    """Note a hand-in for the page; the file itself counts, so failing is no harm."""
    rows = [*receipts(root, code), receipt]
    plain = [asdict(row) | {"time": row.time.isoformat()} for row in rows]
    text = json.dumps({"format": FORMAT, "kumpulan": plain}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        path = person_folder(root, code) / OUTBOX / RECEIPTS
        write_atomically(path, text.encode())
