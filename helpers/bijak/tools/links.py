"""A web address taken apart: whose house it leads to.

Browsers read a host name from the right. What counts is the public suffix (``id``,
``go.id``) and the one label before it: together they are the *registrable domain*,
the part that somebody owns. Everything to its left is chosen by that owner.

    take_apart("https://bansos.go.id.cek-data.example/x").core  →  "cek-data.example"

Sources: the parts of an address, RFC 3986, section 3; the rules of public suffixes,
https://publicsuffix.org/list/, "Algorithm"; foreign letters in host names, RFC 3492
(punycode) and RFC 3490. The rules stand in ``data/akhiran-publik.txt``, an excerpt
of the Public Suffix List (MPL-2.0) with all rules for ``.id``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ..errors import BijakError, MissingData
from ..paths import data_folder

FILE = "akhiran-publik.txt"
PUNYCODE = "xn--"
"""What a label begins with that stands for letters beyond a to z (RFC 3490)."""

_PRIVATE = "===BEGIN PRIVATE DOMAINS==="
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PORT = re.compile(r":(\d*)$")
_IP = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_MOST = 2000


@dataclass(frozen=True)
class Link:
    """The parts of an address, as RFC 3986 names them, and whose house it is.

    Attributes:
        scheme: ``https``; empty when the address does not say one.
        user: what stands before ``@``. It is only a name; it leads nowhere.
        host: the whole host name in ASCII, small letters.
        subdomain: what stands left of the core; its owner can write anything there.
        core: the registrable domain; empty for an IP address or a bare suffix.
        suffix: the public suffix at the right end.
        lent: whether the suffix is a space that a company lends (``github.io``).
        port: digits, or empty.
        rest: path, question and fragment, with the first slash.
        host_shown: the host in the letters that people see.
        scripts: alphabets in the host, such as ``LATIN`` and ``CYRILLIC``.
    """

    scheme: str
    user: str
    host: str
    subdomain: str
    core: str
    suffix: str
    lent: bool
    port: str
    rest: str
    host_shown: str
    scripts: tuple[str, ...]

    @property
    def is_encrypted(self) -> bool:
        """Whether the way is locked (https). It says nothing about the owner."""
        return self.scheme == "https"

    @property
    def has_foreign_letters(self) -> bool:
        """Whether a label holds letters beyond a to z, which can look like others."""
        return any(label.startswith(PUNYCODE) for label in self.host.split("."))


@cache
def _rules() -> dict[str, bool]:
    """Rule → whether it belongs to the private part of the list."""
    try:
        text = (data_folder() / FILE).read_text(encoding="utf-8")
    except OSError as error:
        raise MissingData(
            f"Daftar akhiran ({FILE}) tidak ada. Salin ulang folder Bijak dari "
            "pelatih, lalu buka lagi."
        ) from error
    public, _, private = text.partition(_PRIVATE)
    return {
        _rule(line): lent
        for part, lent in ((public, False), (private, True))
        for line in part.splitlines()
        if line.strip() and not line.startswith("//")
    }


def _rule(line: str) -> str:
    """A rule in ASCII, as hosts are compared."""
    sign = "!" if line.startswith("!") else ""
    labels = line.strip().removeprefix("!").split(".")
    return sign + ".".join(one if one == "*" else ascii_label(one) for one in labels)


def public_suffix(host: str) -> tuple[str, bool]:
    """The ending below which anybody can get a name: ``go.id``, ``com``.

    The longest rule that fits wins; an exception (``!``) wins over all and loses its
    first label; where no rule fits, the last label is the suffix.

    Args:
        host: a host name in ASCII, small letters.

    Returns:
        The suffix, and whether a company lends it.
    """
    labels, rules = host.split("."), _rules()
    for start in range(len(labels)):
        here = ".".join(labels[start:])
        above = ".".join(labels[start + 1 :])
        if f"!{here}" in rules:
            return above, rules[f"!{here}"]
        for rule in (here, f"*.{above}"):
            if rule in rules:
                return here, rules[rule]
    return labels[-1], False


def registrable_domain(host: str) -> str:
    """The part of a host name that somebody owns: the suffix and one label more.

    Args:
        host: a host name in ASCII, small letters.

    Returns:
        ``ojk.go.id`` for ``iasc.ojk.go.id``; nothing for a bare suffix.
    """
    suffix, _ = public_suffix(host)
    before = host.removesuffix(suffix).rstrip(".")
    return f"{before.split('.')[-1]}.{suffix}" if before else ""


def ascii_label(label: str) -> str:
    """A label as machines send it: letters beyond a to z become ``xn--…``.

    Raises:
        BijakError: no host name can hold it.
    """
    try:
        found = label.encode("idna").decode("ascii").lower()
    except UnicodeError:
        found = ""
    if not _LABEL.fullmatch(found):
        raise BijakError(
            f"“{label[:40]}” tidak dapat menjadi bagian nama domain. Periksa lagi "
            "huruf dan tandanya."
        )
    return found


def shown_label(label: str) -> str:
    """A label in the letters that people see; what cannot be read stays as it is."""
    if not label.startswith(PUNYCODE):
        return label
    try:
        return label.removeprefix(PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def scripts_of(text: str) -> tuple[str, ...]:
    """The alphabets of the letters in a text, sorted: ``("CYRILLIC", "LATIN")``.

    The first word of a letter's Unicode name says its script.
    """
    letters = (sign for sign in text if sign.isalpha())
    return tuple(sorted({unicodedata.name(one, "?").split()[0] for one in letters}))


def _cut(address: str) -> tuple[str, str, str]:
    """Scheme, authority and rest; browsers read ``\\`` as ``/``."""
    text = address.strip().replace("\\", "/")
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    after = text[found.end() :] if found else text.removeprefix("//")
    end = next((i for i, sign in enumerate(after) if sign in "/?#"), len(after))
    return scheme, after[:end], after[end:]


def take_apart(address: str) -> Link:
    """The parts of an address, read as a browser reads it.

    Args:
        address: with or without ``https://``.

    Raises:
        BijakError: it holds no host name that can be read.
    """
    if not address.strip() or len(address) > _MOST:
        raise BijakError("Tulis satu alamat, misalnya https://contoh.example/halaman.")
    scheme, authority, rest = _cut(address)
    user, at, place = authority.rpartition("@")
    port = _PORT.search(place)
    name = (place[: port.start()] if port else place).removesuffix(".")
    if not name or any(sign.isspace() for sign in name):
        raise BijakError("Alamat ini belum terbaca. Salin satu alamat saja, utuh.")
    # The other dots that browsers take for a dot: RFC 3490, section 3.1.
    labels = [ascii_label(one) for one in re.split("[.\u3002\uff0e\uff61]", name)]
    host = ".".join(labels)
    is_ip = bool(_IP.fullmatch(host))
    suffix, lent = ("", False) if is_ip else public_suffix(host)
    core = "" if is_ip else registrable_domain(host)
    shown = ".".join(map(shown_label, labels))
    return Link(
        scheme=scheme,
        user=user if at else "",
        host=host,
        subdomain=host.removesuffix(core).rstrip(".") if core else "",
        core=core,
        suffix=suffix,
        lent=lent,
        port=port[1] if port else "",
        rest=rest,
        host_shown=shown,
        scripts=scripts_of(shown),
    )
