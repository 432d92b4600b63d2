"""Sends a briefing by mail: one letter to all of its recipients, the file in it; nothing of the talk is ever logged."""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate

from dashboard.schedules.trouble import Failed, Trouble, of_mail
from data.settings import Settings

PORTS = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: `recipients` all stand in its head; `key` makes equal letters one for a mail program."""

    recipients: tuple[str, ...]
    subject: str
    text: str
    file: str
    media: str
    body: bytes
    key: str


def is_on(settings: Settings) -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.smtp_host)


def allowed(address: str, settings: Settings) -> bool:
    """Whether briefings may be sent to an address."""
    domain = address.rpartition("@")[2].lower()
    return not settings.smtp_domains or domain in {each.lower() for each in settings.smtp_domains}


class Post:
    """The way to the mail server of the settings; `close` ends what is being said to it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._open: set[smtplib.SMTP] = set()
        self._lock = threading.Lock()
        self._sender = settings.smtp_sender or settings.smtp_user
        self._server = f"{settings.smtp_host}:{settings.smtp_port or PORTS[settings.smtp_tls]}"

    def send(self, letter: Letter, to: tuple[str, ...]) -> dict[str, int]:
        """Send to some of its recipients; returns those that the server did not take, with its number for each.

        Raises Failed where none could be reached.
        """
        if not is_on(self._settings):
            raise Failed(Trouble("mail_off", again=False))
        foreign = [each for each in to if not allowed(each, self._settings)]
        if foreign:
            raise Failed(Trouble("mail_domain", ", ".join(foreign), again=False))
        addresses = {_ascii(each): each for each in to}
        try:
            with self._connected() as server:
                answers = server.send_message(self._message(letter), _ascii(self._sender), list(addresses))
        except smtplib.SMTPRecipientsRefused as fault:
            return {addresses.get(each, each): number for each, (number, _) in fault.recipients.items()}
        except UnicodeEncodeError:  # smtplib signs in by Latin letters only
            raise Failed(Trouble("mail_login", self._server, again=False)) from None
        except OSError as fault:  # every fault of smtplib is one
            raise Failed(of_mail(fault, self._server)) from None
        return {addresses[each]: number for each, (number, _) in answers.items()}

    def close(self) -> None:
        """End the connections there are; who waits at one hears that it is gone."""
        with self._lock:
            for server in self._open:
                with suppress(OSError):
                    server.close()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._greeted()
        with self._lock:
            self._open.add(server)
        try:
            if self._settings.smtp_tls == "starttls":
                server.starttls(context=self._context())
            if self._settings.smtp_user:
                server.login(self._settings.smtp_user, password(self._settings))
            yield server
        finally:
            with self._lock:
                self._open.discard(server)
            with suppress(OSError):
                server.quit()
            server.close()

    def _greeted(self) -> smtplib.SMTP:
        host, port = self._server.rsplit(":", 1)
        own, seconds = _ascii(self._sender).rpartition("@")[2], self._settings.smtp_timeout_s
        if self._settings.smtp_tls == "tls":
            return smtplib.SMTP_SSL(host, int(port), own, timeout=seconds, context=self._context())
        return smtplib.SMTP(host, int(port), own, timeout=seconds)

    def _context(self) -> ssl.SSLContext:
        ca = self._settings.smtp_ca
        return ssl.create_default_context(cafile=None if ca is None else str(ca))

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = _ascii(self._sender)
        message["To"] = ", ".join(_ascii(each) for each in letter.recipients)
        message["Subject"] = letter.subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = f"<{letter.key}@{_ascii(self._sender).rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        main, _, kind = letter.media.partition("/")
        message.add_attachment(letter.body, maintype=main, subtype=kind, filename=letter.file)
        return message


def password(settings: Settings) -> str:
    """The secret, read when it is needed."""
    if settings.smtp_password_file is not None:
        return settings.smtp_password_file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    return settings.smtp_password.get_secret_value()


def _ascii(address: str) -> str:
    """An address as it travels: the name of a Russian domain in its Latin form."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address
