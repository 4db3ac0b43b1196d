from hypothesis import given
from hypothesis import strategies as st

from patterns.naming import MOST_NAMED, signs_named
from patterns.signs import by_id, most_severe_first, within_sentence
from schemas.catalogue import Catalogue
from tests.patterns.world import CATALOGUE, indicator

IDS = sorted(by_id(CATALOGUE))


def test_the_most_severe_are_named_and_the_others_counted() -> None:
    six = ["ARM-15", "MOB-06", "MOB-01", "CRSV-01", "ARM-01", "TIP-01"]
    assert signs_named(six, CATALOGUE, "en") == "rape, abduction, strangers, women missing and 2 other signs"
    assert signs_named(six[1:], CATALOGUE, "en").endswith(" and 1 other sign")
    assert signs_named(six, CATALOGUE, "fr").endswith(" et 2 autres signes")
    assert signs_named(six[:4], CATALOGUE, "en") == "rape, women missing, school closed, vigilantes"


@given(st.lists(st.sampled_from(IDS), min_size=1))
def test_a_sign_more_often_reported_is_named_once(ids: list[str]) -> None:
    told = signs_named(ids, CATALOGUE, "en")
    assert told == signs_named(sorted(set(ids)), CATALOGUE, "en")
    assert len(told.partition(" and ")[0].split(", ")) == min(MOST_NAMED, len(set(ids)))


def test_names_with_commas_are_parted_by_semicolons() -> None:
    signs = [
        indicator("MOB-05", "path", 4, "crsv").model_copy(update={"name": {"en": "Women shun market, field or path"}}),
        indicator("MOB-06", "school_closed", 3, "both"),
    ]
    catalogue = Catalogue(version="test", indicators=tuple(signs))
    assert signs_named(["MOB-05", "MOB-06"], catalogue, "en") == "women shun market, field or path; school closed"
    assert signs_named(["MOB-05", "MOB-06"], catalogue, "fr").endswith("path ; signe school_closed")


def test_a_sign_that_the_catalogue_no_longer_has_keeps_its_id() -> None:
    assert signs_named(["XXX-99", "CRSV-01"], CATALOGUE, "en") == "rape, XXX-99"


def test_an_acronym_keeps_its_capitals() -> None:
    assert within_sentence("PEP kits used up") == "PEP kits used up"
    assert within_sentence("Évadés, libérés ou rescapés") == "évadés, libérés ou rescapés"


def test_acts_against_people_are_named_before_what_goes_before_them() -> None:
    signs = [indicator(each, "act", 5, "both") for each in ("ARM-07", "CRSV-01", "TIP-01")]
    catalogue = Catalogue(version="test", indicators=tuple(signs))
    assert most_severe_first(catalogue, ["TIP-01", "ARM-07", "CRSV-01"]) == ["CRSV-01", "TIP-01", "ARM-07"]
