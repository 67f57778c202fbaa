"""Checks of the mail server, with a real one."""

import pytest

from portal.operations.checks import mail_server
from portal.operations.checks.finding import State
from tests.harness.mail_server import REFUSED, text_of
from tests.harness.served_portal import free_port


def test_without_a_mail_server_nothing_is_wrong_until_a_message_is_asked_for(settings):
    settings.SENDS_MAIL = False

    assert mail_server.check_connection().state is State.OK
    assert mail_server.check_delivery("ana@example.org").state is State.ERROR


def test_a_test_message_arrives_only_if_it_is_asked_for(mailboxes):
    assert mail_server.check_connection().state is State.OK
    assert mailboxes.mails == []

    assert mail_server.check_delivery("ana@example.org").state is State.OK
    assert "The portal can send email" in text_of(mailboxes.mails[0])


def test_a_server_that_cannot_be_reached_is_an_error(mailboxes, settings):
    settings.EMAIL_PORT = free_port()

    finding = mail_server.check_connection()

    assert (finding.state, "it cannot be reached" in finding.message) == (State.ERROR, True)


def test_the_answer_of_a_server_that_refuses_is_reported(mailboxes):
    mailboxes.answers["ana@example.org"] = REFUSED

    finding = mail_server.check_delivery("ana@example.org")

    assert (finding.state, "No such mailbox" in finding.message) == (State.ERROR, True)


@pytest.mark.parametrize("failure", [OSError(), TimeoutError("timed out\nagain")])
def test_a_failure_is_described_in_one_line(failure):
    assert mail_server.describe(failure) in {"OSError", "timed out again"}
