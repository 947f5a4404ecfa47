"""An attacker among the participants of a real class gets nothing of anybody else."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import attacker
import psutil
import pytest

from bijak.hub.room import running_room
from bijak.seats.modes import BY_NAME
from running_class import (
    ASSIGNMENT,
    ITEM,
    RealClass,
    answer,
    cells_of,
    hand_in,
    kernel_of,
    open_assignment,
)
from visitors import Failed, Visitor, in_own_loop, use_many_connections

pytestmark = [pytest.mark.slow, pytest.mark.kernel]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "keamanan.md"
HEADING = "## Serangan dari dalam kelas"
NOTHING_TO_GET = {
    "meminta papan dan halaman pelatih kepada loket",
    "meminta loket membuka folder lain",
    "menghubungi soket lain di laptop",  # which there are depends on the laptop
}
"""Attempts whose answer is the counter's own, walls or not."""
OVER_HTTP = {
    "membuka halaman peserta lain",
    "membaca berkas peserta lain lewat servernya",
    "memakai kernel peserta lain",
    "membuka server pelatih dan formgrader",
    "membuka papan dan halaman pelatih",
    "memakai API pintu kelas",
    "membuat token dengan hak lebih",
    "menyalakan terminal",
    "keluar dari folder sendiri",
    "mengikuti tautan ke folder lain",
    "mengumpulkan atas nama orang lain",
    "mengirim kiriman raksasa",
}


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of two: a victim who has handed in, and an attacker."""
    use_many_connections()
    made = RealClass(tmp_path_factory.mktemp("serangan"), people=2)
    try:
        if not BY_NAME[running_room(made.home).mode].separates:
            pytest.skip("nothing keeps participants apart on this machine")
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def tried(school):
    """What each attempt got, what it gets without walls, the victim's answers."""
    return in_own_loop(_try_everything(school))


async def _try_everything(school) -> tuple[dict[str, str], dict[str, str], str]:
    victim, villain = school.visitors()
    kernel = await work(victim)
    await answer(kernel)
    await hand_in(kernel)
    own = await work(villain)
    known = json.dumps(known_to(school, victim, villain))
    source = Path(attacker.__file__).read_text(encoding="utf-8")
    code = f"{source}\nimport json\nprint(json.dumps(attack(json.loads({known!r}))))"
    try:
        got = json.loads(await own.printed(code))
        got |= await over_http(school, victim, villain, own)
        left = answers_of(school, victim).read_text("utf-8")
        return got, await asyncio.to_thread(_without_walls, code), left
    finally:
        await kernel.close()
        await own.close()


def _without_walls(code: str) -> dict[str, str]:
    """The same attempts by a process that nothing keeps from anything."""
    command = [sys.executable, "-"]
    line = {"BIJAK_LOKET": "/nowhere"}  # only a seat has one
    done = subprocess.run(
        command,
        input=code.encode(),
        capture_output=True,
        timeout=120,
        check=False,
        env=os.environ | line,
    )
    assert not done.returncode, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


async def work(visitor: Visitor):
    """Come in and open the assignment; the kernel, its cells run."""
    await visitor.enter()
    model = await open_assignment(visitor)
    kernel = await kernel_of(visitor)
    for cell in cells_of(model):
        await kernel.run(cell)
    return kernel


def answers_of(school, person: Visitor) -> Path:
    """The answers of one participant on disk."""
    work = school.home / "orang" / person.code / "pekerjaan" / person.code
    return work / ASSIGNMENT / "jawaban.json"


