"""What all DAGs share: one run at a time, and tasks that are tried again only where a service is away."""

from datetime import timedelta
from typing import Any

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule
from pendulum import datetime

RETRIES = {
    "retries": 5,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": True,
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(exception="schemas.errors.RetryableError", action=RetryAction.RETRY)],
        default=RetryAction.FAIL,  # what is not known to pass by itself stops the run, loudly
    ),
}

ONE_AT_A_TIME: dict[str, Any] = {
    "start_date": datetime(2025, 1, 1, tz="UTC"),
    "catchup": False,
    "max_active_runs": 1,
    "default_args": RETRIES,
    "tags": ["forewarn"],
}
"""The arguments of every DAG but its schedule and its documentation."""
