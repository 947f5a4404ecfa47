"""Specimens under one grader, inside the outer bubblewrap; `peers.py` starts it.

    python peers_inside.py GRADER NAME...

For each it lays a class down, starts the grader as a user without any rights, watches
what it takes, and prints what was found afterwards as one line of JSON. Several names
are for hand-ins without code of their own: the grader is then imported once and forked,
which spares its start. Never start this by hand: the specimens do what they can.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import resource
import runpy
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import traceback
import zipfile
from importlib import import_module
from pathlib import Path

BASE, WORK, TESTS = Path("/dasar"), Path("/kerja"), Path("/bijak/tests")
sys.path[:0] = [str(TESTS), str(TESTS / "grading"), "/bijak/helpers"]

USER = 61234
PROCESSES = 150
MEMORY = 2_500_000_000
DISK = 300_000_000
INODES = 40_000
SECONDS = 240
LIMITS = {
    "RLIMIT_NPROC": PROCESSES,
    "RLIMIT_FSIZE": 200_000_000,
    "RLIMIT_CORE": 0,
    "RLIMIT_AS": 12_000_000_000,
    "RLIMIT_NOFILE": 1024,
}
SETTINGS = {"BIJAK_UJI_RAHASIA": "rahasia", "HOME": "/home/guru"}
PLACES = [WORK, *map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/home/guru"))]


def mount_proc() -> None:
    """An own /proc without covers, so that a grader may build namespaces too."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"proc", b"/proc", b"proc", 0, None):
        raise OSError(ctypes.get_errno(), "mount /proc")


def own(path: Path) -> None:
    """Give a tree to the user the grader runs as."""
    for place in (path, *path.rglob("*")):
        os.chown(place, USER, USER, follow_symlinks=False)


def lay_class(one, neighbour) -> Path:
    """A project with two hand-ins: the specimen's and, after it, an honest one."""
    root = WORK / "proyek"
    shutil.copytree(BASE, root, symlinks=True)
    (root / "exercises").mkdir(exist_ok=True)
    release = root / "exercises" / one.course.ID
    for code, builder in ((one.code, one), (neighbour[0], neighbour[1])):
        folder = root / "kelas" / "utama" / "submitted" / code / one.course.ID
        folder.mkdir(parents=True)
        builder.build(folder, release)
        stamp = folder / "timestamp.txt"
        if not stamp.exists():
            stamp.write_text("2027-01-05 05:00:00.000000 UTC")
    own(root)
    return root


class Watch(threading.Thread):
    """Looks ten times a second at what the grader's user takes; stops what goes far."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peaks = {"proses": 0, "memori": 0, "disk": 0, "inode": 0}
        self.stopped = ""
        self.done = threading.Event()

    def run(self) -> None:
        limits = {"memori": MEMORY, "disk": DISK, "inode": INODES}
        until = time.monotonic() + SECONDS
        while not self.done.wait(0.1):
            now = self._now()
            self.peaks = {key: max(self.peaks[key], now[key]) for key in now}
            over = [key for key, most in limits.items() if now[key] > most]
            if time.monotonic() > until:
                over.append("waktu")
            if over:
                self.stopped = over[0]
                kill_all()

    def _now(self) -> dict:
        pages = [int(words[1]) for _, words in processes("statm")]
        spaces = [os.statvfs(place) for place in PLACES]
        return {
            "proses": len(pages),
            "memori": sum(pages) * os.sysconf("SC_PAGE_SIZE"),
            "disk": sum((s.f_blocks - s.f_bfree) * s.f_frsize for s in spaces),
            "inode": sum(s.f_files - s.f_ffree for s in spaces),
        }


def processes(file: str):
    """(process id, words of a file of /proc) of everything the grader's user runs."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == USER:
                words = (folder / file).read_bytes().split()
                if words:
                    yield int(folder.name), words


def kill_all() -> None:
    """Stop everything the grader's user runs."""
    for process, _ in processes("statm"):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)


def run_limited(command: list[str], root: Path) -> str:
    """Run a grader's command as a user without rights; its last words."""
    drop = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    drop += ["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
    words = (f"--{k[7:].lower()}={most}" for k, most in LIMITS.items())
    limits = ["prlimit", *words]
    log = WORK / "log.txt"
    with log.open("wb") as out:
        subprocess.run(
            [*drop, *limits, sys.executable, "-m", *command],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **SETTINGS},
            check=False,
            timeout=SECONDS + 30,
        )
    return last_words(log)


