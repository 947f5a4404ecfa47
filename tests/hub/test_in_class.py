"""The servers of a class: nothing of a participant's runs in them; formgrader works."""

import os
import re
import subprocess
import sys

import pytest
from real_class import NAME, Browser, real_class, until

import tiny
from bijak.answers import AnswerBook
from bijak.classroom import workspace

TRAP = "import pathlib; pathlib.Path({mark!r}).write_text('ran')\n"
PLACES = (
    "jupyter_lab_config.py",
    "jupyter_server_config.py",
    "jupyter_notebook_config.py",
    "pekerjaan/jupyter_lab_config.py",
    "pekerjaan/.lab/config/jupyter_lab_config.py",
    ".jupyter/jupyter_lab_config.py",
    ".local/etc/jupyter/jupyter_lab_config.py",
    "sitecustomize.py",
    "jupyterlab/__init__.py",
    "pekerjaan/.lab/data/nbconvert/templates/lab/conf.json",
)


@pytest.fixture(scope="module")
def running(made_release, tmp_path_factory):
    """One class for all tests here."""
    import shutil

    root = tmp_path_factory.mktemp("dalam") / "proyek é"
    shutil.copytree(made_release, root)
    root.parent.chmod(0o755)
    with real_class(root, "--people", "2") as made:
        yield made


def test_importing_it_starts_nothing():
    """A fork would copy a thread, a loop or a context of zmq broken."""
    code = (
        "import os, sys, bijak.jupyter.in_class, zmq;"
        "print(len(os.listdir('/proc/self/task')), zmq.Context._instance,"
        "*(n for n in ('nbgrader', 'nbconvert', 'pandas') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "None"]


@pytest.mark.slow
def test_what_a_participant_lays_down_is_no_configuration(running):
    """Files that Jupyter or Python would run from a home do not run in the server."""
    code, pin = running.person()
    visitor = Browser(running.room.address)
    visitor.log_in(code, pin)
    visitor.home(code)
    home = running.home / "orang" / code
    mark = home / "tertangkap"
    for name in PLACES:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TRAP.format(mark=str(mark)))
    for folder, inner, files in os.walk(home):
        for one in (*inner, *files):
            os.chown(f"{folder}/{one}", home.stat().st_uid, -1, follow_symlinks=False)
    before = _server_of(running, code)
    os.kill(before, 9)
    visitor.home(code)
    assert _server_of(running, code) != before
    assert not mark.exists()


def _server_of(running, code: str) -> int:
    """The number of somebody's server, as the hub's spawner knows it."""
    uid = (running.home / "orang" / code).stat().st_uid
    theirs = [p for p in running.processes("kursi") if p.uids().real == uid]
    return min(theirs, key=lambda process: process.create_time()).pid


@pytest.mark.slow
def test_from_hand_in_to_feedback_through_the_pages(running):
    """A participant hands in; the trainer's formgrader collects, grades, releases."""
    code, pin = running.person()
    visitor = Browser(running.room.address)
    visitor.log_in(code, pin)
    visitor.home(code)
    visitor.get(f"/user/{code}/bijak/buka/latihan/{tiny.ID}")
    _answer(running, code)
    page = visitor.home(code)
    xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
    send = f"/user/{code}/bijak/kumpulkan/{tiny.ID}"
    _, _, page = visitor.get(send, {"_xsrf": xsrf})
    assert "Dikumpulkan" in page

    trainer = Browser(running.room.address)
    pin = running.said.split("kode pelatih dan PIN ")[1][:6]
    trainer.log_in("pelatih", pin)
    trainer.get("/hub/spawn/pelatih")
    base = "/user/pelatih/formgrader"
    listed = until(lambda: base in (p := trainer.get(f"{base}/"))[1] and p)
    assert "encountered an error" not in listed[2]
    api = f"{base}/api/assignment/{tiny.ID}"
    one = f"{base}/api/submission/{tiny.ID}/{code}"
    for step in (
        f"{api}/collect",
        f"{one}/autograde",
        f"{api}/{code}/generate_feedback",
        f"{api}/{code}/release_feedback",
    ):
        status, _, said = trainer.script(step)
        assert status == 200, said
        assert '"success": true' in said, said
    status, _, said = trainer.get(one)
    assert '"autograded": true' in said
    page = until(lambda: "Lihat umpan balik" in (p := visitor.home(code)) and p)
    assert NAME not in page


def _answer(running, code: str) -> None:
    """Write one answer as the participant's own kernel would."""
    root = running.home / "orang" / code
    path = workspace.assignment_notebook(root, code, tiny.ID)
    AnswerBook(path.parent, tiny.ID, code).set("t1-01", "b")
    owner = root.stat().st_uid
    for file in path.parent.iterdir():
        os.chown(file, owner, owner)
