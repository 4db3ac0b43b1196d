import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.places.coordinates import find_coordinates
from schemas.geography import Position, distance_km

EXPECTED = Position(4.2567, 15.7891)


@pytest.mark.parametrize(
    "text",
    [
        "seen at 4.2567, 15.7891 on Monday", "4.2567;15.7891", "lat 4.2567 long 15.7891",
        "Latitude: 4,2567 ; longitude: 15,7891",
        "4,2567 15,7891", "4.2567°N, 15.7891°E", "N 4.2567 E 15.7891", "4°15'24.1\"N 15°47'20.8\"E",
        "4°15’24’’ N, 15°47’21’’ E", "N04°15.40' E015°47.35'", "04 15 24 N 015 47 21 E",
    ],
)  # fmt: skip
def test_the_ways_of_writing_a_position_give_the_same_place(text):
    (fix,) = find_coordinates(text)
    assert distance_km(fix.position, EXPECTED) < 0.05


def test_the_text_of_a_position_is_marked():
    text = "camp at N 4.2567 E 15.7891, empty"
    (fix,) = find_coordinates(text)
    assert text[fix.start : fix.end] == "N 4.2567 E 15.7891"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("S 1.2345 W 29.1234", (-1.2345, -29.1234)), ("1.2345 S 29.1234 O", (-1.2345, -29.1234)),
     ("-1.2345, -29.1234", (-1.2345, -29.1234))],
)  # fmt: skip
def test_south_and_west_are_negative(text, expected):
    (fix,) = find_coordinates(text)
    assert fix.position == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    ["12 N 15 E", "6° N of the river", "about 12,500 15,300 francs", "95.1234, 15.1234", "5.1234, 195.1234",
     "4.2, 15.7", "4°75'00\"N 15°10'00\"E", "tel 0612345678"],
)  # fmt: skip
def test_other_numbers_are_no_position(text):
    assert list(find_coordinates(text)) == []


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.integers(3, 6))
def test_a_position_is_read_as_exactly_as_it_is_written(latitude, longitude, decimals):
    (fix,) = find_coordinates(f"at {latitude:.{decimals}f}, {longitude:.{decimals}f} today")
    assert distance_km(fix.position, Position(latitude, longitude)) <= fix.precision_km * 1.2 + 0.001


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59))
def test_minutes_and_seconds_add_up(degrees, minutes, seconds):
    (fix,) = find_coordinates(f"{degrees}°{minutes:02}'{seconds:02}\"N 10°00'00\"E")
    assert fix.position.latitude == pytest.approx(degrees + minutes / 60 + seconds / 3600)


def test_fewer_digits_are_less_exact():
    precisions = [next(find_coordinates(text)).precision_km for text in ("4.256, 15.789", "4.25670, 15.78910")]
    assert precisions == [pytest.approx(0.079), pytest.approx(0.001)]
