"""The entry script: starts at once, repairs itself, and says what to do."""

import ast
import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLOSED = "http://127.0.0.1:9/simple"
OLDEST = (3, 6) if sys.version_info < (3, 13) else (3, 7)
posix = pytest.mark.skipif(os.name == "nt", reason="made of POSIX parts")


def run(folder, *words, prefix=(), **variables):
    """Run a folder's mulai.py with nothing of this machine's settings."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "LANG", "USERPROFILE")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env.update(variables, PIP_CONFIG_FILE=os.devnull, UV_NO_CONFIG="1")
    return subprocess.run(
        [*prefix, sys.executable, "mulai.py", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def made(folder):
    """What a start left in a folder beside the project's own files."""
    return sorted(path.name for path in folder.glob(".venv*"))


def fake_environment(entry, folder, sets=1):
    """Point a module at a folder whose environment looks complete; its Python works."""
    entry.ROOT, entry.VENV, entry.TOOLS = folder, folder / ".venv", folder / ".alat"
    entry.LOCKS = tuple(folder / lock.name for lock in entry.LOCKS)
    entry.UV_LOCK = folder / entry.UV_LOCK.name
    python = entry.executable(entry.VENV, "python")
    python.parent.mkdir(parents=True)
    python.symlink_to(os.path.realpath(sys.executable))
    entry.write_stamp(entry.VENV, sets)
    return entry


# --- the file itself -------------------------------------------------------------


def test_parses_on_the_oldest_python():
    """A too old Python reads the file without a syntax error."""
    ast.parse((ROOT / "mulai.py").read_text("utf-8"), feature_version=OLDEST)
    with pytest.raises(SyntaxError):
        ast.parse("print(new := 1)", feature_version=OLDEST)


