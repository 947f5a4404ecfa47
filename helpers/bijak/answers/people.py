"""Whose answers these are: participants' codes, and who worked along.

A code is the participant's only name here: the folder of the working copies and
nbgrader's student id. It therefore has to be easy to say, type and remember, and a
safe file name on every system.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Sequence
from pathlib import Path

from ..errors import BijakError
from .entries import COMPANIONS, WHOLE, Entries

MOST_COMPANIONS = 2
"""A laptop is shared by three people at most."""

GROUP_FILE = "kelompok.json"
"""Beside a collected hand-in of several people; only the receiver writes it."""

_CODE = re.compile(r"[a-z0-9](?:-?[a-z0-9])+")
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
_LENGTHS = range(3, 33)

_NO_CODE = (
    "Kode itu tidak dapat dipakai. Kode hanya berisi huruf a–z dan angka, "
    "3 sampai 32 tanda, misalnya kenanga-4821. Tulis sekali lagi."
)
_OWN = "{code} adalah kode Anda sendiri. Tulis kode teman Anda."
_TWICE = "{code} sudah tertulis di kotak lain. Tulis kode teman yang lain."


def normalise(typed: str) -> str:
    """A typed code as it is stored: ``Kenanga 4821`` → ``kenanga-4821``.

    Raises:
        BijakError: it cannot be a code; the sentence says what a code looks like.
    """
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    text = re.sub(r"[\s_\-‐-―−]+", "-", text).strip("-")
    if not _fits(text):
        raise BijakError(_NO_CODE)
    return text


def _fits(text: str) -> bool:
    whole = _CODE.fullmatch(text) and len(text) in _LENGTHS
    return bool(whole) and text not in _WINDOWS_NAMES


def is_code(value: object) -> bool:
    """Whether a value is a code exactly as it is stored."""
    return isinstance(value, str) and _fits(value)


def companions(entries: Entries, own: str = "") -> list[str]:
    """The codes of those who worked along, as far as they are codes.

    Args:
        entries: the answers.
        own: the code of whoever they belong to, who is no companion.
    """
    stored = entries.get(COMPANIONS, {}).get(WHOLE, {}).get("isi")
    codes = stored if isinstance(stored, list) else []
    known = dict.fromkeys(code for code in codes if is_code(code) and code != own)
    return list(known)[:MOST_COMPANIONS]


def read_companions(typed: Sequence[str], own: str) -> tuple[list[str], list[str]]:
    """What was typed into the boxes for companions.

    Args:
        typed: one text for each box; an empty one is passed over.
        own: the code of whoever the working copy belongs to.

    Returns:
        (codes, problems): the codes that count, and for each box an Indonesian
        sentence that says what is wrong with it, or nothing.
    """
    codes: list[str] = []
    problems: list[str] = []
    for text in typed:
        problem = ""
        if text.strip():
            try:
                code = normalise(text)
            except BijakError as error:
                problem = str(error)
            else:
                if code == own:
                    problem = _OWN.format(code=code)
                elif code in codes:
                    problem = _TWICE.format(code=code)
                else:
                    codes.append(code)
        problems.append(problem)
    return codes, problems


def split_group(
    people: Sequence[str], participants: Container[str]
) -> tuple[list[str], list[str]]:
    """Who of a group belongs to the class.

    Whoever handed in always does. Companions are only asked for of somebody whom the
    class knows: a hand-in that came on a USB stick may be of people from elsewhere.

    Args:
        people: the codes of a hand-in, first whose it is.
        participants: the codes of the class; empty where nobody wrote them down.

    Returns:
        (those it counts for, companions whom the class does not know)
    """
    if not people or people[0] not in participants:
        return list(people), []
    known = [code for code in people if code in participants]
    return known, [code for code in people if code not in participants]


def first_of_group(folder: Path) -> str:
    """Whose variant a hand-in answers: the first code of its group.

    Args:
        folder: a collected hand-in, where the receiver laid `GROUP_FILE`.

    Returns:
        The code; empty when the hand-in is nobody else's.
    """
    try:
        content = json.loads((folder / GROUP_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    first = content.get("pertama") if isinstance(content, dict) else ""
    return first if is_code(first) else ""
