"""The assessment of one warning: the threat, and the risk of going there."""

from patterns.wording import told_in
from products.places import closest_base
from products.road_risk import road_risk
from products.threat import threat
from products.view import View, heading
from products.words import said
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.products import Assessment
from schemas.warning import Warning


def assess(view: View, warning_id: str) -> Assessment:
    """Return the assessment of a warning; raise `ConfigurationError` where the profile sees none of this id."""
    warning = view.index.get(Warning, (view.profile.name,), [warning_id]).get(warning_id)
    if warning is None:
        raise ConfigurationError(f"there is no warning {warning_id!r}; see: forewarn warnings")
    ids = [sign.event_id for sign in warning.evidence if sign.event_id]
    events = sorted(view.index.get(Event, view.scopes, ids).values(), key=lambda each: (each.occurred_from, each.id))
    base = closest_base(view.mission, warning.area)
    going, on_the_way = (
        road_risk(view, base, warning.area, names=(base.name, warning.area.name)) if base else (None, [])
    )
    warning = told_in(warning, catalogue=view.catalogue, mission=view.mission, language=view.language)
    return Assessment(
        **heading(view, [warning, *events, *on_the_way]),
        warning_id=warning.id,
        area=warning.area.name,
        alert_level=warning.alert_level,
        statement=warning.statement,
        threat=threat(view, warning, events),
        going_there=going,
        not_known=(*warning.not_known, *([] if base else [said(view.language, "risk.no_base")])),
    )
