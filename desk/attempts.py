"""How often somebody tried to sign in and failed."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

WINDOW_SECONDS = 15 * 60
MOST_OF_A_NAME = 10
MOST_OF_AN_ADDRESS = 30
MOST_KEPT = 10_000


@dataclass
class Attempts:
    """The times of failed attempts by name, by address and by both, the latest last; kept in memory alone.

    From an address that a name signed in from, only attempts from there hold it back: so no outsider's wrong passwords
    lock a user out of their own desk.
    """

    failed: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)
    at_home: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def are_too_many(self, name: str, address: str, now: float) -> bool:
        """Tell whether the next attempt must wait."""
        of_name = _from(name, address) if (name, address) in self.at_home else _anywhere(name)
        limits = ((of_name, MOST_OF_A_NAME), (_address(address), MOST_OF_AN_ADDRESS))
        return any(len(self._recent(key, now)) >= most for key, most in limits)

    def note(self, name: str, address: str, now: float) -> None:
        """Take note of an attempt that failed."""
        for key in (_anywhere(name), _from(name, address), _address(address)):
            self.failed[key] = [*self._recent(key, now), now]
            self.failed.move_to_end(key)
        _keep_latest(self.failed)

    def forget(self, name: str, address: str) -> None:
        """Forget the failed attempts of a name that signed in, and keep from where it did."""
        for key in (_anywhere(name), _from(name, address)):
            self.failed.pop(key, None)
        self.at_home[name, address] = None
        self.at_home.move_to_end((name, address))
        _keep_latest(self.at_home)

    def _recent(self, key: str, now: float) -> list[float]:
        return [moment for moment in self.failed.get(key, []) if now - moment < WINDOW_SECONDS]


def _anywhere(name: str) -> str:
    return f"name {name}"


def _from(name: str, address: str) -> str:
    return f"name {name} from {address}"


def _address(address: str) -> str:
    return f"address {address}"


def _keep_latest(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)
