"""All figures of a report once more, by other means; to be compared to the last digit.

Nothing of bijak is imported. Answers come from the raw ``jawaban.json``, keys from the
cells of the source notebooks, points from the gradebook's rows, orders from
``tes.toml``; formulas are those of textbooks, with quantiles from `scipy.stats` and
moments from pandas.

    python tests/reporting/recount.py PROJECT CLASSFOLDER      prints all tables
"""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import sqlite3
import statistics
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, stats

FEW = 5
MISSING, LITTLE = "tidak ada", "disembunyikan (< 5)"
HIDDEN = "disembunyikan (< 5)"
NAMES = {
    "points": ("Poin kiriman (0–24)", 1),
    "d": ("Jeli, d′", 2),
    "c": ("Curiga, c", 2),
    "skills": ("Soal keterampilan (0–8)", 1),
    "brier": ("Skor Brier (0 paling baik)", 2),
    "over": ("Keyakinan − tepat", 2),
}
SURE = {1: "menebak", 2: "ragu", 3: "cukup yakin", 4: "yakin sekali"}
CHANCE = {1: 0.50, 2: 0.65, 3: 0.80, 4: 0.95}
Z = statistics.NormalDist()


def shown(value, digits=2, why=MISSING):
    """A number as an Indonesian reads it."""
    if value is None or value != value:
        return why
    text = f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))
    if text.startswith("-"):
        text = text[1:] if not text.strip("-0,.") else "−" + text[1:]
    return text


def percent(share, why=MISSING):
    """A share as printed."""
    return why if share is None else f"{shown(100 * share, 0)}%"


def three(found, digits=2):
    """Value and interval as printed, hidden for few people."""
    value, low, high, n = found
    if 0 < n < FEW:
        return [LITTLE] * 3
    return [shown(one, digits) for one in (value, low, high)]


# --- what was answered -----------------------------------------------------------


def calls_in(notebook: Path):
    """The calls ``latihan.x("id", name=literal)`` in a notebook's code cells."""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        try:
            body = ast.parse("".join(cell["source"])).body
        except SyntaxError:
            continue
        for line in body:
            call = getattr(line, "value", None)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                named = {}
                for word in call.keywords:
                    try:
                        named[word.arg] = ast.literal_eval(word.value)
                    except ValueError:
                        continue
                first = call.args[0].value if call.args else ""
                yield call.func.attr, first, named


def sheet_key(root: Path, sheet: str):
    """Cards → (item, is hoax, sentence), and skill items → their key and options."""
    cards, skills = {}, {}
    asked = {}
    for method, name, named in calls_in(root / "solutions" / sheet / f"{sheet}.ipynb"):
        if method == "periksa":
            continue
        if method != "nilai":
            asked[name] = method, named
        elif asked[name][0] == "kelompokkan":
            for card, label in dict(named["kunci"]).items():
                sentence = named.get("umpan_balik", {}).get(card, "")
                cards[card] = name, label == "hoaks", sentence
        else:
            skills[name] = (
                asked[name][0],
                named.get("kunci"),
                asked[name][1].get("pilihan", {}),
                named.get("umpan_balik", {}),
            )
    return cards, skills


def raw(path: Path):
    """item → part → value of a jawaban.json; None where it cannot be read."""
    try:
        if path.stat().st_size > 2_000_000:
            return None
        content = json.loads(path.read_bytes())["jawaban"]
        return {
            item: {part: entry["isi"] for part, entry in parts.items()}
            for item, parts in content.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError):
        return None


def first_time(path: Path):
    """The time of the earliest answer, as text in UTC."""
    content = json.loads(path.read_bytes())["jawaban"]
    return min(e["pada"] for parts in content.values() for e in parts.values())


def skill_right(kind: str, key, answer) -> bool:
    """Whether a typed or chosen answer is the key."""
    if kind == "pilih":
        return answer == key
    if kind == "isi_angka":
        number = str(answer).replace(".", "").replace(",", ".")
        return float(number) == float(key)
    return str(answer).strip().lower() == str(key).lower()


