"""What must not change, whoever asks: the timeline, filed bytes, signed notes and decided approvals."""

from django.db import migrations

from egenkraft.foundation.api import append_only, run_sql


def _refuse(name: str, table: str, verb: str, when: str, message: str) -> migrations.RunPython:
    """A trigger on both databases that refuses `verb` on rows where `when` holds (OLD and NEW are at hand).

    Named as the append-only ones, so that a test database can be emptied.
    """
    trigger = f"{table}_append_only_{name}"
    condition = f"WHEN ({when}) " if when else ""
    return run_sql(
        sqlite=[
            f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ],
        postgresql=[
            f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table} FOR EACH ROW {condition}"
            f"EXECUTE FUNCTION {trigger}()",
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("foundation", "0002_append_only")]
    operations = [
        append_only("casework_caseevent"),
        append_only("casework_documentfile"),
        append_only("casework_noteobjection"),
        _refuse("delete", "casework_document", "DELETE", "", "a filed document is not removed"),
        _refuse(
            "update",
            "casework_document",
            "UPDATE",
            "OLD.sha256 <> NEW.sha256 OR OLD.title <> NEW.title OR OLD.kind <> NEW.kind "
            "OR OLD.filed_at <> NEW.filed_at OR OLD.filed_by <> NEW.filed_by OR OLD.scope_id <> NEW.scope_id "
            "OR (OLD.case_id IS NOT NULL AND (NEW.case_id IS NULL OR OLD.case_id <> NEW.case_id))",
            "a filed document is not changed",
        ),
        _refuse("delete", "casework_journalnote", "DELETE", "", "a journal note is not removed"),
        _refuse(
            "update", "casework_journalnote", "UPDATE", "OLD.signed_at IS NOT NULL", "a signed note is locked"
        ),
        _refuse("delete", "casework_approval", "DELETE", "", "an approval is not removed"),
        _refuse(
            "update", "casework_approval", "UPDATE", "OLD.state <> 'waiting'", "a decided approval is locked"
        ),
    ]
