"""Each participant's private project: ``kelas/<kelas>/orang/<kode>/``.

``curriculum`` and ``exercises`` in it are links to the real ones, ``pekerjaan/<kode>``
is the real work. With a pool of user numbers each home belongs to a number of its own,
kept in ``nomor.json``, so that it is the same after every restart.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from ..errors import BijakError
from ..files import one_writer, write_atomically
from ..paths import CLASSES, LESSONS, RELEASE
from .ownership import HOMES, caller

FIRST_NUMBER = 30000
SHOWN = (LESSONS, RELEASE)
_NUMBERS = "nomor.json"


def home_of(class_home: Path, code: str) -> Path:
    """The private project of one participant; it need not be there yet."""
    return class_home / HOMES / code


def number_of(root: Path, class_home: Path, code: str) -> int:
    """The user number of a participant; the same each time.

    No two participants on this machine share one, also not in different classes.
    """
    path = class_home / _NUMBERS
    with one_writer(root / CLASSES / _NUMBERS):
        own = _numbers(path)
        if code not in own:
            others = (root / CLASSES).glob(f"*/{_NUMBERS}")
            used = [n for file in others for n in _numbers(file).values()]
            own[code] = max([FIRST_NUMBER - 1, *used]) + 1
            write_atomically(path, json.dumps(own, indent=1).encode())
    return own[code]


def trainer() -> int | None:
    """The user number of the trainer who called sudo; None without sudo."""
    called = caller()
    return called[0] if called else None


def _numbers(path: Path) -> dict[str, int]:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}


def make_home(root: Path, class_home: Path, code: str, number: int | None) -> Path:
    """Make a participant's home, or put right what is missing in it.

    Its owner may have laid anything in there, so nothing in it is followed.

    Args:
        root: the project folder.
        class_home: the folder of the class.
        code: the participant.
        number: whom it shall belong to, user and group; None: whoever runs this.

    Raises:
        BijakError: it belongs to somebody else, as after a class that ran with sudo.
    """
    home = home_of(class_home, code)
    home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = os.geteuid() if number is None else number
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        for name in SHOWN:
            _link(home / name, root / name)
        if home.stat().st_uid != owner:
            _give(home, owner)
    except PermissionError as error:
        raise BijakError(
            f"Folder {home} milik pengguna lain, karena kelas ini pernah dijalankan "
            "dengan sudo. Jalankan lagi dengan sudo."
        ) from error
    return home


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    if link.is_symlink() or link.is_file():
        link.unlink()
    if not link.exists():
        link.symlink_to(target)


def _give(home: Path, owner: int) -> None:
    """Let a home and all that is in it belong to somebody; links are not followed."""
    for folder, inner, files in os.walk(home):
        for name in (*inner, *files):
            os.chown(Path(folder, name), owner, owner, follow_symlinks=False)
    os.chown(home, owner, owner)  # last: an interrupted change begins again
