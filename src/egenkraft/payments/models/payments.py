"""What has been decided to be paid, and what became of it."""

from django.db import models
from django.db.models import Q

from egenkraft.foundation.api import EncryptedBinaryField, EncryptedTextField
from egenkraft.payments.models.payees import Payee
from egenkraft.payments.views import LARGEST_PAYMENT_ORE


class DecidedMonth(models.Model):
    """A decision as it came to be paid; `basis` (JSON text) are the lines of its calculation."""

    decision_ref = models.CharField(max_length=60, unique=True)
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case_id = models.BigIntegerField(db_index=True)
    month = models.CharField(max_length=7)
    basis = EncryptedTextField()
    is_loan = models.BooleanField()
    planned_at = models.DateTimeField()


class Payment(models.Model):
    """One part of one decision. Paid once: (decision, period, part) is unique, and so is every id sent to the bank."""

    decided = models.ForeignKey(DecidedMonth, models.PROTECT, related_name="payments")
    decision_ref = models.CharField(max_length=60)
    period = models.CharField(max_length=7)
    part = models.CharField(max_length=60)
    scope = models.ForeignKey("foundation.Scope", models.PROTECT, related_name="+")
    case_id = models.BigIntegerField(db_index=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    payee = models.ForeignKey(Payee, models.PROTECT, null=True, related_name="+")
    amount_ore = models.BigIntegerField()
    text = models.CharField(max_length=140)
    state = models.CharField(max_length=14)
    # Grows when a payment that the bank refused is to be sent anew; part of the id the bank sees.
    attempt = models.PositiveSmallIntegerField(default=1)
    end_to_end_id = models.CharField(max_length=35, unique=True)
    run = models.ForeignKey("payments.PaymentRun", models.PROTECT, null=True, related_name="payments")
    reason = EncryptedTextField(default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision_ref", "period", "part"], name="payment_once"),
            models.CheckConstraint(
                condition=Q(amount_ore__gt=0, amount_ore__lte=LARGEST_PAYMENT_ORE), name="payment_amount"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "planned",
                        "awaiting_payee",
                        "stopped",
                        "in_run",
                        "sent",
                        "settled",
                        "rejected",
                    ]
                ),
                name="payment_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "awaiting_payee", "stopped"])
                | Q(run__isnull=False, payee__isnull=False),
                name="payment_bound_when_in_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(payee__isnull=False, run__isnull=True),
                name="payment_planned_is_free",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="payment_state_id"),
            models.Index(fields=["scope", "state"], name="payment_scope"),
        ]


class PaymentRun(models.Model):
    """A day's payments. `plan` is what was rehearsed, frozen, and what is attested: (payment, attempt, payee, öre)."""

    key = models.CharField(max_length=40, unique=True)
    pay_date = models.DateField()
    state = models.CharField(max_length=10)
    plan = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    message_id = models.CharField(max_length=35, unique=True)
    file_sha256 = models.CharField(max_length=64, default="")
    created_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    created_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    attested_by = models.ForeignKey("foundation.User", models.PROTECT, null=True, related_name="+")
    attested_name = models.CharField(max_length=200, default="")
    attested_at = models.DateTimeField(null=True)
    built_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["rehearsed", "attested", "file_built", "sent", "reported", "cancelled"]
                ),
                name="run_state",
            ),
            models.CheckConstraint(
                condition=Q(attested_by__isnull=True)
                | Q(created_by__isnull=True)
                | ~Q(attested_by=models.F("created_by")),
                name="run_attested_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["rehearsed", "cancelled"]) | Q(attested_by__isnull=False),
                name="run_attested_before_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["rehearsed", "attested", "cancelled"]) | ~Q(file_sha256=""),
                name="run_file_before_sent",
            ),
        ]


class RunFile(models.Model):
    """The bytes of a run's bank file, written once; append-only."""

    run = models.OneToOneField(PaymentRun, models.PROTECT, primary_key=True, related_name="file")
    content = EncryptedBinaryField()


class RunLine(models.Model):
    """A payment in a file, for one attempt: unique, so no payment can be in two files at once."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="lines")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines")
    attempt = models.PositiveSmallIntegerField()
    end_to_end_id = models.CharField(max_length=35, unique=True)
    block = models.CharField(max_length=35)
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="+")
    amount_ore = models.BigIntegerField()
    outcome = models.CharField(
        max_length=8, default="", choices=[("", ""), ("settled", "settled"), ("rejected", "rejected")]
    )
    bank_code = models.CharField(max_length=35, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "attempt"], name="run_line_once"),
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="run_line_amount"),
        ]


class StatusReport(models.Model):
    """A report from the bank that has been read; the same bytes are read once."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="reports")
    sha256 = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(max_length=35)
    content = EncryptedBinaryField()
    strange = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=200)
