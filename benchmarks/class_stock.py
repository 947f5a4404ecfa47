"""A class as JupyterHub and nbgrader come: what Bijak's class is measured against.

One hub, its proxy, `SimpleLocalProcessSpawner`, one unix user for all, the stock
single-user server with JupyterLab and all that installing nbgrader switches on, the
stock kernel. Only folders, time limits and who may come in are set.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from running_class import answers, free_ports, start, stop, wait_until
from visitors import Failed, Kernel, Visitor

ASSIGNMENT = "ps1"
COURSE = "kelas"
PASSWORD = "benchmark"
HUB = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = "sqlite:///{root}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{root}/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.DummyAuthenticator.password = "{password}"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{root}/rumah/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 600
c.Spawner.environment = {{"JUPYTER_CONFIG_PATH": "{root}/konfigurasi"}}
c.ConfigurableHTTPProxy.command = {proxy}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
"""
NBGRADER = """
import os
c = get_config()
c.CourseDirectory.root = "{root}/kursus"
c.CourseDirectory.course_id = "{course}"
c.CourseDirectory.student_id = os.environ.get("JUPYTERHUB_USER", "*")
c.Exchange.root = "{root}/exchange"
"""
CELLS = (
    "import pandas as pd\nimport matplotlib.pyplot as plt",
    "harga = pd.DataFrame({'hari': range(200), 'rupiah': [h % 7 * 500 "
    "for h in range(200)]})\nharga.describe()",
    "per = harga.groupby(harga['hari'] % 7)['rupiah'].mean()\nper",
    "fig, ax = plt.subplots()\nax.bar(per.index, per.values)\nplt.show()",
    "print(float(per.max()))",
)
"""What a participant runs: the same five cells in both configurations."""


class Stock:
    """A running stock class.

    Attributes:
        base: its address.
        pid: the hub's process; all others descend from it.
    """

    def __init__(self, folder: Path, people: int) -> None:
        """Release the assignment, start the hub, wait until it answers."""
        self.root = folder
        self._people = [f"orang-{number:02d}" for number in range(people)]
        port, hub_port, proxy_port = free_ports(3)
        self.base = f"http://127.0.0.1:{port}"
        settings = {"root": folder, "course": COURSE, "password": PASSWORD}
        settings |= {"port": port, "hub_port": hub_port, "proxy_port": proxy_port}
        settings["proxy"] = repr(proxy_command())
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BIJAK_", "JUPYTER", "PYTHONDONTWRITE"))
        }
        # nbgrader runs `alembic`, and the hub `jupyterhub-singleuser`, from PATH.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment |= {"PATH": path, "HOME": str(folder)}
        for code in self._people:
            (folder / "rumah" / code).mkdir(parents=True)
        (folder / "konfigurasi").mkdir()
        configured = NBGRADER.format(**settings)
        (folder / "konfigurasi" / "nbgrader_config.py").write_text(configured)
        (folder / "hub.py").write_text(HUB.format(**settings))
        self._release(folder / "kursus")
        command = [sys.executable, "-m", "jupyterhub", "-f", str(folder / "hub.py")]
        self._log = (folder / "hub.log").open("wb")
        self._hub = start(command, self._environment, folder, self._log)
        self.pid = self._hub.pid
        health = f"{self.base}/hub/health"
        wait_until(lambda: answers(health), self._hub, folder / "hub.log")

    def _release(self, course: Path) -> None:
        cells = [new_markdown_cell("# Harga"), *map(new_code_cell, CELLS)]
        answer = new_code_cell("### BEGIN SOLUTION\njawaban = 3\n### END SOLUTION")
        answer.metadata["nbgrader"] = _marked("jawab", solution=True)
        graded = new_code_cell("assert jawaban == 3")
        graded.metadata["nbgrader"] = _marked("nilai", grade=True) | {"points": 1}
        notebook = new_notebook(cells=[*cells, answer, graded])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        source = course / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        nbformat.write(notebook, source / f"{ASSIGNMENT}.ipynb")
        told = self._environment | {"JUPYTER_CONFIG_PATH": f"{self.root}/konfigurasi"}
        (self.root / "exchange").mkdir(mode=0o777)
        for verb in ("generate_assignment", "release_assignment"):
            command = [sys.executable, "-m", "nbgrader", verb, ASSIGNMENT]
            subprocess.run(
                command, cwd=course, env=told, check=True, capture_output=True
            )

    def visitors(self) -> list[Visitor]:
        """The people of the class, each with a browser of its own."""
        return [Visitor(self.base, code, PASSWORD) for code in self._people]

    async def visit(self, visitor: Visitor, lap) -> Kernel:
        """The whole journey; ``lap`` is called with the name of each step done."""
        own = visitor.own
        await visitor.enter()
        lap("server")
        await visitor.api("GET", f"{own}assignments?course_id={COURSE}")
        lap("list")
        await self._act(visitor, "fetch")
        path = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
        model = await visitor.api("GET", f"{own}api/contents/{path}?content=1")
        lap("open")
        kernel = await _session(visitor, path)
        lap("kernel")
        for cell in CELLS:
            await kernel.run(cell)
        lap("cells")
        await kernel.run("jawaban = 3")
        notebook = model["content"]
        for cell in notebook["cells"]:
            if "YOUR CODE HERE" in cell["source"]:
                cell["source"] = "jawaban = 3"
        saved = {"type": "notebook", "format": "json", "content": notebook}
        await visitor.api("PUT", f"{own}api/contents/{path}", saved)
        lap("answer")
        await self._act(visitor, "submit")
        lap("hand in")
        return kernel

    async def _act(self, visitor: Visitor, action: str) -> None:
        query = f"course_id={COURSE}&assignment_id={ASSIGNMENT}"
        path = f"{visitor.own}assignments/{action}?{query}"
        told = await visitor.api("POST", path, {})
        if not told.get("success"):
            raise Failed(f"{action}: {told}")

    async def check(self, staying: list, failures: list) -> list[float]:
        """There is nothing like Periksa sekarang."""
        return []

    async def stay(self, visitor: Visitor) -> None:
        """What an open JupyterLab asks every ten seconds."""
        while True:
            await asyncio.sleep(10)
            for what in ("kernels", "sessions"):
                await visitor.api("GET", f"{visitor.own}api/{what}")

    def arrived(self) -> int:
        """How many people's hand-ins lie in the exchange."""
        inbound = self.root / "exchange" / COURSE / "inbound"
        return len({path.name.partition("+")[0] for path in inbound.iterdir()})

    def stop(self) -> None:
        """End the hub, and whatever it leaves."""
        stop(self._hub)
        self._log.close()


def _marked(name: str, grade: bool = False, solution: bool = False) -> dict:
    return {
        "grade": grade,
        "solution": solution,
        "locked": grade,
        "task": False,
        "grade_id": name,
        "schema_version": 3,
    }


async def _session(visitor: Visitor, path: str) -> Kernel:
    asked = {"path": path, "name": path, "type": "notebook"}
    asked["kernel"] = {"name": "python3"}
    made = await visitor.api("POST", f"{visitor.own}api/sessions", asked)
    return await visitor.kernel(made["kernel"]["id"])


def proxy_command() -> list[str]:
    """How configurable-http-proxy is run: $BIJAK_PROXY, or what stands in PATH."""
    if told := os.environ.get("BIJAK_PROXY"):
        return shlex.split(told)
    if found := shutil.which("configurable-http-proxy"):
        return [found]
    raise SystemExit("configurable-http-proxy is neither in PATH nor in $BIJAK_PROXY")
