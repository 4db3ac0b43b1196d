"""For whom a set of objects is made: everything in which two sets differ."""

from schemas.base import Item, Latitude, Longitude
from schemas.protection import Profile
from schemas.warning import ToldLanguage
from search.access import scopes
from search.fields import KINDS, Kind
from search.kibana.declared import IndexPattern, declared
from search.mappings import alias_of

Corner = tuple[Longitude, Latitude]


class Outline(Item):
    """The line around the places of one district, or of a province where `admin2` is empty.

    Its corners run clockwise, the first is also the last.
    """

    admin1: str
    admin2: str
    corners: tuple[Corner, ...]


class Edition(Item):
    """One set of objects: a profile's indices, in one language.

    `since` and `until` are the window that dashboards open with, in Kibana's words (`now-14d`) or as moments; without
    them each has its own. `signs` are the names of the warning signs in the language. Places in `protected_places` are
    never drawn as points (rule D12). Without `desk_url` nothing leads to a desk.
    """

    profile: Profile
    language: ToldLanguage
    prefix: str
    desk_url: str = ""
    since: str = ""
    until: str = ""
    signs: dict[str, str] = {}
    outlines: tuple[Outline, ...] = ()
    protected_places: tuple[str, ...] = ()

    def id_of(self, *names: str) -> str:
        """Return the id of an object: the same at every load, so that it replaces the one before it."""
        return "-".join((self.prefix, self.profile.name, self.language, *names))

    def title(self, told: dict[ToldLanguage, str]) -> str:
        """Return a title in the language, with the profile, since one Kibana may hold several."""
        return f"{told[self.language]} [{self.profile.name}]"


def index_title(edition: Edition, pattern: str) -> str:
    """Return the aliases that an index pattern stands for, with commas between them."""
    named = declared().patterns[pattern]
    kind = kind_named(named)
    shown = [scope for scope in scopes(kind.model, edition.profile) if scope not in named.without]
    return ",".join(alias_of(edition.prefix, kind, scope) for scope in shown)


def kind_named(pattern: IndexPattern) -> Kind:
    """Return the kind of items that a pattern shows."""
    return next(kind for kind in KINDS if kind.name == pattern.kind)