def test_imports_only_what_the_oldest_python_has():
    """At the top stand old modules of the standard library, and nothing newer."""
    old = set("ast contextlib hashlib json os re shutil subprocess sys time".split())
    old |= {"pathlib"}
    found = set()
    for node in ast.parse((ROOT / "mulai.py").read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    assert set() == found - old


def test_too_old_python_gets_a_sentence(entry, monkeypatch, capsys):
    """Python 3.10 is told what is needed, and nothing is set up."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    monkeypatch.setattr(entry, "prepare", lambda sets: pytest.fail("went on"))
    assert 1 == entry.main(["start"])
    assert "Python 3.11 atau yang lebih baru" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_new_python_is_welcome(entry, version):
    """From 3.11 on there is nothing to complain about."""
    assert entry.too_old(version) is None


def test_help_sets_nothing_up(checkout):
    """--help answers at once, in a folder where nothing was installed."""
    shown = run(checkout, "--help")
    assert (0, []) == (shown.returncode, made(checkout))
    assert "Pemakaian" in shown.stdout


def test_works_without_posix_modules(checkout):
    """Nothing here needs fcntl, resource or os.fork."""
    code = (
        "import os, sys; sys.modules.update(fcntl=None, resource=None)\n"
        "if hasattr(os, 'fork'): del os.fork\n"
        "import mulai\n"
        "with mulai.one_at_a_time(): print(mulai.missing(1))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
    assert ("packages\n", "") == (done.stdout, done.stderr)


def test_commands_are_documented():
    """Makefile, help text and READMEs name the same commands."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^(\w+): ; @\$\(PYTHON\) mulai.py (\w+)$", makefile, re.M)
    names = {name for name, _ in targets}
    assert names == {command for _, command in targets}
    assert names == set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split())
    helped = run(ROOT, "--help").stdout
    # What is for one laptop in the hall and takes options has no shorthand.
    assert names | {"usb"} == set(re.findall(r"^  (\w+)  ", helped, re.M))
    for readme in ("README.md", "README.id.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert set() == {name for name in names if f"make {name}" not in text}, readme
        assert "py mulai.py" in text


# --- what goes wrong -------------------------------------------------------------


def test_no_network_without_uv(checkout):
    """Where uv cannot be fetched: what to do, the detail, no trace of an address."""
    done = run(checkout, PATH="", PIP_INDEX_URL=CLOSED, PIP_RETRIES="0")
    sentence, _, detail = done.stderr.partition("Rincian:")
    assert (1, []) == (done.returncode, made(checkout))
    assert "Internet tidak terjangkau" in sentence
    assert "uv==" in detail
    assert "127.0.0.1" not in done.stderr


def test_no_network_with_uv(checkout, entry, tmp_path):
    """Where packages cannot be fetched: the same sentence, and nothing half made."""
    uv = entry.find_uv(entry.tool_environment())
    if uv is None:
        pytest.skip("no uv here; `mulai.py test` always has one")
    done = run(
        checkout,
        PATH=str(Path(uv).parent),
        PIP_INDEX_URL=CLOSED.replace("127", "orang:rahasia@127"),
        UV_HTTP_RETRIES="0",
        UV_CACHE_DIR=str(tmp_path / "cache"),
    )
    assert (1, []) == (done.returncode, made(checkout))
    assert "Internet tidak terjangkau" in done.stderr
    assert [] == re.findall("127.0.0.1|rahasia", done.stderr)


@posix
def test_folder_that_may_not_be_written(checkout):
    """A read-only folder is named as such, with a way out."""
    prefix = ()
    if os.geteuid() == 0:  # root may write anywhere, unless it gives that up
        if not shutil.which("setpriv"):
            pytest.skip("root, and no setpriv to stop being almighty")
        prefix = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-all")
    checkout.chmod(0o555)
    try:
        done = run(checkout, prefix=prefix)
    finally:
        checkout.chmod(0o755)
    assert 1 == done.returncode
    assert "tidak boleh menulis" in done.stderr
    assert "folder Dokumen" in done.stderr


SAID = {
    "cause: No space left on device (os error 28)": "FULL",
    "There is not enough space on the disk. (os error 112)": "FULL",
    "database or disk is full": "FULL",
    "failed to create directory `x`: Permission denied (os error 13)": "FORBIDDEN",
    "[Errno 30] Read-only file system: '/media/cd/.alat'": "FORBIDDEN",
    "unable to open database file": "FORBIDDEN",
    "cause: invalid peer certificate: UnknownIssuer": "CERTIFICATE",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY": "CERTIFICATE",
    "Failed to download `six`\n Hash mismatch for `six==1.17.0`": "ALTERED",
    "THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS": "ALTERED",
    "error sending request\ncause: dns error": "OFFLINE",
    "Failed to establish a new connection: NewConnectionError": "OFFLINE",
    "satisfies the requirement uv==0.13.9 (from versions: none)": "OFFLINE",
    "hint: Wheels are required for `kiwisolver` because building": "NO_WHEEL",
    "npm error ENOSPC: no space left on device, write": "FULL",
    "npm error code EINTEGRITY": "ALTERED",
    "npm error code ENOTFOUND": "OFFLINE",
    "npm error connect ECONNREFUSED": "OFFLINE",
    "segmentation fault": "UNKNOWN",
}


@pytest.mark.parametrize("words", SAID)
def test_each_trouble_has_its_sentence(entry, words):
    """What a tool says, as it was seen, leads to the sentence that helps."""
    assert getattr(entry, SAID[words]) == entry.diagnose(words)
    assert words.splitlines()[-1][:30] in str(entry.failure(words))


def test_full_disk_is_named_in_any_language(entry, monkeypatch, capsys):
    """Our own file errors are understood by number, not by the system's words."""

    def prepare(sets):
        raise OSError(errno.ENOSPC, "Tidak ada tempat lagi")

    monkeypatch.setattr(entry, "prepare", prepare)
    assert 1 == entry.main(["start"])
    assert entry.FULL in capsys.readouterr().err


def test_python_without_pip_is_told_which_package(entry, monkeypatch, tmp_path):
    """Debian's bare Python lacks pip and ensurepip; the sentence names the package."""
    answers = iter([(1, "No module named pip"), (1, "ensurepip is not available")])
    monkeypatch.setattr(entry, "run_tool", lambda command, env: next(answers))
    monkeypatch.setattr(entry, "advise_pip", lambda: "Ketik sudo apt install x")
    with pytest.raises(entry.SetupError, match=r"pip.*Ketik sudo apt install x, lalu"):
        entry.find_pip({}, tmp_path)


def test_participants_bundle_has_no_tests(checkout):
    """Without the test lock, `test` says where tests are."""
    (checkout / "requirements-dev.lock").unlink()
    done = run(checkout, "test")
    assert (1, []) == (done.returncode, made(checkout))
    assert "Paket peserta tidak memuat perintah ini" in done.stderr


# --- what is there already -------------------------------------------------------


@posix
def test_second_start_skips_everything(entry, checkout):
    """With a valid stamp the command runs within a second, without any network."""
    fake_environment(entry, checkout)
    variables = dict(PATH="", PYTHONPATH=str(checkout / "helpers"), PORT="8899")
    before = time.monotonic()
    done = run(checkout, "demo", "--cepat", **variables)
    assert time.monotonic() - before < 1
    assert (7, "") == (done.returncode, done.stderr)
    assert "STUB demo --cepat 8899 1\n" == done.stdout


@posix
def test_start_is_the_default_command(entry, checkout):
    """No command, or only options, means start."""
    fake_environment(entry, checkout)
    path = str(checkout / "helpers")
    assert "STUB start None 1\n" == run(checkout, PYTHONPATH=path).stdout
    assert "STUB start --x None 1\n" == run(checkout, "--x", PYTHONPATH=path).stdout


@posix
def test_stamp_of_a_plain_start(entry, checkout):
    """A start's environment serves starts; a class and tests need more."""
    fake_environment(entry, checkout)
    assert [None, "packages", "packages"] == [entry.missing(n) for n in (1, 2, 3)]


@posix
def test_stamp_of_a_class(entry, checkout):
    """What a trainer installed serves starts and stays; tests need more."""
    fake_environment(entry, checkout, sets=2)
    assert [None, None, "packages"] == [entry.missing(n) for n in (1, 2, 3)]


@posix
def test_stamp_of_a_test_run(entry, checkout):
    """An environment with the test tools serves all."""
    fake_environment(entry, checkout, sets=3)
    assert [None, None, None] == [entry.missing(n) for n in (1, 2, 3)]


@posix
def test_other_peoples_locks_do_not_matter(entry, checkout):
    """A participant installs nothing again when a trainer's package changes."""
    fake_environment(entry, checkout)
    with entry.LOCKS[1].open("a", encoding="utf-8") as file:
        file.write("baru==1\n")
    assert entry.missing(1) is None


@pytest.mark.parametrize(
    ("words", "sets"),
    [
        ([], 1),
        (["start"], 1),
        (["bundle"], 1),
        (["class", "start", "--people", "50"], 2),
        (["cards"], 2),
        (["usb"], 2),
        (["report"], 2),
        (["verify"], 2),
        (["forget", "kenanga-4821"], 2),
        (["test", "-x"], 3),
    ],
)
def test_each_command_installs_no_more_than_it_needs(entry, monkeypatch, words, sets):
    """Participants fetch their lessons' packages only; a class brings its own."""
    asked = []
    monkeypatch.setattr(entry, "prepare", asked.append)
    monkeypatch.setattr(entry, "hand_over", lambda words: 0)
    assert 0 == entry.main(words)
    assert [sets] == asked


def change_lock(entry):
    with entry.LOCKS[0].open("a", encoding="utf-8") as file:
        file.write("baru==1\n")


def change_line_ends(entry):
    text = entry.LOCKS[0].read_bytes()
    entry.LOCKS[0].write_bytes(text.replace(b"\n", b"\r\n"))


def change_project(entry):
    (entry.ROOT / "pyproject.toml").write_text("[project]\n", "utf-8")


def tear_stamp(entry):
    (entry.VENV / entry.STAMP).write_text('{"python": "/us', "utf-8")


def remove_python(entry):
    entry.executable(entry.VENV, "python").unlink()


def uninstall_base(entry):
    python = entry.executable(entry.VENV, "python")
    python.unlink()
    python.symlink_to("/usr/bin/python3.0")
    entry.write_stamp(entry.VENV, 1)


def move_folder(entry):
    stamp = entry.VENV / entry.STAMP
    text = stamp.read_text("utf-8")
    stamp.write_text(text.replace("Bijak (1)", "Tempat lama"), "utf-8")


@posix
@pytest.mark.parametrize(
    ("change", "lack"),
    [
        (change_lock, "packages"),
        (change_line_ends, None),
        (change_project, "project"),
        (tear_stamp, "packages"),
        (remove_python, "packages"),
        (uninstall_base, "packages"),
        (move_folder, "project"),
    ],
)
def test_stamp_notices(entry, checkout, change, lack):
    """Each change leads to no more work than it needs."""
    fake_environment(entry, checkout)
    change(entry)
    assert lack == entry.missing(1)


@posix
def test_leftovers_are_swept(entry, checkout):
    """What an interrupted start left goes; the environment and the tools stay."""
    fake_environment(entry, checkout)
    kept = [".alat/uv-0.1", ".venv/lib"]
    gone = [".venv.baru-1", ".venv.lama-2", ".alat/venv-3"]
    for name in kept + gone:
        (checkout / name).mkdir(parents=True)
    entry.sweep()
    assert kept == [name for name in kept + gone if (checkout / name).exists()]


def test_second_setup_waits_and_a_killed_one_lets_go(entry, checkout):
    """The lock holds while its owner lives, and ends with it."""
    import sqlite3

    code = (
        "import mulai, time\n"
        "with mulai.one_at_a_time(): print('punya', flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", code], cwd=checkout, stdout=subprocess.PIPE
    )
    with owner:
        assert b"punya" in owner.stdout.readline()
        lock = sqlite3.connect(checkout / ".alat" / "kunci.db", timeout=0)
        assert entry.acquired(lock) is False
        owner.kill()
    assert entry.acquired(lock) is True
    lock.close()


