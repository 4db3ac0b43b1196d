import random
from collections.abc import Iterator, Sequence

import pytest

from patterns.areas import best_areas
from patterns.parameters import CompoundParameters
from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km
from tests.patterns.world import BY_KIND, sign, village

PARAMETERS = CompoundParameters()
Key = tuple[str, float, float]


def key_of(place: EventPlace) -> Key:
    return place.place_id or "", place.latitude, place.longitude


def is_in(place: EventPlace, centre: EventPlace) -> bool:
    if place.radius_km > PARAMETERS.wide_km:
        return place.admin2 is not None and place.admin2 == centre.admin2
    reach_km = max(PARAMETERS.neighbourhood_km, place.radius_km + centre.radius_km)
    return distance_km(place, centre) <= reach_km


def score(members: Sequence[Event]) -> float:
    return float(len({event.kind for event in members}) - 1)


def plainly(events: Sequence[Event]) -> Iterator[tuple[EventPlace, list[Event]]]:
    """Yield the areas as the definition says it: all are ranked anew after each that is taken."""
    left = sorted((event for event in events if event.place), key=lambda event: event.id)
    while True:
        placed = [(event.place, event) for event in left if event.place]
        centres = {key_of(place): place for place, _ in placed if place.radius_km <= PARAMETERS.neighbourhood_km}
        ranked = []
        for key, centre in centres.items():
            members = [(place, event) for place, event in placed if is_in(place, centre)]
            spread_km = round(sum(sorted(distance_km(centre, place) for place, _ in members)), 6)
            ranked.append((-score([event for _, event in members]), spread_km, key, [event for _, event in members]))
        best = min(ranked, key=lambda area: area[:3], default=(0.0, 0.0, ("", 0.0, 0.0), list[Event]()))
        if best[0] >= 0:
            return
        yield centres[best[2]], best[3]
        left = [event for event in left if event not in best[3]]


def made(seed: int) -> list[Event]:
    chance = random.Random(seed)
    return [
        sign(
            f"{seed}-{number}",
            chance.choice(sorted(BY_KIND)),
            place=village(
                at := chance.choice((1, 4, 9, 16, 25, 40, 70)),
                admin2=chance.choice(("Kanvi", "Dombu", None)),
                place_id=chance.choice((f"XX-{at}", None)),
                radius_km=chance.choice((1.0, 8.0, 18.0, 40.0)),
            ),
        )
        for number in range(chance.randrange(40))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_areas_are_those_of_ranking_all_anew_each_time(seed: int) -> None:
    events = made(seed)
    assert list(best_areas(events, score, PARAMETERS)) == list(plainly(events))
