"""Participants' code is confined: each attack ends exactly as it should."""

import errno
import json
import os
import platform
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bijak import linux
from bijak.confinement import (
    Job,
    Level,
    Limits,
    NotConfined,
    Outcome,
    calls,
    choose,
    choosing,
    results,
    sentences,
    warm,
    watching,
)
from bijak.confinement.levels import FULL, LANDLOCK, NAMESPACES, NO_WALLS, PART, UNSAFE
from bijak.confinement.runner import PRELOAD, Warm
from bijak.linux import filters, places
from ordinary_user import as_ordinary_user

ROOT = Path(__file__).resolve().parents[2]
MARK = f"tanda_{os.getpid()}"
"""A module that does not exist: it marks our processes in their command lines."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not filters.known(filters.this_machine()),
    reason="walls exist on Linux only",
)

HONEST = Job(
    (
        (
            "j-kode",
            """
import pandas as pd, matplotlib.pyplot as plt
data = pd.DataFrame({"kota": ["A", "B", "A"], "nilai": [1, 2, 6]})
tabel = data.groupby("kota")["nilai"].mean().reset_index()
rata = data["nilai"].mean()
sumbu = plt.subplots()[1]
sumbu.bar(tabel["kota"], tabel["nilai"])
sumbu.figure.savefig("gambar.png")
data.to_csv("data.csv", index=False)
sama = str(pd.read_csv("data.csv").equals(data))
""",
        ),
        ("j", ""),
    ),
    {"j": {"rata": "angka", "tabel": "tabel", "sama": "teks"}},
)
HONEST_VALUES = {
    "j": {
        "rata": 3.0,
        "tabel": [{"kota": "A", "nilai": 3.5}, {"kota": "B", "nilai": 2.0}],
        "sama": "True",
    }
}
SMALL = Job((("a", "hasil = sum(range(7))"), ("x", "")), {"x": {"hasil": "angka"}})
WHERE = {"x": {"asal": "teks"}}
SMALL_OUTCOME = Outcome({"x": {"hasil": 21}}, {})


@pytest.fixture(scope="module", params=[FULL, PART], ids=lambda level: level.name)
def process(request):
    """A warmed process behind the walls of each level that this machine has."""
    if not choosing.holds(request.param):
        pytest.skip("this machine does not allow it")
    with warm(request.param, (*PRELOAD, MARK)) as process:
        yield process
        folder = process._base
    assert not folder.exists()


@pytest.fixture
def unharmed(process):
    """After the test no process is left, and an honest job gives what it should."""
    if not process._process:
        process.run(HONEST)
    before = process._process.pid
    yield process
    wait_until(lambda: marked_processes() == [before])
    outcome = process.run(HONEST)
    assert (outcome.values, outcome.problems, outcome.stopped) == (
        HONEST_VALUES,
        {},
        "",
    )
    assert process._process.pid == before


def marked_processes(mark: str = MARK) -> list[int]:
    """The numbers of all warmed processes of this test and what they started."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = place.read_bytes()
        except OSError:
            continue
        if mark.encode() in command and b"warmed" in command:
            found.append(int(place.parent.name))
    return found


def attack(process, source, kind="daftar", files=(), **limits):
    """What comes out of one cell that should set `hasil`."""
    cells = (("serangan", source), ("x", ""))
    names = {"x": {"hasil": kind}}
    return process.run(Job(cells, names, dict(files), Limits(**limits)))


def broke(kind: str, line: int) -> dict:
    """The problems of an attack whose cell ended with an error."""
    return {
        "serangan": sentences.error_sentence(kind, line),
        "x": sentences.refused_sentence("hasil", "missing"),
    }


