"""`bijak class start`, `stop`, `status` and the way in, with real processes."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from click.testing import CliRunner
from real_class import NAME, Browser, real_class, until

from bijak.classroom import roster
from bijak.cli import bijak
from bijak.errors import BijakError
from bijak.hub import opening
from bijak.hub.room import SEAT, room_folder
from bijak.hub.watch import is_up, state_of
from bijak.seats.modes import BUBBLEWRAP, OPEN, UID_POOL

ENGLISH = ("Sign in", "Username", "Your server", "Spawn", "JupyterHub", "Logout")


def call(*arguments: str) -> str:
    """What a command of ours prints."""
    done = CliRunner().invoke(bijak, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


@pytest.fixture(scope="module")
def running(made_release, tmp_path_factory):
    """One class for the tests that leave it as it is."""
    import shutil

    root = tmp_path_factory.mktemp("kelas") / "proyek é"
    shutil.copytree(made_release, root)
    root.parent.chmod(0o755)
    with real_class(root, "--people", "3") as made:
        yield made


@pytest.mark.slow
def test_the_terminal_says_all_that_a_trainer_needs(running):
    """Mode, address with its network, cards, the trainer's PIN, how to stop."""
    said = running.said
    for wanted in (
        "Setiap peserta bekerja terkurung",
        f"http://127.0.0.1:{running.room.port}   (lo)",
        "hanya dapat dibuka dari laptop ini",
        "Kartu 3 peserta: ",
        "kode pelatih dan PIN ",
        "Ctrl-C atau bijak class stop",
    ):
        assert wanted in said
    pin = said.split("kode pelatih dan PIN ")[1][:6]
    assert roster.check_pin(running.home, "pelatih", pin)


@pytest.mark.slow
def test_a_card_opens_ones_own_home_page(running):
    """Code as people type it, PIN, and there is the list of modules; no English."""
    code, pin = running.person()
    visitor = Browser(running.room.address)
    _, _, page = visitor.get("/")
    assert not [word for word in ENGLISH if word in page]
    _, _, page = visitor.log_in(code.replace("-", " ").upper(), pin)
    assert not [word for word in ENGLISH if word in page]
    page = visitor.home(code)
    assert code in page
    assert not [word for word in ENGLISH if word in page]


@pytest.mark.slow
def test_a_wrong_pin_is_told_plainly(running):
    """The page stays, with a sentence; nothing says which of the two was wrong."""
    code, _ = running.person()
    visitor = Browser(running.room.address)
    for typed in (code, "bukan-9999"):
        status, _, page = visitor.log_in(typed, "x")
        assert status == 403
        assert "Kode atau PIN tidak cocok" in page
        assert f'value="{typed}"' in page


@pytest.mark.slow
def test_nobody_enters_anothers_server_or_the_trainers_pages(running):
    """Another's pages, tokens and the list of people are refused."""
    code, pin = running.person()
    other = roster.participants_of(running.home)[1].code
    visitor = Browser(running.room.address)
    visitor.log_in(code, pin)
    visitor.home(code)
    for path in (f"/user/{other}/bijak", "/user/pelatih/formgrader", "/hub/admin"):
        assert visitor.get(path)[0] in (403, 404, 424), path
    for path in ("/hub/api/users", f"/hub/api/users/{other}", "/hub/api/proxy"):
        assert visitor.get(path)[0] in (403, 404), path
    assert visitor.get("/services/loket/pelatih")[0] == 403


@pytest.mark.slow
def test_late_comers_come_in_while_the_class_runs(running):
    """A code that was added a moment ago opens."""
    ((code, pin),) = roster.add_people(running.home, 1)
    status, url, _ = Browser(running.room.address).log_in(code, pin)
    assert (status, "login" in url) == (200, False)


@pytest.mark.slow
def test_the_hub_dies_and_everybodys_server_goes_on(running):
    """Killed, it is started again and finds the servers; nobody logs in anew."""
    code, pin = running.person()
    visitor = Browser(running.room.address)
    visitor.log_in(code, pin)
    visitor.home(code)
    servers = {process.pid for process in running.processes(SEAT)}
    running.hub().kill()
    until(lambda: is_up(running.room))
    assert code in visitor.home(code)
    assert servers <= {process.pid for process in running.processes(SEAT)}


@pytest.mark.slow
def test_a_second_start_says_where_it_runs(running, monkeypatch):
    """There is one class of a name at a time."""
    monkeypatch.setenv("BIJAK_ROOT", str(running.root))
    assert running.room.address in call("class", "start", "--class", NAME)
    said = call("class", "status", "--class", NAME)
    assert running.room.address in said
    for part in ("pintu: berjalan", "perantara: berjalan", "loket: berjalan"):
        assert part in said


