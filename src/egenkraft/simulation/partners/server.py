"""The fake partners on one loopback port: SSBTEK, e-identification and bank. Standard library, threads.

POST /ssbtek · GET /oidc/.well-known/openid-configuration, /oidc/authorize, /oidc/jwks, /oidc/userinfo ·
POST /oidc/approve, /oidc/token · POST /bank · GET / (what is here).
"""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from egenkraft.simulation.partners import oidc_page, ssbtek_service
from egenkraft.simulation.partners.bank import FakeBank
from egenkraft.simulation.partners.oidc import Client, FakeProvider, OidcError, digits_of, problem_of_number
from egenkraft.simulation.partners.register import TownRegister

HOST = "127.0.0.1"
MAX_BYTES = 200_000_000
# How long a silent service holds a connection; a client's own timeout is meant to be shorter.
SILENCE_SECONDS = 120.0
# How often the server looks whether it is to stop.
_POLL_SECONDS = 0.05


class PartnerServer(ThreadingHTTPServer):
    """Serves until `stop()`. `clock` gives the time for tokens and bank reports; `pages` are further pages by path."""

    daemon_threads = True
    # Many browsers and jobs may connect at once.
    request_queue_size = 64

    def __init__(
        self, register: TownRegister, clock: Callable[[], datetime], *, port: int = 0, client: Client
    ) -> None:
        super().__init__((HOST, port), _Handler)
        self.address = f"http://{HOST}:{self.server_port}"
        self.register = register
        self.clock = clock
        self.provider = FakeProvider(f"{self.address}/oidc", client)
        self.bank = FakeBank(register.refused_accounts)
        self.bank_lock = threading.Lock()
        self.stopped = threading.Event()
        self.pages: dict[str, Callable[[], bytes]] = {}

    @property
    def addresses(self) -> dict[str, str]:
        return {
            "ssbtek": f"{self.address}/ssbtek",
            "oidc_issuer": self.provider.issuer,
            "bank": f"{self.address}/bank",
        }

    def start(self) -> threading.Thread:
        """Serve in a thread of its own."""
        thread = threading.Thread(
            target=self.serve_forever, args=(_POLL_SECONDS,), name="fake-partners", daemon=True
        )
        thread.start()
        return thread

    def stop(self) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: PartnerServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: addresses and bodies carry identities."""

    def do_GET(self) -> None:
        routes: Mapping[str, Callable[[], None]] = {
            "/": self._index,
            "/oidc/.well-known/openid-configuration": lambda: self._json(self.server.provider.discovery()),
            "/oidc/jwks": lambda: self._json(self.server.provider.jwks()),
            "/oidc/authorize": self._authorize,
            "/oidc/userinfo": self._userinfo,
        }
        page = self.server.pages.get(urlsplit(self.path).path)
        if page is not None:
            self._page(page())
            return
        self._route(routes)

    def do_POST(self) -> None:
        routes: Mapping[str, Callable[[], None]] = {
            "/ssbtek": self._ssbtek,
            "/bank": self._bank,
            "/oidc/approve": self._approve,
            "/oidc/token": self._token,
            "/oidc/userinfo": self._userinfo,
        }
        self._route(routes)

    def _route(self, routes: Mapping[str, Callable[[], None]]) -> None:
        handle = routes.get(urlsplit(self.path).path)
        if handle is None:
            self._send(b"not found\n", "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)
        else:
            handle()

    def _body(self) -> bytes | None:
        """The request's body, or None after the refusal was sent."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BYTES:
            self.close_connection = True
            self._send(b"Content-Length is needed\n", "text/plain; charset=utf-8", HTTPStatus.LENGTH_REQUIRED)
            return None
        return self.rfile.read(int(length))

    def _send(
        self, body: bytes, content_type: str, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _json(self, value: object, status: int = 200) -> None:
        self._send(json.dumps(value, ensure_ascii=False).encode(), "application/json", status)

    def _page(self, body: bytes, status: int = 200) -> None:
        policy = {
            "Content-Security-Policy": oidc_page.CONTENT_SECURITY_POLICY,
            "Referrer-Policy": "no-referrer",
        }
        self._send(body, "text/html; charset=utf-8", status, policy)

    def _redirect(self, address: str) -> None:
        self._send(b"", "text/plain", HTTPStatus.SEE_OTHER, {"Location": address})

    def _index(self) -> None:
        lines = [f"{name}: {address}" for name, address in self.server.addresses.items()]
        lines += [f"page: {self.server.address}{path}" for path in self.server.pages]
        self._send(("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")

    def _ssbtek(self) -> None:
        body = self._body()
        if body is None:
            return
        reply = ssbtek_service.answer(self.server.register, body)
        if reply.delay_ms:
            self.server.stopped.wait(reply.delay_ms / 1000)
        if reply.body is None:
            self.server.stopped.wait(SILENCE_SECONDS)
            self.close_connection = True
            return
        self._send(reply.body, "text/xml; charset=utf-8", reply.status)

    def _bank(self) -> None:
        body = self._body()
        if body is not None:
            with self.server.bank_lock:
                report = self.server.bank.report_on(body, self.server.clock())
            self._send(report, "application/xml")

    def _fields(self) -> dict[str, str] | None:
        if self.command == "GET":
            return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self._body()
        return (
            None if body is None else dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        )

    def _authorize(self) -> None:
        fields = self._fields() or {}
        try:
            request = self.server.provider.check_request(fields)
        except OidcError as problem:
            self._refuse_request(problem, fields)
            return
        checked = request.as_fields(self.server.provider.client.client_id)
        self._page(oidc_page.choice_page(checked, self.server.register.persons, english=request.english))

    def _refuse_request(self, problem: OidcError, fields: Mapping[str, str]) -> None:
        if problem.redirect:
            provider, state = self.server.provider, fields.get("state", "")
            self._redirect(provider.refuse(fields["redirect_uri"], state, problem.code, problem.description))
        else:
            self._page(oidc_page.problem_page(str(problem)), HTTPStatus.BAD_REQUEST)

    def _approve(self) -> None:
        fields = self._fields()
        if fields is None:
            return
        provider, persons = self.server.provider, self.server.register.persons
        try:
            request = provider.check_request(fields)
        except OidcError as problem:
            self._refuse_request(problem, fields)
            return
        if fields.get("cancel"):
            self._redirect(
                provider.refuse(request.redirect_uri, request.state, "access_denied", "the user cancelled")
            )
            return
        typed = fields.get("number", "")
        problem_found = problem_of_number(typed)
        if problem_found is not None:
            checked = request.as_fields(provider.client.client_id)
            page = oidc_page.choice_page(
                checked, persons, english=request.english, problem=problem_found, typed=typed
            )
            self._page(page, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        number = digits_of(typed)
        name = persons[number].name if number in persons else f"Testperson {number[-4:]}"
        self._redirect(provider.approve(request, number, name, self._seconds()))

    def _token(self) -> None:
        fields = self._fields()
        if fields is None:
            return
        try:
            authorization = self.headers.get("Authorization", "")
            self._json(self.server.provider.token(fields, authorization, self._seconds()))
        except OidcError as problem:
            status = HTTPStatus.UNAUTHORIZED if problem.code == "invalid_client" else HTTPStatus.BAD_REQUEST
            self._json({"error": problem.code, "error_description": problem.description}, status)

    def _userinfo(self) -> None:
        if self.command == "POST" and self._body() is None:
            return
        try:
            self._json(self.server.provider.userinfo(self.headers.get("Authorization", "")))
        except OidcError as problem:
            self._json({"error": problem.code}, HTTPStatus.UNAUTHORIZED)

    def _seconds(self) -> int:
        return int(self.server.clock().timestamp())
