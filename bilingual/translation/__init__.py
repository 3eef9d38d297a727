"""Fills the targets of articles: memory first, then the engines in turn.

`plan` looks up one article in one language and gives a `Job`; `fulfil` asks the engines for what the jobs
want, one job or those of many articles together.

Nothing is asked twice: equal texts with equal term pairs are one request, whichever articles they stand in,
and every answer is in memory before the next request leaves.  A pinned term that an answer lacks is tried
for again in the next way of pinning, for that text alone.  Inline marks go with the text; where they do not
come back whole it is asked for again without them, and what the answers told of their places is kept with
it.
"""

from __future__ import annotations

from bilingual.translation.estimating import Estimate, estimates
from bilingual.translation.fulfilling import fulfil
from bilingual.translation.jobs import PROVISIONAL, Job
from bilingual.translation.remembering import Fuzzy, plan

__all__ = ["PROVISIONAL", "Estimate", "Fuzzy", "Job", "estimates", "fulfil", "plan"]
