"""What a process behind walls may read: Python, libraries, Bijak, fonts, time zones.

Protects by what is left out: home folders, the project with its keys, the class, other
people's work, /proc, /etc. Only library folders are named, never a whole prefix: a
virtual environment may stand inside the project, or be the project.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

_KEPT = "HOME LANG LC_ALL LD_LIBRARY_PATH MPLCONFIGDIR PATH TMPDIR TZ XDG_CACHE_HOME"
_SET = {
    "LC_CTYPE": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}

_SYSTEM = (
    "/lib /lib32 /lib64 /libx32 /usr/lib /usr/lib32 /usr/lib64 /usr/libx32 "
    "/usr/share/fonts /usr/share/zoneinfo /usr/share/tcltk /usr/local/share/fonts "
    "/etc/fonts /etc/localtime /etc/ld.so.cache /nix/store /gnu/store"
).split()


def environment() -> dict[str, str]:
    """A clean environment: the same for all jobs, and nothing secret in it."""
    kept = {name: os.environ[name] for name in _KEPT.split() if name in os.environ}
    needed = {
        name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ
    }
    return {**kept, **needed, **_SET}


def package() -> Path:
    """The folder of the package that this module belongs to."""
    return Path(__file__).resolve().parents[1]


def library_folders() -> list[str]:
    """The folders in which this Python finds installed libraries."""
    folders = site.getsitepackages()
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    return folders


def readable() -> list[str]:
    """All places that may be read, none of them inside another.

    A place behind a symbolic link is named both ways: libraries remember either.
    """
    paths = sysconfig.get_paths()
    wanted = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    wanted += [str(sysconfig.get_config_var("LIBDIR") or ""), *library_folders()]
    wanted += [str(Path(sys.base_prefix, "lib")), str(package()), *_SYSTEM]
    found: list[str] = []
    named = {str(Path(one)) for one in wanted if one}
    for place in sorted(named | {os.path.realpath(one) for one in named}, key=len):
        inside = any(Path(place).is_relative_to(other) for other in found)
        if not inside and place != "/" and os.access(place, os.R_OK):
            found.append(place)
    return found
