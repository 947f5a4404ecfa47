"""The door to Jinja2: every HTML page of the kit is made here.

Values are escaped unless a template says otherwise, and a name that a template uses
but nobody gave is an error, not an empty place on the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """Fill a template of ``helpers/bijak/templates``.

    Args:
        template: the file's name, such as ``beranda.html``.
        values: what the template uses, by name.
    """
    return _environment().get_template(template).render(**values)


def compile_all() -> None:
    """Read all templates now, in a process whose forks will show them."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@cache
def _markdown():
    from mistune import create_markdown

    return create_markdown(escape=True, plugins=["table"])


def markdown(text: str) -> str:
    """Markdown → HTML; HTML inside it is shown as text."""
    return _markdown()(text)
