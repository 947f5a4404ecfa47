"""A trial in a lesson: to turn where there is a front end, else to read."""

from __future__ import annotations

import csv

from ..errors import MissingData
from ..paths import data_folder
from ..views.curves import written
from ..widgets import has_front_end, show
from ..widgets.spread import BETWEEN, static_html, turner
from .trials import VILLAGES, trial_of, village_of

TABLE = "sebaran-a4-percobaan.csv"


def kept_rows(trial: str, village: str) -> list[list[str]]:
    """The kept means of a trial: the setting in words, then the ends of the curves.

    Raises:
        MissingData: the table is not there.
    """
    try:
        with (data_folder() / TABLE).open(encoding="utf-8", newline="") as file:
            rows = [
                row
                for row in csv.DictReader(file)
                if (row["percobaan"], row["desa"]) == (trial, village)
            ]
        return [
            [
                BETWEEN.join(filter(None, (row["pengatur_1"], row["pengatur_2"]))),
                *(written(float(row[line]), "%") for line in ("garis_1", "garis_2")),
            ]
            for row in rows
        ]
    except (OSError, ValueError, KeyError) as error:
        raise MissingData(
            f"Tabel simulasi ({TABLE}) tidak ada atau rusak. Salin ulang folder Bijak "
            "dari pelatih, lalu buka lagi."
        ) from error


def simulasikan_desa(percobaan: str, desa: str = "sukateliti") -> None:
    """Putar pengatur sebuah desa karangan, lalu lihat sejauh apa pesan menyebar.

    Contoh: ``simulasikan_desa("diam")``

    Args:
        percobaan: dasar, diam, jeda, kim, atau curiga.
        desa: sukateliti atau sebelah.
    """
    trial = trial_of(percobaan)
    village_of(desa)
    title = f"{trial.question} ({VILLAGES[desa][0]}, 600 warga, 30 grup.)"
    lines = trial.lines(desa, next(trial.settings()))
    rows = kept_rows(percobaan, desa)
    columns = [BETWEEN.join(dial.name for dial in trial.dials), *lines]
    live = None
    if has_front_end():
        live = turner(trial, title, lambda setting: trial.lines(desa, setting))
    text = "\n".join(" · ".join(row) for row in (columns, *rows))
    show(live, static_html(title, lines, columns, rows), f"{title}\n{text}")
