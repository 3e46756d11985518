"""The audit log: rows are added and never changed (triggers), and sealed in batches by a chain of hashes."""

from django.db import models


class AuditEntry(models.Model):
    """One request, job or command of one actor."""

    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True, db_index=True)
    realm = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=200)
    # "GET office:case", "job assess", "command": never an address with what was typed in it.
    source = models.CharField(max_length=120)
    status = models.PositiveSmallIntegerField(null=True)


class AuditSubject(models.Model):
    """What the entry did to one thing of one person: names of fields, never their values."""

    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="subjects")
    action = models.CharField(max_length=10)
    permission = models.CharField(max_length=60)
    object_ref = models.CharField(max_length=80)
    person_id = models.BigIntegerField(null=True)
    fields = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "entry"], name="audit_subject_person")]


class AuditSeal(models.Model):
    """A batch of entries, first to last, bound to the seal before it."""

    first_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField(unique=True)
    entries = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
