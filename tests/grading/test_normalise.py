"""A hand-in is brought back into the form of the release, whatever was done to it."""

import json
import os
import shutil
import time

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from specimen_parts import answers_file, cell_of, encoded, entries, own_cell, place_of

import second
import tiny
from bijak.answers import ANSWER_MIME, values
from bijak.answers.carried import payload
from bijak.course import generate_release
from bijak.errors import BadItem
from bijak.grading.folders import read_folder
from bijak.grading.normalise import MAX_OWN, Unreadable, normalise
from bijak.grading.templates import Template, name_of, read_template, template_of
from bijak.notebooks import normal_form, read_items, read_notebook
from bijak.paths import project_root

KODE, JAWAB = f"{second.CODE}-kode", f"{second.CODE}-jawab"
SETUP = ("siapkan", "from bijak import muat_data\ntabel = muat_data('contoh-ambang')")


def made(course) -> Template:
    notebook = course.source_notebook()
    return template_of(notebook, course.ID, read_items(notebook))


TINY, SECOND = made(tiny), made(second)


def released(template: Template) -> dict:
    """What participants got, as JSON."""
    content = json.loads(normal_form(template.notebook))
    for cell in content["cells"]:
        cell["source"] = template.released[cell["id"]]
    return content


def normal(content: dict, template: Template = SECOND, answers: bytes | None = None):
    return normalise(encoded(content), answers, template)


def programmed(source: str) -> dict:
    content = released(SECOND)
    cell_of(content, KODE)["source"] = f"{second.GIVEN}{source}"
    return content


REAL = sorted(path.name for path in (project_root() / "solutions").glob("*/"))


@pytest.mark.parametrize("name", [tiny.ID, second.ID, *REAL])
def test_the_template_knows_what_participants_got(name, tmp_path):
    """Cut out exactly as nbgrader's own release does, so nothing starts as stale."""
    root = second.write_project(tmp_path)
    if name in REAL:
        source = project_root() / "solutions" / name
        shutil.copytree(source, root / "solutions" / name)
    generate_release(root, name, "exercises")
    template = read_template(root / "solutions" / name / f"{name}.ipynb")
    path = root / "exercises" / name / f"{name}.ipynb"
    release = {name_of(cell): cell.source for cell in read_notebook(path).cells}
    assert dict(template.released) == release
    found = normalise(path.read_bytes(), None, template)
    assert (found.notices, found.stale, found.answers) == ([], frozenset(), {})


def test_a_solution_inside_a_function_keeps_its_indent():
    """The stub stands where nbgrader puts it."""
    source = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\nf()"
    marks = {"grade_id": "x", "solution": True, "locked": False}
    cell = new_code_cell(source, id="x", metadata={"nbgrader": marks})
    template = template_of(new_notebook(cells=[cell]), "t", {})
    stub = "def f():\n    # Tulis jawaban Anda di sini\nf()"
    assert template.released["x"] == stub


def test_two_cells_of_one_name_are_the_authors_mistake():
    """Said when the template is read, not when somebody's work is graded."""
    marks = {"nbgrader": {"grade_id": "x", "locked": True}}
    cells = [new_code_cell(text, metadata=marks) for text in "12"]
    with pytest.raises(BadItem, match="bernama sama"):
        template_of(new_notebook(cells=cells), "t", {})


def test_the_template_stays_as_it_is():
    """Many are normalised from one template."""
    before = normal_form(SECOND.notebook)
    found = normal(programmed("rata = 1"))
    found.notebook.cells[0].metadata["x"] = found.notebook.cells[0].source = "lain"
    assert normal_form(SECOND.notebook) == before


def test_the_result_is_a_valid_notebook():
    """Also with cells that somebody added below a task."""
    content = programmed("rata = 1")
    place = place_of(content, second.TASK) + 1
    content["cells"].insert(place, own_cell("a", "b c d é", "markdown"))
    content["cells"].insert(place, own_cell("a", "", "raw"))
    content["cells"].insert(place, own_cell("1 / 0"))
    nbformat.validate(normal(content).notebook)


