"""A real mail server of this machine: what a program sends is received, read back and may be refused."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "svodka@example.ru", "open sesame 123"

CERTIFICATE = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg29AbQgdj9HPtkDWg
Lr2Oe/8IgBr2cOmKFpLvL3jasFKhRANCAATLWtzSvJNa9sJ4UycjF0fTckvwgKS7
+Ci93kbNKnQxbo/XOenDKxJTsvUKFQWc6uKMMT6MziDFMwR0xvgXWODt
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBbDCCARKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
LjEwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMta3NK8k1r2wnhT
JyMXR9NyS/CApLv4KL3eRs0qdDFuj9c56cMrElOy9QoVBZzq4owxPozOIMUzBHTG
+BdY4O2jUzBRMA8GA1UdEQQIMAaHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNV
HQ4EFgQUHTNxIPWC8gPbVaKcIrJAlC2fb94wDgYDVR0PAQH/BAQDAgKEMAoGCCqG
SM49BAMCA0gAMEUCIF2HzVltFulxFUHA3i4MF1PGHjn76Pq6MRyc1o+BGL98AiEA
1deUnMs6lmw5wbwy2gb6mO1NtVJqiIbefmead//g8PI=
-----END CERTIFICATE-----
"""
"""Of this machine's own address, with its key: for tests alone, nobody else believes it."""


class Mailbox:
    """Takes what it is sent; `unknown` are addresses it does not take, with the answer to each."""

    def __init__(self) -> None:
        self.strict = False
        self.letters: list[EmailMessage] = []
        self.envelopes: list[list[str]] = []
        self.unknown: dict[str, str] = {}
        self.answer = "250 Message accepted for delivery"
        self.port = 0

    async def handle_RCPT(self, _server: Any, session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.strict and not session.authenticated:
            return "530 Who are you"
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            read = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.letters.append(read)
            self.envelopes.append(list(envelope.rcpt_tos))
        return self.answer

    def settings(self, **more: Any) -> dict[str, Any]:
        """What the program is told of this server."""
        return {"smtp_host": "127.0.0.1", "smtp_port": self.port, "smtp_tls": "none", "smtp_sender": USER, **more}


@contextmanager
def mailbox(certificate: Path | None = None, *, signed_in: bool = False, tls: str = "none") -> Iterator[Mailbox]:
    """A server that answers; `tls`: none, starttls or tls. With `signed_in` it wants the name and the password above."""
    found, more = Mailbox(), dict[str, Any]()
    if tls != "none":
        assert certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        more |= {"ssl_context": context} if tls == "tls" else {"tls_context": context, "require_starttls": True}
    if signed_in:
        found.strict = True
        more |= {"authenticator": _known, "auth_require_tls": tls == "starttls"}
    found.port = free_port()
    controller = Controller(found, hostname="127.0.0.1", port=found.port, **more)
    controller.start()
    try:
        yield found
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """The certificate with its key as a file."""
    path = folder / "certificate.pem"
    path.write_text(CERTIFICATE)
    return path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    known = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)
