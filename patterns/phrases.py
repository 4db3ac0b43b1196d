"""Every sentence that warnings write, in English and French, in one place; `detector_phrases` has the detectors'.

The wording is hedged: signs may point to something, nothing is stated as a fact (rules R42, D28). French sentences
name a place without "de" before it, which would have to become "d’", "du" or "des" with the name; the space before
their colons, semicolons and question marks is one that does not break (U+00A0).
"""

from datetime import datetime
from typing import TypeVar

from schemas.warning import AlertLevel, ToldLanguage

T = TypeVar("T")
LANGUAGES: tuple[ToldLanguage, ...] = ("en", "fr")

MONTHS: dict[ToldLanguage, list[str]] = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
}

STATEMENT: dict[ToldLanguage, str] = {
    "en": (
        "Signs reported from around {place} {when} ({signs}) may point to {threat} in the days until {until}; "
        "none of this is verified."
    ),
    "fr": (
        "{place} et environs : des signes signalés {when} ({signs}) pourraient annoncer {threat} d’ici au {until} ; "
        "rien de cela n’est vérifié."
    ),
}
BETWEEN: dict[ToldLanguage, str] = {"en": "between {first} and {last}", "fr": "entre le {first} et le {last}"}
ON_ONE_DAY: dict[ToldLanguage, str] = {"en": "on {first}", "fr": "le {first}"}
SEMICOLON: dict[ToldLanguage, str] = {"en": "; ", "fr": " ; "}
AND_OTHER_SIGNS: dict[ToldLanguage, tuple[str, str]] = {
    "en": (" and {count} other sign", " and {count} other signs"),
    "fr": (" et {count} autre signe", " et {count} autres signes"),
}
AND_OTHERS: dict[ToldLanguage, tuple[str, str]] = {
    "en": (" and {count} other", " and {count} others"),
    "fr": (" et {count} autre", " et {count} autres"),
}
THREATS: dict[ToldLanguage, dict[tuple[bool, bool], str]] = {
    "en": {
        (True, True): "a risk of conflict-related sexual violence and of trafficking in persons",
        (True, False): "a risk of conflict-related sexual violence",
        (False, True): "a risk of trafficking in persons",
        (False, False): "a risk of violence against civilians",
    },
    "fr": {
        (True, True): "un risque de violences sexuelles liées au conflit et de traite des personnes",
        (True, False): "un risque de violences sexuelles liées au conflit",
        (False, True): "un risque de traite des personnes",
        (False, False): "un risque de violences contre des civils",
    },
}

GROUP_NOT_NAMED: dict[ToldLanguage, str] = {
    "en": "Who: no group is named in the signs.",
    "fr": "Qui : aucun groupe n’est nommé dans les signes.",
}
GROUP_NOT_CONFIRMED: dict[ToldLanguage, str] = {
    "en": "Who: a group is named by a source, which is not confirmed.",
    "fr": "Qui : une source nomme un groupe, ce qui n’est pas confirmé.",
}
WHEN_OPEN: dict[ToldLanguage, str] = {
    "en": "When: whether and on which day something may happen is not known.",
    "fr": "Quand : on ne sait ni si quelque chose arrivera, ni quel jour.",
}
WHERE_OPEN: dict[ToldLanguage, str] = {
    "en": "Where: around {place}, as far out as the signs lie; the exact place is not known.",
    "fr": "Où : dans les environs ({place}), aussi loin que vont les signes ; le lieu exact n’est pas connu.",
}
NOT_CONFIRMED: dict[ToldLanguage, str] = {
    "en": "No independent confirmation: one originator told all of it.",
    "fr": "Aucune confirmation indépendante : tout remonte à une seule origine.",
}
PARTLY_CONFIRMED: dict[ToldLanguage, str] = {
    "en": "{origins} originators tell of it; none of their reports has been verified.",
    "fr": "{origins} origines indépendantes ; aucun de leurs rapports n’a été vérifié.",
}
CLINIC_LAG: dict[ToldLanguage, str] = {
    "en": "Clinic counts may be late or incomplete, and small numbers may be hidden.",
    "fr": "Les chiffres de santé peuvent être tardifs ou incomplets, et les petits nombres masqués.",
}

ABSENCE_QUESTION: dict[ToldLanguage, str] = {
    "en": "Where are the women and children of {place}, and why are they not seen?",
    "fr": "{place} : où sont les femmes et les enfants, et pourquoi ne les voit-on pas ?",
}
ARMED_QUESTION: dict[ToldLanguage, str] = {
    "en": "Who are the people seen near {place}, and what do they intend?",
    "fr": "{place} : qui sont les gens vus dans les environs, et que veulent-ils ?",
}
TRAFFICKING_QUESTION: dict[ToldLanguage, str] = {
    "en": "Who moves people through {place}, where to, and on what promise?",
    "fr": "{place} : qui fait passer des gens par là, vers où, et sur quelle promesse ?",
}
OTHER_QUESTION: dict[ToldLanguage, str] = {
    "en": "What is behind the signs near {place}, and is there a harmless explanation?",
    "fr": "{place} : qu’y a-t-il derrière ces signes, et existe-t-il une explication anodine ?",
}
QUESTIONS = (ABSENCE_QUESTION, ARMED_QUESTION, TRAFFICKING_QUESTION, OTHER_QUESTION)

REFERRAL: dict[ToldLanguage, str] = {
    "en": (
        "Do not question survivors. Offer the nearest health service (within 72 hours) and the referral pathway for "
        "gender-based violence, only if the person wishes; pass on no name."
    ),
    "fr": (
        "Ne pas interroger les survivantes et survivants. Proposer le service de santé le plus proche (dans les "
        "72 heures) et le circuit d’orientation pour les violences basées sur le genre, seulement si la personne le "
        "souhaite ; ne transmettre aucun nom."
    ),
}

