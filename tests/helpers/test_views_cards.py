"""Post cards: known at first sight, harmless, marked, and silent about the truth."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.datasets import muat_data
from bijak.items import read_rows
from bijak.paths import data_folder
from bijak.text import POST_MARK
from bijak.views import cards, page_style
from bijak.views.cards import BELOW, LOOKS, look_of, post_card
from bijak.views.cards.parts import day_and_clock
from bijak.views.cards.picture import FOLDER, LARGEST, png_size

PICTURE = "balai-desa.png"
RESULTS = [
    {"judul": "Kios", "alamat": "kios.example", "cuplikan": "Cepat.", "iklan": True},
    {"judul": "Pasar", "alamat": "pasar.example", "cuplikan": "Bawa KTP."},
]
FULL = {
    "kanal": "Kanal latihan",
    "pengirim": "Bu Rini",
    "waktu": "Senin, 5 April 2027, 05.55",
    "judul": "Judul kabar",
    "teks": "Air mati besok.\nSiapkan ember.",
    "tautan": "https://airtelaga.example/jadwal",
    "gambar": PICTURE,
    "teks_alt": "Gambar balai desa.",
    "grup": "Warga Simak",
    "diteruskan": "ya",
    "kutipan": "Kapan airnya mati?",
    "kutipan_dari": "Pak Darto",
    "suka": "1200",
    "komentar": 87,
    "pencarian": "jadwal air",
    "hasil": RESULTS,
    "harga": "18000",
    "harga_semula": 22000,
    "penilaian": "4,8",
    "terjual": "312",
    "lokasi": "Sumberwarta",
    "varian": "Asin; Pedas",
    "lembaga": "Badan Gempa Karangan",
    "magnitudo": 4.8,
    "kedalaman": "10 km",
    "koordinat": "1,23 LS, 4,56 BT",
    "potensi": "Tidak berpotensi tsunami",
    "dirasakan": "III MMI",
}
TRUTH = "kunci benar label hoaks jawaban nilai poin kebenaran tepat resmi".split()
LONG = "<b>&\u202e" * 2_500_000
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\" onerror=alert(1) src='http://x.example' ",
    "directions": "\u202egnp.exe\u2066\u200f\x00\x1b[31m\ud800",
    "ten megabytes": LONG,
    "path": "../../silabus.toml",
    "json": '[{"judul": "<script>", "alamat": ["x"], "iklan": {"y": 1}}, 3, null]',
    "deep json": "[" * 15_000,
    "number json": "9" * 15_000,
    "nothing": "",
}
WRONG = [None, True, -0.0, float("nan"), float("inf"), 10**5000, [], {}, b"x", object()]
WRONG += [[None, 3, {"judul": []}, ["x"]], {"teks": "<script>"}, [{}], ((),)]
VOID = {"br", "img"}


class Page(HTMLParser):
    """The tags of a card; refuses whatever could act, load or be clicked."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.words = set(), [], ""
        self.feed(page)
        self.close()
        assert self.open == []
        allowed = "code dd div dl dt img li ol p s span strong ul".split()
        assert self.tags <= set(allowed)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        allowed = {"class", "role", "aria-label", "aria-hidden"}
        if tag == "img":
            allowed = {"src", "width", "height", "alt"}
            assert dict(attrs)["src"].startswith("data:image/png;base64,")
            assert dict(attrs)["alt"]
        assert {name for name, _ in attrs} <= allowed

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def drawn(row):
    """A post that was drawn as every post must be."""
    page = post_card(row)
    found = Page(page)
    assert page.count(POST_MARK) == 1
    assert page.endswith(f'<p class="bijak-mark">{POST_MARK}</p></div>')
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", page)
    page.encode()
    return found


def row_of(look, value=None):
    """A row with every column of a look, as it should be or with one value in all."""
    columns = LOOKS[look].COLUMNS - {"tampilan"}
    given = {name: FULL[name] if value is None else value for name in columns}
    return {"tampilan": look, **given}


