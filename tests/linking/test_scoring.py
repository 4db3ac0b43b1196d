import pytest

from linking.decisions import Decided, Verdict, pair_of
from linking.match_weights import prior_weight
from linking.prepare import prepare_events
from linking.scoring import probability_of, score
from schemas.annotation import Event, EventActor, PeopleCount
from schemas.linkage import Link
from schemas.protection import ANALYST, PROTECTED, Level, Profile
from tests.factories import make_event, make_place, moment

UNNAMED = (EventActor(name="armed men"),)


def five_abducted(**fields) -> Event:
    counts = (PeopleCount(minimum=5, maximum=5, who="persons"),)
    return make_event("patrol", id="a", counts=counts, actors=UNNAMED, severity=5, **fields)


def about_ten_abducted(**fields) -> Event:
    counts = (PeopleCount(minimum=8, maximum=12, who="personnes"),)
    return make_event("ngo", id="b", counts=counts, actors=UNNAMED, severity=5, lang="fr", **fields)


def link_of(left: Event, right: Event, profile: Profile = ANALYST, decided: Decided | None = None) -> Link:
    link = score(left, right, profile=profile, decided=decided or {})
    assert link is not None
    return link


def status_of(left: Event, right: Event) -> str | None:
    link = score(left, right, profile=ANALYST, decided={})
    return link.status if link else None


def north(km: float):
    return make_place(latitude=11.2 + km / 111.2, place_id="XX-2", name="Kanvi-Nord", radius_km=1.0)


def test_five_and_about_ten_abducted_in_one_village_on_one_day_link():
    link = link_of(five_abducted(), about_ten_abducted())
    assert link.status == "linked"
    assert [reason.sentence for reason in link.reasons] == [
        "same place: Kanvi-Est",
        "same day: 2026-03-02",
        "both speak of abduction",
        "5 and 8 to 12 people: the numbers differ, both are kept",
    ]
    assert link.told("fr") == [
        "même lieu : Kanvi-Est",
        "même jour : 2026-03-02",
        "les deux parlent de la même chose",
        "5 et 8 à 12 personnes : les nombres diffèrent, les deux sont gardés",
    ]


def test_3_km_and_a_day_apart_and_different_things_do_not_link():
    flight = make_event(
        "flight",
        kind="night_flight",
        indicators=("MOB-03",),
        place=north(3),
        occurred_from=moment(1),
        occurred_to=moment(1),
    )
    assert status_of(five_abducted(place=make_place(radius_km=1.0)), flight) is None


def test_the_same_village_a_week_later_does_not_link_even_for_the_same_words_group_and_number():
    group = (EventActor(actor_id="xx-red", name="Red Vests"),)
    same = {"actors": group, "signature": tuple(range(60))}
    later = make_event("later", occurred_from=moment(7), occurred_to=moment(7), **same)
    assert status_of(make_event("sooner", **same), later) is None


def test_the_next_day_in_the_same_village_with_other_details_does_not_link():
    told = (
        "armed men took two girls from the well at dusk on a blue motorbike",
        "a herder was found dead near the bridge",
    )
    (sooner,) = prepare_events([five_abducted()], told[0])
    (later,) = prepare_events([make_event("next", counts=(), occurred_from=moment(1), occurred_to=moment(1))], told[1])
    assert status_of(sooner, later) in (None, "possible")


def test_a_copy_that_names_no_place_links_to_the_original():
    text = "In the night armed men came to the village and took five persons towards the river with looted food."
    (original,) = prepare_events([five_abducted()], text)
    (copy,) = prepare_events([make_event("copy", place=None, counts=())], text + " We repeat this in full.")
    assert status_of(original, copy) == "linked"


def test_the_same_link_whichever_event_comes_first():
    left, right = five_abducted(), about_ten_abducted()
    assert score(left, right, profile=ANALYST, decided={}) == score(right, left, profile=ANALYST, decided={})


def test_the_weight_is_the_prior_and_the_reasons():
    link = link_of(five_abducted(), about_ten_abducted())
    assert link.weight == pytest.approx(sum((reason.weight for reason in link.reasons), prior_weight()))
    assert link.probability == pytest.approx(probability_of(link.weight), abs=1e-4)


def test_probability_of_a_weight_is_its_odds():
    assert probability_of(0) == 0.5
    assert probability_of(3) == pytest.approx(8 / 9)
    assert probability_of(-3) == pytest.approx(1 / 9)


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_a_decision_sets_the_status_and_leaves_the_probability(status):
    near, far = five_abducted(), make_event("far", place=north(300))
    for other in (about_ten_abducted(), far):
        link = link_of(near, other, decided={pair_of(near.id, other.id): Verdict(status, "d1")})
        assert (link.status, link.decision_id) == (status, "d1")
        assert (link.probability > 0.5) == (other is not far)


def test_a_link_carries_the_highest_level_and_is_named_apart_per_profile():
    secret = about_ten_abducted(level=Level.STRICTLY_CONFIDENTIAL)
    links = [link_of(five_abducted(), secret, profile) for profile in (ANALYST, PROTECTED)]
    assert {link.level for link in links} == {Level.STRICTLY_CONFIDENTIAL}
    assert links[0].id != links[1].id
