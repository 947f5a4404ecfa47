"""Views: readable without a front end, and harmless whatever was answered."""

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.items import make_item, make_key
from bijak.scoring import score, verdict
from bijak.views import (
    answer_text,
    form_html,
    page_style,
    start_order,
    verdict_html,
)
from bijak.views.verdicts import _STATES
from bijak.views.words import clear_number

OPTIONS = {"a": "Hapus", "b": "Alamat resmi", "c": "Tunggu"}
STEPS = {"b": "Berhenti", "i": "Identifikasi", "j": "Jelajahi", "a": "Amati"}
LABELS = {"hoaks": "Hoaks", "benar": "Info benar", "belum-tahu": "Belum tahu"}
POST = {
    "id": "k1",
    "kanal": "Grup WhatsApp",
    "pengirim": "Bu Rini",
    "waktu": "Senin, 5 April 2027, 05.55",
    "judul": "",
    "teks": "Air mati besok.\nSiapkan ember.",
    "tautan": "https://airtelaga.example/jadwal",
}
CARDS = {f"k{n}": {**POST, "id": f"k{n}", "teks": f"Kabar {n}"} for n in range(1, 11)}

ITEMS = {
    "choice": make_item("pilih", "s1", {"pilihan": OPTIONS}),
    "choices": make_item("pilih_banyak", "s2", {"pilihan": OPTIONS, "jumlah": 2}),
    "order": make_item("urutkan", "s3", {"langkah": STEPS}),
    "classify": make_item("kelompokkan", "s4", {"kartu": CARDS, "kelompok": LABELS}),
    "number": make_item("isi_angka", "s5", {"satuan": "sumber"}),
    "parts": make_item(
        "pilih",
        "s6",
        {"bagian": {"hari": "Hari apa?"}, "pilihan": {"hari": OPTIONS}},
    ),
    "number parts": make_item(
        "isi_angka", "s7", {"satuan": {"x": "Rp"}, "bagian": {"x": "Berapa?"}}
    ),
}
LONG = "9" * 10_000_000
HOSTILE = [
    None,
    True,
    -0.0,
    float("nan"),
    10**5000,
    "",
    "<script>alert(1)</script>",
    "\u202egnp.exe\u2066\u200f\x00\x1b[31m\ud800",
    LONG,
    [],
    ["a", "a", 3, None, {}],
    ["<script>"] * 5,
    {},
    {"k1": "hoaks", "<b>": "<script>", "k2": ["benar"], "hari": {"x": 1}, "x": [[]]},
    [[[[[[]]]]]],
]


class Reader(HTMLParser):
    """Collects what could be dangerous, and whether all tags are closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.open = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert not {"href", "src", "style"} & {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page):
    """The tags of a page that is well formed and asks for nothing from outside."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "style", "a", "img", "iframe", "svg", "link"}
    return reader.tags


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ITEMS)
def test_a_hostile_answer_becomes_short_harmless_text(kind, answer):
    """Scripts, direction signs and 10 MB never reach the page."""
    item = ITEMS[kind]
    words, page = answer_text(item, answer), form_html(item, answer)
    read(page)
    for shown in (words, page):
        assert len(shown.encode()) < 20_000
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", shown)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_json_value_can_be_shown(answer):
    """Both views are total."""
    for item in ITEMS.values():
        read(form_html(item, answer))
        answer_text(item, answer).encode()


def test_an_answer_is_told_in_words():
    """Each kind reads like a sentence a person would say."""
    assert answer_text(ITEMS["choice"], "b") == "b. Alamat resmi"
    assert answer_text(ITEMS["choices"], ["c", "a"]) == "a. Hapus; c. Tunggu"
    order = answer_text(ITEMS["order"], ["b", "i", "j", "a"])
    assert order == "1. Berhenti → 2. Identifikasi → 3. Jelajahi → 4. Amati"
    assert answer_text(ITEMS["parts"], {"hari": "b"}) == "Hari apa? b. Alamat resmi"
    cards = answer_text(ITEMS["classify"], {"k1": "hoaks"}).split("\n")
    assert cards[:2] == ["1. “Kabar 1” → Hoaks", "2. “Kabar 2” → belum diisi"]
    assert answer_text(ITEMS["choice"], None) == "Belum diisi"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Rp258.333", "Rp258.333 (dibaca 258.333)"),
        ("3", "3"),
        ("3 sumber", "3 sumber"),
        ("1,2 juta", "1,2 juta (dibaca 1.200.000)"),
        ("1,500", "1,500 (dapat dibaca dua cara)"),
        ("tiga", "tiga (belum terbaca sebagai angka)"),
        (2.5, "2,5"),
        (1.234, "1,2340 (dibaca 1,234)"),
    ],
)
def test_a_number_is_told_as_it_was_typed_and_read(typed, words):
    """What was typed stays, and how it was read stands beside it."""
    assert answer_text(ITEMS["number"], typed) == words


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_cleared_number_has_one_reading(digits, decimals):
    """Whatever a button puts into a number box can be read in one way only."""
    from bijak.numerals import read_number

    value = digits / 10**decimals
    assert read_number(clear_number(value)).value == pytest.approx(value)


def test_the_static_form_marks_the_answer_with_sign_and_word():
    """Whoever sees no colours still sees what was chosen."""
    page = form_html(ITEMS["choice"], "b")
    assert page.count("◉") == 1 and page.count("jawaban Anda") == 1
    assert "<strong>b. Alamat resmi</strong>" in page
    assert form_html(ITEMS["choices"], ["a", "c"]).count("☑") == 2
    assert "Belum diisi" in form_html(ITEMS["number"], None)
    assert "Belum diurutkan" in form_html(ITEMS["order"], None)
    assert form_html(ITEMS["classify"], {"k1": "hoaks"}).count("jawaban Anda") == 1


