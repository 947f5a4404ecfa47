"""The four sheets of the test are parallel, and nothing but the evidence tells a key.

Every sheet holds 24 judged posts, 12 of them hoaxes, in three sets of eight, and
eight skill items. Four posts are common to all sheets; everything else is different.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import findings
import pytest
from surface import Card, easier_shares, gain, shown, surface

from bijak.checking.bank import bank_problems
from bijak.facts import read_facts
from bijak.instruments import FIRST, LAST, read_test_plan
from bijak.items import CHOICE, CLASSIFY, PER_CARD
from bijak.notebooks import GradedItem, read_items, read_notebook
from bijak.paths import TEST_PLAN, data_folder
from bijak.syllabus import read_syllabus
from bijak.text import texts_in

ROOT = Path(__file__).resolve().parents[2]
PLAN = read_test_plan(ROOT)
SHEETS = PLAN.sheets
MODULES = {one.id: one for one in read_syllabus(ROOT)}
OLD = sorted(
    path.stem
    for path in (ROOT / "solutions").glob("*/*.ipynb")
    if path.stem not in SHEETS
)
_COMPLAINT = re.compile(r"[!?]")
_CODES = [f"padi-{number:03}" for number in range(4000)]


@cache
def table(sheet: str) -> dict[str, GradedItem]:
    """The items of a sheet, from the trainers' source."""
    return read_items(read_notebook(ROOT / "solutions" / sheet / f"{sheet}.ipynb"))


def sets(sheet: str) -> list[GradedItem]:
    """The judged sets of a sheet."""
    return [one for one in table(sheet).values() if one.item.kind == CLASSIFY]


def posts(sheet: str) -> dict[str, tuple[Card, bool]]:
    """Card → the post, and whether it is a hoax."""
    return {
        card: (row, one.key.answer[card] == one.key.positive)
        for one in sets(sheet)
        for card, row in one.item.cards.items()
    }


def bank() -> dict[str, tuple[Card, bool]]:
    """Every post once."""
    return {card: one for sheet in SHEETS for card, one in posts(sheet).items()}


def found(card: Card) -> str:
    return str(card.get("temuan", ""))


MEASURES = {
    "findings: length": lambda card: len(found(card)),
    "findings: digits": lambda card: sum(one.isdigit() for one in found(card)),
    "findings: quoted": lambda card: "“" in found(card),
    "findings: a copier": lambda card: "Info Cepat" in found(card),
    "findings: the forum": lambda card: "Forum" in found(card),
    "findings: an official page": lambda card: "Laman" in found(card),
    "findings: unsure ones first": lambda card: found(card)[:4] in ("Info", "Foru"),
    "asks": lambda card: "?" in card["teks"],
    "calls": lambda card: "!" in card["teks"],
    "a clock time": lambda card: "pukul" in card["teks"],
    "a month": lambda card: "Maret" in card["teks"],
    "a page is named": lambda card: "laman" in card["teks"],
    "since": lambda card: "sejak" in card["teks"],
}


def columns(cards: list[Card]) -> list[list[float]]:
    """All that a set shows without being read, its findings too."""
    named = [{"id": f"k{place}", **card} for place, card in enumerate(cards, 1)]
    more = [[float(of(card)) for card in cards] for of in MEASURES.values()]
    return surface(named, ["Telaga", "Sukateliti", "Runut", "Simak", "pasar"]) + more


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_its_twenty_four_posts_and_eight_items(sheet):
    """Half of them are hoaxes, but not half of each set: three, four, and five."""
    assert [8, 8, 8] == [len(one.item.cards) for one in sets(sheet)]
    hoaxes = [list(one.key.answer.values()).count("hoaks") for one in sets(sheet)]
    assert [3, 4, 5] == sorted(hoaxes)
    for one in sets(sheet):
        assert {"hoaks", "benar"} == set(one.key.answer.values())
        assert ["hoaks", "benar"] == list(one.item.options)
        assert PER_CARD == one.item.confidence
        assert one.key.debrief
    skills = [one for one in table(sheet).values() if one.item.kind != CLASSIFY]
    assert 8 == len(skills)
    assert all(one.item.confidence is True for one in skills)
    assert 32 == sum(one.key.total for one in table(sheet).values())


