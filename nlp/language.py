"""One spaCy pipeline per language, made from its configuration and the mission's data."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from nlp import actors, assertion, folded_doc, indicators, listed_actors, listed_languages, sentences
from nlp.listed_actors import SIGN
from nlp.ordinary_words import MODELS
from nlp.places import finder
from schemas.catalogue import Catalogue
from schemas.languages import is_processed
from schemas.mission import Actor

COMPONENTS = (folded_doc, sentences, actors, finder, indicators, listed_actors, assertion, listed_languages)
_CONFIGURATIONS = Path(__file__).parent / "config"


def has_model(code: str) -> bool:
    """Tell whether there is a model for the language; the others of ours are read from the catalogue's lists alone."""
    return code in MODELS


def load_language(code: str, *, gazetteer: Path, actors: Sequence[Actor], catalogue: Catalogue) -> Language:
    """Return the pipeline of a language; the same data gives the same pipeline, loaded once per process."""
    actors_json = json.dumps([actor.model_dump(mode="json") for actor in actors])
    return _load(code, str(gazetteer), gazetteer.stat().st_mtime_ns, actors_json, catalogue.model_dump_json())


@lru_cache(maxsize=8)
def _load(code: str, gazetteer: str, written_ns: int, actors_json: str, catalogue_json: str) -> Language:
    """`written_ns` makes a gazetteer that was written anew a pipeline of its own."""
    overrides = {
        "components.forewarn_places.gazetteer": gazetteer,
        "components.forewarn_actors.actors": json.loads(actors_json),
        "components.forewarn_listed_actors.actors": json.loads(actors_json) if SIGN in catalogue_json else [],
        "components.forewarn_indicators.catalogue": json.loads(catalogue_json),
    }
    if not has_model(code):
        configuration = spacy.util.load_config(_CONFIGURATIONS / "lists.cfg", overrides={"nlp.lang": code, **overrides})
        return spacy.util.load_model_from_config(configuration, auto_fill=True)
    configuration = spacy.util.load_config(_CONFIGURATIONS / f"{code}.cfg", overrides=overrides)
    recogniser = load_recogniser(code)  # its vocabulary holds the norms that the model was trained with
    nlp = spacy.util.load_model_from_config(configuration, vocab=recogniser.vocab, auto_fill=True)
    nlp.add_pipe("ner", source=recogniser, first=True)
    return nlp


@lru_cache(maxsize=16)
def model_version(code: str) -> str:
    """Return name and version of a language's model, `lists` where it is read without one."""
    model = MODELS.get(code)
    if model is None:
        return "lists" if is_processed(code) else "none"
    return f"{model} {spacy.util.get_package_version(model)}"


@lru_cache(maxsize=2)
def load_recogniser(code: str) -> Language:
    """Return the bare entity recogniser of a language with folded words: names are masked with it, places found."""
    model = spacy.load(
        MODELS[code],
        exclude=["tok2vec", "tagger", "parser", "lemmatizer", "morphologizer", "attribute_ruler", "senter"],
    )
    model.add_pipe("forewarn_folding")
    return model
