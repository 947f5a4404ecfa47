"""Charts that can be read, also aloud. The one door to matplotlib."""

from __future__ import annotations

import base64
import io
import logging
import textwrap
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from .errors import BijakError
from .text import format_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe & Ito, *Color Universal Design* (2008): told apart by colour-blind readers.
# The hatches tell the series apart in black and white.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
_HATCHES = ("", "//", "..", "xx")
INK, GREY = "#1b1b1b", "#555555"
WIDTH, _DPI, _PRINT_DPI = 8.2, 120, 200
_SIZE = 12
_TITLE_LETTERS = 66


def _series(data: object) -> tuple[list[str], dict[str, list[float]]]:
    """Labels and named series of a table, a mapping or a column.

    A table's first column of text holds the labels; every column of numbers is a
    series.
    """
    try:
        if isinstance(data, Mapping):
            values = [float(value) for value in data.values()]
            return [str(label) for label in data], {"": values}
        if hasattr(data, "columns"):
            texts = [c for c in data.columns if data[c].dtype.kind not in "iuf"]
            labels = data[texts[0]] if texts else data.index
            numbers = {str(c): data[c].tolist() for c in data.columns if c not in texts}
            return [str(label) for label in labels], numbers
        return [str(label) for label in data.index], {"": data.tolist()}
    except (AttributeError, TypeError, ValueError) as error:
        raise BijakError(
            "Data ini tidak dapat digambar. Berikan tabel dengan satu kolom nama dan "
            "kolom angka, atau {“nama”: angka}."
        ) from error


def grafik_batang(
    data: object,
    judul: str,
    *,
    teks_alt: str,
    sumber: str = "",
    satuan: str = "",
    urutkan: bool = False,
) -> Figure:
    """Gambar grafik batang mendatar dengan angka di ujung setiap batang.

    Contoh: ``grafik_batang({"Hoaks": 5, "Benar": 5}, judul="Isi latihan",
    teks_alt="Dua batang sama panjang, masing-masing 5.")``

    Args:
        data: tabel (kolom teks pertama menjadi nama), kolom, atau {nama: angka}.
        judul: kalimat yang menyebut isi grafik.
        teks_alt: isi grafik dalam kata-kata, untuk yang tidak melihat gambar.
        sumber: penerbit dan tahun; ditulis di bawah grafik.
        satuan: keterangan sumbu angka.
        urutkan: batang terpanjang di atas (memakai kolom angka pertama).
    """
    if not teks_alt.strip():
        raise BijakError("Grafik ini belum punya teks_alt. Tulis isinya dalam kalimat.")
    labels, series = _series(data)
    if not labels or not series:
        raise BijakError("Data ini kosong, jadi tidak ada yang digambar.")
    order = list(range(len(labels)))
    if urutkan:
        first = next(iter(series.values()))
        order.sort(key=lambda row: -first[row])
    labels = [labels[row] for row in order]
    series = {name: [values[row] for row in order] for name, values in series.items()}
    figure = new_figure(1.4 + len(labels) * (0.1 + 0.27 * len(series)), teks_alt)
    axes = figure.subplots()
    _draw_bars(axes, labels, series)
    axes.set_xlabel(satuan, fontsize=_SIZE, color=INK, loc="left")
    _caption(figure, judul, f"Sumber: {sumber}" if sumber else "")
    return figure


def _caption(figure: Figure, title: str, below: str) -> None:
    """Write the title above and the source below, both from the left edge."""
    figure.suptitle(
        textwrap.fill(title, _TITLE_LETTERS),
        x=0.01,
        ha="left",
        fontsize=_SIZE + 2,
        fontweight="bold",
        color=INK,
    )
    figure.supxlabel(below, x=0.01, ha="left", fontsize=_SIZE - 1, color=GREY)


def _draw_bars(axes, labels: list[str], series: dict[str, list[float]]) -> None:
    """Draw one bar per label and series, with its number at the end."""
    height = 0.8 / len(series)
    for place, (name, values) in enumerate(series.items()):
        shift = (place - (len(series) - 1) / 2) * height
        middles = [row + shift for row in range(len(labels))]
        bars = axes.barh(
            middles,
            values,
            height * 0.92,
            label=name,
            color=COLOURS[place % 4],
            hatch=_HATCHES[place % 4],
            edgecolor="white",
            linewidth=0,
        )
        numbers = [format_number(value) for value in values]
        axes.bar_label(bars, numbers, padding=4, fontsize=_SIZE, color=INK)
    axes.set_yticks(range(len(labels)), labels, fontsize=_SIZE, color=INK)
    axes.set_ylim(len(labels) - 0.5, -0.5)  # the first row stands on top
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    # The numbers stand at the bars; a grid would say them twice.
    axes.tick_params(length=0, labelbottom=False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    if len(series) > 1:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=len(series),
            frameon=False,
            fontsize=_SIZE,
        )


def new_figure(height: float, alt_text: str, layout: str = "constrained") -> Figure:
    """A figure outside pyplot: nothing is kept and nothing shows twice.

    Args:
        height: in inches; the width is `WIDTH`.
        alt_text: its content in words.
        layout: as matplotlib names it; ``none`` to place axes by hand.
    """
    # Building the font list writes to stderr on a new machine.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    from matplotlib.figure import Figure

    class ReadableFigure(Figure):
        """A figure that brings its alternative text along."""

        def _repr_mimebundle_(self, include=None, exclude=None):
            picture = io.BytesIO()
            self.savefig(picture, format="png", dpi=_DPI, facecolor="white")
            code = base64.b64encode(picture.getvalue()).decode("ascii")
            image = (
                f'<img alt="{escape(alt_text)}" style="max-width:min(100%,820px)" '
                f'src="data:image/png;base64,{code}">'
            )
            return {"text/html": image, "text/plain": alt_text}

    figure = ReadableFigure(figsize=(WIDTH, height), layout=layout)
    figure.alt_text = alt_text
    return figure


def picture(draw: Callable[[], Figure], form: str, salt: str) -> bytes:
    """A figure as a file: the same bytes in every process, on every day.

    Whatever somebody set up for their own charts does not change it.

    Args:
        draw: makes the figure.
        form: ``svg`` or ``png``.
        salt: names the parts inside an SVG.
    """
    import matplotlib

    out = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.hashsalt"] = salt
        figure = draw()
        told = (
            {"Date": None, "Creator": "Bijak"} if form == "svg" else {"Software": None}
        )
        figure.savefig(
            out, format=form, dpi=_PRINT_DPI, facecolor="white", metadata=told
        )
    return out.getvalue()
