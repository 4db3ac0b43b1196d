import re
from pathlib import Path

import pytest

from nlp.catalogue_reader import read_catalogue
from patterns.signs import family
from patterns.wording import probes
from pipeline.catalogue_review import catalogue_layers
from pipeline.exports import CURRENT
from products.card import LOOKED_FOR, patrol_card
from products.render import as_text
from schemas.annotation import ToldLanguage
from schemas.errors import ConfigurationError
from schemas.index import Document
from schemas.products import PatrolCard
from schemas.protection import PARTNER, Level, Tlp
from schemas.report import StatedPlace
from search.fields import KINDS
from tests.pipeline.runs import MISSION as EXAMPLE
from tests.products.world import MISSION, patrol, place, told, view_of, warning_at

ASKS_A_SURVIVOR = re.compile(
    r"surviv|victim|\brap(e[ds]?|ing)\b|assault|\bviol(s|é|ée|és|ées|er|ence)?\b|agress"
    r"|(done|happened|did) to (you|her|him|them)|fait subir|arrivé à (vous|elle|lui)|were you\b|did they (hurt|touch)",
    re.IGNORECASE,
)


def card(folder: Path, *documents: Document, start: str = "Alo", end: str = "Cona", **fields) -> PatrolCard:
    with view_of(folder, documents, **fields) as view:
        return patrol_card(view, start, end)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_probe_of_the_whole_catalogue_asks_a_survivor(language: ToldLanguage) -> None:
    catalogue = read_catalogue(*catalogue_layers(EXAMPLE))
    asked = [question for sign in catalogue.indicators for question in probes([sign.id], catalogue, language)]
    assert len(asked) > 50
    assert [question for question in asked if ASKS_A_SURVIVOR.search(question)] == []


def test_nothing_of_sexual_violence_is_looked_for_or_asked_about(tmp_path: Path) -> None:
    made = card(tmp_path, told("a", "rape", 39), told("b", "strangers", 39), warning_at(2, indicators=("CRSV-01",)))
    assert {family(each.indicator) for each in made.look_for} & {"CRSV"} == set()
    assert [question for question in made.probes if ASKS_A_SURVIVOR.search(question)] == []
    assert "Never question a survivor" in made.never
    assert made.referral_note == "Refer to the focal point."
    assert "women" in made.women_officers


def test_what_was_reported_comes_first_with_its_day_then_the_catalogue(tmp_path: Path) -> None:
    made = card(tmp_path, told("a", "checkpoint", 30), told("b", "checkpoint", 38), told("far", "recruiters", 39, 4))
    first, *others = made.look_for
    assert (first.indicator, first.reports, str(first.latest)) == ("ARM-03", 2, "2026-04-09")
    assert others
    assert {each.reports for each in others} == {0}
    assert "TIP-04" not in {each.indicator for each in made.look_for}
    assert len(made.look_for) <= LOOKED_FOR


def test_questions_are_about_what_was_reported_or_else_about_what_often_goes_before_violence(tmp_path: Path) -> None:
    assert card(tmp_path).probes
    assert card(tmp_path, told("a", "checkpoint", 38)).probes == ("Who has noticed checkpoint?",)


def test_what_clinics_counted_stays_at_home(tmp_path: Path) -> None:
    made = card(tmp_path, warning_at(2, indicators=("CLN-01", "ARM-03")))
    named = {each.indicator for each in made.look_for}
    assert "ARM-03" in named
    assert not any(each.startswith("CLN") for each in named)


def test_places_stand_in_the_order_of_the_way_with_their_last_visit_and_no_clinic(tmp_path: Path) -> None:
    made = card(tmp_path, patrol("a", 30, StatedPlace(pcode="XX-2")))
    assert [(each.name, each.days_since) for each in made.places] == [("Alo", None), ("Bemi", 10), ("Cona", None)]
    assert "Centre" not in as_text(made)
    assert [each.name for each in card(tmp_path, start="Cona", end="Alo").places] == ["Cona", "Bemi", "Alo"]


def test_only_warnings_that_touch_the_way_stand_on_it(tmp_path: Path) -> None:
    made = card(tmp_path, warning_at(2, "near"), warning_at(4, "far"), warning_at(3, "over", status="stepped_down"))
    assert [each.area for each in made.warnings] == ["Bemi"]


def test_d35_it_is_an_own_plan_marked_so_and_no_kind_of_the_index(tmp_path: Path) -> None:
    made = card(tmp_path, told("a", "checkpoint", 38, level=Level.UNCLASSIFIED, tlp=Tlp.CLEAR))
    assert (made.level, made.tlp) == (Level.CONFIDENTIAL, Tlp.AMBER_STRICT)
    assert "index and export it nowhere" in made.handling
    assert PatrolCard.__name__ not in {kind.model.__name__ for kind in KINDS}
    assert "card" not in CURRENT
    shown = as_text(made)
    assert shown.startswith("CONFIDENTIAL · TLP:AMBER+STRICT")
    assert shown.rstrip().endswith("CONFIDENTIAL · TLP:AMBER+STRICT")


def test_a_clinic_a_namesake_and_a_strange_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is a clinic"):
        card(tmp_path, end="Centre de Cona")
    with pytest.raises(ConfigurationError, match="'Nowhere' is no place"):
        card(tmp_path, end="Nowhere")
    twice = MISSION.model_copy(update={"places": (*MISSION.places, place(9, "Cona", 70, admin2="Dombu"))})
    with pytest.raises(ConfigurationError, match=r"by its id: XX-3 \(Kanvi\), XX-9 \(Dombu\)"):
        card(tmp_path, mission=twice)
    assert card(tmp_path, end="XX-3", mission=twice).end == "Cona"


def test_an_empty_mission_still_has_a_card(tmp_path: Path) -> None:
    made = card(tmp_path)
    assert made.look_for
    assert made.risk.likelihood is None
    assert (made.warnings, made.level) == ((), Level.CONFIDENTIAL)


def test_d35_it_is_not_made_for_partners(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="an own plan"):
        card(tmp_path, profile=PARTNER)
