"""Splink 5 on the same columns: its own comparisons, weights by expectation maximisation on the file itself."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy

from evaluation.link_baselines import ordered_days
from evaluation.thresholds import Pairs
from evaluation.ucdp_items import Cited
from nlp.folding import fold_words

_WEEK, _MONTH = 8, 32
_DAYS = (1, 2, 4, 7, 14)
_SHORTEST_WORD = 4
_SAMPLED_PAIRS = 2e6
_LEAST_PROBABILITY = 1e-4


def splink_pairs(items: Sequence[Cited], *, coarse: bool) -> Pairs:
    """Return the pairs that Splink compares with its match weight; raise `ImportError` where it is not installed.

    The weights are fitted on the file under test, which Forewarn's may not be.
    """
    import duckdb
    from pyarrow import Table
    from splink import DuckDBAPI, Linker, SettingsCreator
    from splink.internals.exceptions import EMTrainingException

    logging.getLogger("splink").setLevel(logging.ERROR)
    ordered_days([item.published for item in items])
    connection = duckdb.connect()
    connection.execute("SET threads TO 1")  # the sample, and so the weights, are the same each time
    rules, trained_on = _blocking(coarse)
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=_comparisons(coarse), blocking_rules_to_generate_predictions=rules
    )
    table = DuckDBAPI(connection).register(Table.from_pylist([_row(*each) for each in enumerate(items)]))
    linker = Linker(table, settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED_PAIRS, seed=1)
    for rule in trained_on:
        with suppress(ValueError, EMTrainingException):  # too few pairs of a kind: what was learnt before stands
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=_LEAST_PROBABILITY)
    return _pairs(connection, found.physical_name)


def _row(number: int, item: Cited) -> dict[str, Any]:
    day, cell = item.published.toordinal(), item.coarse.cell
    return {
        "unique_id": number, "outlet": item.outlet, "published": item.published, "words": _words(item.title),
        "week": day // _WEEK, "next_week": (day + _WEEK // 2) // _WEEK, "month": day // _MONTH,
        "next_month": (day + _MONTH // 2) // _MONTH, "cell": f"{cell.latitude} {cell.longitude}",
        "latitude": cell.latitude, "longitude": cell.longitude, "side_a": item.coarse.side_a,
        "side_b": item.coarse.side_b, "violence": item.coarse.violence,
    }  # fmt: skip


def _words(title: str) -> list[str]:
    return sorted({word.folded for word in fold_words(title) if len(word.folded) >= _SHORTEST_WORD})


def _comparisons(coarse: bool) -> list[Any]:
    import splink.comparison_library as library

    text = [
        library.ArrayIntersectAtSizes("words", [6, 4, 3, 2, 1]),
        library.AbsoluteDateDifferenceAtThresholds(
            "published", input_is_string=False, metrics=["day"] * len(_DAYS), thresholds=list(_DAYS)
        ),
        library.ExactMatch("outlet"),
    ]
    if not coarse:
        return text
    sides = [library.ExactMatch(side).configure(term_frequency_adjustments=True) for side in ("side_a", "side_b")]
    return [
        *text,
        *sides,
        library.DistanceInKMAtThresholds("latitude", "longitude", [1, 16, 30]),
        library.ExactMatch("violence"),
    ]


def _blocking(coarse: bool) -> tuple[list[Any], list[Any]]:
    """Return the rules that make pairs, and those that expectation maximisation is run on."""
    from splink import block_on

    weeks = [block_on("week"), block_on("next_week")]
    if not coarse:
        return weeks, [block_on("published"), block_on("outlet", "week")]
    cells = [block_on("cell", "month"), block_on("cell", "next_month")]
    return [*weeks, *cells], [block_on("published"), block_on("cell")]


def _pairs(connection: Any, table: str) -> Pairs:
    query = f"SELECT unique_id_l, unique_id_r, match_weight FROM {table} ORDER BY 1, 2"  # noqa: S608 Splink's own name
    columns = list(connection.execute(query).fetchnumpy().values())
    return Pairs(*(numpy.asarray(column) for column in columns))
