"""What the lesson about listings turns and looks at: live, or to read."""

from __future__ import annotations

from ..errors import BijakError
from ..items import read_rows
from ..text import join_words
from ..views.channels import Line, channels_html
from ..views.listing import static_html
from ..views.parcel import parcel_html
from ..widgets import has_front_end, show
from ..widgets.knobs import Knob, Knobs
from ..widgets.listing import editor
from . import channels, listing, shipping

CATALOGUE = "katalog-d2"
_NOTES = "-catatan"

KNOBS = (
    Knob("harga", "Harga di PasarKita", range(60_000, 90_001, 1_000), 75_000, "Rp"),
    Knob("komisi", "Komisi PasarKita", range(0, 26), 12, "%"),
    Knob("menit", "Waktu melayani satu chat", range(5, 61, 5), 15, "menit"),
    Knob("upah", "Upah Bu Sari sejam", range(0, 30_001, 3_000), 18_000, "Rp"),
)
"""What can be turned in `bandingkan_kanal`."""


def rapikan_etalase(*nomor: str) -> None:
    """Rapikan etalase: tulis ulang judulnya, lalu jawab pertanyaan pembeli.

    Contoh: ``rapikan_etalase("keripik-balado", "keripik-bawang")``

    Args:
        nomor: nama etalase di data ``katalog-d2``; tanpa nama berarti semuanya.

    Raises:
        BijakError: etalase itu tidak ada.
    """
    rows = read_rows(CATALOGUE)
    known = [row for row in rows if row + _NOTES in rows]
    for name in nomor:
        if name not in known:
            raise BijakError(
                f"Etalase {name} tidak ada. Yang dapat dirapikan: {join_words(known)}."
            )
    pairs = [(rows[name], rows[name + _NOTES]) for name in nomor or known]
    live = editor(pairs, listing) if has_front_end() else None
    html, said = "", []
    for before, notes in pairs:
        asked = [element.question for element in listing.missing(before)]
        html += static_html(listing.as_post(before), listing.as_post(notes), asked)
        said += [before["judul"], *asked, notes["judul"]]
    show(live, html, "\n".join(said))


def hitung_berat_kirim(
    panjang: int = 30, lebar: int = 25, tinggi: int = 20, berat: float = 0.5
) -> None:
    """Ubah ukuran kardus dan lihat berat yang ditagih ekspedisi contoh.

    Contoh: ``hitung_berat_kirim(panjang=30, lebar=25, tinggi=20, berat=0.5)``

    Args:
        panjang, lebar, tinggi: sisi luar, 5 sampai 50 cm, kelipatan 5.
        berat: timbangan, 0,1 sampai 5 kg.
    """
    sides = range(5, 51, 5)
    weights = [tenth / 10 for tenth in range(1, 51)]
    given = {"p": panjang, "l": lebar, "t": tinggi, "b": berat}
    if not all(given[side] in sides for side in "plt") or berat not in weights:
        raise BijakError(
            "Sisi kardus 5 sampai 50 cm, kelipatan 5; berat 0,1 sampai 5 kg. "
            "Ubah angkanya, lalu jalankan lagi."
        )
    knobs = [
        Knob("p", "Panjang kardus", sides, panjang, "cm"),
        Knob("l", "Lebar kardus", sides, lebar, "cm"),
        Knob("t", "Tinggi kardus", sides, tinggi, "cm"),
        Knob("b", "Berat di timbangan", weights, berat, "kg"),
    ]
    _knobs(knobs, _parcel)


def bandingkan_kanal() -> None:
    """Bandingkan uang bersih tiga kanal sambil menggeser harga, komisi, dan waktu.

    Contoh: ``bandingkan_kanal()``
    """
    _knobs(KNOBS, _channels)


def _knobs(knobs, draw) -> None:
    html = draw({one.id: one.start for one in knobs})
    live = Knobs(knobs, draw) if has_front_end() else None
    said = "\n".join(f"{one.title}: {one.said(one.start)}" for one in knobs)
    show(live, f'<div class="bijak-box" role="group">{html}</div>', said)


def _parcel(values) -> str:
    sides = (values["p"], values["l"], values["t"])
    return parcel_html(
        sides,
        values["b"],
        shipping.volumetric_weight(*sides),
        shipping.charged_weight(values["b"], *sides),
        shipping.DIVISOR,
    )


def example_channels(values) -> tuple[channels.Channel, ...]:
    """The three invented channels of the lesson, for one parcel of five bags.

    Args:
        values: ``harga`` (rupiah), ``komisi`` (percent) and ``menit``, as turned.
    """
    return (
        channels.Channel(
            "PasarKita", values["harga"], values["komisi"] / 100, minutes=15
        ),
        channels.Channel("Chat", 70_000, shipping=3_000, minutes=values["menit"]),
        channels.Channel("Titip toko", 72_000, 0.20, minutes=3),
    )


def _channels(values) -> str:
    wage, all_of_them = values["upah"], example_channels(values)
    most = channels.net(channels.best(all_of_them, wage), wage)
    return channels_html(
        [
            Line(
                one.name,
                one.price,
                one.fee(),
                one.shipping,
                one.work(wage),
                channels.net(one, wage),
                channels.with_price_for(one, most, wage).price,
            )
            for one in all_of_them
        ]
    )
