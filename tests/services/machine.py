"""What this machine must have to run the services without a container engine."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.services.process import ServiceUnavailableError

OLDEST_JAVA = 17
# Elasticsearch refuses to run as root, so root lends it this account.
ACCOUNT = "forewarn-services"
MEND = "`.ci/install-services` installs it on Debian and Ubuntu"


def is_root() -> bool:
    """Say whether this process runs as root."""
    return os.geteuid() == 0


@cache
def java_properties() -> dict[str, str]:
    """Return what Java says of itself; empty where there is none."""
    if shutil.which("java") is None:
        return {}
    asked = subprocess.run(
        ["java", "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=False
    )
    return dict(re.findall(r"^ +([\w.]+) = (.*)$", asked.stderr, re.MULTILINE))


def java_home() -> Path:
    """Return the folder of the Java that `java` starts."""
    return Path(java_properties()["java.home"])


def missing_java() -> str | None:
    """Say what is wrong with Java here, or nothing."""
    version = java_properties().get("java.specification.version")
    if version is None:
        return f"java is missing: {MEND}"
    if version.startswith("1.") or int(version) < OLDEST_JAVA:
        return f"java is version {version}, and {OLDEST_JAVA} or newer is needed: {MEND}"
    return None


def missing_maven() -> str | None:
    """Say that Maven is missing, or nothing."""
    return None if shutil.which("mvn") else f"mvn (Maven) is missing: {MEND}"


def missing_account() -> str | None:
    """Say why Elasticsearch could not be given an account, or nothing."""
    if not is_root() or account_exists() or shutil.which("useradd"):
        return None
    return f"useradd is missing, and Elasticsearch refuses to run as root: install it, or make a user {ACCOUNT}"


def require(*checks: Callable[[], str | None]) -> None:
    """Raise with everything that is missing, at once."""
    if missing := [line for line in (check() for check in checks) if line]:
        raise ServiceUnavailableError("; ".join(missing))


def account() -> str | None:
    """Return the account a service that refuses root runs under: none where we are not root."""
    if not is_root():
        return None
    if not account_exists():
        make_account()
    return ACCOUNT


def account_exists() -> bool:
    """Say whether the account is there."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return False
    return True


def make_account() -> None:
    """Make the account; that a neighbour made it just before is no error."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if not account_exists():
        raise ServiceUnavailableError(f"useradd could not make the user {ACCOUNT}: {made.stderr.strip()}")
