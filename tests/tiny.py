"""A tiny real course for tests: one assignment with every kind of item."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bijak.notebooks import normal_form

ID = "t1-kecil"

SYLLABUS = f"""
[[modul]]
id = "{ID}"
judul = "Latihan kecil"
"""

QUESTIONS = {
    "t1-01": (
        2,
        'pilih("t1-01", pilihan={"a": "Merah", "b": "Biru", "c": "Hijau"})',
        'kunci="b", poin=2, umpan_balik={"a": "Merah itu cabai.", '
        '"c": "Hijau itu daun.", "benar": "Biru itu langit."}',
    ),
    "t1-02": (
        2,
        'pilih_banyak("t1-02", pilihan={"a": "Satu", "b": "Dua", "c": "Tiga", '
        '"d": "Empat"}, jumlah=2)',
        'kunci=["a", "c"], poin=2, umpan_balik={"a": "Satu itu ganjil.", '
        '"b": "Dua itu genap.", "c": "Tiga itu ganjil.", "d": "Empat itu genap."}',
    ),
    "t1-03": (
        2,
        'urutkan("t1-03", langkah={"p": "Pagi", "s": "Siang", "m": "Malam"})',
        'kunci=["p", "s", "m"], poin=2, umpan_balik={("m", "p"): "Pagi dulu.", '
        '"lain": "Ikuti matahari."}',
    ),
    "t1-04": (
        4,
        'kelompokkan("t1-04", kartu={"k1": "Kabar A", "k2": "Kabar B", '
        '"k3": "Kabar C", "k4": "Kabar D"}, kelompok={"hoaks": "Hoaks", '
        '"benar": "Benar", "belum-tahu": "Belum tahu"})',
        'kunci={"k1": "hoaks", "k2": "benar", "k3": "hoaks", "k4": "benar"}, '
        'poin=4, positif="hoaks", ragu="belum-tahu", umpan_balik={'
        '"k1": "Kabar A tanpa sumber.", "k2": "Kabar B ada sumbernya.", '
        '"k3": "Kabar C basi.", "k4": "Kabar D resmi.", '
        '("*", "hoaks"): "Yang benar ikut tertuduh.", '
        '("*", "benar"): "Hoaksnya lolos.", ("*", "belum-tahu"): "Beranilah memilah."}',
    ),
    "t1-05": (
        1.5,
        'isi_angka("t1-05", satuan="%")',
        'kunci=12.5, poin=1.5, toleransi=0.1, umpan_balik={12: "Jangan dibulatkan.", '
        '"lain": "Bagi dulu, lalu kali 100."}',
    ),
    "t1-06": (
        2,
        'pilih("t1-06", bagian={"x": "Huruf apa?", "y": "Angka apa?"}, '
        'pilihan={"x": {"a": "A", "b": "B"}, "y": {"1": "Satu", "2": "Dua"}})',
        'kunci={"x": "a", "y": "2"}, poin={"x": 1, "y": 1}, '
        'umpan_balik={"x": {"b": "Huruf kedua."}, "y": {"1": "Angka pertama."}}',
    ),
    "t1-07": (
        2,
        'pasangkan("t1-07", kiri={"k": "Kucing", "a": "Ayam"}, '
        'kanan={"1": "Mengeong", "2": "Berkokok", "3": "Mengaum"})',
        'kunci={"k": "1", "a": "2"}, poin=2, umpan_balik={("k", "3"): '
        '"Harimau yang mengaum.", "k": "Dengarkan kucing.", "a": "Dengarkan ayam."}',
    ),
    "t1-08": (
        2,
        'isi_teks("t1-08", bentuk="jam", satuan="WIB", bagian={"m": "Masuk?", '
        '"p": "Pulang?"})',
        'kunci={"m": "07.30", "p": "16.00"}, poin={"m": 1, "p": 1}, umpan_balik={'
        '"m": {"08.30": "Itu jam istirahat."}, "p": {"lain": "Lihat jadwal."}}',
    ),
    "t1-09": (
        4,
        'isi_tabel("t1-09", kolom={"sumber": {"judul": "Sumber", "jenis": "teks"}, '
        '"tgl": {"judul": "Tanggal", "jenis": "tanggal"}, "resmi": {"judul": "Resmi?", '
        '"jenis": "pilihan", "pilihan": {"ya": "Ya", "tidak": "Tidak"}}}, baris=2, '
        'paling_banyak=4, aturan={"isi": {"uji": "jumlah_baris", "min": 2, '
        '"tulisan": "Paling sedikit dua baris"}})',
        'contoh={"1": {"sumber": "Balai desa", "tgl": "18 Maret 2027", "resmi": "ya"}, '
        '"2": {"sumber": "Warta Warga", "tgl": "19/3/2027", "resmi": "tidak"}}, '
        "poin=4, "
        'aturan_kunci={"beda": {"uji": "berbeda", "kolom": "sumber", "min": 2}, '
        '"resmi": {"uji": "ada", "kolom": "resmi", "isi": "ya", "min": 1}, '
        '"lengkap": {"uji": "terisi", "kolom": "tgl"}}, '
        'umpan_balik={"isi": "Tambah satu baris.", "beda": "Cari pemilik lain.", '
        '"resmi": "Cari satu yang resmi.", "lengkap": "Tulis tanggalnya."}',
    ),
    "t1-10": (
        2,
        'alokasikan("t1-10", baris={"f": "Foto", "v": "Video"}, total=5, '
        'satuan="jam", kelipatan=1)',
        'kunci={"f": 4, "v": 1}, hasil="4*akar(f) + 2*akar(v)", awal={"f": 2, "v": 3}, '
        'poin=2, umpan_balik={"lebih": "Jamnya tidak cukup.", "sisa": "Pakai semua.", '
        '"awal": "Foto lebih banyak hasilnya.", "lain": "Geser sedikit lagi."}',
    ),
    "t1-11": (
        2,
        'tulis("t1-11", aturan={"panjang": {"uji": "kata", "min": 3, "maks": 8, '
        '"tulisan": "3 sampai 8 kata"}, "sapa": {"uji": "memuat", "salah_satu": '
        '["Bapak", "Ibu"], "tulisan": "Menyapa Bapak atau Ibu"}})',
        'contoh="Selamat pagi Ibu dan Bapak.", poin=2, umpan_balik={'
        '"panjang": "Pendekkan.", "sapa": "Sapa dulu."}',
    ),
    "t1-12": (
        1,
        'cari_ambang("t1-12", simulasi="contoh-ambang", sasaran=25, satuan="%", '
        'sumbu={"x": "Jam", "y": "Warga yang percaya (%)", "nilai": "Pemeriksa (%)"})',
        'kunci=40, poin=1, umpan_balik={(0, 30): "Garisnya masih di atas sasaran.", '
        '"lain": "Ada yang lebih kecil."}',
    ),
    "t1-13": (
        2,
        'pilih_beralasan("t1-13", pilihan={"a": "Kirim", "b": "Tunggu"}, '
        'alasan={"x": "Belum jelas", "y": "Sudah ramai"}, tanya={"pilihan": '
        '"Apa yang Anda lakukan?", "alasan": "Mengapa?"})',
        'kunci={"jawaban": "b", "alasan": "x"}, poin=2, umpan_balik={'
        '("jawaban", "a"): "Tahan dulu.", ("alasan", "y"): "Ramai bukan bukti."}',
    ),
    "t1-14": (
        3,
        'isi_data("t1-14", kolom={"barang": {"judul": "Barang", "jenis": "teks"}, '
        '"harga": {"judul": "Harga", "jenis": "angka", "satuan": "Rp"}, "jumlah": '
        '{"judul": "Jumlah", "jenis": "angka"}, "total": {"judul": "Total", '
        '"jenis": "angka", "satuan": "Rp"}}, baris=2, paling_banyak=20, aturan={'
        '"isi": {"uji": "jumlah_baris", "min": 2, "tulisan": '
        '"Paling sedikit dua baris"}, '
        '"hitung": {"uji": "hitung", "kolom": "total", "rumus": "harga * jumlah", '
        '"tulisan": "Total = harga × jumlah"}, "nama": {"uji": "terisi", "kolom": '
        '"barang", "tulisan": "Nama barang tertulis"}})',
        'contoh={"1": {"barang": "Keripik", "harga": "15.000", "jumlah": "4", '
        '"total": "60.000"}, "2": {"barang": "Madu", "harga": "80.000", "jumlah": "1", '
        '"total": "80.000"}}, poin=3, umpan_balik={"nama": "Tulis nama barangnya.", '
        '"isi": "Tambah satu barang.", '
        '"hitung": "Kalikan harga dan jumlah."}',
    ),
    "t1-15": (
        1,
        'isi_angka("t1-15", cerita="Bahan Rp{bahan} untuk {lembar} lembar.", '
        'parameter={"bahan": [500000, 600000], "lembar": (40, 80, 10)}, satuan="Rp", '
        'yakin=True, petunjuk=["Bagi rata.", "Bahan dibagi lembar."])',
        'kunci="bahan / lembar", poin=1, toleransi=1, umpan_balik={'
        '"bahan * lembar": "Rp{bahan} dibagi {lembar}, bukan dikali.", '
        '"lain": "Hitung per lembar."}',
    ),
}
TOTAL = sum(points for points, _, _ in QUESTIONS.values())


def _locked(cell, name: str, **more):
    about = {
        "grade": False,
        "grade_id": name,
        "locked": True,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    cell["id"] = name
    cell.metadata["nbgrader"] = {**about, **more}
    return cell


def item_cells(name: str, points: float, question: str, key: str) -> list:
    """The three cells of an item."""
    shown = str(points).replace(".", ",")
    grade = (
        f'latihan.periksa("{name}")\n### BEGIN HIDDEN TESTS\n'
        f'latihan.nilai("{name}", {key})\n### END HIDDEN TESTS'
    )
    return [
        _locked(
            new_markdown_cell(f"### Soal · {shown} poin\n\nJawablah."), f"{name}-teks"
        ),
        _locked(new_code_cell(f"latihan.{question}"), f"{name}-jawab"),
        _locked(new_code_cell(grade), f"{name}-nilai", grade=True, points=points),
    ]


def source_notebook(questions: dict = QUESTIONS) -> nbformat.NotebookNode:
    """The source notebook of the tiny assignment."""
    start = f'from bijak import buka_latihan\n\nlatihan = buka_latihan("{ID}")'
    cells = [
        _locked(new_markdown_cell("# Latihan kecil"), "pembuka"),
        _locked(new_code_cell(start), "siapkan"),
    ]
    for name, (points, question, key) in questions.items():
        cells += item_cells(name, points, question, key)
    cells.append(_locked(new_code_cell("latihan.kumpulkan()"), "penutup"))
    return new_notebook(cells=cells)


def write_project(root: Path, questions: dict = QUESTIONS) -> Path:
    """A project with the tiny assignment; its root."""
    (root / "curriculum").mkdir(parents=True)
    (root / "curriculum" / "silabus.toml").write_text(SYLLABUS, encoding="utf-8")
    folder = root / "solutions" / ID
    folder.mkdir(parents=True)
    text = normal_form(source_notebook(questions))
    (folder / f"{ID}.ipynb").write_text(text, encoding="utf-8")
    here = Path(__file__).resolve().parents[1]
    shutil.copy(here / "nbgrader_config.py", root)
    return root
