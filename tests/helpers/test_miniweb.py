"""The mini web: searching and opening, without the internet."""

import json

import pytest

from bijak.errors import BijakError
from bijak.paths import data_folder
from bijak.tools.miniweb import MAX_RESULTS, page, search


def _urls(query: str) -> list[str]:
    return [result.url for result in search(query)]


def test_advertisements_stand_on_top():
    """Whoever pays comes first, and says so."""
    results = search("bantuan modal keripik")
    assert [True, False] == [result.is_ad for result in results][:2]


def test_the_official_page_may_stand_low():
    """Rank says nothing about who is entitled to speak."""
    urls = _urls("bantuan modal keripik")
    assert urls.index("https://telagacakap.example/umkm/bantuan-modal") > 1


@pytest.mark.parametrize("query", ["", "   ", "yang di dan", "xyzzy", "🌶"])
def test_nothing_fits_nothing(query):
    """Empty, only stop words, or unknown: an empty list, no exception."""
    assert [] == search(query)


def test_case_accents_and_order_do_not_matter():
    """People type as they like."""
    assert _urls("bus sekolah") == _urls("SEKOLAH  bús!")


def test_endings_match():
    """*pedagangnya* finds pages about *pedagang*."""
    assert set(_urls("pedagang keliling")) <= set(_urls("pedagangnya keliling"))


def test_grouped_digits_are_one_word():
    """Rp5.000.000 is found as 5000000."""
    assert _urls("Rp5.000.000") == _urls("rp5000000")


def test_a_result_list_is_short():
    """Nobody reads more."""
    assert MAX_RESULTS == len(search("telaga"))


def test_a_search_can_be_repeated():
    """The same query gives the same list."""
    assert search("balai desa") == search("balai desa")


@pytest.mark.parametrize(
    "url",
    [
        "https://sukateliti.example/wifi",
        "sukateliti.example/wifi",
        " HTTPS://Sukateliti.example/wifi/ ",
    ],
)
def test_addresses_are_read_kindly(url):
    """Scheme, case, spaces and the last slash do not matter."""
    assert "Wifi Balai Desa Belum Pulih" == page(url).title


def test_an_unknown_address_names_a_similar_one():
    """The sentence says what to do next."""
    with pytest.raises(BijakError, match=r"sukateliti\.example/wifi\. Ketik"):
        page("sukateliti.example/wiffi")


def test_every_link_leads_somewhere():
    """Pages only link to pages of the mini web."""
    for entry in json.loads((data_folder() / "web-mini.json").read_text())["laman"]:
        for link in page(entry["url"]).links:
            assert page(link).url == link


def test_addresses_are_unique_and_invented():
    """Only ``.example``: nobody's real site is imitated."""
    entries = json.loads((data_folder() / "web-mini.json").read_text())["laman"]
    urls = [entry["url"] for entry in entries]
    assert len(urls) == len(set(urls))
    assert all(url.split("/")[2].endswith(".example") for url in urls)


def test_every_publisher_says_who_it_is():
    """Reading laterally, one can ask about each address."""
    entries = json.loads((data_folder() / "web-mini.json").read_text())["laman"]
    for domain in {entry["url"].split("/")[2] for entry in entries}:
        assert page(f"{domain}/tentang").publisher


def test_no_page_is_marked_as_true_or_false():
    """The file holds what pages say, not whether they are right."""
    allowed = {"url", "judul", "penerbit", "jenis", "tgl", "cuplikan", "teks", "tautan"}
    for entry in json.loads((data_folder() / "web-mini.json").read_text())["laman"]:
        assert allowed == set(entry)
        assert entry["jenis"] in {"laman", "iklan"}
