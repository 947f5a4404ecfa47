"""What nbgrader calls to write a release and a feedback page, and to read a hand-in.

Installed by `bijak.course.configure`; the one door to nbconvert.
"""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters import Exporter, NotebookExporter

from .course import read_standing
from .grading.feedback import feedback_page
from .grading.planning import earlier_sheet
from .grading.result_card import card_of
from .grading.steps import keep_answers, read_hand_in, template_at
from .notebooks import normal_form
from .paths import SOURCE


class ReleaseExporter(Exporter):
    """Writes a notebook in normal form."""

    file_extension = ".ipynb"

    def from_notebook_node(self, nb, resources=None, **kw):
        """A notebook → its text and resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return normal_form(nb), resources


class FeedbackExporter(Exporter):
    """Writes our feedback page: no key, no hidden code, no traceback."""

    file_extension = ".html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """An autograded notebook → the participant's page and resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        about = resources["nbgrader"]
        assignment, code = about["assignment"], about["student"]
        course = self.parent.coursedir
        standing = read_standing(about["db_url"], assignment, code)
        source = Path(course.root, SOURCE, assignment, f"{assignment}.ipynb")
        folder = Path(resources["metadata"]["path"])
        step = course.format_path(course.submitted_directory, code, assignment)
        earlier = earlier_sheet(Path(step).parents[2], source, code)
        page = feedback_page(
            source=source,
            folder=folder,
            code=code,
            points=standing.shown(),
            comments=standing.comments,
            card=card_of(source, code, folder, earlier or ()),
        )
        return page, resources


class RepairingExporter(NotebookExporter):
    """Reads a hand-in in the form of the release, whatever became of its cells.

    nbgrader reads each notebook twice: from ``submitted/``, which is repaired here
    before any of its own steps sees it, and from ``autograded/``, which is as it left
    it. What nothing can be read of fails with the reason, and stops nobody else.
    """

    def from_file(self, file_stream, resources=None, **kw):
        """A file → the text of the notebook and resources."""
        path = Path(file_stream.name)
        course, about = self.parent.coursedir, resources["nbgrader"]
        code, assignment = about["student"], about["assignment"]

        def place(step: str) -> Path:
            return Path(course.format_path(step, code, assignment))

        if path.parent != place(course.submitted_directory):
            return super().from_file(file_stream, resources=resources, **kw)
        source = Path(course.root, SOURCE, assignment, f"{assignment}.ipynb")
        normal = read_hand_in(path.parent, template_at(source))
        graded = place(course.autograded_directory)
        keep_answers(graded, normal, assignment, code)
        return self.from_notebook_node(normal.notebook, resources=resources, **kw)
