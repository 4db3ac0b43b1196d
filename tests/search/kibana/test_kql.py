"""The tests' own reader of Kibana's query language, after examples of `kbn-es-query`."""

import pytest

from tests.search.kibana.kql import fields_of, request_of


def test_what_kibana_makes_of_a_query() -> None:
    assert request_of("kind:abduction and not status:(negated or context)") == {
        "bool": {
            "filter": [
                {"match": {"kind": "abduction"}},
                {
                    "bool": {
                        "must_not": {
                            "bool": {
                                "should": [{"match": {"status": "negated"}}, {"match": {"status": "context"}}],
                                "minimum_should_match": 1,
                            }
                        }
                    }
                },
            ]
        }
    }
    assert request_of("value:*") == {"exists": {"field": "value"}}
    assert request_of("number >= 2") == {"range": {"number": {"gte": "2"}}}
    assert request_of("signs:MOB-*") == {"query_string": {"fields": ["signs"], "query": "MOB\\-*"}}
    assert request_of("") == {"match_all": {}}
    assert fields_of("a:1 or (b:2 and c < now-6h)") == {"a", "b", "c"}


@pytest.mark.parametrize("text", ["a:1 b:2", "(a:1", 'a:"b"', "a", "a:(b or c"])
def test_what_is_beyond_it_is_refused(text: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        request_of(text)
