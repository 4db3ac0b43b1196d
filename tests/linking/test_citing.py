from datetime import date

import pytest

from linking.citing import cited, is_cited, is_secondhand, references


@pytest.mark.parametrize(
    ("text", "originator"),
    [
        ("According to the Heron Network, girls were taken.", "Heron Network"),
        ("Selon Soins Sans Rives, la pharmacie a été vidée.", "SSR"),
        ("The school burned in the night, says the Kanvi Protection Network.", "KPN"),
        ("L’association Voix des Rives du Kanvi indique qu’une mère a été agressée.", "VRK"),
        ("des hommes ont emmené cinq fidèles, rapporte le Réseau Abri Kanvi, qui suit l’affaire", "RAK"),
        ("la radio dit que ssr n a plus de kits", "SSR"),
    ],
)
def test_who_is_named_as_the_source(text, originator):
    assert is_cited(originator, cited(text))
    assert not is_cited("Egret Relief", cited(text))
    assert not is_cited("", cited(text))


@pytest.mark.parametrize(
    ("text", "is_second"),
    [
        ("As per flash update of 31 Oct: village burned down", True),
        ("D’après une note de l’unité de protection, six femmes", True),
        ("transféré: « Vendredi des combattants ont retenu des femmes »", True),
        ("According to [name], six women were attacked", True),
        ("According to the guard, men came on two motorcycles", False),
        ("Two girls were taken from the well.", False),
    ],
)
def test_a_text_that_passes_on_what_another_says(text, is_second):
    assert is_secondhand(cited(text)) == is_second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As in our SITREP of 12 Feb, the men came back.", ("2026-02-12",)),
        ("Voir notre note du 3 décembre.", ("2025-12-03",)),
        ("Follows PTRL/0019 and ROV/2025/0034.", ("ptrl/0019", "rov/2025/0034")),
        ("Food and/or water is short; 3/4 of the people left on 12/02.", ()),
        ("Our patrol of 31 February never was.", ()),
    ],
)
def test_reports_that_a_text_names(text, expected):
    assert references(text, date(2026, 3, 1)) == expected
