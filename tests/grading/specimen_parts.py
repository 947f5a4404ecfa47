"""What specimens are made of: verdicts, released notebooks, answers, hand-in files."""

from __future__ import annotations

import hashlib
import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import second
import tiny
from bijak.answers import ANSWER_MIME
from bijak.answers.carried import payload

CODE = "kenanga-4821"
"""Who hands in, unless the specimen says otherwise."""
MARK = "bijak-bocor"
"""Part of the name of all that a harm leaves on the machine or among processes."""
SECRET = "BIJAK_UJI_RAHASIA"
"""An environment variable with a secret, which the runner sets."""
PORT = 48231
"""A port of this machine, and the name of an abstract socket, where it listens."""
NEIGHBOUR = "tetangga-1"
"""Somebody whose honest hand-in the runner lays beside each specimen."""
NOON = datetime(2027, 1, 5, 5, tzinfo=UTC)

FORM = {"t1-01": "b", "t1-05": "12,5", "t1-06": {"x": "a", "y": "1"}}
FORM_POINTS = {"t1-01": 2.0, "t1-05": 1.5, "t1-06": 1.0}
"""What nearly every specimen answers, and what that earns."""
ONE = {second.FORM: "b"}
BONUS = sum(second.POINTS.values())


@dataclass(frozen=True)
class Expected:
    """A verdict.

    Attributes:
        points: item → points of all graded items; None when grading failed.
        reason: the first words of why it failed.
        notices: the first words of sentences for the trainer; each must be there.
        stale: items flagged because their text differs.
        said: a word in the sentence about the code item, in lower case.
        owners: who has a grade.
    """

    points: Mapping[str, float] | None
    reason: str = ""
    notices: tuple[str, ...] = ()
    stale: frozenset[str] = frozenset()
    said: str = ""
    owners: tuple[str, ...] = (CODE,)


@dataclass(frozen=True)
class Specimen:
    """A hand-in.

    Attributes:
        name: what it shows.
        group: a letter, see above.
        build: (empty folder, released folder) → fills the folder.
        expected: the verdict.
        course: the test course, ``tiny`` or ``second``.
        road: ``folder``: what nbgrader collected into ``submitted/<code>/<id>``, so the
            runner calls `share_out`, as `Collect` does; ``files``: hand-in files in a
            folder, for ``--from``.
        code: the participant.
        posix: whether it can only be built where there are links and pipes.
    """

    name: str
    group: str
    build: Callable[[Path, Path], object]
    expected: Expected
    course: object = tiny
    road: str = "folder"
    code: str = CODE
    posix: bool = False


SPECIMENS: dict[str, Specimen] = {}


def specimen(group: str, expected: Expected, **more):
    """Note a builder under its own name, with hyphens."""

    def note(build):
        name = build.__name__.replace("_", "-")
        SPECIMENS[name] = Specimen(name, group, build, expected, **more)
        return build

    return note


def earned(points: Mapping[str, float] | None = None, **more) -> Expected:
    """All items of the tiny course, these with points."""
    mine = FORM_POINTS if points is None else points
    return Expected({**dict.fromkeys(tiny.QUESTIONS, 0.0), **mine}, **more)


def failed(reason: str, **more) -> Expected:
    """Not graded, and why."""
    return Expected(None, reason, **more)


def programmed(points: float, said: str = "", **more) -> Expected:
    """The second course: the form item is right, the code item earns this much."""
    both = {second.FORM: 2.0, second.CODE: float(points)}
    return Expected(both, said=said, **more)


# What a hand-in is made of.


def id_of(release: Path) -> str:
    return release.name


def read(release: Path) -> dict:
    """The released notebook as JSON."""
    return json.loads((release / f"{id_of(release)}.ipynb").read_text("utf-8"))


def cell_of(notebook: dict, name: str) -> dict:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def place_of(notebook: dict, name: str) -> int:
    return notebook["cells"].index(cell_of(notebook, name))


def marks(notebook: dict, name: str) -> dict:
    return cell_of(notebook, name)["metadata"]["nbgrader"]


def entries(answers: Mapping, minutes: int = 0) -> dict:
    """Answers as they are stored, so many minutes after noon."""
    when = (NOON + timedelta(minutes=minutes)).isoformat()
    return {
        item: {
            part: {"isi": value, "pada": when}
            for part, value in (
                given.items() if isinstance(given, dict) else [("", given)]
            )
        }
        for item, given in answers.items()
    }


