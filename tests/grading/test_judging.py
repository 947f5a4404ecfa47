"""Judging: points from data and keys alone; what fails earns nothing, and is said."""

import copy
import dataclasses
import math

import nbformat
import pytest

import second
import tiny
from bijak.confinement import Outcome
from bijak.confinement.levels import NO_WALLS
from bijak.grading.code_items import (
    VALUES_FILE,
    CodeRun,
    code_job,
    read_run,
    told,
    write_values,
)
from bijak.grading.confined import Runner
from bijak.grading.judging import judge
from bijak.grading.marking import mark
from bijak.grading.normalise import Normal, normalise
from bijak.grading.templates import template_of
from bijak.notebooks import read_items

WHEN = "2027-01-05T03:00:00+00:00"


def template(module):
    notebook = module.source_notebook()
    return template_of(notebook, module.ID, read_items(notebook))


TINY, SECOND = template(tiny), template(second)
ALL_NAMES = {second.CODE: second.VALUES}


def entries(**answers) -> dict:
    """Whole answers as they are stored; item ids with _ in place of -."""
    return {
        name.replace("_", "-"): {"": {"isi": value, "pada": WHEN}}
        for name, value in answers.items()
    }


def given(answers=None, notices=()) -> Normal:
    return Normal({}, answers or {}, [*notices], frozenset(), [])


def released(module, made):
    """A participant's notebook, as it came out of the release."""
    notebook = copy.deepcopy(module.source_notebook())
    for cell in notebook.cells:
        cell.source = made.released[cell["id"]]
    return notebook


def handed_in(source: str) -> Normal:
    """A hand-in of the second course in which somebody programmed this."""
    notebook = second.programmed(released(second, SECOND), source)
    return normalise(nbformat.writes(notebook).encode(), None, SECOND)


def with_key(made, item: str, **changes):
    """A template in which one item's key is another."""
    graded = made.items[item]
    key = dataclasses.replace(graded.key, **changes)
    items = {**made.items, item: dataclasses.replace(graded, key=key)}
    return dataclasses.replace(made, items=items)


def test_every_item_of_the_template_is_judged():
    """What was not answered earns 0; nothing is left out."""
    judged = judge(TINY, given(entries(t1_01="b")), {}, "padi-1234")
    assert list(judged.points) == list(tiny.QUESTIONS)
    assert judged.points["t1-01"] == 2.0
    assert sum(judged.points.values()) == 2.0


def test_points_are_plain_floats():
    """nbgrader gives full points for anything else."""
    judged = judge(TINY, given(entries(t1_05="12,5")), {}, "padi-1234")
    assert {type(points) for points in judged.points.values()} == {float}


def test_personal_numbers_are_those_of_the_variant():
    """The grader derives them from the code it is given, not from the hand-in."""
    for code in ("padi-1", "padi-2", "melati-3"):
        right = float(TINY.items["t1-15"].personal(code).key.answer)
        assert judge(TINY, given(entries(t1_15=right)), {}, code).points["t1-15"] == 1


def test_answers_to_unknown_items_change_nothing():
    """An item that the template does not know is nowhere."""
    judged = judge(TINY, given(entries(t9_99="b")), {}, "padi-1234")
    assert "t9-99" not in judged.points and sum(judged.points.values()) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": None, "points": {"x": math.nan}},
        {"feedback": 3, "answer": {"x"}},
        {"points": "dua"},
        {"points": math.nan},
        {"points": -5.0},
        {"points": math.inf},
    ],
    ids=range(6),
)
def test_a_broken_key_never_earns(changes):
    """An author's mistake costs nobody else, and never gives points away."""
    broken = with_key(TINY, "t1-01", **changes)
    judged = judge(broken, given(entries(t1_01="b", t1_05="12,5")), {}, "padi-1")
    assert 0 <= judged.points["t1-01"] <= 2
    assert judged.points["t1-05"] == 1.5
    if judged.points["t1-01"] == 0 and "t1-01" in judged.failed:
        assert any("t1-01" in notice for notice in judged.notices)


