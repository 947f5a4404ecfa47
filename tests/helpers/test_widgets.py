"""Live forms, driven as a front end would drive them, but without one."""

import subprocess
import sys
import threading
import time

import ipywidgets
import pytest

from bijak import widgets
from bijak.errors import AnswersNotSaved
from bijak.items import make_item
from bijak.views import start_order
from bijak.widgets.quiet import Quiet, flush

OPTIONS = {"a": "Hapus", "b": "Alamat resmi", "c": "Tunggu"}
STEPS = {"b": "Berhenti", "i": "Identifikasi", "j": "Jelajahi", "a": "Amati"}
LABELS = {"hoaks": "Hoaks", "benar": "Info benar"}
CARDS = {"k1": "Satu", "k2": {"teks": "Dua", "kanal": "Facebook"}, "k3": "Tiga"}

CHOICE = make_item("pilih", "s1", {"pilihan": OPTIONS})
MANY = make_item("pilih_banyak", "s2", {"pilihan": OPTIONS})
TWO = make_item("pilih_banyak", "s2", {"pilihan": OPTIONS, "jumlah": 2})
ORDER = make_item("urutkan", "s3", {"langkah": STEPS})
SORT = make_item("kelompokkan", "s4", {"kartu": CARDS, "kelompok": LABELS})
NUMBER = make_item("isi_angka", "s5", {"satuan": "sumber"})
PARTS = make_item(
    "pilih",
    "s6",
    {
        "bagian": {"hari": "Hari apa?", "langkah": "Lalu?"},
        "pilihan": {"hari": OPTIONS, "langkah": OPTIONS},
    },
)
PRICES = make_item(
    "isi_angka",
    "s7",
    {"bagian": {"x": "Harga?", "y": "Jumlah?"}, "satuan": {"x": "Rp", "y": "lembar"}},
)
ALL = [CHOICE, MANY, TWO, ORDER, SORT, NUMBER, PARTS, PRICES]


def inside(widget, kind):
    """All widgets of a kind inside another one, in reading order."""
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def press(widget, text):
    """Click the button that shows this text."""
    (found,) = [b for b in inside(widget, ipywidgets.Button) if b.description == text]
    found.click()


def seen(widget):
    """Everything that can be read in a form, without its style sheet."""
    lines = [line.value for line in inside(widget, ipywidgets.HTML)]
    return "\n".join(line for line in lines if not line.startswith("<style>"))


class Changes(list):
    """Every call of change, as it came."""

    def __call__(self, *arguments):
        self.append(arguments)


def opened(item, answer=None):
    changes = Changes()
    return widgets.form(item, answer, changes), changes


def test_a_choice_is_restored_and_changed():
    """The stored option is chosen; choosing another one is one change."""
    form, changes = opened(CHOICE, "b")
    (buttons,) = inside(form, ipywidgets.RadioButtons)
    assert buttons.value == "b" and changes == []
    buttons.value = "c"
    assert changes == [("c",)]


def test_an_unanswered_choice_has_nothing_chosen():
    """The first option is not chosen for the person."""
    form, changes = opened(CHOICE)
    assert inside(form, ipywidgets.RadioButtons)[0].value is None and changes == []


def test_parts_change_by_themselves():
    """Each named part has its own group, question and change."""
    form, changes = opened(PARTS, {"langkah": "a"})
    day, step = inside(form, ipywidgets.RadioButtons)
    assert (day.value, step.value) == (None, "a")
    assert "Hari apa?" in seen(form) and "Lalu?" in seen(form)
    day.value = "b"
    step.value = "c"
    assert changes == [("b", "hari"), ("c", "langkah")]


def test_choices_come_in_option_order():
    """However they were marked, they are told in option order."""
    form, changes = opened(MANY, ["c"])
    a, b, c = inside(form, ipywidgets.Checkbox)
    assert [box.value for box in (a, b, c)] == [False, False, True]
    a.value = True
    c.value = False
    assert changes == [(["a", "c"],), (["a"],)]
    assert "1 ditandai" in seen(form)


def test_a_limit_closes_the_other_boxes_and_says_why():
    """Two of two: the third is closed until one is taken away."""
    form, changes = opened(TWO, ["a"])
    a, b, c = inside(form, ipywidgets.Checkbox)
    assert not c.disabled
    b.value = True
    assert c.disabled and not a.disabled
    assert "<strong>2 dari 2</strong> ditandai. Sudah cukup." in seen(form)
    a.value = False
    assert not c.disabled and changes == [(["a", "b"],), (["b"],)]


