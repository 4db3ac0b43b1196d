import html
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any, get_args

import pytest

from briefing.material import Material
from briefing.render import render
from briefing.threads import THREADS_SHOWN
from briefing.words import Language, load_words
from schemas.catalogue import Indicator
from schemas.linkage import Origin
from schemas.mission import Base, Mission, Place
from schemas.protection import Level, Tlp
from schemas.source import SourceType
from schemas.status import SourceStop, UnplacedTotal
from schemas.warning import AlertLevel, Verdict, Warning
from tests.factories import (
    make_area,
    make_event,
    make_evidence,
    make_incident,
    make_link,
    make_place,
    make_report,
    make_source,
    make_warning,
    moment,
    report_id_of,
)

LANGUAGES: tuple[Language, ...] = get_args(Language)
HOSTILE = (
    "</blockquote></style><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    "<a href='javascript:alert(4)'>x</a><iframe src='https://example.org/'></iframe>"
    '=HYPERLINK("https://example.org") {{ 7*7 }} \u202eesrever\u202c \x07\x1b[31m ' + "W" * 300
)
SHOWN_HOSTILE = re.sub("[\u202e\u202c\x07\x1b]", "\ufffd", HOSTILE)
ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "main", "header", "section", "article"),
    *("h1", "h2", "h3", "h4", "h5", "p", "strong", "br", "span", "bdi", "blockquote", "code", "a", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "details", "summary", "figure", "figcaption"),
    "footer",
    *("svg", "g", "path", "rect", "line", "circle", "text", "tspan"),
}


