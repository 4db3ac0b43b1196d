"""The page shows what a commander acts on, in brief, from the models that text and JSON are written from."""

import re
from pathlib import Path

import pytest

from briefing.material import Material
from briefing.render import render
from products.gaps import coverage_gaps
from products.requirements import requirements
from products.top import top_areas
from schemas.annotation import ToldLanguage
from schemas.mission import Mission
from tests.factories import moment
from tests.products.world import NOW, PLACES, told, view_of, warning_at

MOST_WORDS = 250
"""What fits half a printed side, so that a commander reads no more of them than that."""


def page(folder: Path, *, language: ToldLanguage = "en") -> str:
    warnings = [warning_at(place, str(place), alert_level="high") for place in (2, 4)]
    events = [told(str(number), "strangers", 39, number) for number in (1, 2, 3, 4)]
    with view_of(folder, [*warnings, *events], language=language) as view:
        material = Material(
            mission=view.mission,
            profile="analyst",
            now=moment(NOW),
            top=top_areas(view),
            gaps=coverage_gaps(view),
            pirs=requirements(view),
        )
    return render(material, language=language)


def section(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">.*?</section>', html, flags=re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", " ", found[0])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_gaps_and_requirements_stand_in_short_tables_and_in_full_behind_them(
    tmp_path: Path, language: ToldLanguage
) -> None:
    shown = page(tmp_path, language=language)
    assert all(place.name in section(shown, "unseen") for place in PLACES[:4])
    assert "P1" in section(shown, "priorities")
    assert len(" ".join(section(shown, name) for name in ("unseen", "priorities")).split()) < MOST_WORDS
    behind = shown[shown.index('<section id="analyst">') :]
    assert all(f'<section id="{name}">' in behind for name in ("top", "coverage", "requirements"))


def test_a_page_without_products_has_none_of_their_sections() -> None:
    shown = render(Material(mission=Mission(), profile="analyst", now=moment(NOW)), language="en")
    assert not any(f'id="{name}"' in shown for name in ("top", "coverage", "requirements", "unseen", "priorities"))