@pytest.mark.parametrize("look", LOOKS)
def test_every_column_of_a_look_is_shown(look):
    """What the author wrote is on the card, with the picture where there may be one."""
    row = row_of(look)
    page = drawn(row)
    shown = set(row) - {"tampilan", "hasil", "gambar", "teks_alt", "diteruskan"}
    if look == "pencarian":  # shown when there are no results
        shown -= {"judul", "teks", "tautan", "pengirim", "waktu"}
    if look == "buletin":
        shown -= {"pengirim"}
    digits = {"1200": "1.200", "18000": "Rp18.000", "22000": "Rp22.000", "4.8": "4,8"}
    for column in shown:
        wanted = str(row[column])
        for part in re.split(r"; |, (?=\d{2}\.)", digits.get(wanted, wanted)):
            assert part in page.words, column
    assert ("img" in page.tags) == ("gambar" in row)


@pytest.mark.parametrize("look", LOOKS)
def test_findings_stand_below_the_post(look):
    """Outside its frame, after the mark, a line for each; nothing without them."""
    row = {"tampilan": look, "teks": "Air mati besok."}
    post = post_card(row)
    below = post_card({**row, "temuan": "Laman desa: Selasa.\nForum <b>Telaga</b>"})
    assert below.startswith(post)
    assert ["Laman desa: Selasa.", "Forum &lt;b&gt;Telaga&lt;/b&gt;"] == re.findall(
        "<li>(.*?)</li>", below.removeprefix(post)
    )
    for nothing in (None, "", "\n", 3, ["Laman"], {"a": 1}):
        assert post == post_card({**row, "temuan": nothing})
    assert len(post_card({**row, "temuan": "x\n" * 10**6})) < len(post) + 500


@pytest.mark.parametrize("look", LOOKS)
def test_a_post_needs_only_a_text(look):
    """Nothing empty is drawn around it, and no word such as None."""
    page = drawn({"tampilan": look, "teks": "Air mati besok."})
    assert "Air mati besok." in page.words
    assert not re.search("None|nan|Tautan|Rp|suka|Varian|Membalas", page.words)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("look", LOOKS)
def test_a_hostile_text_becomes_short_harmless_words(look, name):
    """Scripts, direction signs and 10 MB never reach the page, in any column."""
    page = drawn(row_of(look, HOSTILE[name]))
    assert len(page.words) < 20_000


@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize("look", LOOKS)
def test_a_cell_of_a_wrong_type_breaks_nothing(look, value):
    """A list where a text should be is passed over."""
    drawn(row_of(look, value))
    post_card(dict.fromkeys(FULL, value))


@given(
    st.dictionaries(
        st.sampled_from([*FULL, "tampilan", "kunci"]),
        st.none()
        | st.sampled_from(list(LOOKS))
        | st.recursive(
            st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.sampled_from("judul alamat cuplikan iklan".split()), inner
                )
            ),
            max_leaves=6,
        ),
    )
)
def test_any_row_can_be_shown(row):
    """The front door is total."""
    Page(post_card(row))


class Watched(Mapping):
    """A row that writes down which of its columns were looked at."""

    def __init__(self, row):
        self.row, self.seen = row, set()

    def __getitem__(self, column):
        self.seen.add(column)
        return self.row[column]

    def __iter__(self):
        raise AssertionError("a look may not go through all columns")

    def __len__(self):
        return len(self.row)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_of_a_look_depends_on_whether_a_post_is_true(look):
    """Only named columns are read, none of which tells it; others change nothing."""
    watched = Watched({**row_of(look), **dict.fromkeys(TRUTH, "hoaks")})
    page = post_card(watched)
    assert watched.seen <= LOOKS[look].COLUMNS | BELOW
    assert BELOW.isdisjoint(TRUTH)
    assert LOOKS[look].COLUMNS.isdisjoint(TRUTH)
    for told in ("hoaks", "benar", True, False, None):
        assert post_card({**row_of(look), **dict.fromkeys(TRUTH, told)}) == page
    assert post_card({**row_of(look), "id": "k07"}) == page


