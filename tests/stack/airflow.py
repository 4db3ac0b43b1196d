"""How Airflow is, as it says itself."""

import httpx


def are_well(url: str) -> bool:
    """Say whether all four of Airflow's processes are well."""
    try:
        answer = httpx.get(f"{url}/api/v2/monitor/health", timeout=20)
        parts = answer.json()
    except (httpx.HTTPError, ValueError):
        return False
    return all(
        parts[name]["status"] == "healthy" for name in ("metadatabase", "scheduler", "dag_processor", "triggerer")
    )
