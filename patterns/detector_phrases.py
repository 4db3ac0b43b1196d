"""Every sentence that detectors write, in English and French, in one place."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from patterns.baseline import Comparison
from patterns.parameters import OnsetParameters
from patterns.phrases import day_words
from patterns.scan import Gathering
from patterns.turning import Turning
from schemas.report import Count
from schemas.source import SourceType
from schemas.warning import ToldLanguage

MEASURES: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "attendance": "clinic attendance",
        "pep_started": "courses of PEP started",
        "emergency_contraception": "emergency contraception given",
        "under18_pregnancy": "pregnancies under 18",
        "sti": "sexually transmitted infections",
        "late_presenters_72h": "patients coming after more than 72 hours",
        "gbv_sexual_violence": "reported incidents of sexual violence",
        "gbv_other": "reported incidents of other gender-based violence",
    },
    "fr": {
        "attendance": "consultations",
        "pep_started": "PPE (prophylaxies post-exposition) commencées",
        "emergency_contraception": "contraceptions d’urgence données",
        "under18_pregnancy": "grossesses avant 18 ans",
        "sti": "infections sexuellement transmissibles",
        "late_presenters_72h": "patients venus après plus de 72 heures",
        "gbv_sexual_violence": "incidents de violence sexuelle signalés",
        "gbv_other": "autres incidents de violence basée sur le genre signalés",
    },
}
GROUPS: dict[ToldLanguage, dict[tuple[str, bool], str]] = {
    "en": {
        ("F", True): "women and girls",
        ("M", True): "men and boys",
        ("", True): "all patients",
        ("F", False): "girls",
        ("M", False): "boys",
        ("", False): "children",
    },
    "fr": {
        ("F", True): "femmes et filles",
        ("M", True): "hommes et garçons",
        ("", True): "tous les patients",
        ("F", False): "filles",
        ("M", False): "garçons",
        ("", False): "enfants",
    },
}
CHILD_BANDS = frozenset({"0-11", "12-17"})
AGES: dict[ToldLanguage, str] = {"en": "{group} {band}", "fr": "{group} {band} ans"}
FAMILIES: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "MOB": "movement of people",
        "ARM": "armed actors",
        "POL": "politics and speech",
        "CLN": "clinics",
        "CRSV": "sexual violence",
        "TIP": "trafficking",
        "CHD": "children",
        "ECO": "season and hardship",
    },
    "fr": {
        "MOB": "mouvements de population",
        "ARM": "acteurs armés",
        "POL": "politique et discours",
        "CLN": "centres de santé",
        "CRSV": "violences sexuelles",
        "TIP": "traite",
        "CHD": "enfants",
        "ECO": "saison et précarité",
    },
}
SOURCE_TYPES: dict[ToldLanguage, dict[SourceType, str]] = {
    "en": {
        SourceType.PATROL: "patrol",
        SourceType.COMMUNITY: "community",
        SourceType.NGO: "NGO",
        SourceType.CLINIC: "clinic",
    },
    "fr": {
        SourceType.PATROL: "patrouille",
        SourceType.COMMUNITY: "communauté",
        SourceType.NGO: "ONG",
        SourceType.CLINIC: "santé",
    },
}
CLINIC: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "week": (
            "{measure}, {group}, district {admin2}: {value} in the week of {start}; its usual is about {usual:.0f} "
            "(range {low}-{high})"
        ),
        "month": (
            "{measure}, {group}, district {admin2}: {value} in the month of {start}; its usual is about {usual:.0f} "
            "(range {low}-{high})"
        ),
    },
    "fr": {
        "week": (
            "{measure}, {group}, district {admin2} : {value} dans la semaine du {start} ; d’habitude environ "
            "{usual:.0f} (de {low} à {high})"
        ),
        "month": (
            "{measure}, {group}, district {admin2} : {value} dans le mois du {start} ; d’habitude environ "
            "{usual:.0f} (de {low} à {high})"
        ),
    },
}
CLINIC_HIDDEN: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "week": "{measure}, {group}, district {admin2}: above usual in the week of {start}; small numbers are hidden",
        "month": "{measure}, {group}, district {admin2}: above usual in the month of {start}; small numbers are hidden",
    },
    "fr": {
        "week": (
            "{measure}, {group}, district {admin2} : plus que d’habitude dans la semaine du {start} ; les petits "
            "nombres sont cachés"
        ),
        "month": (
            "{measure}, {group}, district {admin2} : plus que d’habitude dans le mois du {start} ; les petits nombres "
            "sont cachés"
        ),
    },
}
COUNTED_IN: dict[ToldLanguage, dict[str, str]] = {
    "en": {"season": "the season is counted in", "access": "that more men came too is counted in"},
    "fr": {"season": "la saison est prise en compte", "access": "la hausse chez les hommes est prise en compte"},
}
LATE_RISE: dict[ToldLanguage, str] = {
    "en": (
        "Reports about {family} in the seven days to {until}, late ones among them: {value}; as early as this, usual "
        "is about {usual} (range {low}-{high})."
    ),
    "fr": (
        "Signalements ({family}) des sept jours jusqu’au {until}, dont des tardifs : {value} ; d’habitude, au même "
        "délai, environ {usual} (de {low} à {high})."
    ),
}
SEASON: dict[ToldLanguage, str] = {
    "en": " The season is counted in: in earlier years these weeks had {ratio} times as many as the weeks before.",
    "fr": (
        " La saison est prise en compte : les années passées, ces semaines en avaient {ratio} fois autant que les "
        "semaines d’avant."
    ),
}
RISE: dict[ToldLanguage, str] = {
    "en": ("Reports about {family} in the last seven days: {value}; usual is about {usual} (range {low}-{high})."),
    "fr": (
        "Signalements ({family}) des sept derniers jours : {value} ; d’habitude environ {usual} (de {low} à {high})."
    ),
}
MEETING: dict[ToldLanguage, str] = {
    "en": "Signs near each other in place and time: {signs}.",
    "fr": "Signes proches dans l’espace et le temps : {signs}.",
}
STATED: dict[ToldLanguage, str] = {
    "en": "A report gives a sign together with its reason: {sign}.",
    "fr": "Un rapport donne un signe avec sa raison : {sign}.",
}
GATHERING: dict[ToldLanguage, str] = {
    "en": (
        "Signs gather here: in the last {days} days {signs} of {reports} reports from this area told of signs; as "
        "common as elsewhere would be about {expected}. So striking a gathering anywhere comes about by chance in "
        "{chance} of 1,000 looks."
    ),
    "fr": (
        "Des signes se concentrent ici : ces {days} derniers jours, {signs} des {reports} rapports de cette zone "
        "parlent de signes ; comme ailleurs, ce serait environ {expected}. Une concentration aussi marquée survient "
        "par hasard, où que ce soit, {chance} fois sur 1 000."
    ),
}
ONSET: dict[ToldLanguage, str] = {
    "en": (
        "Quiet for {quiet} days, but it may be about to turn: the chance of an act or strong sign here in the next "
        "{days} days is about {chance} %, from {parts}."
    ),
    "fr": (
        "Calme depuis {quiet} jours, mais la situation pourrait basculer : la probabilité d’un acte ou d’un signe "
        "fort ici dans les {days} prochains jours est d’environ {chance} %, en raison de {parts}."
    ),
}
ONSET_PARTS: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "near month": "events nearby in the last weeks ({share} %)",
        "near year": "events nearby in the last months ({share} %)",
        "near past": "events nearby in earlier years ({share} %)",
        "region year": "events of the last months in the region ({share} %)",
        "region past": "events of earlier years in the region ({share} %)",
        "own year": "what happened here before the quiet year ({share} %)",
        "own past": "what happened here in earlier years ({share} %)",
    },
    "fr": {
        "near month": "faits proches des dernières semaines ({share} %)",
        "near year": "faits proches des derniers mois ({share} %)",
        "near past": "faits proches des années passées ({share} %)",
        "region year": "faits des derniers mois dans la région ({share} %)",
        "region past": "faits des années passées dans la région ({share} %)",
        "own year": "ce qui s’est passé ici avant l’année calme ({share} %)",
        "own past": "ce qui s’est passé ici les années passées ({share} %)",
    },
}
ORIGINS: dict[ToldLanguage, str] = {
    "en": "Independent originators of these signs: {origins}; source types: {source_types}.",
    "fr": "Origines indépendantes de ces signes : {origins} ; types de source : {source_types}.",
}


def clinic_group(count: Count, language: ToldLanguage) -> str:
    """Return whom a count is of: women and girls 18-25."""
    group = GROUPS[language][count.sex or "", count.age_band not in CHILD_BANDS]
    return AGES[language].format(group=group, band=count.age_band) if count.age_band else group


def clinic_quote(
    count: Count, published: Comparison | None, language: ToldLanguage, season: bool = False, access: bool = False
) -> str:
    """Return a risen count in words by the `published` sum of its district (rules D08, D12), which may be hidden.

    `season` and `access` say which known reasons for a higher number are already counted in.
    """
    weekly = count.period_to - count.period_from < timedelta(days=10)
    words = {
        "measure": MEASURES[language][count.measure],
        "group": clinic_group(count, language),
        "admin2": count.admin2,
        "start": day_words(datetime.combine(count.period_from, time(), UTC), language),
    }
    explained = [COUNTED_IN[language][name] for name, holds in (("season", season), ("access", access)) if holds]
    if published is None:
        return "; ".join([CLINIC_HIDDEN[language]["week" if weekly else "month"].format(**words), *explained])
    said = CLINIC[language]["week" if weekly else "month"].format(
        **words, value=published.value, usual=published.usual, low=published.low, high=published.high
    )
    return "; ".join([said, *explained])


def rise_reason(
    family: str, comparison: Comparison, language: ToldLanguage, *, until: datetime | None = None, season: float = 1.0
) -> str:
    """Return in words that more was reported than usual in the week that ended `until`; None is the last week."""
    said = (LATE_RISE if until else RISE)[language].format(
        family=FAMILIES[language].get(family, family),
        value=comparison.value,
        usual=decimal(comparison.usual, language),
        low=comparison.low,
        high=comparison.high,
        until=day_words(until, language) if until else "",
    )
    return said + (SEASON[language].format(ratio=decimal(season, language)) if season > 1 else "")


def decimal(number: float, language: ToldLanguage) -> str:
    """Return a number with one decimal as the language writes it."""
    return f"{number:.1f}".replace(".", "," if language == "fr" else ".")


def origins_reason(originators: Iterable[str], source_types: Iterable[SourceType], language: ToldLanguage) -> str:
    """Return in words how many independent originators there are, and of which types."""
    called = sorted(SOURCE_TYPES[language][each] for each in set(source_types))
    return ORIGINS[language].format(origins=len(set(originators)), source_types=", ".join(called))


def gathering_reason(gathering: Gathering, language: ToldLanguage) -> str:
    """Return in words that signs gather."""
    expected = f"{gathering.expected:.1f}"
    return GATHERING[language].format(
        days=gathering.days,
        signs=gathering.signs,
        reports=gathering.reports,
        expected=expected.replace(".", ",") if language == "fr" else expected,
        chance=max(1, round(gathering.chance * 1000)),
    )


def onset_reason(found: Turning, parameters: OnsetParameters, language: ToldLanguage) -> str:
    """Return in words that a quiet cell may turn, with what speaks for it: parts of a tenth or more, largest first."""
    named = ONSET_PARTS[language]
    told = sorted((part for part in named if found.shares[part] >= 0.1), key=lambda part: (-found.shares[part], part))
    return ONSET[language].format(
        quiet=parameters.quiet_days,
        days=parameters.period_days,
        chance=round(100 * found.chance),
        parts=", ".join(named[part].format(share=round(100 * found.shares[part])) for part in told),
    )