def test_the_start_order_is_never_the_authors():
    """An author who writes the steps in the right order gives nothing away."""
    seen = set()
    for number in range(200):
        item = make_item("urutkan", f"x-{number}", {"langkah": STEPS})
        order = start_order(item)
        assert sorted(order) == sorted(STEPS) and order != list(STEPS)
        assert order == start_order(item)
        seen.add(tuple(order))
    assert len(seen) > 15


def test_an_unordered_static_form_shows_the_start_order():
    """The static view does not show the steps as the author wrote them either."""
    page = form_html(ITEMS["order"], None)
    places = [page.index(STEPS[step]) for step in start_order(ITEMS["order"])]
    assert places == sorted(places)


def test_step_ids_are_never_shown():
    """Ids such as b-i-j-a-k would spell the key."""
    page = form_html(ITEMS["order"], None) + answer_text(ITEMS["order"], list(STEPS))
    assert not re.search(r"\b[bija]\. ", page)


def judged(kind, answer, **key):
    item = ITEMS[kind]
    return verdict_html(item, answer, score(item, answer, make_key(key)))


def test_a_verdict_tells_points_state_and_help():
    """A sign, words, points, and the author's sentence, escaped."""
    page = judged("choices", ["a", "b"], kunci=["a", "c"], poin=2, umpan_balik={})
    assert "0 dari 2 poin" in page and "Belum tepat" in page and "✗" in page
    key = {"kunci": "b", "poin": 1.5, "umpan_balik": {"a": "Bukan <b>itu</b>."}}
    page = judged("choice", "a", **key)
    assert "0 dari 1,5 poin" in page and "Bukan &lt;b&gt;itu&lt;/b&gt;." in page
    read(page)


def test_points_can_be_left_out():
    """A practice quiz gives none."""
    item, key = ITEMS["choice"], make_key({"kunci": "b"})
    shown = verdict_html(item, "b", score(item, "b", key), with_points=False)
    assert "poin" not in shown and "Tepat" in shown


TRUTH = {card: "hoaks" if n < 5 else "benar" for n, card in enumerate(CARDS)}


@pytest.mark.parametrize(
    ("given_labels", "caught", "accused", "tendency"),
    [
        (TRUTH, "5", "0", "Anda jeli"),
        ({**TRUTH, "k1": "benar", "k6": "hoaks"}, "4", "1", "Anda jeli"),
        ({**TRUTH, "k1": "belum-tahu"}, "4,5", "0", "dihitung setengah"),
        (dict.fromkeys(CARDS, "hoaks"), "5", "5", "cenderung curiga"),
        (dict.fromkeys(CARDS, "benar"), "0", "0", "cenderung percaya"),
    ],
)
def test_catching_and_accusing_are_told_as_counts(
    given_labels, caught, accused, tendency
):
    """Discernment and suspicion are two numbers, in words."""
    page = judged(
        "classify", given_labels, kunci=TRUTH, positif="hoaks", ragu="belum-tahu"
    )
    assert f"{caught} dari 5 hoaks." in page
    assert f"{accused} dari 5 info benar." in page
    assert tendency in page
    read(page)


def test_every_state_of_a_verdict_has_words():
    """The table of states is complete."""
    names = "EMPTY INCOMPLETE UNREADABLE RIGHT PARTLY WRONG".split()
    assert set(_STATES) == {getattr(verdict, name) for name in names}


def test_the_style_sheet_survives_escaping_and_asks_for_nothing():
    """It may stand in any template, and works offline."""
    css = page_style()
    assert css == html.escape(css)
    assert "url(" not in css and "@import" not in css
    assert len(css) < 24_000


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


GROUNDS = "paper tint picked chat good-ground warn-ground info-ground bad-ground"
TEXTS = [("ink", ground) for ground in GROUNDS.split()] + [
    *((name, f"{name}-ground") for name in ("good", "warn", "info", "bad")),
    ("soft", "paper"),
    ("soft", "tint"),
    ("warn", "paper"),
    ("accent", "paper"),
    ("accent", "picked"),
    ("on-accent", "accent"),
    ("paper", "soft"),
]
EDGES = [(edge, g) for edge in ("line", "ring") for g in ("paper", "tint", "picked")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(theme):
    """4.5 for text, 3 for borders and focus rings, in both themes."""
    blocks = re.findall(r"\{((?:--bijak-[\w-]+: ?#\w+;?)+)\}", page_style())
    assert len(blocks) == 2
    block = blocks[theme == "dark"]
    colours = dict(re.findall(r"--bijak-([\w-]+): ?(#\w{6})", block))

    def contrast(one, other):
        low, high = sorted((luminance(colours[one]), luminance(colours[other])))
        return (high + 0.05) / (low + 0.05)

    assert [pair for pair in TEXTS if contrast(*pair) < 4.5] == []
    assert [pair for pair in EDGES if contrast(*pair) < 3] == []


def test_views_load_nothing_heavy():
    """Graders and pages pay milliseconds for them."""
    code = "import sys, json; import bijak.views; print(json.dumps(list(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(run.stdout)}
    assert not loaded & {"ipywidgets", "IPython", "pandas", "nbformat", "jinja2"}
