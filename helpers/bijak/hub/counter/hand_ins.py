"""Hand-ins: on the disk before they are acknowledged, then in nbgrader's exchange.

    masuk/<id>--<code>--<time>.zip      what came and is not in the exchange yet
    diterima/<checksum>--<name>         what is there; both are looked at by `collect`

Whatever is killed in between, what lies in ``masuk/`` is passed on at the next start,
with the time at which it came. A stranger's zip is opened as carefully as by grading.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...course import exchange_root
from ...errors import BijakError
from ...files import write_atomically
from ...grading.collecting import INCOMING, KEPT
from ...grading.hand_ins import read_hand_in
from ...grading.packed import Packed, open_zip
from ...paths import ANSWERS_FILE, COURSE_ID, RELEASE
from ...withdrawn import Eraser, Register
from .exchange import Exchange
from .refusals import Refusal

MAX_ZIP = 20_000_000
_MOST_BYTES = 200_000_000
"""Of all that one participant may hand in while this process runs."""
_NAME = re.compile(r"([a-z0-9-]+)--([a-z0-9-]+)--(\d{8}-\d{6}-\d{6})\.zip")
_NAME_TIME, _STAMP = "%Y%m%d-%H%M%S-%f", "%Y-%m-%d %H:%M:%S.%f UTC"
_STAGING = ".loket-"
_AGAIN_SECONDS = 20

_OTHERS = "Kumpulan ini atas nama {other}. Anda hanya dapat mengumpulkan milik sendiri."
_OTHER_ID = "Kumpulan ini untuk {other}, bukan untuk {assignment}. Buka lagi."
_FULL = "Anda sudah terlalu sering mengumpulkan. Kumpulan terakhir tetap ada."


@dataclass(frozen=True)
class Kept:
    """A hand-in that lies in ``masuk/``.

    Attributes:
        path: where.
        assignment: the id.
        code: whose it is.
        moment: when it came.
    """

    path: Path
    assignment: str
    code: str
    moment: datetime

    @property
    def stamp(self) -> str:
        """When it came, as nbgrader writes it."""
        return f"{self.moment:{_STAMP}}"


class HandIns:
    """What is handed in to one class."""

    def __init__(self, root: Path, home: Path, exchange: Exchange) -> None:
        """Nothing is read yet.

        Args:
            root: the project folder.
            home: the folder of the class.
            exchange: the process with nbgrader.
        """
        self._root, self._home, self._exchange = root, home, exchange
        self._turn = asyncio.Lock()
        self._bytes: dict[str, int] = {}

    def keep(self, data: bytes, code: str, assignment: str) -> tuple[Kept, list[str]]:
        """Put a zip on the disk. Takes up to a second; runs in a thread.

        Args:
            data: what was sent.
            code: who sent it, as the hub says.
            assignment: one of the syllabus.

        Returns:
            Where it lies, and the codes of all whose hand-in it is.

        Raises:
            Refusal: it is not one of this participant's.
            OSError: the disk refuses.
        """
        people, size = _checked(data, code, assignment)
        gone = list(filter(Register(self._home).holds, people[1:]))
        for one in gone:
            data = Eraser(one).content(data)
        people = [one for one in people if one not in gone]
        self._bytes[code] = self._bytes.get(code, 0) + size
        if self._bytes[code] > _MOST_BYTES:
            raise Refusal(_FULL, 429)
        folder = self._home / INCOMING
        folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now(UTC)
        name = f"{assignment}--{code}--{moment:{_NAME_TIME}}.zip"
        write_atomically(folder / name, data)
        return Kept(folder / name, assignment, code, moment), people

    async def pass_on(self, kept: Kept) -> None:
        """Put a kept hand-in into the exchange, once.

        Raises:
            BijakError: it stays in ``masuk/`` and is tried again.
        """
        async with self._turn:
            try:
                if await asyncio.to_thread(self._is_waiting, kept):
                    await self._submit(kept)
                await asyncio.to_thread(self._set_aside, kept)
            except OSError as error:
                raise BijakError(str(error)) from error

    async def pass_on_all(self, log) -> None:
        """Pass on what an earlier process, or an earlier try, left; for ever."""
        while True:
            for kept in waiting(self._home):
                try:
                    await self.pass_on(kept)
                except BijakError as error:
                    log.warning("%s: %s", kept.path.name, error)
            await asyncio.sleep(_AGAIN_SECONDS)

    def _is_waiting(self, kept: Kept) -> bool:
        """Whether it is not in the exchange; half a copy of it is removed."""
        if not kept.path.is_file():
            return False
        inbound = exchange_root(self._root, self._home.name) / COURSE_ID / "inbound"
        name = f"{kept.code}+{kept.assignment}+{kept.stamp}+*"
        for folder in inbound.glob(name):
            # nbgrader writes this last.
            if (folder / "submission_secret.txt").is_file():
                return False
            shutil.rmtree(folder, ignore_errors=True)
        return True

    async def _submit(self, kept: Kept) -> None:
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._home))
        try:
            await asyncio.to_thread(self._lay_out, kept, staging / kept.assignment)
            await self._exchange.ask(
                verb="submit",
                code=kept.code,
                assignment=kept.assignment,
                folder=str(staging),
                stamp=kept.stamp,
            )
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _lay_out(self, kept: Kept, folder: Path) -> None:
        """A hand-in as a working copy: the release, with what was handed in."""
        packed = open_zip(kept.path.read_bytes())
        shutil.copytree(self._root / RELEASE / kept.assignment, folder)
        if packed.notebook:
            (folder / f"{kept.assignment}.ipynb").write_bytes(packed.notebook)
        if packed.answers:
            (folder / ANSWERS_FILE).write_bytes(packed.answers)

    def _set_aside(self, kept: Kept) -> None:
        """Keep what is in the exchange where `collect` keeps files, once."""
        with contextlib.suppress(FileNotFoundError):  # `collect` was faster
            checksum = hashlib.sha256(kept.path.read_bytes()).hexdigest()[:12]
            folder = self._home / KEPT
            folder.mkdir(exist_ok=True)
            if any(folder.glob(f"{checksum}--*")):
                kept.path.unlink()
            else:
                kept.path.replace(folder / f"{checksum}--{kept.path.name}")


def waiting(home: Path) -> Iterator[Kept]:
    """What lies in ``masuk/`` because the counter put it there, oldest first."""
    found = []
    for path in (home / INCOMING).glob("*.zip"):
        match = _NAME.fullmatch(path.name)
        with contextlib.suppress(ValueError):
            if match:
                moment = datetime.strptime(match[3], _NAME_TIME).replace(tzinfo=UTC)
                found.append(Kept(path, match[1], match[2], moment))
    yield from sorted(found, key=lambda kept: kept.moment)


def _checked(data: bytes, code: str, assignment: str) -> tuple[list[str], int]:
    """Whose hand-in this is, and how large it is when it is unpacked.

    Raises:
        Refusal: it cannot be opened, or is somebody else's, or another one.
    """
    packed: Packed = open_zip(data)
    if packed.problem:
        raise Refusal(packed.problem, 400)
    found = read_hand_in(data)
    if found.codes and found.codes[0] != code:
        raise Refusal(_OTHERS.format(other=found.codes[0]), 403)
    if found.assignment and found.assignment != assignment:
        other = _OTHER_ID.format(other=found.assignment, assignment=assignment)
        raise Refusal(other, 409)
    size = len(data) + len(packed.notebook) + len(packed.answers)
    return list(found.codes) or [code], size
