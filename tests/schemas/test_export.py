import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.base import Item
from schemas.export import FOLDER, KINDS, outdated_schemas
from tests import factories

MADE: dict[str, Item] = {
    "annotations": factories.make_annotation(),
    "counts": factories.make_count(value=None),
    "events": factories.make_event(),
    "incidents": factories.make_incident(),
    "links": factories.make_link(),
    "patterns": factories.make_pattern(),
    "reports": factories.make_report(),
    "warnings": factories.make_warning(),
}


def published(kind: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return schema


@pytest.mark.parametrize("kind", sorted(MADE))
def test_a_line_of_an_export_is_what_the_published_schema_says(kind: str) -> None:
    line = json.loads(MADE[kind].model_dump_json())
    schema = published(kind)
    validator = Draft202012Validator(schema)
    validator.validate(line)
    assert not validator.is_valid(line | {"unheard_of": 1})
    for field in line:
        missing = {name: value for name, value in line.items() if name != field}
        assert validator.is_valid(missing) is (field not in schema["required"])


def test_every_kind_is_published_as_the_models_have_it() -> None:
    assert outdated_schemas() == []
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(KINDS)


def test_every_published_schema_is_of_a_closed_object() -> None:
    assert all(published(kind)["additionalProperties"] is False for kind in KINDS)
