"""Who belongs to a class, as its roster says: codes and regions, nothing else."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ..answers.people import is_code
from ..errors import BijakError

ROSTER = "peserta.csv"
_TRAINER = "pelatih"
_BROKEN = (
    "Daftar peserta {path} tidak dapat dibaca. Perbaiki berkasnya, atau pulihkan dari "
    "cadangan."
)


@dataclass(frozen=True)
class Roster:
    """The people of a class.

    Attributes:
        regions: code of each participant → region; an empty text where none is told.
        trainers: codes that belong to trainers; what they hand in is a trial.
    """

    regions: dict[str, str]
    trainers: frozenset[str]


def read_roster(home: Path) -> Roster:
    """The roster of a class; nobody where there is none.

    Args:
        home: the class's folder.

    Raises:
        BijakError: the file cannot be read.
    """
    path = home / ROSTER
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Roster({}, frozenset({_TRAINER}))
    except (OSError, ValueError) as error:
        raise BijakError(_BROKEN.format(path=path)) from error
    regions, trainers = {}, {_TRAINER}
    for row in csv.DictReader(io.StringIO(text)):
        code = (row.get("kode") or "").strip()
        if (row.get("peran") or "").strip() == _TRAINER:
            trainers.add(code)
        elif is_code(code):
            regions[code] = " ".join((row.get("wilayah") or "").split())
    return Roster(regions, frozenset(trainers))
