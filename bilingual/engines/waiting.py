"""How long to wait before an engine is asked again, and what is said when that takes too long."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta

from bilingual.errors import EngineError

#: The longest that a service may make us wait, in seconds; beyond, the run ends with the time to come back.
LONGEST_WAIT = 60.0
#: Seconds of the first wait at the most, and of any later one, where the service does not say.
FIRST_WAIT, MOST_WAIT = 0.5, 8.0
#: Seconds after which to come back to a service that refuses and does not say for how long.
COME_BACK = 900.0
#: The furthest time to come back that is told: ten years.
FURTHEST = 10 * 365.25 * 86_400


def wait_before(error: EngineError, tries: int) -> float:
    """Return the seconds to wait before the next try, ``tries`` having failed with ``error`` last.

    At least what the service asks for.  Else a random time between nothing and a bound that doubles (full
    jitter: callers that failed together must not come back together).  Raises EngineError if the service
    asks for more than LONGEST_WAIT.
    """
    # The randomness guards no secret.
    backoff = random.uniform(0.0, min(MOST_WAIT, FIRST_WAIT * 2.0 ** (tries - 1)))  # noqa: S311
    asked = error.retry_after
    if asked is None or not math.isfinite(asked) or asked < 0:
        return backoff
    if asked > LONGEST_WAIT:
        raise given_up(error, f"the service asks to wait {math.ceil(asked)} s") from error
    return max(backoff, asked + random.uniform(0.0, min(1.0, 0.1 * asked)))  # noqa: S311


def given_up(error: EngineError, why: str) -> EngineError:
    """Return the error with which an engine's run ends; it says when to come back."""
    seconds = error.retry_after
    if seconds is None or math.isnan(seconds) or seconds <= 0:
        seconds = COME_BACK
    back = datetime.now().astimezone() + timedelta(seconds=min(seconds, FURTHEST))
    return EngineError(
        f"{error} ({why})\n"
        f"Come back after {back:%Y-%m-%d %H:%M:%S %Z}: the same command fills in what is missing.",
        retryable=True,
        retry_after=error.retry_after,
    )
