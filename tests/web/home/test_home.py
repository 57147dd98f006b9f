"""Everybody lands on what needs them today."""

import pytest

from tests.cast import PEOPLE, SmallSentra


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_has_a_first_page_before_there_is_a_plan(small_sentra: SmallSentra, person: str) -> None:
    assert small_sentra.client(person).get("/").status_code == 200
