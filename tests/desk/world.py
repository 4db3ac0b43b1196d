"""A small invented world in the embedded parts, and the desk on it.

Reports one to four are everyone's who reads reports; `hidden` is strictly confidential and holds SECRET.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from desk import users
from desk.app import create_app
from desk.roles import ROLES
from pipeline.gazetteer import ready_gazetteer
from pipeline.logbook import append_entries
from pipeline.parts import Parts, open_parts
from pipeline.warning_life import show_warnings, warnings_as_of
from schemas.annotation import Annotation, PlaceMention
from schemas.base import stable_id
from schemas.linkage import Contradiction, Reason, Side
from schemas.protection import PROFILES, Level, Profile, Tlp
from schemas.settings import Settings
from schemas.warning import WarningEntry
from tests.factories import (
    TEXT,
    make_annotation,
    make_area,
    make_event,
    make_evidence,
    make_incident,
    make_link,
    make_report,
    make_source,
    make_warning,
    moment,
    report_id_of,
)
from tests.pipeline.runs import mission_of_all, settings_in

SECRET = "Zandoubalé"
PASSWORD = "a password of some length"
ADDRESS = "https://desk.example"
REASON = "Both name Kanvi-Est."
SEEN = ("one", "two", "three", "four")
UNPLACED = "motorbikes"
"""A word of the reports that stands for a name which could not be placed."""


def event_id(name: str) -> str:
    return stable_id("event", name)


def link_id(left: str, right: str) -> str:
    return make_link(left, right).id


def warning_id(profile: str) -> str:
    return stable_id("warning", profile)


def put_world(parts: Parts) -> None:
    """Fill the index: `one` and `two` are one incident, `three` may belong to it, `four` stands alone.

    Each profile has one warning; that of the protected one rests on SECRET.
    """
    parts.index.put(make_report(name, title=f"Patrol {name}") for name in SEEN)
    parts.index.put(make_event(name, originator=f"TS-{name.upper()}") for name in SEEN)
    parts.index.put(make_annotation(name) for name in SEEN)
    parts.index.put([_annotation_in_doubt(), make_source("patrol-notes", state="silent", silent_since=moment(3))])
    secret = {"level": Level.STRICTLY_CONFIDENTIAL, "tlp": Tlp.RED}
    parts.index.put([make_report("hidden", text=f"{TEXT} {SECRET}", title=SECRET, **secret)])
    parts.index.put([make_event("hidden", quote=SECRET, originator=SECRET, **secret)])
    of_secret = PlaceMention(text=SECRET, start=0, end=9, evidence="type_word", reason="none of this name")
    level = Level.STRICTLY_CONFIDENTIAL
    parts.index.put([make_annotation("hidden", places=(of_secret,), level=level)])
    parts.index.put([make_source("clinic-gbvims", level=level, rows_by_fate={"counted": 7331})])
    for profile in PROFILES.values():
        sees_all = Level.STRICTLY_CONFIDENTIAL in profile.levels
        _put_derived(parts, profile.name, sees_all=sees_all)
        _put_warning(parts, profile, sees_all=sees_all)
    parts.index.refresh()


def _annotation_in_doubt() -> Annotation:
    """Return what was read of `four`: one name in doubt, and one that could not be placed."""
    annotation = make_annotation("four")
    doubtful = annotation.places[0].model_copy(update={"score": 0.4})
    none = PlaceMention(text=UNPLACED, start=50, end=60, evidence="type_word", reason="none of this name")
    return annotation.model_copy(update={"places": (doubtful, none)})


def _put_derived(parts: Parts, profile: str, *, sees_all: bool) -> None:
    reasons = (Reason(comparison="place", sentence=REASON, weight=2.5),)
    links = [
        make_link("one", "two", profile=profile, reasons=reasons, probability=0.97, status="linked"),
        make_link("one", "three", profile=profile, reasons=reasons, probability=0.517, status="possible"),
        make_link("two", "four", profile=profile, reasons=reasons, probability=0.423, status="possible"),
    ]
    together = ["one", "two"]
    if sees_all:
        links.append(make_link("one", "hidden", profile=profile, status="linked"))
        together.append("hidden")
    sides = (Side(says="2 girls", keys=("one",)), Side(says="5 girls", keys=("two",)))
    parts.index.put(links)
    parts.index.put([make_incident(name, profile=profile) for name in ("three", "four")])
    parts.index.put(
        [
            make_incident(
                "one",
                id=min(map(event_id, together)),
                profile=profile,
                events=tuple(sorted(map(event_id, together))),
                report_ids=tuple(sorted(map(report_id_of, together))),
                keys=tuple(f"patrol-notes:{name}" for name in together),
                contradictions=(Contradiction(about="number", what="abduction", sides=sides),),
                last_at=moment(1),
            )
        ]
    )


def _put_warning(parts: Parts, profile: Profile, *, sees_all: bool) -> None:
    secret = {"level": Level.STRICTLY_CONFIDENTIAL, "tlp": Tlp.RED}
    of_secret = {"statement": f"Signs around {SECRET}.", "evidence": (make_evidence("hidden", quote=SECRET),), **secret}
    area = make_area(admin2="Mbazéré", admin1="Nord-Ouvande")
    warning = make_warning(
        profile.name, profile=profile.name, area=area, acknowledge_by=moment(15), **(of_secret if sees_all else {})
    )
    entry = WarningEntry(
        id=stable_id("entry", profile.name), warning_id=warning.id, at=warning.raised_at, what="raised",
        reason="two signs", warning=warning,
    )  # fmt: skip
    append_entries(parts.broker, [entry])
    show_warnings(parts, profile, warnings_as_of(parts, profile))


def settings_of_world(home: Path, **fields: Any) -> Settings:
    """Return settings of a world in `home` with one user for each role."""
    settings = settings_in(home, **({"mission": mission_of_all(home)} | fields))
    with open_parts(settings) as parts:
        put_world(parts)
        ready_gazetteer(parts)
    for role in ROLES:
        users.add_user(settings.home / "desk-users.json", role, role, PASSWORD)
    return settings


@contextmanager
def served(settings: Settings, **fields: Any) -> Iterator[TestClient]:
    """Give a browser before the desk, signed out."""
    with TestClient(create_app(settings, **fields), base_url=ADDRESS, follow_redirects=False) as client:
        client.headers["origin"] = ADDRESS
        yield client


def sign_in(client: TestClient, role: str, password: str = PASSWORD) -> None:
    answer = client.post("/sign-in", data={"name": role, "password": password})
    assert answer.status_code == 303, answer.text


def form_token(client: TestClient) -> str:
    """Return the token of the forms of whoever is signed in."""
    page: str = client.get("/").text
    return page.split('name="form_token" value="')[1].split('"')[0]


def send(client: TestClient, path: str, **fields: Any) -> Any:
    """Send a form of the desk."""
    return client.post(path, data={"form_token": form_token(client), **fields})


@pytest.fixture(scope="session")
def fast_hashes() -> Iterator[None]:
    """Let passwords be hashed fast: what Argon2 promises is its own library's to test."""
    patch = pytest.MonkeyPatch()
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch.setattr(users, "HASHER", hasher)
    patch.setattr(users, "NOBODY", hasher.hash("nobody"))
    yield
    patch.undo()
