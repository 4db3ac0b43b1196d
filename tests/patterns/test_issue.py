"""A warning's circle reaches the signs that came after its first day."""

from patterns.issue import widened
from tests.factories import make_area, make_evidence


def test_the_circle_reaches_a_later_sign_and_never_shrinks() -> None:
    area = make_area(latitude=2.0, longitude=-6.0, radius_km=2.0)
    near = make_evidence(latitude=2.0, longitude=-6.0)
    far = make_evidence(latitude=2.1, longitude=-6.0)  # a tenth of a degree of latitude is 11.1 km
    assert widened(area, [near]).radius_km == 2.0
    assert 11.0 <= widened(area, [near, far]).radius_km <= 11.2
    assert widened(area, [make_evidence(latitude=None, longitude=None)]) == area
