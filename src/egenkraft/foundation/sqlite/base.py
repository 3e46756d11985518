"""The backend Django loads by name. All it adds is the queue before each write transaction."""

from typing import Any

from django.db.backends.sqlite3 import base

from egenkraft.foundation.databases import FairWriteLock


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction begins when its turn has come and lets the next one in when it ends, however it ends."""

    _lock: FairWriteLock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self._lock is None:
            self._lock = FairWriteLock(str(self.settings_dict["NAME"]))
        self._lock.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._lock.release()
            raise

    def _commit(self) -> Any:
        # A failed commit is followed by a rollback, which releases.
        super()._commit()  # type: ignore[misc]
        self._release()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._release()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