def test_four_posts_are_common_and_all_others_are_not():
    """Two hoaxes and two true ones, word for word and under the same key."""
    for one, other in combinations(SHEETS, 2):
        assert set(PLAN.anchors) == posts(one).keys() & posts(other).keys()
    for anchor in PLAN.anchors:
        seen = {
            (row["teks"], tuple(sorted(found(row).splitlines())), hoax)
            for row, hoax in (posts(sheet)[anchor] for sheet in SHEETS)
        }
        assert 1 == len(seen)
    assert 2 == sum(posts(SHEETS[0])[anchor][1] for anchor in PLAN.anchors)
    assert 84 == len(bank()) == len({row["teks"] for row, _ in bank().values()})


def test_every_post_and_item_stands_in_the_plan():
    """Theme, expected difficulty, source, day of checking, day of expiry."""
    skills = {
        name
        for sheet in SHEETS
        for name, one in table(sheet).items()
        if one.item.kind != CLASSIFY
    }
    assert 32 == len(skills)
    assert PLAN.bank.keys() == bank().keys() | skills
    facts, today = read_facts(), date.today()
    for name, one in PLAN.bank.items():
        assert (name, True) == (name, 0 < (one.expires - one.checked).days <= 366)
        assert (name, True) == (name, today < one.expires)
        assert one.difficulty in (1, 2, 3)
        kind, _, fact = one.source.partition(":")
        if kind == "fakta":
            assert (one.checked, one.expires) == (
                facts[fact].checked,
                facts[fact].expires,
            )
        else:
            assert {"temuan": True, "soal": False}[kind] == (name in bank())
    for sheet in SHEETS:
        for name, (row, _) in posts(sheet).items():
            assert bool(found(row)) == (PLAN.bank[name].source == "temuan")
            if not found(row):
                fact = PLAN.bank[name].source.partition(":")[2]
                assert fact in MODULES[sheet].facts


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("fakta:gempa-belum-diprediksi", "fakta:tiada", "tiada yang tidak ada"),
        ("fakta:gempa-belum-diprediksi", "ingatan", "“ingatan” yang tidak dikenal"),
        (", 2027-", ", 2030-", "kedaluwarsa sesudah faktanya"),
        (", 2027-11-22", ", 2026-12-01", "kedaluwarsa sejak 1 Desember 2026"),
    ],
)
def test_a_stale_row_is_found(tmp_path, old, new, problem):
    """From the day of expiry `bijak check` fails."""
    whole = (ROOT / TEST_PLAN).read_text(encoding="utf-8")
    (row,) = (one for one in whole.splitlines() if one.startswith('  ["j4",'))
    assert old in row
    (tmp_path / TEST_PLAN).parent.mkdir()
    changed = whole.replace(row, row.replace(old, new))
    (tmp_path / TEST_PLAN).write_text(changed, encoding="utf-8")
    said = list(bank_problems(tmp_path, read_facts(), date(2026, 12, 1)))
    assert problem in "\n".join(said)
    assert all(one.startswith("tes.toml: butir j4 ") for one in said)


def difficulty(names) -> int:
    """The sum of the expected difficulties."""
    return sum(PLAN.bank[name].difficulty for name in names)


def test_the_expected_difficulty_is_the_same():
    """Between hoaxes and true ones of a sheet, and between the sheets."""
    whole = []
    for sheet in SHEETS:
        mine = posts(sheet)
        hoaxes = difficulty(name for name, (_, hoax) in mine.items() if hoax)
        true = difficulty(name for name, (_, hoax) in mine.items() if not hoax)
        assert abs(hoaxes - true) <= 2
        skills = [name for name in table(sheet) if name in PLAN.bank]
        whole.append(hoaxes + true + difficulty(skills))
    assert max(whole) - min(whole) <= 3