def test_points_never_exceed_what_the_cell_is_worth():
    """nbgrader loses a submission with more than full points; it is cut, and said."""
    judged = judge(
        with_key(TINY, "t1-01", points=200.0), given(entries(t1_01="b")), {}, "padi-1"
    )
    assert judged.points["t1-01"] == 2.0
    assert any("melebihi" in notice for notice in judged.notices)


def test_a_code_item_is_judged_on_values_only():
    """What stands in jawaban.json under a code item's name is never looked at."""
    parts = {name: {"isi": v, "pada": WHEN} for name, v in second.VALUES.items()}
    stored = {second.CODE: parts}
    assert judge(SECOND, given(stored), {}, "padi-1").points[second.CODE] == 0
    judged = judge(SECOND, given(), ALL_NAMES, "padi-1")
    assert judged.points == {second.FORM: 0.0, second.CODE: 4.0}


def test_what_happened_to_the_code_is_said_first():
    """An error stands before the names that are missing because of it."""
    said = {second.CODE: ["Sel ini berhenti di baris 2."]}
    judged = judge(SECOND, given(), {second.CODE: {"rata": 35.03}}, "padi-1", said)
    sentences = judged.verdicts[second.CODE].sentences
    assert sentences[0] == "Sel ini berhenti di baris 2." and len(sentences) > 1
    judged = judge(SECOND, given(), {}, "padi-1", said)
    assert judged.verdicts[second.CODE].sentences == tuple(said[second.CODE])


def marked(judged, made):
    """The template's own notebook with a judgement in it; also the notices."""
    notebook = copy.deepcopy(made.notebook)
    return notebook, mark(notebook, judged)


def nbgrader_points(notebook) -> dict[str, float]:
    """What nbgrader itself reads from each test cell."""
    from nbgrader.utils import determine_grade, is_grade

    return {
        cell.metadata.nbgrader.grade_id.removesuffix("-nilai"): determine_grade(cell)[0]
        for cell in notebook.cells
        if is_grade(cell)
    }


def test_nbgrader_reads_the_same_points():
    """Zero, part and all: the outputs say exactly what was judged."""
    answers = entries(t1_01="b", t1_02=["a", "b"], t1_05="12,5")
    judged = judge(TINY, given(answers), {}, "padi-1")
    notebook, notices = marked(judged, TINY)
    assert nbgrader_points(notebook) == judged.points
    assert notices == []
    nbformat.validate(notebook)


def test_old_outputs_are_replaced():
    """Nothing that was displayed before is read as points."""
    notebook = copy.deepcopy(TINY.notebook)
    full = {"output_type": "execute_result", "data": {"text/plain": "99.0"}}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict({**full, "metadata": {}})]
    mark(notebook, judge(TINY, given(), {}, "padi-1"))
    assert set(nbgrader_points(notebook).values()) == {0.0}


def test_an_unknown_test_cell_earns_nothing():
    """A test cell without an item would be full points in nbgrader."""
    judged = judge(SECOND, given(), ALL_NAMES, "padi-1")
    notebook, notices = marked(judged, TINY)
    assert set(nbgrader_points(notebook).values()) == {0}
    assert len(notices) == len(tiny.QUESTIONS) and "t1-01-nilai" in notices[0]


def test_an_item_that_failed_is_an_error():
    """Our own mistake is an error output, 0 points, and a sentence."""
    broken = with_key(TINY, "t1-01", points={"x": "dua"})
    judged = judge(broken, given(entries(t1_01="b")), {}, "padi-1")
    assert judged.failed == {"t1-01"}
    notebook, _ = marked(judged, TINY)
    assert nbgrader_points(notebook)["t1-01"] == 0
    (cell,) = [cell for cell in notebook.cells if cell["id"] == "t1-01-nilai"]
    assert "error" in [output.output_type for output in cell.outputs]


def test_the_outputs_hold_no_key():
    """What a person sees in formgrader beside the source: answers and sentences."""
    notebook, _ = marked(judge(TINY, given(), {}, "padi-1"), TINY)
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert not [word for word in ("kunci", "nilai(", "umpan_balik") if word in shown]


