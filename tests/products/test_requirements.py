from datetime import date
from pathlib import Path
from typing import Any

from products.requirements import requirements
from schemas.index import Document
from schemas.mission import Mission, PriorityRequirement
from schemas.products import RequirementAnswer
from schemas.protection import Level
from schemas.report import StatedPlace
from tests.patterns.world import NGO
from tests.products.world import MISSION, at, patrol, place, told, view_of, warning_at


def answer(folder: Path, *documents: Document, language: Any = "en", **fields: Any) -> RequirementAnswer:
    """Return the answer to one requirement, about armed people in both districts unless said otherwise."""
    asked = MISSION.pirs[0].model_copy(update=fields)
    with view_of(folder, documents, mission=MISSION.model_copy(update={"pirs": (asked,)}), language=language) as view:
        return requirements(view).requirements[0]


def test_signs_of_a_family_are_counted_by_area_with_their_origins(tmp_path: Path) -> None:
    documents = [
        told("a", "strangers", 39),
        told("b", "checkpoint", 38, **NGO),
        told("c", "night_flight", 38),
        told("d", "strangers", 38, status="negated"),
        told("old", "strangers", 20),
    ]
    made = answer(tmp_path, *documents)
    kanvi, dombu = made.areas
    assert (kanvi.area, kanvi.signs, kanvi.origins, kanvi.reports, kanvi.gravest) == ("Kanvi", 2, 2, 4, 4)
    assert (dombu.area, dombu.signs, dombu.latest) == ("Dombu", 0, None)
    assert "2 report(s) of 2 originator(s)" in made.answer
    assert "may point to it" in made.answer


def test_an_indicator_is_asked_for_by_itself(tmp_path: Path) -> None:
    made = answer(tmp_path, told("a", "strangers", 39), told("b", "checkpoint", 39), indicators=("ARM-03",))
    assert made.areas[0].named == ("checkpoint",)


def test_no_area_is_the_whole_mission(tmp_path: Path) -> None:
    made = answer(tmp_path, told("a", "strangers", 39, 4), areas=())
    assert [(each.area, each.signs) for each in made.areas] == [("", 1)]
    assert "no patrol in 14 days in Dombu, Kanvi" in made.missing


def test_a_province_holds_its_districts(tmp_path: Path) -> None:
    nord = place(9, "Nord", 15, feature_code="ADM1", admin2=None)
    with_province = MISSION.model_copy(
        update={"places": (*MISSION.places, nord), "pirs": (MISSION.pirs[0].model_copy(update={"areas": ("nord",)}),)}
    )
    signs = [
        told("a", "strangers", 39),
        told("b", "strangers", 38, 4),
        told("c", "strangers", 38, **at(2, admin1="Sud")),
    ]
    warning, visit = warning_at(4), patrol("d", 38, StatedPlace(pcode="XX-4"))
    with view_of(tmp_path, [*signs, warning, visit], mission=with_province) as view:
        (made,) = requirements(view).requirements
    assert [(each.area, each.signs, each.visits) for each in made.areas] == [("Nord", 2, 1)]
    assert made.warning_ids == (warning.id,)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    made = answer(tmp_path, told("a", "strangers", 39), indicators=("ARM-01", "TIP", "XXX-99"))
    assert made.missing == (
        "no report with anything read in it and no visit in 14 days: Dombu",
        "no patrol in 14 days in Kanvi",
        "only one originator tells of it",
        "nobody told of TIP",
        "not in the catalogue, so never found: XXX-99",
    )


def test_a_visit_without_a_sign_is_no_silence(tmp_path: Path) -> None:
    made = answer(tmp_path, patrol("a", 38, StatedPlace(pcode="XX-4")), areas=("Dombu",))
    assert made.areas[0].visits == 1
    assert not any("Dombu" in line for line in made.missing)
    assert "No report is not no event" in made.answer


def test_open_warnings_bring_their_open_question(tmp_path: Path) -> None:
    touching = warning_at(2, "near", open_question="Who are they?")
    documents = [touching, warning_at(2, "other sign", indicators=("TIP-01",)), warning_at(4, "elsewhere")]
    made = answer(tmp_path, *documents, areas=("Kanvi",))
    assert made.warning_ids == (touching.id,)
    assert made.missing[-1] == f"open question of warning {touching.id}: Who are they?"


def test_what_is_no_longer_valid_says_so(tmp_path: Path) -> None:
    made = answer(tmp_path, valid_to=date(2026, 4, 10))
    assert made.expired
    assert made.missing[0].startswith("it was valid until 10 Apr 2026")
    assert not answer(tmp_path, valid_to=date(2026, 4, 11)).expired


def test_what_the_profile_may_not_see_answers_nothing(tmp_path: Path) -> None:
    made = answer(tmp_path, told("a", "strangers", 39, level=Level.STRICTLY_CONFIDENTIAL))
    assert made.areas[0].reports == 0


def test_in_french(tmp_path: Path) -> None:
    assert answer(tmp_path, language="fr").answer.startswith("Aucun signe")


def test_a_mission_without_requirements_answers_none(tmp_path: Path) -> None:
    with view_of(tmp_path, mission=Mission()) as view:
        assert requirements(view).requirements == ()


def test_requirements_stand_in_order_of_id(tmp_path: Path) -> None:
    asked = [PriorityRequirement(id=each, question="Q", indicators=("ARM",), owner="chief") for each in ("P2", "P1")]
    with view_of(tmp_path, mission=MISSION.model_copy(update={"pirs": tuple(asked)})) as view:
        assert [each.id for each in requirements(view).requirements] == ["P1", "P2"]