class Class:
    """Everything raw about one class."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root, self.home = root, home
        self.plan = tomllib.loads((root / "curriculum" / "tes.toml").read_text("utf-8"))
        self.event = tomllib.loads((home / "kegiatan.toml").read_text("utf-8"))
        self.occasions = [one["id"] for one in self.plan["saat"]]
        self.open = {one["id"] for one in self.plan["saat"] if one.get("tempat")}
        self.titles = {one["id"]: one["judul"] for one in self.plan["saat"]}
        self.themes = {row[0]: row[1] for row in self.plan["butir"]}
        self.keys = {s: sheet_key(root, s) for s in sorted(self.plan["urutan"][0])}
        self.regions, self.trainers = {}, {"pelatih"}
        roster = home / "peserta.csv"
        if roster.exists():
            for row in csv.DictReader(roster.read_text("utf-8").splitlines()):
                if row["peran"] == "pelatih":
                    self.trainers.add(row["kode"])
                else:
                    self.regions[row["kode"]] = row["wilayah"]
        self.read_book()
        self.read_sheets()
        known = {code for sent in self.book.values() for code in sent}
        known |= {code for code, _ in self.sheets}
        self.people = sorted((known | set(self.regions)) - self.trainers)

    def order(self, code: str) -> dict[str, str]:
        """Occasion → sheet."""
        first = hashlib.sha256(b"tes\n" + code.encode()).hexdigest()[:32]
        row = self.plan["urutan"][int(first, 16) % len(self.plan["urutan"])]
        return dict(zip(self.occasions, row, strict=True))

    def read_book(self) -> None:
        """Assignment → code → cell → points, None where a person must grade."""
        self.book, self.most = defaultdict(dict), defaultdict(float)
        self.ours = {}
        path = self.home / "gradebook.db"
        if not path.exists():
            return
        data = sqlite3.connect(path)
        data.row_factory = sqlite3.Row
        names = {r["id"]: r["name"] for r in data.execute("SELECT * FROM assignment")}
        of = {
            r["id"]: names[r["assignment_id"]]
            for r in data.execute("SELECT * FROM notebook")
        }
        cells = {r["id"]: r for r in data.execute("SELECT * FROM base_cell")}
        for row in data.execute("SELECT * FROM grade_cells"):
            self.most[of[cells[row["id"]]["notebook_id"]]] += row["max_score"]
        sent = {r["id"]: r for r in data.execute("SELECT * FROM submitted_assignment")}
        for row in sent.values():
            self.book[names[row["assignment_id"]]][row["student_id"]] = {}
        notebooks = {
            r["id"]: sent[r["assignment_id"]]
            for r in data.execute("SELECT * FROM submitted_notebook")
        }
        for row in data.execute("SELECT * FROM grade"):
            mine = notebooks[row["notebook_id"]]
            given = row["manual_score"]
            given = row["auto_score"] if given is None else given
            if given is not None:
                given += row["extra_credit"] or 0
            name = names[mine["assignment_id"]]
            cell = cells[row["cell_id"]]["name"]
            self.ours[mine["student_id"], cell] = row["auto_score"]
            self.book[name][mine["student_id"]][cell] = given
        data.close()

    def read_sheets(self) -> None:
        """(code, occasion) → one row of what was answered."""
        self.sheets, self.unreadable, self.unplanned = {}, 0, 0
        for folder in sorted((self.home / "autograded").glob("*")):
            for occasion, sheet in self.order(folder.name).items():
                path = folder / sheet / "jawaban.json"
                given = raw(path)
                if given is None:
                    self.unreadable += 1
                    continue
                row = self.sheet_row(sheet, given)
                if not row["called"] and not row["chosen"]:
                    continue
                if occasion not in self.open:
                    self.unplanned += 1
                elif folder.name not in self.trainers:
                    row["began"] = first_time(path)
                    self.sheets[folder.name, occasion] = row

    def sheet_row(self, sheet: str, given) -> dict:
        """Called, right, sure and chosen on one sheet."""
        cards, skills = self.keys[sheet]
        called, right, sure = {}, {}, {}
        for card, (item, hoax, _) in cards.items():
            parts = given.get(item, {})
            if parts.get(card) in ("hoaks", "benar"):
                called[card] = parts[card] == "hoaks"
                right[card] = called[card] == hoax
            level = parts.get(f"~yakin/{card}")
            if type(level) is int and level in SURE:
                sure[card] = level
        chosen = {}
        for name, (kind, _, options, _) in skills.items():
            answer = given.get(name, {}).get("")
            if answer not in (None, "") and (kind != "pilih" or answer in options):
                chosen[name] = answer
        truth = {
            name: skill_right(*skills[name][:2], answer)
            for name, answer in chosen.items()
        }
        return {
            "sheet": sheet,
            "hoax": {card: hoax for card, (_, hoax, _) in cards.items()},
            "called": called,
            "right": right,
            "sure": sure,
            "chosen": chosen,
            "truth": truth,
        }


# --- one person -------------------------------------------------------------------


def person(row) -> dict[str, float]:
    """What one sheet says of one person; nothing where too little was answered."""
    hits = sum(row["called"][c] for c in row["called"] if row["hoax"][c])
    hoaxes = sum(row["hoax"][c] for c in row["called"])
    alarms = sum(row["called"][c] for c in row["called"] if not row["hoax"][c])
    truths = len(row["called"]) - hoaxes
    found = {}
    if row["chosen"]:
        found["skills"] = sum(row["truth"].values())
    if min(hoaxes, truths) < 8:
        return found
    high = Z.inv_cdf((hits + 0.5) / (hoaxes + 1))
    low = Z.inv_cdf((alarms + 0.5) / (truths + 1))
    found |= {"d": high - low, "c": -(high + low) / 2}
    found["points"] = sum(row["right"].values()) + (24 - len(row["called"])) / 2
    both = [
        (CHANCE[s], row["right"][c])
        for c, s in row["sure"].items()
        if c in row["right"]
    ]
    if both:
        found["brier"] = statistics.fmean((p - r) ** 2 for p, r in both)
        found["over"] = statistics.fmean(p - r for p, r in both)
    return found


# --- a class ----------------------------------------------------------------------


def plain_mean(values):
    """Mean with Student's interval, and n."""
    n = len(values)
    if n < 2:
        return (values[0] if n else None, None, None, n)
    mean, error = statistics.fmean(values), stats.sem(values)
    low, high = stats.t.interval(0.95, n - 1, mean, error) if error else (mean, mean)
    return mean, low, high, n


