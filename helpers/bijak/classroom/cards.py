"""Participants' cards: the one place where a PIN stands in clear.

kelas/<kelas>/kartu/kartu-20261122-081500.pdf      for its owner's eyes only (0600)
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically
from ..paths import class_folder
from ..printing import Card, print_cards
from .roster import read_roster

FOLDER = "kartu"
_JOIN = (
    "Sambungkan HP atau laptop ke Wi-Fi kelas, buka alamat di layar depan{qr}, lalu "
    "tulis kode dan PIN ini."
)
_QR = " (atau pindai kode QR)"
_CONSENT = (
    "Kode ini pengganti nama Anda. Yang disimpan: kode, jawaban, dan waktunya, untuk "
    "pelatihan dan laporan kelas; paling lama 12 bulan, lalu tinggal angka gabungan. "
    "Ikut itu sukarela. Anda boleh berhenti kapan saja, juga meminta data "
    "dihapus: sebutkan kode kepada pelatih, selesai dalam 3 × 24 jam. Di bawah 18 "
    "tahun: dengan izin orang tua atau wali. PIN hanya untuk kelas ini."
)


def write_cards(
    root: Path, class_name: str, people: list[tuple[str, str]], address: str = ""
) -> Path:
    """Print cards into the class's folder.

    Args:
        root: the project folder.
        class_name: the class.
        people: (code, PIN in clear) of each card.
        address: where the class is reached, for the QR code; may be empty.

    Raises:
        BijakError: there is nobody to print for.
    """
    if not people:
        raise BijakError(
            "Tidak ada kartu baru. Tambah peserta dengan --people, atau buat PIN "
            "baru dengan --new-pins."
        )
    home = class_folder(root, class_name)
    roster = read_roster(home)
    cards = [Card(code, pin, roster[code].region) for code, pin in people]
    join = _JOIN.format(qr=_QR if address else "")
    made = print_cards(cards, f"Bijak · kelas {class_name}", join, _CONSENT, address)
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = _free_name(folder)
    write_atomically(path, made)  # 0600 from the beginning
    if hasattr(os, "chown") and os.geteuid() == 0:
        owner = home.stat()
        for one in (folder, path):
            os.chown(one, owner.st_uid, owner.st_gid)
    return path


def _free_name(folder: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    path, number = folder / f"kartu-{stamp}.pdf", 2
    while path.exists():
        path, number = folder / f"kartu-{stamp}-{number}.pdf", number + 1
    return path
