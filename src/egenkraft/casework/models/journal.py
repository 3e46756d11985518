"""The journal (SoL 14:6): dated, signed, locked; objections stand beside the note."""

from django.db import models

from egenkraft.casework.models.cases import Case
from egenkraft.foundation.api import EncryptedTextField


class JournalNote(models.Model):
    """Written by one person, locked by triggers once signed, never removed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    text = EncryptedTextField()
    author = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "happened_on", "id"], name="note_case")]


class NoteObjection(models.Model):
    """What the person says is wrong in a signed note."""

    note = models.ForeignKey(JournalNote, models.PROTECT, related_name="objections")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    text = EncryptedTextField()
    recorded_by = models.CharField(max_length=200)