def fork_limited(command: list[str], root: Path) -> str:
    """The same in a forked child of this process, which has imported the grader."""
    log = WORK / "log.txt"
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    child = os.fork()
    if child == 0:
        try:
            for number in (1, 2):
                os.dup2(out, number)
            os.setsid()
            for name, most in LIMITS.items():
                resource.setrlimit(getattr(resource, name), (most, most))
            os.setgroups([])
            os.setgid(USER)
            os.setuid(USER)  # leaves no capability
            ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # no new privileges
            os.environ.update(SETTINGS)
            os.chdir(root)
            sys.argv = command
            runpy.run_module(command[0], run_name="__main__", alter_sys=True)
        except SystemExit:
            pass
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.close(out)
    os.waitpid(child, 0)
    return last_words(log)


def last_words(log: Path) -> str:
    """The end of what a grader said."""
    with log.open("rb") as said:
        said.seek(max(0, log.stat().st_size - 1500))
        return said.read().decode("utf-8", "replace")


def nbgrader(start, root: Path, one, neighbour: str) -> str:
    """Plain ``nbgrader autograde`` of the whole class, all defaults."""
    return start(["nbgrader", "autograde", one.course.ID], root)


def bijak(start, root: Path, one, neighbour: str) -> str:
    """``bijak grade`` of the whole class, after what its collecting does to each."""
    from bijak.grading.receive import share_out

    if not one.posix:  # those were copied there by hand
        share_out(root / "kelas" / "utama", one.code, one.course.ID)
    return start(["bijak", "grade", one.course.ID], root)


def otter(start, root: Path, one, neighbour: str) -> str:
    """``otter run`` of each hand-in, as a loop over a class would."""
    said = ""
    for code in (one.code, neighbour):
        folder = root / "kelas" / "utama" / "submitted" / code / one.course.ID
        out = root / "otter" / code
        out.mkdir(parents=True)
        own(root / "otter")
        submission = WORK / "kumpulan.zip"
        with zipfile.ZipFile(submission, "w") as archive:
            for path in folder.rglob("*") if folder.is_dir() else ():
                with contextlib.suppress(OSError, ValueError):
                    plain = path.is_file() and not path.is_symlink()
                    if plain and path.name != "timestamp.txt":
                        archive.write(path, path.relative_to(folder).as_posix())
        kit = BASE / "otter" / f"{one.course.ID}.zip"
        command = ["otter", "run", "-a", str(kit), "-o", str(out), "--no-logo"]
        said = start([*command, str(submission)], root)
    return said


def nbgrader_points(root: Path, one, code: str) -> dict | None:
    """Item → points in nbgrader's gradebook; None when grading failed."""
    done = root / "kelas" / "utama" / "autograded" / code / one.course.ID
    if not (done / f"{one.course.ID}.ipynb").is_file():
        return None
    query = (
        "SELECT base_cell.name, grade.auto_score, grade.manual_score FROM grade "
        "JOIN base_cell ON base_cell.id = grade.cell_id "
        "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
        "JOIN submitted_assignment ON submitted_assignment.id = "
        "submitted_notebook.assignment_id JOIN assignment ON assignment.id = "
        "submitted_assignment.assignment_id WHERE submitted_assignment.student_id = ? "
        "AND assignment.name = ?"
    )
    path = root / "kelas" / "utama" / "gradebook.db"
    with contextlib.closing(sqlite3.connect(path)) as database:
        rows = database.execute(query, (code, one.course.ID)).fetchall()
    return {
        name.removesuffix("-nilai"): auto if manual is None else manual
        for name, auto, manual in rows
        if name.endswith("-nilai")
    }


def otter_points(root: Path, one, code: str) -> dict | None:
    """Item → points in otter's results; None when there are none."""
    path = root / "otter" / code / "results.json"
    if not path.is_file():
        return None
    found = json.loads(path.read_text("utf-8"))
    return {
        row["name"]: row["score"]
        for row in found.get("tests", [])
        if row["name"].startswith("t") and "score" in row
    }


def checksum(folder: Path) -> str:
    """What is in a folder."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        seen.update(str(path).encode())
        seen.update(path.read_bytes() if path.is_file() else b"")
    return seen.hexdigest()


def marked(mark: str) -> list[str]:
    """Where anything of the harm's name lies; hand-ins are the harm's own place."""
    found = []
    for place in PLACES:
        for path in place.rglob(f"*{mark}*"):
            if "submitted" not in path.parts:
                found.append(str(path))
    return found


def scripted(root: Path, one) -> bool:
    """Whether what formgrader would show still holds a participant's script."""
    done = root / "kelas" / "utama" / "autograded" / one.code / one.course.ID
    path = done / f"{one.course.ID}.ipynb"
    if not path.is_file():
        return False
    try:
        cells = json.loads(path.read_text("utf-8", "replace"))["cells"]
    except (ValueError, KeyError):
        return False
    return any("<script>document.title" in shown for shown in map(_shown, cells))


