"""A host on a card is never cut at a hyphen: it would read as hyphenation."""

import pytest

from bijak.items import read_rows
from bijak.views import page_style
from bijak.views.cards import LOOKS, post_card

LINKS = [row["tautan"] for row in read_rows("tautan-a3-latihan").values()]
WIDTHS = range(290, 441, 10)
HOSTS = """() => [...document.querySelectorAll('.bijak-host')].map(host => {
  const card = host.closest('.bijak-link').getBoundingClientRect();
  const tops = rects => new Set(rects.map(one => Math.round(one.top))).size;
  const written = label => {
    const words = document.createRange();
    words.selectNodeContents(label);
    return [...words.getClientRects()];
  };
  const labels = [...host.children];
  const probe = host.cloneNode(true);
  probe.style.cssText = 'position: absolute; width: max-content; max-width: none';
  host.parentNode.append(probe);
  const needed = probe.getBoundingClientRect().width;
  probe.remove();
  return {
    text: host.textContent,
    fits: needed <= card.width,
    lines: tops(labels.map(one => one.getBoundingClientRect())),
    inside: host.getBoundingClientRect().right <= card.right + 0.5,
    cut: labels.filter(one => tops(written(one)) > 1).length,
  };
})"""


@pytest.mark.parametrize("look", LOOKS)
def test_hosts_stay_whole_where_they_fit(visit, look):
    """Wider ones go on before a dot or an @; none is cut within a name or clipped."""
    page = visit(width=500)
    rows = [{"tampilan": look, "teks": "Kabar", "tautan": link} for link in LINKS]
    cards = "".join(map(post_card, rows))
    style = f"<style>{page_style()}</style>"
    page.set_content(f'{style}<div class="bijak-box" id="c">{cards}</div>')
    fitting = 0
    for width in WIDTHS:
        page.evaluate(f"document.getElementById('c').style.width = '{width}px'")
        hosts = page.evaluate(HOSTS)
        assert len(hosts) == len(LINKS)
        fitting += sum(host["fits"] for host in hosts)
        broken = [h for h in hosts if h["fits"] and h["lines"] > 1]
        assert [] == broken, width
        assert [] == [h for h in hosts if h["cut"] or not h["inside"]], width
    assert fitting > len(LINKS) * len(WIDTHS) // 2