def groups(frame: pd.DataFrame, column: str):
    """Mean of the orders' means, pooled deviation, 1/√people, degrees of freedom."""
    by = frame.groupby("order")[column]
    sizes, means = by.size(), by.mean()
    df = len(frame) - len(sizes)
    inside = (frame[column] - by.transform("mean")).pow(2).sum()
    deviation = (inside / df) ** 0.5 if df else None
    return means.mean(), deviation, (1 / sizes).sum() ** 0.5 / len(sizes), df


def balanced(frame: pd.DataFrame, column: str):
    """Order-balanced mean with its interval, and n."""
    if frame.empty:
        return None, None, None, 0
    mean, deviation, share, df = groups(frame, column)
    if not df:
        return mean, None, None, len(frame)
    reach = stats.t.ppf(0.975, df) * deviation * share
    return mean, mean - reach, mean + reach, len(frame)


def effects(frame: pd.DataFrame):
    """d_z, d_av and ⟨g⟩ of points, each with interval and n."""
    n = len(frame)
    mean, deviation, share, df = groups(frame, "gain")
    # Hedges' factor by its integral: E(1/s) of a normal sample, inverted.
    factor = 1 / (np.sqrt(df) * stats.chi(df).expect(lambda x: 1 / x))
    t = mean / (deviation * share)

    def at(share_below):
        return optimize.brentq(
            lambda nc: stats.nct.cdf(t, df, nc) - share_below, t - 5, t + 5, xtol=1e-12
        )

    found = {
        "d_z": (mean / deviation * factor, at(0.975) * share, at(0.025) * share, n)
    }
    centred = frame[["pre", "post"]] - frame.groupby("order")[
        ["pre", "post"]
    ].transform("mean")
    inside = (centred.T @ centred / df).to_numpy()
    unit = np.sqrt(np.trace(inside) / 2)
    d = mean / unit
    spread = (
        d**2
        * (inside[0, 0] ** 2 + inside[1, 1] ** 2 + 2 * inside[0, 1] ** 2)
        / (8 * df * unit**4)
        + (inside[0, 0] + inside[1, 1] - 2 * inside[0, 1]) * share**2 / unit**2
    ) ** 0.5
    reach = Z.inv_cdf(0.975) * spread
    found["d_av"] = d * factor, d - reach, d + reach, n
    pre, post = frame["pre"], frame["post"]
    value = (post.mean() - pre.mean()) / (24 - pre.mean())
    room, gained = 24 - pre, post - pre
    bound = stats.t.ppf(0.975, n - 1)

    def outside(g):
        rest = gained - g * room
        return rest.mean() ** 2 - bound**2 * rest.var(ddof=1) / n

    low = optimize.brentq(outside, value - 3, value, xtol=1e-13)
    high = optimize.brentq(outside, value, value + 3, xtol=1e-13)
    found["g"] = value, low, high, n
    return found


