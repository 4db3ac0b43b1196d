import pytest
import spacy

import nlp.language  # noqa: F401 its import registers our components with spaCy
from tests.nlp.invented import ACTORS


@pytest.fixture(scope="module")
def pipe():
    language = spacy.blank("fr")
    language.add_pipe("forewarn_folding")
    language.add_pipe("forewarn_actors", config={"actors": [actor.model_dump(mode="json") for actor in ACTORS]})
    return language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Des éléments du FRL", [("FRL", "frl")]),
        ("le Front Rouge de Lavandra", [("Front Rouge de Lavandra", "frl")]),
        ("les ZAMBO ZAMBO reviennent", [("ZAMBO ZAMBO", "frl")]),
        ("une quinzaine d’hommes armés non identifiés", [("hommes armés non identifiés", "")]),
        ("Des inconnus armés rôdent", [("inconnus armés", "")]),
        ("unknown armed men seen", [("unknown armed men", "")]),
        ("six men in mixed uniform", [("men in mixed uniform", "")]),
        ("les femmes au champ, frl", []),
    ],
)
def test_groups_are_found_by_name_and_description(pipe, text, expected):
    doc = pipe(text)
    assert [(span.text, span.label_) for span in doc.spans["actors"]] == expected
