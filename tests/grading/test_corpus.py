"""The corpus through ``bijak grade``, all in one class: exact, and nothing harmed."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from corpus_class import COURSES, HELD, Corpus, listeners, living, marks, surroundings
from specimen_parts import BONUS, CODE, FORM_POINTS, MARK, NEIGHBOUR, Specimen
from specimens import SPECIMENS

import second
import tiny
from bijak.grading.code_items import read_run
from bijak.grading.running import FAILED, SAME, Grading, Line

SECONDS = 400
"""The longest that all may take, on a machine that has other work too."""
STRANGERS = ("kunci=", "BEGIN HIDDEN", "root:x:0:0", HELD, "<script")
"""What no participant may ever read."""

SAID = {"gambar": "1 berkas lain dilewati"}
"""Where the command says less: nobody takes a picture for a hand-in."""


@dataclass
class Ran:
    """What a class looked like after two runs of the command's work.

    Attributes:
        corpus: the class.
        output: what the command printed, in one line.
        lines: (code, assignment) → what became of it.
        points: (code, assignment) → graded item → (automatic, manual) points.
        knocked: who touched a door of this machine.
        left: processes that were not there before.
        marks: files that a harm left.
        touched: what grading changed although it is not its own.
    """

    corpus: Corpus
    output: str = ""
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)
    points: dict[tuple[str, str], dict] = field(default_factory=dict)
    knocked: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    marks: list[Path] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)


def is_quick(one: Specimen) -> bool:
    return one.course is tiny


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(is_quick, id="bentuk"),
        pytest.param(lambda one: True, id="semua", marks=pytest.mark.slow),
    ],
)
def ran(request, tmp_path_factory) -> Ran:
    """The corpus graded by the command, and looked at once more by a second grader."""
    chosen = [one for one in SPECIMENS.values() if request.param(one)]
    folder = tmp_path_factory.mktemp("korpus")
    done = Ran(Corpus(folder, chosen))
    before = done.corpus.untouchable()
    with surroundings(), listeners() as done.knocked:
        running = living()
        done.output = run(done.corpus)
        with Grading(done.corpus.root) as grading:
            for course in COURSES:
                report = grading.grade(course.ID)
                done.lines |= {(one.code, course.ID): one for one in report.lines}
        done.left = living() - running
        done.marks = marks(folder)
    after = done.corpus.untouchable()
    done.touched = [name for name in before if before[name] != after.get(name)]
    done.points = points_in(done.corpus.home / "gradebook.db")
    return done


def run(corpus: Corpus) -> str:
    """Call ``bijak grade`` where a hostile hand-in lies; what it printed."""
    command = [sys.executable, "-m", "bijak", "grade"]
    for stick in corpus.sticks:
        command += ["--from", str(stick)]
    done = subprocess.run(
        command,
        cwd=corpus.root,
        env={**os.environ, "BIJAK_ROOT": str(corpus.root), "COLUMNS": "2000"},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def points_in(gradebook: Path) -> dict[tuple[str, str], dict]:
    """(code, assignment) → item → (automatic points, manual points)."""
    query = """
        SELECT submitted_assignment.student_id, assignment.name, base_cell.name,
               grade.auto_score, grade.manual_score
        FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment
          ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    """
    found: dict[tuple[str, str], dict] = {}
    with closing(sqlite3.connect(gradebook)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for code, assignment, cell, auto, manual in database.execute(query):
            item = cell.removesuffix("-nilai")
            found.setdefault((code, assignment), {})[item] = (auto, manual)
    return found


def owners_of(code: str, one: Specimen) -> tuple[str, ...]:
    """Who has a grade, the specimen's code put in place of the usual one."""
    return tuple(code if owner == CODE else owner for owner in one.expected.owners)


def differences(ran: Ran, verdict) -> dict[str, object]:
    """specimen → what differs from its verdict; nothing where it is exact."""
    found = {
        one.name: verdict(ran, code, one) for code, one in ran.corpus.people.items()
    }
    return {name: what for name, what in found.items() if what}


def other_points(ran: Ran, code: str, one: Specimen) -> Mapping:
    """owner → item → (expected, found), where they differ."""
    wrong = {}
    for owner in owners_of(code, one):
        found = ran.points.get((owner, one.course.ID), {})
        expected = one.expected.points or {}
        wanted = {item: (points, None) for item, points in expected.items()}
        if second.TASK in found and expected:
            wanted[second.TASK] = (None, None)  # it waits for a person
        if found != wanted:
            wrong[owner] = {
                item: (wanted.get(item), found.get(item))
                for item in {*wanted, *found}
                if wanted.get(item) != found.get(item)
            }
    return wrong


