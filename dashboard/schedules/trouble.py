"""What can go wrong with a scheduled briefing: a code that screens put into words, and whether another attempt may help."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from dashboard.texts import Texts
from data import errors

CODES = (
    "mail_off", "mail_domain", "mail_unreachable", "mail_tls", "mail_login", "mail_recipients", "mail_refused",
    "folder", "disk", "query", "slow", "store", "removed", "interrupted", "unknown",
)  # fmt: skip
"""Each has a text and a hint in the catalogue, under `briefings.fault`."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`detail` is the thing it went wrong with (an address, a server), never a secret; `again`: worth another attempt."""

    code: str
    detail: str = ""
    again: bool = True


class Failed(Exception):
    """A step of a run failed in a way that is known."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


def of(fault: Exception) -> Trouble:
    """The trouble that a fault is."""
    if isinstance(fault, Failed):
        return fault.trouble
    if isinstance(fault, errors.DiskFull):
        return Trouble("disk")
    if isinstance(fault, errors.BadFilter):
        return Trouble("query", f"{fault.name}: {fault.message}", again=False)
    if isinstance(fault, errors.UnknownRegion | errors.TooMuch):
        return Trouble("query", str(fault), again=False)
    if isinstance(fault, errors.QuestionTimeout):
        return Trouble("slow")
    if isinstance(fault, errors.StoreDown | errors.TextsNotIndexed | errors.ServerBusy | errors.QueueFull):
        return Trouble("store")
    return Trouble("unknown", type(fault).__name__)


def of_mail(fault: OSError, server: str) -> Trouble:
    """The trouble of a mail server; its number tells what it will say again (5xx) and what it may not (4xx)."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return refused({address: number for address, (number, _) in fault.recipients.items()})
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return Trouble("mail_login", f"{server}, {fault.smtp_code}", again=fault.smtp_code < 500)
    if isinstance(fault, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Trouble("mail_tls", server)
    if isinstance(fault, smtplib.SMTPConnectError | smtplib.SMTPServerDisconnected):
        return Trouble("mail_unreachable", server)
    if isinstance(fault, smtplib.SMTPResponseException):
        return Trouble("mail_refused", f"{server}, {fault.smtp_code}", again=fault.smtp_code < 500)
    if isinstance(fault, smtplib.SMTPException):
        return Trouble("mail_refused", server)
    return Trouble("mail_unreachable", server)


def refused(answers: dict[str, int]) -> Trouble:
    """The trouble of addresses that a mail server did not take, by its number for each."""
    return Trouble("mail_recipients", ", ".join(answers), again=any(number < 500 for number in answers.values()))


def worded(code: str, detail: str | None, texts: Texts) -> str:
    """What went wrong, in plain words."""
    return texts(f"briefings.fault.{code if code in CODES else 'unknown'}.text", detail=detail or "")


def advice(code: str, texts: Texts) -> str:
    """What to do about it."""
    return texts(f"briefings.fault.{code if code in CODES else 'unknown'}.hint")
