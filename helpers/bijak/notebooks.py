"""Notebooks as files: reading, the normal form, and the items written in them.

The one door to nbformat.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .errors import BadItem, BadNotebook
from .files import write_atomically
from .items import KEY_ARGUMENTS, KINDS, Item, Key, make_item, make_key
from .items.personal import personal_item, personal_key

TAGS = ("pembuka", "siapkan", "contoh", "kuis", "ringkasan")
_LONGEST_OPENING = 5_000
_LOCKS = ("editable", "deletable")
_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
_UNREADABLE = (
    "Berkas “{name}” tidak terbaca sebagai notebook. Salin ulang berkas itu, atau buka "
    "lagi latihan dari halaman depan Bijak. Jawaban di jawaban.json tidak berubah."
)


def read_notebook(path: Path):
    """A notebook in format 4.

    Raises:
        BadNotebook: it is not there or cannot be read.
    """
    import nbformat

    try:
        return nbformat.reads(path.read_text(encoding="utf-8-sig"), as_version=4)
    except Exception as error:  # nbformat raises many kinds, also AttributeError
        raise BadNotebook(_UNREADABLE.format(name=path.name)) from error


def _cell_metadata(metadata: dict) -> dict:
    # JupyterLab writes `editable: true` into every cell; only a lock says anything.
    kept = {name: False for name in _LOCKS if metadata.get(name) is False}
    if metadata.get("nbgrader"):
        kept["nbgrader"] = metadata["nbgrader"]
    tags = [tag for tag in TAGS if tag in metadata.get("tags", ())]
    if tags:
        kept["tags"] = tags
    if metadata.get("jupyter", {}).get("source_hidden"):
        kept["jupyter"] = {"source_hidden": True}
    return kept


def normal_form(notebook) -> str:
    """The text of a notebook with nothing in it that opening and running adds.

    Metadata by an allow-list, no outputs, no counts, no attachments, sorted keys.
    Idempotent; cell ids stay.
    """
    cells = []
    for cell in notebook.cells:
        plain = {
            "id": cell["id"],
            "cell_type": cell.cell_type,
            "metadata": _cell_metadata(cell.metadata),
            "source": cell.source.splitlines(keepends=True),
        }
        if cell.cell_type == "code":
            plain |= {"execution_count": None, "outputs": []}
        cells.append(plain)
    content = {
        "cells": cells,
        "metadata": _METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def tidy(path: Path) -> bool:
    """Bring a notebook file into normal form; True when that changed it.

    Raises:
        BadNotebook: it cannot be read.
    """
    text = normal_form(read_notebook(path)).encode()
    if path.read_bytes() == text:
        return False
    write_atomically(path, text)
    return True


@dataclass(frozen=True)
class Call:
    """A call in a cell, with its literal arguments."""

    receiver: str
    method: str
    args: tuple
    arguments: dict


def literal_calls(source: str) -> Iterator[Call]:
    """The calls ``name.method("…", key=literal)`` that stand alone in a cell.

    What other objects are told (a table, a chart) may be anything: it is passed over.

    Raises:
        BadItem: a question is not literal, or the cell is not Python.
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise BadItem(f"Sel ini bukan Python yang sah: {source[:60]!r}…") from error
    for statement in statements:
        match getattr(statement, "value", None):
            case ast.Call(ast.Attribute(ast.Name(receiver), method)) as node:
                yield from _literal_call(receiver, method, node)


def _literal_call(receiver: str, method: str, node: ast.Call) -> Iterator[Call]:
    try:
        named = {k.arg: ast.literal_eval(k.value) for k in node.keywords}
        yield Call(receiver, method, (*map(ast.literal_eval, node.args),), named)
    except ValueError as error:
        if receiver in ("kuis", "latihan"):
            raise BadItem(f"Isi {method}(…) harus ditulis langsung.") from error


@dataclass(frozen=True)
class GradedItem:
    """An item of an assignment as it stands in the source notebook.

    Attributes:
        item: what is asked.
        key: what is right.
        text: the question, as Markdown.
        points: the points in the grade cell's metadata.
    """

    item: Item
    key: Key
    text: str
    points: float

    def personal(self, code: str) -> GradedItem:
        """The same item as the participant with this code sees it."""
        return replace(
            self,
            item=personal_item(self.item, code),
            key=personal_key(self.key, self.item, code),
        )


