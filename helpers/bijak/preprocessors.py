"""What nbgrader calls while it collects and grades.

Installed by `bijak.course.configure`, so that its own commands and formgrader's
buttons take the same way as ours.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from .classroom.roster import codes_of
from .course import Rows, generate_tests
from .grading.confined import Runner
from .grading.marking import mark
from .grading.planning import knows
from .grading.receive import share_out
from .grading.steps import judge_hand_in, read_hand_in, template_at
from .harmless import make_harmless
from .paths import CLASSES, SOURCE
from .withdrawn import clear_inbound


def before_grading(assignment: str, student: str, notebooks: list[str]) -> None:
    """What nbgrader and formgrader do not do before they grade a hand-in.

    Args:
        assignment, student: what nbgrader was asked to grade, perhaps ``*``.
        notebooks: the notebooks of the one hand-in that comes next.
    """
    folders = {Path(notebook).parent for notebook in notebooks}
    _drop_links(folders)
    for folder in folders:
        _put_tests(folder.resolve())


def _put_tests(folder: Path) -> None:
    """Put the tests of a hand-in's assignment into the gradebook, as they are now.

    Else nobody could grade in formgrader before pressing *Generate*, and a corrected
    key would not hold before that either.
    """
    home, name = folder.parents[2], folder.name
    root = home.parents[1]
    source = root / SOURCE / name / f"{name}.ipynb"
    if home.parent != root / CLASSES or not source.is_file():
        return
    with Rows(root, home.name) as rows:
        sheet = rows.sheet(name)
    if not knows(sheet, template_at(source)):
        generate_tests(root, name, home.name)


def _drop_links(folders: set[Path]) -> None:
    """Drop the links in a collected hand-in: nbgrader would copy what they point at."""
    for folder in folders:
        for place, inner, names in os.walk(folder):
            for name in [*inner, *names]:
                path = Path(place, name)
                if path.is_symlink():
                    path.unlink()


class GradeAnswers(NbGraderPreprocessor):
    """Stands where nbgrader would run the notebook: judges it, and starts no kernel.

    Answers are data, keys come from the source notebook, and what participants
    programmed runs confined, without either of them in sight.
    """

    allow_unsafe = Bool(
        False, help="Run participants' code where nothing can confine it."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        """Lay points into every test cell, as `SaveAutoGrades` reads them."""
        course, about = self.parent.parent.coursedir, resources["nbgrader"]
        code, assignment = about["student"], about["assignment"]

        def place(step: str) -> Path:
            return Path(course.format_path(step, code, assignment))

        source = Path(course.root, SOURCE, assignment, f"{assignment}.ipynb")
        template = template_at(source)
        normal = read_hand_in(place(course.submitted_directory), template)
        judged, run = judge_hand_in(
            template,
            normal,
            place(course.autograded_directory),
            code,
            _runner(self.allow_unsafe),
            source.parent,
        )
        for sentence in [*judged.notices, *mark(nb, judged, run.cells)]:
            self.log.warning("%s: %s", code, sentence)
        return nb, resources


@cache
def _runner(allow_unsafe: bool) -> Runner:
    """The confinement of this process; it ends with it."""
    runner = Runner(allow_unsafe)
    atexit.register(runner.close)
    return runner


class Harmless(NbGraderPreprocessor):
    """Makes what participants wrote harmless where a person grades it.

    Stands after the points are saved: it changes texts, and nothing reads them any
    more but people.
    """

    def preprocess(self, nb, resources):
        """Leave nothing that runs or loads."""
        make_harmless(nb)
        return nb, resources


class Collect(ExchangeCollect):
    """nbgrader's collecting, after which companions have the hand-in too."""

    def init_src(self):
        """Look for hand-ins, but not for those of people who have withdrawn."""
        home = Path(self.coursedir.root, self.coursedir.submitted_directory).parent
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        for sentence in clear_inbound(home, inbound):
            self.log.warning(sentence)
        super().init_src()

    def copy_files(self):
        """Collect, then share out what is new."""
        self._collected: list[Path] = []
        super().copy_files()
        for folder in self._collected:
            home = folder.parents[2]
            code, assignment = folder.parent.name, folder.name
            for arrival in share_out(home, code, assignment, codes_of(home)):
                self.log.info(arrival.sentence)

    def do_copy(self, src, dest):
        """Copy the plain files of one hand-in, and remember it.

        nbgrader follows links, and waits for pipes.
        """
        with tempfile.TemporaryDirectory() as staging:
            plain = Path(staging, "kumpulan")
            shutil.copytree(src, plain, ignore=_not_plain)
            super().do_copy(str(plain), dest)
        self._collected.append(Path(dest))


def _not_plain(folder: str, names: list[str]) -> list[str]:
    """What is neither a file nor a folder: links, pipes, devices."""
    modes = {name: Path(folder, name).lstat().st_mode for name in names}
    return [
        name
        for name, mode in modes.items()
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
    ]
