"""The warning note: what is sent or printed of a warning, without a word that could lead to those who spoke."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.annotation import ToldLanguage
from schemas.delivery import Channel, Note, Section
from schemas.mission import Mission
from schemas.warning import Evidence, Warning, WarningEntry

MOST_SIGNS = 8  # one printed sheet; the rest is on the desk


@cache
def load_words(language: ToldLanguage) -> dict[str, Any]:
    """Return the notes' sentences in `language`."""
    text = files("delivery").joinpath("words.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)[language]
    return words


def write_note(
    entry: WarningEntry, channel: Channel, *, mission: Mission, sign_names: Mapping[str, str], now: datetime
) -> Note:
    """Return the note on `entry`, whose warning is told in the channel's language already.

    Quotes, keys of reports and places of single signs stay behind: a mailbox or a sheet of paper is read by others.
    """
    words, warning = load_words(channel.language), entry.warning
    title = words["title"].format(level=words["levels"][warning.alert_level], place=warning.area.name)
    return Note(
        warning_id=warning.id,
        marking=_marking(words, warning, mission),
        title=words["whats"][entry.what] + words["colon"] + title,
        recipient=channel.to,
        made_at=now,
        statement=warning.statement,
        sections=tuple(_sections(words, warning, sign_names)),
    )


def announce(entry: WarningEntry, channel: Channel, *, mission: Mission, now: datetime) -> Note:
    """Return the note that only says that a warning stands, for a channel that its marking keeps out."""
    words = load_words(channel.language)
    return Note(
        warning_id=entry.warning_id,
        marking=words["invented"] if mission.invented else "",
        title=words["announced_title"],
        recipient=channel.to,
        made_at=now,
        statement=words["announced"],
        sections=(),
    )


def note_text(note: Note, language: ToldLanguage) -> str:
    """Return `note` as plain text, marked on top and bottom."""
    words = load_words(language)
    lines = [note.marking, "", note.title, "", note.statement]
    for section in note.sections:
        lines += ["", section.heading, *(f"  - {line}" for line in section.lines)]
    return "\n".join([*lines, "", footer(note, language), words["quotes"], note.marking]).strip() + "\n"


def footer(note: Note, language: ToldLanguage) -> str:
    """Return which warning it is, when the note was made, and for whom (rule D39)."""
    words = load_words(language)
    made_at = words["moment"].format(note.made_at)
    return f"{words['id'].format(id=note.warning_id)} · {made_at} · {note.recipient}"


def _marking(words: Mapping[str, Any], warning: Warning, mission: Mission) -> str:
    marks = [words["markings"][warning.level], f"TLP:{warning.tlp.value}"]
    return " · ".join([*marks, words["invented"]] if mission.invented else marks)


def _sections(words: Mapping[str, Any], warning: Warning, sign_names: Mapping[str, str]) -> Iterator[Section]:
    """Yield the parts of the note that have something to say."""
    one, many = words["origins"]
    origins = (one if warning.independent_origins < 2 else many).format(n=warning.independent_origins)
    signs = [_sign(words, sign, sign_names) for sign in warning.evidence[-MOST_SIGNS:]]
    tie = (warning.crsv.reason, warning.trafficking.reason) if warning.evidence else ()
    parts: list[tuple[str, Iterable[str]]] = [
        ("where", _where(words, warning)),
        ("signs", [*signs, origins] if signs else ()),
        ("why", warning.reasons),
        ("tie", tie),
        ("not_known", warning.not_known),
        ("question", () if warning.answer else (warning.open_question,)),
        ("probes", warning.probes),
        ("referral", (warning.referral_note,)),
        ("asked", _asked(words, warning)),
    ]
    for heading, lines in parts:
        if told := tuple(line for line in lines if line):
            yield Section(heading=words[heading], lines=told)


def _where(words: Mapping[str, Any], warning: Warning) -> list[str]:
    area, day = warning.area, words["day"]
    place = words["area"].format(place=area.name, km=round(area.radius_km), district=area.admin2 or "?")
    return [place, words["window"].format(since=day.format(warning.window_from), until=day.format(warning.window_to))]


def _sign(words: Mapping[str, Any], sign: Evidence, names: Mapping[str, str]) -> str:
    return str(
        words["sign"].format(
            sign=", ".join(names.get(each, each) for each in sign.indicators),
            id=", ".join(sign.indicators),
            day=words["day"].format(sign.occurred_from),
            reliability=sign.reliability.value,
            credibility=sign.credibility,
        )
    )


def _asked(words: Mapping[str, Any], warning: Warning) -> list[str]:
    """Return who is asked for an answer, and until when; one that has ended asks for nothing."""
    if warning.status in ("closed", "stepped_down"):
        return []
    limits = [("acknowledge", warning.acknowledge_by), ("act", warning.act_by)]
    told = [words[key].format(by=words["moment"].format(by)) for key, by in limits if by is not None]
    return [words["addressee"].format(to=(warning.addressee, *warning.escalated_to)[-1]), *told]
