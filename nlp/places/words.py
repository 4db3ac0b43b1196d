"""Words that tell of places: kinds of place, cues before a name, and directions.

English and French; kinds and cues of Swahili, Lingala and folded Arabic too, from knowledge, unchecked by a speaker.
"""

import re
from typing import Literal

from nlp.folding import word_set

PlaceClass = Literal["populated", "admin1", "admin2", "admin", "water", "site", "any"]

_TYPE_WORDS: dict[PlaceClass, str] = {
    "populated": "village town city cities locality localities suburb neighborhood neighbourhood hamlet localite "
    "hameau quartier ville bourg bourgade kijiji mji mtaa mboka engumba قريه مدينه بلده حي",
    "admin1": "province region state governorate gouvernorat etat wilaya division oblast mkoa jimbo ولايه محافظه",
    "admin2": "district county counties territory territoire prefecture cercle departement upazila woreda "
    "lga municipality محليه مديريه",
    "admin": "commune chefferie groupement secteur sector payam boma arrondissement kata tarafa منطقه",
    "water": "river riviere fleuve stream lake lac sea ocean gulf bay strait mer golfe baie mto ziwa ebale نهر وادي",
    "site": "camp settlement island airport hospital hopital clinic clinique school ecole mine market marche bridge "
    "pont forest foret kambi soko daraja msitu zando مخيم معسكر سوق",
}
TYPE_WORDS: dict[str, PlaceClass] = {
    form: kind for kind, words in _TYPE_WORDS.items() for word in words.split() for form in (word, f"{word}s")
}

_FEATURES: dict[PlaceClass, tuple[str, ...]] = {
    "populated": ("PPL",),
    "admin1": ("ADM1",),
    "admin2": ("ADM2",),
    "admin": ("ADM3", "ADM4", "ADMD"),
    "water": ("STM", "LK", "WAD"),
}
CUE_WORDS = word_set(
    "at in near from around outside towards toward a au aux vers pres dans entre depuis between "
    "katika huko kwenye karibu kutoka hadi kuelekea penepene في الي من قرب بالقرب نحو حول بين"
)
ARTICLES = word_set("al el ar as ash at ad an az")
COMPASS = word_set(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern nord sud"
)
JOINTS = word_set("of de du des d l la le")
LINK_WORDS = word_set("of de du des d l la le les the")
_DIRECTION = re.compile(
    r"(?:\b(?:towards?|heading to|fled to|from|coming from|bound for|vers|en direction d[eu’']|direction|"
    r"en provenance d[eu’']|venus? d[eu’']|venant d[eu’']|road to|route d[eu’'])\s*(?:l[ae’']\s*)?)$"
)
_LONGEST_LEAD = 48


def fits(kind: PlaceClass, feature_code: str) -> bool:
    """Tell whether a GeoNames feature code is of the class that a type word names."""
    return feature_code.startswith(_FEATURES.get(kind, ("",)))


def is_direction(before: str) -> bool:
    """Tell whether the words before a name make it a direction or an origin, not the place of the act."""
    return _DIRECTION.search(before[-_LONGEST_LEAD:].lower()) is not None


_RADII_KM = (
    ("PPLC", 10.0),
    ("PPLA", 5.0),
    ("PPLX", 1.0),
    ("PPL", 2.0),
    ("PCL", 300.0),
    ("ADM1", 100.0),
    ("ADM2", 30.0),
    ("ADM3", 15.0),
    ("ADM", 8.0),
    ("STM", 20.0),
    ("LK", 10.0),
    ("FRST", 10.0),
    ("RGN", 50.0),
)
_SITE_RADIUS_KM = 1.0


def radius_km(feature_code: str) -> float:
    """Return how far from its point a place of a GeoNames feature code may reach.

    Design: a village 2 km, a town 5 km, a district 30 km, a province 100 km, a hospital, market or bridge 1 km.
    """
    return next((radius for prefix, radius in _RADII_KM if feature_code.startswith(prefix)), _SITE_RADIUS_KM)


_AREA_WORDS = word_set("area areas community refugee idp displaced cd sub prefecture local government autonomous")
_KINDS = frozenset(TYPE_WORDS) | _AREA_WORDS | LINK_WORDS


def class_of(folded: str) -> PlaceClass:
    """Return the kind of place that the first or last word of a name says: `tebirou town`, `ville de tebirou`."""
    words = folded.split()
    return next((TYPE_WORDS[word] for word in (*words[-1:], *words[:1]) if word in TYPE_WORDS), "any")


def without_type_words(folded: str) -> str:
    """Return a folded name without the words at its ends that say what kind of place it is: `ville de X` gives `x`.

    A name of such words alone stays as it is.
    """
    words = folded.split()
    first = next((index for index, word in enumerate(words) if word not in _KINDS), 0)
    last = next((index for index in range(len(words), 0, -1) if words[index - 1] not in _KINDS), len(words))
    kept = words[first:last]
    return " ".join(kept if len(kept) < len(words) and kept[0] not in _KINDS else words)
