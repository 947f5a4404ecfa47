"""Formgrader in a real browser: nothing of a participant's runs, a score holds."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from driving import free_port, photograph
from playwright.sync_api import Page, expect

import second
import tiny
from bijak.course import generate_release
from course_runs import hand_in

CODE = "nakal-1"
HITS = (
    "<script>window.bijakHit = 1; top.bijakHit = 1</script>",
    "<img src=x onerror='window.bijakHit = 1'>",
    "<svg onload='window.bijakHit = 1'><animate onbegin='window.bijakHit = 1'/></svg>",
    "<details open ontoggle='window.bijakHit = 1'><summary>Buka</summary></details>",
    "<iframe srcdoc='<script>top.bijakHit = 1</script>'></iframe>",
    "<a href='javascript:window.bijakHit = 1' class='umpan'>Klik saya</a>",
    "<form action='javascript:window.bijakHit = 1'><button class='umpan'>Tekan"
    "</button></form>",
    "[Klik saya juga](javascript:window.bijakHit=1)",
    "<style>@import 'http://example.com/x.css'; body { display: none }</style>",
    "</script></textarea></title><script>window.bijakHit = 1</script>",
    "<math><mtext><img src=x onerror=window.bijakHit=1></mtext></math>",
)
"""What sets `window.bijakHit` if it runs, or when somebody clicks it."""
ALL = "Isi peserta. " + " ".join(HITS)
READABLE = "Isi peserta."
SECONDS = 120


TOKEN = "kunci-pelatih"
THEIRS = "cdnjs.cloudflare.com"
"""Where formgrader itself looks for MathJax; it works without."""


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    """A page without internet; a hand-in does not even ask for any."""
    asked = set()

    def stop(route):
        asked.add(urlsplit(route.request.url).hostname)
        route.abort()

    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(60_000)
    context.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", stop)
    yield context.new_page()
    context.close()
    assert asked <= {THEIRS}


class Office:
    """A class with one hostile hand-in, and Jupyter with formgrader over it.

    Attributes:
        root: the project.
        base: the address of Jupyter.
    """

    def __init__(self, root: Path, base: str = "") -> None:
        """Everything runs already."""
        self.root, self.base = root, base

    def open(self, page: Page, path: str) -> None:
        """Open a page of formgrader."""
        page.goto(f"{self.base}/formgrader/{path}")

    def submissions(self) -> dict[str, str]:
        """Assignment → formgrader's id of the hostile hand-in."""
        query = """
            SELECT assignment.name, submitted_notebook.id
            FROM submitted_notebook
            JOIN submitted_assignment
              ON submitted_assignment.id = submitted_notebook.assignment_id
            JOIN assignment ON assignment.id = submitted_assignment.assignment_id
            WHERE submitted_assignment.student_id = ?
        """
        return dict(self._ask(query, CODE))

    def manual_score(self) -> float | None:
        """What a person gave for the task."""
        query = """
            SELECT grade.manual_score FROM grade
            JOIN base_cell ON base_cell.id = grade.cell_id WHERE base_cell.name = ?
        """
        ((score,),) = self._ask(query, second.TASK)
        return score

    def _ask(self, query: str, *values: str) -> list:
        with closing(sqlite3.connect(self.root / "kelas/utama/gradebook.db")) as book:
            return book.execute(query, values).fetchall()

    def grade(self) -> str:
        """Call ``bijak grade``; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "bijak", "grade"],
            cwd=self.root,
            env=environment(self.root),
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=3 * SECONDS,
        )
        return done.stdout


def environment(root: Path) -> dict[str, str]:
    names = {"BIJAK_EXCHANGE", "BIJAK_KELAS"}
    kept = {k: v for k, v in os.environ.items() if k not in names}
    package = Path(second.__file__).parents[1] / "helpers"
    ours = {"BIJAK_ROOT": str(root), "PYTHONPATH": str(package), "COLUMNS": "300"}
    return kept | ours


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    """A graded class in formgrader, set up by the project's nbgrader_config.py."""
    root = second.write_project(tmp_path_factory.mktemp("kantor") / "proyek é")
    for course in (tiny, second):
        generate_release(root, course.ID, "exercises")
    _hostile(root)
    Office(root).grade()
    with _jupyter(root) as base:
        yield Office(root, base)


@pytest.fixture
def unprepared(tmp_path) -> Iterator[Office]:
    """A class in which a hand-in was collected and nothing else was ever pressed."""
    root = tiny.write_project(tmp_path / "proyek é")
    generate_release(root, tiny.ID, "exercises")
    hand_in(root, tiny.ID, CODE, {"t1-01": "b"})
    with _jupyter(root) as base:
        yield Office(root, base)


