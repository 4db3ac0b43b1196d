"""Every sentence that detectors and warnings write, in English and French, in one place.

The wording is hedged: signs may point to something, nothing is stated as a fact (rules R42, D28).
"""

from datetime import datetime, timedelta

from patterns.baseline import Comparison
from schemas.report import Count

MEASURES = {
    "attendance": "clinic attendance",
    "pep_started": "courses of PEP started",
    "emergency_contraception": "emergency contraception given",
    "under18_pregnancy": "pregnancies under 18",
    "sti": "sexually transmitted infections",
    "late_presenters_72h": "patients coming after more than 72 hours",
}
GROUPS = {
    ("F", True): "women and girls",
    ("M", True): "men and boys",
    ("", True): "all patients",
    ("F", False): "girls",
    ("M", False): "boys",
    ("", False): "children",
}
CHILD_BANDS = frozenset({"0-11", "12-17"})
FAMILIES = {
    "MOB": "movement of people",
    "ARM": "armed actors",
    "POL": "politics and speech",
    "CLN": "clinics",
    "CRSV": "sexual violence",
    "TIP": "trafficking",
    "CHD": "children",
    "ECO": "season and hardship",
}

STATEMENT = {
    "en": (
        "Signs reported from around {place} between {first} and {last} ({signs}) may point to {threat} "
        "in the days until {until}; none of this is verified."
    ),
    "fr": (
        "Des signes signalés autour de {place} entre le {first} et le {last} ({signs}) pourraient annoncer {threat} "
        "d’ici au {until} ; rien de cela n’est vérifié."
    ),
}
THREATS = {
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
MONTHS_FR = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

GROUP_NOT_NAMED = "Who: no group is named in the signs."
GROUP_NOT_CONFIRMED = "Who: a group is named by a source, which is not confirmed."
WHEN_OPEN = "When: whether and on which day something may happen is not known."
WHERE_OPEN = "Where: the signs lie up to {radius:.0f} km from {place}; the exact place is not known."
NOT_CONFIRMED = "No independent confirmation: one originator told all of it."
PARTLY_CONFIRMED = "{origins} originators tell of it; none of their reports has been verified."
CLINIC_LAG = "Clinic counts may be late or incomplete, and small numbers may be hidden."

ABSENCE_QUESTION = "Where are the women and children of {place}, and why are they not seen?"
ARMED_QUESTION = "Who are the people seen near {place}, and what do they intend?"
TRAFFICKING_QUESTION = "Who moves people through {place}, where to, and on what promise?"
OTHER_QUESTION = "What is behind the signs near {place}, and is there a harmless explanation?"

REFERRAL = (
    "Do not question survivors. Offer the nearest health service (within 72 hours) and the referral pathway for "
    "gender-based violence, only if the person wishes; pass on no name."
)

CRSV_YES = "Tied to conflict-related sexual violence by: {signs}."
CRSV_TIE_ONLY = "{signs} can be tied to it, but no sign here shows a link to the conflict."
CRSV_NO = "No sign here is tied to conflict-related sexual violence."
TRAFFICKING_YES = "Tied to trafficking in persons by: {signs}."
TRAFFICKING_TIE_ONLY = "{signs} can be tied to it, but no sign here shows an act, means or purpose of trafficking."
TRAFFICKING_NO = "No sign here is tied to trafficking in persons."

RAISED = "Signs reached the threshold for {level}."
ADDED = "New signs: {count}."
RAISED_LEVEL = "New signs: {count}; the level rises to {level}."
STEPPED_DOWN = "No new sign for {days:.0f} days, and the window has passed."


def day_words(moment: datetime, language: str = "en") -> str:
    """Return a day in words: 17 Feb 2025, or 17 févr. 2025."""
    months = MONTHS_FR if language == "fr" else MONTHS_EN
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def clinic_group(count: Count) -> str:
    """Return whom a count is of: women and girls 12-17."""
    group = GROUPS[count.sex or "", count.age_band not in CHILD_BANDS]
    return f"{group} {count.age_band}" if count.age_band else group


def clinic_quote(count: Count, comparison: Comparison) -> str:
    """Return a risen count in words, naming the district only (rule D12)."""
    weekly = count.period_to - count.period_from < timedelta(days=10)
    start = datetime.combine(count.period_from, datetime.min.time())
    return (
        f"{MEASURES[count.measure]}, {clinic_group(count)}, district {count.admin2}: {comparison.value} in the "
        f"{'week' if weekly else 'month'} of {day_words(start)}; its usual is about {comparison.usual:.0f} "
        f"(range {comparison.low}-{comparison.high})"
    )


def rise_reason(family: str, comparison: Comparison) -> str:
    """Return in words that more was reported than usual."""
    return (
        f"Reports about {FAMILIES.get(family, family)} in the last seven days: {comparison.value}; usual is about "
        f"{comparison.usual:.1f} (range {comparison.low}-{comparison.high})."
    )