def wilson(hits: int, n: int):
    """Share and the two roots of (p̂ − p)² = z² p(1 − p)/n."""
    z2, share = Z.inv_cdf(0.975) ** 2, hits / n
    roots = np.roots([1 + z2 / n, -(2 * share + z2 / n), share**2])
    low, high = sorted(float(np.real(root)) for root in roots)
    return share, max(low, 0.0), min(high, 1.0)


def kuder(frame: pd.DataFrame):
    """α from the mean covariance of items, with Feldt's interval; and n."""
    n, k = frame.shape
    inside = np.cov(frame.to_numpy(float), rowvar=False)
    off = (inside.sum() - np.trace(inside)) / (k * (k - 1))
    value = off * k * k / inside.sum()
    ends = stats.f(n - 1, (n - 1) * (k - 1)).ppf([0.975, 0.025])
    low, high = 1 - (1 - value) * ends
    return value, low, high, n


def hide(counts: dict[str, int]):
    """Counts and total as printed; one list of numbers, so ranges are simple."""
    gone = {name for name, n in counts.items() if n < FEW}
    total = sum(counts.values())
    while gone and (len(gone) < 2 or sum(counts[g] for g in gone) < FEW - 1):
        left = [name for name in counts if name not in gone]
        if not left:
            break
        gone.add(min(left, key=lambda name: (counts[name], list(counts).index(name))))
    known = total >= FEW and len(gone) != 1 and not (gone and total < FEW)
    said = {n: HIDDEN if n in gone else shown(c, 0) for n, c in counts.items()}
    return said, shown(total, 0) if known else HIDDEN


# --- tables as printed --------------------------------------------------------------


def tables(root: Path, home: Path) -> dict[str, list[list[str]]]:
    """Table id → rows of cells as they should be printed."""
    it = Class(root, home)
    found = {"jumlah-peserta": people_rows(it)}
    found |= recap_rows(it)
    if it.people:
        found |= work_rows(it)
    found |= test_rows(it)
    found |= survey_rows(it)
    return found


def sentences(root: Path, home: Path) -> dict[str, str]:
    """What else a report says in numbers: name → how it should read."""
    it = Class(root, home)
    found = {}
    wanted = [name for name, _ in lessons(it) if name in it.event["modul"]]
    if it.people and wanted:
        done = set.intersection(*(handed_in(it, name) for name in wanted))
        found["all done"] = (
            f"{len(done)} dari {len(it.people)} peserta mengumpulkan semua latihan "
            f"kegiatan ini ({len(wanted)} latihan)."
        )
    had = {
        when: {c for (c, w), r in it.sheets.items() if w == when and "d" in person(r)}
        for when in it.occasions[:2]
    }
    first, second = had.values()
    if len(first & second) >= FEW:
        sizes = [first & second, first - second, second - first, first | second]
        both, one, other, any_ = map(len, sizes)
        found["n"] = (
            f"n = {both} dari {len(it.people)} yang mengikuti keduanya; {one} hanya "
            f"prates, {other} hanya pascates, {len(it.people) - any_} tanpa keduanya"
        )
    for when in it.occasions[:2]:
        few = sum(w == when for _, w in it.sheets) - len(had[when])
        if few:
            found[when] = f"{it.titles[when]}: {few} orang menjawab sebagian saja"
    return found


