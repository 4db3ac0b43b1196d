"""What a reader sees is written from the model, marked, in both languages, whatever a quote holds."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from products.assessment import assess
from products.card import patrol_card
from products.gaps import coverage_gaps
from products.render import TEMPLATES, as_page_part, as_text
from products.requirements import requirements
from products.temperature import temperature
from products.top import top_areas
from products.trend import trend
from products.view import View
from products.words import load_words
from schemas.annotation import EventActor, PeopleCount, ToldLanguage
from schemas.export import KINDS, schema_text
from schemas.index import Document
from schemas.products import Product
from schemas.protection import PROFILES, Audience, Level, Profile
from schemas.report import Contact, StatedPlace
from tests.factories import make_evidence
from tests.products.world import patrol, told, view_of, warning_at

ALLOWED_TAGS = {
    *("section", "div", "h2", "h3", "p", "ul", "ol", "li", "strong", "span", "bdi", "br", "code", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
VOID = {"br"}
LANGUAGES: tuple[ToldLanguage, ...] = get_args(ToldLanguage)
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \u202eesrever\u202c \x07\x1b[31m"


class Page(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: Counter[str] = Counter()
        self.closed: Counter[str] = Counter()
        self.texts: list[str] = []
        self.feed(page)

    @property
    def tags(self) -> set[str]:
        return set(self.opened) | VOID

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened += Counter({tag} - VOID)

    def handle_endtag(self, tag: str) -> None:
        self.closed[tag] += 1

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def documents(quote: str, profile: Profile) -> list[Document]:
    actor, men = EventActor(name=quote, kind="militia"), PeopleCount(minimum=3, maximum=9, who=quote, role="actor")
    hostile = told("a", "strangers", 39, 1, quote=quote, actors=(actor,), counts=(men,), time_of_day="night")
    mined = told("b", "extremist_rule", 38, quote=f"IED {quote}", interviewer_sex="F")
    evidence = (make_evidence("a", event_id=hostile.id, quote=quote), make_evidence("b", event_id=mined.id))
    warning = warning_at(
        2, profile=profile.name, evidence=evidence, statement=quote, reasons=(quote,), not_known=(quote,)
    )
    contact = Contact(group="women", interviewer_sex="F")
    return [
        hostile,
        mined,
        told("c", "reprisal_threat", 38),
        warning,
        patrol("p", 20, StatedPlace(pcode="XX-2"), contacts=(contact,)),
    ]


def every_product(view: View, warning_id: str | None) -> Iterator[Product]:
    yield from (temperature(view), temperature(view, "Kanvi"), trend(view), top_areas(view), requirements(view))
    yield coverage_gaps(view)
    if Audience.MISSION in view.profile.audiences:
        yield patrol_card(view, "Alo", "Cona")
    if warning_id:
        yield assess(view, warning_id)


def made(
    folder: Path, *, quote: str = "q", language: ToldLanguage = "en", profile: Profile, empty: bool = False
) -> list[Product]:
    filled = [] if empty else documents(quote, profile)
    with view_of(folder, filled, language=language, profile=profile) as view:
        return list(every_product(view, None if empty else warning_at(2).id))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("empty", [False, True])
def test_every_product_has_a_marked_text_in_each_language(
    tmp_path: Path, profile: Profile, language: ToldLanguage, empty: bool
) -> None:
    for product in made(tmp_path, language=language, profile=profile, empty=empty):
        first, *_, last = as_text(product).splitlines()
        marking = load_words(language)["markings"][product.level.value]
        assert first.startswith(f"{marking} · TLP:{product.tlp.value}")
        assert last == f"{marking} · TLP:{product.tlp.value}"
        assert load_words(language)["invented"] in as_text(product)
        assert not re.search(r"None(?! is reported|\. That| of our)", as_text(product))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=str)
def test_no_product_is_marked_above_its_profile_or_below_its_parts(tmp_path: Path, profile: Profile) -> None:
    for product in made(tmp_path, profile=profile):
        assert product.level in profile.levels
        assert product.level is Level.CONFIDENTIAL


def test_every_product_keeps_to_its_published_schema(tmp_path: Path) -> None:
    schema_of = {model: kind for kind, model in KINDS.items()}
    for product in made(tmp_path, profile=PROFILES["analyst"]):
        schema = json.loads(schema_text(schema_of[type(product)]))
        assert list(Draft202012Validator(schema).iter_errors(product.model_dump(mode="json"))) == []


def test_every_product_has_a_template() -> None:
    assert set(TEMPLATES) == set(Product.__subclasses__())


def test_nothing_in_a_quote_steers_the_screen(tmp_path: Path) -> None:
    for product in made(tmp_path, quote=HOSTILE, profile=PROFILES["analyst"]):
        shown = as_text(product)
        assert not set("\u202e\u202c\x07\x1b") & set(shown)
        assert "49" not in shown or "{{ 7*7 }}" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_part_is_escaped_closed_and_says_what_the_text_says(tmp_path: Path, language: ToldLanguage) -> None:
    for product in made(tmp_path, quote=HOSTILE, language=language, profile=PROFILES["analyst"]):
        page = Page(as_page_part(product))
        assert page.tags <= ALLOWED_TAGS
        assert page.opened == page.closed
        assert not set("\u202e\u202c\x07\x1b") & set("".join(page.texts))
        headings = [text for text in page.texts if text.strip()][:1]
        assert headings[0].split(" (")[0] in as_text(product)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_page_part_says_so(tmp_path: Path, language: ToldLanguage) -> None:
    for product in made(tmp_path, language=language, profile=PROFILES["analyst"], empty=True):
        assert Page(as_page_part(product)).opened == Page(as_page_part(product)).closed


def test_making_a_product_writes_nothing(tmp_path: Path) -> None:
    filled = documents("q", PROFILES["analyst"])
    with view_of(tmp_path, filled) as view:
        before = (tmp_path / "index.sqlite").read_bytes()
        list(every_product(view, warning_at(2).id))
        assert (tmp_path / "index.sqlite").read_bytes() == before
