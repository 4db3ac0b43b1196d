"""What the route detector writes, in English and French."""

from schemas.route import Direction, Route
from schemas.warning import ToldLanguage

DIRECTIONS: dict[ToldLanguage, dict[Direction, str]] = {
    "en": {
        "north": "north",
        "north_east": "north-east",
        "east": "east",
        "south_east": "south-east",
        "south": "south",
        "south_west": "south-west",
        "west": "west",
        "north_west": "north-west",
    },
    "fr": {
        "north": "nord",
        "north_east": "nord-est",
        "east": "est",
        "south_east": "sud-est",
        "south": "sud",
        "south_west": "sud-ouest",
        "west": "ouest",
        "north_west": "nord-ouest",
    },
}
GOODS: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "drugs": "drugs",
        "weapons": "weapons",
        "minerals": "gold or minerals",
        "fuel": "fuel",
        "cigarettes": "cigarettes",
        "wildlife_or_timber": "ivory, timber or charcoal",
        "cattle": "stolen cattle",
    },
    "fr": {
        "drugs": "drogues",
        "weapons": "armes",
        "minerals": "or ou minerais",
        "fuel": "carburant",
        "cigarettes": "cigarettes",
        "wildlife_or_timber": "ivoire, bois ou charbon",
        "cattle": "bétail volé",
    },
}
WAY: dict[ToldLanguage, str] = {
    "en": "Reports tell of people moved {way}, to the {direction}, {distance:.0f} km in straight lines.",
    "fr": "Des rapports parlent de personnes conduites {way}, direction {direction}, {distance:.0f} km à vol d’oiseau.",
}
CHAINED: dict[ToldLanguage, str] = {
    "en": "No single report tells the whole way: its stretches are put together from {reports} reports.",
    "fr": "Aucun rapport ne dit tout le trajet~: ses étapes viennent de {reports} rapports.".replace("~", "\u00a0"),
}
CARRIED: dict[ToldLanguage, str] = {
    "en": "Carried along with people: {goods}.",
    "fr": "Transportés avec des personnes~: {goods}.".replace("~", "\u00a0"),
}


def route_reasons(route: Route, language: ToldLanguage) -> list[str]:
    """Return a way in sentences: from where over where to where, whether it was chained, and what is carried."""
    reports = {report for segment in route.segments for report in segment.reports}
    way = WAY[language].format(
        way=" > ".join(place.name for place in route.places),
        direction=DIRECTIONS[language][route.direction],
        distance=route.distance_km,
    )
    chained = [CHAINED[language].format(reports=len(reports))] if route.is_chained else []
    goods = ", ".join(GOODS[language].get(each, each) for each in route.goods)
    return [way, *chained, *([CARRIED[language].format(goods=goods)] if route.goods else [])]
