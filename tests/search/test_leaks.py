"""Every role asks a real Elasticsearch, and the embedded index, in every way for what it may not see: nothing comes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from elasticsearch import ApiError, Elasticsearch

from desk.roles import ROLES, profile_of
from schemas.base import stable_id
from schemas.index import Document, Query, Window
from schemas.linkage import Reason
from schemas.protection import PROFILES, SCOPES, Audience, Level, Profile
from schemas.report import Report
from search.access import scopes
from search.documents import id_of, scope_of
from search.fields import KINDS, kind_of
from search.mappings import alias_of
from search.open_index import open_index
from search.roles import put_roles, roles
from tests.factories import (
    make_annotation,
    make_count,
    make_event,
    make_incident,
    make_link,
    make_member,
    make_pattern,
    make_report,
    make_source,
    make_warning,
)
from tests.search.test_roles import as_user
from tests.services.fixtures import secured_elasticsearch_url

__all__ = ["secured_elasticsearch_url"]

READERS = {name: profile_of(name) for name in ROLES if profile_of(name).levels}
MARKS = [
    *((Level.CONFIDENTIAL, audience) for audience in Audience),
    (Level.UNCLASSIFIED, Audience.ALL),
    (Level.STRICTLY_CONFIDENTIAL, Audience.STAFF),
]
KEYS = ("cell:shared", "day:shared")


def secret_of(kind: str, scope: str) -> str:
    """Return one word, of letters alone, that stands in the item of this kind and scope and nowhere else."""
    return f"zz{kind}{scope.replace('_', '')}zz"


def items() -> list[Document]:
    """Return one item of every kind in every scope, each with a word of its own in all that can be searched."""
    found: list[Document] = []
    for level, audience in MARKS:
        scope = scope_of(make_report(level=level, audience=audience))
        name, marks = f"of {scope}", {"level": level, "audience": audience}
        word = {kind: secret_of(kind, scope) for kind in ("report", "annotation", "event", "count", "source")}
        found += [
            make_report(name, text=f"Girls of Kanvi {word['report']}", originator=word["report"], **marks),
            make_annotation(name, key=f"patrol-notes:{word['annotation']}", **marks),
            make_event(
                name, quote=f"Girls {word['event']}", originator=word["event"], keys=(*KEYS, word["event"]), **marks
            ),
            make_count(name, facility_id=word["count"], admin2=word["count"], **marks),
            make_source(f"topic-{word['source']}", **marks),
        ]
    for name in PROFILES:
        word = {kind: secret_of(kind, name) for kind in ("link", "incident", "member", "pattern", "warning")}
        why = (Reason(comparison="place", sentence=f"Both name {word['link']}.", weight=1.0),)
        found += [
            make_link("one", "two", profile=name, reasons=why),
            make_incident(profile=name, keys=(f"patrol-notes:{word['incident']}",)),
            make_member(profile=name, quote=f"Girls {word['member']}"),
            make_pattern(profile=name, reasons=(f"Two signs {word['pattern']}.",)),
            make_warning(name, profile=name, statement=f"Girls may be taken {word['warning']}."),
        ]
    return found


SECRETS = {(kind_of(type(item)).name, scope_of(item)): item for item in items()}


def allowed(role: str) -> set[tuple[str, str]]:
    """Return kind and scope of every item that a role may read."""
    if role == "data_engineer":
        return {("source", scope) for scope in SCOPES}
    profile = profile_of(role)
    return {(kind.name, scope) for kind in KINDS for scope in (scopes(kind.model, profile) if profile.levels else ())}


def told_in(text: str) -> set[tuple[str, str]]:
    """Return kind and scope of every item whose word stands in `text`."""
    return {place for place in SECRETS if secret_of(*place) in text}


@pytest.fixture(scope="module")
def prefix(secured_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the prefix of indices with one item of every kind in every scope, and a user for every role."""
    made = f"leak-{uuid4().hex[:8]}"
    # Names of their own, since tests of other indices put roles into the same cluster.
    put_roles(secured_elasticsearch_url, {f"{name}-{made}": role for name, role in roles(made, READERS).items()})
    with Elasticsearch(secured_elasticsearch_url) as admin:
        for role in ROLES:
            name = f"{role}-{made}"
            admin.security.put_user(username=name, password="secret-enough", roles=[name])
    index = open_index(url=secured_elasticsearch_url, path=tmp_path_factory.mktemp("unused"), prefix=made)
    index.make()
    index.put(items())
    index.refresh()
    index.close()
    return made


ANY = {"query": {"match_all": {}}, "size": 1000}
SUGGESTED = {"near": {"text": "zzreprt", "term": {"field": "text", "suggest_mode": "always", "max_edits": 2}}}
PHRASED = {"near": {"text": "girls kanvi zz", "phrase": {"field": "text", "size": 9}}}


