"""What a careful seller may write in D2 passes; what only sounds good does not."""

from __future__ import annotations

import pytest

from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root
from bijak.scoring import score

MODULE = "d2-etalase-online"
MARK = "LATIHAN — {} #LatihanBijak"
BROKEN_CRISPS = (
    "Mohon maaf, keripiknya remuk karena kardus kami tipis. Hari ini dua bungkus "
    "gratis dikirim kepada Anda.",
    "Maafkan kami, Bu, keripiknya hancur di jalan. Pagi ini kami tukar dengan dua "
    "bungkus baru dalam kardus tebal.",
    "Kami menyesalkan keripik yang remuk itu, kardusnya memang tipis. Senin ini juga "
    "kami antar penggantinya.",
    "Ini kekeliruan kami: kardusnya tipis sehingga keripik remuk. Sore ini kami "
    "mengirimi Ibu dua bungkus lagi.",
    "Kami akui kardusnya terlalu tipis sehingga keripik patah. Hari ini juga kami "
    "kirimkan dua bungkus yang utuh.",
    "Kakak benar, keripiknya pecah dan balasan kami terlambat. Nanti sore dua kemasan "
    "baru berangkat dengan kardus tebal.",
)
DARKER_CLOTH = (
    "Maafkan kami, Bu, fotonya lebih terang daripada warna kain Anda. Besok kami "
    "tukar, ongkirnya dari kami.",
    "Keluhan Anda benar, warnanya lebih gelap daripada foto kami. Pekan ini kainnya "
    "kami ganti tanpa ongkir.",
)
HONEY = (
    "Madu kaliandra 250ml",
    "Madu kaliandra 250-ml",
    "Madu Kaliandra 250 cc, botol kaca",
    "Madu bunga kaliandra 0,25 liter",
    "Madu bunga kaliandra ¼ liter",
    "Madu murni bunga kaliandra 250 mL panen Maret",
)


@pytest.fixture(scope="module")
def asked() -> dict:
    """Item and quiz id → item and key."""
    graded = read_notebook(project_root() / "solutions" / MODULE / f"{MODULE}.ipynb")
    lesson = read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    items = {name: (one.item, one.key) for name, one in read_items(graded).items()}
    return items | {name: pair[:2] for name, pair in read_quizzes(lesson).items()}


@pytest.mark.parametrize(
    ("name", "answer"),
    [("d2-10", MARK.format(one)) for one in BROKEN_CRISPS]
    + [("d2-k10", MARK.format(one)) for one in DARKER_CLOTH]
    + [("d2-02", one) for one in HONEY],
)
def test_good_writing_earns_everything(asked, name, answer):
    """Other words for the same deed are no mistake."""
    item, key = asked[name]
    assert score(item, answer, key).share == 1.0


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("d2-10", MARK.format(one))
        for one in (
            "Mohon maaf atas keripik yang remuk waktu dikirim. Hari ini kami akan "
            "lebih hati-hati lagi, terima kasih.",
            "Mohon maaf, hari ini kami kirim dua bungkus pengganti dengan kardus tebal "
            "kepada Ibu, terima kasih.",
            "Kami akui kardusnya terlalu tipis dan balasan kami terlambat. Hari ini "
            "juga kami kirimkan dua bungkus pengganti.",
            "Mohon maaf keripiknya remuk, itu salah kurir. Hari ini kami kirim dua "
            "bungkus pengganti untuk Anda.",
            "Mohon maaf, keripiknya remuk karena kardus kami tipis. Nanti kami kirim "
            "dua bungkus pengganti dengan kardus tebal.",
        )
    ]
    + [
        ("d2-02", "Madu kaliandra 250 ml paling manjur"),
        ("d2-02", "Madu bunga kaliandra botol kaca"),
        ("d2-02", "MADU KALIANDRA BOTOL 250 ml"),
    ],
)
def test_something_lacking_costs_points(asked, name, answer):
    """No way out, no fact, a blame, no day; a claim, no size, shouting."""
    item, key = asked[name]
    assert score(item, answer, key).share < 1.0
