"""A small OpenID Connect client: code flow with PKCE, state and nonce, on Authlib and joserfc.

Why not a package for it: docs/adr/0003-sign-in.md.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote_plus

import httpx
from authlib.common.security import generate_token
from authlib.oauth2.rfc7636 import create_s256_code_challenge
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
    # Levels of assurance that are good enough, by the provider's names; empty: the provider decides.
    acr_values: tuple[str, ...] = ()


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


def start(provider: Provider, language: str) -> tuple[str, Pending]:
    """The address to send the person to, in their language, and what to remember. Raises OidcError(UNREACHABLE | NOT_TRUSTED)."""
    pending = Pending(secrets.token_urlsafe(32), secrets.token_urlsafe(32), generate_token(64))
    with _http() as http:
        metadata = _metadata(http, provider)
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "scope": " ".join(provider.scopes),
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": create_s256_code_challenge(pending.verifier),
        "code_challenge_method": "S256",
        "ui_locales": language,
    }
    if provider.acr_values:
        question["acr_values"] = " ".join(provider.acr_values)
    return str(httpx.URL(metadata["authorization_endpoint"]).copy_merge_params(question)), pending


def finish(provider: Provider, query: Mapping[str, str], pending: Pending) -> dict[str, Any]:
    """The claims about the person who came back, checked: signature, issuer, audience, times, nonce.

    Claims of the userinfo endpoint are added when it speaks of the same subject. Raises OidcError.
    """
    if not secrets.compare_digest(query.get("state", ""), pending.state):
        raise OidcError(OidcFault.NOT_TRUSTED, "state")
    if "error" in query or not query.get("code"):
        raise OidcError(OidcFault.CANCELLED)
    try:
        with _http() as http:
            metadata = _metadata(http, provider)
            token = _token(http, metadata["token_endpoint"], provider, query["code"], pending)
            claims = _id_claims(http, metadata["jwks_uri"], provider, token, pending)
            return _with_userinfo(http, metadata.get("userinfo_endpoint"), token, claims)
    except (JoseError, KeyError, ValueError) as error:
        raise OidcError(OidcFault.NOT_TRUSTED, type(error).__name__) from error


def _http() -> httpx.Client:
    return httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=False)


def _metadata(http: httpx.Client, provider: Provider) -> dict[str, Any]:
    """What the provider says of itself, read anew each time: sign-ins are few and keys change."""
    metadata = _ask(http, "GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata.get("issuer") != provider.issuer or "authorization_endpoint" not in metadata:
        raise OidcError(OidcFault.NOT_TRUSTED, "issuer")
    return metadata


def _token(
    http: httpx.Client, address: str, provider: Provider, code: str, pending: Pending
) -> dict[str, Any]:
    content = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": pending.verifier,
    }
    if provider.client_secret:
        # RFC 6749 2.3.1: both are form-encoded before they go into the header.
        user, secret = quote_plus(provider.client_id), quote_plus(provider.client_secret)
        return _ask(http, "POST", address, data=content, auth=httpx.BasicAuth(user, secret))
    return _ask(http, "POST", address, data={**content, "client_id": provider.client_id})


def _id_claims(
    http: httpx.Client, jwks_uri: str, provider: Provider, token: Mapping[str, Any], pending: Pending
) -> dict[str, Any]:
    keys = KeySet.import_key_set(_ask(http, "GET", jwks_uri))  # type: ignore[arg-type]
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
    if provider.acr_values and claims.get("acr") not in provider.acr_values:
        raise OidcError(OidcFault.NOT_TRUSTED, "acr")
    return dict(claims)


def _with_userinfo(
    http: httpx.Client, address: str | None, token: Mapping[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    if address is None or "access_token" not in token:
        return claims
    more = _ask(http, "GET", address, headers={"Authorization": f"Bearer {token['access_token']}"})
    if more.get("sub") != claims["sub"]:
        raise OidcError(OidcFault.NOT_TRUSTED, "sub")
    # What the signed token says stands before what was only fetched.
    return {**more, **claims}


def _ask(http: httpx.Client, method: str, address: str, **content: Any) -> dict[str, Any]:
    """One exchange of JSON. A refusal (4xx) is a matter of trust, all else that fails of reach."""
    try:
        response = http.request(method, address, **content)
        if response.is_client_error:
            raise OidcError(OidcFault.NOT_TRUSTED, f"{address}: {response.status_code}")
        response.raise_for_status()
        answer = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise OidcError(OidcFault.UNREACHABLE, type(error).__name__) from error
    if not isinstance(answer, dict):
        raise OidcError(OidcFault.UNREACHABLE, "not an object")
    return answer
