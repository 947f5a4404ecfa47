"""Participant codes: how they are made, and which ones this laptop knows."""

from __future__ import annotations

import secrets
from collections.abc import Container
from pathlib import Path

from ..answers.people import is_code, normalise
from ..paths import WORK

__all__ = [
    "find_code",
    "is_code",
    "known_codes",
    "make_code",
    "normalise",
    "random_code",
]

_WORDS = (
    "akasia alamanda alpukat anggrek angsa angsana anoa asoka aster bakau bambu "
    "bangau bawal bayam belibis belimbing beringin bidara bugenvil cakalang camar "
    "cemara cempaka cendana cendrawasih cengkeh ceri cerpelai dahlia damar delima "
    "duku durian elang flamboyan gaharu gambir garuda gelatik gurami jagung jahe "
    "jalak jambu jati jeruk kaktus kamboja kancil kapas kapuk kasuari kecapi "
    "kecipir kedondong kelapa kelengkeng kelinci kemiri kemuning kenanga kenari "
    "kencur kepodang kerapu ketapang ketumbar kijang komodo krisan kunyit kutilang "
    "lengkeng lontar lumba maleo mangga manggis matoa mawar melati melinjo melon "
    "merak merbau merpati mujair murai nanas nangka nilam nuri pakis pala palem "
    "pandan pare parkit pepaya petai pinang pinus pipit pisang rambutan randu rusa "
    "salak sawi sawo sengon serai seruni sirih sirsak sukun tapir teratai tongkol "
    "ulin walet wortel zaitun"
).split()


def known_codes(root: Path) -> set[str]:
    """The codes with a folder on this laptop."""
    work = root / WORK
    if not work.is_dir():
        return set()
    return {
        folder.name
        for folder in work.iterdir()
        if is_code(folder.name) and folder.is_dir()
    }


def find_code(root: Path, code: str) -> str | None:
    """The known code that was meant; a forgotten hyphen is forgiven.

    Args:
        root: the project folder.
        code: a normalised code.
    """
    known = known_codes(root)
    if code in known:
        return code
    alike = [other for other in known if _bare(other) == _bare(code)]
    return alike[0] if len(alike) == 1 else None


def _bare(code: str) -> str:
    return code.replace("-", "")


def make_code(root: Path) -> str:
    """A new code, such as ``kenanga-4821``, that nobody on this laptop has."""
    return random_code(known_codes(root))


def random_code(taken: Container[str]) -> str:
    """A new code that is not among those taken."""
    while True:
        code = f"{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"
        if code not in taken:
            return code
