"""Ten forms of an assignment against the same ten as bare ipywidgets.

    python benchmarks/forms.py [RUNS]

One run opens both notebooks, in turn, in the JupyterLab of ``bijak start`` in headless
Chromium, each with a new kernel, and once more by reloading the page. It measures the
seconds from the navigation until the last form can be used, and the bytes between
browser and server meanwhile: websocket frames both ways and the notebook file itself.
Nothing is written into the project.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests" / "browser"))

from driving import Bijak, enter_new  # noqa: E402

NOT_COPIED = (".git", ".venv", ".alat", "pekerjaan", "kelas", "dist", "__pycache__")
LAST = "Tulisan terakhir"

QUESTIONS = (
    'pilih("u-01", pilihan={"a": "Merah", "b": "Biru", "c": "Hijau"})',
    'pilih_banyak("u-02", pilihan={"a": "Satu", "b": "Dua", "c": "Tiga", '
    '"d": "Empat"})',
    'urutkan("u-03", langkah={"p": "Pagi", "s": "Siang", "r": "Sore", "m": "Malam"})',
    'kelompokkan("u-04", kartu={"k1": "Kabar A", "k2": "Kabar B", "k3": "Kabar C", '
    '"k4": "Kabar D"}, kelompok={"h": "Hoaks", "b": "Benar", "t": "Belum tahu"})',
    'isi_angka("u-05", satuan="%")',
    'pasangkan("u-06", kiri={"k": "Kucing", "a": "Ayam", "s": "Sapi"}, '
    'kanan={"1": "Mengeong", "2": "Berkokok", "3": "Melenguh"})',
    'isi_teks("u-07", bentuk="jam", satuan="WIB")',
    'isi_tabel("u-08", kolom={"s": {"judul": "Sumber", "jenis": "teks"}, '
    '"t": {"judul": "Tanggal", "jenis": "tanggal"}}, baris=2, paling_banyak=4)',
    'alokasikan("u-09", baris={"f": "Foto", "v": "Video"}, total=5, satuan="jam")',
    'tulis("u-10", aturan={"p": {"uji": "kata", "maks": 8, '
    '"tulisan": "Paling banyak 8 kata"}})',
)
BARE = (
    'show(w.RadioButtons(options=["Merah", "Biru", "Hijau"], value=None))',
    'show(*[w.Checkbox(description=x) for x in ("Satu", "Dua", "Tiga", "Empat")])',
    'steps = ["Pagi", "Siang", "Sore", "Malam"]\n'
    "show(*[w.Dropdown(options=steps, description=str(n)) for n in range(1, 5)])",
    'labels = ["Hoaks", "Benar", "Belum tahu"]\n'
    "show(*[w.RadioButtons(options=labels, value=None, "
    'description=f"Kabar {x}") for x in "ABCD"])',
    'show(w.Text(description="Angka (%)"))',
    'sounds = ["Mengeong", "Berkokok", "Melenguh"]\n'
    "show(*[w.RadioButtons(options=sounds, value=None, description=x) "
    'for x in ("Kucing", "Ayam", "Sapi")])',
    'show(w.Text(description="Jam (WIB)"))',
    'show(*[w.HBox([w.Text(description="Sumber"), w.Text(description="Tanggal")]) '
    "for _ in range(2)])",
    'show(w.IntText(description="Foto"), w.IntText(description="Video"))',
    f'show(w.Textarea(description="{LAST}"))',
)


@dataclass(frozen=True)
class Run:
    """One opening of a notebook.

    Attributes:
        seconds: from the navigation until the last form can be used.
        kilobytes: between browser and server meanwhile, 1 kB = 1000 bytes.
    """

    seconds: float
    kilobytes: float


def notebooks() -> dict[str, nbformat.NotebookNode]:
    """The two notebooks, by name."""
    ours = ['from bijak import buka_latihan\nlatihan = buka_latihan("ukur-bijak")']
    ours += [f"latihan.{question}" for question in QUESTIONS]
    lines = "def show(*widgets):\n    display(w.VBox(widgets))"
    bare = [f"import ipywidgets as w\n\n{lines}", *BARE]
    return {"ukur-bijak": _notebook(ours), "ukur-polos": _notebook(bare)}


def _notebook(sources: list[str]) -> nbformat.NotebookNode:
    cells = []
    for number, source in enumerate(sources):
        cells.append(new_markdown_cell(f"### Soal {number}" if number else "# Ukur"))
        # This end of an id makes Bijak's page run the notebook when it opens.
        cells.append(new_code_cell(source, id=f"u-{number:02d}-jawab"))
    return new_notebook(cells=cells)


class Meter:
    """Counts what a page exchanges with the server about its notebook."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("websocket", self._listen)
        page.on("response", self._answered)

    def _listen(self, socket) -> None:
        socket.on("framereceived", self._frame)
        socket.on("framesent", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        data = payload.encode() if isinstance(payload, str) else payload
        self.count += len(data)

    def _answered(self, response) -> None:
        if "/api/contents/" in response.url and ".ipynb" in response.url:
            self.count += int(response.headers.get("content-length", 0))


def measure(browser: Browser, bijak: Bijak, name: str) -> tuple[Run, Run]:
    """Open a notebook with a new kernel, then load the page once more."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    meter = Meter(page)
    code = enter_new(page, bijak)
    folder = bijak.root / "pekerjaan" / code / name
    folder.mkdir(parents=True)
    nbformat.write(notebooks()[name], folder / f"{name}.ipynb")
    base = bijak.base.removesuffix("/bijak")
    address = f"{base}/doc/workspaces/{code}/tree/{code}/{name}/{name}.ipynb?reset"
    runs = []
    for go in (lambda: page.goto(address), page.reload):
        meter.count, began = 0, time.monotonic()
        go()
        page.wait_for_function(USABLE)
        runs.append(Run(time.monotonic() - began, meter.count / 1000))
        page.wait_for_timeout(1500)
    page.close()
    return tuple(runs)


# The text box of the last question can be typed into.
USABLE = """() => {
  const boxes = document.querySelectorAll('.jp-Notebook .widget-textarea textarea');
  return boxes.length === 1 && boxes[0].checkVisibility() && !boxes[0].disabled;
}"""


def table(found: dict[str, list[tuple[Run, Run]]]) -> str:
    """Medians and ratios as a Markdown table."""
    rows = ["| | Bijak | bare ipywidgets | ratio |", "|---|---|---|---|"]
    for place, opening in enumerate(("opened, new kernel", "page loaded again")):
        for unit, digits in (("seconds", 2), ("kilobytes", 0)):
            ours, bare = (
                statistics.median(getattr(run[place], unit) for run in found[name])
                for name in ("ukur-bijak", "ukur-polos")
            )
            values = f"{ours:.{digits}f} | {bare:.{digits}f} | {ours / bare:.2f}"
            rows.append(f"| {opening}, {unit} | {values} |")
    return "\n".join(rows)


def main(runs: int = 5) -> None:
    """Measure and print."""
    found: dict[str, list[tuple[Run, Run]]] = {name: [] for name in notebooks()}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        ignored = shutil.ignore_patterns(*NOT_COPIED, ".*_cache")
        root = Path(shutil.copytree(PROJECT, Path(scratch, "Bijak"), ignore=ignored))
        bijak = Bijak(root)
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            for turn in range(runs + 1):
                for name in found:
                    run = measure(browser, bijak, name)
                    if turn:  # the first fills the caches
                        found[name].append(run)
            version = browser.version
        finally:
            browser.close()
            bijak.stop()
    about = f"Median of {runs} runs, Chromium {version}"
    sys.stdout.write(f"{about}\n\n{table(found)}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
