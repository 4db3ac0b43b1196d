"""The columns of a GBVIMS Incident Recorder export, in their order, and the words of the cells that are read.

Names and words are those of Primero's incident recorder exporter, its locales en, fr, es and ar, and its lookups
(github.com/primeroIMS/primero); of columns that are dropped only the English header is listed.
"""

from collections.abc import Mapping, Sequence

from schemas.mission import fold_name
from schemas.report import Sex

COLUMNS: Mapping[str, Sequence[str]] = {
    "incident_id": (
        "INCIDENT ID",
        "ID de l'incident",
        "Identifiant de l'incident",
        "No. DE IDENTIFICACIÓN DEL INCIDENTE",
        "رمز الحادثة",
    ),
    "survivor_code": ("SURVIVOR CODE",),
    "case_manager_code": ("CASE MANAGER CODE", "CASE WORKER CODE"),
    "date_of_interview": (
        "DATE OF INTERVIEW",
        "Date de l'interview",
        "Date de l'entretien",
        "FECHA DE LA ENTREVISTA",
        "تاريخ المقابلة",
    ),
    "date_of_incident": ("DATE OF INCIDENT",),
    "date_of_birth": ("DATE OF BIRTH", "Date de naissance", "FECHA DE NACIMIENTO", "تاريخ الميلاد"),
    "sex": ("SEX", "Sexe", "SEXO", "الجنس"),
    "ethnicity": ("ETHNICITY",),
    "country_of_origin": ("COUNTRY OF ORIGIN",),
    "marital_status": ("CIVIL / MARITAL STATUS",),
    "displacement_status": ("DISPLACEMENT STATUS AT REPORT",),
    "disability": ("PERSON WITH DISABILITY?",),
    "unaccompanied_or_separated_child": ("UNACCOMPANIED OR SEPARATED CHILD?",),
    "stage_of_displacement": ("STAGE OF DISPLACEMENT AT INCIDENT",),
    "time_of_day": ("INCIDENT TIME OF DAY",),
    "location": ("INCIDENT LOCATION",),
    "county": (
        "INCIDENT COUNTY",
        "INCIDENT REGION",
        "Région de l'incident",
        "Pays où a eu lieu l'incident",
        "CONDADO DEL INCIDENTE",
        "المقاطعة",
    ),
    "district": (
        "INCIDENT DISTRICT",
        "District de l'incident",
        "District où a eu lieu l'incident",
        "DISTRITO DEL INCIDENTE",
        "القضاء",
    ),
    "camp_or_town": ("INCIDENT CAMP / TOWN",),
    "gbv_type": (
        "GBV TYPE",
        "Type de VBG",
        "Type de violence basé sur le genre",
        "Type de violence basée sur le genre",
        "TIPO DE VIOLENCIA BASADA EN GÉNERO (GBV)",
        "نوع العنف القائم على اساس النوع الاجتماعي",
    ),
    "harmful_traditional_practice": ("HARMFUL TRADITIONAL PRACTICE",),
    "goods_or_money_exchanged": ("MONEY, GOODS, BENEFITS AND / OR SERVICES EXCHANGED ?",),
    "abduction_type": ("TYPE OF ABDUCTION",),
    "previously_reported": ("PREVIOUSLY REPORTED THIS INCIDENT?",),
    "previous_incidents": ("PREVIOUS GBV INCIDENTS?",),
    "number_of_perpetrators": ("No. ALLEGED PRIMARY PERPETRATOR(S)",),
    "perpetrator_sex": ("ALLEGED PERPETRATOR SEX",),
    "perpetrator_previous_incident": ("PREVIOUS INCIDENT WITH THIS PERPETRATOR",),
    "perpetrator_age_group": ("ALLEGED PERPETRATOR AGE GROUP", "ALLEGED PERPETRATOR AGE TYPE"),
    "perpetrator_relationship": ("ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP",),
    "perpetrator_occupation": ("ALLEGED PERPETRATOR OCCUPATION",),
    "referred_from": ("REFERRED TO YOU FROM?",),
    "safe_house": ("SAFE HOUSE / SHELTER",),
    "health_services": ("HEALTH / MEDICAL SERVICES",),
    "psychosocial_services": ("PSYCHOSOCIAL SERVICES",),
    "wants_legal_action": ("WANTS LEGAL ACTION?",),
    "legal_services": ("LEGAL ASSISTANCE SERVICES",),
    "police": ("POLICE / OTHER SECURITY ACTOR",),
    "livelihoods": ("LIVELIHOODS PROGRAM",),
    "child_protection": ("CHILD PROTECTION SERVICES / EDUCATION SERVICES",),
    "consent": (
        "CONSENT GIVEN",
        "Consentement obtenu",
        "Consentement donné",
        "CONSENTIMIENTO PROPORCIONADO",
        "تم إعطاء موافقة",
    ),
    "reporting_agency": ("REPORTING AGENCY CODE",),
}
READ = frozenset(
    {"incident_id", "date_of_interview", "date_of_birth", "sex", "county", "district", "gbv_type", "consent"}
)
REQUIRED = ("incident_id", "date_of_interview", "gbv_type", "consent")


def folded(text: str) -> str:
    """Return `text` for comparison: as `fold_name` has it, and with single spaces."""
    return " ".join(fold_name(text).split())


def _words(*words: str) -> frozenset[str]:
    return frozenset(map(folded, words))


NAMES = {folded(header): name for name, headers in COLUMNS.items() for header in headers}

SEXUAL_VIOLENCE = _words(
    *("rape", "sexual assault", "sexual_assault", "viol", "viol / pénétration", "agression sexuelle"),
    *("violación", "agresión sexual", "اغتصاب", "اعتداء جنسي"),
)
OTHER_VIOLENCE = _words(
    *("physical assault", "physical_assault", "forced marriage", "forced_marriage"),
    *("denial of resources, opportunities or services", "denial of resources, opportunities, or services"),
    *("denial_of_resources_opportunities_or_services", "psychological_emotional_abuse"),
    *("psychological / emotional abuse", "agression physique", "mariage forcé", "اعتداء جسدي", "زواج قسري"),
    *("déni de ressources, d'opportunités ou de services", "violence psychologique / emotionnelle"),
    *("الحرمان من الموارد أو الفرص أو الخدمات", "إساءات نفسية / عاطفية"),
)
NOT_GENDER_BASED = _words("non-gbv", "non_gbv", "non gbv", "non vbg", "غير قائم على اساس النوع الاجتماعي")
YES = _words("yes", "y", "true", "1", "oui", "o", "sí", "نعم")
SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(_words("F", "female", "féminin", "femme", "أنثى"), "F"),
    **dict.fromkeys(_words("M", "male", "masculin", "homme", "ذكر"), "M"),
}


def column_names(headers: Sequence[str]) -> list[str | None]:
    """Return what each column is, by its header; by its place where all are there and no header speaks against it."""
    names = [NAMES.get(folded(header)) for header in headers]
    in_order = len(names) == len(COLUMNS) and all(
        name in (None, place) for name, place in zip(names, COLUMNS, strict=True)
    )
    return list(COLUMNS) if in_order else names