def survey_rows(it: Class):
    """What people ticked about their satisfaction."""
    rows = []
    for question, counts in it.event.get("kepuasan", {}).items():
        ticked = [step for step, n in enumerate(counts, 1) for _ in range(n)]
        if len(ticked) >= FEW:
            each = [shown(n, 0) for n in counts]
            mean = shown(statistics.fmean(ticked))
            rows.append([question, *each, shown(len(ticked), 0), mean])
    return {"kepuasan": rows} if rows else {}


def people_rows(it: Class):
    """How many there are."""
    rows = [["Di daftar peserta", shown(len(it.regions), 0), "peserta.csv"]]
    if more := len(set(it.people) - set(it.regions)):
        rows.append(["Mengumpulkan dengan kode lain", str(more), "autograded/"])
    told = it.event.get("peserta", {})
    for key, words in (
        ("terdaftar", "Terdaftar, menurut panitia"),
        ("hadir", "Hadir, menurut panitia"),
    ):
        if key in told:
            rows.append([words, str(told[key]), "kegiatan.toml"])
    return rows


def recap_rows(it: Class):
    """Recaps by the organiser's groups, or by region of the roster."""
    told = it.event.get("peserta", {})
    sets = {k: told[k] for k in ("kelamin", "usia", "wilayah") if k in told}
    if not sets and any(it.regions.values()):
        named = Counter(region or "tidak disebut" for region in it.regions.values())
        sets = {"wilayah": named}
    found = {}
    for key, counts in sets.items():
        order = sorted(counts, key=lambda name: (name == "tidak disebut", name))
        said, total = hide({name: counts[name] for name in order})
        rows = [[name, said[name]] for name in order]
        found[f"peserta-{key}"] = [*rows, ["Jumlah", total]]
    return found


def lessons(it: Class):
    """(id, title) of the assignments a report tells, in the syllabus's order."""
    syllabus = tomllib.loads(
        (it.root / "curriculum" / "silabus.toml").read_text("utf-8")
    )
    for one in syllabus["modul"]:
        name = one["id"]
        exists = (it.root / "solutions" / name / f"{name}.ipynb").exists()
        if name in it.keys or not exists:
            continue
        if name in it.event["modul"] or handed_in(it, name):
            yield name, one["judul"]


def handed_in(it: Class, name: str):
    """Whose hand-in there is."""
    lying = {p.parent.name for p in (it.home / "submitted").glob(f"*/{name}")}
    return (lying | set(it.book.get(name, ()))) & set(it.people)


def work_rows(it: Class):
    """Completion, points, mistakes and gaps."""
    size, told = len(it.people), list(lessons(it))
    sat = {w: sum(key[1] == w for key in it.sheets) for w in it.occasions}
    rows = [
        [it.titles[w], sat[w]] for w in it.occasions if sat[w] or w in it.occasions[:2]
    ]
    rows += [[title, len(handed_in(it, name))] for name, title in told]
    done = [
        [title, shown(n, 0), shown(size - n, 0), shown(size, 0), percent(n / size)]
        for title, n in rows
    ]
    points, mistakes, waiting = [], [], 0
    for name, title in told:
        sums = []
        for code in sorted(handed_in(it, name)):
            cells = it.book.get(name, {}).get(code)
            if cells is None or None in cells.values():
                waiting += 1
            else:
                sums.append(float(sum(cells.values())))
        most = it.most.get(name, 0.0)
        points.append(
            [
                title,
                *three(plain_mean(sums)),
                shown(most, 0 if most == int(most) else 1),
                shown(len(sums), 0),
                shown(size - len(sums), 0),
            ]
        )
        mistakes += mistake_rows(it, name, title)
    came = sum(len(handed_in(it, name)) for name, _ in told)
    gaps = []
    if told:
        ways = len(told) * size
        gaps += [
            ["Latihan yang tidak dikumpulkan", shown(ways - came, 0), shown(ways, 0)],
            ["Dikumpulkan, belum mendapat poin", shown(waiting, 0), shown(came, 0)],
            ["Berkas jawaban latihan tidak terbaca", broken(it, told), shown(came, 0)],
        ]
    for when in it.occasions[:2]:
        few = sum(k[1] == when and "d" not in person(r) for k, r in it.sheets.items())
        title = it.titles[when]
        gaps += [
            [
                f"{title} tanpa lembar yang terbaca",
                shown(size - sat[when], 0),
                shown(size, 0),
            ],
            [f"{title} terlalu sedikit dijawab", shown(few, 0), shown(sat[when], 0)],
        ]
    first, second = it.occasions[:2]
    back = sum(
        row["began"] > it.sheets[code, second]["began"]
        for (code, when), row in it.sheets.items()
        if when == first and (code, second) in it.sheets
    )
    none = "tidak dihitung"
    gaps += [
        ["Berkas tes tidak terbaca", str(it.unreadable), none],
        ["Lembar tes di luar urutan kodenya", str(it.unplanned), none],
        ["Pascates dimulai sebelum prates, menurut jam laptop", str(back), none],
    ]
    found = {"ketuntasan": done, "kekurangan": gaps}
    if points:
        found["poin-latihan"] = points
    if mistakes:
        found["miskonsepsi-latihan"] = mistakes
    return found


