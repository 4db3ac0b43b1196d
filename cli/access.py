"""`forewarn access`: the roles, users and API keys that Elasticsearch, Kibana and the desk go by."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from cli.common import MissionOption, screen, settings_for
from desk.roles import ROLES, profile_of
from ingest.mission import read_mission
from schemas.errors import ConfigurationError

app = typer.Typer(no_args_is_help=True, help="Make the roles that Elasticsearch, Kibana and the desk go by.")

HEADER = ["name", "role"]


@app.callback()
def _several() -> None:
    """Keep `apply` a command of its own."""


@app.command()
def apply(
    users: Annotated[
        Path | None, typer.Option("--users", help="CSV file `name,role` of all users; who is not in it is shut out.")
    ] = None,
    keys: Annotated[bool, typer.Option("--keys", help="Renew the services' API keys; older ones end.")] = False,
    folder: Annotated[
        Path, typer.Option("--folder", help="Folder for what is made anew, each a file of mode 0600.")
    ] = Path("secrets"),
    mission: MissionOption = None,
) -> None:
    """Put roles into Elasticsearch, in the place of those of the same names; its user must be an administrator.

    Example: forewarn access apply --users users.csv --keys, with FOREWARN_ELASTICSEARCH_URL=https://elastic:...@search:9200
    """
    from search import accounts, roles  # brings the client: a second that other commands are spared

    settings = settings_for(mission)
    url, prefix = settings.elasticsearch_url, settings.index_prefix
    if not url:
        raise ConfigurationError("FOREWARN_ELASTICSEARCH_URL is not set; the embedded index knows no roles")
    wanted = read_user_list(users) if users else {}
    computed = read_mission(settings.mission).profiles
    readers = {name: profile_of(name, computed) for name in ROLES if profile_of(name, computed).levels}
    made = roles.roles(prefix, readers)
    roles.put_roles(url, made, ca_file=settings.ca_file)
    screen.print(f"Roles: {', '.join(made)}.", highlight=False)
    if keys:
        services = {FILE_OF[name]: made[name] for name in (roles.SERVICE, roles.KIBANA_LOADER)}
        accounts.apply_keys(url, services, prefix=prefix, folder=folder, ca_file=settings.ca_file)
        screen.print(f"API keys: {', '.join(services)} in {folder}; older ones have ended.", highlight=False)
    if users:
        done = accounts.apply_users(url, wanted, prefix=prefix, folder=folder, ca_file=settings.ca_file)
        screen.print(f"Users: {len(done.made)} made, {len(done.kept)} kept, {len(done.disabled)} shut out.")


FILE_OF = {"forewarn_service": "forewarn_elasticsearch_api_key", "forewarn_kibana": "forewarn_kibana_api_key"}
"""Each key lies in a file that is called like the setting which it is for, as containers take secrets."""


def read_user_list(path: Path) -> dict[str, str]:
    """Return the role of every user in the CSV file at `path`.

    Raises `ConfigurationError` for a file that is none, an unknown role, and a name that stands in it twice.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = [row for row in csv.reader(file) if row]
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read ({type(error).__name__}); write lines of name,role") from error
    if header != HEADER or any(len(row) != len(HEADER) for row in rows):
        raise ConfigurationError(f"{path}: must have the header name,role and these two in every line; no password")
    found: dict[str, str] = {}
    for number, (name, role) in enumerate(rows, start=2):
        if role not in ROLES:
            raise ConfigurationError(f"{path}, line {number}: there is no such role; there are: {', '.join(ROLES)}")
        if not name or name in found or "/" in name:
            raise ConfigurationError(f"{path}, line {number}: a name may not be empty, hold a slash or stand twice")
        found[name] = role
    return found
