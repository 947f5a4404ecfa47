"""The information desk of a lesson: masking, a sheet with its package, coverage."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence

from ..datasets import muat_data
from ..dates import read_date
from ..errors import BijakError
from ..text import format_number
from ..views.safe import escaped
from ..widgets import has_front_end, show
from ..widgets.workbench import (
    LINE,
    LIST,
    PAPER,
    TICK,
    Field,
    meter,
    static_html,
    workbench,
)
from . import package
from .completeness import ELEMENTS, THERE, VAGUE, look_over
from .coverage import households_of, reach, without
from .masking import mask, pieces

_STATUS = {
    "": "Pilih status",
    "terkonfirmasi": "Terkonfirmasi: sumber kedua membenarkan",
    "belum-terkonfirmasi": "Belum terkonfirmasi: baru satu pihak",
    "ralat": "Ralat: membetulkan lembar lama",
}
_CHANNELS = {
    "wa": "Grup WA",
    "papan": "Papan informasi",
    "temu": "Pertemuan RT",
    "radio": "Radio desa",
    "web": "Laman desa",
}


def _put(fields: list[Field], look, words: str) -> None:
    live = workbench(fields, look) if has_front_end() else None
    show(live, static_html(fields, look), words)


def samarkan(teks: str, peran: Mapping[str, str] | None = None) -> None:
    """Samarkan data pribadi dalam sebuah laporan, dan lihat apa yang diganti.

    Nama di belakang Bu, Pak, Mbak, dan Mas, NIK, nomor telepon, surel, dan nomor
    rumah dikenali dari bentuknya. Mesin tidak mengenal orang: baca sekali lagi.

    Contoh: ``samarkan("Bu Sari, 08xx-xxxx-xx00", {"Bu Sari": "penjual keripik"})``

    Args:
        teks: laporan mentah.
        peran: nama seperti tertulis, lalu peran yang menggantikannya.
    """
    fields = [Field("teks", "Laporan mentah", PAPER, teks)]
    _put(fields, lambda values: _masked(str(values["teks"]), peran), mask(teks, peran))


def _masked(text: str, roles: Mapping[str, str] | None) -> str:
    """What was masked, before and after, as escaped HTML."""
    shown, count = [], 0
    for now, found in pieces(text, roles):
        if found:
            count += 1
            shown.append(
                f"<del>{escaped(found.written)}</del> <ins>{escaped(now)}</ins>"
            )
        else:
            shown.append(escaped(now).replace("\n", "<br>"))
    said = (
        f"{count} bagian disamarkan. Dicoret: yang lama. Berlatar: gantinya."
        if count
        else "Tidak ada yang dikenali. Baca sendiri sekali lagi."
    )
    return f'<div class="bijak-sheet-view"><p>{"".join(shown)}</p></div><p>{said}</p>'


def susun_lembar(
    lembar: Mapping[str, str] | None = None,
    gambar: Sequence[Mapping[str, object]] = (),
) -> None:
    """Susun lembar informasi: 5W1H, sumber, status, lalu paket untuk admin laman.

    Paket yang sah dapat disimpan sebagai ``paket_informasi.json``.

    Contoh: ``susun_lembar({"apa": "Tiga papan titian lepas", "kapan": "kemarin"})``

    Args:
        lembar: isi awal; kuncinya ``judul``, ``tanggal``, ``apa``, ``siapa``,
            ``kapan``, ``di_mana``, ``mengapa``, ``bagaimana``, ``sumber``,
            ``status``, ``kontak_peran``, dan ``izin`` (``ya``).
        gambar: gambar untuk paketnya, masing-masing dengan ``berkas``, ``teks_alt``,
            ``pembuat``, ``lisensi``, dan ``ukuran_kb``.
    """
    given = dict(lembar or {})
    fields = [
        Field("judul", "Judul", LINE, given.get("judul", "")),
        *(Field(one, ELEMENTS[one], LINE, given.get(one, "")) for one in ELEMENTS),
        Field("tanggal", "Tanggal terbit", LINE, given.get("tanggal", "")),
        Field("sumber", "Sumber", LINE, given.get("sumber", "")),
        Field("kontak_peran", "Kontak (peran)", LINE, given.get("kontak_peran", "")),
        Field("status", "Status", LIST, given.get("status", ""), _STATUS),
        Field("izin", "Pelapor mengizinkan terbit", TICK, given.get("izin") == "ya"),
        Field("lihat", f"Perlihatkan {package.FILE}", TICK, False),
    ]
    looks = look_over({one: given.get(one, "") for one in ELEMENTS})
    there = sum(look.state == THERE for look in looks.values())
    said = f"{there} dari {len(looks)} unsur 5W1H terisi."
    _put(fields, lambda values: _sheet(values, gambar), said)


def _sheet(values: Mapping[str, str | bool], pictures: Sequence[Mapping] = ()) -> str:
    """How a sheet stands, and its package, as escaped HTML."""
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    # People write 5 April 2027, files write 2027-04-05.
    day = read_date(texts["tanggal"]).value
    looks = look_over(texts)
    lines = "".join(_line(ELEMENTS[name], look) for name, look in looks.items())
    there = sum(look.state == THERE for look in looks.values())
    agreed = "ya" if values["izin"] else ""
    sheet = {**texts, "tanggal": day or texts["tanggal"], "izin": agreed}
    made = package.build(sheet, pictures)
    file = package.written(made)
    shown = f'<pre class="bijak-json">{escaped(file)}</pre>' if values["lihat"] else ""
    return (
        meter("5W1H", there, len(looks), f"{there} dari {len(looks)}")
        + f'<ul class="bijak-looks">{lines}</ul>'
        + _verdict(package.problems(made), file)
        + shown
    )


def _line(name: str, look) -> str:
    if look.state == THERE:
        sign, css, said = "✓", "bijak-there", "ada"
    else:
        state = "masih kabur." if look.state == VAGUE else "belum ada."
        sign, css, said = "?", "bijak-vague", f"{state} {look.question}"
    return (
        f'<li class="{css}"><span class="bijak-sign" aria-hidden="true">{sign}</span>'
        f"<strong>{escaped(name)}</strong>: {escaped(said)}</li>"
    )


def _verdict(found: list[str], file: str) -> str:
    """Whether the package is valid; a valid one can be saved."""
    if not found:
        data = b64encode(file.encode()).decode("ascii")
        link = (
            f'<a class="bijak-save" download="{package.FILE}" '
            f'href="data:application/json;base64,{data}">Simpan {package.FILE}</a>'
        )
        return f"<p><strong>✓ Paket sah.</strong> Admin laman menerimanya.</p>{link}"
    lines = "".join(f"<li>{escaped(one)}</li>" for one in found)
    said = f"Paket belum sah. {len(found)} hal diperbaiki dulu:"
    return f"<p><strong>{said}</strong></p><ul>{lines}</ul>"


def jelajahi_jangkauan(nama: str, jam: Mapping[str, float], total: float) -> None:
    """Pilih saluran dan lihat berapa KK berbeda yang terjangkau.

    Contoh: ``jelajahi_jangkauan("kk-saluran-c3-kuis", {"wa": 1, "papan": 2}, 5)``

    Args:
        nama: data dengan satu kolom 0/1 untuk setiap saluran.
        jam: saluran dan jam yang diperlukannya.
        total: jam yang tersedia.

    Raises:
        BijakError: sebuah saluran tidak ada di data.
    """
    table = muat_data(nama)
    if missing := sorted(set(jam) - set(table.columns)):
        raise BijakError(f"Saluran “{missing[0]}” tidak ada di data “{nama}”.")
    if "wa" not in jam:
        raise BijakError("Sebut juga jam untuk “wa”: warga tanpa grup WA dihitung.")
    homes = households_of(table.to_dict("records"), list(jam))
    fields = [
        Field(one, f"{_name(one)} ({format_number(hours)} jam)", TICK, one == "wa")
        for one, hours in jam.items()
    ]
    reached = format_number(reach(homes, ["wa"]))
    _put(
        fields,
        lambda values: _covered(homes, jam, total, values),
        f"Grup WA saja: {reached} dari {len(homes)} KK.",
    )


def _name(channel: str) -> str:
    return _CHANNELS.get(channel, channel)


def _covered(homes, hours: Mapping[str, float], total: float, values) -> str:
    """Hours, plain sum and distinct households of a choice, as escaped HTML."""
    chosen = [one for one in hours if values[one]]
    used = sum(hours[one] for one in chosen)
    once = reach(homes, chosen)
    added = sum(reach(homes, [one]) for one in chosen)
    others = without(homes, "wa")
    also = reach(others, chosen)
    hours_said = f"{format_number(used)} dari {format_number(total)}"
    bars = (
        meter("KK berbeda", once, len(homes), f"{once} dari {len(homes)}"),
        meter("KK tanpa grup WA", also, len(others), f"{also} dari {len(others)}"),
        meter("Jam", min(used, total), total, hours_said),
    )
    said = f"Dijumlah begitu saja: {added}."
    if added > once:
        said += f" Itu {added - once} terlalu banyak: ada KK yang terhitung dua kali."
    if used > total:
        said += f" Jamnya kelebihan {format_number(used - total)}."
    return f"{''.join(bars)}<p>{said}</p>"
