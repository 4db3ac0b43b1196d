"""Text out of HTML: what a reader sees and nothing that a browser would run."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.html_text import text_of_html


def test_tags_go_and_text_stays() -> None:
    assert text_of_html("<p>The market of <b>Kpassiré</b> is  open.</p><p>Caf&eacute;</p>") == (
        "The market of Kpassiré is open.\nCafé"
    )


def test_script_and_style_are_no_text() -> None:
    html = "before<script>alert(1)</script><style>p {}</style><img src=x onerror=alert(2)>after"
    assert text_of_html(html) == "beforeafter"


def test_text_without_tags_stays() -> None:
    assert text_of_html("fewer than 5 < 6 people & more") == "fewer than 5 < 6 people & more"


@given(st.text(alphabet="<>!?/[]ab -&;p"))
def test_nothing_raises(html: str) -> None:
    assert isinstance(text_of_html(html), str)


@given(st.text(alphabet="abc é"))
def test_plain_words_come_through(words: str) -> None:
    assert text_of_html(f"<div>{words}</div>") == " ".join(words.split())
