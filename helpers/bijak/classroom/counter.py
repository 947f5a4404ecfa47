"""What a participant's pages and notebooks ask of the counter of their class."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from ..answers.people import is_code
from ..counter_line import ZIP, ask, ask_json
from ..errors import BijakError
from ..files import write_atomically
from .workspace import FEEDBACK, assignment_notebook, why

_HAND_IN_SECONDS = 60
_PAGE_SECONDS = 5
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? UTC")
_STRANGE = "Loket kelas menjawab tidak jelas. Tekan Kumpulkan sekali lagi."


def today() -> dict:
    """Today's modules and what may be checked: ``modul``, ``periksa``, ``jenis``.

    Raises:
        BijakError: the counter is away.
    """
    return ask_json("GET", "hari-ini", seconds=_PAGE_SECONDS)


def submit(assignment: str, file: Path) -> tuple[str, tuple[str, ...]]:
    """Hand in a packed hand-in.

    Returns:
        The time at which the class has it, and those companions whose codes are not
        in the class.

    Raises:
        BijakError: it did not arrive; the sentence says why.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BijakError(f"Berkas {file.name} tidak terbaca ({why(error)}).") from error
    answer = ask_json(
        "POST", f"kumpulan/{assignment}", data, kind=ZIP, seconds=_HAND_IN_SECONDS
    )
    stamp = answer.get("waktu")
    if not isinstance(stamp, str) or not _STAMP.fullmatch(stamp):
        raise BijakError(_STRANGE)
    return stamp, tuple(filter(is_code, answer.get("asing", ())))


def feedback_times() -> dict[str, float]:
    """When the newest feedback page of each assignment came, in seconds.

    Raises:
        BijakError: the counter is away.
    """
    found = ask_json("GET", "umpan-balik", seconds=_PAGE_SECONDS)
    return {
        name: float(time)
        for name, time in found.items()
        if isinstance(time, (int, float))
    }


def fetch_feedback(root: Path, code: str, assignment: str) -> list[Path]:
    """Lay the newest feedback page beside the working copy; where it is now.

    Raises:
        BijakError: there is none, or it could not be written.
    """
    page = ask("GET", f"umpan-balik/{assignment}", seconds=_PAGE_SECONDS)
    place = assignment_notebook(root, code, assignment).parent / FEEDBACK
    folder = place / f"{datetime.now(UTC):%Y-%m-%d %H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / f"{assignment}.html", page)
    except OSError as error:
        raise BijakError(
            f"Umpan balik tidak dapat disimpan ({why(error)}). Lihat lagi nanti."
        ) from error
    return [folder / f"{assignment}.html"]
