"""What is written in the trail stays written, whoever tries, on either database."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from rantai.apps.audit.actions import SYSTEM, Act, Author, record, record_all
from rantai.apps.audit.models import AuditEntry
from rantai.apps.audit.queries import acts_of_organisation, history
from tests.cast import START

BY = Author(user_id=7, organisation_id=3, request_id="r1")


@pytest.fixture
def entry(db: None) -> AuditEntry:
    record(verb="weigh", noun="coil", object_id="C-1", by=BY, at=START, before={"mass_g": 1}, after={"mass_g": 2})
    return AuditEntry.objects.get()


def test_an_act_is_recorded_with_who_what_and_the_values(entry: AuditEntry) -> None:
    row = history("coil", "C-1")[0]
    assert (row.user_id, row.organisation_id, row.request_id, row.verb) == (7, 3, "r1", "weigh")
    assert (row.before, row.after, row.at) == ({"mass_g": 1}, {"mass_g": 2}, START)
    assert acts_of_organisation(3) == [row]
    assert acts_of_organisation(4) == []


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET verb = 'x'", "DELETE FROM audit_auditentry"])
def test_the_database_refuses_to_change_or_remove_it(entry: AuditEntry, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get().verb == "weigh"


def test_a_row_in_hand_cannot_be_saved_again(entry: AuditEntry) -> None:
    with pytest.raises(TypeError, match="written once"):
        entry.save()


def test_the_newest_act_comes_first_and_another_record_stays_out(entry: AuditEntry) -> None:
    record_all(acts=[Act("cut", "coil", "C-1"), Act("cut", "coil", "C-2")], by=SYSTEM, at=START)
    assert [row.verb for row in history("coil", "C-1")] == ["cut", "weigh"]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(verb="weigh", noun="coil", object_id="C-1", by=SYSTEM, at=START)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_emptying_a_database_leaves_the_rule_in_force() -> None:
    with transaction.atomic():
        record(verb="weigh", noun="coil", object_id="C-1", by=SYSTEM, at=START)
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    with transaction.atomic():
        record(verb="weigh", noun="coil", object_id="C-1", by=SYSTEM, at=START)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")
