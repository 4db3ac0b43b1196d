"""How often somebody tried to sign in and failed."""

from collections import OrderedDict
from dataclasses import dataclass, field

WINDOW_SECONDS = 15 * 60
MOST_OF_A_NAME = 10
MOST_OF_AN_ADDRESS = 30
MOST_KEPT = 10_000


@dataclass
class Attempts:
    """The times of failed attempts by name and by address, the latest last; kept in memory alone."""

    failed: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def are_too_many(self, name: str, address: str, now: float) -> bool:
        """Tell whether the next attempt must wait."""
        limits = ((f"name {name}", MOST_OF_A_NAME), (f"address {address}", MOST_OF_AN_ADDRESS))
        return any(len(self._recent(key, now)) >= most for key, most in limits)

    def note(self, name: str, address: str, now: float) -> None:
        """Take note of an attempt that failed."""
        for key in (f"name {name}", f"address {address}"):
            self.failed[key] = [*self._recent(key, now), now]
            self.failed.move_to_end(key)
        while len(self.failed) > MOST_KEPT:
            self.failed.popitem(last=False)

    def forget(self, name: str) -> None:
        """Forget the failed attempts of a name that signed in."""
        self.failed.pop(f"name {name}", None)

    def _recent(self, key: str, now: float) -> list[float]:
        return [moment for moment in self.failed.get(key, []) if now - moment < WINDOW_SECONDS]
