"""`make test` never says "all passed" about something that did not run."""

from pathlib import Path

import pytest

import debian
import run_tests
from tests.architecture import house

SUITE = run_tests.Suite("story", "none", ("tests/story",))


def counted(tmp_path: Path, *, code: int = 0, absent: tuple[str, ...] = (), **counts: int) -> run_tests.Outcome:
    report = tmp_path / "report.xml"
    attributes = " ".join(f'{name}="{number}"' for name, number in counts.items())
    if counts:
        report.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
    return run_tests.outcome(SUITE, report, code, list(absent), 1.0, soak=False)


def test_a_clean_suite_counts_its_tests(tmp_path: Path) -> None:
    row = counted(tmp_path, tests=12, failures=0, errors=0, skipped=0)
    assert (row.passed, row.failed, row.note) == (12, 0, "")


def test_failures_and_errors_both_fail(tmp_path: Path) -> None:
    row = counted(tmp_path, code=1, tests=12, failures=2, errors=1, skipped=0)
    assert (row.passed, row.failed) == (9, 3)


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    row = counted(tmp_path, tests=12, failures=0, errors=0, skipped=1)
    assert (row.failed > 0, row.note) == (True, "1 skipped")


@pytest.mark.parametrize(
    ("code", "note"), [(5, "no test ran"), (124, "no test ran; hung"), (4, "no test ran; pytest ended with 4")]
)
def test_a_suite_that_ran_nothing_has_failed(tmp_path: Path, code: int, note: str) -> None:
    row = counted(tmp_path, code=code)
    assert (row.passed, row.failed, row.note) == (0, 1, note)


def test_a_missing_folder_fails_even_beside_tests_that_passed(tmp_path: Path) -> None:
    assert counted(tmp_path, absent=("tests/laws",), tests=3).failed == 1


def test_the_last_line_is_plain_and_the_exit_code_agrees(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = [counted(tmp_path, tests=3), counted(tmp_path, code=1, tests=3, failures=1)]
    assert run_tests.report(rows, soak=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed"


def test_every_test_file_belongs_to_a_suite() -> None:
    listed = {path for suite in run_tests.SUITES for name in run_tests.present(suite.paths)[0] for path in [Path(name)]}
    files = set((house.ROOT / "tests").rglob("test_*.py"))
    assert [house.shown(path) for path in files if not listed & {path, *path.parents}] == []


def test_a_missing_program_is_named_with_the_words_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_rights", lambda: None)
    with pytest.raises(debian.ProgramMissing, match="apt-get install --no-install-recommends teapot"):
        debian.ensure(debian.Program("teapot", "usr/bin/no-such-teapot"))
