"""The top areas for the hours ahead: at most five, each with its reasons and what is not known (A15, R17)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from patterns.wording import told_in
from products.places import inside, nearest_base
from products.signs import each_sign
from products.view import View, heading
from products.visits import Visit, days_since, read_visits, visits_near
from schemas.products import MOST_TOP_AREAS, GradeCount, TopArea, TopAreas
from schemas.warning import LIVE, AlertLevel, Evidence, Warning


def top_areas(view: View) -> TopAreas:
    """Return the areas of the open warnings that reach into the hours ahead, the most urgent first."""
    grouped: dict[str, list[Warning]] = {}
    for warning in standing_warnings(view):
        if warning.window_to <= view.now:
            continue
        grouped.setdefault(warning.area.admin2 or warning.area.name, []).append(warning)
    visits = read_visits(view).visits
    shown = list(grouped.values())[:MOST_TOP_AREAS]
    return TopAreas(
        **heading(view, (warning for group in shown for warning in group)),
        until=view.now + timedelta(hours=view.numbers.ahead_hours),
        areas=tuple(_area(view, group, visits) for group in shown),
    )


def standing_warnings(view: View) -> list[Warning]:
    """Return the warnings that have not ended, the most urgent first."""
    urgency = list(AlertLevel).index
    found = view.index.find(Warning, (view.profile.name,))
    standing = (each for each in found if each.status in LIVE)
    return sorted(standing, key=lambda each: (-urgency(each.alert_level), -each.score, each.id))


def standing_question(warning: Warning) -> str:
    """Return the open question of a warning, nothing once somebody has answered it."""
    return "" if warning.answer else warning.open_question


def _area(view: View, warnings: Sequence[Warning], visits: Sequence[Visit]) -> TopArea:
    leading = told_in(warnings[0], catalogue=view.catalogue, mission=view.mission, language=view.language)
    return TopArea(
        area=leading.area.name,
        admin1=leading.area.admin1,
        warning_ids=tuple(warning.id for warning in warnings),
        alert_level=leading.alert_level,
        window_to=leading.window_to,
        statement=leading.statement,
        signs=each_sign(view, leading.indicators),
        reasons=leading.reasons,
        grades=_grades(leading.evidence),
        independent_origins=leading.independent_origins,
        not_known=leading.not_known,
        open_question=standing_question(leading),
        status=leading.status,
        addressee=leading.addressee,
        base=nearest_base(view.mission, leading.area),
        days_since_visit=days_since(view, visits_near(view, visits, lambda place: inside(place, leading.area))),
    )


def _grades(evidence: Iterable[Evidence]) -> tuple[GradeCount, ...]:
    """Return how many signs have each pair of grades, the best first; the two axes stay apart."""
    counts = Counter((sign.reliability, sign.credibility) for sign in evidence)
    return tuple(
        GradeCount(reliability=reliability, credibility=credibility, signs=number)
        for (reliability, credibility), number in sorted(counts.items())
    )