def _shown(cell: dict) -> str:
    """What of a cell becomes part of a page: its Markdown, its HTML outputs."""
    texts = [cell["source"]] if cell["cell_type"] == "markdown" else []
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        texts += [data[kind] for kind in ("text/html", "image/svg+xml") if kind in data]
    return "".join("".join(text) for text in texts)


def copied(root: Path) -> bool:
    """Whether a file of the machine was copied to where results are handed out."""
    for step in ("autograded", "feedback"):
        for path in (root / "kelas" / "utama" / step).rglob("*"):
            if path.is_file() and b"akun-mesin" in path.read_bytes():
                return True
    return False


GRADERS = {
    "nbgrader": (nbgrader, nbgrader_points),
    "otter": (otter, otter_points),
    "bijak": (bijak, nbgrader_points),
}


def listen(port: int, mark: str) -> list[socket.socket]:
    """A port and an abstract socket on which this machine answers."""
    one = socket.create_server(("127.0.0.1", port))
    other = socket.socket(socket.AF_UNIX)
    other.bind(f"\0{mark}-{port}")
    other.listen()
    return [one, other]


PRELOADED = {
    "nbgrader": ("nbgrader.apps", "nbgrader.converters", "nbconvert"),
    "otter": ("otter.cli", "otter.run", "otter.execute.preprocessor"),
    "bijak": ("bijak.cli.grade", "bijak.grading.running", "bijak.course"),
}


def graded(grader: str, name: str, start) -> dict:
    """Grade one specimen; what came of it."""
    from specimens import MARK, NEIGHBOUR, SPECIMENS

    import second

    one = SPECIMENS[name]
    honest = SPECIMENS["kode-jujur" if one.course is second else "jujur"]
    root = lay_class(one, (NEIGHBOUR, honest))
    submitted = root / "kelas" / "utama" / "submitted" / NEIGHBOUR
    before = checksum(submitted), checksum(root / "solutions")
    watch = Watch()
    watch.start()
    began = time.monotonic(), cpu()
    run, points_of = GRADERS[grader]
    try:
        said = run(start, root, one, NEIGHBOUR)
    except subprocess.TimeoutExpired:
        said, watch.stopped = "", "waktu"
    seconds, used = time.monotonic() - began[0], cpu() - began[1]
    time.sleep(0.5)
    left = len(list(processes("statm")))
    watch.done.set()
    watch.join()
    kill_all()
    after = checksum(submitted), checksum(root / "solutions")
    return {
        "penilai": grader,
        "nama": name,
        "poin": points_of(root, one, one.code),
        "tetangga": points_of(root, one, NEIGHBOUR),
        "jejak": marked(MARK),
        "berubah": before != after,
        "skrip": grader != "otter" and scripted(root, one),
        "tersalin": copied(root),
        "tertinggal": left,
        "dihentikan": watch.stopped,
        "puncak": watch.peaks,
        "detik": round(seconds, 1),
        "cpu": round(used, 1),
        "kata": said[-600:],
    }


def cpu() -> float:
    """CPU seconds of everything this process started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def clean() -> None:
    """Make room for the next class."""
    for place in PLACES:
        for path in place.iterdir():
            if not path.is_mount() and not any(path in p.parents for p in SHOWN):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


SHOWN = [Path(sys.prefix), Path(sys.base_prefix), *map(Path, sys.path)]


def main(grader: str, *names: str) -> None:
    """Grade specimens and print what came of each."""
    from specimens import MARK, PORT

    mount_proc()
    os.umask(0o022)
    listening = listen(PORT, MARK)
    start = run_limited
    if len(names) > 1:
        start = fork_limited
        for module in PRELOADED[grader]:
            import_module(module)
    for name in names:
        (Path("/home/guru/.ssh")).mkdir(parents=True)
        Path("/home/guru/.ssh/id_ed25519").write_text("kunci pribadi")
        own(Path("/home/guru"))
        sys.stdout.write(json.dumps(graded(grader, name, start)) + "\n")
        sys.stdout.flush()
        clean()
    del listening


if __name__ == "__main__":
    main(*sys.argv[1:])
