import pytest
import spacy

from nlp.gazetteer.build import mission_gazetteer
from nlp.language import has_model, load_language, load_recogniser, model_version
from nlp.ordinary_words import MODELS
from tests.nlp.invented import ACTORS, CATALOGUE, PLACES

TEXTS = {
    "en": "On Monday John Brennick of Example Relief met 20 women’s leaders in New Avalond near the River Tarve.",
    "fr": "Lundi, l’équipe d’Aide Exemple a rencontré Marie Delvaure à Neuville-Ardoise, près du fleuve Tarve.",
}


def load(code: str, actors=ACTORS):
    return load_language(code, gazetteer=mission_gazetteer(PLACES), actors=actors, catalogue=CATALOGUE)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_our_components_leave_the_model_s_entities_as_they_are(code):
    alone = spacy.load(MODELS[code], enable=["ner"])(TEXTS[code])
    ours = load(code)(TEXTS[code])
    assert [(entity.text, entity.label_) for entity in ours.ents] == [
        (entity.text, entity.label_) for entity in alone.ents
    ]
    assert len(ours.ents) > 0


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_pipeline_holds_no_tagger_or_parser(code):
    assert set(load(code).pipe_names) == {
        "ner", "forewarn_folding", "forewarn_sentences", "forewarn_actors", "forewarn_places", "forewarn_indicators",
        "forewarn_listed_actors", "forewarn_assertion",
    }  # fmt: skip
    assert load_recogniser(code).pipe_names == ["ner", "forewarn_folding"]


def test_the_same_data_is_loaded_once_and_other_data_anew():
    assert load("en") is load("en")
    assert load("en") is not load("en", actors=ACTORS[:1])


def test_languages_without_a_model_are_read_from_lists():
    assert [code for code in ("en", "fr", "sw", "ar", "ln", "ru", "") if has_model(code)] == ["en", "fr"]
    assert [model_version(code) for code in ("sw", "ar", "ln", "ru")] == ["lists", "lists", "lists", "none"]
    for code in ("ar", "sw", "ln"):
        assert "ner" not in load(code).pipe_names
        assert load(code).lang == code