def answers_file(
    assignment: str, answers: Mapping, code: str = CODE, minutes: int = 0
) -> bytes:
    mine = {"format": 1, "latihan": assignment, "peserta": code}
    return json.dumps({**mine, "jawaban": entries(answers, minutes)}).encode()


def encoded(notebook: object) -> bytes:
    return json.dumps(notebook, ensure_ascii=False).encode()


def lay(folder: Path, release: Path, notebook: object = None, answers=FORM) -> Path:
    """Write a notebook and answers under their right names; the notebook's path."""
    name = id_of(release)
    path = folder / f"{name}.ipynb"
    if notebook is None:
        notebook = read(release)
    data = notebook if isinstance(notebook, bytes) else encoded(notebook)
    path.write_bytes(data)
    if isinstance(answers, bytes):
        (folder / "jawaban.json").write_bytes(answers)
    elif answers is not None:
        (folder / "jawaban.json").write_bytes(answers_file(name, answers))
    return path


def carrying(release: Path, answers: Mapping, code: str = CODE, minutes=0) -> dict:
    """The released notebook with answers in the outputs of its cells."""
    notebook = read(release)
    for item, one in entries(answers, minutes).items():
        data = {ANSWER_MIME: payload(id_of(release), code, {item: one})}
        output = {"output_type": "display_data", "metadata": {}, "data": data}
        cell_of(notebook, f"{item}-jawab")["outputs"] = [output]
    return notebook


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def hand_in(release: Path, answers=FORM, code: str = CODE, minutes=0) -> dict:
    """The members of a hand-in zip."""
    name = id_of(release)
    members = {
        f"{name}.ipynb": encoded(carrying(release, answers, code, minutes)),
        "jawaban.json": answers_file(name, answers, code, minutes),
    }
    manifest = {
        "format": 1,
        "latihan": name,
        "peserta": code,
        "bersama": [],
        "waktu": (NOON + timedelta(minutes=minutes)).isoformat(),
        "sha256": {k: hashlib.sha256(v).hexdigest() for k, v in members.items()},
    }
    return {"manifest.json": json.dumps(manifest).encode(), **members}


def own_cell(source: str, name: str = "milik-1", kind: str = "code") -> dict:
    """A cell that a participant added."""
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"id": name, "cell_type": kind, "metadata": {}, "source": source, **more}


def changed(change: Callable[[dict], object], answers=FORM):
    """A builder: the released notebook after a change, with answers beside it."""

    def build(folder: Path, release: Path) -> None:
        notebook = read(release)
        lay(folder, release, change(notebook) or notebook, answers)

    return build


def with_code(folder: Path, release: Path, source: str) -> None:
    """The second course with this below the given lines of the code cell."""
    notebook = read(release)
    kode = cell_of(notebook, f"{second.CODE}-kode")
    kode["source"] = f"{second.GIVEN}{source}"
    lay(folder, release, notebook, ONE)


ALL_RIGHT = "; ".join(f"{name} = {value!r}" for name, value in second.VALUES.items())


def attack(name: str, group: str, body: str, said: str = "", points=0.0) -> None:
    """Note a code item that is right only if its harm succeeded.

    Args:
        body: sets ``berhasil``; {root} is the project, {home} the class, {mark} `MARK`.
        said: a word in the sentence about it.
        points: what it earns all the same.
    """

    def build(folder: Path, release: Path) -> None:
        root = release.parents[1]
        names = {"root": str(root), "home": str(root / "kelas" / "utama")}
        filled = textwrap.dedent(body).strip()
        for key, value in {**names, "mark": MARK}.items():
            filled = filled.replace(f"{{{key}}}", value)
        source = (
            "berhasil = False\ntry:\n"
            f"{textwrap.indent(filled, '    ')}\n"
            "except Exception:\n    berhasil = False\n"
            f"if berhasil:\n    {ALL_RIGHT}\n"
        )
        with_code(folder, release, source)

    expected = programmed(points, said)
    SPECIMENS[name] = Specimen(name, group, build, expected, second)


def program(name: str, group: str, source: str, points=0.0, said: str = "") -> None:
    """Note a code item with this source, which has done its harm when it runs."""

    def build(folder: Path, release: Path) -> None:
        with_code(folder, release, textwrap.dedent(source).strip() + "\n")

    SPECIMENS[name] = Specimen(name, group, build, programmed(points, said), second)