def test_the_skill_items_are_of_one_plan():
    """The same kind and theme at the same place of every sheet."""
    plans = {
        tuple(
            (one.item.kind, PLAN.bank[name].theme)
            for name, one in table(sheet).items()
            if one.item.kind != CLASSIFY
        )
        for sheet in SHEETS
    }
    (plan,) = plans
    assert {"tautan": 2, "tindakan": 2, "angka": 2, "data": 1, "etika": 1} == Counter(
        theme for _, theme in plan
    )


@pytest.mark.parametrize("sheet", SHEETS)
def test_complaints_are_as_often_true_as_not(sheet):
    """At least a fifth of the posts are legitimate criticism, as many are not true."""
    mine = posts(sheet).values()
    loud = [hoax for row, hoax in mine if _COMPLAINT.search(row["teks"])]
    assert abs(loud.count(True) - loud.count(False)) <= 1
    assert loud.count(False) >= 5


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_can_be_learned_from_the_surface_of_a_set(sheet, place):
    """The best cue of all does no better for the real key than for most others."""
    graded = sets(sheet)[place]
    truth = [label == graded.key.positive for label in graded.key.answer.values()]
    assert easier_shares(columns(list(graded.item.cards.values())), truth) >= 0.25


@pytest.mark.parametrize("sheet", [*SHEETS, "bank"])
def test_no_rule_of_thumb_pays(sheet):
    """H − F of any one cue is small: three posts of twenty-four, less in the bank."""
    known = bank() if sheet == "bank" else posts(sheet)
    cards = [{**row, "id": f"k{n}"} for n, (row, _) in enumerate(known.values())]
    truth = [hoax for _, hoax in known.values()]
    cues = shown(cards)
    for name, of in MEASURES.items():
        values = [float(of(card)) for card in cards]
        middle = sorted(values)[len(values) // 2]
        cut = middle if 0 < middle else min((v for v in values if v), default=1)
        cues[name] = [value >= cut for value in values]
    most = 0.17 if sheet == "bank" else 0.26
    paying = {name: round(gain(cue, truth), 2) for name, cue in cues.items()}
    assert {} == {name: won for name, won in paying.items() if abs(won) > most}


def test_no_sender_tells_a_key():
    """Whoever posts six or more times in the bank is right in at most seven of ten."""
    by: dict[str, list[bool]] = {}
    for row, hoax in bank().values():
        by.setdefault(row["pengirim"], []).append(hoax)
    often = {name: keys for name, keys in by.items() if len(keys) >= 6}
    assert often
    assert {} == {name: keys for name, keys in often.items() if _one_sided(keys)}


CUES = {
    "an amount of money": ("teks", re.compile(r"\d (ribu|juta)\b|Rp")),
    "a command or warning first": (
        "teks",
        re.compile(r"(Cek|Jangan|Minta|Pikirkan|Sebelum|Segera|Simpan|Tempel|Tulis)\b"),
    ),
    "a medium on what people feel": (
        "temuan",
        re.compile(
            r"^(Radio|Warta)[^:]*: [^.:]*\b(khawatir|mendengar|mengantre|mengeluh"
            r"|mengeluhkan|menunggu|menyambut|sudah melamar) ",
            re.MULTILINE,
        ),
    ),
}
"""What readers found more in hoaxes than in true posts: column and pattern."""


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_that_needs_no_weighing_is_balanced(cue):
    """Of the bank's posts that show it, at most seven of ten have one key."""
    column, pattern = CUES[cue]
    look = pattern.match if cue.endswith("first") else pattern.search
    keys = [hoax for row, hoax in bank().values() if look(str(row.get(column, "")))]
    assert len(keys) >= 6
    assert not _one_sided(keys)


def _one_sided(keys: list[bool]) -> bool:
    return max(keys.count(True), keys.count(False)) > 0.7 * len(keys)


@pytest.mark.parametrize("sheet", [*SHEETS, "bank"])
def test_to_oppose_a_weak_source_does_not_pay(sheet):
    """A copier and the forum are right about as often as not."""
    right = _outcomes(sheet, findings.against_the_weak)
    assert len(right) >= 6
    assert abs(sum(right) - len(right) / 2) <= 1


@pytest.mark.parametrize("rule", [findings.newest_wins, findings.longest_wins])
@pytest.mark.parametrize("sheet", SHEETS)
def test_no_rule_about_findings_decides(sheet, rule):
    """The newest and the longest finding mislead in at least four posts of sixteen."""
    assert _outcomes(sheet, rule).count(False) >= 4


@pytest.mark.parametrize(
    "rule", [findings.current_page_wins, findings.first_wins, findings.second_wins]
)
@pytest.mark.parametrize("sheet", SHEETS)
def test_neither_place_nor_day_of_a_page_decides(sheet, rule):
    """Such a rule is right in at most eleven posts of sixteen; silence counts half."""
    right = _outcomes(sheet, rule)
    assert sum(right) + (16 - len(right)) / 2 <= 11


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_weak_source_wins_at_times(sheet):
    """A copier that saw something itself is right against a page or a medium."""
    right = _outcomes(sheet, findings.weak_against_strong)
    assert {True, False} == set(right)
    assert right.count(True) < right.count(False)


@pytest.mark.parametrize("sheet", SHEETS)
def test_to_quote_a_page_tells_nothing(sheet):
    """Of the posts that say what a page writes, some are true and some are not."""
    mine = posts(sheet).values()
    quoting = [hoax for row, hoax in mine if found(row) and "laman" in row["teks"]]
    assert {True, False} == set(quoting)


@pytest.mark.parametrize("sheet", SHEETS)
def test_pages_and_witnesses_are_both_right_at_times(sheet):
    """Where they contradict each other, each of them is right at least three times."""
    right = _outcomes(sheet, findings.witness_beats_page)
    assert min(right.count(True), right.count(False)) >= 3


def _outcomes(sheet: str, rule) -> list[bool]:
    """For each post that the rule speaks about whether it is right."""
    known = bank() if sheet == "bank" else posts(sheet)
    judged = [(rule(n, c), hoax) for n, (c, hoax) in known.items() if found(c)]
    return [said == hoax for said, hoax in judged if said is not None]


def test_every_post_has_a_strong_finding_for_its_key():
    """What decides is no hearsay: a copier counts only where it shows what it saw."""
    known = {name for name, (card, _) in bank().items() if found(card)}
    assert known == findings.BACKS.keys()
    for name, (card, hoax) in bank().items():
        said = findings.lines(card)
        agree = [line for line in said if findings.backs(name, line) != hoax]
        assert (name, bool(said)) == (name, any(map(findings.decides, agree)))


ABSOLUTE = (
    "selalu semua setiap pasti wajib harus hanya saja cukup selamanya langsung "
    "dilarang tidak_pernah sama_sekali seluruh menentukan sepanjang"
).split()
HEDGING = (
    "biasanya umumnya sering kadang boleh bisa mungkin sebaiknya belum_tentu sekitar "
    "walau asal masih sebagian belum tetapi"
).split()


@pytest.mark.parametrize("sheet", [*SHEETS, "bank"])
def test_tone_does_not_tell_a_rumour(sheet):
    """Without findings, absolute words are as often true, hedging ones as often not."""
    plain = _plain(sheet)
    hits = sum(_sounds_like_hoax(text, hoax) for text, hoax in plain)
    assert abs(hits - len(plain) / 2) <= 1


def _sounds_like_hoax(text: str, hoax: bool) -> float:
    """1 when tone alone gives the key, ½ when it says nothing."""
    said = f" {' '.join(words(text))} "
    loud, soft = (
        sum(said.count(f" {word.replace('_', ' ')} ") for word in tone)
        for tone in (ABSOLUTE, HEDGING)
    )
    return 0.5 if loud == soft else float((loud > soft) == hoax)


ADVICE = re.compile(
    r"\b(periksa|cek|catat|tulis|simpan|tempel|lihat|minta|ajukan|laporkan|segera"
    r"|jangan|sebelum|harus)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_sounds_like_advice_is_as_often_false(sheet):
    """Without findings, a caring tone tells nothing, and two hoaxes have it."""
    caring = [hoax for text, hoax in _plain(sheet) if ADVICE.search(text)]
    assert caring.count(True) >= 2
    assert abs(caring.count(True) - caring.count(False)) <= 1


def _plain(sheet: str) -> list[tuple[str, bool]]:
    """The posts about the real world, which have no findings."""
    known = bank() if sheet == "bank" else posts(sheet)
    return [(card["teks"], hoax) for card, hoax in known.values() if not found(card)]


MOST_WORDS = 1400


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_short_enough_to_read(sheet):
    """All that a participant reads: texts, posts with their heads, findings, options.

    Not counted: the mark of practice posts, the names of buttons, and the list of
    items at the end, which the kit adds.
    """
    notebook = read_notebook(ROOT / "solutions" / sheet / f"{sheet}.ipynb")
    read = [c["source"] for c in notebook.cells if c["cell_type"] == "markdown"]
    for one in table(sheet).values():
        read += [text for row in one.item.cards.values() for text in row.values()]
        if one.item.kind == CHOICE:
            read += one.item.options.values()
    counted = [one for one in " ".join(read).split() if re.search(r"\w", one)]
    assert len(counted) <= MOST_WORDS


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_first_page_says_what_the_posts_need(sheet):
    """Every source, every number of the scale; nothing about how many hoaxes."""
    notebook = read_notebook(ROOT / "solutions" / sheet / f"{sheet}.ipynb")
    read = [c["source"] for c in notebook.cells if c["cell_type"] == "markdown"]
    page = " ".join(read).lower()
    assert "1 menebak, 2 ragu, 3 cukup yakin, 4 yakin sekali" in page
    for card, _ in posts(sheet).values():
        for line in findings.lines(card):
            who = line.partition(",")[0].removeprefix("Laman ").removesuffix(" latihan")
            assert who.lower() in page
    many = r"(\d+|tiga|empat|lima|dua belas|separuh|setengah(nya)?) (hoaks|benar)"
    assert not re.search(many, page)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_first_page_says_which_posts_may_be_skipped(sheet):
    """Words stand there; a post on a disaster has one of them, and no other post."""
    notebook = read_notebook(ROOT / "solutions" / sheet / f"{sheet}.ipynb")
    page = " ".join(notebook.cells[0]["source"].split())
    listed = re.search(r"menyebut ([\w ,]+) boleh dilewati", page)
    assert listed
    named = re.split(r", (?:atau )?", listed[1])
    for name, (row, _) in posts(sheet).items():
        spoken = any(one in row["teks"].lower() for one in named)
        disaster = PLAN.bank[name].theme in ("bencana", "cuaca")
        assert (name, disaster) == (name, spoken)


HOLIDAYS = {
    "5 Januari": "Isra Mikraj",
    "6 Februari": "Imlek",
    **{f"{n} Maret": "Nyepi and Idulfitri" for n in range(8, 15)},
    "26 Maret": "Wafat Yesus Kristus",
    "28 Maret": "Paskah",
}
"""Of 2027, as far as calendars tell; the joint decree of 2027 was not known."""


def test_nobody_works_on_a_holiday():
    """No office, sample or sale of a post or finding is dated on a likely holiday."""
    dated = re.compile(r"\b\d{1,2} [A-Z][a-z]+\b")
    for name, (card, _) in bank().items():
        said = dated.findall(f"{card['teks']} {found(card)}")
        assert (name, []) == (name, [one for one in said if one in HOLIDAYS])


@pytest.mark.parametrize("column", ["teks", "temuan"])
def test_no_single_word_tells_a_hoax(column):
    """In the bank no word stands in many more hoaxes than true posts, or fewer."""
    more: Counter[str] = Counter()
    for row, hoax in bank().values():
        for word in set(words(str(row.get(column, "")))):
            more[word] += 1 if hoax else -1
    assert {} == {word: n for word, n in more.items() if abs(n) > 7}


@pytest.mark.parametrize("sheet", SHEETS)
def test_right_options_stand_at_different_places(sheet):
    """Of five choices no place holds more than two right ones."""
    places = Counter(
        list(one.item.options).index(one.key.answer)
        for one in table(sheet).values()
        if one.item.kind == CHOICE
    )
    assert 5 == places.total()
    assert max(places.values()) <= 2


@pytest.mark.parametrize("sheet", SHEETS)
def test_right_options_are_no_ladder(sheet):
    """Three right letters in a row do not climb or fall by one each."""
    places = [
        list(one.item.options).index(one.key.answer)
        for one in table(sheet).values()
        if one.item.kind == CHOICE
    ]
    steps = [after - before for before, after in pairwise(places)]
    assert not any(a == b and abs(a) == 1 for a, b in pairwise(steps))


@pytest.mark.parametrize("choose", [min, max])
@pytest.mark.parametrize("sheet", SHEETS)
def test_length_does_not_tell_the_right_option(sheet, choose):
    """Of five choices the longest is right at most twice, and so is the shortest."""
    hits = 0
    for one in table(sheet).values():
        if one.item.kind == CHOICE:
            lengths = {name: len(text) for name, text in one.item.options.items()}
            hits += lengths[one.key.answer] == choose(lengths.values())
    assert hits <= 2


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """All runs of so many words; days and hours are alike everywhere."""
    said = words(text)
    cut = (tuple(said[i : i + size]) for i in range(len(said) - size + 1))
    return {run for run in cut if not any(word.isdigit() for word in run)}


@cache
def taught() -> set[tuple[str, ...]]:
    """Runs of words of all posts that people see elsewhere."""
    seen: set[tuple[str, ...]] = set()
    for path in data_folder().glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                seen |= runs(row.get("teks") or "")
    for name in OLD:
        source = read_notebook(ROOT / "solutions" / name / f"{name}.ipynb")
        for one in read_items(source).values():
            for text in texts_in([*one.item.cards.values(), one.item.options]):
                seen |= runs(text)
    return seen


def test_no_post_is_seen_elsewhere():
    """Not even five words in a row are those of a lesson's or another item's post."""
    for name, (row, _) in bank().items():
        assert (name, set()) == (name, runs(row["teks"]) & taught())


def test_every_hoax_is_corrected_with_its_source():
    """The correction says the fact and who says so; it does not begin with "no"."""
    for sheet in SHEETS:
        for one in sets(sheet):
            for card, label in one.key.answer.items():
                said = one.key.feedback[card]
                assert not said.lower().startswith(("tidak", "bukan", "salah", "hoaks"))
                if label == one.key.positive:
                    assert (card, True) == (card, _has_source(said))


def _has_source(said: str) -> bool:
    spoken = r"menurut|wartawan|penyiar|Cek Telaga|kata pengurus|\([^)]*[A-Z][^)]*\)"
    return bool(re.search(spoken, said))


def test_orders_are_balanced():
    """Every sheet is as often at each occasion, every pair of neighbours comes once."""
    assert 4 == len(PLAN.orders) == len(PLAN.occasions)
    for column in zip(*PLAN.orders, strict=True):
        assert SHEETS == sorted(column)
    pairs = [pair for row in PLAN.orders for pair in pairwise(row)]
    assert 12 == len(pairs) == len(set(pairs))
    assert [FIRST, LAST, "", ""] == [one.place for one in PLAN.occasions]


def test_a_code_decides_and_nobody_meets_a_sheet_twice():
    """The same for ever: some codes are written down here; each order a quarter."""
    for code in _CODES[:50]:
        assert SHEETS == sorted(PLAN.order(code).values())
    first = Counter(PLAN.order(code)["prates"] for code in _CODES)
    assert all(900 <= count <= 1100 for count in first.values())
    known = {code: PLAN.order(code)["prates"] for code in _CODES[:4]}
    assert KNOWN == known


KNOWN = {
    "padi-000": "tes-d",
    "padi-001": "tes-c",
    "padi-002": "tes-d",
    "padi-003": "tes-d",
}


def test_feedback_waits_for_the_post_test():
    """Every sheet waits for the sheet that the same code gets afterwards."""
    assert {"pascates"} == {MODULES[sheet].feedback_release for sheet in SHEETS}
    assert "pascates" in {one.id for one in PLAN.occasions}
    assert not PLAN.piloted
