"""The corpus of hostile, broken and unlucky hand-ins under three graders.

    sudo python benchmarks/peers.py all --otter VENV      everything, then the table
    sudo python benchmarks/peers.py nbgrader [NAME...]    one grader, or some specimens
    python benchmarks/peers.py table                      the table alone

Participants' code is run here without the protection of Bijak, so each specimen gets
an outer bubblewrap of its own: no network, nothing of the machine but the system, the
environment and the package, all read-only; what can be written is memory of a limited
size; few processes; a time. Needs Linux, root (to give the grader a user without any
rights) and /usr/bin/bwrap. It is no part of the tests and never runs in CI.

Results go to ``benchmarks/peers.json`` one by one, and those that are there are kept,
so a run can be continued. VENV holds otter-grader and sees what Bijak needs.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / place) for place in ("helpers", "tests/grading", "tests")]

from plain_nbgrader import CONFIG  # noqa: E402
from specimens import SPECIMENS, Specimen  # noqa: E402

import bijak  # noqa: E402
import second  # noqa: E402
import tiny  # noqa: E402
from bijak.course import generate_release  # noqa: E402

RESULTS = PROJECT / "benchmarks" / "peers.json"
PAGE = PROJECT / "docs" / "keamanan.md"
BEGIN, END = "<!-- tabel: awal -->", "<!-- tabel: akhir -->"
GRADERS = ("nbgrader", "otter", "bijak")
ALONE = {"kelompok-palsu", "kelompok-orang-asing", "kode-andi", "kode-surel"}
"""Hand-ins that concern others: never together with some."""
BWRAP = "/usr/bin/bwrap"
SECONDS = 420
FREE_MEMORY = 3_000_000_000

PASSWD = "root:x:0:0::/root:/bin/sh\nguru:x:61234:61234:akun-mesin:/home/guru:/bin/sh\n"

CASES = (
    (1.0, "abs(rata - 35.03) <= 0.01"),
    (0.5, 'saran == "periksa"'),
    (
        1.0,
        "all(abs(a - b) <= 0.05 for a, b in zip(tinggi, "
        f"{second.VALUES['tinggi']}, strict=True))",
    ),
    (
        1.5,
        'getattr(ringkas, "to_dict", lambda _: ringkas)("records") == '
        f"{second.VALUES['ringkas']}",
    ),
)
"""How somebody tests the code item who has no data to compare but the variables."""


def grade_cell() -> str:
    """The code item's grade cell for nbgrader: partial points as its docs show."""
    lines = ["### BEGIN HIDDEN TESTS", "poin = 0.0"]
    for points, test in CASES:
        lines += ["try:", f"    poin += {points} if {test} else 0.0"]
        lines += ["except Exception:", "    pass"]
    return "\n".join([*lines, "poin", "### END HIDDEN TESTS"])


def otter_kit(target: Path, course, questions=tiny.QUESTIONS) -> None:
    """An autograder for `otter run`: one test file per item."""
    tests = {}
    if course is tiny:
        for name, (points, _, key) in questions.items():
            test = f'latihan.nilai("{name}", {key}) == {points}'
            tests[name] = [(points, test)]
    else:
        points, _, key = second.FORM_ITEM
        test = f'latihan.nilai("{second.FORM}", {key}) == {points}'
        tests = {second.FORM: [(points, test)], second.CODE: list(CASES)}
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("otter_config.json", "{}")
        for name, cases in tests.items():
            suite = {
                "cases": [
                    {"code": f">>> assert {test}", "hidden": True} for _, test in cases
                ],
                "scored": True,
                "setup": "",
                "teardown": "",
                "type": "doctest",
            }
            points = [points for points, _ in cases]
            test = {"name": name, "points": points, "suites": [suite]}
            text = f"OK_FORMAT = True\n\ntest = {test!r}\n"
            archive.writestr(f"tests/{name}.py", text)


