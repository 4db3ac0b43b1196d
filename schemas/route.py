"""Ways that people are moved along: places with a role, stretches between them, and what is carried beside."""

from typing import Literal

from schemas.base import Item, Latitude, Longitude, Moment

StopRole = Literal["origin", "transit", "destination"]
Direction = Literal["north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west"]


class RoutePlace(Item):
    """A place on a way."""

    place_id: str | None = None
    name: str
    latitude: Latitude
    longitude: Longitude
    admin1: str | None = None
    admin2: str | None = None


class RouteStop(RoutePlace):
    """A place on a way, with the role that one report gives it."""

    role: StopRole


class Segment(Item):
    """The way from one place to the next, as reports tell it; `goods` were carried with the people."""

    start: RoutePlace
    end: RoutePlace
    direction: Direction
    distance_km: float
    reports: tuple[str, ...]
    originators: tuple[str, ...]
    goods: tuple[str, ...] = ()
    first_at: Moment
    last_at: Moment


class Route(Item):
    """Stretches chained over reports, with the direction from the first place to the last.

    `co_smuggling`: a report of one of its stretches tells of people and goods together. `is_chained`: no single report
    tells the whole way.
    """

    places: tuple[RoutePlace, ...]
    segments: tuple[Segment, ...]
    direction: Direction
    distance_km: float
    goods: tuple[str, ...] = ()
    co_smuggling: bool = False
    is_chained: bool = False
