"""The paper twin of a module: a worksheet to be filled with a pen, and a handout.

Both are made from what participants get, never from a source with keys: the items of
the worksheet are read out of ``exercises/``, so no key can be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from ..errors import BijakError, MissingData
from ..facts import read_facts
from ..instruments import read_test_plan
from ..items import KINDS, Item, make_item
from ..items.personal import personal_item
from ..notebooks import literal_calls, read_notebook
from ..pages import markdown
from ..paths import LESSONS, RELEASE
from ..printing import Pages, print_pages
from ..syllabus import Module, read_syllabus
from ..text import long_date
from ..views import paper_html

_SAMPLE = "contoh-000"
_SIZES = (10.5, 9.75, 9.0)
_CODE = "Kode peserta: _____________________"
_OF_US = "Bijak · CC BY 4.0 · tokoh dan kiriman karangan #LatihanBijak"
_PICTURE = re.compile(r"!\[[^\]]*\]\((gambar/[^)\s]+\.svg)\)")
_OPENING = (
    "**Kode teman, bila berdua atau bertiga:** ______________  ______________\n\n"
    "Isi dengan pulpen; tulis kode, bukan nama. "
    "Nomor soal di kertas sama dengan nomor di laptop, "
    "jadi jawaban dapat disalin sesudahnya."
)
_ALONE = (
    "Isi dengan pulpen; tulis kode, bukan nama. Serahkan kepada pelatih bila selesai. "
    "Pembahasannya Anda terima sesudah pascates."
)
_WHOSE = (
    "Lembar {name} berbeda untuk setiap kode. Tambahkan --code, atau sebut lembarnya, "
    "misalnya tes-a."
)
_NUMBERS = "Angka pada soal {names} contoh; di laptop setiap kode mendapat angkanya."


def find_modules(root: Path, names: tuple[str, ...], code: str = "") -> list[Module]:
    """The modules of these ids, in the syllabus' order.

    Without ids all but the sheets of the test: those are printed when somebody asks.

    Args:
        root: the project.
        names: ids of modules, or occasions of the test (``prates``).
        code: whose sheet an occasion stands for.

    Raises:
        MissingData: a name is none of these, or an occasion has no code.
    """
    modules, plan = read_syllabus(root), read_test_plan(root)
    occasions = {one.id for one in plan.occasions} if plan else set()
    unknown = set(names) - {module.id for module in modules} - occasions
    if unknown:
        raise MissingData(
            f"Modul “{min(unknown)}” tidak ada. Daftarnya ada di silabus.toml."
        )
    if not names:
        return [module for module in modules if not module.is_test]
    asked = occasions.intersection(names)
    if asked and not code:
        raise MissingData(_WHOSE.format(name=min(asked)))
    sheets = plan.order(code) if asked else {}
    wanted = {sheets.get(name, name) for name in names}
    return [module for module in modules if module.id in wanted]


def worksheet(root: Path, module: Module, code: str = "") -> bytes:
    """All items of a module on paper, under the ids they have on the laptop.

    Args:
        root: the project.
        module: the module.
        code: whose numbers stand in items with personal variants; without it they
            are those of a sample, and the sheet says so.

    Returns:
        A PDF, A4.

    Raises:
        BijakError: the release is not there or cannot be read.
    """
    path = root / RELEASE / module.id / f"{module.id}.ipynb"
    if not path.is_file():
        raise MissingData(
            f"Lembar peserta {module.id} belum ada. Jalankan dahulu: bijak release"
        )
    notebook = read_notebook(path)
    sections = list(_sections(notebook, code))
    personal = [name for name, item, _ in sections if item and item.parameters]
    note = "" if code or not personal else _NUMBERS.format(names=", ".join(personal))
    kind = "Lembar tes" if module.is_test else "Lembar kerja"
    said = _before_a_test(notebook) if module.is_test else _OPENING
    opening = f"# {kind}: {module.title}\n\n{said}\n\n{note}"
    pages = Pages(
        title=f"{kind} {module.id}",
        sections=[markdown(opening), *(html for _, _, html in sections)],
        foot=f"{module.id} · {_OF_US}",
        head=f"Kode peserta: {code}" if code else _CODE,
        size=10.0,
    )
    return print_pages(pages)[0]


def _before_a_test(notebook) -> str:
    """What a sheet of the test says first, consent included, without its buttons."""
    paragraphs = notebook.cells[0].source.split("\n\n")[1:]
    kept = (one for one in paragraphs if "**Kumpulkan**" not in one)
    return "\n\n".join([_ALONE, *kept])


def _sections(notebook, code: str) -> Iterator[tuple[str, Item | None, str]]:
    """Item id, item and HTML of each part; what only a laptop needs is left out."""
    text = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            if text:
                yield "", None, text
            text = "" if _for_laptops(cell) else markdown(cell.source)
            continue
        for item in _items(cell.source):
            mine = personal_item(item, code or _SAMPLE) if item.parameters else item
            named = text.replace("</h3>", f" · {item.id}</h3>", 1)
            if named == text:
                named = f"<h3>{item.id}</h3>{text}"
            yield item.id, item, named + paper_html(mine)
            text = ""
    if text:
        yield "", None, text


def _for_laptops(cell) -> bool:
    opening = "pembuka" in cell.metadata.get("tags", ())
    return opening or cell["id"] in ("penutup", "pembuka")


def _items(source: str) -> Iterator[Item]:
    for call in literal_calls(source):
        if call.receiver == "latihan" and call.method in KINDS:
            yield make_item(call.method, call.args[0], call.arguments)


def handout(root: Path, module: Module) -> bytes:
    """One page to take home: the lesson's picture, its summary, its sources.

    Returns:
        A PDF of one A4 page.

    Raises:
        BijakError: the lesson has no summary, or it does not fit on one page.
    """
    path = root / LESSONS / f"{module.id}.ipynb"
    if not path.is_file():
        raise MissingData(f"Pelajaran {module.id} tidak ada di {LESSONS}/.")
    notebook = read_notebook(path)
    title = f"# {module.title}\n\n*Saku: satu halaman untuk dibawa pulang.*"
    said = [markdown(title), markdown(_summary(notebook))]
    drawing = _picture(path.parent, notebook)
    for sources, picture, size in product(_sources(module), (drawing, ""), _SIZES):
        pages = Pages(
            title=f"Saku {module.id}",
            sections=[*said, sources],
            foot=f"{module.id} · {_OF_US}",
            size=size,
            picture=picture,
        )
        made, count = print_pages(pages)
        if count == 1:
            return made
    raise BijakError(
        f"Saku {module.id} tidak muat di satu halaman. Ringkas sel ringkasannya."
    )


def _summary(notebook) -> str:
    """The cell tagged ``ringkasan``, without what is only for the laptop."""
    for cell in notebook.cells:
        if "ringkasan" in cell.metadata.get("tags", ()):
            kept = re.split(r"^## Simpan\b", cell.source, flags=re.MULTILINE)[0]
            return kept.strip()
    raise BijakError("Pelajaran ini belum punya sel bertanda “ringkasan”.")


def _picture(folder: Path, notebook) -> str:
    """The first drawing of the lesson; empty when there is none."""
    for cell in notebook.cells:
        found = _PICTURE.search(cell.source) if cell.cell_type == "markdown" else None
        if found and (folder / found[1]).is_file():
            return (folder / found[1]).read_text(encoding="utf-8")
    return ""


def _sources(module: Module) -> tuple[str, str]:
    """The facts with their sources; and, where that is too long, the sources alone."""
    known = read_facts()
    facts = [known[name] for name in module.facts if name in known]
    if not facts:
        return "", ""
    lines = "\n".join(
        f"- {fact.statement} *{fact.source}; diperiksa {long_date(fact.checked)}.*"
        for fact in facts
    )
    names = "; ".join(dict.fromkeys(fact.source for fact in facts))
    told = "Pernyataan dan alamatnya ada di akhir pelajaran."
    bodies = (lines, f"{names}. {told}")
    full, short = (markdown(f"## Sumber\n\n{body}") for body in bodies)
    return tuple(f'<div class="bijak-sources">{one}</div>' for one in (full, short))
