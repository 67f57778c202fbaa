"""An editor, and a draft to correct."""

import pytest
from django.contrib.auth.models import Permission, User

from portal.importing.intake import File, take_in_file

TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
- ask employers.
"""


def account(name, *rights):
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@pytest.fixture
def editor(client, db):
    client.force_login(account("ana", "change_report", "add_report"))
    return client


@pytest.fixture
def draft(db):
    report, _ = take_in_file(File("seminar.txt", TEXT))
    return report