def test_a_mark_that_came_too_quickly_does_not_count():
    """A third mark before the box was closed is taken back, not stored."""
    form, changes = opened(TWO, ["a", "b"])
    third = inside(form, ipywidgets.Checkbox)[2]
    third.value = True
    assert third.value is False and changes == []


def test_an_order_is_no_answer_before_the_person_acts():
    """The first order is only shown; accepting it is a change."""
    form, changes = opened(ORDER)
    assert changes == [] and "Belum diurutkan" in seen(form)
    shown = [STEPS[step] for step in start_order(ORDER)]
    places = [seen(form).index(text) for text in shown]
    assert places == sorted(places)
    press(form, "Urutan ini sudah pas")
    assert changes == [(start_order(ORDER),)]


def movers(form):
    buttons = inside(form, ipywidgets.Button)
    return (
        [b for b in buttons if b.description.endswith("Naik")],
        [b for b in buttons if b.description.endswith("Turun")],
    )


def test_steps_move_one_place_and_the_focus_follows(monkeypatch):
    """Each move is one change with the whole order; the focus stays on the step."""
    focused = []
    monkeypatch.setattr(ipywidgets.Button, "focus", lambda self: focused.append(self))
    form, changes = opened(ORDER, list("bija"))
    up, down = movers(form)
    down[0].click()
    assert changes == [(list("ibja"),)] and focused == [down[1]]
    up[1].click()
    assert changes[-1] == (list("bija"),)
    assert focused[-1] is down[0]  # up[0] is closed: nothing stands above the first


def test_a_change_of_order_is_not_changed_later():
    """What was handed on stays as it was when the next step moves."""
    form, changes = opened(ORDER, list("bija"))
    _, down = movers(form)
    down[0].click()
    down[1].click()
    assert changes == [(list("ibja"),), (list("ijba"),)]


def test_the_ends_cannot_move_further():
    """The first cannot go up, the last cannot go down."""
    form, changes = opened(ORDER, list("bija"))
    up, down = movers(form)
    assert up[0].disabled and down[-1].disabled
    up[0].click()
    down[-1].click()
    assert changes == []


def test_cards_are_sorted_one_by_one():
    """Each card changes by its id, and the counter says which are missing."""
    form, changes = opened(SORT, {"k2": "benar", "k9": "hoaks", "k3": "?"})
    first, second, third = inside(form, ipywidgets.RadioButtons)
    assert [b.value for b in (first, second, third)] == [None, "benar", None]
    assert "<strong>1 dari 3</strong>" in seen(form)
    assert "Belum: kartu 1 dan 3." in seen(form)
    first.value = "hoaks"
    second.value = "hoaks"
    assert changes == [("hoaks", "k1"), ("hoaks", "k2")]
    third.value = "benar"
    assert "Semua lengkap" in seen(form)


def test_a_number_is_handed_on_as_it_was_typed():
    """The reading is shown, the text is never rewritten."""
    form, changes = opened(NUMBER, " Rp258.333")
    (box,) = inside(form, ipywidgets.Text)
    assert box.value == " Rp258.333" and changes == []
    assert "Dibaca: <strong>258.333 sumber</strong>" in seen(form)
    box.value = " 3  sumber "
    assert box.value == " 3  sumber " and changes == [(" 3  sumber ",)]
    box.value = "tiga"
    assert "belum terbaca sebagai angka" in seen(form)
    box.value = ""
    assert changes[-1] == ("",) and "Belum diisi." in seen(form)


def test_two_readings_are_asked_about():
    """One press puts a text into the box that can be read in one way only."""
    form, changes = opened(NUMBER)
    (box,) = inside(form, ipywidgets.Text)
    box.value = "1,500"
    texts = [b.description for b in inside(form, ipywidgets.Button)]
    assert texts == ["Maksud saya 1,5 (1 koma 5)", "Maksud saya 1.500 (1 ribu 500)"]
    press(form, texts[1])
    assert box.value == "1.500" and changes == [("1,500",), ("1.500",)]
    box.value = "1,234"
    press(form, "Maksud saya 1,234 (1 koma 234)")
    assert box.value == "1,2340"
    assert all(
        "bijak-hidden" in b._dom_classes for b in inside(form, ipywidgets.Button)
    )


def test_enter_hands_a_number_on_at_once():
    """Nobody has to wait after pressing Enter."""
    form, changes = opened(NUMBER)
    (box,) = inside(form, ipywidgets.Text)
    box.value = "3"
    box._handle_custom_msg({"event": "submit"}, [])
    assert changes == [("3",)]


