"""What a participant does with mouse and keyboard, in a real JupyterLab."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect

LONG = 90_000
GRADE = """
import json, sys
from pathlib import Path
from bijak.course import Course, read_standing

root, assignment = Path.cwd(), sys.argv[1]
course = Course(root)
course.collect(assignment)
course.generate(assignment)
url = f"sqlite:///{root}/kelas/utama/gradebook.db?timeout=90"
scores = {}
for code in course.submitted(assignment):
    course.autograde(assignment, code)
    course.write_feedback(assignment, code)
    scores[code] = read_standing(url, assignment, code).shown()
course.release_feedback(assignment)
print(json.dumps(scores))
"""
ID = "b1-lima-langkah-bijak"
expect.set_options(timeout=LONG)
# Six of the ten items of the module, by the number in their heading.
ORDER, CHOICES, POSTS, TEXTS, NUMBER, CHOICE = SIX = (1, 3, 4, 6, 8, 9)
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"


class Bijak:
    """A project folder with ``bijak start`` running in it.

    Attributes:
        root: the project folder.
        address: what the command printed, with the token.
        base: the same up to ``/bijak``.
    """

    def __init__(self, root: Path) -> None:
        """Start it on a free port without opening a browser."""
        self.root = root
        self._port = free_port()
        self.start()

    def start(self) -> None:
        """Start it, always on the same port."""
        self._command = subprocess.Popen(
            [sys.executable, "-m", "bijak", "start"],
            env=self.environment | {"NO_BROWSER": "1", "PORT": str(self._port)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for line in self._command.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found.group()
                break
        self.base = self.address.partition("?")[0]

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which this project's own package is used."""
        names = {"BIJAK_EXCHANGE", "BIJAK_KELAS", "PORT", "NO_BROWSER"}
        kept = {k: v for k, v in os.environ.items() if k not in names}
        paths = {"BIJAK_ROOT": self.root, "PYTHONPATH": self.root / "helpers"}
        return kept | {name: str(path) for name, path in paths.items()}

    def grade(self, assignment: str) -> dict[str, dict[str, float]]:
        """Collect, grade and give feedback; code → item → points."""
        done = subprocess.run(
            [sys.executable, "-c", GRADE, assignment],
            env=self.environment,
            cwd=self.root,
            check=True,
            timeout=180,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return json.loads(done.stdout.splitlines()[-1])

    def arrived(self, code: str) -> Path:
        """The one hand-in of a participant, as it lies in the exchange folder."""
        inbound = self.root / "kelas" / "utama" / "exchange" / "bijak" / "inbound"
        (folder,) = inbound.glob(f"{code}+*")
        return folder

    def lose_kernel(self, page: Page) -> None:
        """Kill the only kernel, and wait until its successor has drawn the forms."""
        (kernel,) = self.kernels()
        kernel.kill()
        expect(page.locator(".bijak-keadaan")).to_contain_text("Menyiapkan")
        forms_are_there(page)

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run now."""
        found = []
        for child in psutil.Process(self._command.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if "ipykernel_launcher" in " ".join(child.cmdline()):
                    found.append(child)
        return found

    def stop(self) -> None:
        """End it, as Ctrl-C does."""
        self._command.send_signal(signal.SIGTERM)
        self._command.communicate(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def enter_new(page: Page, bijak: Bijak) -> str:
    """Come in as somebody new; the code."""
    page.goto(bijak.address)
    leave = page.get_by_role("button", name="Ganti peserta")
    if leave.count():
        leave.click()
    page.get_by_role("button", name="Buat kode baru").click()
    return page.locator(".kode-besar").inner_text()


def open_assignment(page: Page) -> None:
    """Open the assignment from the home page and wait for its forms.

    Of several modules the one that these tests fill in; else the only one.
    """
    links = page.get_by_role("link", name=re.compile("latihan:|jawaban saya:"))
    expect(links.first).to_be_visible()
    mine = links.and_(page.locator(f"a[href$='/{ID}']"))
    (mine if mine.count() else links).click()
    forms_are_there(page)


def forms_are_there(page: Page) -> None:
    """Wait until the last form, the one that hands in, can be used."""
    expect(hand_in_button(page)).to_be_enabled(timeout=LONG)
    expect(page.locator(".bijak-keadaan")).to_have_text("")


def hand_in_button(page: Page):
    """The big button at the end."""
    return page.locator(f"{NOTEBOOK} .bijak-hand-in .bijak-big")


def question(page: Page, number: int):
    """The form of one item, by the number in its heading."""
    return page.locator(
        f"xpath=//h3[contains(., 'Soal {number} ·')]"
        "/following::div[contains(@class, 'bijak-form')][1]"
    )


def status(page: Page, number: int):
    """The line below the form of one item."""
    return page.locator(
        f"xpath=//h3[contains(., 'Soal {number} ·')]"
        "/following::*[contains(@class, 'bijak-status')][1]"
    )


def option(page: Page, number: int, letter: str):
    """One choice of an item, by the letter before it."""
    labels = question(page, number).locator("label")
    return labels.filter(has_text=re.compile(rf"^\s*{letter}\. "))


def answer_six(page: Page) -> None:
    """Fill in six items of the module, right or wrong."""
    question(page, ORDER).get_by_role("button", name="Urutan ini sudah pas").click()
    for letter in "ce":
        option(page, CHOICES, letter).click()
    for number, label in ((POSTS, "Belum tahu"), (TEXTS, "Opini")):
        for choice in question(page, number).locator("label", has_text=label).all():
            choice.click()
    number_field = question(page, NUMBER).get_by_role("textbox")
    number_field.fill("3")
    number_field.press("Tab")
    option(page, CHOICE, "d").click()
    for number in SIX:
        expect(status(page, number)).to_contain_text("tersimpan")


def expect_six_answered(page: Page) -> None:
    """The six items show what was answered."""
    for number in SIX:
        expect(status(page, number)).to_contain_text("tersimpan")
    expect(question(page, CHOICES).locator("input:checked")).to_have_count(2)
    expect(question(page, POSTS).locator("input:checked")).to_have_count(10)
    expect(question(page, TEXTS).locator("input:checked")).to_have_count(8)
    expect(question(page, NUMBER).get_by_role("textbox")).to_have_value("3")
    chosen = question(page, CHOICE).locator("label:has(input:checked)")
    expect(chosen).to_contain_text("d. ")


def hand_in(page: Page) -> None:
    """Press the big button and wait until the hand-in has arrived."""
    hand_in_button(page).click()
    result = page.locator(".bijak-hand-in")
    sure = result.get_by_role("button", name="Ya, kumpulkan sekarang")
    expect(sure.or_(result.get_by_text("sudah sampai")).first).to_be_visible()
    if sure.is_visible():
        sure.click()
    expect(result).to_contain_text("sudah sampai di folder kelas")


def photograph(page: Page, name: str) -> None:
    """Keep a picture where $BIJAK_SCREENSHOTS says."""
    if folder := os.environ.get("BIJAK_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
