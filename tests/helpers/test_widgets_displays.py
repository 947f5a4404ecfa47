"""Displays in a real kernel: what a notebook file keeps of a form."""

import os

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.kernel

SOURCE = """
from bijak import widgets
from bijak.items import make_item
widgets.style()
item = make_item("pilih", "s", {"pilihan": {"a": "A", "b": "B"}})
live = widgets.has_front_end()
form = widgets.form(item, None, print) if live else None
widgets.show(form, "<p>statis</p>", "kata")
line = widgets.status_line("lama")
data = widgets.answer_data({"jawaban": 1})
line.update("baru")
data.update({"jawaban": 2})
"""
WIDGET = "application/vnd.jupyter.widget-view+json"
ANSWER = "application/vnd.bijak.jawaban+json"


def outputs(tmp_path, **environment):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SOURCE)])
    client = NotebookClient(notebook, resources={"metadata": {"path": tmp_path}})
    client.execute(env={**os.environ, **environment})
    return [output.data for output in notebook.cells[0].outputs]


def test_a_cell_keeps_the_static_view_beside_the_live_one(tmp_path):
    """Form, line and answers are three displays; updates replace what they show."""
    style, form, line, data = outputs(tmp_path)
    assert "<style" in style["text/html"]
    assert set(form) == {WIDGET, "text/html", "text/plain"}
    assert form["text/html"] == "<p>statis</p>" and form["text/plain"] == "kata"
    assert "baru" in line["text/html"] and 'role="status"' in line["text/html"]
    assert data == {ANSWER: {"jawaban": 2}}


def test_grading_sees_only_the_static_view(tmp_path):
    """No style, no script, no widget while nbgrader executes."""
    form, line, data = outputs(tmp_path, NBGRADER_EXECUTION="autograde")
    assert set(form) == {"text/html", "text/plain"}
    assert "baru" in line["text/html"] and data == {ANSWER: {"jawaban": 2}}


def test_the_line_follows_in_voila_too(tmp_path):
    """Voilà follows widgets but not changed displays, so its line is a widget."""
    _, _, line, _ = outputs(tmp_path, SERVER_SOFTWARE="voila/0.5")
    assert WIDGET in line and "lama" in line["text/html"]
