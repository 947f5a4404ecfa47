"""A child process without root's rights, for tests of what must be refused."""

import contextlib
import os
import sys
from pathlib import Path

import pytest

NOBODY = 65534


def as_ordinary_user(function) -> str:
    """What a function returns in a child process that is not root.

    Skips where root keeps the project in a folder that others may not enter, such as
    its home: there nobody else could even start Python.  ``.ci/run`` opens its folder.
    """
    if os.geteuid() == 0 and (closed := closed_to_others()):
        pytest.skip(f"only root may enter {closed[0]}")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            os.write(writer, function().encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        return pipe.read()


def closed_to_others() -> list[Path]:
    """The folders above this file and above Python that only their owner may enter."""
    places = (__file__, sys.prefix, sys.base_prefix)
    above = {folder for place in places for folder in Path(place).resolve().parents}
    return [folder for folder in above if not folder.stat().st_mode & 0o001]
