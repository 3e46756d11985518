"""What must not change, whoever asks: the ledger, change logs, files and a payment's amount."""

from django.db import migrations

from egenkraft.foundation.api import append_only, run_sql


def _frozen(table: str, columns: str, message: str) -> list[migrations.RunPython]:
    """Rows are not removed, and these columns keep their values."""
    changed = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in columns.split())
    return [
        _refuse(f"{table}_append_only_delete", table, "DELETE", "", f"{table}: a row is not removed"),
        _refuse(f"{table}_append_only_update", table, "UPDATE", f"WHEN ({changed}) ", message),
    ]


def _refuse(trigger: str, table: str, verb: str, when: str, message: str) -> migrations.RunPython:
    return run_sql(
        sqlite=[
            f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ],
        postgresql=[
            f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION {trigger}()",
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("foundation", "0002_append_only")]
    operations = [
        append_only("payments_ledgerentry"),
        append_only("payments_ledgerline"),
        append_only("payments_payeeevent"),
        append_only("payments_runfile"),
        append_only("payments_repayment"),
        append_only("payments_decidedmonth"),
        *_frozen(
            "payments_payment",
            "decision_ref period part amount_ore scope_id case_id",
            "a payment keeps what was decided",
        ),
        *_frozen(
            "payments_runline",
            "run_id payment_id attempt end_to_end_id payee_id amount_ore",
            "a line of a bank file is not changed",
        ),
        *_frozen("payments_payee", "kind account_index scope_id", "another account is another payee"),
        *_frozen("payments_loan", "decision_ref amount_ore scope_id", "a loan keeps what was decided"),
        _refuse(
            "payments_paymentrun_append_only_file",
            "payments_paymentrun",
            "UPDATE",
            "WHEN (OLD.file_sha256 <> '' AND (OLD.file_sha256 <> NEW.file_sha256 "
            "OR OLD.message_id <> NEW.message_id)) ",
            "a built file is not changed",
        ),
    ]
