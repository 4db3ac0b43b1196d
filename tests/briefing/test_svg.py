import pytest

from briefing.charts import layer
from briefing.svg import check_svg, to_svg
from schemas.errors import StopError

HOSTILE = "<script>alert(1)</script>\"><svg onload=x> javascript:y https://example.org/ ' &"


def test_words_in_a_picture_are_escaped_and_nothing_leads_elsewhere() -> None:
    chart = layer([{"x": 1, "text": HOSTILE}]).mark_text().encode(x="x:Q", text="text:N").properties(title=HOSTILE)
    svg = to_svg(chart)
    assert "<script" not in svg
    assert "<svg onload" not in svg
    assert "xmlns" not in svg
    assert svg.count("&lt;script&gt;") >= 2


@pytest.mark.parametrize(
    "part",
    [
        "<script>x</script>",
        "<image/>",
        "<foreignObject/>",
        "<style>x</style>",
        '<a href="#x"><path/></a>',
        '<g onload="x"/>',
        '<g ONCLICK="x"/>',
        '<path fill="url(#x)"/>',
        '<path style="fill:red"/>',
        '<path xlink:href="#x"/>',
        '<path href="#x"/>',
    ],
)
def test_a_picture_with_more_than_shapes_and_words_is_refused(part: str) -> None:
    with pytest.raises(StopError, match="unsafe part"):
        check_svg(f"<svg><g/>{part}</svg>")


def test_plain_shapes_and_words_pass() -> None:
    check_svg('<svg viewBox="0 0 1 1"><g fill="none"><path d="M0,0"/><text>url(x) onload=y</text></g></svg>')