def read_items(notebook) -> dict[str, GradedItem]:
    """The item table of a source notebook, read without running it.

    Raises:
        BadItem: an item is incomplete or not literal.
        MissingData: a data set an item refers to is not there.
    """
    cells = {cell["id"]: cell for cell in notebook.cells}
    items: dict[str, Item] = {}
    table: dict[str, GradedItem] = {}
    for cell in filter(_asks, notebook.cells):
        for call in literal_calls(cell.source):
            if call.receiver != "latihan":
                continue
            if call.method in KINDS:
                items[call.args[0]] = make_item(
                    call.method, call.args[0], call.arguments
                )
            elif call.method == "nilai":
                name = call.args[0]
                if name not in items:
                    raise BadItem(f"Soal {name} dinilai sebelum ditanyakan.")
                table[name] = GradedItem(
                    items[name],
                    make_key(call.arguments),
                    cells[f"{name}-teks"].source if f"{name}-teks" in cells else "",
                    float(cell.metadata.get("nbgrader", {}).get("points", 0)),
                )
    missing = sorted(set(items) - set(table))
    if missing:
        raise BadItem(f"Soal tanpa kunci: {', '.join(missing)}. Tambahkan nilai(…).")
    return table


def _asks(cell) -> bool:
    """Whether questions and keys may stand in a cell: not where people program."""
    is_solution = cell.metadata.get("nbgrader", {}).get("solution")
    return cell.cell_type == "code" and not is_solution


def read_quizzes(notebook) -> dict[str, tuple[Item, Key]]:
    """The practice items of a lesson: id → item and key.

    Raises:
        BadItem: a quiz is not literal or has no key.
    """
    table = {}
    for cell in notebook.cells:
        for call in literal_calls(cell.source) if cell.cell_type == "code" else ():
            if call.receiver == "kuis" and call.method in KINDS:
                key = {k: v for k, v in call.arguments.items() if k in KEY_ARGUMENTS}
                asked = {k: v for k, v in call.arguments.items() if k not in key}
                item = make_item(call.method, call.args[0], asked)
                table[item.id] = item, make_key(key)
    return table


def opened_assignment(notebook: object) -> str:
    """The id in the call ``buka_latihan("…")``; empty when there is none.

    Args:
        notebook: the content of a notebook file, as JSON gives it. Never raises.
    """
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        source = cell.get("source") if isinstance(cell, dict) else ""
        lines = source if isinstance(source, list) else [source]
        text = "".join(line for line in lines if isinstance(line, str))
        if "buka_latihan" in text and len(text) < _LONGEST_OPENING:
            for node in _nodes(text):
                if isinstance(node, ast.Call) and _is_opening(node):
                    return node.args[0].value
    return ""


def _nodes(source: str) -> list[ast.AST]:
    """The parts of a cell; none when it is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd backslashes in strings
            return list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _is_opening(call: ast.Call) -> bool:
    """Whether a call is ``buka_latihan("…")``."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    first = call.args[0] if len(call.args) == 1 else None
    literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return name == "buka_latihan" and literal


def run_notebook(
    notebook,
    folder: Path,
    environment: dict[str, str],
    full: Mapping[str, float] | None = None,
) -> str:
    """Run a copy of a notebook from top to bottom in a fresh kernel.

    Args:
        notebook: what is run; it is not changed.
        folder: the working folder of the kernel.
        environment: the kernel's environment variables.
        full: cell → the points that its result must say.

    Returns:
        What went wrong, or nothing. Words on stderr count as wrong: they would cost
        points in a grade cell.
    """
    import copy

    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from traitlets.config import Config

    ran = copy.deepcopy(notebook)
    client = NotebookClient(
        ran,
        timeout=60,
        resources={"metadata": {"path": str(folder)}},
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    try:
        client.execute(env={**environment, "NBGRADER_EXECUTION": "autograde"})
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        return "satu sel berjalan lebih dari satu menit"
    due = full or {}
    problems = (_output_problem(cell, due.get(cell["id"])) for cell in ran.cells)
    return next(filter(None, problems), "")


def _output_problem(cell, points: float | None) -> str:
    """A warning that a cell shows, or points that it does not give; else nothing."""
    result = ""
    for output in cell.get("outputs", ()):
        if output.get("name") == "stderr":
            return f"sel {cell['id']} menulis peringatan: {output['text'][:200]}"
        if output.get("output_type") == "execute_result":
            result = output["data"].get("text/plain", "")
    if points is not None and result != repr(float(points)):
        return f"kunci di sel solusi mendapat {result or 0} dari {points:g} poin"
    return ""
