"""Letters reach a real mail server of this machine: names in Russian, two recipients, secrets, and every refusal in words."""

from __future__ import annotations

import logging
import re
import smtplib
import threading
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from dashboard.schedules.mail import Letter, Post, allowed, password
from dashboard.schedules.trouble import CODES, Failed, Trouble, advice, of_mail, worded
from dashboard.texts import texts
from data.settings import Settings
from tests.support.mailbox import PASSWORD, USER, certificate, free_port, mailbox

TO = ("ivanov@example.ru", "petrova@example.ru")
FILE, BODY = "Утренняя сводка 2026-11-22.pdf", b"%PDF-1.7\r\n.\r\nend"
LETTER = Letter(TO, "Сводка за сутки: Ростов", "Во вложении — сводка.\n", FILE, "application/pdf", BODY, "key-1")


def refused(settings: dict[str, Any], letter: Letter = LETTER) -> Trouble:
    with pytest.raises(Failed) as caught:
        Post(Settings(**settings)).send(letter, letter.recipients)
    return caught.value.trouble


def test_a_letter_reaches_both_recipients_with_its_file_and_its_russian_name() -> None:
    with mailbox() as box:
        assert Post(Settings(**box.settings())).send(LETTER, TO) == {}
    (letter,), (envelope,) = box.letters, box.envelopes
    assert envelope == list(TO)
    assert (letter["To"], letter["From"], letter["Subject"]) == (", ".join(TO), USER, LETTER.subject)
    assert (letter["Message-ID"], letter["Auto-Submitted"]) == ("<key-1@example.ru>", "auto-generated")
    body = letter.get_body()
    assert body is not None
    assert body.get_content().strip() == "Во вложении — сводка."
    (file,) = letter.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (LETTER.file, LETTER.media, LETTER.body)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_secret_way_and_a_name_with_its_password(tmp_path: Path, tls: str) -> None:
    file = certificate(tmp_path)
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n")
    with mailbox(file, tls=tls, signed_in=True) as box:
        settings = box.settings(smtp_tls=tls, smtp_ca=file, smtp_user=USER, smtp_password_file=secret)
        assert Post(Settings(**settings)).send(LETTER, TO) == {}
        untrusted = refused(box.settings(smtp_tls=tls))
    assert untrusted == Trouble("mail_tls", f"127.0.0.1:{box.port}")
    assert len(box.letters) == 1


def test_a_refused_login_is_told_once_and_never_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with mailbox(signed_in=True) as box:
        found = refused(box.settings(smtp_user=USER, smtp_password=SecretStr("wrong-secret")))
    assert (found.code, found.again) == ("mail_login", False)
    assert "535" in found.detail
    assert "wrong-secret" not in found.detail + caplog.text
    assert "wrong-secret" not in repr(Settings(**box.settings(smtp_password=SecretStr("wrong-secret"))))


def test_a_password_that_cannot_travel_is_a_refused_login() -> None:
    with mailbox(signed_in=True) as box:
        found = refused(box.settings(smtp_user=USER, smtp_password=SecretStr("тайна")))
    assert found == Trouble("mail_login", f"127.0.0.1:{box.port}", again=False)


def test_a_server_that_is_not_there_may_come_back() -> None:
    port = free_port()
    found = refused({"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_sender": USER, "smtp_tls": "none"})
    assert found == Trouble("mail_unreachable", f"127.0.0.1:{port}")
    assert "не отвечает" in worded(found.code, found.detail, texts("ru"))


def test_a_server_without_the_asked_secrecy_gets_nothing() -> None:
    with mailbox() as box:
        assert refused(box.settings(smtp_tls="starttls")).code == "mail_tls"
    assert box.letters == []


def test_an_address_that_is_refused_does_not_keep_the_letter_from_the_other() -> None:
    with mailbox() as box:
        box.unknown = {TO[1]: "550 No such user"}
        assert Post(Settings(**box.settings())).send(LETTER, TO) == {TO[1]: 550}
        box.unknown = dict.fromkeys(TO, "451 Later")
        assert Post(Settings(**box.settings())).send(LETTER, TO) == dict.fromkeys(TO, 451)
    assert box.envelopes == [[TO[0]]]


@pytest.mark.parametrize(("answer", "again"), [("552 Too big", False), ("451 Later", True)])
def test_a_refused_letter_is_tried_again_only_where_it_may_help(answer: str, again: bool) -> None:
    with mailbox() as box:
        box.answer = answer
        found = refused(box.settings())
    assert (found.code, found.again) == ("mail_refused", again)


def test_without_a_server_and_to_a_foreign_domain_nothing_is_sent() -> None:
    assert refused({}) == Trouble("mail_off", again=False)
    with mailbox() as box:
        found = refused(box.settings(smtp_domains=("gov.ru",)))
    assert (found.code, found.detail) == ("mail_domain", ", ".join(TO))
    assert box.letters == []
    assert allowed("a@GOV.ru", Settings(smtp_domains=("gov.ru",)))
    assert not allowed("a@evil-gov.ru", Settings(smtp_domains=("gov.ru",)))


def test_a_russian_domain_travels_in_its_latin_form() -> None:
    with mailbox() as box:
        Post(Settings(**box.settings())).send(LETTER, ("glava@район.рф",))
    assert box.envelopes == [["glava@" + "район.рф".encode("idna").decode()]]


def test_closing_ends_what_is_being_said(tmp_path: Path) -> None:
    entered, leave = threading.Event(), threading.Event()

    class Silent(Post):
        def _message(self, letter: Letter) -> Any:
            entered.set()
            assert leave.wait(10)
            return super()._message(letter)

    with mailbox() as box:
        post, heard = Silent(Settings(**box.settings())), list[Exception]()

        def send() -> None:
            try:
                post.send(LETTER, TO)
            except Failed as fault:
                heard.append(fault)

        thread = threading.Thread(target=send)
        thread.start()
        assert entered.wait(10)
        post.close()
        leave.set()
        thread.join(10)
    assert [fault.trouble.code for fault in heard if isinstance(fault, Failed)] == ["mail_unreachable"]


@pytest.mark.parametrize(
    "settings", [{"smtp_host": "mail"}, {"smtp_tls": "ssl"}, {"smtp_password_file": "/no/such/file"}, {"smtp_ca": "/no/such"}]
)
def test_a_mail_that_could_not_work_stops_the_start(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="smtp_"):
        Settings(**settings)


def test_every_trouble_is_in_plain_words_of_both_languages() -> None:
    for lang in ("ru", "en"):
        for code in (*CODES, "nonsense"):
            said = worded(code, "x", texts(lang)) + advice(code, texts(lang))
            assert len(said) > 20
            assert not re.search(r"[{}]|SMTP|TLS|Exception", said)


def test_what_a_mail_server_says_otherwise_is_a_refusal() -> None:
    assert of_mail(smtplib.SMTPException("odd"), "m:25").code == "mail_refused"
    assert of_mail(smtplib.SMTPServerDisconnected("gone"), "m:25").code == "mail_unreachable"
    assert of_mail(smtplib.SMTPAuthenticationError(454, b"later"), "m:25").again
    assert password(Settings(smtp_password=SecretStr("a"))) == "a"
