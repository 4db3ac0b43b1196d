"""Users in Elasticsearch's native realm: people of the desk, and the one that Forewarn itself works as."""

from collections.abc import Mapping

from elasticsearch import Elasticsearch

from search.roles import SERVICE
from tests.stack.state import PEOPLE


def make_users(url: str, passwords: Mapping[str, str]) -> None:
    """Make each user with the one role of its own name; the roles are those of `forewarn access apply`."""
    with Elasticsearch(url, basic_auth=("elastic", passwords["elastic"])) as client:
        for name in (SERVICE, *PEOPLE):
            client.security.put_user(username=name, password=passwords[name], roles=[name])
