"""What a reviewer of an inventory would take offence at: front door of the package.

Place in the flow: [inventory]. Each check is a pure function of an inventory; `scenarios.inventory` adds the cell of the
file to each remark. A check says what it found and what is wanted, and repairs nothing.
"""

from sim.inventory.review.remarks import Given, Remark, StatedSum
from sim.inventory.review.reviewing import review

__all__ = ["Given", "Remark", "StatedSum", "review"]
