"""Whatever bytes are handed in: nothing is raised, and no answer earns too much.

Each hand-in goes the whole way of one grading process. What it may earn at most is
said by `score` alone, from the answers as they were before they were spoilt.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specimen_parts import NOON, carrying, encoded, entries, hand_in, read

import second
import tiny
from bijak.course import generate_release
from bijak.grading.collecting import Collector
from bijak.grading.confined import Runner
from bijak.grading.steps import template_at
from bijak.grading.worker import grade_one
from bijak.scoring import score, specimens

CODE = "kenanga-4821"
PUT_DOWN = "Laporkan berkasnya"
"""Ends the sentence about a mistake of our own that was only just caught."""
TIMES = (NOON.isoformat(), "kemarin", "2027-01-05", 7, None, "9999-12-31T23:59:59Z")

fuzzed = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
words = st.text(max_size=12) | st.sampled_from(
    ["<script>bijak()</script>", "a", "\ud800", "\x00", "1e999", "~yakin", "__class__"]
)
data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4)
    ),
    max_leaves=12,
)


class Bench:
    """One grader, and one hand-in after the other on it.

    Attributes:
        root: a project with both test courses.
        mine: item → question and key of the tiny course, as `CODE` sees them.
    """

    def __init__(self, root: Path, runner: Runner) -> None:
        """Nothing is handed in yet."""
        self.root, self._runner = root, runner
        self._template = template_at(self._source(tiny.ID))
        self.mine = {
            name: one.personal(CODE) for name, one in self._template.items.items()
        }

    @property
    def home(self) -> Path:
        """The folder of the class."""
        return self.root / "kelas" / "utama"

    @property
    def release(self) -> Path:
        """The tiny course as it was released."""
        return self.root / "exercises" / tiny.ID

    def _source(self, assignment: str) -> Path:
        return self.root / "solutions" / assignment / f"{assignment}.ipynb"

    def points(self, files: Mapping[str, bytes], of: str = tiny.ID) -> dict:
        """What files earn; nothing when they were refused with a reason."""
        folder = self._laid(files, of)
        job = {
            "latihan": of,
            "peserta": CODE,
            "kumpulan": str(folder),
            "naskah": str(self._source(of)),
            "sel": {},
            "kernelspec": {},
            "tangan": {},
            "komentar": {},
        }
        answer = grade_one(job, self.root / "sementara", self._runner)
        json.dumps(answer).encode()
        if "gagal" in answer:
            assert answer["gagal"].endswith(".") and PUT_DOWN not in answer["gagal"]
            return {}
        assert not [x for x in answer["catatan"] if x.endswith("Laporkan.")]
        assert "<script" not in answer["halaman"]
        assert "<script>bijak" not in json.dumps(_shown(answer["notebook"]))
        return answer["poin"]

    def _laid(self, files: Mapping[str, bytes], assignment: str) -> Path:
        folder = self.home / "submitted" / CODE / assignment
        if files:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder

    def earns(self, item: str, answer: object) -> float:
        """What an answer is worth by itself."""
        if isinstance(answer, dict):
            kept = {k: v for k, v in answer.items() if v is not None and k[:1] != "~"}
            kept.pop("", None)
            answer = kept or answer.get("")
        return score(self.mine[item].item, answer, self.mine[item].key).points

    def samples(self, item: str) -> list:
        """Right, empty, and each known wrong answer to an item."""
        mine = self.mine[item]
        return [one.answer for one in specimens(mine.item, mine.key)]


def _shown(notebook: str) -> list:
    """What a person who grades sees rendered: outputs and Markdown."""
    cells = json.loads(notebook)["cells"]
    html = [
        output.get("data", {}).get("text/html")
        for cell in cells
        for output in cell.get("outputs", ())
    ]
    return [*html, *(c["source"] for c in cells if c["cell_type"] == "markdown")]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    root = second.write_project(tmp_path_factory.mktemp("acak") / "proyek é")
    for course in (tiny, second):
        generate_release(root, course.ID, "exercises")
    with pytest.MonkeyPatch.context() as patch, Runner() as runner:
        patch.setenv("BIJAK_ROOT", str(root))
        yield Bench(root, runner)


def right(bench: Bench) -> dict:
    """What earns all points."""
    return {item: bench.samples(item)[1] for item in bench.mine}


def draw_answers(bench: Bench, draw, odd: bool) -> dict:
    """For some items one of their sample answers, or anything at all."""
    return {
        item: draw(st.sampled_from(bench.samples(item)) | (data if odd else st.none()))
        for item in draw(st.sets(st.sampled_from(sorted(bench.mine))))
    }


def filed(content: object, **more) -> bytes:
    mine = {"format": 1, "latihan": tiny.ID, "peserta": CODE, **more}
    return json.dumps({**mine, "jawaban": content}).encode()


@fuzzed
@given(drawn=st.data())
def test_sample_answers_earn_exactly_their_points(bench, drawn):
    """Whatever is handed in together, each answer earns what it earns alone."""
    answers = draw_answers(bench, drawn.draw, odd=False)
    found = bench.points({"jawaban.json": filed(entries(answers))})
    expected = {item: bench.earns(item, answers.get(item)) for item in bench.mine}
    assert found == expected


@fuzzed
@given(drawn=st.data())
def test_answers_of_any_form(bench, drawn):
    """Any JSON as an answer, with any time, part, item or neighbouring entry."""
    draw = drawn.draw
    answers = draw_answers(bench, draw, odd=True)
    laid = entries({k: v for k, v in answers.items() if v != {}})
    for parts in laid.values():
        for entry in parts.values():
            entry["pada"] = draw(st.sampled_from(TIMES[:1] * 9 + TIMES))
    laid.update({k: v for k, v in draw(st.dictionaries(words, data)).items() if v})
    found = bench.points({"jawaban.json": filed(laid)})
    for item, points in found.items():
        assert points <= best(bench, item, answers.get(item)) + 1e-9, item


def best(bench: Bench, item: str, answer: object) -> float:
    """The most that an answer may earn when any of its parts can have been dropped.

    Dropping what is wrong can help in a table, never in anything else.
    """
    if not isinstance(answer, dict):
        return bench.earns(item, answer)
    rest = [{k: v for k, v in answer.items() if k != out} for out in answer]
    return max(bench.earns(item, one) for one in (answer, {}, *rest))


@fuzzed
@given(drawn=st.data())
def test_bytes_of_the_answers(bench, drawn):
    """A file cut, patched, or in another encoding: no more than was in it."""
    answers = draw_answers(bench, drawn.draw, odd=False)
    text = filed(entries(answers)).decode()
    coded = text.encode(drawn.draw(st.sampled_from(["utf-8-sig", "utf-16", "cp1252"])))
    spoilt = damaged(drawn.draw, coded)
    found = bench.points({"jawaban.json": spoilt})
    if spoilt == coded:
        assert found == {i: bench.earns(i, answers.get(i)) for i in bench.mine}
    for item, points in found.items():
        assert points <= bench.mine[item].points
        if item not in answers and spoilt in coded:
            assert points == 0, item


def damaged(draw, coded: bytes) -> bytes:
    """The same bytes, cut off or with others in their place."""
    start = draw(st.integers(0, len(coded)))
    end = draw(st.integers(start, len(coded)))
    return draw(
        st.sampled_from([coded, coded[:start], coded[start:]])
        | st.binary(max_size=20).map(lambda new: coded[:start] + new + coded[end:])
    )


@fuzzed
@given(drawn=st.data())
def test_notebooks_of_any_form(bench, drawn):
    """Cells deleted, doubled, shuffled, relabelled and filled with anything."""
    draw = drawn.draw
    answers = draw_answers(bench, draw, odd=False)
    notebook = carrying(bench.release, answers, CODE)
    cells = draw(st.permutations(notebook["cells"]) | st.just(notebook["cells"]))
    cells = [spoilt_cell(draw, cell) for cell in cells for _ in range(copies(draw))]
    notebook["cells"] = cells
    notebook |= draw(st.dictionaries(st.sampled_from(["metadata", "nbformat"]), data))
    found = bench.points({f"{tiny.ID}.ipynb": json.dumps(notebook).encode()})
    for item, points in found.items():
        assert points in (0.0, bench.earns(item, answers.get(item))), item


def copies(draw) -> int:
    return draw(st.sampled_from([1] * 12 + [0, 2]))


def spoilt_cell(draw, cell: dict) -> dict:
    """A cell, sometimes with anything in one of its fields."""
    cell = json.loads(json.dumps(cell))
    field = draw(st.sampled_from([None] * 12 + ["id", "metadata", "source", "outputs"]))
    if field:
        cell[field] = draw(data)
    elif draw(st.integers(0, 12)) == 0:
        marks = cell["metadata"].get("nbgrader", {})
        marks[draw(st.sampled_from(["grade_id", "points", "grade", "locked"]))] = draw(
            data | st.sampled_from(["t1-01-nilai", "t1-02-jawab"])
        )
    return cell


@fuzzed
@given(drawn=st.data())
def test_bytes_of_the_notebook(bench, drawn):
    """A notebook cut or patched beside good answers: the answers are graded."""
    answers = right(bench)
    notebook = damaged(drawn.draw, encoded(read(bench.release)))
    files = {
        f"{tiny.ID}.ipynb": notebook,
        "jawaban.json": filed(entries(answers)),
    }
    assert bench.points(files) == {
        item: bench.earns(item, answer) for item, answer in answers.items()
    }


@fuzzed
@given(drawn=st.data())
def test_archives_of_any_form(bench, drawn, tmp_path):
    """A hand-in file cut, patched, packed again: received as it was, or refused."""
    draw = drawn.draw
    members = hand_in(bench.release, right(bench), CODE)
    for name in draw(st.sets(st.sampled_from(sorted(members)), max_size=1)):
        members[name] = damaged(draw, members[name])
    packed = zipped(members)
    for _ in range(draw(st.integers(0, 4))):
        packed = zipped({draw(st.sampled_from(["a.zip", "b/c.ZIP"])): packed})
    shutil.rmtree(bench.home / "submitted", ignore_errors=True)
    stick = tmp_path / "usb"
    stick.mkdir(exist_ok=True)
    (stick / "kumpulan.zip").write_bytes(damaged(draw, packed))
    found = Collector(bench.root).collect([], [stick])
    assert all(one.why.endswith(".") for one in (*found.refused, *found.notices))
    if not (bench.home / "submitted" / CODE / tiny.ID).is_dir():
        assert found.refused or found.skipped
        return
    for item, points in bench.points({}).items():
        assert points <= bench.mine[item].points


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip that is the same at every time of day, so that a failure can be shrunk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@settings(parent=fuzzed, max_examples=15)
@given(source=st.text(max_size=60) | words, names=st.dictionaries(words, data))
def test_programs_of_any_form(bench, source, names):
    """Any text as a program: no exception, and no points for what was not done."""
    notebook = read(bench.root / "exercises" / second.ID)
    for cell in notebook["cells"]:
        if cell["id"] == f"{second.CODE}-kode":
            cell["source"] = f"{source}\nrata = {names!r}"
    file = {f"{second.ID}.ipynb": json.dumps(notebook).encode()}
    assert bench.points(file, second.ID).get(second.CODE, 0.0) == 0.0
