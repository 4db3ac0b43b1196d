"""docs/products.md shows what the products really write, made from the tests' small invented mission."""

import re
from pathlib import Path

import pytest

from products.assessment import assess
from products.card import patrol_card
from products.gaps import coverage_gaps
from products.render import as_text
from products.requirements import requirements
from products.temperature import temperature
from products.top import top_areas
from products.trend import trend
from products.view import View
from schemas.annotation import EventActor, PeopleCount
from schemas.index import Document
from schemas.report import Contact, StatedPlace
from tests.factories import make_evidence
from tests.patterns.world import NGO
from tests.products.world import patrol, told, view_of, warning_at

TEXT = (Path(__file__).parents[2] / "docs" / "products.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n\$ forewarn ([a-z]+)[^\n]*\n(.*?)```", TEXT, flags=re.DOTALL)

MEN = PeopleCount(minimum=8, maximum=10, who="men", role="actor")
SIGNS = (
    told("a", "strangers", 33, 2, actors=(EventActor(name="armed men"),), counts=(MEN,), time_of_day="night"),
    told("b", "night_flight", 36, 3, interviewer_sex="F"),
    told("c", "checkpoint", 37, 2, quote="A rope across the track at Bemi, two men ask for money.", **NGO),
    told("d", "school_closed", 12, 3),
)
WOMEN = Contact(group="women", interviewer_sex="F")
EVIDENCE = tuple(
    make_evidence(
        sign.key,
        event_id=sign.id,
        key=sign.key,
        indicators=sign.indicators,
        occurred_to=sign.occurred_to,
        place_name="Bemi",
    )
    for sign in SIGNS[:3]
)
WARNING = warning_at(2, evidence=EVIDENCE, indicators=("ARM-01", "ARM-03", "MOB-03"))
DOCUMENTS: tuple[Document, ...] = (*SIGNS, WARNING, patrol("p", 20, StatedPlace(pcode="XX-3"), contacts=(WOMEN,)))


def product(view: View, name: str) -> str:
    makers = {
        "assess": lambda: assess(view, WARNING.id),
        "temperature": lambda: temperature(view, "Kanvi"),
        "card": lambda: patrol_card(view, "Alo", "Cona"),
        "gaps": lambda: coverage_gaps(view),
        "trend": lambda: trend(view),
        "top": lambda: top_areas(view),
        "pirs": lambda: requirements(view),
    }
    return as_text(makers[name]())


@pytest.mark.parametrize(("name", "shown"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_an_example_is_part_of_what_is_really_written(tmp_path: Path, name: str, shown: str) -> None:
    with view_of(tmp_path, DOCUMENTS) as view:
        written = product(view, name)
    for part in shown.split("...\n"):
        assert part in written


def test_every_product_has_an_example() -> None:
    assert {name for name, _ in BLOCKS} == {"assess", "temperature", "card", "gaps", "trend", "top", "pirs"}
