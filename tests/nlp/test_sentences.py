import pytest
import spacy

import nlp.sentences


def sentences(text: str, lang: str = "fr") -> list[str]:
    pipe = spacy.blank(lang)
    pipe.add_pipe("forewarn_sentences")
    return [span.text.strip() for span in pipe(text).sents if span.text.strip()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Calme. Les femmes sont au champ.", ["Calme.", "Les femmes sont au champ."]),
        ("1b. 06h30 : la population signale. Rien d’autre.", ["1b. 06h30 : la population signale.", "Rien d’autre."]),
        ("Vu par M. Untel au puits. Fin.", ["Vu par M. Untel au puits.", "Fin."]),
        ("Une ligne\nune autre", ["Une ligne", "une autre"]),
        ("Vraiment ? Oui.", ["Vraiment ?", "Oui."]),
        ("Le prix est de 2.5 kg. Bien", ["Le prix est de 2.5 kg.", "Bien"]),
    ],
)
def test_sentences_end_where_they_do(text, parts):
    assert sentences(text) == parts


def test_an_empty_text_has_no_sentence():
    assert sentences("") == []


def test_the_component_goes_by_its_name():
    assert spacy.blank("en").add_pipe("forewarn_sentences") is nlp.sentences.split_sentences
