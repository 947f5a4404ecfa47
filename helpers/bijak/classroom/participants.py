"""Participant codes: how they are made, read and checked.

A code is the participant's only name here: the folder of the working copies and
nbgrader's student id. It therefore has to be easy to say, type and remember, and a
safe file name on every system.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from pathlib import Path

from ..errors import BijakError
from ..paths import WORK

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

_CODE = re.compile(r"[a-z0-9](?:-?[a-z0-9])+")
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
_LENGTHS = range(3, 33)


def normalise(typed: str) -> str:
    """A typed code as it is stored: ``Kenanga 4821`` → ``kenanga-4821``.

    Raises:
        BijakError: it cannot be a code; the sentence says what a code looks like.
    """
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    text = re.sub(r"[\s_\-‐-―−]+", "-", text).strip("-")
    fits = _CODE.fullmatch(text) and len(text) in _LENGTHS
    if not fits or text in _WINDOWS_NAMES:
        raise BijakError(
            "Kode itu tidak dapat dipakai. Kode hanya berisi huruf a–z dan angka, "
            "3 sampai 32 tanda, misalnya kenanga-4821. Tulis sekali lagi."
        )
    return text


def known_codes(root: Path) -> set[str]:
    """The codes with a folder on this laptop."""
    work = root / WORK
    if not work.is_dir():
        return set()
    return {
        folder.name
        for folder in work.iterdir()
        if _CODE.fullmatch(folder.name) and folder.is_dir()
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
    known = known_codes(root)
    while True:
        code = f"{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"
        if code not in known:
            return code
