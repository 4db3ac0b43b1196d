"""Which partition a message goes to: the same in real Kafka and in its embedded twin."""

from kafka.partitioner.default import murmur2

from schemas.messages import OutgoingMessage


def partition_of(message: OutgoingMessage, partitions: int) -> int:
    """Return murmur2(key, else value) modulo `partitions`, with the sign bit cleared as Kafka's Java client does.

    A message without a key is placed by its value, so that sending it again puts it in the same place.
    """
    hashed = message.key if message.key is not None else message.value or b""
    return int(murmur2(hashed) & 0x7FFFFFFF) % partitions
