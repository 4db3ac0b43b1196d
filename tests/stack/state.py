"""What `make stack` keeps in its folder: passwords, the environment of everything, logs, ids of processes."""

import json
import os
import shlex
import shutil
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes, token_hex
from tempfile import mkdtemp

from desk.roles import ROLES
from search.roles import SERVICE

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PEOPLE = tuple(ROLES)
"""A user of the desk for each role, of the role's own name."""
INDEX_PREFIX = "forewarn"
OPERATOR = "airflow"
AIRFLOW_DATABASE = "airflow_database"


def begin(state: Path) -> None:
    """Make the folder anew; nobody else on the machine may look into it."""
    forget(state)
    state.mkdir(parents=True, mode=0o700)


def forget(state: Path) -> None:
    """Remove the folder, and those outside it that its links lead to."""
    for link in state.glob("*"):
        if link.is_symlink():
            shutil.rmtree(link.resolve(), ignore_errors=True)
    shutil.rmtree(state, ignore_errors=True)


def outside(state: Path, name: str) -> Path:
    """Return a new folder that another account can reach, and a link to it: ours may lie below root's home."""
    folder = Path(mkdtemp(prefix=f"forewarn-stack-{name}-"))
    (state / name).symlink_to(folder)
    return folder


def write_secret(path: Path, text: str) -> Path:
    """Write a file that only its owner reads, from the first moment on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    return path


def make_passwords(state: Path) -> dict[str, str]:
    """Make the passwords of this start and keep them in the folder."""
    made = {name: token_hex(12) for name in ("elastic", SERVICE, AIRFLOW_DATABASE, OPERATOR, *PEOPLE)}
    write_secret(state / "passwords.json", json.dumps(made, indent=1) + "\n")
    return made


def read_passwords(state: Path) -> dict[str, str]:
    """Return the passwords of the stack in the folder."""
    passwords: dict[str, str] = json.loads((state / "passwords.json").read_text())
    return passwords


def keep_environment(state: Path, variables: dict[str, str]) -> None:
    """Write down what `forewarn` needs to work on the stack, to be read by a shell."""
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in sorted(variables.items())]
    write_secret(state / "environment", "".join(lines))


def kept_environment(state: Path) -> dict[str, str]:
    """Return the environment that works on the stack."""
    words = shlex.split((state / "environment").read_text())
    return {**own_environment(), **dict(word.split("=", 1) for word in words if word != "export")}


def own_environment() -> dict[str, str]:
    """Return our environment without settings of another Forewarn or Airflow."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("FOREWARN_", "AIRFLOW_"))}


def forewarn_environment(state: Path, addresses: Mapping[str, str], user: str, password: str) -> dict[str, str]:
    """Return the settings of Forewarn on these services, as this user of Elasticsearch."""
    return {
        "PYTHONPATH": str(ROOT),
        "FOREWARN_HOME": str(state / "home"),
        "FOREWARN_MISSION": str(ROOT / "missions" / "example"),
        "FOREWARN_CLOCK": "messages",
        "FOREWARN_KAFKA_BOOTSTRAP_SERVERS": addresses["kafka"],
        "FOREWARN_ELASTICSEARCH_URL": addresses["elasticsearch"].replace("//", f"//{user}:{password}@"),
        "FOREWARN_INDEX_PREFIX": INDEX_PREFIX,
        "FOREWARN_DESK_URL": addresses["desk"],
    }


def airflow_environment(state: Path, port: int, database: str, password: str) -> dict[str, str]:
    """Return Airflow's settings: LocalExecutor on PostgreSQL, four tasks at a time."""
    home = state / "airflow"
    home.mkdir(exist_ok=True)
    passwords = write_secret(home / "passwords.json", json.dumps({OPERATOR: password}))
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__FERNET_KEY": urlsafe_b64encode(token_bytes(32)).decode(),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{OPERATOR}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database,
        "AIRFLOW__API__SECRET_KEY": token_hex(32),
        "AIRFLOW__API_AUTH__JWT_SECRET": token_hex(32),
    }
