"""A fake provider of e-identification: OpenID Connect, authorization code with PKCE, RS256 id tokens.

It speaks as Swedish providers do (claims of OIDC Sweden) and signs in whoever is chosen on its page. It
takes test identities only: a number that a living person could have is refused. Pure: the caller gives the
time and moves the bytes.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from egenkraft.formats.api import bankgiro

PERSONAL_NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"
COORDINATION_NUMBER_CLAIM = "https://id.oidc.se/claim/coordinationNumber"
LEVEL_OF_ASSURANCE = "http://id.elegnamnden.se/loa/1.0/loa3"
SCOPES = ("openid", "profile", "https://id.oidc.se/scope/naturalPersonInfo")
CODE_SECONDS = 60
TOKEN_SECONDS = 300

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}\Z", re.ASCII)
_TWELVE_DIGITS = re.compile(r"\d{12}\Z", re.ASCII)


@dataclass(frozen=True)
class Client:
    """The relying party. Without a secret it is a public client, held by PKCE alone.

    `redirect_hosts`: where the browser may be sent back to; this machine, unless told otherwise.
    """

    client_id: str
    client_secret: str | None = None
    redirect_hosts: frozenset[str] = LOOPBACK


class OidcError(Exception):
    """A request that is answered with an error: `code` as RFC 6749 names it."""

    def __init__(self, code: str, description: str, *, redirect: bool = False) -> None:
        self.code = code
        self.description = description
        self.redirect = redirect
        super().__init__(f"{code}: {description}")


@dataclass(frozen=True)
class AuthorizationRequest:
    """A checked request to sign in."""

    redirect_uri: str
    state: str
    nonce: str
    code_challenge: str
    scope: str
    english: bool

    def as_fields(self, client_id: str) -> dict[str, str]:
        """The request as form fields, so that the page can send it back."""
        return {
            "client_id": client_id,
            "response_type": "code",
            "redirect_uri": self.redirect_uri,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": self.code_challenge,
            "code_challenge_method": "S256",
            "scope": self.scope,
            "ui_locales": "en" if self.english else "sv",
        }


@dataclass(frozen=True)
class _Grant:
    request: AuthorizationRequest
    personal_number: str
    name: str
    expires: int


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


class NumberProblem(StrEnum):
    """Why a number cannot be used on the page."""

    NOT_TWELVE_DIGITS = "not_twelve_digits"
    NOT_A_TEST_NUMBER = "not_a_test_number"


def problem_of_number(text: str) -> NumberProblem | None:
    """None for a number of the test series: 12 digits, check digit moved by five."""
    digits = digits_of(text)
    if not _TWELVE_DIGITS.match(digits):
        return NumberProblem.NOT_TWELVE_DIGITS
    right = int(bankgiro.luhn_digit(digits[2:11]))
    return None if int(digits[11]) == (right + 5) % 10 else NumberProblem.NOT_A_TEST_NUMBER


def digits_of(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


class FakeProvider:
    """One provider with its key and its open codes."""

    def __init__(self, issuer: str, client: Client) -> None:
        self.issuer = issuer
        self.client = client
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._grants: dict[str, _Grant] = {}
        self._tokens: dict[str, _Grant] = {}
        numbers = self._key.public_key().public_numbers()
        n, e = (
            _b64(number.to_bytes((number.bit_length() + 7) // 8, "big")) for number in (numbers.n, numbers.e)
        )
        thumbprint = hashlib.sha256(f'{{"e":"{e}","kty":"RSA","n":"{n}"}}'.encode()).digest()
        self._jwk = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": _b64(thumbprint), "n": n, "e": e}

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": list(SCOPES),
            "claims_supported": ["sub", "name", "acr", PERSONAL_NUMBER_CLAIM, COORDINATION_NUMBER_CLAIM],
            "acr_values_supported": [LEVEL_OF_ASSURANCE],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            "ui_locales_supported": ["sv", "en"],
        }

    def jwks(self) -> dict[str, object]:
        return {"keys": [self._jwk]}

    def check_request(self, fields: Mapping[str, str]) -> AuthorizationRequest:
        """Raises OidcError; `redirect` says whether the error may go back to the relying party."""
        redirect_uri = fields.get("redirect_uri", "")
        if fields.get("client_id") != self.client.client_id:
            raise OidcError("invalid_client", "client_id is unknown")
        parts = urlsplit(redirect_uri)
        if (
            parts.scheme not in {"http", "https"}
            or parts.hostname not in self.client.redirect_hosts
            or parts.fragment
        ):
            raise OidcError("invalid_request", "redirect_uri must be on an allowed host, without fragment")
        if fields.get("response_type") != "code":
            raise OidcError("unsupported_response_type", "only code", redirect=True)
        scope = fields.get("scope", "")
        if "openid" not in scope.split():
            raise OidcError("invalid_scope", "openid is missing", redirect=True)
        if fields.get("code_challenge_method") != "S256" or not _CHALLENGE.match(
            fields.get("code_challenge", "")
        ):
            raise OidcError("invalid_request", "PKCE with S256 is required", redirect=True)
        if not fields.get("state") or not fields.get("nonce"):
            raise OidcError("invalid_request", "state and nonce are required", redirect=True)
        return AuthorizationRequest(
            redirect_uri=redirect_uri,
            state=fields["state"],
            nonce=fields["nonce"],
            code_challenge=fields["code_challenge"],
            scope=scope,
            english=fields.get("ui_locales", "sv").split()[:1] == ["en"],
        )

    def approve(self, request: AuthorizationRequest, personal_number: str, name: str, now: int) -> str:
        """The address to send the browser to, with a code good once for a minute."""
        if problem_of_number(personal_number) is not None:
            raise OidcError("access_denied", "only test identities can sign in here")
        code = secrets.token_urlsafe(24)
        self._grants[code] = _Grant(request, digits_of(personal_number), name, now + CODE_SECONDS)
        return _with_query(request.redirect_uri, code=code, state=request.state, iss=self.issuer)

    def refuse(self, redirect_uri: str, state: str, code: str, description: str) -> str:
        return _with_query(
            redirect_uri, error=code, error_description=description, state=state, iss=self.issuer
        )

    def token(self, fields: Mapping[str, str], authorization: str, now: int) -> dict[str, object]:
        """The token answer. Raises OidcError."""
        self._check_client(fields, authorization)
        if fields.get("grant_type") != "authorization_code":
            raise OidcError("unsupported_grant_type", "only authorization_code")
        grant = self._grants.pop(fields.get("code", ""), None)
        if grant is None or grant.expires < now:
            raise OidcError("invalid_grant", "the code is unknown, used or too old")
        if fields.get("redirect_uri") != grant.request.redirect_uri:
            raise OidcError("invalid_grant", "redirect_uri is another than in the request")
        verifier = hashlib.sha256(fields.get("code_verifier", "").encode("ascii", "replace")).digest()
        if not hmac.compare_digest(_b64(verifier), grant.request.code_challenge):
            raise OidcError("invalid_grant", "code_verifier does not match")
        access_token = secrets.token_urlsafe(24)
        self._tokens[access_token] = grant
        claims = {
            "iss": self.issuer,
            "aud": self.client.client_id,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": now,
            "nonce": grant.request.nonce,
            "acr": LEVEL_OF_ASSURANCE,
            "at_hash": _b64(hashlib.sha256(access_token.encode()).digest()[:16]),
            **self._person_claims(grant),
        }
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": grant.request.scope,
            "id_token": self._signed(claims),
        }

    def userinfo(self, authorization: str) -> dict[str, object]:
        grant = self._tokens.get(authorization.removeprefix("Bearer "))
        if grant is None:
            raise OidcError("invalid_token", "the access token is unknown")
        return self._person_claims(grant)

    def _person_claims(self, grant: _Grant) -> dict[str, object]:
        number = grant.personal_number
        is_coordination = int(number[6:8]) > 60
        subject = hashlib.sha256(f"{self.issuer} {self.client.client_id} {number}".encode()).hexdigest()
        return {
            "sub": subject,
            "name": grant.name,
            COORDINATION_NUMBER_CLAIM if is_coordination else PERSONAL_NUMBER_CLAIM: number,
        }

    def _check_client(self, fields: Mapping[str, str], authorization: str) -> None:
        client_id, secret = fields.get("client_id", ""), fields.get("client_secret")
        if authorization.startswith("Basic "):
            try:
                pair = base64.b64decode(authorization[6:], validate=True).decode("utf-8")
            except ValueError:
                raise OidcError("invalid_client", "malformed Authorization") from None
            client_id, _, secret = pair.partition(":")
        if client_id != self.client.client_id:
            raise OidcError("invalid_client", "client_id is unknown")
        expected = self.client.client_secret
        if expected is not None and not hmac.compare_digest((secret or "").encode(), expected.encode()):
            raise OidcError("invalid_client", "client_secret is wrong")

    def _signed(self, claims: Mapping[str, object]) -> str:
        header = {"alg": "RS256", "typ": "JWT", "kid": self._jwk["kid"]}
        parts = [_b64(json.dumps(part, ensure_ascii=False).encode("utf-8")) for part in (header, claims)]
        signature = self._key.sign(".".join(parts).encode("ascii"), padding.PKCS1v15(), hashes.SHA256())
        return ".".join([*parts, _b64(signature)])


def _with_query(address: str, **fields: str) -> str:
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query), *fields.items()])
    return urlunsplit(parts._replace(query=query))
