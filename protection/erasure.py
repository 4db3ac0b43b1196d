"""Names for what was erased that say nothing of it."""

import hmac

KEPT_DIGITS = 32


def erased_name(id: str, key: bytes) -> str:
    """Return what the item `id` is called in the list of what was erased; only a holder of `key` can make it."""
    return hmac.new(key, b"erased:" + id.encode(), "sha256").hexdigest()[:KEPT_DIGITS]
