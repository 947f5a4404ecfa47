"""Imports only ever point to a lower floor, and each library has one door."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "helpers" / "bijak"

FLOORS = [
    {"errors", "personal_numbers", "text"},  # words
    {
        "counter_line",
        "dates",
        "files",
        "formulas",
        "numerals",
        "office_files",
        "paths",
    },
    {"short_texts", "toml_fields"},
    {"items", "answers", "facts", "syllabus", "instruments", "event_file"},  # model
    {"scoring", "measures"},  # judgement: of one answer, of a class
    {"views"},
    {"linux"},  # what both kinds of walls are built of
    {
        "charts",
        "confinement",
        "course",
        "datasets",
        "harmless",
        "notebooks",
        "pages",
        "pictures",
        "printing",
        "seats",
        "widgets",
        "withdrawn",
    },  # adapters
    {"tools", "results"},  # what rooms may work with
    {
        "notebook",
        "authoring",
        "certificates",
        "checking",
        "grading",
        "classroom",
        "reporting",
    },  # rooms
    {"jupyter", "hub", "exporters", "preprocessors"},  # doors
    {"cli"},
    {"__main__", "__init__"},
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

DOORS = {
    "cryptography": {"certificates"},
    "filelock": {"files"},
    "numpy": {"measures"},
    "pandas": {"datasets"},
    "scipy": {"measures"},
    "matplotlib": {"charts"},
    "ipywidgets": {"widgets"},
    "IPython": {"widgets"},
    "nbformat": {"notebooks"},
    "nbclient": {"notebooks"},
    "nbgrader": {"course", "preprocessors"},
    "nbconvert": {"exporters", "preprocessors"},
    "PIL": {"pictures"},
    "bleach": {"harmless"},
    "jinja2": {"pages"},
    "packaging": {"authoring"},
    "mistune": {"pages"},
    "reportlab": {"printing"},
    "openpyxl": {"reporting"},
    "segno": {"hub", "printing"},
    "jupyterhub": {"hub", "jupyter"},
    "psutil": {"hub"},
    "notebook": {"jupyter"},
    "ipykernel": {"jupyter", "seats"},
    "click": {"cli"},
    "rich": {"cli"},
    "jupyter_client": {"jupyter"},
    "jupyter_core": {"jupyter"},
    "jupyter_server": {"jupyter"},
    "jupyterlab": {"jupyter"},
    "jupyterlab_server": {"jupyter"},
    "sqlalchemy": {"course"},
    "tornado": {"hub", "jupyter"},
    "traitlets": {"course", "hub", "jupyter", "notebooks", "preprocessors"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The module or subpackage of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path):
    """(room, third-party library) of each import in a file; one of them is None."""
    package = ["bijak", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = base + (node.module.split(".") if node.module else [])
            names = [[*base, alias.name] for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] == "bijak":
                known = len(name) > 1 and name[1] in FLOOR
                yield (name[1] if known else "__init__"), None
            elif name[0] not in sys.stdlib_module_names:
                yield None, name[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_floors_and_doors(path):
    """A file imports lower floors and its own room, and opens only its own doors."""
    room = room_of(path)
    for other, library in imports(path):
        if library:
            assert room in DOORS[library], f"{library} has another door"
        elif other not in (room, "__init__"):
            assert FLOOR[other] < FLOOR[room], f"{room} must not import {other}"


def test_every_room_has_a_floor():
    """Nothing stands outside the house."""
    rooms = {room_of(path) for path in MODULES}
    assert rooms <= set(FLOOR)
    assert {door for doors in DOORS.values() for door in doors} <= set(FLOOR)