# What is run


def test_code_is_run_without_what_asks_and_grades():
    """The locked set-up without `latihan`, and then the participant's cell."""
    found = normal(programmed(second.SOLUTION))
    cell = (KODE, f"{second.GIVEN}{second.SOLUTION}")
    assert found.code == [SETUP, cell]


def test_nothing_is_run_where_nothing_was_written():
    """An untouched code item costs no process; neither does a form."""
    assert normal(released(SECOND)).code == []
    assert normal(released(TINY), TINY).code == []
    content = released(TINY)
    content["cells"].append(own_cell("1 / 0"))
    assert normal(content, TINY).code == []


def test_own_code_cells_run_where_they_stand():
    """Above, between and below; the given lines run even if nobody wrote there."""
    content = released(SECOND)
    content["cells"].append(own_cell("akhir = 1", "z"))
    content["cells"].insert(place_of(content, JAWAB), own_cell(second.SOLUTION, "y"))
    content["cells"].insert(0, own_cell("awal = 1", "x"))
    names = [name for name, _ in normal(content).code]
    assert names == ["sel-1", "siapkan", KODE, "sel-9", "sel-14"]


def test_no_grade_cell_is_ever_run():
    """Nor any other cell of ours that was changed into something else."""
    content = programmed("rata = 1")
    for cell in content["cells"]:
        if cell["id"] != KODE:
            cell["source"] = "bocor = 1"
    assert not any("bocor" in source for _, source in normal(content).code)


def test_code_beyond_all_measure_is_left_out():
    """What is run is bounded, and that is said."""
    content = programmed("rata = 1")
    content["cells"] += [own_cell("x = 1", f"n{n}") for n in range(MAX_OWN + 50)]
    found = normal(content)
    assert len(found.code) < MAX_OWN + 30
    assert "terlalu banyak" in found.notices[-1]
    content = programmed("rata = 1")
    content["cells"] += [own_cell("#" * 90_000, f"n{n}") for n in range(9)]
    assert sum(len(source) for _, source in normal(content).code) < 500_000


# Repairs


@pytest.mark.parametrize("at", range(1, 9))
def test_a_cell_split_anywhere_is_joined(at):
    """Each half carries the same grade id, as JupyterLab leaves it."""
    whole = f"{second.GIVEN}{second.SOLUTION}".split("\n")
    content = programmed("")
    kode = cell_of(content, KODE)
    half = json.loads(json.dumps(kode)) | {"id": "belah"}
    kode["source"], half["source"] = "\n".join(whole[:at]), "\n".join(whole[at:])
    content["cells"].insert(place_of(content, KODE) + 1, half)
    assert dict(normal(content).code)[KODE] == "\n".join(whole)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_copies_the_one_that_was_filled_counts(order):
    """The untouched copy never wins, wherever it stands; of two attempts the last."""
    content = released(SECOND)
    empty = cell_of(content, KODE)
    filled = json.loads(json.dumps(empty)) | {"id": "isi"}
    filled["source"] = f"{second.GIVEN}rata = 1"
    place = place_of(content, KODE)
    content["cells"][place : place + 1] = [(empty, filled)[n] for n in order]
    assert dict(normal(content).code)[KODE] == filled["source"]
    again = json.loads(json.dumps(filled)) | {"id": "lagi"}
    again["source"] = f"{second.GIVEN}rata = 2"
    content["cells"].append(again)
    assert dict(normal(content).code)[KODE] == again["source"]


