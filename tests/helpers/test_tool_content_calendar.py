"""Each rule of a content calendar holds for a good plan and breaks on its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.content_calendar import EMPTY, RULES, Limits, Post, judge, kept

FIRST = date(2027, 4, 6)
HOLIDAY = date(2027, 4, 13)
LIMITS = Limits(FIRST, date(2027, 4, 19), ("IG", "WA"), {HOLIDAY: "Hari Telaga"}, 3.0)


def on(n: int) -> date:
    """The n-th day of the calendar, from 0."""
    return FIRST + timedelta(days=n)


def post(n: int, topic: str, pillar: str, channel: str, **more) -> Post:
    """A post that has everything."""
    return Post(on(n), topic, pillar, channel, "Raka", "desa", True, **more)


GOOD = (
    post(0, "balado", "promosi", "IG"),
    post(2, "menyimpan", "edukasi", "WA"),
    post(5, "tutup", "kabar", "WA", holiday=HOLIDAY, earliest=on(4), latest=on(6)),
    post(8, "dapur", "cerita", "IG"),
    post(13, "tanya", "evaluasi", "IG", evaluation=True),
)


def broken(posts) -> dict[str, list[str]]:
    """Only the rules that do not hold."""
    return {name: said for name, said in judge(posts, LIMITS).items() if said}


def changed(place: int, **more) -> list[Post]:
    """The good calendar with one post changed."""
    posts = list(GOOD)
    posts[place] = replace(posts[place], **more)
    return posts


def test_a_good_calendar_breaks_nothing():
    """Ten of ten."""
    assert broken(GOOD) == {}
    assert kept(judge(GOOD, LIMITS)) == len(RULES) == 10


def test_only_channels_with_pictures_need_alternative_text():
    """Where limits name them; by default all posts do."""
    limits = replace(LIMITS, pictured=("IG",))
    assert GOOD[2].channel == "WA"
    assert judge(changed(2, alt=False), limits)["alt"] == []
    assert len(judge(changed(3, alt=False), limits)["alt"]) == 1
    assert len(judge(changed(2, alt=False), LIMITS)["alt"]) == 1


def test_an_empty_calendar_keeps_nothing():
    """Prohibitions do not hold by themselves."""
    assert judge([], LIMITS) == {name: [EMPTY] for name in RULES}


CASES = {
    "few pillars": (
        [replace(one, pillar="kabar") for one in GOOD],
        "pilar",
        "Baru 1 pilar. Tambah sampai 3, supaya ada alasan lain untuk membaca.",
    ),
    "a channel forgotten": (
        changed(1, channel="IG"),
        "kanal",
        "WA baru 1 kiriman. Pembacanya perlu paling sedikit 2.",
    ),
    "nobody": (
        changed(1, owner=" "),
        "lengkap",
        "Kamis, 8 April: penanggung jawab belum ada.",
    ),
    "nobody and nothing": (
        changed(1, owner="", source=""),
        "lengkap",
        "Kamis, 8 April: penanggung jawab dan sumber belum ada.",
    ),
    "before the embargo": (
        changed(2, day=on(3)),
        "masa",
        "Jumat, 9 April terlalu awal: “tutup” baru boleh dikabarkan Sabtu, 10 April.",
    ),
    "outside": (
        changed(0, day=on(-1)),
        "masa",
        "Senin, 5 April di luar kalender ini. Pindahkan.",
    ),
    "too much work": (
        changed(0, hours=1.5),
        "kapasitas",
        "Pekan mulai Selasa, 6 April perlu 3,5 jam, padahal tenaga tim 3 jam. "
        "Kurangi isinya.",
    ),
    "no alternative text": (
        changed(3, alt=False),
        "alt",
        "Rabu, 14 April: tulis teks alternatif untuk “dapur”.",
    ),
    "holiday not told": (
        changed(2, holiday=None),
        "libur",
        "Hari Telaga jatuh pada Selasa, 13 April. Kabarkan apa yang tutup sebelum "
        "hari itu.",
    ),
    "no evaluation": (
        changed(4, evaluation=False),
        "evaluasi",
        "Ada 0 evaluasi. Sediakan satu, sebagai kiriman terakhir.",
    ),
    "evaluation too early": (
        changed(4, day=on(7)),
        "evaluasi",
        "Evaluasi pada Selasa, 13 April terlalu awal: sesudahnya masih ada kiriman. "
        "Pindahkan ke akhir.",
    ),
    "same place": (
        changed(1, day=on(5)),
        "bentrok",
        "Minggu, 11 April: 2 kiriman berebut tempat di WA.",
    ),
    "twice": (
        changed(3, topic="balado"),
        "bentrok",
        "“balado” muncul 2 kali. Pilih satu hari saja.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_rule_breaks_with_its_own_sentence(name):
    """Nothing else is said."""
    posts, rule, sentence = CASES[name]
    assert broken(posts) == {rule: [sentence]}


def test_selling_too_much():
    """Three of five are more than 40%; two of five are not."""
    two = changed(3, pillar="promosi")
    assert "promosi" not in broken(two)
    three = [replace(one, pillar="promosi") for one in two[1:2]] + two[:1] + two[2:]
    assert broken(three)["promosi"] == [
        "3 dari 5 kiriman berjualan. Paling banyak 2; ganti sisanya dengan yang "
        "berguna."
    ]


def test_news_after_the_event():
    """Told on the holiday itself it is too late, and the holiday is not told."""
    found = broken(changed(2, day=HOLIDAY))
    assert list(found) == ["masa", "libur"]
    assert found["masa"][0].startswith("Selasa, 13 April terlambat: “tutup”")


@given(st.permutations(GOOD))
def test_the_order_of_the_rows_does_not_matter(posts):
    """A calendar is a set of days."""
    assert broken(posts) == {}


@given(st.integers(-3, 16), st.sampled_from(["", "IG", "WA"]), st.booleans())
def test_every_rule_always_answers(day, channel, alt):
    """Whatever is planned, ten rules are judged and sentences end with a stop."""
    found = judge(changed(0, day=on(day), channel=channel, alt=alt), LIMITS)
    assert list(found) == list(RULES)
    assert all(one.endswith(".") for said in found.values() for one in said)
