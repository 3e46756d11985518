"""The audit log sealed and checked: each seal hashes its entries and the seal before it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from egenkraft.foundation import databases
from egenkraft.foundation.models import AuditEntry, AuditSeal, AuditSubject

_START = "0" * 64
_BATCH = 5_000


@dataclass(frozen=True)
class ChainCheck:
    """`last_hash` is worth keeping outside the system: it shows later that nothing was cut off at the end."""

    seals: int
    sealed: int
    unsealed: int
    last_hash: str
    faults: tuple[str, ...]


def seal(now: datetime, batch: int = _BATCH) -> int:
    """Seal what is not sealed, `batch` entries to a seal; the number of entries sealed."""
    sealed = 0
    while count := _seal_batch(now, batch):
        sealed += count
    return sealed


def _seal_batch(now: datetime, batch: int) -> int:
    with databases.transaction():
        databases.wait_for_audit_writers()
        last = AuditSeal.objects.order_by("-id").first()
        after, previous = (last.last_entry_id, last.hash) if last else (0, _START)
        entries = list(AuditEntry.objects.filter(pk__gt=after).order_by("pk")[:batch])
        if not entries:
            return 0
        AuditSeal.objects.create(
            first_entry_id=entries[0].pk,
            last_entry_id=entries[-1].pk,
            entries=len(entries),
            sealed_at=now,
            previous_hash=previous,
            hash=_hash(previous, entries),
        )
        return len(entries)


def check_chain(expected_last_hash: str = "") -> ChainCheck:
    """Recompute every seal. `expected_last_hash`, noted earlier, must still be in the chain."""
    faults: list[str] = []
    previous, last_id, sealed, seals, seen = _START, 0, 0, 0, {_START}
    for row in AuditSeal.objects.order_by("id").iterator():
        faults += _faults_of(row, previous, last_id)
        previous, last_id, seals, sealed = row.hash, row.last_entry_id, seals + 1, sealed + row.entries
        seen.add(row.hash)
    if expected_last_hash and expected_last_hash not in seen:
        faults.append(f"The seal {expected_last_hash} is not in the chain: seals were removed or remade.")
    return ChainCheck(
        seals=seals,
        sealed=sealed,
        unsealed=AuditEntry.objects.filter(pk__gt=last_id).count(),
        last_hash=previous,
        faults=tuple(faults),
    )


def _faults_of(row: AuditSeal, previous: str, last_id: int) -> list[str]:
    faults = []
    if row.previous_hash != previous:
        faults.append(f"Seal {row.pk} does not follow the seal before it.")
    # Entries between two seals were put in after the later one was made.
    stray = AuditEntry.objects.filter(pk__gt=last_id, pk__lt=row.first_entry_id).count()
    entries = list(
        AuditEntry.objects.filter(pk__gte=row.first_entry_id, pk__lte=row.last_entry_id).order_by("pk")
    )
    if stray or len(entries) != row.entries:
        faults.append(f"Seal {row.pk} holds {row.entries} entries, {len(entries) + stray} are there.")
    if _hash(row.previous_hash, entries) != row.hash:
        faults.append(f"Entries {row.first_entry_id}–{row.last_entry_id} are not as they were sealed.")
    return faults


def _hash(previous: str, entries: list[AuditEntry]) -> str:
    digest = hashlib.sha256(previous.encode())
    subjects: dict[int, list[AuditSubject]] = {entry.pk: [] for entry in entries}
    if entries:
        for subject in AuditSubject.objects.filter(
            entry_id__gte=entries[0].pk, entry_id__lte=entries[-1].pk
        ).order_by("pk"):
            subjects.setdefault(subject.entry_id, []).append(subject)
    for entry in entries:
        content = [
            entry.pk,
            int(entry.at.timestamp() * 1_000_000),
            entry.user_id,
            entry.realm,
            entry.actor_name,
            entry.source,
            entry.status,
            [[s.pk, s.action, s.permission, s.object_ref, s.person_id, s.fields] for s in subjects[entry.pk]],
        ]
        digest.update(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    return digest.hexdigest()