@pytest.mark.parametrize(
    ("channel", "style"),
    [
        ("Grup WhatsApp", "bijak-chat"),
        ("WA pribadi", "bijak-chat"),
        ("Facebook", "bijak-feed"),
        ("Instagram", "bijak-feed"),
        ("", "bijak-feed"),
    ],
)
def test_without_a_look_of_its_own_the_channel_decides(channel, style):
    """Older rows and rows with an unknown look keep the one of their channel."""
    for asked in ({}, {"tampilan": ""}, {"tampilan": "hologram"}, {"tampilan": 3}):
        row = {"kanal": channel, "teks": "Kabar", **asked}
        assert look_of(row).STYLE == style
        drawn(row)


def test_a_card_with_only_a_text_is_no_post():
    """Costs and comments have no sender and no mark."""
    page = post_card({"teks": "Sewa <kios>"})
    assert POST_MARK not in page and "Sewa &lt;kios&gt;" in page
    Page(page)


def test_an_address_is_only_words():
    """Nobody can click it by mistake."""
    for look in LOOKS:
        if look != "pencarian":
            page = post_card(row_of(look))
            assert "Tautan (hanya tulisan): <code>https://" in page
            assert "href" not in page


@pytest.mark.parametrize(
    ("moment", "day", "clock"),
    [
        ("Senin, 5 April 2027, 05.55", "Senin, 5 April 2027", "05.55"),
        ("Senin, 5 April 2027 05:55 WIB", "Senin, 5 April 2027", "05:55 WIB"),
        ("5.55", "", "5.55"),
        ("April 2027", "April 2027", ""),
        ("kemarin\nsore", "kemarin\nsore", ""),
        ("", "", ""),
    ],
)
def test_a_chat_shows_the_day_above_and_the_clock_below(moment, day, clock):
    """A time is taken apart as chats do; nothing of it is lost."""
    assert day_and_clock(moment) == (day, clock)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("ya", "Diteruskan"),
        (True, "Diteruskan"),
        ("1", "Diteruskan"),
        ("Berkali-kali", "Diteruskan berkali-kali"),
        ("sering", "Diteruskan berkali-kali"),
        ("tidak", None),
        ("", None),
        (None, None),
        (False, None),
        (["ya"], None),
    ],
)
def test_a_chat_says_whether_it_was_forwarded(value, label):
    """Once or many times, in words."""
    found = re.findall("Diteruskan[a-z -]*", drawn({**CHAT, "diteruskan": value}).words)
    assert found == ([label] if label else [])


CHAT = {"tampilan": "chat", "teks": "Kabar"}


def places(words, *parts):
    """Where the parts stand in the words, each after the one before."""
    found = [words.index(part) for part in parts]
    return found == sorted(found)


@pytest.mark.parametrize(
    ("look", "parts"),
    [
        ("chat", "Warga|Senin|Bu Rini|Diteruskan|Pak Darto|Kapan|Air mati|05.55"),
        ("unggahan", "Bu Rini|1.200 suka|87 komentar|Judul kabar|Air mati|Tautan"),
        ("pencarian", "jadwal air|Iklan|kios.example|Kios|Cepat.|pasar.example"),
        ("lapak", "Judul kabar|Rp18.000|Rp22.000|4,8|312|Asin|Bu Rini|Air mati"),
        ("buletin", "Badan|Magnitudo|4,8|Waktu|Lokasi|Kedalaman|Potensi|Dirasakan"),
        ("polos", "Judul kabar|Air mati|Tautan|Bu Rini|Kanal latihan|Senin"),
    ],
)
def test_a_card_is_read_aloud_in_the_order_it_is_seen(look, parts):
    """The order of the words is the order on the screen; the mark is the end."""
    assert places(drawn(row_of(look)).words, *parts.split("|"), POST_MARK)


def test_prices_and_stars_are_told_to_those_who_listen():
    """Signs are silent, words take their place."""
    words = drawn(row_of("lapak")).words
    for told in ("Harga ", "Harga semula ", "Penilaian ", "4,8 dari 5", "Dikirim dari"):
        assert told in words


