"""A small arithmetic language for keys and outcomes: ``bahan / lembar + upah``.

    + - * / // % ** ( )   numbers with a decimal point   names
    min(a, b, …)  max(a, b, …)  abs(x)  akar(x)
    bulat(x)  bulat(x, n)   half up     ke_atas(x)  ke_bawah(x)

It is read as Python's grammar reads it and walked node by node; nothing is ever run.
All arithmetic is exact (`Fraction`), only ``akar`` answers with a float. Length,
number of nodes, exponents and sizes are limited, so that no formula takes long.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

MAX_LENGTH = 300
MAX_NODES = 100
MAX_EXPONENT = 64
LARGEST = 10**30
# 1.005 ** 36 is a useful number and needs 108 digits below the line.
_FINEST = 10**300
_MAX_NESTING = 30
_MAX_DIGITS = 12
_SHOWN = 60

Number = Fraction | float

_SIGNS = re.compile(r"[A-Za-z0-9_+\-*/%()., ]*")
_GLUED = re.compile(r"(?<![A-Za-z0-9_])[\d.][\d_.]*[A-Za-z]")
_DIGITS = re.compile(r"[\d_.]+")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+\.\d{3}|\d{1,3}\.000")


class BadFormula(ValueError):
    """A formula cannot be read or has no value; the sentence is for its author."""


def exact(number: object) -> Fraction:
    """A number as its author wrote it: ``0.1`` is a tenth, not the float near it.

    Raises:
        BadFormula: it is not a finite number.
    """
    if isinstance(number, Fraction):
        return number
    if isinstance(number, int) and not isinstance(number, bool):
        return Fraction(number)
    if isinstance(number, float) and math.isfinite(number):
        return Fraction(repr(number))
    raise BadFormula("Yang diperlukan di sini sebuah angka.")


def round_half_up(number: Number, digits: int = 0) -> Fraction:
    """Round as people do at school: 2,5 → 3 and −2,5 → −3.

    Args:
        number: what is rounded; a float counts as exactly what it holds.
        digits: digits after the comma; negative ones round to tens, hundreds, ….
    """
    scale = Fraction(10) ** digits
    whole = math.floor(abs(Fraction(number)) * scale + Fraction(1, 2))
    return (whole if number >= 0 else -whole) / scale


def _round(number: Number, digits: Number = Fraction(0)) -> Fraction:
    if digits != int(digits) or abs(digits) > _MAX_DIGITS:
        raise BadFormula(f"Pembulatan paling banyak {_MAX_DIGITS} angka di belakang.")
    return round_half_up(number, int(digits))


def _root(number: Number) -> float:
    if number < 0:
        raise BadFormula("Akar dari angka negatif tidak ada.")
    return math.sqrt(number)


def _power(base: Number, exponent: Number) -> Number:
    if exponent != int(exponent) or abs(exponent) > MAX_EXPONENT:
        raise BadFormula(f"Pangkat harus bilangan bulat, paling besar {MAX_EXPONENT}.")
    return base ** int(exponent)


_OPERATORS: dict[type, Callable[[Number, Number], Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
_FUNCTIONS: dict[str, tuple[Callable[..., Number], int, int]] = {
    "min": (min, 2, MAX_NODES),
    "max": (max, 2, MAX_NODES),
    "abs": (abs, 1, 1),
    "bulat": (_round, 1, 2),
    "ke_atas": (math.ceil, 1, 1),
    "ke_bawah": (math.floor, 1, 1),
    "akar": (_root, 1, 1),
}
"""Name → what it does, and how many arguments it takes, from … to …."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read.

    Attributes:
        text: as its author wrote it.
        names: the names it needs a value for.
    """

    text: str
    names: frozenset[str]
    _tree: ast.expr = field(repr=False, compare=False)

    def value(self, names: Mapping[str, object]) -> Number:
        """What the formula comes to.

        Args:
            names: name → int, float (read as `exact` does) or `Fraction`; further
                names are passed over.

        Returns:
            A `Fraction`, or a float where ``akar`` had a part in it; never larger
            than `LARGEST`.

        Raises:
            BadFormula: a name is missing, a divisor is zero, a number is too large.
        """
        try:
            return _walk(self._tree, names)
        except ZeroDivisionError:
            problem = "Pembaginya nol. Pilih angka lain."
        except OverflowError:
            problem = _TOO_LARGE
        except BadFormula as error:
            problem = str(error)
        raise BadFormula(f"{_called(self.text)} {problem}")


_TOO_LARGE = "Angkanya terlalu besar. Pakai satuan yang lebih besar."


def _called(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"Rumus “{shown}”:"


def _walk(node: ast.expr, names: Mapping[str, object]) -> Number:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return _named(name, names)
        case ast.UnaryOp(operand=inner):
            return -_walk(inner, names)
        case ast.BinOp(left=left, op=sign, right=right):
            result = _OPERATORS[type(sign)](_walk(left, names), _walk(right, names))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            result = _FUNCTIONS[name][0](*(_walk(one, names) for one in arguments))
    return _fitting(result)


def _named(name: str, names: Mapping[str, object]) -> Number:
    if name not in names:
        raise BadFormula(f"Nama “{name}” belum punya nilai.")
    return _fitting(exact(names[name]))


def _fitting(value: Number | int) -> Number:
    """The value as exact as it can be, when it is not too large to go on with."""
    if isinstance(value, float):
        if abs(value) > LARGEST:
            raise BadFormula(_TOO_LARGE)
        return value
    result = value if isinstance(value, Fraction) else Fraction(value)
    # Whole numbers are compared much faster than fractions.
    if abs(result.numerator) > LARGEST * result.denominator:
        raise BadFormula(_TOO_LARGE)
    if result.denominator > _FINEST:
        raise BadFormula("Pecahannya terlalu halus. Bulatkan dengan bulat(x, n).")
    return result


def parse(text: str) -> Formula:
    """Read a formula.

    Raises:
        BadFormula: it is not one, or longer than the limits allow.
    """
    if not isinstance(text, str):
        raise BadFormula("Rumus ditulis sebagai teks di antara tanda kutip.")
    try:
        return _parse(text)
    except BadFormula as error:
        raise BadFormula(f"{_called(text)} {error}") from None


@lru_cache(maxsize=2048)
def _parse(text: str) -> Formula:
    source = text.strip()
    if problem := _problem(source):
        raise BadFormula(problem)
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadFormula("Susunannya belum terbaca. Periksa tanda kurungnya.") from None
    parts = [part for part in ast.walk(tree) if isinstance(part, ast.expr)]
    if len(parts) > MAX_NODES:
        raise BadFormula("Terlalu panjang. Pecah menjadi rumus yang lebih pendek.")
    called = {id(part.func) for part in parts if isinstance(part, ast.Call)}
    names = set()
    for part in parts:
        _read(part, source)
        if isinstance(part, ast.Name) and id(part) not in called:
            names.add(part.id)
    if wrong := sorted(names & set(_FUNCTIONS)):
        raise BadFormula(f"“{wrong[0]}” nama fungsi. Tulis {wrong[0]}(…).")
    return Formula(text, frozenset(names), tree)


def _problem(source: str) -> str:
    """What is wrong with the signs of a formula, or nothing."""
    if not source:
        return "Masih kosong. Tulis misalnya bahan / lembar."
    if len(source) > MAX_LENGTH:
        return f"Terlalu panjang. Pakai paling banyak {MAX_LENGTH} huruf."
    if not _SIGNS.fullmatch(source):
        return "Pakai + - * / // % ** ( ), angka, dan nama saja."
    if _GLUED.search(source):
        return "Huruf menempel pada angka. Beri tanda di antaranya."
    if any(_GROUPED.fullmatch(digits) for digits in _DIGITS.findall(source)):
        return "Tulis ribuan tanpa titik. Titik memulai desimal."
    depth = 0
    for sign in source:
        depth += (sign == "(") - (sign == ")")
        if depth > _MAX_NESTING:
            return "Kurungnya terlalu dalam. Sederhanakan rumusnya."
    return ""


def _read(part: ast.expr, source: str) -> None:
    """Check one node; a number gets the exact value of its digits in the source."""
    match part:
        case ast.Constant(value=value) if type(value) in (int, float):
            digits = source[part.col_offset : part.end_col_offset]
            part.value = _fitting(Fraction(digits.rstrip(".").replace("_", "")))
        case ast.BinOp(op=sign) if type(sign) in _OPERATORS:
            pass
        case ast.UnaryOp(op=ast.USub()) | ast.Name():
            pass
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            if name not in _FUNCTIONS:
                raise BadFormula(f"Fungsi “{name}” tidak ada.")
            _, least, most = _FUNCTIONS[name]
            if not least <= len(arguments) <= most:
                raise BadFormula(f"Banyaknya isi {name}(…) belum cocok.")
        case ast.Tuple():
            raise BadFormula("Tulis desimal dengan titik: 0.5.")
        case _:
            raise BadFormula("Pakai + - * / // % ** ( ), angka, dan nama saja.")
