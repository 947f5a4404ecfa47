"""Hostile, broken and merely unlucky hand-ins, each with its exact verdict.

    PYTHONPATH=tests python tests/grading/specimens.py      lists them all

Each is a small function that builds what somebody handed in from the release. Groups:
A files, B network, C resources, D broken or tampered notebooks and answers, E cheating
inside the interpreter, U merely unlucky, H honest. A to C and E come in a code item: it
earns its points only if the harm was done, so the points tell. What a harm may leave
outside is named with `MARK`; nothing of that name may be there afterwards.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path

import specimen_programs  # noqa: F401 — it notes its own specimens
from specimen_parts import (
    BONUS,
    CODE,
    FORM,
    MARK,
    NEIGHBOUR,
    ONE,
    PORT,
    SECRET,
    SPECIMENS,
    Expected,
    Specimen,
    answers_file,
    carrying,
    cell_of,
    earned,
    encoded,
    entries,
    failed,
    hand_in,
    id_of,
    lay,
    marks,
    own_cell,
    place_of,
    program,
    programmed,
    read,
    specimen,
    with_code,
    zipped,
)

import second
import tiny
from bijak.notebooks import read_items

__all__ = ["MARK", "NEIGHBOUR", "PORT", "SECRET", "SPECIMENS", "Expected", "Specimen"]

# H honest


@specimen("H", earned())
def jujur(folder, release):
    lay(folder, release)


@specimen("H", earned({}))
def kosong(folder, release):
    lay(folder, release, answers={})


@specimen("H", earned({}))
def tidak_menyentuh_apa_pun(folder, release):
    lay(folder, release, answers=None)


@specimen("H", earned())
def notebook_saja(folder, release):
    lay(folder, release, carrying(release, FORM), None)


@specimen("H", earned())
def jawaban_saja(folder, release):
    name = id_of(release)
    (folder / "jawaban.json").write_bytes(answers_file(name, FORM))


@specimen("H", programmed(BONUS), course=second)
def kode_jujur(folder, release):
    with_code(folder, release, second.SOLUTION)


@specimen("H", programmed(0), course=second)
def kode_tidak_dikerjakan(folder, release):
    lay(folder, release, answers=ONE)


program("kode-sebagian", "H", 'saran = "periksa"\nrata = 1', 0.5)
program("kode-keliru-lalu-benar", "H", f"1 / 0\n{second.SOLUTION}", 0.0, "zero")


@specimen("H", programmed(BONUS), course=second)
def kode_di_sel_sendiri(folder, release):
    notebook = read(release)
    place = place_of(notebook, f"{second.CODE}-jawab")
    notebook["cells"].insert(place, own_cell(second.SOLUTION))
    lay(folder, release, notebook, ONE)


# U merely unlucky: names, encodings, cut files


@specimen("U", earned(notices=("Berkas “t1-kecil (1).ipynb” dipakai",)))
def unduhan_kedua(folder, release):
    path = lay(folder, release, answers=None)
    path.write_bytes(encoded(carrying(release, FORM)))
    path.rename(folder / f"{id_of(release)} (1).ipynb")


@specimen("U", earned(notices=("Berkas “T1-Kecil.ipynb” dipakai",)))
def huruf_besar(folder, release):
    lay(folder, release).rename(folder / "T1-Kecil.ipynb")


@specimen("U", earned(notices=("Berkas “tugas bu sri.ipynb.txt” dipakai",)))
def ekstensi_txt(folder, release):
    lay(folder, release).rename(folder / "tugas bu sri.ipynb.txt")


@specimen("U", earned(notices=("Berkas “jawaban (1).json” dipakai",)))
def jawaban_diunduh_dua_kali(folder, release):
    lay(folder, release)
    (folder / "jawaban.json").rename(folder / "jawaban (1).json")


@specimen(
    "U", earned(notices=("Ada 2 berkas untuk notebook", "Berkas “t1-kecil (1).ipynb”"))
)
def dua_notebook(folder, release):
    lay(folder, release, carrying(release, {"t1-01": "a", "t1-02": ["b"]}), None)
    newer = encoded(carrying(release, {"t1-02": [], **FORM}, minutes=9))
    (folder / f"{id_of(release)} (1).ipynb").write_bytes(newer)


@specimen("U", earned(notices=("Berkas “t1-kecil.ipynb” dipakai",)))
def folder_di_dalam_folder(folder, release):
    inner = folder / "Latihan Bu Sri"
    inner.mkdir()
    lay(inner, release, carrying(release, FORM), None)


@specimen("U", earned())
def tanda_bom(folder, release):
    data = b"\xef\xbb\xbf" + encoded(carrying(release, FORM))
    lay(folder, release, data, b"\xef\xbb\xbf" + answers_file(id_of(release), FORM))


@specimen("U", earned())
def utf_16(folder, release):
    text = json.dumps(carrying(release, FORM), ensure_ascii=False)
    lay(folder, release, text.encode("utf-16"), None)


@specimen("U", earned())
def utf_16_tanpa_bom(folder, release):
    text = json.dumps(carrying(release, FORM), ensure_ascii=False)
    lay(folder, release, text.encode("utf-16-le"), None)


@specimen("U", earned())
def latin_1(folder, release):
    notebook = carrying(release, FORM)
    notebook["cells"].append(own_cell("Café résumé", kind="markdown"))
    lay(folder, release, json.dumps(notebook, ensure_ascii=False).encode("cp1252"))


@specimen("U", earned(notices=("Notebook terpotong",)))
def notebook_terpotong(folder, release):
    lay(folder, release, encoded(carrying(release, FORM))[:-900])


@specimen("U", failed("Notebook terpotong"))
def hanya_notebook_terpotong(folder, release):
    lay(folder, release, encoded(carrying(release, FORM))[:-900], None)


@specimen("U", failed("Berkas jawaban.json terpotong"))
def jawaban_terpotong(folder, release):
    lay(folder, release, answers=answers_file(id_of(release), FORM)[:-30])


@specimen("U", earned(notices=("Berkas jawaban.json terpotong",)))
def jawaban_terpotong_notebook_membawa(folder, release):
    torn = answers_file(id_of(release), FORM)[:-30]
    lay(folder, release, carrying(release, FORM), torn)


@specimen("U", failed("Notebook kosong"))
def berkas_kosong(folder, release):
    lay(folder, release, b"", b"")


@specimen("U", failed("Notebook tidak berisi sel"))
def kurung_kurawal(folder, release):
    lay(folder, release, b"{}", None)


@specimen("U", failed("Notebook berisi halaman web"))
def halaman_web(folder, release):
    page = b"<!DOCTYPE html><html><title>Masuk ke wifi balai desa</title></html>"
    lay(folder, release, page, None)


@specimen("U", earned(notices=("Notebook berisi halaman web",)))
def halaman_web_dengan_jawaban(folder, release):
    lay(folder, release, b"<html>", FORM)


@specimen("U", failed("Notebook milik latihan “t9-lain”"))
def notebook_latihan_lain(folder, release):
    notebook = read(release)
    start = cell_of(notebook, "siapkan")
    start["source"] = (
        'from bijak import buka_latihan\nlatihan = buka_latihan("t9-lain")'
    )
    lay(folder, release, notebook, None)


@specimen("U", failed("Berkas jawaban.json milik latihan “t9-lain”"))
def jawaban_latihan_lain(folder, release):
    lay(folder, release, answers=answers_file("t9-lain", FORM))


@specimen("U", failed("Tidak ada notebook"))
def folder_kosong(folder, release):
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")


@specimen("U", earned(), posix=True)
def nama_berkas_bukan_utf_8(folder, release):
    lay(folder, release)
    Path(os.fsdecode(os.fsencode(folder) + b"/catatan-\xff.txt")).write_text("x")


@specimen("U", earned())
def nbformat_3(folder, release):
    cells = []
    for cell in carrying(release, FORM)["cells"]:
        old = {k: v for k, v in cell.items() if k not in ("id", "source")}
        place = "input" if cell["cell_type"] == "code" else "source"
        cells.append({**old, "language": "python", place: cell["source"]})
    sheets = [{"cells": cells, "metadata": {}}]
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    lay(folder, release, {**old, "worksheets": sheets}, None)


@specimen("U", earned())
def dari_colab(folder, release):
    notebook = carrying(release, FORM)
    notebook["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "ir", "display_name": "R"},
    }
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell["metadata"] |= {"id": cell.pop("id"), "colab": {"base_uri": "x"}}
    lay(folder, release, notebook, None)


@specimen("U", earned())
def semua_metadata_hilang(folder, release):
    notebook = carrying(release, FORM)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    lay(folder, release, notebook, None)


@specimen("U", programmed(BONUS), course=second)
def kode_dengan_magis(folder, release):
    with_code(folder, release, f"%matplotlib inline\n!pip list\n{second.SOLUTION}")


@specimen(
    "U", programmed(BONUS, notices=("Sel yang terpisah disatukan",)), course=second
)
def sel_kode_terpisah(folder, release):
    notebook = read(release)
    kode = cell_of(notebook, f"{second.CODE}-kode")
    lines = f"{second.GIVEN}{second.SOLUTION}".splitlines()
    kode["source"] = "\n".join(lines[:4])
    rest = {**json.loads(json.dumps(kode)), "id": "terpisah"}
    rest["source"] = "\n".join(lines[4:])
    notebook["cells"].insert(place_of(notebook, f"{second.CODE}-kode") + 1, rest)
    lay(folder, release, notebook, ONE)


@specimen("U", programmed(BONUS, notices=("Sel ganda: t2-02-kode",)), course=second)
def sel_kode_ganda(folder, release):
    notebook = read(release)
    kode = cell_of(notebook, f"{second.CODE}-kode")
    copied = {**json.loads(json.dumps(kode)), "id": "salinan"}
    kode["source"] = f"{second.GIVEN}rata = 1"
    copied["source"] = f"{second.GIVEN}rata = 2\n{second.SOLUTION}"
    notebook["cells"].insert(place_of(notebook, f"{second.CODE}-kode") + 1, copied)
    lay(folder, release, notebook, ONE)


@specimen("U", programmed(BONUS, notices=("Sel jawaban t2-02-kode",)), course=second)
def sel_kode_dihapus(folder, release):
    notebook = read(release)
    place = place_of(notebook, f"{second.CODE}-kode")
    own = own_cell(f"{second.GIVEN}{second.SOLUTION}")
    notebook["cells"][place] = own
    lay(folder, release, notebook, ONE)


@specimen("U", programmed(0, notices=("Sel yang hilang dipulihkan",)), course=second)
def tugas_manual_dihapus(folder, release):
    notebook = read(release)
    place = place_of(notebook, second.TASK)
    notebook["cells"][place] = own_cell("Satu. Dua. Tiga.", kind="markdown")
    lay(folder, release, notebook, ONE)


@specimen(
    "U",
    programmed(0, notices=("Notebook terlalu besar", "Soal kode tidak")),
    course=second,
)
def keluaran_60_mb(folder, release):
    notebook = read(release)
    lines = ["x" * 1_000_000 + "\n"] * 60
    output = {"output_type": "stream", "name": "stdout", "text": lines}
    cell_of(notebook, f"{second.CODE}-kode")["outputs"] = [output]
    lay(folder, release, notebook, ONE)


@specimen("U", earned(), code="andi[1]")
def kode_andi(folder, release):
    lay(folder, release)


@specimen("U", earned(), code="a.b+c@d")
def kode_surel(folder, release):
    lay(folder, release)


# D broken or tampered on purpose


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def grade_id_diganti(folder, release):
    notebook = read(release)
    marks(notebook, "t1-01-nilai")["grade_id"] = "t1-99-nilai"
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def poin_seratus(folder, release):
    notebook = read(release)
    marks(notebook, "t1-02-nilai")["points"] = 100
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def nilai_menjadi_markdown(folder, release):
    notebook = read(release)
    cell = cell_of(notebook, "t1-02-nilai")
    cell["cell_type"] = "markdown"
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def bukan_sel_nilai(folder, release):
    notebook = read(release)
    marks(notebook, "t1-02-nilai").update(grade=False, solution=True)
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def skema_1(folder, release):
    notebook = read(release)
    for cell in notebook["cells"]:
        cell["metadata"]["nbgrader"]["schema_version"] = 1
        cell["metadata"]["nbgrader"].pop("task", None)
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Tanda nbgrader yang diubah",)))
def skema_99(folder, release):
    notebook = read(release)
    marks(notebook, "t1-02-nilai")["schema_version"] = 99
    lay(folder, release, notebook)


@specimen("D", earned())
def jangan_dijalankan(folder, release):
    notebook = read(release)
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Sel terkunci yang diubah dipulihkan: t1-02-nilai",)))
def sel_nilai_dikosongkan(folder, release):
    notebook = read(release)
    cell_of(notebook, "t1-02-nilai")["source"] = "4.0"
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Sel yang hilang dipulihkan: t1-02-nilai",)))
def sel_nilai_dihapus(folder, release):
    notebook = read(release)
    del notebook["cells"][place_of(notebook, "t1-02-nilai")]
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Sel yang hilang dipulihkan: pembuka",)))
def hanya_satu_sel_tersisa(folder, release):
    notebook = read(release)
    notebook["cells"] = [cell_of(notebook, "t1-01-teks")]
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Sel ganda: t1-02-nilai",)))
def sel_nilai_ganda(folder, release):
    notebook = read(release)
    copied = {**cell_of(notebook, "t1-02-nilai"), "id": "salinan"}
    notebook["cells"].append(copied)
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Sel ganda:",)))
def semua_sel_empat_puluh_kali(folder, release):
    notebook = read(release)
    notebook["cells"] = notebook["cells"] * 40
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Urutan sel dipulihkan",)))
def urutan_terbalik(folder, release):
    notebook = read(release)
    notebook["cells"].reverse()
    lay(folder, release, notebook)


@specimen(
    "D",
    earned(notices=("Soal t1-01: yang dibaca",), stale=frozenset({"t1-01"})),
)
def pilihan_diganti(folder, release):
    notebook = read(release)
    cell = cell_of(notebook, "t1-01-jawab")
    cell["source"] = 'latihan.pilih("t1-01", pilihan={"a": "X", "b": "Y", "c": "Z"})'
    lay(folder, release, notebook)


@specimen(
    "U",
    earned(
        notices=("Soal t1-05: yang dibaca", "Sel yang hilang dipulihkan: t1-15-teks"),
        stale=frozenset({"t1-05"}),
    ),
)
def rilis_lama(folder, release):
    notebook = read(release)
    notebook["cells"] = [c for c in notebook["cells"] if "t1-15" not in c["id"]]
    cell_of(notebook, "t1-05-teks")["source"] = "### Soal · 1 poin\n\nBerapa persen?"
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Notebook bersarang terlalu dalam",)))
def notebook_bersarang(folder, release):
    lay(folder, release, b'{"cells": ' + b"[" * 200_000)


@specimen("D", earned())
def sel_aneh(folder, release):
    notebook = read(release)
    notebook["cells"] += [
        None,
        7,
        [],
        {"cell_type": 9, "source": {"a": 1}, "metadata": [1], "id": {}},
        {"cell_type": "code", "source": [1, None], "outputs": {"a": 1}},
        {"metadata": {"nbgrader": {"grade_id": ["t1-01-nilai"]}}, "attachments": 3},
    ]
    lay(folder, release, notebook)


@specimen("D", earned(notices=("Notebook berisi lebih dari",)))
def terlalu_banyak_sel(folder, release):
    notebook = read(release)
    notebook["cells"] += [own_cell("x = 1", f"n{n}") for n in range(3_000)]
    lay(folder, release, notebook)


@specimen("D", earned())
def skrip_di_mana_mana(folder, release):
    script = "<script>document.title = 'bijak-bocor'</script>"
    notebook = read(release)
    html = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": script},
    }
    cell_of(notebook, "t1-01-jawab")["outputs"] = [html]
    notebook["cells"].append(own_cell(script, kind="markdown"))
    lay(folder, release, notebook, {**FORM, "t1-11": script, "t1-08": {"m": script}})


@specimen("D", failed("Berkas jawaban.json terlalu besar"))
def jawaban_10_mb(folder, release):
    big = answers_file(id_of(release), {**FORM, "t1-11": "x" * 10_000_000})
    lay(folder, release, answers=big)


@specimen("D", failed("Berkas jawaban.json bersarang"))
def jawaban_bersarang(folder, release):
    lay(folder, release, answers=b'{"format": 1, "jawaban": ' + b'{"a": ' * 100_000)


@specimen("D", earned(notices=("Jawaban yang bentuknya tidak mungkin",)))
def jawaban_agak_bersarang(folder, release):
    deep = json.loads("[" * 40 + "]" * 40)
    lay(folder, release, answers={**FORM, "t1-02": deep, "t1-03": [[[[[[[1]]]]]]]})


@specimen("D", earned(notices=("Jawaban yang bentuknya tidak mungkin",)))
def jawaban_nan(folder, release):
    odd = {"t1-10": {"f": float("nan"), "v": float("inf")}, "t1-12": 10**300}
    lay(folder, release, answers={**FORM, **odd})


@specimen("D", earned())
def jawaban_berjenis_lain(folder, release):
    odd = {
        "t1-02": "ac",
        "t1-03": {"p": 1},
        "t1-04": ["hoaks"] * 4,
        "t1-07": 7,
        "t1-09": {"1": "x", "2": None, "99": {"tgl": []}},
        "t1-13": {"jawaban": ["b"], "alasan": True},
        "t1-14": [1, 2],
    }
    lay(folder, release, answers={**FORM, **odd})


@specimen("D", earned(notices=("Jawaban soal yang tidak dikenal",)))
def jawaban_soal_asing(folder, release):
    lay(folder, release, answers={**FORM, "t9-99": "b", "__class__": "x"})


@specimen("D", failed("Berkas jawaban.json bukan berkas jawaban"))
def jawaban_bukan_jawaban(folder, release):
    lay(folder, release, answers=b'{"format": 1, "jawaban": [1, 2]}')


@specimen("D", earned({"t1-01": 2.0}))
def waktu_yang_mustahil(folder, release):
    odd = entries({"t1-05": "12,5", "t1-06": {"x": "a"}})
    odd["t1-05"][""]["pada"] = "9999-12-31T23:59:59+00:00"
    odd["t1-06"]["x"]["pada"] = "kemarin"
    mine = {"format": 1, "latihan": id_of(release)}
    both = {**mine, "jawaban": entries({"t1-01": "b"}) | odd}
    lay(folder, release, answers=json.dumps(both).encode())


@specimen("D", programmed(0, notices=("Jawaban soal yang tidak",)), course=second)
def nilai_kode_di_jawaban(folder, release):
    lay(folder, release, answers={**ONE, second.CODE: second.VALUES})


@specimen("D", earned())
def kelompok_palsu(folder, release):
    item = read_items(tiny.source_notebook())["t1-15"].personal(NEIGHBOUR)
    lay(folder, release, answers={**FORM, "t1-15": f"{float(item.key.answer):.2f}"})
    group = {"pertama": NEIGHBOUR, "bersama": [CODE]}
    (folder / "kelompok.json").write_text(json.dumps(group))


@specimen("D", earned(owners=(CODE, "dahlia-1")))
def kelompok_orang_asing(folder, release):
    lay(folder, release, answers={**FORM, "~bersama": ["dahlia-1", "../../x", CODE]})
    (folder / "timestamp.txt").write_text("2027-01-05 05:00:00.000000 UTC")


@specimen("D", earned())
def penilaian_palsu(folder, release):
    lay(folder, release)
    forged = {"poin": dict.fromkeys(tiny.QUESTIONS, 99), "total": 999}
    (folder / "penilaian.json").write_text(json.dumps(forged))


@specimen("U", earned())
def cap_waktu_rusak(folder, release):
    lay(folder, release)
    (folder / "timestamp.txt").write_text("9999-99-99 jam dua")


# A files


@specimen("A", earned(notices=("Tautan di dalam kumpulan",)), posix=True)
def tautan_ke_passwd(folder, release):
    lay(folder, release)
    (folder / "catatan.txt").symlink_to("/etc/passwd")


@specimen("A", earned(notices=("Tautan di dalam kumpulan",)), posix=True)
def tautan_ke_folder(folder, release):
    lay(folder, release)
    (folder / "semua").symlink_to("/")


@specimen("A", failed("Tidak ada notebook"), posix=True)
def notebook_tautan_ke_kunci(folder, release):
    name = id_of(release)
    source = release.parents[1] / "solutions" / name / f"{name}.ipynb"
    (folder / f"{name}.ipynb").symlink_to(source)


@specimen("A", failed("Tidak ada notebook"), posix=True)
def jawaban_tautan_ke_tetangga(folder, release):
    (folder / "jawaban.json").symlink_to(
        release.parents[1]
        / f"kelas/utama/submitted/{NEIGHBOUR}/{id_of(release)}/jawaban.json"
    )


@specimen("A", earned(notices=("Tautan di dalam kumpulan",)), posix=True)
def pipa_bernama(folder, release):
    lay(folder, release, carrying(release, FORM), None)
    os.mkfifo(folder / "jawaban.json")


@specimen("A", earned())
def modul_bayangan(folder, release):
    lay(folder, release)
    mark = release.parents[1] / MARK
    shadow = f"import pathlib\npathlib.Path({str(mark)!r}).write_text('x')\n"
    for name in (
        "json",
        "bijak",
        "nbformat",
        "pandas",
        "sitecustomize",
        "usercustomize",
    ):
        (folder / f"{name}.py").write_text(shadow)
    (folder / ".ipython").mkdir()
    (folder / "nbgrader_config.py").write_text(shadow)


@specimen("A", earned())
def seribu_berkas(folder, release):
    lay(folder, release)
    for number in range(1_000):
        (folder / f"aa-{number}.txt").write_text("x")


# Files by hand: USB sticks, mail, WhatsApp


def file(group: str, expected: Expected, **more):
    """Note a builder of hand-in files."""
    return specimen(group, expected, road="files", **more)


@file("H", earned())
def zip_jujur(folder, release):
    (folder / "t1-kecil--kenanga-4821.zip").write_bytes(zipped(hand_in(release)))


@file("U", earned())
def nama_dari_whatsapp(folder, release):
    (folder / "DOC-20270105-WA0003.").write_bytes(zipped(hand_in(release)))


@file("U", earned())
def notebook_dari_whatsapp(folder, release):
    data = encoded(carrying(release, FORM))
    (folder / "DOC-20270105-WA0004.ipynb.bin").write_bytes(data)


@file("U", earned())
def jawaban_lewat_surel(folder, release):
    data = answers_file(id_of(release), FORM)
    (folder / "jawaban (2).json").write_bytes(data)


@file("U", earned())
def dikemas_ulang(folder, release):
    members = {f"Folder Bu Sri/{k}": v for k, v in hand_in(release).items()}
    litter = {"__MACOSX/._manifest.json": b"x", "Folder Bu Sri/.DS_Store": b"x"}
    (folder / "Archive.zip").write_bytes(zipped({**litter, **members}))


@file("U", earned())
def zip_di_dalam_zip(folder, release):
    inner = zipped({"a/kumpulan.zip": zipped(hand_in(release))})
    (folder / "semua.zip").write_bytes(zipped({"USB/semua.zip": inner}))


@file("U", earned(owners=(CODE, "melati-1")))
def zip_satu_kelas(folder, release):
    other = hand_in(release, code="melati-1")
    both = {"1.zip": zipped(hand_in(release)), "2.zip": zipped(other)}
    (folder / "kelas.zip").write_bytes(zipped(both))


@file("U", earned())
def urutan_salah(folder, release):
    newer, older = hand_in(release, minutes=9), hand_in(release, {"t1-01": "a"})
    (folder / "1.zip").write_bytes(zipped(newer))
    (folder / "2.zip").write_bytes(zipped(older))


@file("U", earned(notices=("Berkas zip ini rusak",)))
def kiriman_ulang_rusak(folder, release):
    (folder / "1.zip").write_bytes(zipped(hand_in(release)))
    broken = zipped(hand_in(release, minutes=9))[:-200]
    (folder / "2.zip").write_bytes(broken)


@file("U", earned())
def kiriman_yang_sama_tiga_kali(folder, release):
    data = zipped(hand_in(release))
    for name in ("a.zip", "a (1).zip", "a (2).zip"):
        (folder / name).write_bytes(data)


@file("D", failed("Berkas zip ini tidak aman", owners=()))
def zip_keluar_folder(folder, release):
    members = {f"../../../{MARK}": b"x", **hand_in(release)}
    (folder / "a.zip").write_bytes(zipped(members))


@file("D", failed("Berkas zip ini tidak aman", owners=()))
def zip_berisi_tautan(folder, release):
    link = zipfile.ZipInfo("jawaban.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")


@file("C", failed("Isi berkas zip ini terlalu besar", owners=()))
def bom_zip(folder, release):
    bomb = {"jawaban.json": b" " * 100_000_000}
    (folder / "a.zip").write_bytes(zipped(bomb))


@file("C", failed("Berkas zip ini", owners=()))
def bom_zip_bersarang(folder, release):
    data = zipped({f"{n}/jawaban.json": b" " * 10_000_000 for n in range(20)})
    for _ in range(12):
        data = zipped({"lagi.zip": data})
    (folder / "a.zip").write_bytes(data)


@file("D", failed("Berkas zip ini rusak", owners=()))
def zip_terpotong(folder, release):
    (folder / "a.zip").write_bytes(zipped(hand_in(release))[:300])


@file("D", failed("Berkas ini bukan kumpulan Bijak", owners=()))
def gambar(folder, release):
    (folder / "IMG-20270105-WA0001.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(2_000))


@file("D", failed("Berkas ini tidak memuat kode peserta", owners=()))
def tanpa_kode(folder, release):
    name = id_of(release)
    bare = {"format": 1, "latihan": name, "jawaban": entries(FORM)}
    (folder / "jawaban.json").write_bytes(json.dumps(bare).encode())


@file("D", failed("Tidak terbaca untuk latihan mana", owners=()))
def latihan_sebagai_jalan(folder, release):
    data = answers_file("../../solutions", FORM)
    (folder / "jawaban.json").write_bytes(data)


@file("D", earned(notices=("Kumpulan ini atas nama kenanga-4821, tetapi",)))
def atas_nama_orang_lain(folder, release):
    members = hand_in(release)
    members["t1-kecil.ipynb"] = encoded(carrying(release, FORM, "dahlia-1"))
    (folder / "a.zip").write_bytes(zipped(members))


@file("D", earned(notices=("jawaban.json berubah",)))
def diubah_sesudah_dikumpulkan(folder, release):
    members = hand_in(release)
    members["jawaban.json"] += b" "
    (folder / "a.zip").write_bytes(zipped(members))


if __name__ == "__main__":
    for one in SPECIMENS.values():
        verdict = one.expected
        points = verdict.points and sum(verdict.points.values())
        shown = verdict.reason if points is None else points
        print(f"{one.group} {one.name:38} {shown}")
    print(len(SPECIMENS))
