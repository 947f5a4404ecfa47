"""``python -m bijak.classroom kumpul KODE LATIHAN``: hand in, from a notebook's cell.

A cell may not import another room, and a kernel should not wait for nbgrader, so it
starts this and reads one line of JSON: a `Receipt` with its sentence, or ``galat``.
"""

from __future__ import annotations

import json
import sys

from ..errors import BijakError
from ..paths import project_root
from .handin import hand_in
from .participants import normalise


def main(arguments: list[str]) -> int:
    """Hand in and say how it went."""
    if len(arguments) != 3 or arguments[0] != "kumpul":
        sys.stderr.write(f"{__doc__}\n")
        return 2
    _, code, assignment = arguments
    try:
        answer = hand_in(project_root(), normalise(code), assignment).as_json()
    except BijakError as error:
        answer = {"galat": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 1 if "galat" in answer else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