def write_base(folder: Path, grader: str) -> Path:
    """A project with both test courses, released as the grader's users would."""
    root = second.write_project(folder / grader)
    (root / "kelas" / "utama").mkdir(parents=True)
    (root / "hosts").write_text("127.0.0.1 localhost\n", "ascii")
    (root / "passwd").write_text(PASSWD, "ascii")
    if grader == "bijak":
        for course in (tiny, second):
            generate_release(root, course.ID, "exercises")
        return root
    source = root / "solutions" / second.ID / f"{second.ID}.ipynb"
    notebook = json.loads(source.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == f"{second.CODE}-nilai":
            cell["source"] = grade_cell()
    source.write_text(json.dumps(notebook), "utf-8")
    (root / "nbgrader_config.py").write_text(CONFIG, "utf-8")
    for course in (tiny, second):
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", course.ID]
        scripts = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
        path = os.pathsep.join([scripts, os.environ["PATH"]])
        environment = {**os.environ, "PATH": path}
        subprocess.run(command, cwd=root, env=environment, check=True)
    (root / "otter").mkdir()
    for course in (tiny, second):
        otter_kit(root / "otter" / f"{course.ID}.zip", course)
    return root


def outer(python: Path, base: Path, extra: list[Path]) -> list[str]:
    """The bubblewrap around one grader and one specimen."""
    shown = {python.parents[1], Path(sys.prefix), Path(sys.base_prefix), *extra}
    command = [BWRAP, "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    command += ["--unshare-uts", "--unshare-cgroup-try", "--die-with-parent"]
    command += ["--new-session", "--clearenv", "--cap-drop", "ALL"]
    for name in "SETUID SETGID SETPCAP CHOWN DAC_OVERRIDE KILL SYS_ADMIN".split():
        command += ["--cap-add", f"CAP_{name}"]
    command += ["--cap-add", "CAP_SYS_RESOURCE", "--cap-add", "CAP_SYS_PTRACE"]
    command += ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib64"):
        command += ["--symlink", f"usr/{name}", f"/{name}"]
    command += ["--perms", "0755", "--dir", "/etc"]
    for name in ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "localtime"):
        command += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for name in ("hosts", "passwd"):
        command += ["--ro-bind", str(base / name), f"/etc/{name}"]
    command += ["--dir", "/proc", "--dev", "/dev"]
    places = {"/tmp": 400, "/var/tmp": 50, "/dev/shm": 50, "/home/guru": 50}
    for place, size in {**places, "/kerja": 600}.items():
        command += ["--perms", "0755", "--dir", str(Path(place).parent)]
        command += ["--perms", "1777", "--size", str(size << 20), "--tmpfs", place]
    made = set()
    for path in sorted(shown):
        for parent in reversed(path.parents[:-1]):
            if parent not in made and not any(parent.is_relative_to(s) for s in shown):
                command += ["--perms", "0755", "--dir", str(parent)]
                made.add(parent)
        command += ["--ro-bind", str(path), str(path)]
    command += ["--perms", "0755", "--dir", "/bijak"]
    for name in ("helpers", "tests", "benchmarks"):
        command += ["--ro-bind", str(PROJECT / name), f"/bijak/{name}"]
    command += ["--ro-bind", str(base), "/dasar", "--chdir", "/"]
    settings = {
        "PATH": f"{python.parent}:/usr/bin:/bin:/usr/sbin",
        "PYTHONPATH": "/bijak/helpers",
        "PYTHONDONTWRITEBYTECODE": "1",
        "BIJAK_ROOT": "/kerja/proyek",
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
    }
    for key, value in settings.items():
        command += ["--setenv", key, value]
    return [*command, "--", str(python), "/bijak/benchmarks/peers_inside.py"]


def free_memory() -> int:
    """Bytes that this machine could still give."""
    for line in Path("/proc/meminfo").read_text("ascii").splitlines():
        if line.startswith("MemAvailable"):
            return int(line.split()[1]) * 1024
    return 0


def run_some(command: list[str], grader: str, names: list[str]) -> dict[str, dict]:
    """Grade specimens in one bubblewrap; name → result of those that came back."""
    if free_memory() < 2 * FREE_MEMORY:
        raise SystemExit("too little memory to run this safely")
    with subprocess.Popen(
        [*command, grader, *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + SECONDS * len(names)
        while True:
            try:
                out, err = process.communicate(timeout=0.5)
                break
            except subprocess.TimeoutExpired:
                if time.monotonic() > until or free_memory() < FREE_MEMORY:
                    process.kill()  # all inside dies with it
    found = {}
    for line in out.splitlines():
        with contextlib.suppress(ValueError):
            result = json.loads(line)
            found[result["nama"]] = result
    if len(names) == 1 and not found:
        lost = {"penilai": grader, "nama": names[0], "galat": err[-800:]}
        found[names[0]] = {**lost, "kode": process.returncode}
    return found


def batches(names: list[str]) -> list[list[str]]:
    """What runs together: eight without code of their own, or one with."""
    plain = [n for n in names if SPECIMENS[n].group in "DUH"]
    plain = [n for n in plain if SPECIMENS[n].course is tiny and n not in ALONE]
    alone = [[name] for name in names if name not in plain]
    return [plain[at : at + 8] for at in range(0, len(plain), 8)] + alone


# --- what the results mean --------------------------------------------------------


def full(name: str) -> float:
    """All points of an item."""
    if name == second.CODE:
        return sum(second.POINTS.values())
    return second.FORM_ITEM[0] if name == second.FORM else tiny.QUESTIONS[name][0]


def deserved(one: Specimen, grader: str) -> dict[str, float] | None:
    """What a hand-in earns; otter's test of a form item gives all or nothing."""
    points = one.expected.points
    if points is None or grader != "otter":
        return points and dict(points)
    return {
        name: value if name == second.CODE or value == full(name) else 0.0
        for name, value in points.items()
    }


def harms(one: Specimen, result: dict) -> list[str]:
    """What went wrong, in Indonesian; nothing when all was as it should be."""
    grader, found = result["penilai"], []
    if "galat" in result:
        return ["kurungan luar berhenti"]
    if result["dihentikan"]:
        found.append(f"dihentikan kurungan luar ({result['dihentikan']})")
    if result["puncak"]["proses"] >= 140:
        found.append("bom proses sampai batas kurungan luar")
    if result["berubah"]:
        found.append("berkas lain berubah")
    if result["jejak"]:
        found.append("menulis di luar foldernya")
    if result.get("tersalin"):
        found.append("berkas mesin tersalin")
    if result["tertinggal"]:
        found.append("proses tertinggal")
    if result["skrip"]:
        found.append("skrip tersisa di formgrader")
    honest = SPECIMENS["kode-jujur" if one.course is second else "jujur"]
    if result["tetangga"] is None:
        found.append("kumpulan lain tidak ternilai")
    elif unlike(result["tetangga"], deserved(honest, grader)):
        found.append("nilai kumpulan lain berubah")
    return found + points_wrong(one, result["poin"], deserved(one, grader))


def unlike(points: dict, right: dict) -> bool:
    """Whether points differ from what they should be."""
    return any(abs((points.get(name) or 0) - right[name]) > 1e-9 for name in right)


def points_wrong(one: Specimen, points: dict | None, right: dict | None) -> list[str]:
    """What is wrong with the points of the hand-in itself."""
    if right is None:
        return [] if points is None else ["dinilai nol tanpa alasan"]
    if points is None:
        return ["tidak ternilai"]
    if any(points.get(name) is None for name in right):
        return ["sebagian soal tidak ternilai"]
    got, owed = sum(points[name] for name in right), sum(right.values())
    if got > owed + 1e-9:
        return ["serangan berhasil" if one.group in "AB" else "nilai naik"]
    return ["poin hilang"] if unlike(points, right) else []


def compared() -> list[Specimen]:
    """The specimens that have a way into all graders: collected folders."""
    return [one for one in SPECIMENS.values() if one.road == "folder"]


GROUPS = {
    "A": "berkas",
    "B": "jaringan",
    "C": "sumber daya",
    "D": "notebook dan jawaban yang dirusak",
    "E": "curang di dalam penerjemah",
    "U": "sekadar sial",
    "H": "jujur",
}


def table(results: dict) -> str:
    """The tables of the page, as Markdown."""
    graders = [name for name in GRADERS if results.get(name)]
    verdicts = {
        grader: {
            one.name: harms(one, results[grader]["hasil"][one.name])
            for one in compared()
            if one.name in results[grader]["hasil"]
        }
        for grader in graders
    }
    heads = [results[name]["versi"] for name in graders]
    rule = "|---|" + "---|" * len(graders)
    lines = [f"| kelompok | {' | '.join(heads)} |", rule]
    for group, words in GROUPS.items():
        names = [one.name for one in compared() if one.group == group]
        cells = []
        for grader in graders:
            mine = [
                verdicts[grader][name] for name in names if name in verdicts[grader]
            ]
            right = sum(not one for one in mine)
            cells.append(f"{right} dari {len(mine)}" if mine else "–")
        lines.append(f"| {group} {words} | {' | '.join(cells)} |")
    totals = [
        f"{sum(not one for one in v.values())} dari {len(v)}" for v in verdicts.values()
    ]
    lines.append(f"| semua | {' | '.join(totals)} |")
    done = ", ".join(
        f"{head} {len(found)}"
        for head, found in zip(heads, verdicts.values(), strict=True)
    )
    lines += ["", f"Yang dijalankan dari {len(compared())} kumpulan: {done}."]
    lines += ["Bandingkan antarkolom hanya pada baris yang terisi semua."]
    lines += ["", f"| kumpulan | {' | '.join(heads)} |", rule]
    for one in compared():
        cells = []
        for grader in graders:
            found = verdicts[grader].get(one.name)
            cells.append("–" if found is None else "; ".join(found) or "✓")
        lines.append(f"| {one.group} `{one.name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def write_table() -> None:
    """Put the tables into the page, between their marks."""
    results = json.loads(RESULTS.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    text = f"{head}{BEGIN}\n{table(results)}\n{END}{tail}"
    PAGE.write_text(text, "utf-8")


def version_of(grader: str, python: Path) -> str:
    """What is compared."""
    if grader == "bijak":
        return f"bijak {bijak.__version__}"
    package = {"otter": "otter-grader"}.get(grader, grader)
    code = f"from importlib.metadata import version; print(version({package!r}))"
    command = [str(python), "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"{package} {found.stdout.strip()}".strip()


def say(line: str) -> None:
    """One line for whoever waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def keep(results: dict) -> None:
    """Write all results; without what graders said, which is for whoever debugs."""
    for one in results.values():
        for result in one["hasil"].values():
            result.pop("kata", None)
    text = json.dumps(results, indent=1, sort_keys=True)
    RESULTS.write_text(text + "\n", "utf-8")


def run_grader(grader: str, names: list[str], python: Path, jobs: int) -> None:
    """Run what has no result yet, and keep each result as soon as it is there."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    mine = results.setdefault(grader, {"hasil": {}})
    mine["versi"] = version_of(grader, python)
    mine["tanggal"] = datetime.date.today().isoformat()
    wanted = names or [o.name for o in compared() if o.name not in mine["hasil"]]
    with tempfile.TemporaryDirectory(prefix="bijak-banding-") as folder:
        base = write_base(Path(folder), grader)
        # The user inside has no name outside: it reads what everybody may read.
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        command = outer(python, base, [])

        def graded(names: list[str]) -> dict[str, dict]:
            found = run_some(command, grader, names)
            for name in names:  # what a batch did not live to tell
                if name not in found:
                    found |= run_some(command, grader, [name])
            return found

        with ThreadPoolExecutor(jobs) as pool:
            for found in pool.map(graded, batches(wanted)):
                mine["hasil"] |= found
                keep(results)
                for name, result in found.items():
                    shown = "; ".join(harms(SPECIMENS[name], result)) or "✓"
                    say(f"{grader} {name}: {shown}")
    counts = Counter(not harms(SPECIMENS[n], r) for n, r in mine["hasil"].items())
    say(f"{grader}: {counts[True]} of {counts.total()} as they should be")


def main() -> None:
    """Parse, check that this can be done safely, run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("grader", choices=[*GRADERS, "all", "table"])
    parser.add_argument("names", nargs="*", help="specimens; all that lack a result")
    parser.add_argument("--otter", type=Path, help="environment with otter-grader")
    parser.add_argument("--jobs", type=int, default=2, help="specimens at a time")
    given = parser.parse_args()
    if given.grader != "table":
        if not shutil.which(BWRAP) or os.geteuid() != 0:
            raise SystemExit("Needs bubblewrap (apt-get install bubblewrap) and root.")
        chosen = GRADERS if given.grader == "all" else (given.grader,)
        if "otter" in chosen and not given.otter:
            raise SystemExit("otter needs --otter VENV, see the docstring.")
        for grader in chosen:
            python = Path(sys.prefix, "bin", "python")
            if grader == "otter":
                python = given.otter.absolute() / "bin" / "python"
            run_grader(grader, given.names, python, given.jobs)
    if PAGE.is_file() and RESULTS.is_file():
        write_table()


if __name__ == "__main__":
    main()