CRSV_YES: dict[ToldLanguage, str] = {
    "en": "Tied to conflict-related sexual violence by: {signs}.",
    "fr": "Lien avec les violences sexuelles liées au conflit par : {signs}.",
}
CRSV_TIE_ONLY: dict[ToldLanguage, str] = {
    "en": "Can be tied to it: {signs}; but no sign here shows a link to the conflict.",
    "fr": "Lien possible : {signs} ; mais aucun signe ici ne montre de lien avec le conflit.",
}
CRSV_NO: dict[ToldLanguage, str] = {
    "en": "No sign here is tied to conflict-related sexual violence.",
    "fr": "Aucun signe ici n’a de lien avec les violences sexuelles liées au conflit.",
}
DECIDED: dict[ToldLanguage, str] = {
    "en": " Of the events behind this, {true} decided as true and {possible} as possible.",
    "fr": " Parmi les événements à l’appui, {true} avéré(s) et {possible} possible(s).",
}
TRAFFICKING_YES: dict[ToldLanguage, str] = {
    "en": "Tied to trafficking in persons by: {signs}.",
    "fr": "Lien avec la traite des personnes par : {signs}.",
}
TRAFFICKING_TIE_ONLY: dict[ToldLanguage, str] = {
    "en": "Can be tied to it: {signs}; but no sign here shows an act, means or purpose of trafficking.",
    "fr": "Lien possible : {signs} ; mais aucun signe ici ne montre d’acte, de moyen ou de but de traite.",
}
TRAFFICKING_NO: dict[ToldLanguage, str] = {
    "en": "No sign here is tied to trafficking in persons.",
    "fr": "Aucun signe ici n’a de lien avec la traite des personnes.",
}

LEVELS: dict[ToldLanguage, dict[AlertLevel, str]] = {
    "en": {AlertLevel.LOW: "low", AlertLevel.MEDIUM: "medium", AlertLevel.HIGH: "high"},
    "fr": {AlertLevel.LOW: "faible", AlertLevel.MEDIUM: "moyen", AlertLevel.HIGH: "élevé"},
}
RAISED: dict[ToldLanguage, str] = {
    "en": "Signs reached the threshold for {level}.",
    "fr": "Les signes ont atteint le seuil du niveau {level}.",
}
ADDED: dict[ToldLanguage, str] = {"en": "New signs: {count}.", "fr": "Nouveaux signes : {count}."}
RAISED_LEVEL: dict[ToldLanguage, str] = {
    "en": "New signs: {count}; the level rises to {level}.",
    "fr": "Nouveaux signes : {count} ; le niveau passe à {level}.",
}
STEPPED_DOWN: dict[ToldLanguage, str] = {
    "en": "No new sign for {days:.0f} days, and the window has passed.",
    "fr": "Aucun nouveau signe depuis {days:.0f} jours, et la période est passée.",
}
NOT_ACKNOWLEDGED: dict[ToldLanguage, str] = {
    "en": "Not acknowledged by {by}; now to be told: {to}.",
    "fr": "Pas d’accusé de réception avant le {by} ; à informer maintenant : {to}.",
}
NOT_ACTED_ON: dict[ToldLanguage, str] = {
    "en": "Acknowledged, but no action recorded by {by}; now to be told: {to}.",
    "fr": "Accusé de réception, mais aucune action notée avant le {by} ; à informer maintenant : {to}.",
}
TEAR_LINE: dict[ToldLanguage, str] = {
    "en": "A warning at level {level} stands for {place} until {until}; what it rests on cannot be passed on.",
    "fr": "{place} : alerte de niveau {level} jusqu’au {until} ; ce sur quoi elle repose ne peut être transmis.",
}
RELEASED: dict[ToldLanguage, str] = {
    "en": "Released to this profile by a person.",
    "fr": "Communiquée à ce profil par une personne.",
}
ERASED: dict[ToldLanguage, str] = {"en": "a report was erased", "fr": "un rapport a été effacé"}
ERASED_BEHIND: dict[ToldLanguage, str] = {
    "en": "A report behind this warning was erased since; what it said is no longer kept.",
    "fr": "Un rapport à l’origine de cette alerte a été effacé depuis ; ce qu’il disait n’est plus conservé.",
}
NOT_PASSED_ON: dict[ToldLanguage, str] = {
    "en": "Neither said nor denied: only area, days and level were released.",
    "fr": "Ni affirmé ni nié : seuls la zone, les jours et le niveau ont été communiqués.",
}


def moment_words(moment: datetime, language: ToldLanguage) -> str:
    """Return a moment in words: 17 Feb 2025 06:00 UTC."""
    return f"{day_words(moment, language)} {moment:%H:%M} UTC"


def day_words(moment: datetime, language: ToldLanguage) -> str:
    """Return a day in words: 17 Feb 2025, or 17 févr. 2025; the first of a month is 1er in French."""
    day = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    return f"{day} {MONTHS[language][moment.month - 1]} {moment.year}"


def in_each_language(
    wording: dict[ToldLanguage, str], *, level: AlertLevel, **values: float
) -> dict[ToldLanguage, str]:
    """Return a sentence filled in, in each language."""
    return {language: wording[language].format(level=LEVELS[language][level], **values) for language in LANGUAGES}


def beside_english(told: dict[ToldLanguage, T]) -> dict[ToldLanguage, T]:
    """Return what is told in the other languages: items keep English in a field of its own."""
    return {language: text for language, text in told.items() if language != "en"}


HIDDEN_BEHIND = {
    "en": "A source behind this warning was stopped; what it said is not shown.",
    "fr": "Une source de cette alerte a été arrêtée ; ce qu’elle disait n’est pas montré.",
}
