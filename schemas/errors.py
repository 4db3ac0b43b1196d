"""Errors, sorted by what the caller does next.

ForewarnError
├── ConfigurationError   fix the configuration, then start again
├── StopError            stop: going on would lose or leak something
├── RetryableError       try again later: a service is away
└── RefusedError         put this row into quarantine and go on

A message names the thing, the reason and the mend, and never repeats a value of a report.
"""


class ForewarnError(Exception):
    """The root of all errors that Forewarn raises on purpose."""


class ConfigurationError(ForewarnError):
    """Something in a source file, a mission folder or the environment must be mended by a person."""


class StopError(ForewarnError):
    """Going on would lose or leak something."""


class RetryableError(ForewarnError):
    """A service did not answer; the same call may go through later."""


class RefusedError(ForewarnError):
    """One row cannot be used; it goes to quarantine with this reason and the run goes on."""