OUTSIDE = """
import ctypes, errno, os, resource, signal, socket, subprocess, sys, pandas
libc = ctypes.CDLL(None, use_errno=True)
def c(nama, *isi):
    if getattr(libc, nama)(*isi) < 0:
        raise OSError(ctypes.get_errno(), nama)
def nomor(nama_x86, nama_arm, *isi):
    c("syscall", nama_x86 if os.uname().machine == "x86_64" else nama_arm, *isi)
def buka(nama, cara="r"):
    with open(nama, cara) as berkas:
        return berkas.read() if cara == "r" else berkas.write("x")
hasil = []
try:
    {}
    hasil.append("berhasil")
except OSError as galat:
    hasil.append(errno.errorcode.get(galat.errno, str(galat.errno)))
"""
HIDDEN = ("ENOENT", "EACCES")
NEVER = ("EPERM", "EPERM")
UNKNOWN = ("ENOSYS", "ENOSYS")
FORBIDDEN = {
    "read a key": ("buka('{kunci}')", HIDDEN),
    "read the gradebook": ("buka('{folder}/gradebook.db')", HIDDEN),
    "read another's answers": ("buka('{folder}/submitted/lain/jawaban.json')", HIDDEN),
    "list the class": ("os.listdir('{folder}')", HIDDEN),
    "list the solutions": ("os.listdir('{root}/solutions')", HIDDEN),
    "read a test": ("buka('{root}/tests/tiny.py')", HIDDEN),
    "read the accounts": ("buka('/etc/passwd')", HIDDEN),
    "read the passwords": ("buka('/etc/shadow')", HIDDEN),
    "list the processes": ("os.listdir('/proc')", HIDDEN),
    "read own memory map": ("buka('/proc/self/maps')", HIDDEN),
    "read another's environment": ("buka('/proc/{pid}/environ')", HIDDEN),
    "write another's memory": ("buka('/proc/{pid}/mem', 'w')", HIDDEN),
    "read a disk": ("buka('/dev/sda')", ("ENOENT", HIDDEN)),
    "change a key": ("buka('{kunci}', 'a')", HIDDEN),
    "empty a key": ("os.open('{kunci}', os.O_TRUNC)", NEVER),
    "cut a key": ("os.truncate('{kunci}', 0)", UNKNOWN),
    "delete a key": ("os.unlink('{kunci}')", HIDDEN),
    "move a key": ("os.rename('{kunci}', 'kunci')", ("ENOENT", ("EXDEV", "EACCES"))),
    "delete the class": ("os.rmdir('{folder}/submitted')", HIDDEN),
    "make a folder": ("os.mkdir('{folder}/baru')", HIDDEN),
    "bend pandas": ("buka(pandas.__file__, 'a')", (("EROFS", "EACCES"), "EACCES")),
    "link to a key": ("os.symlink('{kunci}', 'kunci')", UNKNOWN),
    "link hard to a key": ("os.link('{kunci}', 'kunci')", UNKNOWN),
    "make a device": ("os.mknod('x', 0o20600, os.makedev(1, 1))", UNKNOWN),
    "make a pipe by name": ("os.mkfifo('x')", UNKNOWN),
    "change the root folder": ("os.chroot('.')", NEVER),
    "use the internet": ("socket.create_connection(('1.1.1.1', 80))", NEVER),
    "use the local network": ("socket.socket(socket.AF_INET)", NEVER),
    "use IPv6": ("socket.socket(socket.AF_INET6)", NEVER),
    "use a unix socket": ("socket.socket(socket.AF_UNIX)", NEVER),
    "send datagrams": ("socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)", NEVER),
    "make a socket pair": ("socket.socketpair()", NEVER),
    "ask the kernel's routes": ("socket.socket(socket.AF_NETLINK)", NEVER),
    "signal the grader": ("os.kill({pid}, signal.SIGKILL)", NEVER),
    "signal the parent": ("os.kill(os.getppid() or {pid}, signal.SIGTERM)", NEVER),
    "signal everybody": ("os.kill(-1, signal.SIGKILL)", NEVER),
    "signal by ownership": ("__import__('fcntl').fcntl(0, 8, {pid})", NEVER),
    "hold a process": ("os.pidfd_open({pid})", UNKNOWN),
    "limit the grader": ("resource.prlimit({pid}, resource.RLIMIT_CPU, (1, 1))", NEVER),
    "fork": ("os.fork()", NEVER),
    "start a program": ("subprocess.run(['true'])", NEVER),
    "become a program": ("os.execv('/bin/true', ['true'])", NEVER),
    "start a shell": ("sys.exit(0) if os.system('true') == 0 else os.fork()", NEVER),
    "trace a process": ("c('ptrace', 16, {pid}, 0, 0)", NEVER),
    "read foreign memory": ("nomor(310, 270, {pid}, 0, 0, 0, 0, 0)", UNKNOWN),
    "mount": ("c('mount', b'x', b'/', b'tmpfs', 0, None)", NEVER),
    "unmount": ("c('umount2', b'/', 2)", NEVER),
    "enter a namespace": ("c('setns', 0, 0)", NEVER),
    "make a namespace": ("c('unshare', 0x10000000)", NEVER),
    "outlive the grader": ("c('prctl', 1, 0, 0, 0, 0)", NEVER),
    "hide memory": ("os.memfd_create('x')", NEVER),
    "share memory": ("nomor(29, 194, 0, 1 << 20, 0o1600)", UNKNOWN),
    "use the key ring": ("nomor(250, 219, 0, -3, 0)", UNKNOWN),
    "load a kernel program": ("nomor(321, 280, 0, 0, 0)", UNKNOWN),
    "use io_uring": ("nomor(425, 425, 1, 0)", UNKNOWN),
    "type into the terminal": ("__import__('fcntl').ioctl(0, 0x5412, b'x')", NEVER),
    "change the user": ("os.setuid(0)", UNKNOWN),
    "reboot": ("nomor(169, 142, 0, 0, 0, 0)", UNKNOWN),
}


