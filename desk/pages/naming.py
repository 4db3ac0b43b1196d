"""What one name in a report stands for: chosen from a list, on a map, or written as a position."""

from collections.abc import Sequence

from desk.map import frame_of, picture
from desk.pages.places import name_id, report_of
from desk.pages.shared import why_of
from desk.render import render
from desk.view import View, first_view, view_of, written_position
from desk.visit import Drawn, Refused, Sent, Shown, Visit
from pipeline.gazetteer import places_around, places_like
from pipeline.logbook import read_decisions
from pipeline.placing import decide_place
from pipeline.queues import NameInReport, names_of_report, pending_decisions
from schemas.corrections import Answer
from schemas.geography import Position
from schemas.linkage import Decision, standing
from schemas.mission import Place, fold_name
from schemas.report import Report

CANDIDATES = 6
NAMES_ON_MAP = 120


def name(visit: Visit) -> Shown:
    """Show one name of a report with its candidates, on a map and as a list."""
    report, asked, others = _name(visit)
    candidates, find = _candidates(visit, asked), visit.query.get("find", "")
    decisions = _decisions_on(visit, asked)
    fields = {
        "report": report,
        "asked": asked,
        "id": visit.path["name"],
        "candidates": candidates,
        "view": _view(visit, asked, candidates, others),
        "mine": decisions[-1] if decisions else None,
        "is_pending": bool(decisions) and decisions[-1].id in pending_decisions(visit.parts),
        "find": find,
        "spans": _spans(report, asked.name),
    }
    return Shown("name.html.j2", fields, [report.report_id], [report], searched=[find] if find else [])


def draw(visit: Visit) -> Drawn:
    """Draw the map of one name."""
    report, asked, others = _name(visit)
    candidates = _candidates(visit, asked)
    view, shape = _view(visit, asked, candidates, others), "slim" if visit.path["shape"] == "slim" else "wide"
    near = places_around(visit.parts, view.centre, within_km=view.width_km * 0.7, most=NAMES_ON_MAP)
    drawn = picture(frame_of(view.centre, view.width_km, shape), near, _spots(candidates), view.chosen)
    return Drawn(render("map.svg.j2", visit.words["language"], {"map": drawn}), [report.report_id])


def place(visit: Visit) -> Sent:
    """Keep what a name stands for: a place of the list, a position, or no place at all."""
    report, asked, _ = _name(visit)
    decide_place(
        visit.parts,
        _answer(visit),
        name=asked.name,
        report=report.report_id,
        by=visit.user,
        at=visit.now,
        why=why_of(visit),
    )
    return Sent(f"/places/{report.report_id}/{visit.path['name']}")


def _answer(visit: Visit) -> Answer:
    """Return what the form says."""
    if visit.one("answer") == "not_a_place":
        return Answer()
    if place_id := visit.one("place"):
        return Answer(place_id=place_id)
    position = written_position(visit.needed("position"))
    if position is None:
        raise Refused(422, "no_position")
    return Answer(position=position, called=visit.one("called") or None)


def _name(visit: Visit) -> tuple[Report, NameInReport, list[Position]]:
    """Return the name that is asked about, its report, and where the other names of the report were put."""
    report, annotation = report_of(visit)
    names = names_of_report(report, annotation)
    for each in names:
        if name_id(report.report_id, each.name) == visit.path["name"]:
            return report, each, [spot for other in names if other != each for spot in _put(other)]
    raise Refused(404, "not_there")


def _candidates(visit: Visit, asked: NameInReport) -> list[Place]:
    """Return the places that the name, or another that the user looks for, may stand for."""
    return places_like(visit.parts, visit.query.get("find", "") or asked.name, most=CANDIDATES)


def _view(visit: Visit, asked: NameInReport, candidates: Sequence[Place], others: Sequence[Position]) -> View:
    """Return the view that was asked for, else one about where the name was put that holds the candidates.

    Where there is neither it is one about the report's other places.
    """
    spots = [*_put(asked), *_spots(candidates)] or others
    return view_of(visit.query) or first_view(spots, _spots(visit.parts.mission.places))


def _put(name: NameInReport) -> list[Position]:
    """Return where a name was put, or nothing."""
    placed = name.placed
    if placed is None or placed.latitude is None or placed.longitude is None:
        return []
    return [Position(placed.latitude, placed.longitude)]


def _spots(places: Sequence[Place]) -> list[Position]:
    return [Position(each.latitude, each.longitude) for each in places]


def _decisions_on(visit: Visit, asked: NameInReport) -> list[Decision]:
    """Return the decisions that stand about a name in its report."""
    return [
        each
        for each in standing(read_decisions(visit.parts.broker))
        if each.correction is not None
        and each.correction.report_id == asked.report_id
        and fold_name(each.correction.name) == fold_name(asked.name)
    ]


def _spans(report: Report, written: str) -> list[tuple[int, int]]:
    """Return where the name stands in the text of its report."""
    start = report.text.find(written)
    return [(start, start + len(written))] if start >= 0 else []
