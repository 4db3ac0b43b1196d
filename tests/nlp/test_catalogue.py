"""The catalogue itself: whole, and as the field's list of signs has it."""

from nlp.catalogue_reader import BUILT_IN, read_catalogue

SIGNS = {sign.id: sign for sign in read_catalogue(BUILT_IN).indicators}
HOW_MANY = {"MOB": 11, "ARM": 15, "POL": 4, "CLN": 6, "CRSV": 10, "TIP": 19, "CHD": 5, "ECO": 2}
WITHOUT_WORDS = {"CLN-06"}
BY_NAME_OF_GROUP = {"ARM-07"}


def test_all_signs_are_there() -> None:
    assert sorted(SIGNS) == sorted(
        f"{family}-{number:02}" for family, last in HOW_MANY.items() for number in range(1, last + 1)
    )


def test_every_sign_has_names_probes_and_patterns_in_both_languages() -> None:
    for sign in SIGNS.values():
        for language in ("en", "fr"):
            assert sign.name[language], sign.id
            assert sign.probes[language], sign.id
            assert sign.id in WITHOUT_WORDS | BY_NAME_OF_GROUP or sign.patterns[language], sign.id
            assert sign.id in WITHOUT_WORDS | BY_NAME_OF_GROUP or sign.look_alikes[language], sign.id


def test_arabic_and_swahili_have_patterns_marked_unverified() -> None:
    for sign in SIGNS.values():
        assert sign.id in WITHOUT_WORDS or (sign.patterns["ar"] and sign.patterns["sw"]), sign.id
        assert set(sign.unverified) == {"ar", "sw", "ln"}, sign.id


def test_signs_of_one_kind_agree_on_what_that_is() -> None:
    assert {sign.id for sign in SIGNS.values() if sign.kind == "abduction"} == {"TIP-01", "TIP-02", "CHD-03"}