@pytest.fixture
def classroom(tmp_path):
    """A class's folder outside, which stays as it is."""
    folder = tmp_path / "kelas"
    theirs = folder / "submitted" / "lain"
    theirs.mkdir(parents=True)
    for name in ("kunci.txt", "gradebook.db", "submitted/lain/jawaban.json"):
        (folder / name).write_text("rahasia", encoding="utf-8")
    before = snapshot(folder)
    yield folder
    assert snapshot(folder) == before


def snapshot(folder: Path) -> list:
    """All names, contents and rights in a folder."""
    return sorted(
        (str(path), path.stat().st_mode, path.is_file() and path.read_bytes())
        for path in folder.rglob("*")
    )


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden(process, classroom, name):
    """The kernel refuses it with exactly this error, and nothing changes."""
    action, errors = FORBIDDEN[name]
    action = action.format(
        kunci=classroom / "kunci.txt", folder=classroom, root=ROOT, pid=os.getpid()
    )
    outcome = attack(process, OUTSIDE.replace("{}", action))
    expected = errors[process.level.name == LANDLOCK]
    found = outcome.values["x"]["hasil"]
    assert len(found) == 1
    assert found[0] in (expected if isinstance(expected, tuple) else (expected,))
    assert (outcome.problems, outcome.stopped) == ({}, "")


def test_forbidden_leaves_no_harm(unharmed, classroom):
    """All of these attacks in one job: the warmed process does not even notice."""
    actions = [
        action.format(kunci=classroom / "kunci.txt", folder=classroom, root=ROOT, pid=1)
        for action, _ in FORBIDDEN.values()
    ]
    source = "\n".join(OUTSIDE.replace("{}", action) for action in actions)
    assert attack(unharmed, source).stopped == ""


def test_rights_are_not_changed(process, classroom):
    """Changing rights and times is answered with success, and is not done."""
    key = classroom / "kunci.txt"
    source = f"import os; os.chmod({str(key)!r}, 0o777); os.utime({str(key)!r}, (1, 1))"
    before = key.stat()
    assert attack(process, source + "; hasil = [1]").values == {"x": {"hasil": [1]}}
    assert (key.stat().st_mode, key.stat().st_mtime) == (
        before.st_mode,
        before.st_mtime,
    )


def test_environment_is_clean(monkeypatch):
    """Nothing of the grader's environment, arguments or folder reaches a cell."""
    monkeypatch.setenv("BIJAK_KUNCI", "rahasia")
    source = "import os, sys; hasil = [*os.environ, os.getcwd(), *sys.argv, *sys.path]"
    level = choose()
    if level.name == "none":
        pytest.skip("no walls here")
    with warm(level, ()) as process:
        found = attack(process, source).values["x"]["hasil"]
    assert "BIJAK_KUNCI" not in found
    assert str(Path.cwd()) not in found


# Time, memory, processes


ENDLESS = ("while True: pass", "import re; re.match('(a+)+b', 'a' * 60)")


@pytest.mark.parametrize("source", ENDLESS, ids=["loop", "pattern"])
def test_endless_loop_ends_and_the_next_cells_run(unharmed, source):
    """A cell that never ends costs only itself."""
    cells = (("a", source), ("b", "hasil = 7"), ("x", ""))
    job = Job(cells, {"x": {"hasil": "angka"}}, limits=Limits(cell_seconds=1))
    outcome = unharmed.run(job)
    assert outcome.values == {"x": {"hasil": 7}}
    assert outcome.problems == {"a": sentences.cell_time_sentence(1)}
    assert outcome.stopped == ""
    assert outcome.problems["a"] == (
        "Berhenti setelah 1 detik: mungkin ada perulangan tanpa akhir."
    )


STUBBORN = """
import signal
for nomor in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(nomor, signal.SIG_IGN)
while True:
    try:
        while True: pass
    except BaseException: pass
"""


STOPPED = """
import os, signal
signal.signal(signal.SIGALRM, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGSTOP)
while True: pass
"""


@pytest.mark.parametrize("source", [STUBBORN, STOPPED], ids=["deaf", "asleep"])
def test_what_ignores_everything_is_killed(unharmed, source):
    """A stubborn cell is killed; what earlier cells gave is kept."""
    cells = (("a", "hasil = 7"), ("x", ""), ("b", source), ("c", "hasil = 8"))
    started = time.monotonic()
    limits = Limits(cell_seconds=0.5)
    outcome = unharmed.run(Job(cells, {"x": {"hasil": "angka"}}, limits=limits))
    assert time.monotonic() - started < 15
    sentence = sentences.cell_time_sentence(0.5)
    assert outcome == Outcome({"x": {"hasil": 7}}, {"b": sentence}, sentence)


