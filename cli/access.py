"""`forewarn access`: the roles that Elasticsearch and Kibana go by."""

import typer

from cli.common import screen
from desk.roles import ROLES, profile_of
from schemas.errors import ConfigurationError
from schemas.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Make the roles that Elasticsearch, Kibana and the desk go by.")


@app.callback()
def _several() -> None:
    """Keep `apply` a command of its own."""


@app.command()
def apply() -> None:
    """Put the roles into Elasticsearch, in the place of those of the same names; its user must be an administrator.

    Example: forewarn access apply, with FOREWARN_ELASTICSEARCH_URL=https://elastic:...@search:9200
    """
    from search.roles import put_roles, roles  # brings the client: a second that other commands are spared

    settings = Settings()
    if not settings.elasticsearch_url:
        raise ConfigurationError("FOREWARN_ELASTICSEARCH_URL is not set; the embedded index knows no roles")
    readers = {name: profile_of(name) for name in ROLES if profile_of(name).levels}
    made = roles(settings.index_prefix, readers)
    put_roles(settings.elasticsearch_url, made, ca_file=settings.ca_file)
    screen.print(f"Roles: {', '.join(made)}. Give them to users in Kibana, Stack Management, Users.", highlight=False)