def test_answers_to_a_task_are_kept_for_a_person():
    """In own cells below it, in the task itself, or in a copy of it."""
    content = second.answered_task(nbformat.from_dict(released(SECOND)), "Satu.")
    task = next(cell for cell in content.cells if cell["id"] == second.TASK)
    copied = nbformat.from_dict({**task, "id": "salin", "source": "Dua."})
    content.cells.append(copied)
    task.source += "\n\nTiga."
    content.cells[-2].attachments = {"x.png": {"image/png": "eA=="}}
    picture = new_markdown_cell("![](attachment:x.png)")
    picture["attachments"] = {
        "x.png": {"image/png": "eA==", "text/html": "<script>"},
        "y": {"text/html": "<script>"},
    }
    content.cells.append(picture)
    cells = normal(content).notebook.cells
    at = [cell["id"] for cell in cells].index(second.TASK)
    assert cells[at].source == second.TASK_TEXT
    below = [cell.source for cell in cells[at + 1 : -1]]
    assert below[0].endswith("Tiga.") and below[1:3] == ["Satu.", "Dua."]
    assert cells[at + 4].attachments == {"x.png": {"image/png": "eA=="}}


def test_an_answer_outlives_its_task():
    """Somebody who deletes the task keeps what stands where it stood."""
    content = released(SECOND)
    place = place_of(content, second.TASK)
    content["cells"][place] = own_cell("Satu.", "jawab", "markdown")
    cells = normal(content).notebook.cells
    names = [cell["id"] for cell in cells]
    assert names[-3:] == [second.TASK, f"sel-{place + 1}", "penutup"]
    assert cells[-2].source == "Satu."


def test_no_output_comes_along():
    """Whatever a participant's notebook shows, the grader does not store it."""
    content = programmed("rata = 1")
    html = {"output_type": "display_data", "metadata": {}, "data": {"text/html": "x"}}
    for cell in content["cells"]:
        cell["outputs"] = [html] * 50
    for cell in normal(content).notebook.cells:
        assert not cell.get("outputs")


def test_a_changed_question_is_flagged():
    """Not space at the ends of lines, not Windows' line ends: words."""
    content = released(TINY)
    for cell in content["cells"]:
        cell["source"] = "  \r\n".join(cell["source"].split("\n")) + "\n"
    assert normal(content, TINY).stale == frozenset()
    cell_of(content, "t1-03-teks")["source"] += "Kecuali hari Minggu."
    found = normal(content, TINY)
    assert found.stale == {"t1-03"}
    assert [one for one in found.notices if one.startswith("Soal t1-03")]


# Answers


def carrying(answers: dict, minutes: int = 0) -> dict:
    content = released(TINY)
    for item, one in entries(answers, minutes).items():
        data = {ANSWER_MIME: payload(tiny.ID, "padi-1234", {item: one})}
        output = {"output_type": "display_data", "metadata": {}, "data": data}
        cell_of(content, f"{item}-jawab")["outputs"] = [output]
    return content


@pytest.mark.parametrize("minutes, right", [(-5, "b"), (5, "a")])
def test_of_each_answer_the_newest_counts(minutes, right):
    """From the file or from the notebook."""
    mine = carrying({"t1-01": "a", "t1-05": "1"}, minutes)
    given = answers_file(tiny.ID, {"t1-01": "b", "t1-12": "40"})
    found = values(normal(mine, TINY, given).answers)
    assert found == {"t1-01": right, "t1-05": "1", "t1-12": "40"}


def test_only_what_could_be_an_answer_comes_through():
    """No deep, endless, huge or unknown value reaches a judge."""
    odd = {
        "t1-01": float("nan"),
        "t1-02": [[[[[[[[1]]]]]]]],
        "t1-03": "x" * 30_000,
        "t1-04": {f"k{n}": "hoaks" for n in range(900)},
        "t1-05": 10**400,
        "t1-06": {"x": "a\ud800", "y": True},
        "t1-07": None,
        "t9-99": "b",
    }
    found = normalise(None, answers_file(tiny.ID, odd), TINY)
    kept = values(found.answers)
    assert set(kept) == {"t1-04", "t1-06", "t1-07"}
    assert len(kept["t1-04"]) <= 300 and kept["t1-06"] == {"x": "a?", "y": True}
    assert len(found.notices) == 2


