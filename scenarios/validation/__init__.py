"""Cases written by others, and whether the model agrees with them."""

from scenarios.validation.judge import Row, judge, tally

__all__ = ["Row", "judge", "tally"]
