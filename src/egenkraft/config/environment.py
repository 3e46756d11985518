"""The environment variables Egenkraft reads: typed, documented, and complete.

Every variable starts with ``EGENKRAFT_``. A missing secret stops the start; only the profiles
``demo`` and ``test`` make their own secrets, kept in a file that only the owner can read.
"""

import secrets
from pathlib import Path
from typing import Literal

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Profile = Literal["demo", "test", "production"]


class Environment(BaseSettings):
    """What the installation decides. Read once, at start."""

    model_config = SettingsConfigDict(env_prefix="EGENKRAFT_", extra="ignore")

    profile: Profile = Field("production", description="demo, test or production")
    data_dir: Path = Field(Path("var"), description="where SQLite, secrets and outgoing files are kept")
    database_url: str = Field("", description="postgresql://user:password@host:port/name; empty means SQLite")
    database_role: str = Field(
        "", description="PostgreSQL role that requests run as; the owner only migrates"
    )
    secret_key: SecretStr | None = Field(None, description="Django's signing key, at least 50 characters")
    encryption_keys: SecretStr | None = Field(
        None, description="Fernet keys, newest first, separated by commas"
    )
    index_key: SecretStr | None = Field(None, description="key of the blind index over personal numbers")
    allowed_hosts: str = Field("", description="host names, separated by commas")
    municipality: str = Field("bjorkstrand", description="id of the municipal model in policy/municipalities")
    clock_start: str = Field("", description="ISO time the clock starts from, with offset (demo only)")
    test_identities: bool = Field(False, description="accept personal numbers that nobody can have")
    resident_oidc_issuer: str = Field("", description="issuer of the residents' e-identification")
    resident_oidc_client_id: str = Field("egenkraft", description="client id at that issuer")
    resident_oidc_client_secret: SecretStr | None = Field(None, description="client secret at that issuer")
    resident_oidc_acr_values: str = Field(
        "",
        description="level of assurance to ask for and enforce, e.g. http://id.elegnamnden.se/loa/1.0/loa3",
    )
    staff_oidc_issuer: str = Field(
        "", description="issuer of the municipality's staff sign-in; empty: password"
    )
    staff_oidc_client_id: str = Field("egenkraft-staff", description="client id at that issuer")
    staff_oidc_client_secret: SecretStr | None = Field(None, description="client secret at that issuer")
    ssbtek_url: str = Field("", description="address of the SSBTEK v10 service")
    ssbtek_client_certificate: Path | None = Field(None, description="PEM file for mutual TLS")
    ssbtek_client_key: Path | None = Field(None, description="PEM key for mutual TLS")
    ssbtek_ca: Path | None = Field(None, description="PEM file with the issuer of the service's certificate")
    ssbtek_timeout_seconds: float = Field(20.0, gt=0, le=120, description="whole question to SSBTEK")
    ssbtek_fk_aktorsid: str = Field("", description="actor id at Försäkringskassan's LEFI")
    outgoing_dir: Path | None = Field(None, description="where bank and bookkeeping files are delivered")
    bank_file: Path | None = Field(
        None, description="YAML with the bank agreement and the books (config/bank.py)"
    )
    clamd_socket: Path | None = Field(
        None, description="clamd's socket; without it files are checked by content only"
    )

    @model_validator(mode="after")
    def _no_demo_settings_in_production(self) -> "Environment":
        if self.profile == "production":
            if self.test_identities or self.clock_start:
                raise ValueError(
                    "EGENKRAFT_TEST_IDENTITIES and EGENKRAFT_CLOCK_START are for the demo and the tests; "
                    "remove them when EGENKRAFT_PROFILE is production."
                )
            missing = [
                name for name in ("secret_key", "encryption_keys", "index_key") if getattr(self, name) is None
            ]
            if missing:
                names = ", ".join("EGENKRAFT_" + name.upper() for name in missing)
                raise ValueError(f"{names} must be set: without them nothing can be signed or stored.")
        return self


def read_environment() -> Environment:
    """The environment of this process.

    Raises pydantic.ValidationError naming each variable that is missing or wrong.
    """
    environment = Environment()  # type: ignore[call-arg]  # pydantic fills the fields from the environment
    if environment.profile == "production":
        return environment
    return environment.model_copy(update=_own_secrets(environment))


def _own_secrets(environment: Environment) -> dict[str, object]:
    """Secrets of a demo or a test run, made at the first start and readable by the owner alone."""
    path = environment.data_dir / "secrets.env"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = {
            "secret_key": secrets.token_urlsafe(64),
            "encryption_keys": Fernet.generate_key().decode(),
            "index_key": secrets.token_urlsafe(32),
        }
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in made.items()))
    stored = dict(line.split("=", 1) for line in path.read_text().splitlines() if line)
    return {name: SecretStr(value) for name, value in stored.items() if getattr(environment, name) is None}
