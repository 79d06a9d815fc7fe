"""The name of a rule, or its limits, goes in; which counts may not be told, and how well they are hidden, comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from interview_analytics.errors import ExportError


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Which counts are small, whether a 0 may be told, and what a reader may still learn of a small count."""

    name: str = "custom"
    most: int  # the largest count that may not be told
    zeros_shown: bool = True
    protection: Literal["cover", "exact"] = "cover"  # learn only that it is small; or: not learn it exactly

    @property
    def least(self) -> int:
        """The smallest count that may not be told, and so the least that a hidden cell can be."""
        return 1 if self.zeros_shown else 0

    @property
    def words(self) -> str:
        """The range of counts that may not be told."""
        return f"{self.least} to {self.most}"

    def small(self, counts: np.ndarray) -> np.ndarray:
        """Which of the counts may not be told; a missing one may."""
        return (counts >= self.least) & (counts <= self.most)


CMS = Rule(name="cms", most=10)  # the cell size suppression policy of the US Centers for Medicare & Medicaid Services
RULES = {
    rule.name: rule for rule in (CMS, Rule(name="lt10", most=9), Rule(name="lt6", most=5), Rule(name="lt5", most=4))
}


def rule(name: str | Rule = "cms") -> Rule:
    """The rule of that name; a rule of one's own passes through. Raises ExportError for a name that there is not."""
    if isinstance(name, Rule):
        return name
    if name not in RULES:
        raise ExportError(f"There is no rule '{name[:60]}' for small numbers.", f"There is: {', '.join(RULES)}.")
    return RULES[name]
