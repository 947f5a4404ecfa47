"""Addresses taken apart: the list's own vectors, hand-made traps, anything at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.errors import BijakError
from bijak.tools.links import (
    Link,
    ascii_label,
    public_suffix,
    registrable_domain,
    scripts_of,
    shown_label,
    take_apart,
)

# From tests/tests.txt of https://github.com/publicsuffix/list (CC0), those whose
# rules stand in the excerpt.
VECTORS = {
    "com": "",
    "example.com": "example.com",
    "b.example.com": "example.com",
    "a.b.example.com": "example.com",
    "example": "",
    "example.example": "example.example",
    "a.b.example.example": "example.example",
    "ck": "",
    "test.ck": "",
    "b.test.ck": "b.test.ck",
    "a.b.test.ck": "b.test.ck",
    "www.ck": "www.ck",
    "www.www.ck": "www.ck",
}

# Worked out by hand from the rules for .id.
INDONESIAN = {
    "go.id": "",
    "ojk.go.id": "ojk.go.id",
    "iasc.ojk.go.id": "ojk.go.id",
    "magma.esdm.go.id": "esdm.go.id",
    "kelola.kim.id": "kim.id",
    "cekrekening.id": "cekrekening.id",
    "web.id": "",
    "bansos.go.id.contoh.web.id": "contoh.web.id",
    "a.b.sch.id": "b.sch.id",
    "x.toko.my.id": "toko.my.id",
}


@pytest.mark.parametrize(("host", "core"), (VECTORS | INDONESIAN).items())
def test_registrable_domain(host, core):
    """Plain rules, the wildcard, its exception, and hosts that no rule fits."""
    assert core == registrable_domain(host)


def test_the_endings_of_the_lesson_are_in_the_list():
    """What the assignment says about three labels is what the list says."""
    for ending in "go desa co or ac sch web my biz net".split():
        assert (f"{ending}.id", False) == public_suffix(f"nama.{ending}.id")


def test_a_lent_space_is_told_apart():
    """Below github.io each name has its own owner, and a company owns the space."""
    link = take_apart("https://toko-saya.github.io/daftar")
    assert ("toko-saya.github.io", True) == (link.core, link.lent)


TRAPS = {
    "https://bansos.go.id.cek-data.example/daftar": "cek-data.example",
    "https://telaga-cakap.example/telagacakap.example/x": "telaga-cakap.example",
    "https://banktelaga.test@masuk.example/akun": "masuk.example",
    "https://banktelaga.test:443@masuk.example:8080": "masuk.example",
    "https://airtelaga.example-tagihan.test/bayar": "example-tagihan.test",
    "https://sukateliti.example#@jahat.test": "sukateliti.example",
    "https://sukateliti.example?x=jahat.test/": "sukateliti.example",
    "https://sukateliti.example\\@jahat.test": "sukateliti.example",
    "HTTPS://WWW.SUKATELITI.EXAMPLE./": "sukateliti.example",
    "//loket.sumberwarta.example": "sumberwarta.example",
    "sumberwarta\u3002example": "sumberwarta.example",
}


@pytest.mark.parametrize(("address", "core"), TRAPS.items())
def test_traps(address, core):
    """Names in front, in the path, before @, behind # and ? do not move the house."""
    assert core == take_apart(address).core


def test_all_parts():
    """Every part has its place, and together they are the address."""
    link = take_apart("http://dia@a.b.desa.id:81/x?y#z")
    assert link == Link(
        scheme="http",
        user="dia",
        host="a.b.desa.id",
        subdomain="a",
        core="b.desa.id",
        suffix="desa.id",
        lent=False,
        port="81",
        rest="/x?y#z",
        host_shown="a.b.desa.id",
        scripts=("LATIN",),
    )
    assert not link.is_encrypted


# Computed with Python's own codec, and by others: xn--pple-43d stands in many texts.
TWINS = {"\u0430pple": "xn--pple-43d", "tokoped\u0131a": "xn--tokopeda-zkb"}


@pytest.mark.parametrize(("seen", "sent"), TWINS.items())
def test_punycode_there_and_back(seen, sent):
    """A twin letter changes the name that machines read."""
    assert (sent, seen) == (ascii_label(seen), shown_label(sent))


def test_a_twin_letter_is_noticed():
    """A Cyrillic a in a Latin name: two scripts, another owner."""
    link = take_apart("https://b\u0430nktelaga.test/")
    assert ("CYRILLIC", "LATIN") == link.scripts == scripts_of(link.host_shown)
    assert link.has_foreign_letters
    assert link.core != take_apart("https://banktelaga.test/").core


def test_a_number_has_no_owner_in_its_name():
    """An IP address has no registrable domain."""
    link = take_apart("http://192.0.2.7/masuk")
    assert ("", "", "192.0.2.7") == (link.core, link.suffix, link.host)


@pytest.mark.parametrize(
    "address",
    ["", "   ", "https://", "https:///x", "dua kata.test", "a..test", "-a.test"],
)
def test_what_is_no_address_is_said(address):
    """In a sentence, not with a traceback."""
    with pytest.raises(BijakError):
        take_apart(address)


label = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


@given(st.lists(label, min_size=1, max_size=4), label, label, label)
def test_the_owner_is_the_same_whatever_stands_around(before, name, ending, path):
    """Subdomains and path are free: they never change the core."""
    core = registrable_domain(f"{name}.{ending}.test")
    link = take_apart(f"https://{'.'.join(before)}.{name}.{ending}.test/{path}.go.id")
    assert core == link.core == f"{ending}.test"
    assert f"{link.subdomain}.{link.core}" == link.host


@given(st.text(max_size=60))
def test_anything_is_read_or_refused(text):
    """No text brings another error, and what is read ends with its core."""
    try:
        link = take_apart(text)
    except BijakError:
        return
    assert link.host.isascii()
    assert link.host.endswith(link.core)
