import pytest

from tests.nlp.signs import signs


@pytest.mark.parametrize(
    ("lang", "text", "sign", "status"),
    [
        ("en", "No rape was reported.", "CRSV-01", "negated"),
        ("en", "There are no women in the village.", "MOB-01", "affirmed"),
        ("fr", "Aucun viol n'a été signalé.", "CRSV-01", "negated"),
        ("fr", "Il n'y a pas de femmes au village.", "MOB-01", "affirmed"),
    ],
)
def test_negation_is_not_absence(lang: str, text: str, sign: str, status: str) -> None:
    assert (sign, status) in signs(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "sign", "status"),
    [
        ("en", "It is not true that there are no women in the village.", "MOB-01", "negated"),
        ("fr", "Il n'est pas vrai qu'il n'y a pas de femmes au village.", "MOB-01", "negated"),
        ("en", "There is no food and no women at the market.", "MOB-01", "affirmed"),
        ("en", "Rape was not reported.", "CRSV-01", "negated"),
        ("en", "The chief denied that villagers sleep in the bush.", "MOB-03", "negated"),
        ("en", "They left without looting.", "ARM-04", "negated"),
        ("fr", "Les habitants n'ont pas fui.", "MOB-04", "negated"),
        ("fr", "Ni pillage ni enlèvement.", "TIP-01", "negated"),
        ("en", "No rape, looting or abduction was reported.", "TIP-01", "negated"),
        ("en", "No rape was reported but two boys were abducted.", "CHD-03", "affirmed"),
        ("en", "No rape was reported, however people sleep in the bush.", "MOB-03", "affirmed"),
        ("fr", "Aucun viol signalé mais deux garçons ont été enlevés.", "CHD-03", "affirmed"),
        ("en", "Villagers do not sleep at home because armed men looted the village.", "ARM-04", "affirmed"),
    ],
)
def test_negation_reaches_over_its_clause(lang: str, text: str, sign: str, status: str) -> None:
    assert (sign, status) in signs(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "sign"),
    [
        ("en", "Two boys were allegedly abducted.", "CHD-03"),
        ("en", "Armed men may have entered the village.", "ARM-02"),
        ("en", "It is said that in this place people sleep in the bush.", "MOB-03"),
        ("en", "Unconfirmed reports from a trader say that the gunmen looted the market.", "ARM-04"),
        ("fr", "Trois habitants auraient été enlevés.", "TIP-01"),
        ("fr", "Le village serait déserté.", "MOB-04"),
        ("fr", "Selon des informations non vérifiées, des hommes armés sont entrés dans le village.", "ARM-02"),
        ("fr", "On dit que les gens dorment en brousse.", "MOB-03"),
    ],
)
def test_hedges(lang: str, text: str, sign: str) -> None:
    assert (sign, "hedged") in signs(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "sign"),
    [
        ("en", "If armed men enter the village, call the base.", "ARM-02"),
        ("en", "Report any rape at once.", "CRSV-01"),
        ("en", "Patrol will check whether people sleep in the bush.", "MOB-03"),
        ("en", "Three years ago, after a long drought in the region, the village was looted.", "ARM-04"),
        ("en", "In 2016 the village was looted.", "ARM-04"),
        ("en", "People no longer sleep in the bush.", "MOB-03"),
        ("fr", "Signaler toute incursion de rebelles.", "ARM-02"),
        ("fr", "Si des enfants sont enlevés, prévenir le point focal.", "CHD-03"),
        ("fr", "L'an dernier, le village a été pillé.", "ARM-04"),
        ("fr", "Les gens ne dorment plus en brousse.", "MOB-03"),
    ],
)
def test_context_is_not_now(lang: str, text: str, sign: str) -> None:
    assert (sign, "context") in signs(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "sign"),
    [
        ("en", "The women are back at the market.", "MOB-05"),
        ("fr", "Les femmes sont revenues au marché.", "MOB-05"),
        ("en", "The women have not stopped going to the market.", "MOB-05"),
        ("en", "The school reopened.", "MOB-06"),
        ("fr", "L'école a rouvert.", "MOB-06"),
    ],
)
def test_improvement_is_no_sign_now(lang: str, text: str, sign: str) -> None:
    assert not {(sign, "affirmed"), (sign, "hedged")} & signs(lang, text)
