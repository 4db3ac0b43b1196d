"""One real PostgreSQL, on a cluster that is thrown away."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.services.elasticsearch import give
from tests.services.machine import MEND, account
from tests.services.process import Launch, ServiceError

USER = "airflow"
BINARIES = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """Return the folder of the newest server's programs: Debian keeps it off the path."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def missing_postgres() -> str | None:
    """Say that PostgreSQL's server is missing, or nothing."""
    return None if binaries() else f"PostgreSQL's server is missing: {MEND}"


def prepare(folder: Path, port: int, password: str) -> Launch:
    """Make an empty cluster in the folder and say how to start it there."""
    owner = account()
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    if owner:
        give(folder, owner)
    make_cluster(folder, secret, owner)
    secret.unlink()
    listen = ["-D", str(folder / "data"), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
    return Launch("PostgreSQL", [programs() / "postgres", *listen], folder / "postgres.log", None, owner)


def make_cluster(folder: Path, secret: Path, owner: str | None) -> None:
    """Run `initdb`, under the account that the server runs under: it refuses root too."""
    options = ["--username", USER, "--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8"]
    made = subprocess.run(
        [programs() / "initdb", "-D", str(folder / "data"), "--no-locale", *options],
        cwd=folder, user=owner, group=owner, extra_groups=[] if owner else None,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise ServiceError(f"PostgreSQL's cluster could not be made:\n{made.stderr}")


def programs() -> Path:
    """Return the folder of the programs, which `missing_postgres` asked for before."""
    found = binaries()
    assert found
    return found


def address(port: int, password: str) -> str:
    """Return the address as Airflow takes it."""
    return f"postgresql+psycopg2://{USER}:{password}@127.0.0.1:{port}/postgres"


def answers(port: int) -> bool:
    """Say whether the server takes connections."""
    asked = [str(programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(asked, check=False, env={"PATH": os.environ["PATH"]}).returncode == 0