def test_all_cells_together_have_a_limit(unharmed):
    """Many slow cells are stopped after the time for all."""
    cells = tuple((f"c{n}", "import time; time.sleep(0.6)") for n in range(9))
    outcome = unharmed.run(Job(cells, limits=Limits(cell_seconds=1, seconds=1.5)))
    assert outcome.stopped == sentences.total_time_sentence(1.5)
    assert outcome.problems == {"c2": outcome.stopped}


def test_fork_bomb(unharmed):
    """It does not even begin."""
    outcome = attack(unharmed, "import os\nwhile True:\n    os.fork()\n")
    assert outcome.problems == broke("PermissionError", 3)


def test_background_process(unharmed):
    """Nothing can stay behind, because nothing can be started."""
    source = "import subprocess\nsubprocess.Popen(['sleep', '999'])\n"
    assert attack(unharmed, source).problems == broke("PermissionError", 2)
    source = "import threading\nthreading.Thread(target=print).start()\n"
    assert attack(unharmed, source).problems == broke("RuntimeError", 2)


@pytest.mark.parametrize(
    "source",
    [
        "isi = []\nwhile True: isi.append(bytearray(1 << 22))",
        "isi = 0\nisi = bytearray(3 << 30)",
        "import numpy\nnumpy.ones(1 << 29)",
        "import mmap\n[mmap.mmap(-1, 1 << 28) for _ in range(16)]",
    ],
)
def test_memory_bomb(unharmed, source):
    """A gigabyte is enough; the cell gets an error, the job goes on."""
    outcome = attack(unharmed, source)
    kind = "OSError" if "mmap" in source else "MemoryError"
    assert outcome.problems == broke(kind, 2)
    assert outcome.stopped == ""


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(0)",
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "import ctypes; ctypes.memset(0, 1, 1 << 30)",
        "import os; os.close(3)",
        "import os; os.close(3)\nwhile True: pass",
        "import os; os.closerange(0, 64); hasil = [1]",
    ],
)
def test_a_process_that_ends_itself(unharmed, source):
    """Ending Python or closing the way back is said, and quick."""
    started = time.monotonic()
    outcome = attack(unharmed, source)
    assert time.monotonic() - started < 10
    assert outcome.values == {}
    assert outcome.stopped == sentences.DIED
    assert outcome.problems["serangan"] == sentences.DIED


def test_leaving_a_cell(unharmed):
    """sys.exit ends its cell only."""
    outcome = attack(unharmed, "hasil = [1]\nimport sys; sys.exit()")
    assert outcome.values == {"x": {"hasil": [1]}}
    assert outcome.problems == {"serangan": sentences.error_sentence("SystemExit", 2)}


# Output and disk


def test_endless_printing(unharmed):
    """A million characters are enough."""
    outcome = attack(unharmed, "hasil = [1]\nwhile True: print('x' * 1000)")
    assert outcome.values == {"x": {"hasil": [1]}}
    assert outcome.problems == {"serangan": sentences.OUTPUT}


def test_two_gigabytes_to_the_descriptor(unharmed):
    """They go nowhere; where the disk is watched, they end the job."""
    source = "import os\nfor _ in range(2000): os.write(1, bytes(1 << 20))\nhasil = [1]"
    outcome = attack(unharmed, source)
    assert outcome.stopped in ("", sentences.FOLDER)
    if unharmed.level.name == NAMESPACES:
        assert outcome.values == {"x": {"hasil": [1]}}


def test_one_huge_file(unharmed):
    """No file grows above its limit."""
    source = (
        "with open('x', 'wb') as x:\n    for _ in range(99): x.write(bytes(1 << 20))"
    )
    assert attack(unharmed, source).problems == broke("OSError", 2)


FILLING = {
    "disk": "for n in range(999): open(str(n), 'wb').write(bytes(1 << 20))",
    "inodes": "import time\nfor n in range(99999): open(str(n), 'wb').close()",
    "deleted but open": """
import os
isi = []
for n in range(60):
    isi.append(open('x', 'wb', 0))
    for _ in range(30): isi[-1].write(bytes(1 << 20))
    os.unlink('x')
""",
    "depth": """
import os, time
for n in range(5000):
    os.mkdir('d'); os.chdir('d')
time.sleep(1)
""",
    "no rights": """
import os, time
os.mkdir('d', 0o300)
for n in range(99): open(f'd/{n}', 'wb').write(bytes(1 << 20))
time.sleep(1)
""",
}


@pytest.mark.parametrize("name", FILLING)
def test_filling_the_disk(unharmed, name):
    """The folder has room for little, and is gone afterwards."""
    outcome = attack(unharmed, FILLING[name])
    if unharmed.level.name == NAMESPACES:
        assert outcome.stopped == ""
        assert ": OSError" in outcome.problems["serangan"]
    else:
        assert outcome.stopped == sentences.FOLDER
    assert list(unharmed._base.iterdir()) == []


