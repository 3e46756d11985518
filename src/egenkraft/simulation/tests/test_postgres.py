"""The throwaway server: there while it is used, gone afterwards."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from egenkraft.simulation import postgres
from egenkraft.simulation.postgres import PostgresMissingError, temporary_server


@pytest.mark.postgresql
def test_the_server_is_reached_by_its_url_and_leaves_nothing_behind() -> None:
    with temporary_server() as url:
        folder = Path(parse_qs(urlsplit(url).query)["host"][0])
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_database(), inet_server_addr()").fetchone()
        assert row == ("egenkraft", None)
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_without_a_server_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "_BINARIES", tmp_path)
    with pytest.raises(PostgresMissingError, match="apt-get install postgresql"), temporary_server():
        pass
