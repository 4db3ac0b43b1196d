from collections.abc import Mapping

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking.clusters import cluster
from linking.decisions import Verdict, pair_of
from linking.incidents import incidents_of
from linking.signature import signature
from schemas.annotation import PeopleCount
from schemas.protection import ANALYST, Level, Tlp
from tests.factories import make_event, make_link, make_place, moment

NAMES = "abcdefgh"
PLACE_IN_WEEK = st.integers(0, 6)


def event(name: str, day: float = 0, **fields):
    return make_event(name, **{"id": name, "occurred_from": moment(day), "occurred_to": moment(day), **fields})


def link(one: str, other: str, probability: float = 0.9, status: str = "linked"):
    left, right = pair_of(one, other)
    ends = {"id": left + right, "left": left, "right": right}
    return make_link().model_copy(update={**ends, "probability": probability, "status": status})


def rejected(*pairs: str):
    return {pair_of(*pair): Verdict("rejected", "d1") for pair in pairs}


def clusters(days: Mapping[str, float], links, decided=None) -> list[str]:
    events = {name: event(name, day) for name, day in days.items()}
    return ["".join(ids) for ids in cluster(events, links, decided=decided or {})]


def test_what_is_told_without_a_sign_names_no_kind_beside_signs():
    told = event("b", kind="report", indicators=())
    (both,) = incidents_of([event("a", kind="abduction"), told], [link("a", "b")], profile=ANALYST, decided={})
    (alone,) = incidents_of([told], [], profile=ANALYST, decided={})
    assert (both.kinds, alone.kinds) == (("abduction",), ("report",))


edges = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]))
probabilities = st.floats(0.85, 1)
links_of_graph = st.lists(
    st.builds(
        lambda pair, probability, status: link(pair[0], pair[1], probability, status),
        st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]),
        probabilities,
        st.sampled_from(["linked", "linked", "confirmed", "possible"]),
    ),
    unique_by=lambda each: each.id,
)


@given(links_of_graph)
def test_without_anything_forbidden_clusters_are_the_connected_components(links):
    graph = nx.Graph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from((each.left, each.right) for each in links if each.status != "possible")
    expected = sorted("".join(sorted(component)) for component in nx.connected_components(graph))
    assert clusters(dict.fromkeys(NAMES, 0.0), links) == expected


@given(
    links_of_graph,
    st.lists(PLACE_IN_WEEK, min_size=len(NAMES), max_size=len(NAMES)),
    edges,
    st.randoms(),
)
def test_no_cluster_holds_what_is_forbidden_and_order_does_not_matter(links, days, parted, chance):
    decided = rejected(*("".join(pair) for pair in parted))
    linked = [each for each in links if each.status != "confirmed"]
    found = clusters(dict(zip(NAMES, days, strict=True)), linked, decided)
    for ids in found:
        assert not any(
            pair_of(*pair) in decided for pair in ((one, other) for one in ids for other in ids if one < other)
        )
        held = [days[NAMES.index(name)] for name in ids]
        assert max(held) - min(held) <= 3
    shuffled = list(linked)
    chance.shuffle(shuffled)
    assert clusters(dict(zip(NAMES, days, strict=True)), shuffled, decided) == found


def test_a_chain_does_not_join_ends_that_contradict():
    days = {"a": 0, "b": 2, "c": 5}
    assert clusters(days, [link("a", "b", 0.9), link("b", "c", 0.95)]) == ["a", "bc"]
    assert clusters(days, [link("a", "b", 0.95), link("b", "c", 0.9)]) == ["ab", "c"]


def test_a_hub_joins_what_fits_together_strongest_first():
    days = {"h": 3, "a": 0, "b": 1, "c": 6, "d": 5}
    spokes = [link("h", "a", 0.99), link("h", "b", 0.9), link("h", "c", 0.95), link("h", "d", 0.86)]
    assert clusters(days, spokes) == ["abh", "c", "d"]


def test_a_confirmed_link_comes_first_and_outweighs_place_and_time():
    days = {"a": 0, "b": 2, "c": 9}
    assert clusters(days, [link("a", "b", 0.99), link("b", "c", 0.1, "confirmed")]) == ["a", "bc"]


