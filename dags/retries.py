"""How the tasks of all DAGs are tried again: only where a service is away."""

from datetime import timedelta

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule

RETRIES = {
    "retries": 5,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": True,
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(exception="schemas.errors.RetryableError", action=RetryAction.RETRY)],
        default=RetryAction.FAIL,  # what is not known to pass by itself stops the run, loudly
    ),
}
