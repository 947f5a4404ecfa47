"""What the village of module A4 shows, and how long a run takes.

    python benchmarks/spread.py              300 runs for each row
    python benchmarks/spread.py --write      make the kept tables of means anew
    python benchmarks/spread.py --villages   the same findings in six other villages

The plan stands in the first column of figures: what an earlier model gave.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "helpers"))

from bijak.authoring.synthetic import a4  # noqa: E402
from bijak.tools.spread import (  # noqa: E402
    RUNS,
    Conditions,
    Village,
    anyone,
    build_village,
    busiest,
    mean,
)

OTHERS = (1, 2, 3, 4, 6, 13)


def rows(village: Village) -> dict[str, tuple[int, Conditions]]:
    """Name of a row → the plan's percent, and its conditions."""
    some = {"checking": 0.2, "writing": 0.5}
    return {
        "dasar": (59, Conditions()),
        "30% cek lalu diam": (30, Conditions(checking=0.3)),
        "50% cek lalu diam": (18, Conditions(checking=0.5)),
        "70% cek lalu diam": (9, Conditions(checking=0.7)),
        "20% cek, separuh menulis": (22, Conditions(**some)),
        "  redam 0,3": (28, Conditions(**some, persuaded=0.3)),
        "  redam 0,8": (14, Conditions(**some, persuaded=0.8)),
        "  jeda setengah jam": (19, Conditions(**some, delay=0.5)),
        "  jeda 12 jam": (29, Conditions(**some, delay=12)),
        "30 anggota KIM, acak": (34, Conditions(correctors=anyone(30))),
        "30 di banyak grup": (24, Conditions(correctors=busiest(village, 30))),
        "60 anggota KIM, acak": (25, Conditions(correctors=anyone(60))),
        "60 di banyak grup": (15, Conditions(correctors=busiest(village, 60))),
        "peringatan, 0% curiga": (59, Conditions(true=True)),
        "peringatan, 30% curiga": (44, Conditions(true=True, suspicious=0.3)),
        "peringatan, 50% curiga": (36, Conditions(true=True, suspicious=0.5)),
        "peringatan, 50% memeriksa": (59, Conditions(true=True, checking=0.5)),
    }


def measured(village: Village) -> dict[str, float]:
    """Name of a row → percent after a day: who believes, or who saw a warning."""
    found = {}
    for name, (_, what) in rows(village).items():
        course = mean(village, what)
        found[name] = (course.seen if what.true else course.believing)[-1]
    return found


def report(seed: int) -> None:
    """Print the table of one village and the time of a run."""
    village = build_village(seed)
    start = time.process_time()
    found = measured(village)
    cost = (time.process_time() - start) / len(found) / RUNS
    plan = rows(village)
    head = f"desa {seed}: {1000 * cost:.2f} ms CPU tiap putaran, {RUNS} putaran\n"
    sys.stdout.write(head)
    for name, value in found.items():
        line = f"  {name:28} rencana {plan[name][0]:3d}%   model {value:5.1f}%\n"
        sys.stdout.write(line)


def write() -> None:
    """Make the kept tables anew."""
    shipped = HERE / "helpers" / "bijak" / "data"
    made = {shipped / name: text for name, text in a4.slow_tables().items()}
    beside = Path(__file__).parent
    made |= {beside / name: text for name, text in a4.member_tables().items()}
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="")
        sys.stdout.write(f"{path.relative_to(HERE)}\n")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--villages", action="store_true")
    chosen = parser.parse_args()
    if chosen.write:
        write()
        return
    for seed in (a4.LESSON, *(OTHERS if chosen.villages else ())):
        report(seed)


if __name__ == "__main__":
    main()