def known_to(school, victim: Visitor, villain: Visitor) -> dict:
    """Everything that can be known about a class, seen from outside as root."""
    room, home, root = running_room(school.home), school.home, school.root
    processes = psutil.Process(school.pid).children(recursive=True)
    listening = {room.port, room.hub_port, room.proxy_port, room.counter_port}
    for process in processes:
        for connection in process.net_connections():
            if connection.status == psutil.CONN_LISTEN:
                listening.add(connection.laddr.port)
    theirs = home / "orang" / victim.code
    answers = answers_of(school, victim)
    (home / "gradebook.db").write_text("100")  # as after the first grading
    asked = [f"GET /{page} HTTP/1.1\r\nHost: x\r\n\r\n" for page in ("papan.json",)]
    asked += [f"GET /{page} HTTP/1.1\r\nHost: x\r\n\r\n" for page in ("pelatih",)]
    crooked = ("umpan-balik/..", "umpan-balik/%2e%2e%2fx", "../hub/api/users")
    return {
        "nothing": None,
        "others": [str(answers), str(answers.parent), str(theirs)],
        "solutions": [str(root / "solutions"), f"{root}/solutions/{ASSIGNMENT}"],
        "exchange": [
            str(home / name) for name in ("exchange", "masuk", "diterima", "submitted")
        ],
        "gradebook": [str(home / "gradebook.db")],
        "room": [str(room.folder), *map(str, room.folder.iterdir())],
        "roster": [str(home / "peserta.csv")],
        "settings": [str(home / "kelas.toml"), str(home)],
        "kit": [str(root / name) for name in ("helpers", "curriculum", "exercises")],
        "tokens": tokens_of(processes),
        "codes": [victim.code, "pelatih", "jupyterhub"],
        "ports": sorted(listening),
        "warmed": [str(room.socket)],
        "their_sockets": inside_tmp(victim, processes, Path.is_socket),
        "own_socket": "/tmp/k",  # of the own kernel
        "connection_files": inside_tmp(victim, processes, _connects),
        "processes": [school.pid, *(process.pid for process in processes)],
        "trainers": asked,
        "crooked": [f"GET /{page} HTTP/1.1\r\nHost: x\r\n\r\n" for page in crooked],
    }


def tokens_of(processes) -> dict[str, str]:
    """The secrets in the environments of a class, by where they stand."""
    found = {}
    for process in processes:
        held = process.environ()
        for name in ("CONFIGPROXY_AUTH_TOKEN", "JUPYTERHUB_API_TOKEN", "BIJAK_PENJAGA"):
            if held.get(name):
                found[f"{name} of {process.pid}"] = held[name]
    assert found
    return found


def _connects(path: Path) -> bool:
    return bool(re.fullmatch(r"kernel-[0-9a-f-]{36}\.json", path.name))


def inside_tmp(person: Visitor, processes, kind) -> list[str]:
    """What lies in the temporary folder of one person's server, by two names each."""
    found = []
    for process in processes:
        if process.name() == person.code:
            root = Path(f"/proc/{process.pid}/root/tmp")
            for folder, _, names in os.walk(root):
                for path in (Path(folder, name) for name in names):
                    if kind(path):
                        found += [str(path), f"/tmp/{path.relative_to(root)}"]
    assert found
    return found