def broken(it: Class, told) -> str:
    """How many answers files of assignments cannot be read."""
    paths = [
        it.home / "autograded" / code / name / "jawaban.json"
        for name, _ in told
        for code in handed_in(it, name)
    ]
    return str(sum(raw(path) is None for path in paths))


def mistake_rows(it: Class, name: str, title: str):
    """The two hardest items with the sentence of their commonest wrong answer.

    Only for items that are chosen or a number: the class errs in no others.
    """
    _, items = sheet_key(it.root, name)
    counted = {}
    for code in sorted(handed_in(it, name)):
        given = raw(it.home / "autograded" / code / name / "jawaban.json") or {}
        for item, (kind, _, _, said) in items.items():
            answer = given.get(item)
            if not answer:
                continue
            right, wrong = counted.setdefault(item, ([], Counter()))
            full = is_full(it, name, item, it.ours[code, f"{item}-nilai"])
            right.append(full)
            if not full:
                simple = kind in ("pilih", "isi_angka") and answer.get("")
                wrong[sentence(said, answer[""]) if simple else "?"] += 1
    rows = [
        (sum(right) / len(right), item, right, wrong)
        for item, (right, wrong) in counted.items()
        if len(right) >= FEW and sum(right) < len(right)
    ]
    rows.sort(key=lambda row: row[:2])
    found = []
    for _, item, right, wrong in rows[:2]:
        words, alike = min(wrong.items(), key=lambda one: (-one[1], one[0]))
        few = alike < 3 or not words
        found.append(
            [
                title,
                item,
                shown(sum(right), 0),
                shown(len(right), 0),
                MISSING if few else words,
                MISSING if few else shown(alike, 0),
            ]
        )
    return found


def is_full(it: Class, name: str, item: str, points: float) -> bool:
    """Whether these are all points of an item, as its heading says."""
    path = it.root / "solutions" / name / f"{name}.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = next("".join(c["source"]) for c in cells if c["id"] == f"{item}-teks")
    worth = text.split("·")[1].split()[0].replace(",", ".")
    return abs(points - float(worth)) < 1e-6


def sentence(said, answer) -> str:
    """What the key says about a wrong answer."""
    if answer in said:
        return said[answer]
    try:
        typed = float(str(answer).replace(".", "").replace(",", "."))
    except ValueError:
        return said.get("lain", "")
    for known, words in said.items():
        if isinstance(known, (int, float)) and abs(known - typed) < 1e-9:
            return words
    return said.get("lain", "")


def test_rows(it: Class):
    """The test: before and after, confidence, items, reliability."""
    if not any(when in it.occasions[:2] for _, when in it.sheets):
        return {}
    people = {key: person(row) for key, row in it.sheets.items()}
    had = {
        when: {c for (c, w), p in people.items() if w == when and "d" in p}
        for when in it.occasions
    }
    first, second = it.occasions[:2]
    both = sorted(had[first] & had[second])
    found = {}
    if len(both) >= FEW:
        found |= change_rows(it, people, both)
        alone = it.occasions[2:]
    else:
        alone = [w for w in it.occasions if len(had[w]) >= FEW]
    for when in alone:
        if any(w == when for _, w in it.sheets):
            found[f"hasil-{when}"] = alone_rows(people, had[when], when)
    if both:
        found["yang-tidak-lengkap"] = drop_out_rows(it, people, had)
    found["keyakinan"] = sure_rows(it)
    for when in (first, second):
        found |= item_rows(it, when)
    if rows := reliability_rows(it):
        found["keandalan"] = rows
    return found


