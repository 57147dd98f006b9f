"""Two firms agree that one's steel is sold at the other's counter; neither alone changes what is owed for it."""

from datetime import date, timedelta

import pytest

from rantai.apps.agency import actions, queries
from rantai.apps.agency.actions import AgencyFacts, Terms
from rantai.core.problems import InvalidInput
from tests.apps.sales.counter import AT, TODAY
from tests.apps.settlements.entrusted import PERCENT, agency
from tests.cast import SmallSentra

DEARER = Terms(TODAY, "percent", less_ppm=10_000)


def code(refused: pytest.ExceptionInfo[InvalidInput]) -> str:
    return refused.value.problems[0].code


def test_nothing_is_sold_until_the_other_side_has_agreed(small_sentra: SmallSentra) -> None:
    mill, centre = small_sentra.organisations["mill"], small_sentra.organisations["centre"]
    made = agency(small_sentra, agreed=False)
    assert queries.in_force(centre, TODAY) == {}
    staff = small_sentra.actor("centre_staff")
    with pytest.raises(InvalidInput) as refused:
        actions.agree(agency_id=made, by=staff, at=AT)
    assert code(refused) == "agency-own-offer"
    actions.agree(agency_id=made, by=small_sentra.actor("mill_sales"), at=AT)
    assert queries.in_force(centre, TODAY) == {mill: made}
    assert queries.in_force(centre, TODAY - timedelta(days=1)) == {}
    with pytest.raises(InvalidInput) as refused:
        actions.agree(agency_id=made, by=small_sentra.actor("mill_sales"), at=AT)
    assert code(refused) == "agency-no-offer"


def test_other_terms_hold_only_when_agreed_and_never_backwards(small_sentra: SmallSentra) -> None:
    made, staff = agency(small_sentra), small_sentra.actor("centre_staff")
    actions.offer_terms(agency_id=made, terms=DEARER, by=staff, at=AT)
    held = queries.terms_on(made, TODAY)
    assert held is not None
    assert held.less_ppm == PERCENT.less_ppm
    with pytest.raises(InvalidInput) as refused:
        actions.offer_terms(agency_id=made, terms=DEARER, by=staff, at=AT)
    assert code(refused) == "agency-offer-waits"
    actions.agree(agency_id=made, by=small_sentra.actor("mill_sales"), at=AT + timedelta(days=3))
    late = queries.terms_on(made, TODAY + timedelta(days=3))
    assert late is not None
    assert (late.less_ppm, late.valid_from) == (10_000, TODAY + timedelta(days=3))
    old = queries.terms_on(made, TODAY + timedelta(days=2))
    assert old is not None
    assert old.less_ppm == PERCENT.less_ppm
    with pytest.raises(InvalidInput) as refused:
        past = Terms(TODAY - timedelta(days=1), "book")
        actions.offer_terms(agency_id=made, terms=past, by=staff, at=AT)
    assert code(refused) == "agency-day-past"


@pytest.mark.parametrize(
    "terms",
    [
        Terms(TODAY, "percent"),
        Terms(TODAY, "percent", less_ppm=600_000),
        Terms(TODAY, "per_kg"),
        Terms(TODAY, "book", less_idr_kg=10),
    ],
)
def test_what_is_taken_off_fits_the_rule(small_sentra: SmallSentra, terms: Terms) -> None:
    with pytest.raises(InvalidInput) as refused:
        agency(small_sentra, terms)
    assert code(refused) == "agency-less-odd"


def test_an_offer_can_be_declined_and_an_end_ends_all(small_sentra: SmallSentra) -> None:
    made, centre = agency(small_sentra, agreed=False), small_sentra.organisations["centre"]
    actions.decline(agency_id=made, by=small_sentra.actor("mill_sales"), at=AT)
    assert [row.is_waiting for row in queries.terms(made)] == [False]
    actions.offer_terms(agency_id=made, terms=PERCENT, by=small_sentra.actor("mill_sales"), at=AT)
    actions.agree(agency_id=made, by=small_sentra.actor("centre_staff"), at=AT)
    with pytest.raises(InvalidInput) as refused:
        agency(small_sentra)
    assert code(refused) == "agency-there-already"
    actions.end(agency_id=made, by=small_sentra.actor("centre_staff"), at=AT)
    assert queries.in_force(centre, TODAY) == {}
    with pytest.raises(InvalidInput) as refused:
        actions.offer_terms(agency_id=made, terms=PERCENT, by=small_sentra.actor("mill_sales"), at=AT)
    assert code(refused) == "agency-ended"
    assert agency(small_sentra) != made


def test_a_firm_sells_not_for_itself_and_days_are_in_order(small_sentra: SmallSentra) -> None:
    centre, mill = small_sentra.organisations["centre"], small_sentra.organisations["mill"]
    by = {"by": small_sentra.actor("centre_staff"), "at": AT}
    with pytest.raises(InvalidInput) as refused:
        actions.propose(facts=AgencyFacts(centre, centre, TODAY), terms=PERCENT, **by)
    assert code(refused) == "agency-same-firm"
    with pytest.raises(InvalidInput) as refused:
        actions.propose(facts=AgencyFacts(mill, centre, TODAY, date(2026, 1, 1)), terms=PERCENT, **by)
    assert code(refused) == "agency-days-odd"
