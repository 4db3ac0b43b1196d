"""The review queue: nothing that is not approved is ever read, and who did what when is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlp.catalogue_reader import read_catalogue
from pipeline.catalogue_review import catalogue_layers, decide, drafts, proposals, propose
from schemas.catalogue import Catalogue
from schemas.errors import ConfigurationError
from tests.nlp.test_catalogue_check import WHOLE

AT = datetime(2026, 3, 1, tzinfo=UTC)
MORE = '- id: MOB-03\n  patterns: {en: ["nights under the mango tree*"]}\n  severity: 5\n'
GROUPS = "en: {market_days: [market day, fair]}\n"


def catalogue(mission: Path) -> Catalogue:
    return read_catalogue(*catalogue_layers(mission))


def patterns(mission: Path, sign_id: str = "MOB-03") -> tuple[str, ...]:
    return next((sign.patterns["en"] for sign in catalogue(mission).indicators if sign.id == sign_id), ())


def test_a_change_is_read_only_while_it_is_approved(tmp_path: Path) -> None:
    before = catalogue(tmp_path).version
    waiting = propose(tmp_path, MORE, by="ana", at=AT, why="what people say")
    assert (waiting.state, waiting.signs) == ("waiting", ("MOB-03",))
    assert catalogue(tmp_path).version == before
    decide(tmp_path, waiting.id, "approved", by="ben", at=AT + timedelta(1))
    assert "nights under the mango tree*" in patterns(tmp_path)
    assert catalogue(tmp_path).version != before
    decide(tmp_path, waiting.id, "refused", by="ben", at=AT + timedelta(2), why="too wide")
    assert catalogue(tmp_path).version == before


def test_who_and_when_and_why_are_kept(tmp_path: Path) -> None:
    kept = propose(tmp_path, WHOLE, by="ana", at=AT, why="new")
    decide(tmp_path, kept.id, "approved", by="ben", at=AT + timedelta(1), why="tried")
    (found,) = proposals(tmp_path)
    assert [(step.what, step.by, step.at, step.why) for step in found.steps] == [
        ("proposed", "ana", AT, "new"),
        ("approved", "ben", AT + timedelta(1), "tried"),
    ]
    assert patterns(tmp_path, "ZZZ-01") == ("women fled",)


def test_a_group_of_words_can_be_proposed_and_then_used(tmp_path: Path) -> None:
    using = WHOLE.replace("women fled", "'{market_days} ... fled'")
    with pytest.raises(ConfigurationError, match="there is no concept"):
        propose(tmp_path, using, by="ana", at=AT)
    groups = propose(tmp_path, GROUPS, by="ana", at=AT)
    assert groups.word_groups == ("en market_days",)
    decide(tmp_path, groups.id, "approved", by="ben", at=AT)
    propose(tmp_path, using, by="ana", at=AT + timedelta(1))


def test_a_change_with_a_mistake_is_refused_with_line_and_mend_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 5: ZZZ-01 mend severity"):
        propose(tmp_path, WHOLE.replace("severity: 3", "severity: 9"), by="ana", at=AT)
    assert proposals(tmp_path) == []
    assert not list(tmp_path.rglob("*.yaml"))


def test_the_same_change_waits_once_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    kept = propose(tmp_path, WHOLE, by="ana", at=AT)
    with pytest.raises(ConfigurationError, match=f"there already as {kept.id}, waiting"):
        propose(tmp_path, WHOLE, by="ben", at=AT)
    with pytest.raises(ConfigurationError, match="no proposal nope"):
        decide(tmp_path, "nope", "approved", by="ben", at=AT)
    decide(tmp_path, kept.id, "refused", by="ben", at=AT)
    assert propose(tmp_path, WHOLE, by="ana", at=AT + timedelta(1)).state == "waiting"


def test_a_file_in_the_mission_folder_is_a_draft_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    draft = tmp_path / "catalogue" / "ours.yaml"
    draft.write_text(WHOLE, encoding="utf-8")
    assert drafts(tmp_path) == [draft]
    assert patterns(tmp_path, "ZZZ-01") == ()
