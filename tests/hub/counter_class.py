"""A real hub with the counter as its service, over a tiny project; no proxy.

The hub's and the counter's ports stand for what a proxy would join: a `Visitor` sends
``/hub/…`` to the one and ``/services/…`` to the other.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bijak.classroom.roster import TRAINER_CODE

PREFIX = "/services/loket/"
ADMIN_TOKEN = "uji" * 12
CLASS = "senin"
_CONFIG = """
import sys
from jupyterhub.proxy import Proxy
from bijak.hub.counter.restarting import restart_services_soon

restart_services_soon()

class NoProxy(Proxy):
    should_start = False
    async def add_route(self, routespec, target, data): pass
    async def delete_route(self, routespec): pass
    async def get_all_routes(self): return {{}}

c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/rahasia"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.services = [
    {{
        "name": "loket",
        "url": "http://127.0.0.1:{counter}",
        "command": [sys.executable, "-m", "bijak.hub.counter"],
        "oauth_no_confirm": True,
        "environment": {environment!r},
    }},
    {{"name": "uji", "api_token": "{token}"}},
]
c.JupyterHub.load_roles = [
    {{"name": "uji", "services": ["uji"], "scopes": ["admin:users", "tokens",
      "access:services"]}},
    {{"name": "user", "scopes": ["self", "access:services!service=loket"]}},
]
"""


def free_ports(number: int) -> list[int]:
    """Ports that nobody uses."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict

    @property
    def json(self) -> dict:
        """The body as a mapping."""
        return json.loads(self.body)


@dataclass
class Hub:
    """A running hub with its counter.

    Attributes:
        root: the project.
        hub, counter: their ports.
        process: the hub.
        folder: where the hub keeps its own files.
    """

    root: Path
    hub: int
    counter: int
    process: subprocess.Popen
    folder: Path
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The folder of the class."""
        return self.root / "kelas" / CLASS

    def send(self, method, path, body=b"", **headers) -> Answer:
        """One request to whoever serves a path."""
        port = self.counter if path.startswith("/services/") else self.hub
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with contextlib.closing(line):
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            found = {}
            for name, value in answer.getheaders():
                found.setdefault(name.lower(), []).append(value)
            return Answer(answer.status, answer.read(), found)

    def token(self, code: str) -> str:
        """A token such as the server of this participant has."""
        if code not in self.tokens:
            admin = {"Authorization": f"token {ADMIN_TOKEN}"}
            self.send("POST", f"/hub/api/users/{code}", **admin)
            scopes = {"scopes": ["access:services!service=loket"]}
            path, body = f"/hub/api/users/{code}/tokens", json.dumps(scopes).encode()
            self.tokens[code] = self.send("POST", path, body, **admin).json["token"]
        return self.tokens[code]

    def ask(self, code, method, target, body=b"", **headers) -> Answer:
        """One request to the counter in a participant's name."""
        headers["Authorization"] = f"token {self.token(code)}"
        return self.send(method, PREFIX + target, body, **headers)

    def counter_pid(self) -> int:
        """The process that is the counter now."""
        for child in _children(self.process.pid):
            with contextlib.suppress(OSError):
                if b"bijak.hub.counter" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
        raise AssertionError("no counter")

    def wait_until_open(self, seconds: float = 60) -> None:
        """Until the hub has seen its counter: one that ends before ends the hub too."""
        end, log = time.monotonic() + seconds, self.folder / "hub.log"
        while "JupyterHub is now running" not in log.read_text("utf-8"):
            assert time.monotonic() < end and self.process.poll() is None
            time.sleep(0.1)

    def wait(self, seconds: float = 60) -> None:
        """Until the counter answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.send("GET", PREFIX + "hari-ini").status == 403:
                    return
            time.sleep(0.1)
        raise AssertionError((self.folder / "hub.log").read_text("utf-8"))


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (task / "children").read_text("utf-8").split())
    return found


@contextlib.contextmanager
def running_hub(root: Path, folder: Path, mode: str = "namespaces"):
    """A hub over a project; it and all it started is gone afterwards."""
    public, hub, counter = free_ports(3)
    environment = {
        "BIJAK_ROOT": str(root),
        "BIJAK_KELAS": CLASS,
        "BIJAK_MODE": mode,
        "BIJAK_ADDRESS": "http://192.168.8.2:8000",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    config = folder / "config.py"
    config.write_text(
        _CONFIG.format(
            public=public,
            hub=hub,
            counter=counter,
            folder=folder,
            environment=environment,
            token=ADMIN_TOKEN,
        ),
        encoding="utf-8",
    )
    with (folder / "hub.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        found = Hub(root, hub, counter, process, folder)
        try:
            found.wait()
            found.wait_until_open()
            yield found
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass
class Visitor:
    """A browser without a screen: it keeps cookies and follows the hub's login."""

    hub: Hub
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, path: str, method="GET", body=b"", **headers) -> Answer:
        """Open a page, through redirects."""
        for _ in range(12):
            cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
            answer = self.hub.send(method, path, body, Cookie=cookie, **headers)
            for line in answer.headers.get("set-cookie", ()):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            if answer.status not in (301, 302, 303):
                return answer
            place = urlsplit(answer.headers["location"][0])
            path = place.path + (f"?{place.query}" if place.query else "")
            method, body, headers = "GET", b"", {}
        raise AssertionError("too many redirects")

    def form(self, path: str, fields, page: Answer) -> Answer:
        """Send a form with the token of the page that it stands on."""
        text = page.body.decode()
        xsrf = text.split('name="_xsrf" value="')[1].split('"')[0]
        body = urlencode([*fields, ("_xsrf", xsrf)]).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.open(path, "POST", body, **kind)

    def log_in(self, name: str = TRAINER_CODE) -> None:
        """Log in at the hub."""
        page = self.open("/hub/login")
        self.form("/hub/login", [("username", name), ("password", "x")], page)
        self.open(PREFIX + "pelatih")  # the counter asks the hub, which knows already
