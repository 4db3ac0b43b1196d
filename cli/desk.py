"""`forewarn desk`: the web application where people answer, and its own users."""

from pathlib import Path
from typing import Annotated

import typer

from cli.common import MissionOption, configure_log, opened, settings_for
from cli.show import say
from desk.roles import ROLES
from pipeline.auditing import check_purpose, purpose_of
from schemas.errors import ConfigurationError
from schemas.settings import Settings
from schemas.transport import is_this_host

app = typer.Typer(help="Serve the desk, where people answer what only people know; Ctrl+C ends it.")
users = typer.Typer(no_args_is_help=True, help="Keep the desk's own users, where Elasticsearch does not.")
app.add_typer(users, name="user")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that the user signs in with.")]


@app.callback(invoke_without_command=True)
def desk(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on (or FOREWARN_DESK_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (or FOREWARN_DESK_PORT).")] = None,
    mission: MissionOption = None,
) -> None:
    """Serve the desk, where people answer what only people know; Ctrl+C ends it.

    Example: forewarn desk --port 8080
    """
    if context.invoked_subcommand is not None:
        return
    from desk.serve import serve

    settings = settings_for(mission, desk_host=host, desk_port=port)
    check_transport(settings)
    with opened(mission) as parts:
        configure_log(settings.log_level)  # the parts can be opened: what is wrong is said before anything is served
        check_purpose(parts)
        settings = settings.model_copy(update={"purpose": purpose_of(parts)})
    serve(settings, say=say)


@users.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option(help=f"One of: {', '.join(ROLES)}.")],
    mission: MissionOption = None,
) -> None:
    """Add a user, or give one another role and password, which is asked for: an option would show to others.

    Example: forewarn desk user add ana --role analyst
    """
    from desk.users import add_user

    path = _users_file(settings_for(mission))
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    add_user(path, name, role, password)
    say(f"{name} may sign in as {role}. Kept in {path}")


@users.command()
def remove(name: NameArgument, mission: MissionOption = None) -> None:
    """Remove a user; an open session of theirs ends at once.

    Example: forewarn desk user remove ana
    """
    from desk.users import remove_user

    remove_user(_users_file(settings_for(mission)), name)
    say(f"{name} is removed.")


@users.command("list")
def list_users(mission: MissionOption = None) -> None:
    """List the users and their roles.

    Example: forewarn desk user list
    """
    from desk.users import read_users

    for user in read_users(_users_file(settings_for(mission))).values():
        say(f"{user.name}  {user.role}")


def _users_file(settings: Settings) -> Path:
    from desk.sign_in import users_file

    file = users_file(settings)
    if file is None:
        raise ConfigurationError(
            "the desk's users are Elasticsearch's; add them there, or name a file: FOREWARN_DESK_USERS"
        )
    return file


def check_transport(settings: Settings) -> None:
    """Raise `ConfigurationError` where names and passwords would cross a network in clear."""
    has_tls = settings.desk_certificate is not None and settings.desk_certificate_key is not None
    if not is_this_host(settings.desk_host) and not has_tls and not settings.desk_behind_tls:
        raise ConfigurationError(
            f"the desk would be open on {settings.desk_host} without TLS; set FOREWARN_DESK_CERTIFICATE and "
            "FOREWARN_DESK_CERTIFICATE_KEY, or FOREWARN_DESK_BEHIND_TLS=true where a proxy ends TLS"
        )
