from briefing.cards import SIGNS_SHOWN, cards, grades, sign_groups
from briefing.material import Material
from schemas.mission import Mission
from schemas.source import Reliability, SourceType
from tests.factories import make_event, make_evidence, make_incident, make_warning, moment


def material(**fields: object) -> Material:
    return Material.model_validate({"mission": Mission(), "profile": "analyst", "now": moment(14), **fields})


def test_signs_stand_by_family_weightiest_first_and_none_is_lost() -> None:
    signs = [make_evidence(str(n), indicators=("MOB-03",), weight=float(n)) for n in range(SIGNS_SHOWN + 3)]
    signs += [make_evidence("arm", indicators=("ARM-01",))]
    groups = sign_groups(signs)
    assert [group.family for group in groups] == ["MOB", "ARM"]
    weights = [sign.weight for sign in (*groups[0].shown, *groups[0].folded)]
    assert weights == sorted(weights, reverse=True)
    assert len(groups[0].shown) == SIGNS_SHOWN
    assert len(groups[0].folded) == 3
    assert sign_groups(reversed(signs)) == groups


def test_clinic_counts_stand_apart() -> None:
    clinic = make_evidence("clinic", source_type=SourceType.CLINIC, event_id=None, count_id="c")
    (card,) = cards(material(warnings=[make_warning(evidence=(make_evidence(), clinic))]))
    assert card.clinics == [clinic]
    assert [sign for group in card.groups for sign in group.shown] == [make_evidence()]


def test_a_warning_leads_to_the_threads_of_its_signs() -> None:
    of_sign = make_incident("one", events=(make_event("one").id, make_event("two").id))
    warning = make_warning(evidence=(make_evidence("two"),))
    (card,) = cards(material(warnings=[warning], incidents=[of_sign, make_incident("five")]))
    assert card.threads == [of_sign.id]


def test_the_two_grades_are_counted_apart_best_first() -> None:
    pairs = [(Reliability.C, 2), (Reliability.B, 3), (Reliability.B, 2)]
    signs = [make_evidence(str(n), reliability=a, credibility=b) for n, (a, b) in enumerate(pairs)]
    assert grades(signs) == grades(signs[::-1]) == ([("B", 2), ("C", 1)], [(2, 2), (3, 1)])