def test_what_a_listing_lacks_is_not_drawn():
    """To see what is missing is what people learn."""
    words = drawn({"tampilan": "lapak", "judul": "Kain", "harga": "260 ribu"}).words
    assert "260 ribu" in words
    assert not re.search("Deskripsi|terjual|Penilaian|Dikirim|semula|Varian", words)


def test_results_may_be_a_list_or_its_json():
    """A notebook has the list, a CSV file its text."""
    row = row_of("pencarian")
    as_text = {**row, "hasil": json.dumps(RESULTS)}
    assert post_card(row) == post_card(as_text)
    assert post_card(row).count("<li>") == 2


@pytest.mark.parametrize(
    ("value", "label"),
    [(True, "Iklan"), ("ya", "Iklan"), ("Bersponsor", "Bersponsor")]
    + [(value, None) for value in (False, None, "", "tidak", 0, [1])],
)
def test_a_paid_result_is_called_so(value, label):
    """The label is a word of its own before the address."""
    row = {"tampilan": "pencarian", "hasil": [{"judul": "Kios", "iklan": value}]}
    found = re.findall('<p class="bijak-ad">(.*?)</p>', post_card(row))
    assert found == ([label] if label else [])


@pytest.mark.parametrize(
    "cell",
    ["[", "3", "null", "{}", "[]", "[3]", "[" * 9999, json.dumps(RESULTS * 200)],
    ids=range(8),
)
def test_unreadable_results_leave_the_posts_own_words(cell):
    """A damaged cell empties no card."""
    row = {"tampilan": "pencarian", "judul": "Kios", "teks": "Kabar", "hasil": cell}
    words = drawn(row).words
    assert "Kios" in words and "Kabar" in words
    assert "Bawa KTP" not in words


def test_no_more_than_ten_results_are_shown():
    """A card stays a card."""
    page = post_card({"tampilan": "pencarian", "hasil": RESULTS * 50})
    assert page.count("<li>") == 10


def test_no_look_names_an_institution_or_a_brand():
    """Who speaks is what the row says; the drawings are nobody's trademark."""
    table = muat_data("lembaga")
    names = set(table.loc[table["dunia"] == "nyata", "lembaga"]) | {
        "BMKG",
        "WhatsApp",
        "Instagram",
        "Facebook",
        "Google",
        "TikTok",
        "Shopee",
        "Tokopedia",
    }
    for look in LOOKS:
        page = post_card(row_of(look)) + post_card({"tampilan": look, "teks": "Kabar"})
        assert not [name for name in names if name in page]


@pytest.fixture
def pictures(tmp_path, monkeypatch):
    """A data folder with the pictures of this test only."""
    folder = tmp_path / FOLDER
    folder.mkdir()
    monkeypatch.setattr("bijak.views.cards.picture.data_folder", lambda: tmp_path)
    return folder


