"""A real class: `bijak class start` in its own process, and browsers without eyes."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psutil
import pytest

from bijak.classroom import roster
from bijak.hub import leftovers, proxy
from bijak.hub.room import HUB, Room, room_folder, running_room
from bijak.seats import choose_mode

PROJECT = Path(__file__).resolve().parents[2]
NAME = "uji"
_COMMAND = ("-m", "bijak", "class", "start", "--class", NAME)
SECONDS = 120


def until(condition, seconds: float = SECONDS):
    """Wait for something to become true; what it became."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    assert found
    return found


class RealClass:
    """One class of a small project."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.root, self.home = root, root / "kelas" / NAME
        self.arguments = arguments
        self.log = root / "class.log"
        if not choose_mode().separates:
            pytest.skip("participants cannot be separated here")
        if not (root / ".alat").exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("BIJAK_ROOT", str(PROJECT))
                proxy.command()  # installed once, for the project itself
            (root / ".alat").symlink_to(PROJECT / ".alat")

    def start(self) -> None:
        """Start it and wait until it says how to stop."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *_COMMAND, *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "BIJAK_ROOT": str(self.root)},
                start_new_session=True,
            )
        until(
            lambda: "bijak class stop" in self.said or self.process.poll() is not None
        )
        assert self.process.poll() is None, self.said

    def stop(self) -> None:
        """End it as a trainer does with Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def clear(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        leftovers.end(self.processes())

    @property
    def said(self) -> str:
        """What the terminal showed."""
        return self.log.read_text("utf-8")

    @property
    def room(self) -> Room:
        """Ports and address."""
        return running_room(self.home)

    def processes(self, part: str | None = None) -> list[psutil.Process]:
        """What runs for it, beside the command itself."""
        return leftovers.processes(room_folder(self.home), part)

    def hub(self) -> psutil.Process | None:
        """The hub's own process."""
        found = [p for p in self.processes(HUB) if "bijak.hub" in p.cmdline()]
        return found[0] if found else None

    def person(self) -> tuple[str, str]:
        """A participant's code and a fresh PIN."""
        code = roster.participants_of(self.home)[0].code
        return roster.new_pins(self.home, [code])[0]


class Browser:
    """Cookies, redirects and forms; no script, no eyes."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        direct = urllib.request.ProxyHandler({})
        self.opener = urllib.request.build_opener(direct, cookies)

    def script(self, path: str):
        """What a page's own script gets for a POST."""
        tokens = [
            one.value
            for one in self.jar
            if one.name == "_xsrf" and path.startswith(one.path)
        ]
        return self.get(path, {"_xsrf": tokens[-1]})

    def get(self, path: str, data: dict[str, str] | None = None):
        """(status, address it ended at, text) of a page."""
        body = urllib.parse.urlencode(data).encode() if data else None
        url = urllib.parse.urljoin(self.address, path)
        try:
            with self.opener.open(url, body, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.url, error.read().decode()

    def log_in(self, code: str, pin: str):
        """What comes after the login form was sent."""
        _, _, page = self.get("/hub/login")
        xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
        fields = {"_xsrf": xsrf, "username": code, "password": pin}
        return self.get("/hub/login?next=", fields)

    def home(self, code: str) -> str:
        """A participant's home page, as soon as the server is there."""

        def page():
            status, url, text = self.get(f"/user/{code}/bijak")
            if status == 424:
                self.get(f"/hub/spawn/{code}")
            there = f"/user/{code}/bijak" in url
            return text if status == 200 and there else None

        return until(page)


@contextlib.contextmanager
def real_class(root: Path, *arguments: str):
    """A class that runs; whatever happens, nothing of it is left."""
    made = RealClass(root, *arguments)
    made.start()
    try:
        yield made
    finally:
        made.clear()
