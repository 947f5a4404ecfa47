"""The pages of a participant in a class: today's modules, hand-in, the way out."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from counter_class import PREFIX, Hub, Visitor, free_ports, running_hub

import tiny
from bijak.answers import AnswerBook
from bijak.classroom import workspace
from bijak.classroom.class_settings import Settings, write_settings

ID, CODE = tiny.ID, "kenanga-4821"
HOME = "/bijak?token=uji"


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A class with one module."""
    root = tmp_path_factory.mktemp("loket") / "proyek é"
    shutil.copytree(made_release, root)
    with running_hub(root, tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture(scope="module")
def root(hub, tmp_path_factory):
    """A participant's private root."""
    root = tmp_path_factory.mktemp("orang") / CODE
    for name in ("curriculum", "exercises"):
        shutil.copytree(hub.root / name, root / name)
    (root / "pekerjaan" / CODE).mkdir(parents=True)
    return root


@pytest.fixture(scope="module")
def visitor(hub, root, tmp_path_factory):
    """A browser at the participant's own server."""
    (port,) = free_ports(1)
    environment = {
        "BIJAK_ROOT": str(root),
        "BIJAK_LOKET": str(tmp_path_factory.mktemp("s", numbered=True) / "l"),
        "BIJAK_LOKET_URL": f"http://127.0.0.1:{hub.counter}{PREFIX}",
        "JUPYTERHUB_API_TOKEN": hub.token(CODE),
        "JUPYTERHUB_USER": CODE,
        "JUPYTERHUB_BASE_URL": "/",
    }
    program = Path(__file__).with_name("class_server.py")
    process = subprocess.Popen(
        [sys.executable, str(program), CODE, str(port)],
        env=os.environ | environment,
        stderr=subprocess.DEVNULL,
    )
    browser = Visitor(Hub(root, port, port, process, root))
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if browser.open(HOME).status == 200:
                break
        except OSError:
            time.sleep(0.2)
    yield browser
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def home(visitor) -> str:
    """The home page."""
    return visitor.open("/bijak").body.decode()


def test_nobody_types_a_code(visitor):
    """Home opens at once with the hub's code and a way out, without a welcome page."""
    text = home(visitor)
    assert f"<b>{CODE}</b>" in text
    assert 'href="/hub/logout">Keluar' in text
    assert "Latihan kecil" in text
    for path in ("masuk", "baru", "ganti"):
        assert visitor.open(f"/bijak/{path}").status == 404


def test_only_todays_modules_are_listed(hub, visitor):
    """What the trainer did not choose for today is not shown."""
    write_settings(hub.home, Settings(("lain",)))
    assert "Belum ada pelajaran untuk hari ini." in home(visitor)
    write_settings(hub.home, Settings((ID,)))
    assert "Latihan kecil" in home(visitor)


def test_progress_and_hand_in(hub, root, visitor):
    """The card counts, hands in through the counter, and says that it arrived."""
    path = workspace.open_assignment(root, CODE, ID)
    AnswerBook(path.parent, ID, CODE).set("t1-01", "b")
    page = visitor.open("/bijak")
    assert "1 dari" in page.body.decode()
    said = visitor.form(f"/bijak/kumpulkan/{ID}", [], page).body.decode()
    assert "sudah sampai di folder kelas" in said
    inbound = hub.home / "exchange" / "bijak" / "inbound"
    assert len(list(inbound.glob(f"{CODE}+{ID}+*"))) == 1


def test_an_open_page_hears_what_may_be_checked(hub, visitor):
    """It asks who is here; the counter is asked behind its back, and not each time."""
    first = visitor.open("/bijak/keadaan").json
    assert first["peserta"] == CODE and first["periksa"] == {}
    write_settings(hub.home, Settings((ID,), {ID: 3}))
    end = time.monotonic() + 40
    while (told := visitor.open("/bijak/keadaan").json)["periksa"] == {}:
        assert time.monotonic() < end
        time.sleep(0.5)
    assert told["periksa"] == {ID: 3}
    write_settings(hub.home, Settings((ID,)))
    assert visitor.open("/bijak/keadaan").json["periksa"] == {ID: 3}  # for 20 seconds


def test_home_opens_while_the_counter_is_away(hub, visitor):
    """Killed: the page says so, and still lists what it knew."""
    assert "Latihan kecil" in home(visitor)
    pid = hub.counter_pid()
    os.kill(pid, signal.SIGSTOP)  # neither dead nor alive: nobody answers
    try:
        text = home(visitor)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert "Loket kelas belum menjawab." in text
    assert "Latihan kecil" in text
