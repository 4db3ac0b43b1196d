"""Sets of objects to test, and a look into the JSON that their strings hold."""

import json
from typing import Any

from ingest.mission import read_mission
from schemas.protection import PROFILES
from search.kibana.build import objects
from search.kibana.declared import Told
from search.kibana.edition import Edition
from search.kibana.outlines import outlines_of
from search.kibana.saved import SavedObject
from tests.pipeline.runs import MISSION

LANGUAGES = ("en", "fr")
EXAMPLE = read_mission(MISSION)
EDITIONS = [
    Edition(
        profile=profile,
        language=language,
        prefix="test",
        desk_url="https://desk.example/",
        signs={"MOB-03": "Night flight"},
        outlines=outlines_of(EXAMPLE.places),
        protected_places=("XX-9",),
    )
    for profile in PROFILES.values()
    for language in LANGUAGES
]
NAMES = [f"{edition.profile.name}-{edition.language}" for edition in EDITIONS]
SETS = {name: list(objects(edition)) for name, edition in zip(NAMES, EDITIONS, strict=True)}


def held(item: SavedObject, name: str) -> Any:
    """Return what an attribute holds as JSON in a string."""
    return json.loads(item["attributes"][name])


def source_of(item: SavedObject) -> dict[str, Any]:
    source: dict[str, Any] = json.loads(item["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
    return source


def of_type(items: list[SavedObject], type: str) -> list[SavedObject]:
    return [item for item in items if item["type"] == type]


def is_told(told: Told) -> bool:
    """Say whether something is said in both languages."""
    return set(told) == set(LANGUAGES) and all(text.strip() for text in told.values())
