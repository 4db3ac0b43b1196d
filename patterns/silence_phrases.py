"""What the silence detector writes, in English and French."""

from collections.abc import Mapping

from schemas.warning import ToldLanguage

SILENCE: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "originator": "Nothing from {name} since {last}",
        "district": "No community alert from district {admin2} since {last}",
        "clinic": "No count from a clinic of district {admin2} since {last}",
    },
    "fr": {
        "originator": "Rien de {name} depuis le {last}",
        "district": "District {admin2} : aucune alerte communautaire depuis le {last}",
        "clinic": "District {admin2} : aucun chiffre d’un centre de santé depuis le {last}",
    },
}
RHYTHM: dict[ToldLanguage, str] = {
    "en": "; usual is every {usual:.0f} days, the longest pause before was {longest} days.",
    "fr": " ; d’habitude tous les {usual:.0f} jours, la plus longue pause jusqu’ici a été de {longest} jours.",
}
ONLY_STREAM: dict[ToldLanguage, str] = {
    "en": " It is the only one on its line, so the line itself may be down.",
    "fr": " C’est la seule source sur sa ligne : la ligne elle-même peut être en panne.",
}
AFTER_ARMED: dict[ToldLanguage, str] = {
    "en": " Armed people were reported in the district before: {signs}.",
    "fr": " Des signes armés étaient signalés auparavant dans le district : {signs}.",
}


def silence_quote(words: Mapping[str, object], what: str, language: ToldLanguage, *, alone: bool, armed: str) -> str:
    """Return in words who is silent since when, and what is usual; `armed` names the armed signs before it, if any."""
    said = SILENCE[language][what].format(**words) + RHYTHM[language].format(**words)
    return said + ONLY_STREAM[language] * alone + (AFTER_ARMED[language].format(signs=armed) if armed else "")
