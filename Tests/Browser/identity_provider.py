"""A small identity provider for tests: OpenID Connect with PKCE, in a thread of its own, over real sockets.

It lets in whoever types a name it knows, and can be told to make every mistake that a token can have.
"""

import base64
import hashlib
import html
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey


class IdentityProvider:
    """Serves until it is closed; `mistake` names what is wrong with the next tokens."""

    def __init__(self, client: str, secret: str):
        self.client, self.secret = client, secret
        self.people: dict[str, dict] = {}
        self.mistake = ""
        self.keys = [RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}), ECKey.generate_key("P-256", {"kid": "two"})]
        self.signs_with = 0
        self.stranger = RSAKey.generate_key(2048, {"kid": "one"})
        self.codes: dict[str, dict] = {}
        self.asked_for_keys = 0
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.get(self)

            def do_POST(self) -> None:
                provider.post(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    # Endpoints

    def get(self, request: BaseHTTPRequestHandler) -> None:
        path, _, query = request.path.partition("?")
        fields = dict(urllib.parse.parse_qsl(query))
        if path == "/.well-known/openid-configuration":
            answer(request, {
                "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys"})
        elif path == "/keys":
            self.asked_for_keys += 1
            answer(request, {"keys": [key.as_dict(private=False) for key in self.keys] + [{"kty": "OKP", "kid": "odd"}]})
        elif path == "/authorize":
            assert fields["response_type"] == "code" and fields["client_id"] == self.client, fields
            assert fields["code_challenge_method"] == "S256" and "openid" in fields["scope"].split(), fields
            hidden = "".join(f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
                             for name, value in fields.items())
            page(request, f'<!DOCTYPE html><html lang="en"><title>Provider</title><h1>Who are you?</h1>'
                          f'<form method="post" action="/enter">{hidden}<label>Name <input name="person"></label>'
                          f'<button name="answer" value="yes">Enter</button>'
                          f'<button name="answer" value="no">Do not enter</button></form></html>')
        else:
            request.send_error(404)

    def post(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"])).decode()
        fields = dict(urllib.parse.parse_qsl(body))
        if request.path == "/enter":
            back = {"state": fields["state"], "iss": self.issuer}
            if fields["answer"] == "no" or fields["person"] not in self.people:
                back["error"] = "access_denied"
            else:
                back["code"] = secrets.token_urlsafe()
                self.codes[back["code"]] = fields
            request.send_response(302)
            request.send_header("Location", f"{fields['redirect_uri']}?{urllib.parse.urlencode(back)}")
            request.end_headers()
        elif request.path == "/token":
            self.redeem(request, fields)
        else:
            request.send_error(404)

    def redeem(self, request: BaseHTTPRequestHandler, fields: dict[str, str]) -> None:
        if self.mistake == "away":
            request.send_error(503)
            return
        given = base64.b64decode(request.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        client = [urllib.parse.unquote(part) for part in given.split(":")]
        asked = self.codes.pop(fields.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(fields.get("code_verifier", "").encode()).digest())
        if (client != [self.client, self.secret] or asked is None or fields["redirect_uri"] != asked["redirect_uri"]
                or challenge.rstrip(b"=").decode() != asked["code_challenge"]):
            answer(request, {"error": "invalid_grant"}, 400)
            return
        answer(request, {"access_token": "unused", "token_type": "Bearer", "id_token": self.token(asked)})

    # Tokens

    def token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": self.client, "iat": now, "exp": now + 300, "nonce": asked["nonce"],
            **self.people[asked["person"]]}
        claims |= {
            "nonce": {"nonce": "another"}, "audience": {"aud": "another"}, "issuer": {"iss": "https://another.example"},
            "expired": {"iat": now - 900, "exp": now - 600}, "early": {"iat": now + 300, "exp": now + 600},
            "many": {"aud": [self.client, "another"]},
            "party": {"aud": [self.client, "another"], "azp": "another"},
        }.get(self.mistake, {})
        key = self.keys[self.signs_with]
        algorithm = "ES256" if isinstance(key, ECKey) else "RS256"
        if self.mistake == "stranger":
            key, algorithm = self.stranger, "RS256"
        if self.mistake == "shared":
            # The secret that both know, in place of a signature.
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(self.secret), ["HS256"])
        if self.mistake == "none":
            parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
                     for part in ({"alg": "none"}, claims)]
            return ".".join(parts) + "."
        kid = "nine" if self.mistake == "unknown" else key.as_dict()["kid"]
        return jwt.encode({"alg": algorithm, "kid": kid}, claims, key, [algorithm])


def answer(request: BaseHTTPRequestHandler, value: dict, status: int = 200) -> None:
    send(request, json.dumps(value).encode(), "application/json", status)


def page(request: BaseHTTPRequestHandler, text: str) -> None:
    send(request, text.encode(), "text/html; charset=utf-8", 200)


def send(request: BaseHTTPRequestHandler, body: bytes, kind: str, status: int) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