class Page(HTMLParser):
    """Collects what a page holds; text of the style element apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]


def material(**fields: object) -> Material:
    return Material.model_validate({"mission": Mission(), "profile": "analyst", "now": moment(14), **fields})


def full(text: str = "two girls near the river") -> Material:
    """Every field of free text holds `text`."""
    event = make_event("one", quote=text, place=make_place(name=text))
    other = make_event("two", quote=text, originator="TS-BRAVO", place=make_place(name=text))
    incident = make_incident(
        id=min(event.id, other.id),
        events=tuple(sorted([event.id, other.id])),
        keys=(event.key, other.key),
        report_ids=(report_id_of("one"), report_id_of("two")),
        place=make_place(name=text),
        origins=(Origin(keys=(event.key, other.key), originators=(text,), reason=text),),
    )
    sign = make_evidence("one", quote=text, place_name=text, stated_reason="ARM-01", key=text)
    clinic = make_evidence("clinic", quote=text, source_type=SourceType.CLINIC, event_id=None, count_id="c")
    warning = make_warning(
        area=make_area(name=text, admin1=text, admin2=text),
        statement=text,
        evidence=(sign, clinic),
        reasons=(text,),
        crsv=Verdict(indicated=True, reason=text),
        trafficking=Verdict(indicated=False, reason=text),
        not_known=(text,),
        open_question=text,
        probes=(text,),
        addressee=text,
        referral_note=text,
    )
    link = make_link()
    return material(
        mission=Mission(
            name=text,
            invented=True,
            places=(Place(id="XX-1", name=text, feature_code="PPL", latitude=11.2, longitude=2.9),),
            bases=(Base(id="B", name=text, latitude=11.3, longitude=2.9),),
        ),
        warnings=[warning, make_warning("closed", status="stepped_down", area=make_area(name=text))],
        incidents=[incident],
        links=[link.model_copy(update={"reasons": (link.reasons[0].model_copy(update={"sentence": text}),)})],
        events=[event, other],
        reports=[make_report("one", title=text)],
        sources=[
            make_source(text, state="silent", last_report_at=moment(2), silent_since=moment(3)),
            make_source("ngo", rows_by_fate={"indexed": 3, "quarantined": 1}),
            make_source("hxl", state="stopped", stop=SourceStop(topic="hxl", since=moment(2), reason=text)),
        ],
        indicators=[
            Indicator.model_validate(
                {
                    "id": "ARM-01",
                    "name": {"en": text, "fr": text},
                    "definition": "d",
                    "kind": "armed",
                    "severity": 4,
                    "tie": "both",
                    "sources": ("patrol",),
                    "patterns": {},
                    "basis": "b",
                }
            )
        ],
        unplaced_names=2,
        unplaced=[UnplacedTotal(name=text, reports=2, topics=(text,), latest=date(2026, 3, 2), example_key=text)],
        unprocessed_languages={text: 3},
        quarantined={text: 1},
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_hostile_text_runs_loads_or_leads_elsewhere(language: Language) -> None:
    page = Page(render(full(HOSTILE), language=language))
    assert page.tags <= ALLOWED_TAGS
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in {"src", "srcset", "action"}]
    assert all(link.startswith("#") for link in page.values("href"))
    assert not [value for _, _, value in page.attributes if "url(" in value]
    assert {name for tag, name, _ in page.attributes if tag == "meta"} == {"charset", "http-equiv", "content", "name"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_text_is_shown_as_it_is_but_for_what_steers_the_screen(language: Language) -> None:
    text = render(full(HOSTILE), language=language)
    assert html.escape(SHOWN_HOSTILE).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert SHOWN_HOSTILE in "".join(Page(text).texts)


def test_the_policy_allows_nothing_from_outside_and_the_page_names_no_address() -> None:
    text = render(full(), language="en")
    assert (
        """content="default-src 'none'; style-src 'unsafe-inline'; img-src data:\"""" in text[: text.index("<title>")]
    )
    assert "http:" not in text
    assert "https:" not in text
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_of_an_open_warning_is_on_the_page(language: Language) -> None:
    signs = tuple(make_evidence(str(number), quote=f"quote number {number} ends") for number in range(30))
    texts = "".join(Page(render(material(warnings=[make_warning(evidence=signs)]), language=language)).texts)
    assert all(sign.quote in texts for sign in signs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_page_says_that_nothing_is_open_and_that_this_is_not_calm(language: Language) -> None:
    words = load_words(language)
    texts = "".join(Page(render(material(), language=language)).texts)
    assert words["today"]["none"] in texts
    assert words["today"]["none_means"] in texts
    assert words["threads"]["none"] in texts
    assert words["gaps"]["no_sources"] in texts
    assert words["levels"]["confidential"] in texts


def test_d39_level_mark_and_invented_stand_on_top_and_bottom() -> None:
    text = render(full(), language="en")
    assert text.count("CONFIDENTIAL · TLP:AMBER</div>") == 2
    assert text.count(load_words("en")["invented"]) == 2
    assert load_words("en")["invented"] not in render(material(), language="en")


def test_the_banner_is_the_highest_of_the_page() -> None:
    event = make_event(level=Level.STRICTLY_CONFIDENTIAL, tlp=Tlp.RED)
    text = render(material(profile="protected", events=[event]), language="fr")
    assert text.count("STRICTEMENT CONFIDENTIEL · TLP:RED</div>") == 2


def test_warnings_link_to_their_threads_and_every_link_has_its_end() -> None:
    page = Page(render(full(), language="en"))
    ends = page.values("id")
    assert len(ends) == len(set(ends))
    assert {link.removeprefix("#") for link in page.values("href")} <= set(ends)
    assert [link for link in page.values("href") if link.startswith("#thread-")]


def test_the_most_urgent_warning_stands_first() -> None:
    warnings = [
        make_warning(level, alert_level=AlertLevel(level), area=make_area(name=f"Village {level}"))
        for level in ("low", "high", "medium")
    ]
    headline = render(material(warnings=warnings), language="en").split('id="warnings"')[0]
    assert re.findall(r"<strong><bdi>Village (\w+)</bdi>", headline) == ["high", "medium", "low"]
    assert "3 warnings stand" in headline


def test_what_is_cut_short_says_how_much_and_where_to_find_it() -> None:
    names = [(f"{number}a", f"{number}b") for number in range(THREADS_SHOWN + 2)]
    events = [make_event(name) for pair in names for name in pair]
    incidents = [
        make_incident(
            left,
            events=(make_event(left).id, make_event(right).id),
            keys=(f"patrol-notes:{left}", f"patrol-notes:{right}"),
            report_ids=(report_id_of(left), report_id_of(right)),
            origins=(),
        )
        for left, right in names
    ]
    text = render(material(events=events, incidents=incidents), language="en")
    assert text.count('class="thread"') == THREADS_SHOWN
    assert re.search(r"and 2 more threads \(<code>forewarn thread [0-9a-f]{24}</code>\)", text)


def test_the_same_material_gives_the_same_page_whatever_its_order() -> None:
    page = full()
    turned = page.model_copy(
        update={name: tuple(reversed(getattr(page, name))) for name in ("warnings", "events", "links", "sources")}
    )
    assert render(page, language="en") == render(page, language="en") == render(turned, language="en")


def test_the_two_verdicts_the_gaps_and_the_grades_are_there() -> None:
    texts = "".join(Page(render(full(), language="en")).texts)
    for words in (
        "Conflict-related sexual violence: ■ indicated",
        "Trafficking in persons: □ not indicated",
        "source B, information 3",
        "stated reason in the same report",
        "silent since 5 Mar 2026 (11 days)",
        "2 place names could not be placed.",
        "same origin as report 1",
    ):
        assert words in texts


@pytest.mark.parametrize(("language", "title"), [("en", "Names we could not place"), ("fr", "situer")])
def test_at_most_ten_names_that_could_not_be_placed_are_shown(language: Language, title: str) -> None:
    named = [
        UnplacedTotal(name=f"Qwertane-{n}.", reports=3, topics=("t",), latest=date(2026, 3, 2), example_key="k")
        for n in range(12)
    ]
    text = "".join(Page(render(material(unplaced=named, unplaced_names=40), language=language)).texts)
    assert title in text
    assert [n for n in range(12) if f"Qwertane-{n}." in text] == list(range(10))
    assert "+ 2 (forewarn unplaced)" in text
    assert "Qwertane" not in render(material(unplaced_names=40), language=language)


def of_today(*warnings: Warning, language: Language = "en") -> str:
    """Return the words of the first screen."""
    page = render(material(warnings=warnings), language=language)
    return " ".join("".join(Page(page[page.index('id="today"') : page.index('id="map"')]).texts).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_what_stands_who_was_told_who_is_late_and_what_is_asked(language: Language) -> None:
    warning = make_warning(acknowledge_by=moment(10), act_by=moment(20), escalated_to=("sector officer",))
    words, text = load_words(language)["today"], of_today(warning, language=language)
    for part in (warning.area.name, warning.addressee, "→ sector officer", words["asks"]["acknowledge"]):
        assert part in text
    assert f"✗ {words['unacknowledged'][0].format(n=1)}" in text
    assert warning.open_question in text.split(words["asks"]["answer"])[1]


def test_what_was_answered_is_not_asked_again() -> None:
    times: dict[str, Any] = {"acknowledged_at": moment(12), "acted_at": moment(13), "window_to": moment(20)}
    text = of_today(make_warning(status="acted", answer="a wedding", **times))
    assert "✓ Every warning has been acknowledged" in text
    assert "✗" not in text
    assert "Answer:" not in text


def test_at_most_five_warnings_stand_on_the_first_screen_and_the_others_are_named_below() -> None:
    warnings = [make_warning(str(n), area=make_area(name=f"Village {n}"), score=1 - n / 10) for n in range(7)]
    page = render(material(warnings=warnings), language="en")
    assert page.count('<article class="card') == 5
    assert all(f'id="detail-{warning.id}"' in page for warning in warnings)
    assert re.search(r"2 more warnings:.*Village 5.*Village 6", of_today(*warnings))
