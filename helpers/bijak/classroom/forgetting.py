"""``bijak forget``: one person withdraws, and is gone from all of a class.

First the code's salted hash is noted, then everything is removed, then the note says
that it is done. A power cut in between leaves the note: the same command again finds
what is left. From the first moment on no hand-in of that code is taken in any more.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically
from ..paths import CLASSES, COURSE_ID, WORK, class_folder
from ..withdrawn import Eraser, Register
from .archive import classes
from .cards import FOLDER as CARDS
from .mentions import Mention, codes_in, find_mentions, pages_in_exchange
from .roster import TRAINER_CODE
from .workspace import why

GRADEBOOK = "buku nilai"
_NOBODY = (
    "Kode {code} tidak ditemukan di kelas {name}. Periksa tulisan kodenya, lalu "
    "ulangi. Kelas lain: tambahkan --class NAMA."
)
_AGAIN = (
    "{count} peserta sudah menarik datanya sesudah cadangan ini dibuat; datanya "
    "dihapus lagi. Buat cadangan baru, lalu hapus yang lama."
)
_TRAINER = "Kode pelatih tidak dapat ditarik. Sebutkan kode seorang peserta."
_STUCK = (
    "{path} tidak dapat dihapus ({why}). Sebagian data sudah dihapus. Perbaiki "
    "sebabnya, misalnya dengan sudo, lalu ulangi perintah yang sama."
)


@dataclass(frozen=True)
class Plan:
    """What is to be done for one withdrawal.

    Attributes:
        root: the project folder.
        name: the class.
        code: who withdraws.
        mentions: what is removed or changed, in this order.
        graded: how many rows the gradebook has of this person.
        is_known: whether this person had withdrawn before.
        elsewhere: other classes where the code is written.
        backups: older backups in the project, which still hold everything.
    """

    root: Path
    name: str
    code: str
    mentions: tuple[Mention, ...]
    graded: int
    is_known: bool
    elsewhere: tuple[str, ...]
    backups: tuple[Path, ...]

    @property
    def counts(self) -> Counter[str]:
        """How much is removed or changed, by place."""
        found = Counter(one.place for one in self.mentions)
        if self.graded:
            found[GRADEBOOK] = self.graded
        return found


def plan_withdrawal(root: Path, name: str, code: str) -> Plan:
    """Find all that is to be removed; nothing is changed.

    Args:
        root: the project folder.
        name: the class.
        code: as it is stored.

    Raises:
        BijakError: nobody here has that code, or something cannot be read.
    """
    from ..course import exchange_root, page_name, remove_person

    if code == TRAINER_CODE:
        raise BijakError(_TRAINER)
    home, eraser = class_folder(root, name), Eraser(code)
    exchange = exchange_root(root, name)
    roots = [home, exchange, root / WORK]
    if exchange.resolve().is_relative_to(home.resolve()):
        roots.remove(exchange)
    found = list(find_mentions([one for one in roots if one.is_dir()], eraser))
    theirs = [one for one in found if one.is_theirs]
    pages = exchange / COURSE_ID / "feedback"
    found = [*pages_in_exchange(theirs, pages, page_name), *found]
    graded = remove_person(root, name, code, really=False) if home.is_dir() else 0
    register = Register(home)
    is_known = register.holds(code)
    if not (found or graded or is_known):
        raise BijakError(_NOBODY.format(code=code, name=name))
    if not register.is_done(code):
        found += [
            Mention(path, "berkas kartu", True)
            for path in sorted((home / CARDS).glob("*.pdf"))
        ]
    return Plan(
        root,
        name,
        code,
        tuple(found),
        graded,
        is_known,
        tuple(one for one in classes(root) if one != name and _knows(root, one, code)),
        tuple(sorted((root / CLASSES).glob("*.zip"))),
    )


def carry_out(plan: Plan, also: Callable[[], None] | None = None) -> Plan:
    """Remove what was planned; what is found afterwards, which should be nothing.

    Args:
        plan: made just now.
        also: what else is removed before the withdrawal counts as done.

    Raises:
        BijakError: something could not be removed; the same again goes on from there.
    """
    from ..course import remove_person

    home, eraser = class_folder(plan.root, plan.name), Eraser(plan.code)
    register = Register(home)
    home.mkdir(parents=True, exist_ok=True)
    register.note(plan.code, is_done=False)
    for mention in plan.mentions:
        try:
            _remove(mention.path) if mention.is_theirs else _clean(mention.path, eraser)
        except OSError as error:
            words = _STUCK.format(path=mention.path, why=why(error))
            raise BijakError(words) from error
    remove_person(plan.root, plan.name, plan.code)
    if also:
        also()
    after = plan_withdrawal(plan.root, plan.name, plan.code)
    if not after.mentions and not after.graded:
        register.note(plan.code, is_done=True)
    return after


def withdraw_again(root: Path, name: str) -> list[str]:
    """Remove from a restored class whoever has withdrawn since its backup.

    Returns:
        Indonesian sentences about what was done.

    Raises:
        BijakError: something could not be removed; `bijak forget` goes on from there.
    """
    home = class_folder(root, name)
    register = Register(home)
    if not len(register):
        return []
    codes = sorted(filter(register.holds, codes_in(home)))
    for code in codes:
        carry_out(plan_withdrawal(root, name, code))
    return [_AGAIN.format(count=len(codes))] if codes else []


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _clean(path: Path, eraser: Eraser) -> None:
    """Take the code out of a file; owner, rights and time stay."""
    with contextlib.suppress(FileNotFoundError):
        about, data = path.lstat(), path.read_bytes()
        cleaned = eraser.content(data, path.name)
        if cleaned != data:
            write_atomically(path, cleaned)
            path.chmod(about.st_mode & 0o777)
            if hasattr(os, "chown") and os.geteuid() == 0:
                os.chown(path, about.st_uid, about.st_gid, follow_symlinks=False)
            os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
        shorter = eraser.name(path.name)
        if shorter != path.name:
            path.rename(_free(path.with_name(shorter)))


def _free(path: Path) -> Path:
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _knows(root: Path, name: str, code: str) -> bool:
    """Whether a class holds the code in its roster or its hand-ins."""
    home = class_folder(root, name)
    with contextlib.suppress(OSError):
        if Eraser(code).mentions((home / "peserta.csv").read_bytes()):
            return True
    return (home / "submitted" / code).is_dir()