WHOLE = (data_folder() / FOLDER / PICTURE).read_bytes()
BROKEN = {
    "empty": b"",
    "no picture": b"<svg onload=alert(1)>",
    "cut off": WHOLE[:-20],
    "one bit turned": WHOLE[:900] + bytes([WHOLE[900] ^ 1]) + WHOLE[901:],
    "only a head": WHOLE[:33],
    "too large": WHOLE + b"\0" * LARGEST,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_becomes_its_words(name, pictures):
    """A frame with a sentence, and what is in the picture."""
    (pictures / "rusak.png").write_bytes(BROKEN[name])
    row = {**FULL, "tampilan": "unggahan", "gambar": "rusak.png"}
    page = drawn(row)
    assert "img" not in page.tags
    assert "Gambar ini tidak dapat ditampilkan.Isinya: Gambar balai" in page.words


@pytest.mark.parametrize(
    "name", ["tiada.png", "../lembaga.csv", "/etc/passwd", "A.png", "a.svg", ".png", 3]
)
def test_only_shipped_pictures_can_be_shown(name, pictures):
    """No path leads out of the folder; without words the trainer is asked."""
    row = {"tampilan": "chat", "teks": "Kabar", "gambar": name}
    page = drawn(row)
    assert "img" not in page.tags
    assert "tidak dapat ditampilkan.Kabari pelatih Anda." in page.words


def test_a_picture_says_its_size_and_what_it_shows():
    """The page does not jump when it is drawn, and it can be heard."""
    page = post_card(
        {"tampilan": "chat", "gambar": PICTURE, "teks_alt": 'Balai "desa"'}
    )
    assert 'width="640" height="548" alt="Balai &quot;desa&quot;"' in page
    assert png_size(WHOLE) == (640, 548)
    assert 'alt="Gambar tanpa keterangan."' in post_card(
        {"tampilan": "chat", "gambar": PICTURE}
    )


def test_the_sample_posts_show_every_look():
    """The gallery leaves none out; every picture has words, every address is ours."""
    rows = read_rows("contoh-kiriman")
    assert {row["tampilan"] for row in rows.values()} == set(LOOKS)
    for row in rows.values():
        page = drawn(row)
        assert ("img" in page.tags) == bool(row["gambar"])
        assert bool(row["gambar"]) == bool(row["teks_alt"])
        for address in re.findall(r"[\w-]+(?:\.[\w-]+)+\.[a-z]{2,}", page.words):
            assert address.endswith((".example", ".test"))


def test_letters_of_cards_are_sixteen_pixels_or_more():
    """Sizes are 16 px, or as large as the text around them or larger."""
    sheet = Path(cards.__file__).parents[1] / "css" / "cards.css"
    sizes = re.findall(r"font-size:\s*([\d.]+)(\w+)", sheet.read_text(encoding="utf-8"))
    assert sizes
    least = {"px": 16, "em": 1, "rem": 1}
    assert [size for size in sizes if float(size[0]) < least[size[1]]] == []


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


INKS = {
    "paper": "ink soft accent good info bad warn".split(),
    "tint": "ink soft accent".split(),
    "chat": ["ink"],
    "bar": ["on-bar"],
    "soft": ["paper"],
    "warn-ground": ["warn"],
    "info-ground": ["info"],
    "bad-ground": ["bad"],
}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_of_cards_have_the_contrast_of_wcag_aa(theme):
    """4.5 for every ink on its ground, in both themes."""
    block = re.findall(r"\{((?:--bijak-[\w-]+: ?#\w+;?)+)\}", page_style())[theme]
    colours = dict(re.findall(r"--bijak-([\w-]+): ?(#\w{6})", block))
    for ground, inks in INKS.items():
        for ink in inks:
            pair = luminance(colours[ink]), luminance(colours[ground])
            assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5, (ink, ground)


def test_cards_do_without_the_library_for_pictures():
    """Whoever only looks at a card loads none: a picture brings its mark along."""
    code = (
        "import sys; from bijak.views import post_card; "
        f"post_card({{'tampilan': 'chat', 'gambar': '{PICTURE}'}}); "
        "print('PIL' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"


ADDRESSES = {
    "https://airtelaga.example-tagihan.test/bayar": (
        "airtelaga",
        ".example-tagihan",
        ".test",
    ),
    "http://telaga-cakap.example?x=a.b": ("telaga-cakap", ".example"),
    "https://banktelaga.test@masukaman.example/akun": (
        "banktelaga",
        ".test",
        "@masukaman",
        ".example",
    ),
    "kios.example": ("kios", ".example"),
    "https://": (),
}


@pytest.mark.parametrize("link", ADDRESSES)
def test_a_host_is_drawn_in_one_piece(link):
    """Its labels together, apart from the path; the words are what was written."""
    for look in LOOKS:
        row = {"tampilan": look, "teks": "Kabar", "tautan": link}
        page = post_card(row)
        assert link in drawn(row).words
        labels = re.findall('<span class="bijak-label">([^<]+)</span>', page)
        assert ADDRESSES[link] == tuple(labels), look
        assert page.count('class="bijak-host"') == bool(labels)
