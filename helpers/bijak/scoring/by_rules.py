"""From rules that hold or not to points and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ..items import OTHER, RIGHT, Item, Key
from ..items.rules import Signature, is_weak
from .verdict import Verdict, say

PASSED, BROKEN, THIN = "passed", "broken", "thin"
"""A rule holds; it does not; there is too little yet to say so."""

_LOCKED = (
    "Batas dan larangan baru bernilai bila ada isi yang diminta. Tambahkan isinya dulu."
)
_THIN = "Isinya masih sedikit. Isi lebih banyak baris, lalu aturan lain dapat dihitung."


def all_rules(item: Item, key: Key) -> dict[str, Mapping]:
    """Shown and hidden rules together, the shown ones first."""
    return {**item.rules, **key.rules}


def points_of(rules: Mapping, key: Key) -> dict[str, float]:
    """Rule → its points: as the author split them, else equal parts."""
    if isinstance(key.points, Mapping):
        return {name: float(key.points.get(name, 0.0)) for name in rules}
    return dict.fromkeys(rules, key.total / len(rules))


def unlocked(
    rules: Mapping[str, Mapping],
    states: Mapping[str, str],
    tests: Mapping[str, Signature],
) -> bool:
    """Whether a rule holds that asks for content: only then do weak ones earn."""
    return any(
        states[name] == PASSED and not is_weak(tests, rule)
        for name, rule in rules.items()
    )


def judge(
    item: Item, key: Key, states: Mapping[str, str], tests: Mapping[str, Signature]
) -> Verdict:
    """The verdict on an answer whose rules were looked at.

    Args:
        item: what was asked; its rules were shown.
        key: its hidden rules, points and sentences.
        states: rule → `PASSED`, `BROKEN` or `THIN`.
        tests: the arguments of the kind's tests.

    Returns:
        The share of the points of the rules that hold. Limits and prohibitions alone
        earn nothing: a table or text that says nothing breaks none of them.
    """
    rules = all_rules(item, key)
    passed = [name for name in rules if states[name] == PASSED]
    if len(passed) == len(rules):
        return Verdict(1.0, say(key, RIGHT))
    locked = bool(passed) and not unlocked(rules, states, tests)
    points = points_of(rules, key)
    earned = 0.0 if locked else sum(points[name] for name in passed)
    met = f"{len(passed)} dari {len(rules)} aturan terpenuhi."
    said = (met, *_sentences(rules, key, states))
    share = earned / key.total if key.total else 0.0
    return Verdict(share, (*said, _LOCKED) if locked else said)


def _sentences(
    rules: Mapping[str, Mapping], key: Key, states: Mapping[str, str]
) -> tuple[str, ...]:
    said = [
        sentence
        for name, rule in rules.items()
        if states[name] == BROKEN
        for sentence in sentence_of(key, name, rule)
    ]
    if THIN in states.values():
        said.append(_THIN)
    return tuple(dict.fromkeys(said))


def sentence_of(key: Key, name: str, rule: Mapping) -> tuple[str, ...]:
    """What is said about a broken rule: the author's sentence, else its words."""
    words = str(rule.get("tulisan", "")).rstrip(". ")
    own = say(key, name)
    if own or words:
        return own or (f"Belum terpenuhi: {words}.",)
    return say(key, OTHER) or (_DEFAULTS[rule["uji"]],)


_DEFAULTS = {
    "jumlah_baris": "Periksa lagi jumlah barisnya.",
    "terisi": "Masih ada kolom yang kosong. Lengkapi semua barisnya.",
    "jenis": "Masih ada isian yang belum terbaca. Tulis ulang isian itu.",
    "berbeda": "Masih ada isian yang sama. Ganti agar berbeda.",
    "ada": "Isian yang diminta belum cukup. Baca lagi permintaannya.",
    "sesuai": "Ada isian yang belum cocok dengan bahannya. Bandingkan sekali lagi.",
    "urut": "Urutan barisnya belum runtut. Susun dari yang paling awal.",
    "antara": "Ada isian di luar batas. Baca lagi batasnya.",
    "jumlah": "Jumlah seluruhnya di luar batas. Hitung sekali lagi.",
    "hitung": "Ada hitungan yang belum cocok. Hitung lagi baris demi baris.",
    "kata": "Periksa lagi jumlah katanya.",
    "kalimat": "Periksa lagi jumlah kalimatnya.",
    "diawali": "Periksa lagi kalimat pembukanya.",
    "memuat": "Ada hal penting yang belum disebut. Baca lagi bahannya.",
    "memuat_semua": "Ada hal penting yang belum disebut. Baca lagi bahannya.",
    "tanpa": "Ada kata yang sebaiknya diganti. Pilih kata yang lebih netral.",
    "pola": "Ada keterangan yang belum ditulis. Lengkapi dulu.",
    "tanpa_pola": "Ada keterangan yang tidak perlu ditulis. Hapus bagian itu.",
    "tanda": "Awali dengan LATIHAN — dan akhiri dengan #LatihanBijak.",
    "huruf_besar": "Terlalu banyak huruf besar. Pakai huruf kecil.",
}
