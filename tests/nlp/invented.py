"""An invented country for the tests of nlp: places, groups and two signs."""

from schemas.catalogue import Catalogue, Indicator
from schemas.mission import Actor, Mission, Place


def place(place_id: str, name: str, feature_code: str = "PPL", at: tuple[float, float] = (1.0, 1.0), **fields) -> Place:
    return Place(id=place_id, name=name, feature_code=feature_code, latitude=at[0], longitude=at[1], **fields)


PLACES = (
    place("XX01", "Nordane", "ADM1", (2.0, 1.0), admin1="Nordane"),
    place("XX0101", "Kalouvé", "ADM2", (2.05, 1.05), admin1="Nordane", admin2="Kalouvé"),
    place("XX0102", "Ombrassa", "ADM2", (3.0, 1.0), admin1="Nordane", admin2="Ombrassa"),
    place("XX010101", "Kalouvé", "PPLA2", (2.0, 1.0), admin1="Nordane", admin2="Kalouvé", pcode="XX010101"),
    place("XX010102", "Tébirou", "PPL", (2.1, 1.1), admin1="Nordane", admin2="Kalouvé", alternate_names=("Tebiru",)),
    place("XX010103", "Saint-Ovril", "PPL", (2.2, 1.2), admin1="Nordane", admin2="Kalouvé"),
    place("XX010104", "Marassé", "PPL", (2.15, 1.15), admin1="Nordane", admin2="Kalouvé"),
    place("XX010201", "Marassé", "PPL", (3.1, 1.1), admin1="Nordane", admin2="Ombrassa"),
    place("XX010202", "Balle", "PPL", (3.2, 1.2), admin1="Nordane", admin2="Ombrassa"),
)
ACTORS = (
    Actor(id="frl", name="Front rouge de Lavandra", aliases=("FRL", "Zambo-Zambo"), kind="non_state_armed_group"),
    Actor(id="arm", name="Lavandran army", aliases=("FAL",), kind="state_force"),
)
MISSION = Mission(name="invented", invented=True, country="XX", places=PLACES, actors=ACTORS)


def sign(sign_id: str, kind: str, en: str, fr: str, **fields) -> Indicator:
    defaults = {
        "id": sign_id, "name": {"en": kind}, "definition": kind, "kind": kind, "severity": 4, "tie": "both",
        "sources": ("patrol",), "patterns": {"en": (en,), "fr": (fr,)}, "basis": "tests",
    }  # fmt: skip
    return Indicator(**defaults | fields)


SIGNS = (
    sign("MOB-03", "night_flight", "slept in the bush", "dorment en brousse"),
    sign("ARM-01", "unknown_people", "unknown men", "hommes inconnus", tie="crsv"),
    sign("ARM-04", "looting", "looted", "pillé", tie="neither", severity=3),
)
CATALOGUE = Catalogue(version="test", indicators=SIGNS)