def questions(prefix: str) -> Iterator[tuple[str, str, Any]]:
    """Yield every question: method, path and body."""
    targets = ["*", "_all", f"{prefix}-*", f"*{prefix}*", ".*"]
    targets += [alias_of(prefix, kind, scope) for kind in KINDS for scope in (*SCOPES, *PROFILES)]
    targets += [f"{alias_of(prefix, kind_of(type(item)), scope)}-v*" for (_, scope), item in SECRETS.items()]
    for target in targets:
        yield "POST", f"/{target}/_search?ignore_unavailable=true", ANY
        yield "GET", f"/{target}/_count", None
    for target in targets[:3]:
        yield "POST", f"/{target}/_search", {"query": {"query_string": {"query": "zz*"}}, "size": 1000}
        yield "POST", f"/{target}/_search", {"size": 0, "suggest": SUGGESTED | {"phrase": PHRASED["near"]}}
        yield "POST", f"/{target}/_validate/query?explain=true&rewrite=true", {"query": {"wildcard": {"text": "zz*"}}}
        yield "GET", f"/{target}/_field_caps?fields=*", None
        yield "GET", f"/{target}/_mapping", None
        yield "GET", f"/{target}/_stats", None
        yield "POST", f"/{target}/_pit?keep_alive=1m", None
        for field in ("originator", "key", "keys", "facility_id", "topic", "statement", "reasons"):
            yield "POST", f"/{target}/_search", {"size": 0, "aggs": {"all": {"terms": {"field": field, "size": 1000}}}}
            yield "POST", f"/{target}/_terms_enum", {"field": field, "string": "zz"}
    for (_, scope), item in SECRETS.items():
        alias, name = alias_of(prefix, kind_of(type(item)), scope), quote(id_of(item), safe="")
        yield "GET", f"/{alias}/_doc/{name}", None
        yield "GET", f"/{alias}/_source/{name}", None
        yield "POST", f"/{alias}/_explain/{name}", {"query": {"match_all": {}}}
        yield "GET", f"/{alias}/_termvectors/{name}?fields=text,quote&realtime=false", None
        yield "POST", "/_mget", {"docs": [{"_index": alias, "_id": id_of(item)}]}
    yield "POST", "/_sql?format=txt", {"query": f'SELECT originator FROM "{prefix}-*"'}
    yield "POST", "/_query?format=txt", {"query": f"FROM {prefix}-* | KEEP originator"}
    for path in ("/_cat/indices", "/_cat/count", "/_cat/aliases", "/_resolve/index/*", "/_alias", "/_cluster/health"):
        yield "GET", path, None
    lookup = {
        "index": f"{prefix}-report-strictly_confidential",
        "id": id_of(SECRETS["report", "strictly_confidential"]),
    }
    yield "POST", f"/{prefix}-*/_search", {"query": {"terms": {"originator": {**lookup, "path": "originator"}}}}


def answer(client: Elasticsearch, method: str, path: str, body: Any) -> str:
    """Return all that the cluster says to one question, its refusal included."""
    headers = {"accept": "application/json", "content-type": "application/json"}
    if "format=txt" in path:
        headers["accept"] = "text/plain"
    try:
        said = client.perform_request(method, path, headers=headers, body=body).body
    except ApiError as refusal:
        said = refusal.body
    return said if isinstance(said, str) else json.dumps(said)


@pytest.mark.services
@pytest.mark.parametrize("role", ROLES)
def test_d04_no_question_to_elasticsearch_is_answered_with_what_a_role_may_not_see(
    secured_elasticsearch_url: str, prefix: str, role: str
) -> None:
    with Elasticsearch(as_user(secured_elasticsearch_url, f"{role}-{prefix}")) as client:
        said = {question[:2]: answer(client, *question) for question in questions(prefix)}
    leaks = {question: told_in(text) - allowed(role) for question, text in said.items()}
    assert {question: found for question, found in leaks.items() if found} == {}
    assert set().union(*(told_in(text) for text in said.values())) == allowed(role) & set(SECRETS)


@pytest.mark.services
@pytest.mark.parametrize("role", ROLES)
def test_d04_no_count_of_elasticsearch_counts_what_a_role_may_not_see(
    secured_elasticsearch_url: str, prefix: str, role: str
) -> None:
    with Elasticsearch(as_user(secured_elasticsearch_url, f"{role}-{prefix}")) as client:
        counted = json.loads(answer(client, "GET", f"/{prefix}-*/_count", None)).get("count", 0)
        listed = answer(client, "GET", "/_cat/indices?format=json", None)
    assert counted == len(allowed(role) & set(SECRETS))
    assert "strictly_confidential" not in listed or role in ("protection_adviser", "data_engineer")


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_d04_no_question_to_the_embedded_index_is_answered_with_what_a_profile_may_not_see(
    tmp_path: Path, profile: Profile
) -> None:
    index = open_index(url="", path=tmp_path / "index.sqlite", prefix="leak")
    index.put(items())
    index.refresh()
    seen, said = profile.scopes, []
    for kind in KINDS:
        said += [str(list(index.find(kind.model, scopes(kind.model, profile))))]  # type: ignore[type-var]
        ids = [id_of(item) for (name, _), item in SECRETS.items() if name == kind.name]
        said += [str(index.get(kind.model, scopes(kind.model, profile), ids))]  # type: ignore[type-var]
    said += [str(index.search(seen, Query(text=secret_of(*place)))) for place in SECRETS]
    said += [
        str(index.search(seen, Query(limit=99))),
        str(index.search(seen, Query(near_latitude=11, near_longitude=3))),
    ]
    said += [str(index.common_keys(seen, more_than=0, most=99)), str(index.candidates(seen, KEYS, 99))]
    said += [str(index.cube(Report, seen, ["originator"], Window(field="ingested_at")))]
    index.close()
    may = {(kind.name, scope) for kind in KINDS for scope in scopes(kind.model, profile)}
    assert told_in("".join(said)) == may & set(SECRETS)


def test_every_kind_and_scope_has_a_secret() -> None:
    assert set(SECRETS) == {
        (kind.name, scope) for kind in KINDS for scope in (PROFILES if kind.scope_field == "profile" else SCOPES)
    }
    assert stable_id("one") != stable_id("two")
