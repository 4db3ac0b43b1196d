"""The sentences of verdicts, in English and French."""

from collections.abc import Iterable, Mapping

from schemas.annotation import Answer, EventVerdict, ToldLanguage
from schemas.codes import Code, Dimension, Element

LANGUAGES: tuple[ToldLanguage, ...] = ("en", "fr")
Sentences = Mapping[str, Mapping[ToldLanguage, str]]

CRSV: Sentences = {
    "shown": {
        "en": "{act} is stated ({signs}), with a link to the conflict: {links}.",
        "fr": "{act} : c’est affirmé ({signs}), avec un lien au conflit : {links}.",
    },
    "hedged": {
        "en": "{act} is alleged, not affirmed ({signs}); link to the conflict: {links}.",
        "fr": "{act} : c’est allégué, non affirmé ({signs}) ; lien au conflit : {links}.",
    },
    "link_missing": {
        "en": "{act} is stated ({signs}), but no link to the conflict: no armed perpetrator, targeted community, "
        "breakdown of law, border or broken ceasefire is named.",
        "fr": "{act} : c’est affirmé ({signs}), mais sans lien au conflit : ni auteur armé, ni communauté visée, ni "
        "effondrement de l’État, ni frontière, ni cessez-le-feu rompu ne sont cités.",
    },
    "not_linked": {
        "en": "{act} is stated ({signs}), but somebody of the family or neighbourhood is named, which speaks against "
        "a link to the conflict.",
        "fr": "{act} : c’est affirmé ({signs}), mais un proche ou un voisin est cité, ce qui parle contre un lien au "
        "conflit.",
    },
    "act_missing": {
        "en": "No act of sexual violence is stated; {signs} can warn of one.",
        "fr": "Aucun acte de violence sexuelle n’est affirmé ; {signs} peut en annoncer un.",
    },
    "none": {
        "en": "No sign here is tied to conflict-related sexual violence.",
        "fr": "Aucun signe ici n’a de lien avec les violences sexuelles liées au conflit.",
    },
}
TRAFFICKING: Sentences = {
    "shown": {"en": "All that is needed is stated. {elements}", "fr": "Tout ce qu’il faut est affirmé. {elements}"},
    "hedged": {
        "en": "All that is needed is alleged, not affirmed. {elements}",
        "fr": "Tout ce qu’il faut est allégué, non affirmé. {elements}",
    },
    "part": {"en": "A part of it is stated. {elements}", "fr": "Une partie en est affirmée. {elements}"},
    "nothing_stated": {
        "en": "No act, means or purpose of trafficking is stated; {signs} can warn of it.",
        "fr": "Aucun acte, moyen ou but de traite n’est affirmé ; {signs} peut l’annoncer.",
    },
    "none": {
        "en": "No sign here is tied to trafficking in persons.",
        "fr": "Aucun signe ici n’a de lien avec la traite des personnes.",
    },
    "child": {
        "en": "A child is named: the means need not be shown.",
        "fr": "Un enfant est cité : le moyen n’a pas à être établi.",
    },
    "ilo": {"en": "ILO scoring, positive: {dimensions}.", "fr": "Barème de l’OIT, positif : {dimensions}."},
}
ELEMENTS: Mapping[ToldLanguage, Mapping[Element, str]] = {
    "en": {"act": "Act: ", "means": "Means: ", "purpose": "Purpose: "},
    "fr": {"act": "Acte : ", "means": "Moyen : ", "purpose": "But : "},
}
NOT_STATED: Mapping[ToldLanguage, str] = {"en": "not stated", "fr": "non affirmé"}


def told(
    sentences: Sentences,
    name: str,
    answer: Answer,
    *,
    codes: tuple[str, ...] = (),
    **values: str | Mapping[ToldLanguage, str],
) -> EventVerdict:
    """Return a verdict with its reason in both languages; `values` are the same in both, or one for each."""
    reasons = {
        language: _capital(
            sentences[name][language].format(
                **{key: value if isinstance(value, str) else value[language] for key, value in values.items()}
            )
        )
        for language in LANGUAGES
    }
    return EventVerdict(answer=answer, reason=reasons["en"], reason_in={"fr": reasons["fr"]}, codes=codes)


def sentence(name: str, language: ToldLanguage) -> str:
    """Return a sentence of the verdict on trafficking."""
    return TRAFFICKING[name][language]


def listed(codes: Iterable[Code | Dimension], language: ToldLanguage) -> str:
    """Return the names of codes, each once."""
    return ", ".join(dict.fromkeys(code.name[language] for code in codes))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
