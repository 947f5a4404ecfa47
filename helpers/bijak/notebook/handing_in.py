"""Handing in from a cell, through another process: nbgrader stays outside."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..counter_line import ask_json, is_in_class
from ..errors import BijakError
from ..paths import WORK

_SECONDS = 180
_ELSEWHERE = (
    "Jawaban Anda tersimpan, tetapi berkas ini dibuka dari luar folder Bijak. Simpan "
    "berkas ini, lalu kirim kepada pelatih: jawaban Anda ada di dalamnya."
)


def hand_in(folder: Path, assignment: str, save: Callable[[], None]) -> str:
    """Save and hand in.

    Args:
        folder: the working copy, in the folder named after the participant's code.
        assignment: the id.
        save: writes what is still on its way to the disk.

    Returns:
        What the participant reads, as HTML.
    """
    try:
        save()
        if folder.parent.parent.name != WORK:
            return _result(_ELSEWHERE, good=False)
        answer = _asked(folder.parent.name, assignment)
    except (BijakError, OSError, subprocess.SubprocessError) as error:
        return _result(f"Belum terkumpul. {error}", good=False)
    except (ValueError, IndexError):
        return _result("Belum terkumpul. Tekan Kumpulkan sekali lagi.", good=False)
    if "galat" in answer:
        return _result(answer["galat"], good=False)
    return _result(answer["sentence"], good=not answer["problem"])


def _asked(code: str, assignment: str) -> dict:
    """What came of it: by the server in a class, else by a process of its own."""
    if is_in_class():
        return ask_json("POST", f"kumpulkan/{assignment}", seconds=_SECONDS)
    done = subprocess.run(
        [sys.executable, "-m", "bijak.classroom", "kumpul", code, assignment],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _result(words: str, *, good: bool) -> str:
    style, mark = ("bijak-terisi", "✓") if good else ("bijak-bahaya", "⚠")
    lines = html.escape(words.strip()).replace("\n", "<br>")
    return f'<p class="{style}">{mark} {lines}</p>'
