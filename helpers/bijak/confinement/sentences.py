"""What a trainer and a participant read about a confined run.

Protects from words of the participant's process: only an error's kind and a line
number are taken from it, and both are checked.
"""

from __future__ import annotations

import re

_KIND = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,59}")

_MEANINGS = {
    "AttributeError": "sesuatu dipanggil dengan nama yang tidak ada padanya",
    "EOFError": "kode menunggu ketikan, padahal tidak ada yang mengetik",
    "FileNotFoundError": "berkas itu tidak ada di folder latihan",
    "ImportError": "pustaka itu tidak tersedia",
    "IndentationError": "jarak di awal baris belum rapi",
    "IndexError": "nomor urut itu di luar daftar",
    "KeyError": "kolom atau nama itu tidak ada",
    "MemoryError": "memori yang dipakai terlalu besar",
    "ModuleNotFoundError": "pustaka itu tidak tersedia",
    "NameError": "ada nama yang belum dibuat",
    "PermissionError": "kode melakukan hal yang tidak diizinkan",
    "RecursionError": "fungsi memanggil dirinya tanpa akhir",
    "SyntaxError": "ada tanda yang kurang atau lebih",
    "TypeError": "jenis datanya tidak cocok",
    "URLError": "internet tidak tersedia saat dinilai",
    "ValueError": "isi datanya tidak cocok",
    "ZeroDivisionError": "ada pembagian dengan nol",
}
_REFUSED = {
    "missing": "belum ada. Buatlah nama itu di sel kode",
    "number": "belum berupa satu angka",
    "text": "belum berupa teks",
    "list": "belum berupa daftar",
    "table": "belum berupa tabel",
    "nan": "kosong (NaN) atau tak hingga. Periksalah data kosongnya",
    "big": "terlalu besar. Periksalah satuannya",
    "size": "terlalu panjang. Simpanlah hanya yang diminta",
    "depth": "bertumpuk terlalu dalam. Buatlah daftar yang sederhana",
    "data": "bukan angka, teks, daftar, atau tabel",
}
REFUSALS = frozenset(_REFUSED)
"""Why a value can be refused."""


def error_sentence(kind: object, line: object) -> str:
    """Say that a cell stopped with an error.

    Args:
        kind: the error's class name, as the confined process told it.
        line: the line in the cell, counted from 1; anything else is left out.
    """
    known = isinstance(kind, str) and _KIND.fullmatch(kind)
    name = kind if known else "Exception"
    right = isinstance(line, int) and not isinstance(line, bool) and 0 < line < 100_000
    where = f" di baris {line}" if right else ""
    meaning = f", {_MEANINGS[name]}" if name in _MEANINGS else ""
    return f"Sel ini berhenti{where}: {name}{meaning}. Perbaiki, lalu jalankan lagi."


def refused_sentence(name: str, reason: str) -> str:
    """Say why the value of a declared name was not taken."""
    return f"Isi `{name}` {_REFUSED[reason]}."


def cell_time_sentence(seconds: float) -> str:
    """Say that a cell took too long."""
    return f"Berhenti setelah {seconds:g} detik: mungkin ada perulangan tanpa akhir."


def total_time_sentence(seconds: float) -> str:
    """Say that all cells together took too long."""
    return f"Berhenti setelah {seconds:g} detik untuk semua sel. Ringankan hitungannya."


OUTPUT = "Sel ini mencetak terlalu banyak. Cetaklah hanya yang perlu."
RESULT = "Hasil kode terlalu besar. Simpanlah hanya nilai yang diminta."
FOLDER = "Kode menulis berkas terlalu banyak atau terlalu besar. Kurangi berkasnya."
DIED = "Kode menghentikan Python sebelum selesai. Hapus perintah yang menghentikannya."

FULL = "Kode peserta dikurung penuh: tanpa jaringan, tanpa berkas lain, sendirian."
PART = "Kode peserta dikurung dengan Landlock: tanpa jaringan, tanpa isi berkas lain."
OPEN = "⚠ Kode peserta berjalan TANPA kurungan karena Anda memilih --unsafe."
NONE = (
    "Komputer ini belum dapat mengurung kode peserta, jadi soal kode tidak dinilai. "
    "Pakailah Linux dengan kernel 5.13 ke atas, atau WSL2 pada Windows."
)
BROKEN = "Kurungan kode peserta gagal dibuat, jadi kode tidak dijalankan: {reason}."
