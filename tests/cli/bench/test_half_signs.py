"""Half a sign, as a broken program may send it, comes back as the escape it came as, never as a traceback."""

import json

import pytest
from click.testing import CliRunner

from rantai.cli import main


@pytest.mark.parametrize("question", ["assign", "lots", "pool", "split"])
def test_half_a_sign_in_a_key_is_refused_like_any_strange_key(tmp_path, question):
    file = tmp_path / "question.json"
    file.write_text('{"c\\ud800": 1}')
    answer = CliRunner().invoke(main, ["bench", question, str(file), "--seconds", "1"])
    assert answer.exit_code == 2
    assert json.loads(answer.stdout_bytes)["status"] == "invalid"
