"""What is sent or received files itself; what is handed in waits in quarantine until its content is checked."""

from django.db import models
from django.db.models import Q

from egenkraft.casework.models.cases import Case
from egenkraft.casework.refusals import FileProblem
from egenkraft.casework.views import AttachmentState, Direction
from egenkraft.foundation.api import EncryptedBinaryField


class Document(models.Model):
    """A filed document; only the case it belongs to may be filled in later. Its bytes are `DocumentFile`."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="documents")
    person_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    direction = models.CharField(max_length=3, choices=[(item.value, item.value) for item in Direction])
    title = models.CharField(max_length=200)
    mime = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="document_case")]


class DocumentFile(models.Model):
    """The bytes, apart so that a list never loads them."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="file")
    content = EncryptedBinaryField()


class Attachment(models.Model):
    """A file as it came. `raw` is emptied once checked: an accepted one is a document, a refused one is not kept."""

    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    subject_ref = models.CharField(max_length=80)
    person_id = models.BigIntegerField()
    paper = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    raw = EncryptedBinaryField(default=b"")
    state = models.CharField(max_length=12, choices=[(item.value, item.value) for item in AttachmentState])
    problem = models.CharField(
        max_length=30, default="", choices=[("", ""), *((item.value, item.value) for item in FileProblem)]
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_ref", "person_id"], name="attachment_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_ref", "person_id", "paper", "sha256"], name="attachment_once"
            ),
            models.CheckConstraint(
                condition=Q(state=AttachmentState.ACCEPTED, document__isnull=False, problem="")
                | Q(state=AttachmentState.QUARANTINED, document__isnull=True, problem="")
                | (Q(state=AttachmentState.REFUSED, document__isnull=True) & ~Q(problem="")),
                name="attachment_outcome",
            ),
        ]