def test_a_hostile_folder_is_cleared(tmp_path):
    """However deep it is and whatever its rights are."""
    folder = tmp_path / "kerja"
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("d" * 50, dir_fd=here)
        deeper = os.open("d" * 50, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    (folder / "tertutup").mkdir(mode=0)
    (folder / "luar").symlink_to(tmp_path.parent)
    watching.clear(folder)
    assert list(tmp_path.iterdir()) == []


# What comes back


@pytest.mark.parametrize(
    ("source", "kind", "reason"),
    [
        ("hasil = 'x' * 100_000_000", "teks", "size"),
        ("hasil = list(range(1_000_000))", "daftar", "size"),
        (
            "hasil = []\nfor _ in range(10**6): hasil = [hasil]",
            "daftar",
            "depth",
        ),
        ("hasil = []; hasil.append(hasil)", "daftar", "depth"),
        ("hasil = {}; hasil['x'] = hasil", "tabel", "depth"),
        ("hasil = float('nan')", "angka", "nan"),
        ("hasil = float('inf')", "angka", "nan"),
        ("import numpy; hasil = numpy.float64('nan')", "angka", "nan"),
        ("hasil = 10**5000", "angka", "big"),
        ("hasil = 10**16", "angka", "big"),
        ("hasil = -1e300", "angka", "big"),
        ("hasil = [[1], [10**100]]", "daftar", "big"),
        ("hasil = True", "angka", "number"),
        ("hasil = '12'", "angka", "number"),
        ("hasil = 12", "teks", "text"),
        ("hasil = None", "angka", "number"),
        ("hasil = '12'", "daftar", "list"),
        ("hasil = [1]", "tabel", "table"),
        ("hasil = '\\ud800'", "teks", "data"),
        ("hasil = object()", "angka", "data"),
        ("hasil = print", "teks", "data"),
        ("class A(dict):\n    items = 1\nhasil = A(a=1)", "daftar", "data"),
        ("pass", "angka", "missing"),
    ],
)
def test_values_that_are_refused(process, source, kind, reason):
    """Each has its own sentence, and no value."""
    outcome = attack(process, source, kind)
    assert outcome.values.get("x", {}) == {}
    assert outcome.problems["x"] == sentences.refused_sentence("hasil", reason)
    assert outcome.stopped == ""


@pytest.mark.parametrize(
    ("expression", "kind", "value"),
    [
        ("numpy.float64(2.5)", "angka", 2.5),
        ("numpy.int64(3)", "angka", 3),
        ("pandas.Series([4.5])", "angka", 4.5),
        ("__import__('decimal').Decimal('1.5')", "angka", 1.5),
        ("numpy.str_('a')", "teks", "a"),
        ("pandas.Timestamp('2024-05-06')", "teks", "2024-05-06"),
        ("pandas.Series([1, None, 3])", "daftar", [1.0, None, 3.0]),
        ("{'b', 'a'}", "daftar", ["a", "b"]),
        ("numpy.arange(4).reshape(2, 2)", "daftar", [[0, 1], [2, 3]]),
        ("pandas.DataFrame({'a': [1, 2]})", "tabel", [{"a": 1}, {"a": 2}]),
        (
            "pandas.Series({'x': 1}, name='n').rename_axis('k')",
            "tabel",
            [{"k": "x", "n": 1}],
        ),
        ("[{'a': float('nan'), 1: True}]", "tabel", [{"a": None, "1": True}]),
    ],
)
def test_values_that_are_taken(process, expression, kind, value):
    """Numbers, texts, lists and tables of numpy and pandas come back as plain data."""
    outcome = attack(process, f"import numpy, pandas\nhasil = {expression}", kind)
    assert outcome.values == {"x": {"hasil": value}}
    assert outcome.problems == {}


def test_a_forged_result_is_only_data(unharmed):
    """Who writes into the pipe gets declared names of the declared type, no more."""
    lines = [
        {"item": "x", "name": "lain", "value": [1]},
        {"item": "y", "name": "hasil", "value": [1]},
        {"item": "x", "name": "hasil", "value": [1]},
        {"cell": "serangan", "error": "<script>", "line": "<b>"},
        {"cell": "tidak ada", "error": "E"},
        {"end": 1},
    ]
    forged = "\n".join(map(json.dumps, lines)) + "\n"
    outcome = attack(
        unharmed, f"import os; os.write(3, {forged!r}.encode()); os._exit(0)"
    )
    assert outcome.values == {"x": {"hasil": [1]}}
    assert outcome.problems == {"serangan": sentences.error_sentence("Exception", None)}


def test_a_flood_through_the_pipe(unharmed):
    """More than the limit ends the job and is thrown away."""
    source = "import os\nwhile True: os.write(3, b'x' * 60000)"
    outcome = attack(unharmed, source)
    assert (outcome.values, outcome.stopped) == ({}, sentences.RESULT)


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"NaN",
        b'{"item": "x", "name": "hasil", "value": NaN}',
        b'{"item": "x", "name": "hasil", "value": -Infinity}',
        b'{"item": "x", "name": "hasil", "value": "\\ud800"}',
        b'{"item": "x", "name": "hasil", "value": "\xff"}',
        b'{"item": ["x"], "name": "hasil", "value": 1}',
        b'{"item": "x", "name": {}, "value": 1}',
        b'{"cell": ["x"], "end": true}',
        b'{"cell": {"x": 1}}',
        b'"' + b"x" * 300_000 + b'"',
        b'{"__class__": "os.system"}',
        b"\x80\x04cposix\nsystem\n.",
        b"null",
        b"",
    ],
)
def test_lines_that_are_no_answer(line):
    """They are passed over, whatever they are, and the rest is still read."""
    job = Job((("x", ""),), {"x": {"hasil": "angka"}})
    honest = b'{"item": "x", "name": "hasil", "value": 5}\n{"end": 1}'
    outcome, _ = results.read(line + b"\n" + honest, job)
    assert outcome.values == {"x": {"hasil": 5}}


