"""Programs of the distribution that the tests need: found, or installed, or asked for by name. Never skipped."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


class ProgramMissing(Exception):
    """A program is missing and we may not install it; the message says what to type."""


@dataclass(frozen=True)
class Program:
    """A Debian package, known to be installed by a file that matches `pattern`."""

    package: str
    pattern: str


CHROMIUM = Program("chromium", "usr/bin/chromium")
POSTGRESQL = Program("postgresql", "usr/lib/postgresql/*/bin/initdb")


def ensure(*programs: Program) -> None:
    """Install with apt-get what is missing, as root or through sudo without a password.

    Raises ProgramMissing when neither is possible or when apt-get fails.
    """
    packages = [program.package for program in programs if not newest(program)]
    if not packages:
        return
    wish = f"apt-get install --no-install-recommends {' '.join(packages)}"
    rights = _rights()
    if rights is None or not shutil.which("apt-get"):
        raise ProgramMissing(f"Missing on this machine: {', '.join(packages)}. Run as root:  {wish}")
    print(f"Installing {', '.join(packages)} with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], [*wish.split(), "--yes"]):
        answer = subprocess.run([*rights, *command], capture_output=True, text=True, env=environment, check=False)
        if answer.returncode:
            raise ProgramMissing(f"'{' '.join(command)}' failed:\n{answer.stderr[-2000:]}")
    if absent := [program.package for program in programs if not newest(program)]:
        raise ProgramMissing(f"Installed, yet not found: {', '.join(absent)}")


def newest(program: Program) -> Path | None:
    """The matching file of the highest version, or None."""
    found = sorted(Path("/").glob(program.pattern), key=_version)
    return found[-1] if found else None


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdigit()]


def _rights() -> list[str] | None:
    """What to put before a command so that it runs as root."""
    if os.geteuid() == 0:
        return []
    can_sudo = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if can_sudo and can_sudo.returncode == 0 else None