def change_rows(it: Class, people, both):
    """Before, after, gain; intervals of both; effect sizes."""
    first, second = it.occasions[:2]
    changes, ends, frames = [], [], {}
    for name, (words, digits) in NAMES.items():
        frame = pd.DataFrame(
            [
                {
                    "order": it.order(c)[first] + it.order(c)[second],
                    "pre": people[c, first].get(name, np.nan),
                    "post": people[c, second].get(name, np.nan),
                }
                for c in both
            ]
        ).dropna()
        frame["gain"] = frame["post"] - frame["pre"]
        frames[name] = frame
        pre, post, gain = (balanced(frame, c) for c in ("pre", "post", "gain"))
        n, gone = len(frame), len(both) - len(frame)
        changes.append(
            [
                words,
                three(pre, digits)[0],
                three(post, digits)[0],
                *three(gain, digits),
                shown(n, 0),
                shown(gone, 0),
            ]
        )
        for when, one in ((first, pre), (second, post)):
            ends.append([words, it.titles[when], *three(one, digits), shown(n, 0)])
    names = {
        "d_z": "d_z, dalam simpangan perubahan",
        "d_av": "d_av, dalam simpangan orang",
        "g": "⟨g⟩ Hake, bagian dari yang masih bisa naik",
    }
    sizes = effects(frames["points"])
    efek = [[names[k], *three(v), shown(v[3], 0)] for k, v in sizes.items()]
    return {"prates-pascates": changes, "selang-tiap-saat": ends, "ukuran-efek": efek}


def alone_rows(people, codes, when):
    """An occasion by itself."""
    rows = []
    for name, (words, digits) in NAMES.items():
        each = [people[c, when][name] for c in sorted(codes) if name in people[c, when]]
        rows.append([words, *three(plain_mean(each), digits), shown(len(each), 0)])
    return rows


def drop_out_rows(it: Class, people, had):
    """Who sat both, one, or none."""
    first, second = (had[when] for when in it.occasions[:2])
    when = it.occasions[0]
    rows = []
    for words, codes in (
        ("Keduanya", first & second),
        ("Hanya prates", first - second),
    ):
        told = plain_mean([people[c, when]["points"] for c in sorted(codes)])
        rows.append([words, shown(len(codes), 0), *three(told, 1)])
    none = ["tanpa poin prates"] * 3
    rows.append(["Hanya pascates", shown(len(second - first), 0), *none])
    rest = len(it.people) - len(first | second)
    rows.append(["Tanpa keduanya", shown(rest, 0), *none])
    return rows


def sure_rows(it: Class):
    """Steps of confidence."""
    rows = []
    for when in it.occasions[:2]:
        here = [(c, r) for (c, w), r in it.sheets.items() if w == when]
        if not here:
            continue
        for level, word in SURE.items():
            told = [
                (code, row["right"][card])
                for code, row in here
                for card, sure in row["sure"].items()
                if sure == level and card in row["right"]
            ]
            who = len({code for code, _ in told})
            share = percent(sum(r for _, r in told) / len(told)) if who >= FEW else None
            why = LITTLE if who else MISSING
            rows.append(
                [
                    it.titles[when],
                    f"{level} {word}",
                    shown(len(told), 0),
                    shown(who, 0),
                    share or why,
                ]
            )
    return rows