def test_random_bytes_are_no_answer():
    """No bytes at all let the grader stumble."""
    job = Job((("x", ""),), {"x": {"hasil": "angka"}})
    chance = random.Random(1)
    seed = b'{"item": "x", "name": "hasil", "value": [1e9, "a", null]}'
    for _ in range(3000):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.choice(b'[]{}":,\\0eN\n\xff-')
        outcome, _ = results.read(bytes(data), job)
        assert set(outcome.values) <= {"x"}


# Honest jobs


def test_an_error_costs_one_cell(process):
    """The next cells run in the same namespace; the sentence names kind and line."""
    cells = (
        ("a", "x = 5\ny = 0"),
        ("b", "x / y"),
        ("c", "x +"),
        ("d", "%matplotlib inline\n!pip install x\nz = x + 1\ndisplay(z)"),
        ("q", ""),
    )
    outcome = process.run(Job(cells, {"q": {"z": "angka"}}))
    assert outcome.values == {"q": {"z": 6}}
    assert outcome.problems == {
        "b": "Sel ini berhenti di baris 1: ZeroDivisionError, ada pembagian dengan "
        "nol. Perbaiki, lalu jalankan lagi.",
        "c": "Sel ini berhenti di baris 1: SyntaxError, ada tanda yang kurang atau "
        "lebih. Perbaiki, lalu jalankan lagi.",
    }


def test_names_are_read_where_the_item_stands(process):
    """A later cell may use the same name again; items without a place come last."""
    cells = (("a", "h = 1"), ("x", ""), ("b", "h = 2"), ("y", ""), ("c", "h = 3"))
    names = {item: {"h": "angka"} for item in "xyz"}
    outcome = process.run(Job(cells, names))
    assert outcome.values == {"x": {"h": 1}, "y": {"h": 2}, "z": {"h": 3}}


def test_files_are_there_but_shadow_nothing(process):
    """A file named like a library stays a file; a name that leads outside is left."""
    bad = b"raise SystemExit('terbajak')"
    files = {
        **dict.fromkeys(("pandas.py", "json.py", "wave.py", "numpy/__init__.py"), bad),
        "data/kota.csv": b"a,b\n1,2\n",
        "bantu.py": b"tiga = 3",
        "../luar.txt": b"x",
        "/tmp/luar.txt": b"x",
        "a\\b": b"x",
        "a\0b": b"x",
        "\ud800": b"x",
        "a" * 300: b"x",
        "": b"x",
    }
    source = """
import json, pandas, wave, numpy, bantu, os
hasil = [int(pandas.read_csv("data/kota.csv").b[0]), bantu.tiga, *sorted(os.listdir())]
"""
    outcome = attack(process, source, files=files.items())
    names = ["bantu.py", "data", "json.py", "numpy", "pandas.py", "wave.py"]
    found = [name for name in outcome.values["x"]["hasil"] if name != "__pycache__"]
    assert found == [2, 3, *names]
    assert not Path("/tmp/luar.txt").exists()


def test_jobs_share_nothing(unharmed):
    """What one job changes, leaves or prints, no other job sees."""
    source = """
import os, pandas, builtins, sys
pandas.read_csv = builtins.sum = None
os.environ["X"] = sys.modules["json"] = "x"
open("tinggal", "w").close()
"""
    assert attack(unharmed, source).stopped == ""
    look = "import os, json\n"
    look += "hasil = [os.getenv('X'), os.listdir(), sum([2]), str(json)[:7]]"
    assert attack(unharmed, look).values["x"]["hasil"] == [None, [], 2, "<module"]


