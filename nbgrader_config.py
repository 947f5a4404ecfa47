"""nbgrader's configuration: solutions/ → exercises/, class data in kelas/<kelas>/."""

from pathlib import Path

from bijak.course import configure

configure(get_config(), Path(__file__).resolve().parent)  # noqa: F821
