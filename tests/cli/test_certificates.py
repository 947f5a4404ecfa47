"""``bijak certificates`` and ``bijak verify``, as people use them."""

import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

import tiny
from bijak.certificates.stamp import stamp_path
from bijak.cli import bijak
from bijak.errors import BijakError

EVENT = f"""\
nama = "Pelatihan Cek Fakta"
penyelenggara = "Dinas Contoh"
tempat = "Balai Warga"
tanggal_mulai = 2026-11-24
jp = 8
modul = ["{tiny.ID}"]
penanda_tangan = {{ jabatan = "Kepala Dinas", nama = "Nama Pejabat" }}
"""
NAMES = "kode;nama\nkenanga-4821;Siti Aminah\nmelati-1234;Budi Santoso\n"


def call(*arguments, **options):
    """Run a command of ours."""
    words = [str(one) for one in arguments]
    return CliRunner().invoke(bijak, words, catch_exceptions=False, **options)


@pytest.fixture
def names(project, tmp_path_factory, monkeypatch):
    """The organiser's file beside a class with an event, and a stamp of its own."""
    desk = tmp_path_factory.mktemp("meja")
    monkeypatch.setenv("BIJAK_STEMPEL", str(desk / "stempel.pem"))
    home = project / "kelas" / "utama"
    home.mkdir(parents=True)
    (home / "kegiatan.toml").write_text(EVENT, encoding="utf-8")
    path = desk / "nama.csv"
    path.write_text(NAMES, encoding="utf-8")
    return path


def printed(project) -> dict[str, list[str]]:
    """Code → number and check code, as the register of the class holds them."""
    text = (project / "kelas" / "utama" / "sertifikat" / "terbit.json").read_text(
        "utf-8"
    )
    pairs = re.findall(r'"([a-z]+-\d+)": \[\s*"(\w+)",\s*"(\w+)"', text)
    return {code: [number, check] for code, number, check in pairs}


def test_from_names_to_a_verdict(project, names):
    """Issued, verified, issued again with a late comer, withdrawn."""
    made = call("certificates", names)
    pdf = names.with_name("nama-sertifikat.pdf")
    assert made.exit_code == 0
    assert f"2 sertifikat: {pdf}\n  2 baru, 0 sudah terbit" in made.output
    assert f"Stempel digital baru dibuat: {stamp_path()}" in made.output
    first = pdf.read_bytes()
    assert "Stempel digital baru" not in call("certificates", names).output
    assert pdf.read_bytes() == first

    names.write_text(NAMES + "mawar-7777;Made\n", encoding="utf-8")
    later = call("certificates", names).output
    assert (
        "1 baru, 2 sudah terbit dengan nomor yang sama.\n  Halaman yang baru: 3."
        in (later)
    )

    number, check = printed(project)["kenanga-4821"]
    valid = call("verify", number, check, "--name", "Siti Aminah")
    assert (valid.exit_code, valid.output[:4]) == (0, "SAH.")
    together = call("verify", number.lower() + check, "--name", "SITI AMINAH")
    assert together.exit_code == 0
    assert call("verify", number, check, "--name", "Siti Amanah").exit_code == 4
    assert call("verify", number).exit_code == 8

    gone = call("certificates", "--withdraw", "kenanga-4821")
    assert f"Nomor {number[:4]}-{number[4:]} ditarik." in gone.output
    assert call("verify", number, check, "--name", "Siti Aminah").exit_code == 5


def test_nothing_of_a_name_is_in_the_class(project, names):
    """The class's folder holds neither names nor certificates."""
    call("certificates", names)
    for path in (project / "kelas").rglob("*"):
        if path.is_file():
            assert b"Siti" not in path.read_bytes()
            assert path.suffix != ".pdf"


def test_verify_asks(project, names):
    """Without arguments it asks for what stands on the paper."""
    call("certificates", names)
    number, check = printed(project)["melati-1234"]
    asked = call("verify", input=f"{number}\n{check}\nBudi Santoso\n")
    assert asked.exit_code == 0
    assert "Kode periksa" in asked.output
    with pytest.raises(BijakError, match="Belum ada yang diperiksa"):
        call("verify", input="")


def test_verify_elsewhere(project, names, monkeypatch):
    """The published list is enough: no class, no private key, no network."""
    call("certificates", names)
    listed = project / "kelas" / "utama" / "sertifikat" / "daftar.json"
    number, check = printed(project)["melati-1234"]
    copy = names.with_name("daftar.json")
    copy.write_bytes(listed.read_bytes())
    listed.unlink()
    monkeypatch.setenv("BIJAK_STEMPEL", str(names.with_name("tidak-ada.pem")))
    words = ("verify", number, check, "--name", "Budi Santoso")
    assert call(*words).exit_code == 8
    assert call(*words, "--list", copy).exit_code == 0
    with pytest.raises(BijakError, match="tidak ada"):
        call(*words, "--list", names.with_name("salah.json"))


def test_what_is_missing_is_said(project, names):
    """No file of names, no event, no signatory, an unknown module, a foreign code."""
    with pytest.raises(BijakError, match="Sebutkan berkas nama"):
        call("certificates")
    home = project / "kelas" / "utama"
    for old, new, sentence in (
        ("penanda_tangan", "# ", "penanda_tangan belum diisi"),
        (tiny.ID, "b9-tidak-ada", "tidak ada di silabus"),
        ("Dinas Contoh", "ꦢꦶꦤꦱ꧀", "tidak dapat dicetak"),
    ):
        (home / "kegiatan.toml").write_text(EVENT.replace(old, new), encoding="utf-8")
        with pytest.raises(BijakError, match=sentence):
            call("certificates", names)
    (home / "kegiatan.toml").write_text(EVENT, encoding="utf-8")
    roster = "kode,pin,peran,wilayah\nkenanga-4821,,peserta,\n"
    (home / "peserta.csv").write_text(roster, encoding="utf-8")
    with pytest.raises(BijakError, match="melati-1234 tidak ada di kelas ini"):
        call("certificates", names)
    (home / "kegiatan.toml").unlink()
    with pytest.raises(BijakError, match=r"kegiatan\.toml belum ada"):
        call("certificates", names)
    assert not (home / "sertifikat").exists()
    assert not stamp_path().exists()


def test_withdrawing_somebody_without_a_certificate(project, names):
    """It is said, and nothing is made."""
    with pytest.raises(BijakError, match="tidak punya sertifikat"):
        call("certificates", "--withdraw", "kenanga-4821")
    assert not stamp_path().exists()


def test_exit_codes_of_the_real_command(project, names):
    """The process ends with the verdict's number, after a slip of the finger with 1."""
    call("certificates", names)
    number, check = printed(project)["melati-1234"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "BIJAK_ROOT": str(project),
    }

    def code(*words: str) -> int:
        command = [sys.executable, "-m", "bijak", "verify", *words]
        return subprocess.run(
            command, env=environment, capture_output=True, stdin=subprocess.DEVNULL
        ).returncode

    assert code(number, check, "--name", "Budi Santoso") == 0
    assert code(number, check, "--name", "Bambang") == 4
    assert code(number[:-1] + "?") == 1