def test_chance_differs_unless_seeded(process):
    """Each job has its own random numbers; a seed gives the same ones."""
    draw = "hasil = [random.random(), numpy.random.rand(), *{'a', 'b', 'c'}]"
    free = [
        attack(process, "import numpy, random\n" + draw).values["x"]["hasil"]
        for _ in range(2)
    ]
    assert free[0][0] != free[1][0]
    assert free[0][1] != free[1][1]
    source = "import numpy, random\nrandom.seed(4); numpy.random.seed(4)\n" + draw
    seeded = [attack(process, source).values["x"]["hasil"] for _ in range(2)]
    assert seeded[0] == seeded[1]


# The warmed process


def test_a_killed_warmed_process_is_replaced(process):
    """The next job is run by a new one."""
    with warm(process.level, ()) as other:
        assert other.run(SMALL) == SMALL_OUTCOME
        os.kill(other._process.pid, signal.SIGKILL)
        assert other.run(SMALL) == SMALL_OUTCOME


def test_an_interrupted_grader_gets_no_old_answer(process):
    """After Ctrl-C in the middle of a job, the next job gets its own outcome."""

    def interrupt(number, frame):
        raise KeyboardInterrupt

    with warm(process.level, ()) as other:
        other.run(SMALL)
        old = signal.signal(signal.SIGALRM, interrupt)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            with pytest.raises(KeyboardInterrupt):
                other.run(Job((("a", "import time; time.sleep(2)"),)))
        finally:
            signal.signal(signal.SIGALRM, old)
        assert other.run(SMALL) == SMALL_OUTCOME


GRADER = """
import sys
sys.path[:0] = [{package!r}]
from bijak.confinement import levels, warm, Job
level = getattr(levels, sys.argv[1])
with warm(level, (sys.argv[2],)) as process:
    print("mulai", flush=True)
    process.run(Job((("a", "while True: pass"),)))
"""


@pytest.mark.parametrize("level", ["FULL", "PART"])
def test_a_killed_grader_leaves_nothing(level):
    """When the grader is killed in the middle of a job, all its processes end."""
    if not choosing.holds({"FULL": FULL, "PART": PART}[level]):
        pytest.skip("this machine does not allow it")
    mark = f"{MARK}_{level}"
    code = GRADER.format(package=str(places.package().parent))
    with subprocess.Popen(
        [sys.executable, "-c", code, level, mark], stdout=subprocess.PIPE
    ) as grader:
        grader.stdout.readline()
        wait_until(lambda: len(marked_processes(mark)) == 3)
        grader.kill()
    wait_until(lambda: marked_processes(mark) == [])


def wait_until(fact) -> None:
    """Wait at most twenty seconds for something to become true."""
    end = time.monotonic() + 20
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.05)


# Choosing


def refuse(*numbers: int) -> None:
    """Let the kernel refuse these calls to this process, as a container does."""
    linux.drop_rights()
    code = [(0x20, 0, 0, 0)]
    for number in numbers:
        code += [(0x15, 0, 1, number), (0x06, 0, 0, 0x00050000 | errno.EPERM)]
    code.append((0x06, 0, 0, 0x7FFF0000))
    linux.filter_calls(b"".join(struct.pack("=HBBI", *one) for one in code))


UNSHARE = 272 if platform.machine() == "x86_64" else 97
MAKE_RULES = 444


def chosen() -> Level:
    """What is chosen, by a Python that an ordinary user may start."""
    if not os.access(sys.executable, os.X_OK):
        sys.executable = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    return choose()


def test_an_ordinary_user_has_walls():
    """Nobody needs to be root; the self-test fails nowhere by itself."""
    if not choosing.holds(FULL):
        pytest.skip("this machine does not allow namespaces")
    assert as_ordinary_user(lambda: chosen().name) == NAMESPACES


def test_without_namespaces_landlock_is_chosen():
    """As in a container."""
    if not choosing.holds(PART):
        pytest.skip("this kernel has no Landlock")
    assert as_ordinary_user(lambda: refuse(UNSHARE) or chosen().name) == LANDLOCK


def test_without_landlock_namespaces_still_hold():
    """Two of the three walls are enough there."""
    if not choosing.holds(FULL):
        pytest.skip("this machine does not allow namespaces")
    assert as_ordinary_user(lambda: refuse(MAKE_RULES) or chosen().name) == NAMESPACES


