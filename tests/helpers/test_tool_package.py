"""The package: built out of a sheet, and refused where something is missing."""

import copy
import json

import jsonschema
import pytest

from bijak.tools.package import MOST_KB, build, problems, schema, violations, written

SHEET = {
    "judul": "Titian kebun singkong diperbaiki",
    "tanggal": "2027-04-05",
    "apa": "Tiga papan titian lepas",
    "siapa": "Pembawa singkong",
    "kapan": "4 April 2027",
    "di_mana": "Dusun Runut RT 04",
    "mengapa": "Kayunya lapuk menurut tukang desa",
    "bagaimana": "Warga memutar satu kilometer",
    "sumber": "Seorang warga dan kepala dusun Runut",
    "status": "terkonfirmasi",
    "kontak_peran": "kepala dusun Runut",
    "izin": "ya",
}
PICTURE = {
    "berkas": "titian-kecil.jpg",
    "teks_alt": "Titian bambu dengan tiga papan yang lepas",
    "pembuat": "KIM Sukateliti",
    "lisensi": "karya-sendiri",
    "ukuran_kb": 800,
}


def changed(path: str, value: object) -> dict:
    """A good package with another value at ``a.b`` or ``gambar.0.a``."""
    package = copy.deepcopy(build(SHEET, [PICTURE]))
    *way, last = [int(one) if one.isdigit() else one for one in path.split(".")]
    place = package
    for step in way:
        place = place[step]
    place[last] = value
    return package


def test_a_full_sheet_makes_a_valid_package():
    """With and without a picture."""
    assert [] == problems(build(SHEET, [PICTURE]))
    assert [] == problems(build(SHEET))


def test_the_file_can_be_read_back():
    """The same bytes each time, and nothing lost."""
    package = build(SHEET, [PICTURE])
    assert written(package) == written(copy.deepcopy(package))
    assert package == json.loads(written(package))


BROKEN = {
    "tanggal": ("kemarin", "tanggal: tulis tanggal lengkap, bukan “kemarin”."),
    "status": ("viral", "status: pilih salah satu"),
    "sumber": ([], "sumber: perlu paling sedikit 1."),
    "judul": ("Viral!", "judul: masih terlalu pendek."),
    "izin_terbit": (False, "izin_terbit: pelapor belum memberi izin terbit."),
    "isi.siapa": ("", "isi.siapa: masih kosong."),
    "versi": ("1", "versi: seharusnya bilangan bulat."),
    "gambar.0.lisensi": ("tidak tahu", "gambar 1.lisensi: pilih salah satu"),
    "gambar.0.ukuran_kb": (3200, "gambar 1.ukuran_kb: paling besar 2.000."),
    "gambar.0.berkas": ("Foto Saya.JPG", "gambar 1.berkas: pakai huruf kecil"),
    "tambahan": (1, "tambahan: tidak dikenal; hapus."),
}


@pytest.mark.parametrize("path", BROKEN)
def test_each_fault_is_named(path):
    """One fault, a sentence that names its place."""
    value, sentence = BROKEN[path]
    found = problems(changed(path, value))
    assert any(one.startswith(sentence) for one in found), found


@pytest.mark.parametrize("path", BROKEN)
def test_another_validator_agrees(path):
    """The schema is real JSON Schema: jsonschema refuses the same packages."""
    judge = jsonschema.Draft202012Validator(schema())
    judge.check_schema(schema())
    assert judge.is_valid(build(SHEET, [PICTURE]))
    assert not judge.is_valid(changed(path, BROKEN[path][0]))


def test_pictures_are_weighed_together():
    """Each of them is light enough, all of them are not."""
    heavy = {**PICTURE, "ukuran_kb": MOST_KB // 2 + 1}
    found = problems(build(SHEET, [heavy, heavy]))
    assert ["gambar: semuanya 2.002 kB. Kecilkan sampai 2.000 kB."] == found


def test_personal_data_is_refused():
    """Wherever it stands."""
    found = problems(build({**SHEET, "kontak_peran": "Pak Made, 08xx-xxxx-xx00"}))
    assert [
        "data pribadi: “08xx-xxxx-xx00” belum disamarkan.",
        "data pribadi: “Pak Made” belum disamarkan.",
    ] == found


def test_what_is_no_package_is_refused():
    """Whatever it is."""
    assert ["paket: seharusnya kumpulan kunci dan isi."] == problems(["a"])
    assert ["judul: belum ada."] == problems(
        {k: v for k, v in build(SHEET).items() if k != "judul"}
    )


def test_a_truth_value_is_no_number():
    """JSON's true is not 1."""
    found = list(violations(True, {"type": "number"}))
    assert [("paket", "seharusnya angka.")] == found
