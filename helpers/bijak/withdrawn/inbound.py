"""Hand-ins that still lie in nbgrader's exchange after somebody has withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

from .register import Register

_REFUSED = (
    "Kumpulan {code} dihapus dari folder pertukaran: peserta ini sudah menarik datanya."
)


def clear_inbound(home: Path, inbound: Path) -> list[str]:
    """Remove what people handed in who have withdrawn; a sentence for each.

    Args:
        home: the folder of the class.
        inbound: where nbgrader's exchange keeps hand-ins; it need not be there.
    """
    register = Register(home)
    if not len(register) or not inbound.is_dir():
        return []
    told = {}
    for folder in sorted(inbound.iterdir()):
        code = folder.name.partition("+")[0]
        if register.holds(code):
            shutil.rmtree(folder, ignore_errors=True)
            told[code] = _REFUSED.format(code=code)
    return list(told.values())