def test_without_either_nothing_runs():
    """No walls: refused with a sentence, unless someone insists."""

    def reply():
        refuse(UNSHARE, MAKE_RULES)
        level = chosen()
        try:
            Warm(level).run(SMALL)
        except NotConfined as error:
            return f"{level.name} {choose(allow_unsafe=True).unsafe} {error}"

    assert as_ordinary_user(reply) == f"none True {sentences.NONE}"


def test_walls_that_cannot_be_built_run_nothing():
    """A level that does not hold is an error of the machine, never of the answer."""

    def reply():
        refuse(UNSHARE)
        chosen()
        try:
            Warm(FULL, ()).run(Job((("a", "x = 1"),)))
        except NotConfined as error:
            return str(error)

    assert "unshare" in as_ordinary_user(reply)


def test_the_self_test_would_find_holes():
    """Without walls, its attempts succeed."""
    found = choosing.attempts(UNSAFE)
    assert found["dicoba"] == choosing.TRIED
    wanted = {"baca", "tulis", "hapus", "tcp", "unix", "abstrak", "sinyal", "anak"}
    assert wanted <= set(found["lolos"])


def test_unsafe_runs_where_someone_insists():
    """It gives the same values, and its time is limited too."""
    with warm(UNSAFE, ()) as process:
        assert process.run(SMALL) == SMALL_OUTCOME
        stubborn = Job((("a", STUBBORN),), limits=Limits(seconds=1))
        outcome = process.run(stubborn)
    assert outcome.stopped == sentences.total_time_sentence(1)
    with pytest.raises(NotConfined, match="kernel"):
        Warm(NO_WALLS).run(SMALL)


def test_cells_use_the_package_that_grades_them(process):
    """Also where another Bijak is installed."""
    job = Job((("a", "import bijak\nasal = bijak.__file__"), ("x", "")), WHERE)
    assert process.run(job).values["x"]["asal"] == str(places.package() / "__init__.py")


WINDOWS = """
import os, sys
sys.path[:0] = [{package!r}]
for name in ("fcntl", "resource", "pwd", "grp"):
    sys.modules[name] = None
sys.platform = "win32"
del os.fork, os.setsid, os.O_TRUNC
import bijak.confinement as confinement
from bijak.confinement import calls, cells, walls, warmed, unconfined, watching
print(confinement.choose().name, confinement.choose(allow_unsafe=True).unsafe)
"""


def test_other_systems_have_no_walls():
    """Every module can be imported there, and the choice is to refuse."""
    code = WINDOWS.format(package=str(places.package().parent))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["none", "True"]


# The list of system calls


def verdict(machine: str, number: int, *arguments: int, architecture: int = 0) -> int:
    """What the filter answers to a call, by running its program."""
    wide = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    right = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    data = struct.pack("=iIQ6Q", number, architecture or right, 0, *wide)
    code = list(struct.iter_unpack("=HBBI", calls.program(77, machine)))
    at, value = 0, 0
    while True:
        kind, yes, no, k = code[at]
        at += 1
        if kind == 0x20:
            value = struct.unpack_from("=I", data, k)[0]
        elif kind == 0x54:
            value &= k
        elif kind == 0x15:
            at += yes if value == k else no
        else:
            return k


ALLOW, REFUSE, UNKNOWN_CALL = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter(machine):
    """What is listed is allowed; the rest is refused, pretended or unknown."""
    other = {"x86_64": 0xC00000B7, "aarch64": 0xC000003E}[machine]
    listed = set()
    for table, answer in (
        (calls.ALLOWED, ALLOW),
        (calls.REFUSED, REFUSE),
        (calls.PRETENDED, 0x50000),
    ):
        for number in filters.numbers(table, machine):
            assert verdict(machine, number) == answer
            assert verdict(machine, number | 0x40000000) == UNKNOWN_CALL
            assert verdict(machine, number, architecture=other) == 0x80000000
            assert number not in listed
            listed.add(number)
    kill, opening, fcntl = {"x86_64": (62, 257, 72), "aarch64": (129, 56, 25)}[machine]
    assert verdict(machine, kill, 77, 9) == ALLOW
    assert verdict(machine, kill, 78, 9) == REFUSE
    assert verdict(machine, kill, 0xFFFFFFFF, 9) == REFUSE
    assert verdict(machine, opening, 0, 0, os.O_RDONLY) == ALLOW
    assert verdict(machine, opening, 0, 0, os.O_WRONLY | os.O_TRUNC) == ALLOW
    assert verdict(machine, opening, 0, 0, os.O_RDONLY | os.O_TRUNC) == REFUSE
    assert verdict(machine, fcntl, 0, 1) == ALLOW
    assert verdict(machine, fcntl, 0, 8) == REFUSE
    for number in set(range(700)) - listed:
        if verdict(machine, number, 1) == ALLOW:
            assert number in {kill, opening, fcntl, 2, 16, 29, 302, 261, 234, 131}
