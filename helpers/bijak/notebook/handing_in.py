"""Handing in from a cell, through a process of its own: nbgrader stays outside."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..errors import BijakError
from ..paths import WORK

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
    code = folder.parent.name
    command = [sys.executable, "-m", "bijak.classroom", "kumpul", code, assignment]
    try:
        save()
        if folder.parent.parent.name != WORK:
            return _result(_ELSEWHERE, good=False)
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=180,
        )
        answer = json.loads(done.stdout.splitlines()[-1])
    except (BijakError, OSError, subprocess.SubprocessError) as error:
        return _result(f"Belum terkumpul. {error}", good=False)
    except (ValueError, IndexError):
        return _result("Belum terkumpul. Tekan Kumpulkan sekali lagi.", good=False)
    if "galat" in answer:
        return _result(answer["galat"], good=False)
    return _result(answer["sentence"], good=not answer["problem"])


def _result(words: str, *, good: bool) -> str:
    style, mark = ("bijak-terisi", "✓") if good else ("bijak-bahaya", "⚠")
    lines = html.escape(words.strip()).replace("\n", "<br>")
    return f'<p class="{style}">{mark} {lines}</p>'