def test_a_huge_paste_is_cut_before_it_is_stored():
    """10 MB in a number box do not become 10 MB in the answers."""
    form, changes = opened(NUMBER)
    inside(form, ipywidgets.Text)[0].value = "9" * 10_000_000
    assert len(changes[0][0]) == 200


def test_numbers_in_parts_have_their_own_units():
    """Each part reads with its own unit."""
    form, changes = opened(PRICES, {"x": "1,2 juta"})
    price, pieces = inside(form, ipywidgets.Text)
    assert "Rp1.200.000" in seen(form)
    pieces.value = "60 lembar"
    assert changes == [("60 lembar", "y")] and "60 lembar" in seen(form)
    assert price.value == "1,2 juta"


GARBAGE = [
    0,
    True,
    float("nan"),
    "<script>alert(1)</script>",
    "\u202e\x00\ud800",
    "9" * 1_000_000,
    ["a", "a", "z", None, {}],
    list("bijaa"),
    {"k1": ["hoaks"], "hari": {}, "x": [[]], "": 3},
    [[[]]],
]


@pytest.mark.parametrize("answer", GARBAGE, ids=range(len(GARBAGE)))
@pytest.mark.parametrize("item", ALL, ids=range(len(ALL)))
def test_a_form_opens_on_any_stored_answer(item, answer):
    """What cannot be read is passed over, and nothing is changed by looking."""
    form, changes = opened(item, answer)
    assert changes == [] and "<script>" not in seen(form)


@pytest.mark.parametrize("item", ALL, ids=range(len(ALL)))
def test_every_group_starts_with_its_legend(item):
    """Controls stand in a group whose first child says what they are for."""
    form, _ = opened(item)
    boxes = inside(form, ipywidgets.VBox)
    groups = [box for box in boxes if "bijak-group" in box._dom_classes]
    assert groups
    for group in groups:
        assert "bijak-legend" in group.children[0]._dom_classes
        assert group.children[0].value


def test_forms_share_what_never_changes():
    """Layouts, styles and the style sheet are sent to the browser once."""
    one, other = opened(SORT)[0], opened(CHOICE)[0]
    parts = [*inside(one, ipywidgets.DOMWidget), *inside(other, ipywidgets.DOMWidget)]
    assert len({part.layout.model_id for part in parts}) == 1
    assert one.children[0] is other.children[0]


def test_typing_waits_for_quiet_and_loses_nothing():
    """Only the newest text is handed on, once, after a short silence."""
    calls, done = [], threading.Event()
    quiet = Quiet(lambda text: (calls.append(text), done.set()), 0.05)
    for text in ("2", "25", "258"):
        quiet.put(text)
    assert calls == []
    assert done.wait(2) and calls == ["258"]
    quiet.put("258.333")
    flush()
    assert calls == ["258", "258.333"]
    time.sleep(0.1)
    assert calls == ["258", "258.333"]