# --- an office's own package source ----------------------------------------------

LISTING = """\
:env:.find-links='/usb/roda /usb/lagi'
global.index-url='http://kantor.example/simple'
global.timeout='60'
install.index-url='http://lain.example/simple'
global.no-index="1"
"""


def test_pip_settings_reach_uv(entry):
    """A mirror configured for pip only also serves uv, the strongest setting first."""
    env = entry.with_pip_settings({"APPDATA": "x"}, entry.pip_settings(LISTING))
    assert "http://lain.example/simple" == env["UV_DEFAULT_INDEX"]
    assert "/usb/roda,/usb/lagi" == env["UV_FIND_LINKS"]
    assert "1" == env["UV_NO_INDEX"]


def test_uv_settings_stay_in_force(entry):
    """Whoever configured uv keeps that; pip's settings stay out."""
    own = {"APPDATA": "x", "UV_DEFAULT_INDEX": "http://uv.example/simple"}
    assert own == entry.with_pip_settings(own, entry.pip_settings(LISTING))


def test_wishes_for_other_projects_stay_out(entry, monkeypatch):
    """Settings that would bend this installation are not passed on."""
    for name in ("UV_EXCLUDE_NEWER", "UV_SYSTEM_PYTHON", "PIP_TARGET", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("UV_CACHE_DIR", "/simpanan")
    env = entry.tool_environment()
    assert ["/simpanan", "never"] == [env["UV_CACHE_DIR"], env["UV_PYTHON_DOWNLOADS"]]
    assert [] == [name for name in env if name.startswith(("PIP_T", "VIRTUAL", "UV_S"))]


# --- the whole way (needs the package registry) ----------------------------------


@posix
@pytest.mark.slow
def test_killed_installation_is_repaired_and_survives_moving(checkout, tmp_path):
    """Kill it in the middle, start again, move the folder, start without network."""
    env = dict(os.environ, UV_CACHE_DIR=str(tmp_path / "cache"))
    env.pop("PYTHONPATH", None)
    command = [sys.executable, "mulai.py"]
    first = subprocess.Popen(
        command, cwd=checkout, env=env, stderr=subprocess.PIPE, start_new_session=True
    )
    with first:
        while not list(checkout.glob(".venv.baru-*/lib/*/site-packages/*/")):
            time.sleep(0.05)
        os.killpg(first.pid, signal.SIGKILL)
    assert not (checkout / ".venv").exists()
    again = subprocess.run(command, cwd=checkout, env=env, capture_output=True)
    assert 7 == again.returncode, again.stderr.decode()
    assert [".venv"] == made(checkout)
    moved = checkout.rename(tmp_path / "tempat baru")
    env.update(UV_DEFAULT_INDEX=CLOSED, PIP_INDEX_URL=CLOSED)
    third = subprocess.run(command, cwd=moved, env=env, capture_output=True)
    assert (7, b"") == (third.returncode, third.stderr)
    check = "import bijak, jupyterlab, nbgrader, pandas; print(bijak.__file__)"
    python = moved / ".venv" / "bin" / "python"
    where = subprocess.check_output([python, "-c", check], env=env, text=True)
    assert where.startswith(str(moved))
