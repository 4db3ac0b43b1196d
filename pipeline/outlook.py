"""The view that products are made from, as of the run's own clock."""

from pipeline.parts import Parts
from pipeline.status import clock_now
from products.view import View
from schemas.annotation import ToldLanguage
from schemas.protection import Profile


def view_of(parts: Parts, profile: Profile, *, language: ToldLanguage) -> View:
    """Return the index as `profile` may read it now, with what the mission knows."""
    return View(
        index=parts.index,
        profile=profile,
        mission=parts.mission,
        catalogue=parts.catalogue,
        now=clock_now(parts),
        language=language,
    )
