"""Each specimen, as far as reading and repairing alone decide its verdict."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from specimen_parts import CODE
from specimens import SPECIMENS, Specimen

import second
import tiny
from bijak.answers import values
from bijak.course import generate_release
from bijak.grading.folders import read_folder
from bijak.grading.hand_ins import read_hand_in
from bijak.grading.normalise import Normal, Unreadable, normalise
from bijak.grading.templates import Template, read_template
from bijak.notebooks import normal_form
from bijak.scoring import score

FILES = [one for one in SPECIMENS.values() if one.road == "files"]
FOLDERS = [one for one in SPECIMENS.values() if one.road == "folder"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Both test courses with their releases; the root."""
    root = second.write_project(tmp_path_factory.mktemp("dua") / "proyek é")
    for course in (tiny, second):
        generate_release(root, course.ID, "exercises")
    return root


@pytest.fixture(scope="module")
def templates(project) -> dict[str, Template]:
    return {
        name: read_template(project / "solutions" / name / f"{name}.ipynb")
        for name in (tiny.ID, second.ID)
    }


def read(one: Specimen, project: Path, folder: Path, template: Template) -> Normal:
    """What reading makes of a specimen, with what was odd about its folder."""
    folder.mkdir()
    one.build(folder, project / "exercises" / template.id)
    found = read_folder(folder, template.id)
    normal = normalise(found.notebook, found.answers, template)
    normal.notices[:0] = found.notices
    return normal


def form_points(normal: Normal, template: Template, code: str) -> dict[str, float]:
    given = values(normal.answers)
    points = {}
    for name, graded in template.items.items():
        if name not in template.programmed:
            mine = graded.personal(code)
            points[name] = score(mine.item, given.get(name), mine.key).points
    return points


@pytest.mark.parametrize("one", FOLDERS, ids=lambda one: one.name)
def test_specimen(one, project, templates, tmp_path):
    """Points of form items, reasons, flags and sentences are exactly as expected."""
    if one.posix and os.name == "nt":
        pytest.skip("needs links or pipes")
    template, expected = templates[one.course.ID], one.expected
    if expected.points is None:
        with pytest.raises(Unreadable) as error:
            read(one, project, tmp_path / "kumpulan", template)
        assert str(error.value).startswith(expected.reason)
        return
    normal = read(one, project, tmp_path / "kumpulan", template)
    earned = form_points(normal, template, one.code)
    form = {k: v for k, v in expected.points.items() if k not in template.programmed}
    assert earned == form
    assert normal.stale == expected.stale
    unsaid = [
        begin
        for begin in expected.notices
        if not any(notice.startswith(begin) for notice in normal.notices)
    ]
    unexpected = [
        notice
        for notice in normal.notices
        if not notice.startswith(expected.notices or ("~",))
    ]
    assert (unsaid, unexpected) == ([], [])
    assert_is_the_template(normal, template)


@pytest.mark.parametrize("one", FILES, ids=lambda one: one.name)
def test_hand_in_files(one, project, tmp_path):
    """What is refused says why; what is not is for one participant."""
    one.build(tmp_path, project / "exercises" / one.course.ID)
    found = [read_hand_in(path) for path in sorted(tmp_path.iterdir())]
    if one.expected.points is None:
        assert [hand_in.is_complete for hand_in in found] == [False]
        assert found[0].problems[0].startswith(one.expected.reason)
    elif not one.name.startswith("zip-di-dalam") and one.name != "zip-satu-kelas":
        assert {hand_in.codes for hand_in in found if hand_in.is_complete} == {(CODE,)}
        said = [problem for hand_in in found for problem in hand_in.problems]
        assert all(
            any(problem.startswith(begin) for problem in said)
            for begin in one.expected.notices
        )


def test_there_are_enough_of_each_group():
    """At least sixty, and some of each way to do harm."""
    groups = Counter(one.group for one in SPECIMENS.values())
    assert len(SPECIMENS) >= 60
    assert all(groups[letter] >= 5 for letter in "ABCDEUH")


def assert_is_the_template(normal: Normal, template: Template) -> None:
    """No locked cell, mark, order or output is anybody else's than the template's."""
    text = normal_form(normal.notebook)
    kept = [
        cell for cell in json.loads(text)["cells"] if not cell["id"].startswith("sel-")
    ]
    source = json.loads(normal_form(template.notebook))["cells"]
    for mine, theirs in zip(kept, source, strict=True):
        if template.is_unlocked(theirs["id"]):
            mine, theirs = ({**one, "source": ""} for one in (mine, theirs))
        assert mine == theirs
    assert text.encode("utf-8")
