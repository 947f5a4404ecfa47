"""The one process that has nbgrader loaded, asked line by line.

Loading nbgrader takes seconds and it changes the working directory, so neither is
done here. The process ends when this one does: its standard input closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path

from ...errors import BijakError

_STOPPED = "Folder kelas tidak menjawab. Kumpulan sudah disimpan dan dicoba lagi nanti."
_MODULE = "bijak.classroom.exchange"


class Exchange:
    """The exchange folder of one class."""

    def __init__(self, root: Path) -> None:
        """Nothing is started before it is asked.

        Args:
            root: the project; the class is the one in use.
        """
        self._root = root
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def ask(self, seconds: float = 60, **request: str) -> object:
        """Let it do one thing.

        Args:
            seconds: how long it may take; after that the process is given up.
            request: as `bijak.classroom.exchange` takes it.

        Raises:
            BijakError: it could not be done.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(seconds):
                    answer = await self._answer(request)
            except (OSError, ValueError, TimeoutError) as error:
                await self._end()
                raise BijakError(_STOPPED) from error
        if "galat" in answer:
            raise BijakError(answer["galat"])
        return answer.get("hasil")

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _answer(self, request: dict) -> dict:
        process = await self._running()
        process.stdin.write(json.dumps(request).encode() + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
        answer = json.loads(line)  # an empty line, of one that ended, is no JSON
        if not isinstance(answer, dict):
            raise ValueError("not an answer")
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            package = str(Path(__file__).resolve().parents[3])
            paths = [package, os.environ.get("PYTHONPATH", "")]
            hidden = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN")
            environment = {k: v for k, v in os.environ.items() if k not in hidden}
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", _MODULE, "serve", str(self._root)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=environment,
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
