"""A class whose certificates tests issue: three people, one event, an own stamp."""

from datetime import date
from pathlib import Path

from bijak.certificates.issuing import FOLDER, LIST, Result, issue
from bijak.certificates.names_file import Attendee
from bijak.certificates.promise import Occasion

DAY = date(2026, 11, 26)
PEOPLE = (
    Attendee("kenanga-4821", "Siti Aminah, S.Pd."),
    Attendee("melati-1234", "Budi Santoso"),
    Attendee("mawar-7777", "Zoë Ma’ruf"),
)
OCCASION = Occasion(
    "Pelatihan Cek Fakta",
    "Dinas Contoh",
    "Balai Warga",
    "2026-11-24",
    "2026-11-25",
    8,
    (("b1-lima-langkah-bijak", "Lima Langkah"), ("d1-harga-hpp-impas", "Harga")),
)


def give(home: Path, people=PEOPLE, occasion=OCCASION, **options) -> Result:
    """Issue certificates in a class."""
    return issue(home, list(people), occasion, DAY, **options)


def list_of(home: Path) -> Path:
    """The signed list of a class."""
    return home / FOLDER / LIST
