"""An index built anew beside the one that is searched: its names, what a rebuild cut off leaves, and the switch."""

import re
import time
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from search.hits import chunks

NAMES = 20  # names of one request, which stand in its address
SETTLE_SECONDS = 3.0
"""How long the old indices stay after the switch, so that searches which began before it end on them."""


def aside_prefix(prefix: str) -> str:
    """Return the prefix of an index built aside; its names are in reach of nobody who may read those of `prefix`."""
    return f"{prefix}-g{datetime.now(UTC):%Y%m%d%H%M%S}"


def indices_behind(client: Elasticsearch, aliases: Iterable[str]) -> dict[str, list[str]]:
    """Return the indices that `aliases` lead to, with which of them; an alias that is not there leads nowhere."""
    found: dict[str, list[str]] = {}
    for names in chunks(aliases, NAMES):
        answer = client.options(ignore_status=404).indices.get_alias(name=names).body
        found |= {index: list(each["aliases"]) for index, each in answer.items() if index not in ("error", "status")}
    return found


def drop_strays(client: Elasticsearch, prefix: str, aliases: Collection[str]) -> None:
    """Delete our indices that no alias of ours leads to: what a rebuild that was cut off, or a switch, left."""
    for index, entry in client.indices.get_alias(index=f"{prefix}-*").body.items():
        named = re.fullmatch(rf"{re.escape(prefix)}(?:-g\d{{14}})?(-.+)-v\d+", index)
        is_ours = named is not None and prefix + named[1] in aliases
        if is_ours and not set(entry["aliases"]) & set(aliases):
            client.indices.delete(index=index)


def switch(client: Elasticsearch, pairs: Mapping[str, str]) -> None:
    """Let each alias lead to what the one that it is paired with led to, at one moment; done already, do nothing."""
    old, new = indices_behind(client, pairs), indices_behind(client, pairs.values())
    ours = {theirs: alias for alias, theirs in pairs.items()}
    actions: list[dict[str, Any]] = [_action("remove", index, alias) for index, names in old.items() for alias in names]
    for index, names in new.items():
        actions += [_action("remove", index, theirs) for theirs in names]
        actions += [_action("add", index, ours[theirs]) for theirs in names]
    if new:
        client.indices.update_aliases(actions=actions)
        time.sleep(SETTLE_SECONDS)


def _action(what: str, index: str, alias: str) -> dict[str, Any]:
    return {what: {"index": index, "alias": alias}}
