"""Many runs of one scenario: other seeds, other numbers within their spread; and the band that comes of it.

Place in the flow: scenarios reads -> checks -> [runs, many times] -> dashboard. `sampling` says which numbers vary, `plan`
which runs there are, `member` does one, `work` does them all, `bands` reads what came out, `folder` saves it.
"""

from __future__ import annotations

from scenarios.ensemble.bands import Bands, bands_of, paired_bands, pledges_kept, variance_split
from scenarios.ensemble.folder import save_ensemble, summary_of
from scenarios.ensemble.member import HEADLINES, Headlines, Workshop
from scenarios.ensemble.plan import Plan, plan_of
from scenarios.ensemble.sampling import Sample, sample_book
from scenarios.ensemble.work import Pool, file_of, finished_members, folder_of, run_ensemble

__all__ = [
    "HEADLINES",
    "Bands",
    "Headlines",
    "Plan",
    "Pool",
    "Sample",
    "Workshop",
    "bands_of",
    "file_of",
    "finished_members",
    "folder_of",
    "paired_bands",
    "plan_of",
    "pledges_kept",
    "run_ensemble",
    "sample_book",
    "save_ensemble",
    "summary_of",
    "variance_split",
]
