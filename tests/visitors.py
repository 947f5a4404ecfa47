"""A visitor of a class: a browser without a screen, as far as a server can tell.

It keeps cookies by path, follows redirections, fills in forms by the names that stand
in the page, waits for the event stream of a starting server, and speaks with a kernel
over a WebSocket. All visitors of a class live in one process on one event loop.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClosedError, websocket_connect

PATIENCE = 600
"""Seconds after which a request counts as failed."""
_HOPS = 25
_NAVIGATE = {
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Dest": "document",
    "Accept": "text/html",
}
_API = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Accept": "*/*"}


class Failed(Exception):
    """A step of a visit went wrong; says which answer was the reason."""


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and what already stands in it."""

    action: str
    fields: dict[str, str]


def forms(page: str, address: str) -> list[Form]:
    """The forms of a page that are posted."""
    found = []
    for opening, inside in re.findall(r"(<form[^>]*>)(.*?)</form>", page, re.S):
        if 'method="post"' not in opening.lower():
            continue
        tags = re.findall(r"<(?:input|button)[^>]*>", inside, re.S)
        fields = {_attribute(tag, "name"): _attribute(tag, "value") for tag in tags}
        fields.pop("", None)
        target = urljoin(address, _attribute(opening, "action") or address)
        found.append(Form(target, fields))
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""


def use_many_connections() -> None:
    """Let every visitor have its connections at once; before the first visit."""
    kind = "tornado.simple_httpclient.SimpleAsyncHTTPClient"
    AsyncHTTPClient.configure(kind, max_clients=1000, max_body_size=200 << 20)


