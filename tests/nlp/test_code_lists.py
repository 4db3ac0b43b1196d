from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.code_lists import is_positive, read_code_lists, shown_by
from nlp.pattern_language import check_is_telling, compile_pattern
from schemas.codes import Code, Strength, Words
from schemas.errors import ConfigurationError

LISTS = read_code_lists()
IDS = {sign.id for sign in read_catalogue(BUILT_IN).indicators}
STRENGTHS = st.lists(st.sampled_from(["strong", "medium", "weak"]), max_size=6)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (LISTS.mara, "rape sexual_slavery forced_prostitution forced_pregnancy forced_abortion enforced_sterilization "
         "forced_marriage other_comparable"),
        (LISTS.gbvims, "rape sexual_assault physical_assault forced_marriage denial_of_resources "
         "psychological_emotional_abuse"),
        (LISTS.gbvims_flags, "possible_sexual_slavery possible_sexual_exploitation early_marriage"),
        (LISTS.mrm, "killing maiming recruitment sexual_violence abduction attack_on_hospitals attack_on_schools "
         "denial_humanitarian_access military_use deprivation_liberty"),
        (LISTS.ilo_forced_labour, "abuse_of_vulnerability deception restriction_of_movement isolation "
         "physical_sexual_violence intimidation_threats document_retention wages_withheld debt_bondage "
         "abusive_conditions excessive_overtime"),
        (LISTS.conflict_links, "perpetrator_profile victim_profile impunity_or_collapse cross_border ceasefire_breach"),
        (LISTS.ilo_dimensions, "deceptive_recruitment coercive_recruitment recruitment_by_abuse_of_vulnerability "
         "exploitation coercion_at_destination abuse_of_vulnerability_at_destination"),
    ],
)  # fmt: skip
def test_every_list_holds_its_codes(codes: tuple[Code, ...], expected: str) -> None:
    assert [each.code for each in codes] == expected.split()
    assert all(each.name["en"] and each.name["fr"] for each in codes)


def test_codes_rest_on_signs_that_are_there() -> None:
    groups: list[Sequence[Any]] = [LISTS.mara, LISTS.conflict_links, LISTS.ilo_indicators, LISTS.ilo_forced_labour]
    groups += [LISTS.gbvims, LISTS.mrm, *LISTS.palermo.values()]
    listed = [*LISTS.gbvims_flags, *(code for group in groups for code in group)]
    named = {sign for each in listed for sign in each.signs} | set(LISTS.children.signs)
    assert named <= IDS
    words: list[Words] = [LISTS.not_linked, LISTS.children.words]
    words += [code.words for group in groups for code in group]
    for line in (line for each in words for lines in each.values() for line in lines):
        compile_pattern(line)
        check_is_telling(line)


@pytest.mark.parametrize(
    ("strengths", "positive"),
    [
        (["strong", "strong"], True),
        (["strong", "medium"], True),
        (["strong", "weak"], True),
        (["medium", "medium", "medium"], True),
        (["medium", "medium", "weak"], True),
        (["strong"], False),
        (["medium", "medium"], False),
        (["medium", "weak", "weak"], False),
        (["weak"] * 6, False),
        ([], False),
    ],
)
def test_the_scoring_rule_of_the_ilo(strengths: list[str], positive: bool) -> None:
    assert is_positive(strengths) is positive  # type: ignore[arg-type] # plain words stand for the literal


@given(STRENGTHS, STRENGTHS)
def test_more_indicators_never_make_a_dimension_negative(some: list[Strength], more: list[Strength]) -> None:
    assert is_positive([*some, *more]) >= is_positive(some)


@given(STRENGTHS)
def test_a_stronger_indicator_never_makes_a_dimension_negative(some: list[Strength]) -> None:
    ladder: dict[Strength, Strength] = {"weak": "medium", "medium": "strong", "strong": "strong"}
    stronger = [ladder[each] for each in some]
    assert is_positive(stronger) >= is_positive(some)


def test_a_code_that_asks_for_words_needs_them() -> None:
    for quote, shown in product(["A child was killed.", "A child was wounded."], ["killing", "maiming"]):
        codes = [code.code for code in shown_by(LISTS.mrm, {"CHD-01"}, [quote], "en")]
        assert (shown in codes) is (("killed" in quote) == (shown == "killing"))


def test_refuses_a_list_that_names_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "lists.yaml"
    text = (Path(BUILT_IN).parent / "code_lists.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("dimension: exploitation", "dimension: exploitaton"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="mend the code lists"):
        read_code_lists(path)