def test_of_a_code_item_no_answer_is_taken_from_the_file():
    """Its values come out of the program, and from nowhere else."""
    given = answers_file(second.ID, {second.CODE: second.VALUES, second.FORM: "b"})
    assert set(normalise(None, given, SECOND).answers) == {second.FORM}


BLANK = encoded(released(TINY))
GIVEN = answers_file(tiny.ID, {"t1-01": "b"})


@pytest.mark.parametrize(
    "notebook, answers, begin",
    [
        (None, None, "Tidak ada notebook"),
        (b"", None, "Notebook kosong"),
        (b"{", b"{", "Notebook terpotong"),
        (b"PK\x03\x04", None, "Notebook rusak"),
        (b"[1]", None, "Notebook tidak berisi sel"),
        (b'{"cells": []}', None, "Notebook tidak berisi sel"),
        (b'{"cells": [{"source": "x"}]}', None, "Tidak satu pun sel"),
        (BLANK + b" " * 10_000_000, None, "Notebook terlalu besar"),
        (BLANK, b"{}", "Berkas jawaban.json bukan"),
        (BLANK, b"9" * 5_000, "Berkas jawaban.json rusak"),
        (None, b"\x00\x00", "Berkas jawaban.json kosong"),
    ],
)
def test_what_cannot_be_graded_is_no_zero(notebook, answers, begin):
    """It fails, and the sentence says why."""
    with pytest.raises(Unreadable) as error:
        normalise(notebook, answers, TINY)
    assert str(error.value).startswith(begin)


def test_a_blank_hand_in_is_a_zero():
    """Nothing was broken: nothing was answered."""
    assert normalise(BLANK, None, TINY).answers == {}
    assert normalise(BLANK, answers_file(tiny.ID, {}), TINY).notices == []


def test_one_of_two_is_enough():
    """What is broken is told, and the other counts."""
    found = normalise(b"{", GIVEN, TINY)
    assert values(found.answers) == {"t1-01": "b"}
    assert "Jawaban diambil dari jawaban.json" in found.notices[0]
    found = normal(carrying({"t1-01": "b"}), TINY, b"{")
    assert values(found.answers) == {"t1-01": "b"}
    assert "Jawaban diambil dari notebook" in found.notices[0]


# Folders


def test_the_right_files_are_found_among_many(tmp_path):
    """Copies from before, other people's notebooks and pictures do not count."""
    (tmp_path / f"{tiny.ID}.ipynb").write_bytes(b"{")
    (tmp_path / "lain.ipynb").write_bytes(b'{"cells": [{"source": "x"}]}')
    (tmp_path / "punya saya.ipynb").write_bytes(encoded(carrying({"t1-01": "b"})))
    (tmp_path / "jawaban.json").write_bytes(GIVEN)
    (tmp_path / "jawaban-sebelum-diulang-1.json").write_bytes(b"{")
    found = read_folder(tmp_path, tiny.ID)
    assert b"buka_latihan" in found.notebook and found.answers == GIVEN
    assert [one.split()[0] for one in found.notices] == ["Ada", "Berkas"]
    assert read_folder(tmp_path / "tak-ada", tiny.ID).notebook is None


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_no_name_reaches_a_terminal_as_a_command(tmp_path):
    """Neither a file's nor an item's."""
    (tmp_path / "\x1b[2J.ipynb").write_bytes(encoded(carrying({"t1-01": "b"})))
    (tmp_path / "\x1b[3J").symlink_to("/")
    found = read_folder(tmp_path, tiny.ID)
    assert found.notebook and all(one.isprintable() for one in found.notices)
    odd = answers_file(tiny.ID, {"\x1b[2J": "b", "t1-01": "b"})
    assert "\x1b" not in "".join(normalise(None, odd, TINY).notices)


