from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefing.labels import Box, Label, Placed, around, place_labels, width_px

FRAME = Box(0, 0, 300, 200)
POINTS = st.tuples(st.integers(0, 300), st.integers(0, 200), st.text("abc", min_size=1, max_size=12))


def box_of(label: Placed) -> Box:
    half = width_px(label.text, 10) / 2
    return Box(label.x - half, label.y - 6, label.x + half, label.y + 6)


@given(st.lists(POINTS, max_size=25))
def test_labels_never_overlap_and_never_leave_the_picture(points: list[tuple[int, int, str]]) -> None:
    labels = [Label(text, around(x, y, text, 10), 10, "town") for x, y, text in points]
    placed = place_labels(labels, [], FRAME)
    for one, other in combinations(map(box_of, placed), 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart
    for box in map(box_of, placed):
        assert 0 <= box.left <= box.right <= 300
        assert 0 <= box.top <= box.bottom <= 200


def test_the_more_important_label_keeps_its_place_and_the_other_moves() -> None:
    first, second = (Label(text, [(100, 100), (100, 150)], 10, "town") for text in ("first", "second"))
    assert [(label.text, label.y) for label in place_labels([first, second], [], FRAME)] == [
        ("first", 100),
        ("second", 150),
    ]


def test_a_needed_label_stands_even_on_taken_ground_but_never_outside() -> None:
    taken = [FRAME]
    needed = Label("W1", [(500, 100), (100, 100)], 10, "warning", needed=True)
    assert [(label.x, label.y) for label in place_labels([needed], taken, FRAME)] == [(100, 100)]
    assert place_labels([needed._replace(anchors=[(500, 100)])], taken, FRAME) == []
    assert place_labels([needed._replace(needed=False)], taken, FRAME) == []