# Code: what is run, and what is said of it.


def test_nothing_is_run_where_nobody_programmed():
    """A stub costs no process."""
    notebook = nbformat.writes(released(second, SECOND)).encode()
    assert code_job(SECOND, normalise(notebook, None, SECOND)) is None
    assert code_job(TINY, given(entries(t1_01="b"))) is None


def test_names_are_read_where_the_question_stands():
    """The job has an empty cell named like the item, after what belongs to it."""
    job = code_job(SECOND, handed_in(second.SOLUTION))
    assert [cell for cell, _ in job.cells] == ["siapkan", "t2-02-kode", second.CODE]
    assert job.cells[-1][1] == "" and job.names == {second.CODE: second.NAMES}


def test_no_key_comes_into_a_job():
    """Neither grade cells nor anything of ours is run beside participants' code."""
    text = "\n".join(source for _, source in code_job(SECOND, handed_in("x = 1")).cells)
    secrets = ("latihan", "kunci", "nilai(", "umpan_balik", "SOLUTION", "jawab")
    assert [secret for secret in secrets if secret in text] == []


def test_an_error_is_told_where_it_counts():
    """Sentences of cells before an item belong to it, and so does a full stop."""
    job = code_job(SECOND, handed_in("x = 1"))
    problems = {"t2-02-kode": "Sel ini berhenti.", second.CODE: ""}
    run = told(Outcome({second.CODE: {"rata": 1}}, problems, "Berhenti setelah."), job)
    assert run.said == {second.CODE: ["Sel ini berhenti.", "Berhenti setelah."]}
    assert run.values == {second.CODE: {"rata": 1}}
    assert run.cells == {"t2-02-kode": "Sel ini berhenti."}


@pytest.mark.kernel
def test_real_code_in_real_confinement():
    """Right code earns all, wrong code its part, an error what came before it."""
    sources = {
        second.SOLUTION: 4.0,
        "rata = 35.03\nsaran = 'periksa'": 1.5,
        f"{second.SOLUTION}\n1 / 0": 4.0,
        "rata = 1 / 0": 0.0,
        "rata = True": 0.0,
    }
    with Runner(allow_unsafe=True) as runner:
        for source, points in sources.items():
            normal = handed_in(source)
            run = runner.run(SECOND, normal)
            judged = judge(SECOND, normal, run.values, "padi-1", run.said)
            assert judged.points[second.CODE] == points, source
        (said,) = runner.run(SECOND, handed_in("1/0")).said[second.CODE]
        assert "ZeroDivisionError" in said


class Nowhere(Runner):
    """A grader on a computer that can confine nothing."""

    level = NO_WALLS


def test_without_confinement_nothing_is_run():
    """Code items are refused with what to do; form items are graded all the same."""
    with Nowhere() as runner:
        run = runner.run(SECOND, handed_in(second.SOLUTION))
    assert not run.values and "Linux" in run.said[second.CODE][0]
    judged = judge(SECOND, given(entries(t2_01="b")), run.values, "padi-1", run.said)
    assert judged.points == {second.FORM: 2.0, second.CODE: 0.0}


def test_what_came_out_is_kept_for_the_feedback_page(tmp_path):
    """Written by the grader only: what was handed in under that name is dropped."""
    run = CodeRun({second.CODE: second.VALUES}, {second.CODE: ["Sel ini berhenti."]})
    write_values(tmp_path, run)
    assert read_run(tmp_path) == run
    (tmp_path / VALUES_FILE).write_text('{"nilai": {"t2-02": {}}, "pesan": {}}')
    write_values(tmp_path, CodeRun())
    assert read_run(tmp_path) == CodeRun() and not (tmp_path / VALUES_FILE).exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"nilai": 3, "pesan": {}}'])
def test_a_broken_file_of_values_is_none(tmp_path, content):
    """Reading it never raises."""
    (tmp_path / VALUES_FILE).write_bytes(content)
    assert read_run(tmp_path) == CodeRun()
