"""An OpenID provider on the loopback, for tests: it says what it is told to say, right or wrong."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


@dataclass
class FakeProvider:
    """Set `claims` before someone comes; `tampers` change the id token, `wrong_key` signs with another key."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    tampers: dict[str, Any] = field(default_factory=dict)
    wrong_key: bool = False
    down: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    token_requests: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    other_key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))

    def authorize(self, url: str) -> dict[str, str]:
        """What the person's browser does there: the query to come back with."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        return {"code": "the-code", "state": self.asked["state"]}

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        self.token_requests.append(form)
        challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != self.asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        content = {
            "iss": self.issuer,
            "sub": "subject-1",
            "aud": self.asked["client_id"],
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
            **self.claims,
            **self.tampers,
        }
        key = self.other_key if self.wrong_key else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, content, key)
        return {"access_token": "the-token", "token_type": "Bearer", "id_token": signed}


@contextmanager
def serving() -> Iterator[FakeProvider]:
    """A provider at an address of its own, until the end of the block."""
    provider = FakeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if provider.down:
                self._answer({}, 503)
            elif self.path.startswith("/.well-known"):
                here = provider.issuer
                self._answer(
                    {
                        "issuer": here,
                        "authorization_endpoint": f"{here}/authorize",
                        "token_endpoint": f"{here}/token",
                        "jwks_uri": f"{here}/jwks",
                        "userinfo_endpoint": f"{here}/userinfo",
                    }
                )
            elif self.path == "/jwks":
                self._answer({"keys": [provider.key.as_dict(private=False)]})
            else:
                assert self.headers["Authorization"] == "Bearer the-token"
                self._answer({"sub": "subject-1", **provider.userinfo})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = provider.token({name: values[0] for name, values in parse_qs(text).items()})
            self._answer(answer, 400 if "error" in answer else 200)

        def _answer(self, content: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Quiet: the tests speak for themselves."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