# Whatever the bytes are

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
RELAXED = settings(suppress_health_check=list(HealthCheck))


def holds(found, template: Template) -> None:
    """A result is the template's cells, and can be written as a file."""
    cells = json.loads(normal_form(found.notebook))["cells"]
    mine = [cell["id"] for cell in cells if not cell["id"].startswith("sel-")]
    assert mine == list(template.released)
    assert json.dumps([found.code, found.notices], ensure_ascii=False).encode()
    assert all(notice.isprintable() for notice in found.notices)
    assert json.dumps(found.answers, ensure_ascii=False, allow_nan=False).encode()


@RELAXED
@given(st.binary(max_size=80) | st.none(), st.binary(max_size=80) | st.none())
def test_no_bytes_raise_anything_else(notebook, answers):
    """There is a result or a reason."""
    try:
        holds(normalise(notebook, answers, TINY), TINY)
    except Unreadable as error:
        assert str(error).endswith(".")


@RELAXED
@given(st.data())
def test_no_meddling_with_cells_changes_what_was_answered(data):
    """Cells deleted, copied, reordered, relabelled and refilled with anything."""
    content = carrying({"t1-01": "b"})
    cells = content["cells"]
    for _ in range(data.draw(st.integers(0, 6))):
        cell = cells[data.draw(st.integers(0, len(cells) - 1))]
        what = data.draw(st.sampled_from(["copy", "move", "drop", "mark", "field"]))
        if what in ("move", "drop"):
            cells.remove(cell)
        if what in ("move", "copy"):
            cells.insert(data.draw(st.integers(0, len(cells))), dict(cell))
        if what == "mark":
            name = data.draw(st.sampled_from(["grade_id", "points", "locked", "task"]))
            marks = {**cell.get("metadata", {}).get("nbgrader", {})}
            cell["metadata"] = {"nbgrader": {**marks, name: data.draw(JSON)}}
        if what == "field":
            name = data.draw(st.sampled_from(["id", "source", "cell_type", "metadata"]))
            cell[name] = data.draw(JSON)
            if name == "metadata" and not isinstance(cell[name], dict):
                cell[name] = {}
    given = answers_file(tiny.ID, {"t1-05": "12,5"})
    found = normal(content, TINY, given)
    holds(found, TINY)
    assert values(found.answers)["t1-05"] == "12,5"
    assert set(values(found.answers)) <= {"t1-01", "t1-05"}


@RELAXED
@given(st.dictionaries(st.sampled_from(list(tiny.QUESTIONS)), JSON), JSON)
def test_no_answer_raises(answers, odd):
    """Whatever stands in jawaban.json."""
    stored = {item: {"": {"isi": one, "pada": odd}} for item, one in answers.items()}
    dated = entries(answers)
    mine = {"format": odd, "latihan": tiny.ID, "jawaban": {**stored, **dated}}
    holds(normalise(BLANK, json.dumps(mine).encode(), TINY), TINY)


def test_the_most_hostile_notebook_takes_seconds():
    """Ten megabytes of copies of one cell, each a little different."""
    content = programmed("")
    kode = cell_of(content, KODE)
    lines = "\n".join(f"a{n} = {n}" for n in range(400))
    content["cells"] += [
        {**kode, "id": f"n{n}", "source": f"b = {n}\n{lines}"} for n in range(1_500)
    ]
    data = encoded(content)
    assert 5_000_000 < len(data) < 10_000_000
    begin = time.process_time()
    normalise(data, None, SECOND)
    assert time.process_time() - begin < 5


def test_looking_for_the_assignment_is_bounded():
    """Two thousand cells that only look like the one that opens it."""
    filler = "; ".join(f"a{n}" for n in range(800))
    cells = [own_cell(f"buka_latihan; {filler}", f"n{n}") for n in range(2_000)]
    begin = time.process_time()
    normal({"cells": cells}, TINY, GIVEN)
    assert time.process_time() - begin < 5