def _hostile(root: Path) -> None:
    """Lay a hand-in down that has scripts wherever a participant can put them."""
    odd = {"m": ALL, "p": ALL}
    row = {"sumber": ALL, "tgl": ALL, "resmi": ALL}
    answers = {"t1-01": ALL, "t1-05": ALL, "t1-08": odd, "t1-09": {"1": row}}
    folders = [
        hand_in(root, tiny.ID, CODE, {**answers, "t1-10": odd, "t1-11": ALL}),
        hand_in(root, second.ID, CODE, {second.FORM: "b"}),
    ]
    for folder in folders:
        path = folder / f"{folder.name}.ipynb"
        notebook = nbformat.read(path, 4)
        _spoil(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        (folder / "<img src=x onerror=window.bijakHit=1>.txt").write_text(ALL)
        (folder / "halaman.html").write_text(ALL)


def _spoil(notebook) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            kinds = ("text/html", "text/markdown", "image/svg+xml", "text/latex")
            data = {**dict.fromkeys(kinds, ALL), "application/javascript": "bijakHit=1"}
            cell["outputs"] = [nbformat.v4.new_output("display_data", data)]
    notebook["metadata"]["title"] = ALL
    if any(cell["id"] == second.TASK for cell in notebook.cells):
        second.programmed(notebook, f"saran = {ALL!r}\n# {ALL}")
        second.answered_task(notebook, ALL)
        notebook.cells[-2]["metadata"]["name"] = ALL


@contextmanager
def _jupyter(root: Path) -> Iterator[str]:
    """Jupyter with all of nbgrader's extensions, started in the project."""
    port = free_port()
    options = {"port": port, "ip": "127.0.0.1", "open_browser": False}
    given = [f"--ServerApp.{name}={value}" for name, value in options.items()]
    more = ["--allow-root", f"--IdentityProvider.token={TOKEN}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *given, *more],
        cwd=root,
        env=environment(root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/api?token={TOKEN}", server)
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(SECONDS)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + 2 * SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"Jupyter does not answer at {address}.")


def nothing_ran(page: Page) -> None:
    """Click all baits, then no frame may have been hit, and nothing left the page."""
    address = page.url
    for bait in page.locator("a:has-text('Klik saya'), .umpan").all():
        bait.click(force=True, timeout=2_000)
    page.wait_for_timeout(300)
    for frame in page.frames:
        assert frame.evaluate("typeof window.bijakHit") == "undefined"
    assert page.url == address
    dangerous = "[src^='javascript:'], [href^='javascript:'], iframe[srcdoc], [onerror]"
    assert page.locator(dangerous).count() == 0
    assert page.evaluate("getComputedStyle(document.body).display") != "none"


@pytest.mark.parametrize("assignment", [tiny.ID, second.ID])
def test_a_hostile_hand_in_is_shown_and_does_not_run(office, page, assignment):
    """Scripts in answers, outputs, Markdown, code and names are only text."""
    office.open(page, f"submissions/{office.submissions()[assignment]}/")
    expect(page.locator("#notebook-container").last).to_contain_text(READABLE)
    photograph(page, f"20-formgrader-{assignment}")
    nothing_ran(page)


@pytest.mark.parametrize(
    "path",
    [
        "manage_assignments",
        f"manage_submissions/{tiny.ID}",
        f"gradebook/{tiny.ID}/{tiny.ID}",
        f"manage_students/{CODE}/{tiny.ID}",
    ],
)
def test_lists_do_not_run_anything(office, page, path):
    """Formgrader's lists around the hand-in stay harmless too."""
    office.open(page, path)
    expect(page.locator("body")).to_contain_text(tiny.ID)
    nothing_ran(page)


def test_autograde_works_at_once(unprepared, page):
    """One press grades a hand-in, without *Generate* before."""
    unprepared.open(page, f"manage_submissions/{tiny.ID}")
    row = page.locator("tr", has_text=CODE)
    row.locator(".autograde a").click()
    expect(page.locator(".modal")).to_contain_text("Success")
    photograph(page, "21-formgrader-sekaligus")
    assert unprepared.submissions()[tiny.ID]
    page.reload()
    expect(row).to_contain_text("graded")
    expect(row.locator(".score")).not_to_have_text("")


def test_a_manual_score_survives_grading_again(office, page):
    """Points that a person gives in formgrader hold when a new hand-in is graded."""
    office.open(page, f"submissions/{office.submissions()[second.ID]}/")
    score = page.locator(f"[id='{second.TASK}']")
    page.wait_for_function("formgrader.grade_uis && formgrader.grade_uis.length")
    with page.expect_response(lambda one: "/api/grade/" in one.url) as answered:
        score.fill("2")
        score.dispatch_event("change")
    assert answered.value.ok
    assert office.manual_score() == 2.0
    folder = office.root / "kelas/utama/submitted" / CODE / second.ID
    answers = json.loads((folder / "jawaban.json").read_text("utf-8"))
    answers["jawaban"][second.FORM][""]["isi"] = "a"
    (folder / "jawaban.json").write_text(json.dumps(answers), encoding="utf-8")
    assert "Periksa lagi nilainya" in " ".join(office.grade().split())
    assert office.manual_score() == 2.0
    page.reload()
    expect(page.locator(f"[id='{second.TASK}']")).to_have_value("2")
