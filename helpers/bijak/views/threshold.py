"""The setting of a simulation: its curve, the target, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import MissingData
from ..items import Item
from ..items.curves import Points, axes_of, axis_name, read_curves, setting_unit
from ..numerals import read_number
from ..text import format_number, with_unit
from .curves import curve_svg, curve_words, even_ticks, plot_limits, written
from .pieces import BLANK, EMPTY
from .safe import escaped, plain
from .words import NOT_READABLE

_COLUMNS = 5
_LONGEST = 200  # letters of a setting or of what was typed


def curves_of(item: Item) -> dict[float, Points]:
    """The curves of a question, the lowest setting first.

    Raises:
        MissingData: they are not there.
    """
    return read_curves(str(item.settings.get("simulasi")))


def target_of(item: Item) -> float | None:
    """The value of the target line; None for no line."""
    target = item.settings.get("sasaran")
    return float(target) if isinstance(target, (int, float)) else None


def setting_words(item: Item, setting: float) -> str:
    """A setting as people say it: ``20% pemeriksa``, ``Harga Rp5.000``."""
    name, unit = axis_name(axes_of(item), "nilai")[0], setting_unit(item)
    number = with_unit(format_number(setting), unit)
    said = f"{number} {name.lower()}" if unit == "%" else f"{name} {number}"
    return plain(said, _LONGEST)


def chosen_setting(item: Item, answer: object) -> float | None:
    """The setting of the slider that an answer holds; None where it holds none."""
    value = read_number(answer, setting_unit(item)).value
    return value if value in curves_of(item) else None


def plot(item: Item, setting: float) -> str:
    """The curve of a setting with the target line, on axes that hold all curves."""
    curves, target, axes = curves_of(item), target_of(item), axes_of(item)
    points = curves[setting]
    said = f"{setting_words(item, setting)}. {curve_words(points, target, axes)}"
    limits = plot_limits(list(curves.values()), target)
    return curve_svg(points, target, axes, said, limits)


def reached_words(item: Item, setting: float) -> str:
    """Where the curve of a setting ends: ``Jam 24: 37,9%. Sasaran 25%.``"""
    axes, target = axes_of(item), target_of(item)
    (across, x_unit), (_, y_unit) = axis_name(axes, "x"), axis_name(axes, "y")
    x, y = curves_of(item)[setting][-1]
    wish = "" if target is None else f" Sasaran {written(target, y_unit)}."
    return f"{across} {written(x, x_unit)}: {written(y, y_unit)}.{wish}"


def static(item: Item, answer: object) -> str:
    """The curve at the chosen setting, or at the first one, and all settings."""
    try:
        curves, chosen = curves_of(item), chosen_setting(item, answer)
    except MissingData as error:
        return f'<p class="bijak-empty">○ {escaped(str(error))}</p>'
    setting = next(iter(curves)) if chosen is None else chosen
    name = escaped(axis_name(axes_of(item), "nilai")[0])
    lines = " · ".join(
        f"<strong>◉ {escaped(words_of)}</strong>"
        if one == chosen
        else escaped(words_of)
        for one, words_of in ((one, _number(item, one)) for one in curves)
    )
    return (
        f"<p>Grafik untuk <strong>{escaped(setting_words(item, setting))}</strong>:</p>"
        f"{plot(item, setting)}<p>{name}: {lines}</p>{_mine(item, answer)}"
    )


def _mine(item: Item, answer: object) -> str:
    if answer is None or answer in ("", [], {}):
        return EMPTY
    given = escaped(words(item, answer))
    if given == NOT_READABLE:
        return f'<p class="bijak-empty">○ {given}.</p>'
    return (
        f'<p class="bijak-typed">Jawaban Anda: <strong><bdi>{given}</bdi></strong></p>'
    )


def _number(item: Item, setting: float) -> str:
    return with_unit(format_number(setting), setting_unit(item))


def words(item: Item, answer: object) -> str:
    """The chosen setting in words."""
    value = read_number(answer, setting_unit(item)).value
    if value is not None:
        return setting_words(item, value)
    return plain(answer, _LONGEST).strip() or NOT_READABLE


def paper(item: Item) -> str:
    """What each curve shows at a few places, and a line to write on.

    A slider does not move on paper; the same numbers stand in a table.
    """
    curves, axes = curves_of(item), axes_of(item)
    (name, _), (across, x_unit) = axis_name(axes, "nilai"), axis_name(axes, "x")
    places = _places(curves)
    head = "".join(
        f'<th scope="col">{escaped(f"{across} {written(x, x_unit)}")}</th>'
        for x in places
    )
    rows = "".join(
        f'<tr><th scope="row">{escaped(_number(item, setting))}</th>'
        + "".join(f"<td>{_value(points, x)}</td>" for x in places)
        + "</tr>"
        for setting, points in curves.items()
    )
    target = target_of(item)
    wish = "" if target is None else written(target, axis_name(axes, "y")[1])
    return (
        f'<table class="bijak-values"><caption>{escaped(axes.get("y", "y"))}'
        f"{f'. Sasaran {escaped(wish)}.' if wish else ''}</caption>"
        f'<tr><th scope="col">{escaped(name)}</th>{head}</tr>{rows}</table>'
        f'<p class="bijak-write">{escaped(name)}: {BLANK} '
        f"{escaped(setting_unit(item))}</p>"
    )


def _places(curves: Mapping[float, Points]) -> list[float]:
    """A few x of the first curve, the last one among them."""
    xs = [x for x, _ in next(iter(curves.values()))]
    some = [x for x in even_ticks(xs[0], xs[-1]) if x in xs and x != xs[-1]]
    return [*some[1 - _COLUMNS :], xs[-1]]


def _value(points: Points, x: float) -> str:
    found = [y for at, y in points if at == x]
    return escaped(written(found[0])) if found else "–"
