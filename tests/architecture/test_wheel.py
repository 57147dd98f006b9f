"""What `pip install rantai` brings: the house, the cases, and a command that needs three packages and no Django."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.architecture import house

BASE_PACKAGES = ("numpy", "numpy.libs", "highspy", "highspy.libs", "click")
COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from rantai.cli import main; main(sys.argv[1:])"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=house.ROOT, check=True, capture_output=True)
    return next(folder.glob("rantai-*.whl"))


@pytest.fixture
def base_installation(wheel: Path, tmp_path: Path) -> Path:
    """The unpacked wheel beside the packages of its base requirements, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    installed = Path(sysconfig.get_path("purelib"))
    for name in BASE_PACKAGES:
        if (installed / name).exists():
            (tmp_path / name).symlink_to(installed / name)
    return tmp_path


def rantai(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in an interpreter that sees only that folder and the standard library."""
    command = [sys.executable, "-I", "-S", "-c", COMMAND, str(site), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def committed(folder: str) -> set[str]:
    answer = subprocess.run(["git", "ls-files", folder], cwd=house.ROOT, capture_output=True, text=True, check=True)
    return set(answer.stdout.split("\n")) - {""}


def test_every_file_of_the_house_and_every_case_travels(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    cases = {f"rantai/{name}" for name in committed("cases")}
    wanted = cases | {name.removeprefix("src/") for name in committed("src")} - {"rantai/cases"}  # the link itself
    assert cases
    assert wanted - packed == set()


def test_the_base_installation_plans_and_checks_a_case(base_installation: Path, tmp_path: Path) -> None:
    given, out = str(base_installation / "rantai" / "cases" / "one-bar" / "given"), str(tmp_path / "plan")
    made = rantai(base_installation, "plan", "run", "--given", given, "--out", out)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)
    assert rantai(base_installation, "plan", "check", "--given", given, "--plan", out).returncode == 0


@pytest.mark.soak
def test_pip_installs_the_base_into_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    answer = subprocess.run(
        [str(python.with_name("rantai")), "plan", "--help"], check=False, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    assert subprocess.run([str(python), "-c", "import django"], check=False, capture_output=True).returncode != 0
