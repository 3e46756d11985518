"""Events that rooms publish, and the jobs that carry work out after the transaction."""

from django.db import models

MAX_ATTEMPTS = 6


class Event(models.Model):
    """Something that happened, as ids; stored in the transaction in which it happened."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField()


class Job(models.Model):
    """Work to be done at least once.

    A worker takes it for the length of a lease; `attempt` is the fence: only the latest attempt may
    finish it, so a worker that was thought dead cannot.
    """

    STATES = ("queued", "running", "done", "failed")

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 (unique, so never "")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="queued", choices=[(state, state) for state in STATES])
    run_at = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)
    last_attempt = models.PositiveIntegerField(default=MAX_ATTEMPTS)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, default="")
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(null=True)
    # Kind of error and where; never its text, which may hold what someone typed.
    last_error = models.CharField(max_length=200, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="job_once_per_event_and_handler")
        ]
        indexes = [
            models.Index(fields=["run_at", "id"], condition=models.Q(state="queued"), name="job_queued"),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="job_running"),
        ]
