"""What nbgrader calls to write a release and a feedback page.

Installed by `bijak.course.configure`; the one door to nbconvert.
"""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters import Exporter

from .course import read_item_scores
from .grading.feedback import feedback_page
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
        root = Path(self.parent.coursedir.root)
        page = feedback_page(
            source=root / SOURCE / assignment / f"{assignment}.ipynb",
            folder=Path(resources["metadata"]["path"]),
            code=code,
            points=read_item_scores(about["db_url"], assignment, code),
        )
        return page, resources
