"""The part of Kibana's query language that our objects use, as the request that Kibana makes of it.

After `kbn-es-query`: a value is a `match`, one with `*` a `query_string`, `*` alone `exists`, a comparison a `range`.
What is beyond this part raises, so that no query goes unchecked.
"""

import re
from collections.abc import Iterator
from typing import Any

Clause = dict[str, Any]

TOKEN = re.compile(r"\s*(?:(?P<mark>[()]|<=|>=|<|>|:)|(?P<word>[^\s()<>:\"]+))")
COMPARISONS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}


class Reader:
    """Reads one query from left to right; `not` binds closest, then `and`, then `or`."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.fields: set[str] = set()

    def read(self) -> Clause:
        clause = self.either()
        if self.tokens:
            raise ValueError(f"what does {self.tokens[0]!r} do here?")
        return clause

    def either(self) -> Clause:
        clauses = [self.all()]
        while self.taken("or"):
            clauses.append(self.all())
        return {"bool": {"should": clauses, "minimum_should_match": 1}} if len(clauses) > 1 else clauses[0]

    def all(self) -> Clause:
        clauses = [self.one()]
        while self.taken("and"):
            clauses.append(self.one())
        return {"bool": {"filter": clauses}} if len(clauses) > 1 else clauses[0]

    def one(self) -> Clause:
        if self.taken("not"):
            return {"bool": {"must_not": self.one()}}
        if self.taken("("):
            clause = self.either()
            self.must(")")
            return clause
        return self.about(self.tokens.pop(0))

    def about(self, field: str) -> Clause:
        self.fields.add(field)
        mark = self.tokens.pop(0)
        if mark in COMPARISONS:
            return {"range": {field: {COMPARISONS[mark]: self.tokens.pop(0)}}}
        if mark != ":":
            raise ValueError(f"{field} is followed by {mark!r}")
        if not self.taken("("):
            return holds(field, self.tokens.pop(0))
        values = [self.tokens.pop(0)]
        while self.taken("or"):
            values.append(self.tokens.pop(0))
        self.must(")")
        return {"bool": {"should": [holds(field, value) for value in values], "minimum_should_match": 1}}

    def taken(self, token: str) -> bool:
        if self.tokens[:1] != [token]:
            return False
        self.tokens.pop(0)
        return True

    def must(self, token: str) -> None:
        if not self.taken(token):
            raise ValueError(f"{token!r} is missing")


def tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"cannot be read: {text[at:]!r}")
        yield match["mark"] or match["word"]
        at = match.end()


def holds(field: str, value: str) -> Clause:
    if value == "*":
        return {"exists": {"field": field}}
    if "*" in value:
        return {"query_string": {"fields": [field], "query": value.replace("-", "\\-")}}
    return {"match": {field: value}}


def request_of(text: str) -> Clause:
    return Reader(text).read() if text else {"match_all": {}}


def fields_of(text: str) -> set[str]:
    reader = Reader(text)
    if text:
        reader.read()
    return reader.fields