@pytest.mark.slow
def test_seats_are_ready_before_anybody_comes(released, monkeypatch):
    """Servers run in advance and count as nobody's presence until their owner comes."""
    monkeypatch.setenv("BIJAK_ROOT", str(released))
    released.parent.chmod(0o755)
    with real_class(released, "--people", "2") as made:
        until(lambda: "Tempat untuk 2 dari 2 peserta sudah disiapkan" in made.said)
        state = state_of(made.room)
        assert (state.people, state.prepared) == ((), 2)
        code, pin = made.person()
        visitor = Browser(made.room.address)
        _, url, _ = visitor.log_in(code, pin)
        assert f"/user/{code}/" in url  # no waiting page between
        visitor.home(code)
        state = state_of(made.room)
        assert (state.people, state.prepared) == ((code,), 1)
        said = call("class", "status", "--class", NAME)
        assert "Tempat lain yang sudah siap: 1" in said


@pytest.mark.slow
def test_coming_in_waits_for_no_disk(running):
    """The hub's database commits without a wait, and is whole after a power cut."""
    with contextlib.closing(sqlite3.connect(running.room.folder / "hub.sqlite")) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
def test_after_a_power_cut_it_is_the_same_class(released):
    """Everything killed at once; then the same codes, PINs and work, and one proxy."""
    released.parent.chmod(0o755)
    with real_class(released, "--people", "1") as made:
        code, pin = made.person()
        visitor = Browser(made.room.address)
        visitor.log_in(code, pin)
        visitor.home(code)
        mine = made.home / "orang" / code / "pekerjaan" / code / "jawaban.json"
        mine.write_text("{}")
        made.process.kill()
        made.process.wait()
        for process in made.processes():
            process.kill()
        made.start()
        again = Browser(made.room.address)
        again.log_in(code, pin)
        assert code in again.home(code)
        assert mine.read_text() == "{}"
        made.stop()
        assert made.processes() == []
        assert "Semua berkas tetap ada" in made.said


@pytest.mark.slow
def test_stop_ends_what_a_killed_supervisor_left(released, monkeypatch):
    """`bijak class stop` works without the supervisor, and a second time too."""
    monkeypatch.setenv("BIJAK_ROOT", str(released))
    with real_class(released, "--people", "1") as made:
        port = made.room.port
        os.kill(made.process.pid, signal.SIGKILL)
        made.process.wait()
        assert "ditutup" in call("class", "stop", "--class", NAME)
        assert made.processes() == []
        assert opening.choose_port("127.0.0.1", port) == port
        assert "memang tidak berjalan" in call("class", "stop", "--class", NAME)
        assert len(roster.participants_of(made.home)) == 1


def test_status_without_a_class(project):
    """Nothing runs, and that is said."""
    assert call("class", "status") == "Kelas utama tidak berjalan.\n"


def test_an_open_class_is_refused_beside_keys(released):
    """Where participants are not separated, solutions and gradebook must be away."""
    home = opening.prepare_folders(released, "utama")
    with pytest.raises(BijakError, match="kunci jawaban"):
        opening.refuse_keys(released, home, OPEN)
    opening.refuse_keys(released, home, UID_POOL)
    (released / "solutions").rename(released.parent / "kunci")
    opening.refuse_keys(released, home, OPEN)
    (home / "gradebook.db").touch()
    with pytest.raises(BijakError, match="buku nilai"):
        opening.refuse_keys(released, home, OPEN)


def test_without_forks_memory_limits_the_people(project):
    """Nobody is promised a place for which there is no memory."""
    home = opening.prepare_folders(project, "utama")
    assert opening.how_many(home, UID_POOL, 500) == (500, False)
    fitting, limited = opening.how_many(home, BUBBLEWRAP, 1_000_000)
    assert limited
    assert 0 < fitting < 10_000


def test_a_taken_port_is_told(project):
    """The sentence names another one."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BijakError, match=f"--port {port + 1}"):
            opening.choose_port("127.0.0.1", port)


def test_the_room_is_private(project):
    """Database, secrets and logs of the hub are for their owner only."""
    home = opening.prepare_folders(project, "utama")
    assert room_folder(home).stat().st_mode & 0o777 == 0o700


def test_a_used_process_number_is_not_the_class(project):
    """A note of before a power cut does not take another program for the class."""
    from bijak.hub.room import Room, running_room

    home = opening.prepare_folders(project, "utama")
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        noted = Room(
            str(project),
            "utama",
            "open",
            "127.0.0.1",
            1,
            2,
            3,
            4,
            1,
            "http://x:1",
            pid=other.pid,
            began=1.0,
        )
        noted.write()
        assert running_room(home) is None
        (room_folder(home) / "jalan.json").write_text('{"root": "half')
        assert running_room(home) is None
    finally:
        other.communicate(b"\n")