def test_a_rejection_outweighs_a_chain_of_confirmed_links():
    confirmed = [link("a", "b", 0.9, "confirmed"), link("b", "c", 0.8, "confirmed")]
    assert clusters({"a": 0, "b": 0, "c": 0}, confirmed, rejected("ac")) == ["ab", "c"]


def incident(*events):
    links = [link(events[0].id, each.id) for each in events[1:]]
    (found,) = incidents_of(events, links, profile=ANALYST, decided={})
    return found


def test_a_single_event_is_an_incident_of_one():
    assert incident(event("a")).events == ("a",)
    assert incident(event("a")).independent_origins == 1


def test_an_incident_keeps_all_that_its_sources_say():
    five = PeopleCount(minimum=5, maximum=5, who="persons")
    ten = PeopleCount(minimum=8, maximum=12, who="personnes")
    patrol = event("b", 0, counts=(five,), place=make_place(radius_km=5.0, name="Kanvi"), indicators=("TIP-01",))
    ngo = event(
        "a", 1, counts=(ten,), level=Level.STRICTLY_CONFIDENTIAL, tlp=Tlp.RED, kind="looting", indicators=("ARM-04",)
    )
    found = incident(patrol, ngo)
    assert found.id == "a"
    assert found.events == ("a", "b")
    assert [(number.key, number.count) for number in found.numbers] == [(ngo.key, ten), (patrol.key, five)]
    assert (found.first_at, found.last_at) == (moment(0), moment(1))
    assert (found.kinds, found.indicators) == (("abduction", "looting"), ("ARM-04", "TIP-01"))
    assert found.place == ngo.place, "the place that is known best"
    assert (found.level, found.tlp) == (Level.STRICTLY_CONFIDENTIAL, Tlp.RED)


def test_a_number_that_one_report_gives_for_two_events_is_told_once():
    first = event("a", report_id="r", key="k")
    assert len(incident(first, event("b"), event("c", report_id="r", key="k")).numbers) == 2


def test_places_unknown_everywhere_stay_unknown():
    assert incident(event("a", place=None), event("b", place=None)).place is None


ORIGINAL = "In the night armed men came to Kanvi-Est and took five persons towards the river with looted food"
OTHER = "Our team learned on Friday that girls of the village are held across the border since the attack"


@pytest.mark.parametrize(
    ("texts", "originators", "origins", "reasons"),
    [
        ([ORIGINAL, ORIGINAL + " today"], ["Ibis", "Heron"], 1, ["2 reports: the texts are near-copies of one text"]),
        ([ORIGINAL, OTHER], ["Ibis", "ibis"], 1, ["2 reports: the same originator"]),
        (
            [ORIGINAL, ORIGINAL],
            ["Ibis", "Ibis"],
            1,
            ["2 reports: the texts are near-copies of one text"],
        ),
        ([ORIGINAL, OTHER], ["Ibis", "Heron"], 2, ["one report, from nobody else"] * 2),
        ([ORIGINAL, OTHER], ["", ""], 2, ["one report, from nobody else"] * 2),
        (
            [ORIGINAL, ORIGINAL, OTHER],
            ["Ibis", "Heron", "Heron"],
            1,
            ["3 reports: the same originator and the texts are near-copies of one text"],
        ),
        (
            [OTHER, ORIGINAL, ORIGINAL],
            ["Egret", "Ibis", "Heron"],
            2,
            ["one report, from nobody else", "2 reports: the texts are near-copies of one text"],
        ),
    ],
)
def test_ten_reprints_are_one_origin(texts, originators, origins, reasons):
    events = [
        event(name, signature=signature(text), originator=originator)
        for name, text, originator in zip("abc", texts, originators, strict=False)
    ]
    found = incident(*events)
    assert found.independent_origins == origins
    assert [origin.reason for origin in found.origins] == reasons
    assert sorted(key for origin in found.origins for key in origin.keys) == sorted(each.key for each in events)


def test_two_events_of_one_report_are_one_origin():
    first, other, last = (
        event("a", report_id="r", key="k"),
        event("b", originator="Ibis"),
        event("c", report_id="r", key="k"),
    )
    assert incident(first, other, last).independent_origins == 2
