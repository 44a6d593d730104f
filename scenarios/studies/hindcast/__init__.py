"""The hindcast: 2010 to 2024 with the rules and prices of those years, held against what was observed (docs/hindcast.md)."""

from __future__ import annotations

from scenarios.studies.hindcast.observed import read_observed
from scenarios.studies.hindcast.study import Hindcast, run_hindcast

__all__ = ["Hindcast", "read_observed", "run_hindcast"]
