"""Plain text out of HTML.

By our own scanner: the standard library's parser takes time that grows with the square of the text on unclosed marks
(CVE-2025-6069 and others, open in the Pythons that field servers run). Each character is looked at a fixed number of
times here, and what never closes is text.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from string import ascii_lowercase, ascii_uppercase

UNSEEN = ("script", "style", "template", "noscript")
BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "td", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_MARK = re.compile(r"<!--|<[!?]|</?([A-Za-z][^\s/>]{0,30})|</")
_IN_TAG = re.compile(r">|=\s*([\"'])")
_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{8,});?")
"""No character has such a number, and Python refuses to read one of some thousand digits."""
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)

Find = Callable[[str, int], int | None]


def text_of_html(html: str) -> str:
    """Return the visible text of `html`: no tags, no script or style, one line per block, spaces single."""
    lines = (" ".join(line.split()) for line in "".join(_seen(html)).splitlines())
    return "\n".join(line for line in lines if line)


def _seen(html: str) -> Iterator[str]:
    """Yield what a reader would see, piece by piece."""
    position, find = 0, _finder(html)
    while (start := html.find("<", position)) >= 0:
        yield _unescaped(html[position:start])
        mark = _MARK.match(html, start)
        end = _end_of(mark, html, find) if mark else None
        if mark is None or end is None:
            yield "<"
            position = start + 1
            continue
        name = (mark[1] or "").lower()
        yield "\n" if name in BREAKS else ""
        is_unseen = name in UNSEEN and html[start + 1] != "/"
        position = (find(f"</{name}", end) if is_unseen else None) or end
    yield _unescaped(html[position:])


def _finder(html: str) -> Find:
    """Return what finds a string from a position on, None where there is none; what is missing is sought once."""
    lower, missing = html.translate(_LOWER), set[str]()  # `lower` itself may change a text's length

    def find(wanted: str, start: int) -> int | None:
        found = -1 if wanted in missing else lower.find(wanted, start)
        if found < 0:
            missing.add(wanted)
        return None if found < 0 else found

    return find


def _end_of(mark: re.Match[str], html: str, find: Find) -> int | None:
    """Return where a mark ends, past any `>` in a quoted value; None where it never closes."""
    if mark[0] == "<!--":
        end = find("-->", mark.end())
        return None if end is None else end + 3
    first = find(">", mark.start())
    if first is None:
        return None
    return _end_past_quotes(html, mark.end(), find) or first + 1


def _end_past_quotes(html: str, position: int, find: Find) -> int | None:
    while found := _IN_TAG.search(html, position):
        if found[0] == ">":
            return found.end()
        closed = find(found[1], found.end())
        position = found.end() if closed is None else closed + 1
    return None


def _unescaped(text: str) -> str:
    return unescape(_LONG_REFERENCE.sub("\ufffd", text))
