"""A small OpenID Connect client: code flow with PKCE, state and nonce, on Authlib and joserfc.

Why not a package for it: docs/adr/0003-sign-in.md.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

PERSONAL_NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"
COORDINATION_NUMBER_CLAIM = "https://id.oidc.se/claim/coordinationNumber"
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_TIMEOUT_SECONDS = 10
_LEEWAY_SECONDS = 60


class OidcFault(StrEnum):
    """Why a sign-in came to nothing."""

    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    NOT_STARTED = "not_started"
    NOT_TRUSTED = "not_trusted"


class OidcError(Exception):
    """The provider did not tell who the person is; `fault` says why, in kind."""

    def __init__(self, fault: OidcFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault


@dataclass(frozen=True)
class Provider:
    """An OpenID provider and what we are called there."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: tuple[str, ...]
    redirect_uri: str


@dataclass(frozen=True)
class Pending:
    """What is remembered between leaving and coming back; lives in the session, used once."""

    state: str
    nonce: str
    verifier: str

    def to_session(self) -> dict[str, str]:
        return {"state": self.state, "nonce": self.nonce, "verifier": self.verifier}

    @classmethod
    def from_session(cls, kept: Mapping[str, str]) -> "Pending":
        return cls(kept["state"], kept["nonce"], kept["verifier"])


def start(provider: Provider) -> tuple[str, Pending]:
    """The address to send the person to, and what to remember. Raises OidcError(UNREACHABLE)."""
    pending = Pending(secrets.token_urlsafe(32), secrets.token_urlsafe(32), generate_token(64))
    with _client(provider) as client:
        metadata = _metadata(client, provider)
        url, _state = client.create_authorization_url(
            metadata["authorization_endpoint"],
            state=pending.state,
            nonce=pending.nonce,
            code_verifier=pending.verifier,
        )
    return str(url), pending


def finish(provider: Provider, query: Mapping[str, str], pending: Pending) -> dict[str, Any]:
    """The claims about the person who came back, checked: signature, issuer, audience, times, nonce.

    Claims of the userinfo endpoint are added when it speaks of the same subject. Raises OidcError.
    """
    if not secrets.compare_digest(query.get("state", ""), pending.state):
        raise OidcError(OidcFault.NOT_TRUSTED, "state")
    if "error" in query or not query.get("code"):
        raise OidcError(OidcFault.CANCELLED)
    try:
        with _client(provider) as client:
            metadata = _metadata(client, provider)
            token = client.fetch_token(
                metadata["token_endpoint"], code=query["code"], code_verifier=pending.verifier
            )
            claims = _id_claims(client, provider, metadata, token, pending)
            return _with_userinfo(client, metadata, claims)
    except httpx.HTTPError as error:
        raise OidcError(OidcFault.UNREACHABLE, type(error).__name__) from error
    except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        raise OidcError(OidcFault.NOT_TRUSTED, type(error).__name__) from error


def _client(provider: Provider) -> OAuth2Client:
    return OAuth2Client(
        provider.client_id,
        provider.client_secret or None,
        token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        scope=" ".join(provider.scopes),
        redirect_uri=provider.redirect_uri,
        code_challenge_method="S256",
        timeout=_TIMEOUT_SECONDS,
        follow_redirects=False,
    )


def _metadata(client: OAuth2Client, provider: Provider) -> dict[str, Any]:
    """What the provider says of itself, read anew each time: sign-ins are few and keys change."""
    metadata = _get(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata.get("issuer") != provider.issuer:
        raise OidcError(OidcFault.NOT_TRUSTED, "issuer")
    return metadata


def _id_claims(
    client: OAuth2Client,
    provider: Provider,
    metadata: Mapping[str, Any],
    token: Mapping[str, Any],
    pending: Pending,
) -> dict[str, Any]:
    keys = KeySet.import_key_set(_get(client, metadata["jwks_uri"]))  # type: ignore[arg-type]
    decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={"iss": {"value": provider.issuer}, "aud": {"value": provider.client_id}},
        params={
            "nonce": pending.nonce,
            "client_id": provider.client_id,
            "access_token": token.get("access_token"),
        },
    )
    claims.validate(leeway=_LEEWAY_SECONDS)
    return dict(claims)


def _with_userinfo(
    client: OAuth2Client, metadata: Mapping[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    address = metadata.get("userinfo_endpoint")
    if not address:
        return claims
    more = _get(client, address, withhold_token=False)
    if more.get("sub") != claims["sub"]:
        raise OidcError(OidcFault.NOT_TRUSTED, "sub")
    # What the signed token says stands before what was only fetched.
    return {**more, **claims}


def _get(client: OAuth2Client, address: str, *, withhold_token: bool = True) -> dict[str, Any]:
    try:
        response = client.get(address, withhold_token=withhold_token)
        response.raise_for_status()
        content = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise OidcError(OidcFault.UNREACHABLE, type(error).__name__) from error
    if not isinstance(content, dict):
        raise OidcError(OidcFault.UNREACHABLE, "not an object")
    return content
