"""The stage that lands: what a batch brings is read, protected and written synced to the batch store."""

import secrets
from datetime import UTC, datetime

from ingest.landing import Protect, land
from nlp.names import names_masker
from pipeline.alone import side_by_side
from pipeline.erased import erased_check, key_of
from pipeline.forgetting import forget_rows, on_request
from pipeline.parts import Parts
from pipeline.records import write_landed
from protection.case_key import KEY_BYTES
from protection.protect import protect
from schemas.messages import OffsetRange
from schemas.mission import Mission
from schemas.protection import MaskNames


def land_batch(parts: Parts, batch: OffsetRange) -> None:
    """Pull one batch, read and protect its rows, and write them synced to the batch store, without what was erased."""
    with side_by_side(parts.settings.home):
        rows = land(
            parts.broker.read(batch),
            parts.sources[batch.topic],
            parts.mission,
            protect=protector(parts),
            keep_raw=parts.store.keep_raw,
            now=datetime.now(UTC),
        )
        write_landed(parts.store, batch, rows)
        forget_rows(parts.store, batch, on_request(erased_check(parts)))


def protector(parts: Parts) -> Protect:
    """Return the protect stage with the mission's knowledge and the key of its cases."""
    return _protector(parts.mission, parts.mask_names, key_of(parts))


def dry_protector(mission: Mission) -> Protect:
    """Return the protect stage as `protector` does, without opening anything: by the mission's own places alone."""
    mask_names = names_masker(mission)
    return _protector(mission, mask_names, secrets.token_bytes(KEY_BYTES))


def _protector(mission: Mission, mask_names: MaskNames, key: bytes) -> Protect:
    return lambda row, provenance, rules: protect(
        row, provenance=provenance, rules=rules, mission=mission, mask_names=mask_names, case_key=key
    )