def test_points_are_exact(ran):
    """Nobody earns more, and nobody less, than the answers deserve."""
    assert differences(ran, other_points) == {}


def test_only_those_who_handed_in_are_graded(ran):
    """No hand-in makes a grade for somebody else, and none is dropped."""
    expected = {(NEIGHBOUR, course.ID) for course in COURSES}
    for code, one in ran.corpus.people.items():
        if one.expected.points is not None:
            expected |= {(owner, one.course.ID) for owner in owners_of(code, one)}
    assert set(ran.points) == expected


def test_the_neighbour_is_unharmed(ran):
    """An honest hand-in among them earns what it earns alone."""
    form, program = (ran.points[NEIGHBOUR, course.ID] for course in COURSES)
    assert form == {item: (FORM_POINTS.get(item, 0.0), None) for item in tiny.QUESTIONS}
    assert program[second.CODE] == (BONUS, None)


def missing_reason(ran: Ran, code: str, one: Specimen) -> str:
    reason = one.expected.reason
    if one.road == "files":
        return "" if SAID.get(one.name, reason) in ran.output else reason
    line = ran.lines[code, one.course.ID]
    if not reason:
        return "" if line.state == SAME else f"{line.state}: {line.notices}"
    told = line.state == FAILED and line.notices[0].startswith(reason)
    return "" if told and reason in ran.output else f"{line.state}: {line.notices}"


def test_every_failed_one_has_its_reason(ran):
    """A reason in Indonesian, on the screen and in the report; all others are graded,
    once, and hold when grading starts again."""
    assert differences(ran, missing_reason) == {}


def other_notices(ran: Ran, code: str, one: Specimen) -> object:
    expected = tuple(text.replace(CODE, code) for text in one.expected.notices)
    if one.road == "files":
        return [begin for begin in expected if begin not in ran.output]
    said = ran.lines[code, one.course.ID].notices
    if one.expected.reason:
        return []
    unsaid = [x for x in expected if not any(text.startswith(x) for text in said)]
    unexpected = [text for text in said if not text.startswith(expected or ("~",))]
    return [*unsaid, *unexpected]


def test_the_trainer_is_told_what_was_odd(ran):
    """Exactly the sentences that belong to a specimen."""
    assert differences(ran, other_notices) == {}


def unsaid_word(ran: Ran, code: str, one: Specimen) -> object:
    if not one.expected.said:
        return None
    run = read_run(ran.corpus.home / "autograded" / code / one.course.ID)
    sentences = " ".join(run.said.get(second.CODE, ())).lower()
    return None if one.expected.said in sentences else sentences or "(tidak ada)"


def test_the_participant_is_told_why_code_stopped(ran):
    """A sentence with the word that matters."""
    assert differences(ran, unsaid_word) == {}


def test_no_harm_is_done_outside(ran):
    """No file is left or changed outside, no process lives on, no door was touched."""
    assert (ran.marks, ran.touched, ran.left, ran.knocked) == ([], [], set(), [])


def test_nobody_reads_what_is_secret(ran):
    """No page and no value from a run shows a key, a password file or a secret."""
    home = ran.corpus.home
    shown = [*home.glob("feedback/*/*/*.html"), *home.glob("autograded/*/*/hasil*")]
    texts = {path: path.read_text(encoding="utf-8") for path in shown}
    assert len(texts) >= len(ran.points)
    assert {
        (path.parts[-3], word)
        for path, text in texts.items()
        for word in STRANGERS
        if word in text
    } == set()


def test_the_gradebook_is_whole(ran):
    """Each graded hand-in has a grade for every graded cell, and nothing by hand."""
    items = {tiny.ID: {*tiny.QUESTIONS}, second.ID: {*second_items()}}
    for (code, assignment), grades in ran.points.items():
        assert {*grades} == items[assignment], code
        assert {manual for _, manual in grades.values()} == {None}, code


def second_items() -> tuple[str, ...]:
    return second.FORM, second.CODE, second.TASK


def test_marks_are_found_where_they_would_be(tmp_path):
    """The search for what a harm leaves does find it."""
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / f"x-{MARK}").write_text("x")
    assert marks(tmp_path) == [tmp_path / "dalam" / f"x-{MARK}"]
    assert re.fullmatch(r"[a-z-]+", MARK)
