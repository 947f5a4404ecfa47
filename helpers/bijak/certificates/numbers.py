"""Numbers and check codes of certificates: ``7K3M-9QXT``, ``4F8H-2JKM-PQRS-TVWX``.

The alphabet has 31 signs (no 0 and O, no I, L and U), a prime, so that the last sign
tells every single wrong sign and every two that changed places. Small letters, spaces
and hyphens are forgiven; I and L count as 1, U as V.
"""

from __future__ import annotations

import secrets
from collections.abc import Container

from ..errors import BijakError

_SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("ILU", "11V", " -‐‑–—.\t\n")
NUMBER_LENGTH = 8
"""34 bits: says nothing about who, and thousands never meet."""
CHECK_LENGTH = 16
"""74 bits that only the paper knows: nobody guesses names through them."""

_MISTYPED = (
    "{what} “{typed}” belum terbaca. {length} tanda, huruf dan angka, tanpa huruf O "
    "dan angka 0. Lihat lagi kertasnya."
)


def new_number(taken: Container[str]) -> str:
    """A random number that is not taken."""
    while (number := _random(NUMBER_LENGTH)) in taken:
        pass
    return number


def new_check() -> str:
    """A random check code."""
    return _random(CHECK_LENGTH)


def grouped(code: str) -> str:
    """A number or check code as it is printed: in fours."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_number(typed: str) -> str:
    """A typed number as it is stored.

    Raises:
        BijakError: it is none; a slip of the finger is told from a foreign number.
    """
    return _read(typed, NUMBER_LENGTH, "Nomor")


def read_check(typed: str) -> str:
    """A typed check code as it is stored.

    Raises:
        BijakError: it is none.
    """
    return _read(typed, CHECK_LENGTH, "Kode periksa")


def is_code(text: object, length: int) -> bool:
    """Whether a value is a number or check code exactly as it is stored."""
    return (
        isinstance(text, str)
        and len(text) == length
        and set(text) <= set(_SIGNS)
        and text[-1] == _last(text[:-1])
    )


def _random(length: int) -> str:
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(length - 1))
    return drawn + _last(drawn)


def _last(signs: str) -> str:
    """The sign that makes the weighted sum divisible by 31."""
    total = sum(
        weight * _SIGNS.index(sign) for weight, sign in enumerate(signs, start=2)
    )
    return _SIGNS[-total % len(_SIGNS)]


def _read(typed: str, length: int, what: str) -> str:
    code = typed.upper().translate(_MEANT)
    if not is_code(code, length):
        raise BijakError(_MISTYPED.format(what=what, typed=typed[:40], length=length))
    return code