def test_changes_of_several_threads_come_one_at_a_time():
    """Kernels call from several threads; answers are stored in turn."""
    inside_now, most = [], []

    def change(*_):
        inside_now.append(1)
        most.append(len(inside_now))
        time.sleep(0.01)
        inside_now.pop()

    forms = [widgets.form(CHOICE, None, change) for _ in range(4)]
    buttons = [inside(form, ipywidgets.RadioButtons)[0] for form in forms]
    threads = [
        threading.Thread(target=setattr, args=(b, "value", "a")) for b in buttons
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def quizzed(item, answer=None):
    changes, judged = Changes(), []

    def judge(given):
        judged.append(given)
        return f"<p>Dinilai {len(judged)}</p>"

    return widgets.quiz(item, answer, changes, judge), changes, judged


def test_a_quiz_judges_a_choice_at_once():
    """Every choice is stored and judged; there is no button to press."""
    quiz, changes, judged = quizzed(CHOICE)
    assert inside(quiz, ipywidgets.Button) == [] and judged == []
    (buttons,) = inside(quiz, ipywidgets.RadioButtons)
    buttons.value = "a"
    buttons.value = "b"
    assert changes == [("a",), ("b",)] and judged == ["a", "b"]
    assert "Dinilai 2" in seen(quiz)


def test_a_restored_quiz_shows_its_feedback_again():
    """Whoever comes back reads why, without choosing anew."""
    quiz, changes, judged = quizzed(CHOICE, "a")
    assert judged == ["a"] and changes == [] and "Dinilai 1" in seen(quiz)


def test_a_quiz_with_parts_judges_when_all_are_answered():
    """Half an answer is not judged."""
    quiz, changes, judged = quizzed(PARTS)
    day, step = inside(quiz, ipywidgets.RadioButtons)
    day.value = "b"
    assert judged == []
    step.value = "c"
    assert judged == [{"hari": "b", "langkah": "c"}]
    assert changes == [("b", "hari"), ("c", "langkah")]


def test_other_quizzes_judge_on_check():
    """Periksa judges what is there now; a later change makes it stale."""
    quiz, changes, judged = quizzed(SORT, {"k1": "hoaks"})
    inside(quiz, ipywidgets.RadioButtons)[1].value = "benar"
    assert judged == []
    press(quiz, "Periksa")
    assert judged == [{"k1": "hoaks", "k2": "benar"}]
    inside(quiz, ipywidgets.RadioButtons)[2].value = "benar"
    assert "Jawaban berubah" in seen(quiz) and "Dinilai" not in seen(quiz)
    press(quiz, "Periksa")
    assert len(judged) == 2 and changes == [("benar", "k2"), ("benar", "k3")]


def test_a_judge_that_fails_is_told_kindly():
    """An author's mistake is not shown as a traceback."""

    def judge(_):
        raise ZeroDivisionError

    quiz = widgets.quiz(CHOICE, None, Changes(), judge)
    inside(quiz, ipywidgets.RadioButtons)[0].value = "a"
    assert "belum dapat diperiksa" in seen(quiz)


def finished(panel):
    panel.worker.join(5)
    return seen(panel)


def test_handing_in_runs_beside_and_shows_the_result():
    """While it works the button is closed; a second click does nothing."""
    may, calls = threading.Event(), []

    def hand_in():
        calls.append(threading.current_thread())
        may.wait(5)
        return "<p>Terkumpul</p>"

    panel = widgets.hand_in_panel("<p>6 dari 6</p>", hand_in)
    send = inside(panel, ipywidgets.Button)[0]
    send.click()
    send.click()
    assert send.disabled and send.description == "Sedang mengumpulkan…"
    may.set()
    assert "Terkumpul" in finished(panel)
    assert len(calls) == 1 and calls[0] is not threading.main_thread()
    assert not send.disabled and send.description == "Kumpulkan lagi"
    send.click()
    finished(panel)
    assert len(calls) == 2


def test_handing_in_with_something_missing_asks_first():
    """«Belum» hands nothing in; «Ya» does."""
    calls = []
    panel = widgets.hand_in_panel("<p>5</p>", lambda: calls.append(1) or "Ya", ["b1"])
    press(panel, "Kumpulkan")
    assert "Yakin?</strong> Masih ada 1 soal kosong." in seen(panel)
    press(panel, "Belum, saya isi dulu")
    assert "Yakin" not in seen(panel) and calls == []
    press(panel, "Kumpulkan")
    press(panel, "Ya, kumpulkan sekarang")
    finished(panel)
    assert calls == [1] and "Yakin" not in seen(panel)


def test_the_panel_follows_the_progress():
    """Once nothing is missing any more, nothing is asked."""
    panel = widgets.hand_in_panel("<p>5 dari 6</p>", lambda: "Terkumpul", ["b1-03"])
    panel.update("<p>6 dari 6</p>", [])
    assert "6 dari 6" in seen(panel)
    press(panel, "Kumpulkan")
    assert "Terkumpul" in finished(panel)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (AnswersNotSaved("Folder <ini> penuh."), "Folder &lt;ini&gt; penuh."),
        (RuntimeError("KeyError: x"), "Jawaban Anda tetap tersimpan"),
    ],
)
def test_a_failed_hand_in_says_what_to_do(error, sentence):
    """No traceback, and the button can be pressed again."""

    def hand_in():
        raise error

    panel = widgets.hand_in_panel("", hand_in)
    press(panel, "Kumpulkan")
    assert sentence in finished(panel)
    assert not inside(panel, ipywidgets.Button)[0].disabled


def test_handing_in_takes_along_what_is_being_typed():
    """The last letters count, even without waiting for quiet."""
    calls = []
    waiting = Quiet(calls.append, 60)
    waiting.put("258.333")
    panel = widgets.hand_in_panel("", lambda: f"<p>{calls}</p>")
    press(panel, "Kumpulkan")
    assert "258.333" in finished(panel)


def test_asking_for_a_front_end_loads_none():
    """Graders ask this thousands of times."""
    code = (
        "import sys; from bijak import widgets; assert not widgets.has_front_end(); "
        "widgets.style(); widgets.show(None, '<p>x</p>', 'x'); "
        "widgets.status_line('x').update('y'); widgets.answer_data({}).update({}); "
        "assert not {'ipywidgets', 'IPython'} & set(sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "x\n", "")