class Visitor:
    """One person with a browser.

    Attributes:
        base: the address of the class, without a path.
        code: who it is.
        received: bytes of all bodies that came.
    """

    def __init__(self, base: str, code: str, pin: str) -> None:
        """Nothing is asked for yet."""
        self.base, self.code, self._pin = base.rstrip("/"), code, pin
        self.received = 0
        self._cookies: dict[tuple[str, str], str] = {}
        self._client = AsyncHTTPClient()

    @property
    def own(self) -> str:
        """The path of this person's server."""
        return f"/user/{self.code}/"

    async def page(self, path: str, fields: dict | None = None) -> tuple[str, str]:
        """Go to a page, or post a form; its address and text where it ended."""
        url = urljoin(self.base, path)
        for _ in range(_HOPS):
            answer = await self._ask(
                url,
                "GET" if fields is None else "POST",
                None if fields is None else urlencode(fields),
                _NAVIGATE,
            )
            if answer.code == 429:
                await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
            elif "Location" in answer.headers:
                url, fields = urljoin(url, answer.headers["Location"]), None
            elif answer.code < 400:
                return url, answer.body.decode("utf-8", "replace")
            else:
                raise Failed(f"{answer.code} {url}: {answer.body[:300]!r}")
        raise Failed(f"redirected again and again: {url}")

    async def api(self, method: str, path: str, content: object = None):
        """Ask the person's own server, as a script of its pages does; plain data."""
        answer = await self.answer(method, path, content)
        if answer.code >= 400:
            raise Failed(f"{answer.code} {method} {path}: {answer.body[:300]!r}")
        return json.loads(answer.body) if answer.body else None

    async def answer(
        self, method: str, path: str, content: object = None
    ) -> HTTPResponse:
        """The same, whatever the answer is; content may be a ready-made body."""
        body = None
        if method not in ("GET", "HEAD", "DELETE"):
            body = content if isinstance(content, bytes) else json.dumps(content)
        xsrf = {"X-XSRFToken": self._cookie("_xsrf", urlsplit(path).path)}
        headers = _API | xsrf | {"Content-Type": "application/json"}
        return await self._ask(urljoin(self.base, path), method, body, headers)

    async def enter(self) -> str:
        """Log in with code and PIN, wait for the own server; the first page's text."""
        address, text = await self.page("/")
        for form in forms(text, address):
            if "password" in form.fields:
                who = {"username": self.code, "password": self._pin}
                address, text = await self.page(form.action, form.fields | who)
                break
        else:  # whoever is known already is let in at once
            if "/hub/login" in address:
                raise Failed(f"no form to log in: {address}")
        while self.own not in urlsplit(address).path or "spawn-pending" in address:
            await self._until_ready(address, text)
            address, text = await self.page(self.own)
        return text

    async def _until_ready(self, address: str, text: str) -> None:
        """Follow the event stream of a page that says that the server is starting."""
        stream = re.search(r"""EventSource\(\s*["']([^"']+)""", text)
        if not stream:
            if "spawn" not in address and "/hub/" not in address:
                raise Failed(f"not a page of a starting server: {address}")
            await asyncio.sleep(0.2)
            return
        url = urljoin(address, json.loads(f'"{html.unescape(stream[1])}"'))
        heard: list[bytes] = []
        answer = await self._ask(url, "GET", None, _API, heard.append)
        events = b"".join(heard)
        if answer.code >= 400 or b'"failed": true' in events:
            raise Failed(f"server did not start: {answer.code} {events[-300:]!r}")

    async def _ask(
        self, url: str, method: str, body, headers: dict, stream=None
    ) -> HTTPResponse:
        path = urlsplit(url).path
        request = HTTPRequest(
            url,
            method=method,
            body=body,
            headers=headers | self._sent(path),
            follow_redirects=False,
            connect_timeout=PATIENCE,
            request_timeout=PATIENCE,
            streaming_callback=stream,
            decompress_response=stream is None,
            allow_nonstandard_methods=True,
        )
        answer = await self._client.fetch(request, raise_error=False)
        if answer.code == 599:
            raise Failed(f"no answer: {method} {path}: {answer.error}")
        self._keep(answer)
        self.received += len(answer.body or b"")
        return answer

    def _keep(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_list("Set-Cookie"):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[morsel["path"] or "/", name] = morsel.value

    def _sent(self, path: str) -> dict[str, str]:
        """The cookies for a path, the narrowest path first, as browsers send them."""
        fitting = [
            (place, name, value)
            for (place, name), value in self._cookies.items()
            if value and (path + "/").startswith(place.rstrip("/") + "/")
        ]
        fitting.sort(key=lambda one: -len(one[0]))
        return {"Cookie": "; ".join(f"{name}={value}" for _, name, value in fitting)}

    def _cookie(self, name: str, path: str) -> str:
        for cookie in self._sent(path)["Cookie"].split("; "):
            if cookie.startswith(f"{name}="):
                return cookie.partition("=")[2]
        return ""

    async def kernel(self, kernel_id: str) -> Kernel:
        """Connect with a kernel of the person's server, and wait until it answers."""
        path = f"{self.own}api/kernels/{kernel_id}/channels"
        query = urlencode({"session_id": uuid.uuid4().hex})
        address = f"{self.base.replace('http', 'ws', 1)}{path}?{query}"
        headers = {"Origin": self.base, "Sec-Fetch-Mode": "websocket"}
        headers |= self._sent(path)
        patience = {"connect_timeout": PATIENCE, "request_timeout": PATIENCE}
        request = HTTPRequest(address, headers=headers, **patience)
        channel = await websocket_connect(request, max_message_size=100 << 20)
        kernel = Kernel(channel)
        await kernel.answers()
        return kernel


def in_own_loop(coroutine):
    """The result of a coroutine; a browser's tests keep a loop in the main thread."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, coroutine).result()


class Kernel:
    """A kernel behind a WebSocket.

    Attributes:
        models: identifier of a widget's comm → its state, as far as it was told.
    """

    def __init__(self, channel) -> None:
        """Listen from now on."""
        self.models: dict[str, dict] = {}
        self._channel = channel
        self._waiting: dict[str, asyncio.Future] = {}
        self._heard: dict[str, list[dict]] = {}
        self._changed = asyncio.Event()
        self._lost = ""
        self._listener = asyncio.ensure_future(self._listen())

    async def answers(self) -> None:
        """Ask who it is until it answers: a kernel that starts does not hear yet."""
        while True:
            asked = self._send("shell", "kernel_info_request", {})
            done, _ = await asyncio.wait([asked], timeout=2)
            if done:
                asked.result()
                return

    async def run(self, code: str) -> list[dict]:
        """Run a cell; the outputs. Raises Failed when the cell ends with an error."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        heard = await self._send("shell", "execute_request", content)
        for message in heard:
            if message["header"]["msg_type"] == "error":
                content = message["content"]
                raise Failed(f"{content['ename']}: {content['evalue']}")
        return heard

    async def printed(self, code: str) -> str:
        """What a cell prints."""
        return "".join(
            message["content"]["text"]
            for message in await self.run(code)
            if message["header"]["msg_type"] == "stream"
        )

    def start(self, code: str) -> None:
        """Run a cell that is not waited for."""
        content = {"code": code, "silent": False, "allow_stdin": False}
        self._send("shell", "execute_request", content)

    async def set(self, model: str, **state: object) -> None:
        """Change a widget as its view does, and wait until the kernel has taken it."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._send("shell", "comm_msg", {"comm_id": model, "data": data})

    async def tell(self, model: str, content: dict) -> list[dict]:
        """Send a widget a message of its own, such as a click; what came of it."""
        data = {"method": "custom", "content": content}
        return await self._send("shell", "comm_msg", {"comm_id": model, "data": data})

    def find(self, **state: object) -> str:
        """The comm of the newest widget whose state has these values.

        Raises:
            Failed: there is none.
        """
        for model, known in reversed(self.models.items()):
            if all(known.get(name) == value for name, value in state.items()):
                return model
        raise Failed(f"no widget with {state}")

    async def until(self, reached: Callable[[], bool], seconds: float) -> None:
        """Wait until something is true of the widgets."""
        async with asyncio.timeout(seconds):
            while not reached():
                self._changed.clear()
                await self._changed.wait()

    async def close(self) -> None:
        """Leave; the kernel goes on."""
        self._channel.close()
        await asyncio.wait([self._listener], timeout=2)
        self._listener.cancel()

    def _send(self, channel: str, kind: str, content: dict) -> asyncio.Future:
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "version": "5.3"}
        header |= {"username": "", "session": "", "date": ""}
        message = {"channel": channel, "header": header, "parent_header": {}}
        message |= {"metadata": {}, "content": content, "buffers": []}
        done = self._waiting[name] = asyncio.get_running_loop().create_future()
        if self._lost:
            done.set_exception(Failed(self._lost))
            return done
        try:
            self._channel.write_message(json.dumps(message))
        except WebSocketClosedError:
            done.set_exception(Failed("the kernel's connection was closed"))
        return done

    async def _listen(self) -> None:
        while (text := await self._channel.read_message()) is not None:
            if isinstance(text, str):  # pictures of widgets come as bytes
                self._take(json.loads(text))
        self._lose("the kernel's connection was closed")

    def _lose(self, reason: str) -> None:
        """Whatever was sent is not known to have been done; nothing more is sent."""
        self._lost = reason
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Failed(reason))

    def _take(self, message: dict) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        parent = message["parent_header"].get("msg_id", "")
        if kind in ("comm_open", "comm_msg"):
            state = content.get("data", {}).get("state")
            if isinstance(state, dict):
                self.models.setdefault(content["comm_id"], {}).update(state)
                self._changed.set()
        self._heard.setdefault(parent, []).append(message)
        state = content["execution_state"] if kind == "status" else ""
        if state in ("restarting", "autorestarting", "dead"):
            self._lose("the kernel has died: all forms are drawn anew")
        idle = state == "idle"
        if idle and parent in self._waiting:
            waiting = self._waiting.pop(parent)
            heard = self._heard.pop(parent)
            if not waiting.done():
                waiting.set_result(heard)
