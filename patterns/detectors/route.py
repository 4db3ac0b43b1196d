"""Ways that people are moved along, put together from reports that each tell a part.

Reports of trafficking, abduction and children moved say where people come from, pass and are taken ("from X towards Y
via Z"). This detector takes the last 90 days, draws a stretch from each such place to the next, takes places within
5 km for one, and follows the stretches from the first place to the last, also where no single report tells the whole
way. A way is shown where at least two reports tell of it that are not copies of one text, with its direction, the
reports of each stretch, and what was carried with the people (drugs, weapons, ...): people and goods together are the
mark of a network. Distances are straight lines; the road is not known. What is told only as a direction ("northbound
trucks") makes no stretch, and a chain may join ways that have nothing to do with each other: ask before acting on it.
By itself a way raises no warning; the acts told of along it do.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from patterns.event_evidence import COUNTED, event_evidence
from patterns.geography import distances_km
from patterns.making import make_pattern
from patterns.origins import without_copies
from patterns.parameters import RouteParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.route_phrases import route_reasons
from patterns.signs import family
from patterns.ways import MOST_WAYS, graph_of, legs_of, route_of, ways
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.geography import Position
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.route import Route, RoutePlace
from schemas.warning import Area, Pattern

MOVING = frozenset({"TIP", "CHD", "MOB", "CRSV"})


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return the ways that reports tell of at `now`, those of the most reports first."""
    parameters = parameters_for(mission, "route", RouteParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    events = without_copies(
        read_events(index, profile, now, catalogue, parameters), copy_similarity=weights.copy_similarity
    )
    graph = graph_of((leg for event in events for leg in legs_of(event, parameters)), parameters)
    found = [route_of(way, graph) for way in ways(graph)]
    told = [
        (route, signs) for route, signs in found if len({each.report_id for each in signs}) >= parameters.least_reports
    ]
    told.sort(key=lambda each: (-len({sign.report_id for sign in each[1]}), [place.name for place in each[0].places]))
    return [pattern_of(route, signs, profile, now, parameters, weights) for route, signs in told[:MOST_WAYS]]


def read_events(
    index: Index, profile: Profile, now: datetime, catalogue: Catalogue, parameters: RouteParameters
) -> list[Event]:
    """Return the events that tell of people moved and name a place on the way."""
    kinds = sorted(
        {
            each.kind
            for each in catalogue.indicators
            if family(each.id) in MOVING and each.tie in ("trafficking", "both")
        }
    )
    window = Window(field="occurred_from", since=now - timedelta(days=parameters.window_days), until=now)
    events = index.find(Event, list(profile.scopes), {"kind": kinds}, window)
    return [event for event in events if event.route and event.status in COUNTED and event.ingested_at <= now]


def pattern_of(
    route: Route,
    events: Sequence[Event],
    profile: Profile,
    now: datetime,
    parameters: RouteParameters,
    weights: WeightParameters,
) -> Pattern:
    """Return the pattern of one way; it counts the same little whatever is told along it."""
    pattern = make_pattern(
        detector="route",
        profile=profile,
        area=area_of(route.places),
        since=min(segment.first_at for segment in route.segments),
        until=now,
        evidence=[event_evidence(event, weights) for event in events],
        reasons={language: route_reasons(route, language) for language in LANGUAGES},
        score=parameters.score,
    )
    return pattern.model_copy(update={"route": route})


def area_of(places: Sequence[RoutePlace]) -> Area:
    """Return the circle that holds a way, called by its ends; of a district only if all of it is."""
    middle = Position(
        sum(place.latitude for place in places) / len(places), sum(place.longitude for place in places) / len(places)
    )
    admin1, admin2 = ({getattr(place, field) for place in places} for field in ("admin1", "admin2"))
    return Area(
        name=" > ".join(place.name for place in places),
        admin1=admin1.pop() if len(admin1) == 1 else None,
        admin2=admin2.pop() if len(admin2) == 1 else None,
        latitude=round(middle.latitude, 5),
        longitude=round(middle.longitude, 5),
        radius_km=round(max(distances_km(middle, places)), 1),
    )
