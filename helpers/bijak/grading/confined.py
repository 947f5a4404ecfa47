"""The one confined process of a grader: chosen and warmed when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from ..confinement import Level, NotConfined, Warm, choose, warm
from .code_items import CodeRun, code_job, refused, told
from .normalise import Normal
from .templates import Template


class Runner:
    """Runs the code of hand-ins, to be used with ``with`` or closed.

    Attributes:
        allow_unsafe: whether code may run where nothing can confine it.
    """

    def __init__(self, allow_unsafe: bool = False) -> None:
        """Nothing is started yet."""
        self.allow_unsafe = allow_unsafe
        self._level: Level | None = None
        self._warm: Warm | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def level(self) -> Level:
        """What confinement is in force, to be printed and recorded."""
        with self._turn:
            if self._level is None:
                self._level = choose(allow_unsafe=self.allow_unsafe)
            return self._level

    def run(
        self,
        template: Template,
        normal: Normal,
        files: Mapping[str, bytes] | None = None,
    ) -> CodeRun:
        """Run the code of one hand-in. Nothing is started where there is none.

        Args:
            template: the assignment.
            normal: the hand-in.
            files: relative name → content of what lies beside the release.

        Returns:
            Values and sentences; where nothing can confine it, only the sentence
            that says what to install.
        """
        job = code_job(template, normal, files)
        if job is None:
            return CodeRun()
        level = self.level
        with self._turn:
            self._warm = self._warm or warm(level)
        try:
            return told(self._warm.run(job), job)
        except NotConfined as error:
            return refused(template, str(error))

    def close(self) -> None:
        """End the warmed process, if there is one."""
        if self._warm:
            self._warm.close()
        self._warm = None
