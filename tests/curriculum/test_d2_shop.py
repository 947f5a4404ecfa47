"""The keys of D2, found again from its data by other code, and no cue that tells them.

d2-01 is read from the cards, d2-05 and d2-06 are computed, d2-09 is looked up in the
table of the question; the surface of its eight messages teaches nothing.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import product
from math import isclose, sqrt

import pytest
from surface import MEASURES, easier_keys, gain, shown

from bijak.authoring.synthetic import d2
from bijak.datasets import muat_data
from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import data_folder, project_root

MODULE = "d2-etalase-online"
WORDS = (
    "tolong sudah bayar tautan siang hari ini gambar angka Rp rekening kurir ?".split()
)
SOLD_TO_EAT = {"Keripik Sukateliti", "Madu Telaga Cakap"}


@pytest.fixture(scope="module")
def graded() -> dict:
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    return read_items(read_notebook(source))


@pytest.fixture(scope="module")
def quizzes() -> dict:
    lesson = project_root() / "curriculum" / f"{MODULE}.ipynb"
    return read_quizzes(read_notebook(lesson))


def lacking(row: dict) -> dict[str, str]:
    """What a card lacks, read from its words."""
    text, food = row["teks"], row["pengirim"] in SOLD_TO_EAT
    sized = re.search(r"\d+ (g|ml|cm)\b", row["judul"]) or re.search(
        r"^(Isi bersih|Ukuran):", text, re.M
    )
    goods = [
        name
        for name, there in (
            ("bahan", "Bahan:" in text),
            ("isi", sized),
            ("izin", "Izin:" in text or not food),
        )
        if not there
    ]
    photos = int(re.search(r"Foto: (\d+)", text)[1])
    buying = [
        name
        for name, there in (
            ("foto", photos >= 3),
            ("berat", "Berat kirim:" in text),
            ("stok", "Stok:" in text),
            ("ganti", "Penggantian:" in text),
        )
        if not there
    ]
    assert len(goods) <= 1
    assert len(buying) <= 1
    return {
        "jawaban": (goods or ["lengkap"])[0],
        "alasan": (buying or ["cukup"])[0],
    }


def test_each_listing_lacks_what_the_key_says(graded, quizzes):
    """At most one thing of each kind, in the assignment and in the lesson."""
    for name, key in (
        ("etalase-d2-latihan", graded["d2-01"].key),
        ("etalase-d2-pelajaran", quizzes["d2-k01"][1]),
    ):
        found = {card: lacking(row) for card, row in read_rows(name).items()}
        assert found == key.answer


def test_the_complete_listing_is_not_the_longest(graded):
    """Neither length nor the number of photographs tells what is missing."""
    rows = read_rows("etalase-d2-latihan")
    complete = [
        c for c, k in graded["d2-01"].key.answer.items() if k["alasan"] == "cukup"
    ]
    most = max(
        rows.values(), key=lambda row: int(re.search(r"Foto: (\d+)", row["teks"])[1])
    )
    assert most["id"] not in complete
    assert len(complete) == 2


def test_the_notes_and_the_table_agree(graded):
    """d2-03 from the numbers in its question."""
    text, sample = graded["d2-03"].text, graded["d2-03"].key.answer
    notes = [part for part in text.split("\n\n") if part.startswith("> **")]
    assert len(notes) == len(sample)
    for note, row in zip(notes, sample.values(), strict=True):
        there, gone = map(int, re.search(r"ada (\d+)\D+(\d+)", note).groups())
        assert int(row["stok"]) == there - gone
        assert row["berat"] == re.search(r"kemasan kirim (\d+) g", note)[1]
        assert row["foto"] == re.search(r"(\d+) jepretan sendiri", note)[1]


def test_net_is_found_again(graded, quizzes):
    """d2-05 and its twin in whole rupiah, with minutes and percents as integers."""
    key = graded["d2-05"].key.answer
    nets = (
        275_000 - 275_000 * 10 // 100 - 24_000 * 15 // 60,
        260_000 - 5_000 - 24_000 * 30 // 60,
        265_000 - 265_000 * 20 // 100 - 24_000 * 5 // 60,
    )
    assert tuple(key[part] for part in ("pasar", "chat", "titip")) == nets
    first, second, _ = sorted(nets, reverse=True)
    assert key["selisih"] == first - second
    twin = quizzes["d2-k05"][1].answer
    assert twin == {
        "pasar": 120_000 * 90 // 100 - 18_000 * 10 // 60,
        "chat": 112_000 - 6_000 - 18_000 * 20 // 60,
        "titip": 115_000 * 85 // 100 - 18_000 * 5 // 60,
    }


@pytest.mark.parametrize(
    ("name", "weights"), [("d2-06", (4, 3, 2, 1)), ("d2-k06", (3, 2, 1))]
)
def test_hours_are_shared_out_best(graded, quizzes, name, weights):
    """Every way to share whole hours was tried; one is best."""
    if name in graded:
        key, total = graded[name].key, 8
    else:
        key, total = quizzes[name][1], 6
    ways = [
        w for w in product(range(total + 1), repeat=len(weights)) if sum(w) == total
    ]

    def brings(way) -> float:
        return sum(k * sqrt(hours) for k, hours in zip(weights, way, strict=True))

    ways.sort(key=brings)
    assert tuple(key.answer.values()) == ways[-1]
    assert not isclose(brings(ways[-1]), brings(ways[-2]))


@pytest.fixture(scope="module")
def chats() -> list[dict]:
    return list(read_rows("kiriman-d2-latihan").values())


@pytest.fixture(scope="module")
def held(graded) -> list[bool]:
    key = graded["d2-09"].key
    return [label == key.positive for label in key.answer.values()]


def _cues(chats: list[dict]) -> dict[str, list[bool]]:
    says = {f"says {w}": [w.lower() in c["teks"].lower() for c in chats] for w in WORDS}
    cues = says | shown(chats)
    return {n: c for n, c in cues.items() if not n.startswith("pengirim")}


def test_half_of_the_messages_are_held(held):
    """Neither "hold all" nor "serve all" can win."""
    assert (4, 8) == (sum(held), len(held))


def test_topics_come_in_pairs(chats, graded):
    """Paying, paying too much, a link, digits: each once to hold and once to serve."""
    topics = ("sudah saya bayar", "kelebihan bayar", "tautan", " angka ")
    key = graded["d2-09"].key.answer
    for topic in topics:
        kinds = sorted(key[c["id"]] for c in chats if topic in c["teks"])
        assert kinds == ["tahan", "wajar"]


def test_no_rule_of_thumb_earns_more_than_two_messages(chats, held):
    """A cue, or its opposite, wins at most half."""
    gains = {name: gain(cue, held) for name, cue in _cues(chats).items()}
    assert {} == {name: won for name, won in gains.items() if abs(won) > 0.5 + 1e-9}


def test_nothing_can_be_learned_from_the_surface(chats, held):
    """The best cue does no better for the real key than for many of the 70 keys."""
    columns = [[float(m(c)) for c in chats] for m in MEASURES.values()]
    columns += [[float(v) for v in cue] for cue in _cues(chats).values()]
    assert easier_keys(columns, held) >= 0.25


def test_the_ledger_alone_does_not_decide(graded):
    """Money that is there can be asked for wrongly; none is needed to ask a price."""
    rows = re.findall(r"^\| (4\d) \| (.+?) \|$", graded["d2-09"].text, re.M)
    paid = {order: not said.startswith("belum") for order, said in rows}
    orders = {
        c["id"]: c["pengirim"][-2:] for c in read_rows("kiriman-d2-latihan").values()
    }
    assert sorted(orders.values()) == sorted(paid)
    key = graded["d2-09"].key.answer
    assert {(paid[orders[c]], label) for c, label in key.items()} == {
        (True, "tahan"),
        (True, "wajar"),
        (False, "tahan"),
        (False, "wajar"),
    }


def test_lesson_and_assignment_share_no_row():
    """What is graded was not seen before."""
    for name in ("etalase-d2", "kiriman-d2"):
        rows = [
            read_rows(f"{name}-{where}").values() for where in ("pelajaran", "latihan")
        ]
        told, asked = ({row["teks"] for row in some} for some in rows)
        assert told.isdisjoint(asked)


def test_goods_of_lesson_and_assignment_differ(graded, quizzes):
    """d2-07 and its twin name other things."""
    named = {
        name: {card["teks"] for card in item.cards.values()}
        for name, item in (("a", graded["d2-07"].item), ("l", quizzes["d2-k07"][0]))
    }
    assert named["a"].isdisjoint(named["l"])


def test_the_book_of_sales_is_what_the_script_makes():
    """Byte for byte, every time."""
    for name, text in d2.tables().items():
        assert (data_folder() / name).read_bytes() == text.encode()
    assert d2.tables() == d2.tables()


def test_the_book_holds_tails_seasons_and_mistakes():
    """A few large orders, a busy month, orders twice, towns left blank."""
    rows = list(csv.DictReader(io.StringIO(d2.tables()["penjualan-d2.csv"])))
    sizes = sorted(int(row["qty"]) for row in rows)
    assert sizes[len(sizes) // 2] == 1
    assert sizes[-1] >= 10
    months = [row["tanggal"][:7] for row in rows]
    assert months.count("2027-03") > months.count("2027-01")
    assert len(rows) > len({row["pesanan"] for row in rows})
    far = [row for row in rows if row["wilayah"] == d2.FAR]
    assert 0 < sum(not row["kota_tujuan"] for row in far) < len(far) / 4


def test_the_words_of_the_chart_are_its_numbers():
    """Alternative text and the sentence below say what the data say."""
    sales = muat_data("penjualan-d2").drop_duplicates("pesanan")
    batik = sales[sales["toko"] == "Batik Arunika"]
    after = batik["tanggal"] >= "2026-10-01"
    lesson = read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    cells = {cell["id"]: cell.source for cell in lesson.cells}
    for region in (*d2.NEAR, d2.FAR):
        there = batik["wilayah"] == region
        said = f"{(there & ~after).sum()} dan {(there & after).sum()}"
        assert f"{region.lower()} {said}" in cells["asal-pesanan"].lower()
    far = batik["wilayah"] == d2.FAR
    assert (
        f"naik dari {(far & ~after).sum()} menjadi {(far & after).sum()}"
        in cells["coba-sendiri"]
    )
