"""Whose files these are when a class ran with sudo: the trainer's who called it.

Else the trainer could neither back up, nor delete, nor open the class without sudo
again. Participants' homes keep the numbers that separate them.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from ..paths import CLASSES

HOMES = "orang"
_ROOT = 0


def caller() -> tuple[int, int] | None:
    """User and group of whoever called sudo; None without sudo."""
    user, group = os.environ.get("SUDO_UID", ""), os.environ.get("SUDO_GID", "")
    if not user.isdigit() or not hasattr(os, "geteuid") or os.geteuid() != _ROOT:
        return None
    return int(user), int(group) if group.isdigit() else int(user)


def give_back(root: Path) -> int:
    """Give the caller of sudo what root has made in a project; how much it was.

    Nothing is given where the project itself is not the caller's. Links are not
    followed. What cannot be given stays as it is: it is no reason to stop.

    Args:
        root: the project folder.
    """
    owner = caller()
    if owner is None or root.lstat().st_uid != owner[0]:
        return 0
    given = 0
    for folder, inner, files in os.walk(root):
        if Path(folder).parent.parent == root / CLASSES and Path(folder).name == HOMES:
            inner.clear()
            continue
        for name in (".", *inner, *files):
            path = Path(folder, name)
            with contextlib.suppress(OSError):
                if path.lstat().st_uid == _ROOT:
                    os.chown(path, *owner, follow_symlinks=False)
                    given += 1
    return given