async def over_http(school, victim: Visitor, villain: Visitor, kernel) -> dict:
    """What somebody with a browser and their own cookies gets; empty when refused."""
    own, theirs = villain.own, victim.own
    notebook = f"{victim.code}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    link = school.home / "orang" / villain.code / "pekerjaan" / villain.code
    await kernel.run(
        f"import os\nos.symlink({str(school.home / 'orang' / victim.code)!r}, "
        f"{str(link / 'tautan')!r})"
    )
    me, they = f"/hub/api/users/{villain.code}", f"/hub/api/users/{victim.code}"
    loket, big = "/services/loket", b"x" * 25_000_000
    zipped = packed(victim.code)
    asked = {
        "membuka halaman peserta lain": [("GET", f"{theirs}bijak")],
        "membaca berkas peserta lain lewat servernya": [
            ("GET", f"{theirs}api/contents/{notebook}"),
            ("GET", f"{own}api/contents/{notebook}"),
            ("GET", f"{own}files/{notebook}"),
        ],
        "memakai kernel peserta lain": [
            ("GET", f"{theirs}api/kernels"),
            ("POST", f"{theirs}api/sessions"),
        ],
        "membuka server pelatih dan formgrader": [
            ("GET", "/user/pelatih/formgrader"),
            ("POST", "/hub/api/users/pelatih/server"),
            ("GET", f"{own}formgrader"),
        ],
        "membuka papan dan halaman pelatih": [
            ("GET", f"{loket}/papan"),
            ("GET", f"{loket}/papan.json"),
            ("GET", f"{loket}/pelatih"),
            ("POST", f"{loket}/pelatih"),
        ],
        "memakai API pintu kelas": [
            ("GET", "/hub/api/users"),
            ("GET", they),
            ("DELETE", f"{they}/server"),
            ("POST", "/hub/api/users"),
            ("GET", "/hub/api/proxy"),
            ("GET", "/hub/api/services"),
            ("POST", "/hub/api/shutdown"),
            ("GET", "/hub/admin"),
            ("GET", "/api/routes"),
        ],
        "membuat token dengan hak lebih": [("POST", f"{me}/tokens", _MORE)],
        "menyalakan terminal": [("POST", f"{own}api/terminals")],
        "keluar dari folder sendiri": [
            ("GET", f"{own}api/contents/..%2F..%2F..%2Fpeserta.csv"),
            ("GET", f"{own}files/..%2F..%2F..%2Fpeserta.csv"),
            ("GET", f"{own}bijak/aset/..%2F..%2F..%2Fhub%2Froom.py"),
            ("GET", f"{loket}/aset/..%2F..%2F..%2F..%2Fkelas%2Fpeserta.csv"),
        ],
        "mengikuti tautan ke folder lain": [
            ("GET", f"{own}api/contents/{villain.code}/tautan/pekerjaan"),
        ],
        "mengumpulkan atas nama orang lain": [
            ("POST", f"{loket}/kumpulan/{ASSIGNMENT}", zipped),
            ("POST", f"{loket}/kumpulan/{ASSIGNMENT}?kode={victim.code}", zipped),
        ],
        "mengirim kiriman raksasa": [
            ("POST", f"{loket}/kumpulan/{ASSIGNMENT}", big),
            ("POST", f"{loket}/jawaban/{ASSIGNMENT}", big[:300_000]),
        ],
    }
    return {name: await first(villain, tries) for name, tries in asked.items()}


_MORE = {"scopes": ["admin:users", "access:servers", "proxy", "shutdown"]}


def packed(code: str) -> bytes:
    """A hand-in file that says it is somebody else's."""
    held = io.BytesIO()
    answers = {"format": 1, "latihan": ASSIGNMENT, "peserta": code}
    answers["jawaban"] = {ITEM: {"": {"isi": "9", "pada": "2027-01-01T00:00:00+00:00"}}}
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("jawaban.json", json.dumps(answers))
        file.writestr("manifest.json", json.dumps({"kode": code, "peserta": code}))
        file.writestr("../../peserta.csv", "kode,pin,peran,wilayah\n")
    return held.getvalue()


async def first(visitor: Visitor, tries: list[tuple]) -> str:
    """The first request that was not refused."""
    for method, path, *content in tries:
        try:
            got = await visitor.answer(method, path, *content)
        except Failed:
            continue  # the connection was closed: a body was too big
        where = got.headers.get("Location", "")
        turned_away = got.code >= 400 or (got.code >= 300 and "/hub/" in where)
        if not turned_away:
            return f"{got.code} {method} {path} {where} {got.body[:80]!r}"
    return ""


@pytest.mark.parametrize("name", [*attacker.ATTEMPTS, *sorted(OVER_HTTP)])
def test_every_attempt_is_refused(tried, name):
    """Whatever an attacker tries from a kernel or a browser brings nothing."""
    assert "" == tried[0][name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may do all of it")
@pytest.mark.parametrize("name", sorted({*attacker.ATTEMPTS} - NOTHING_TO_GET))
def test_without_walls_it_would_succeed(tried, name):
    """What is refused is refused by the walls, not by a mistake of the attacker."""
    assert tried[1][name]


def test_an_attack_changes_nothing(tried):
    """What the victim answered is as it was, before somebody came without walls."""
    assert "3" == json.loads(tried[2])["jawaban"][ITEM][""]["isi"]


def test_the_attempts_are_listed():
    """The table in the document names each attempt, and no other."""
    section = DOCUMENT.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| ditolak \|$", section, re.M)
    assert {*attacker.ATTEMPTS, *OVER_HTTP} == set(rows)