def item_rows(it: Class, when: str):
    """The hardest posts and skill items, and the options of the latter."""
    here = [row for (_, w), row in it.sheets.items() if w == when]
    posts, skills = defaultdict(list), defaultdict(list)
    for row in here:
        for card in row["hoax"]:
            posts[card].append(row["right"].get(card))
        for name in it.keys[row["sheet"]][1]:
            skills[name].append(row["truth"].get(name))
    rows, options = [], []
    for card, right in hardest(posts, 5):
        wrong = right.count(False)
        hoax, said = next(
            (cards[card][1], cards[card][2])
            for cards, _ in it.keys.values()
            if card in cards
        )
        told = [f"disebut {'benar' if hoax else 'hoaks'}", shown(wrong, 0), said]
        if wrong < 3:
            told = [MISSING] * 3
        rows.append(item_row(it, card, right, told))
    for name, right in hardest(skills, 3):
        kind, key, choice, said = next(
            s[name] for _, s in it.keys.values() if name in s
        )
        wrong = Counter(
            (sentence(said, row["chosen"][name]), row["chosen"][name])
            for row in here
            if row["truth"].get(name) is False
        )
        told = skill_told(kind, choice, wrong)
        rows.append(item_row(it, name, right, told))
        if kind == "pilih":
            chosen = Counter(
                row["chosen"][name] for row in here if name in row["chosen"]
            )
            options += [
                [
                    name,
                    f"{option}. {words}",
                    "ya" if option == key else "bukan",
                    shown(chosen[option], 0),
                    percent(chosen[option] / sum(chosen.values())),
                ]
                for option, words in choice.items()
            ]
    found = {f"soal-tersulit-{when}": rows} if rows else {}
    return found | ({f"pilihan-{when}": options} if options else {})


def skill_told(kind: str, choice, wrong):
    """The commonest mistake: the words of the option, how many, the sentence."""
    by = Counter()
    for (words, _), n in wrong.items():
        if words:
            by[words] += n
    words, alike = min(by.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
    if alike < 3:
        words, alike = "", 0
    chosen = Counter()
    for (said, option), n in wrong.items():
        if kind == "pilih" and (not words or said == words):
            chosen[f"{option}. {choice[option]}"] += n
    option, most = min(chosen.items(), key=lambda o: (-o[1], o[0]), default=("", 0))
    option = option if most >= 3 else ""
    return [option or MISSING, shown(alike, 0) if alike else MISSING, words or MISSING]


def hardest(items, most: int):
    """(id, answers) of those that fewest got right."""
    told = []
    for name, right in items.items():
        given = [one for one in right if one is not None]
        if len(given) >= FEW and sum(given) < len(given):
            told.append((sum(given) / len(given), -len(given), name, right))
    return [
        (name, right) for _, _, name, right in sorted(told, key=lambda t: t[:3])[:most]
    ]


def item_row(it: Class, name: str, right, told):
    """One row of the hardest items."""
    given = [one for one in right if one is not None]
    share, low, high = wilson(sum(given), len(given))
    return [
        f"{name} · {it.themes[name]}",
        percent(share),
        percent(low),
        percent(high),
        shown(len(given), 0),
        shown(len(right) - len(given), 0),
        *told,
    ]


def reliability_rows(it: Class):
    """α and weak items of each sheet at each occasion with enough people."""
    rows = []
    for when in it.occasions[:2]:
        for sheet in sorted(it.keys):
            here = [
                row
                for (_, w), row in it.sheets.items()
                if w == when and row["sheet"] == sheet
            ]
            for part, kind in (("kiriman", "right"), ("keterampilan", "truth")):
                names = it.keys[sheet][0 if kind == "right" else 1]
                frame = pd.DataFrame([row[kind] for row in here], columns=sorted(names))
                full = frame.dropna().astype(float)
                if len(full) < 50:
                    continue
                weak = "terlalu sedikit orang"
                if len(full) >= 100:
                    rest = {
                        name: full[name].corr(full.drop(columns=name).sum(axis=1))
                        for name in full
                    }
                    low = sorted((r, name) for name, r in rest.items() if r < 0.2)
                    weak = ", ".join(f"{name} ({shown(r)})" for r, name in low)
                told = kuder(full)
                rows.append(
                    [
                        sheet,
                        it.titles[when],
                        part,
                        *three(told),
                        shown(len(full), 0),
                        shown(len(frame) - len(full), 0),
                        weak or MISSING,
                    ]
                )
    return rows


if __name__ == "__main__":
    for table, lines in tables(*map(Path, sys.argv[1:3])).items():
        sys.stdout.write(f"\n{table}\n")
        for line in lines:
            sys.stdout.write(f"  {' | '.join(line)}\n")
