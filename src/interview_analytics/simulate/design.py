"""The arguments of a simulation go in; one frozen design, with every number of the programme, comes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True)
class Design:
    """The numbers of one simulated programme: its size, its window, its rates a month and its effects.

    Rates are per person and month, effects are on the log scale (rates) or the logit scale (shares), spreads are
    standard deviations of the specialists' own effects.
    """

    specialists: int = 12
    job_seekers: int = 600
    months: int = 36
    seed: int = 2026
    block: int = 0
    hazard_ratio: tuple[float, ...] = (1.6,)
    first_day: dt.date = dt.date(2023, 7, 1)
    interviews_per_month: float = 0.65
    quiet_months: tuple[int, ...] = (7, 12)
    quiet_share: float = 0.7
    placing_per_month: float = 0.045
    exiting_per_month: float = 0.025
    motivation_on_interviewing: float = 0.5
    motivation_on_placing: float = 0.5
    motivation_on_exiting: float = -0.3
    recent_work_share: float = 0.4
    recent_work_ratio: float = 1.8
    enrolment_share: float = 30 / 36
    spread_interviewing: float = 0.3
    spread_placing: float = 0.2
    spread_drift: float = 0.4
    spread_keeping: float = 0.4
    attempts_per_interview: float = 0.55
    on_behalf_per_month: float = 0.03
    solo_per_month: float = 1.0
    scheduled_per_person: float = 0.2
    drift_logit: float = -0.85
    drift_per_month: float = 0.01
    training_effect: tuple[float, float] = (-0.6, -1.2)
    trained_in_month: tuple[float, ...] = (0, 9, 18, 27, np.inf)
    kept_logit: float = -0.2
    kept_after_drift: float = -0.9
    discovery_share: float = 0.25
    placed_through_new: float = 0.45
    mean_job_days: float = 200.0

    def __post_init__(self) -> None:
        for name in ("specialists", "job_seekers"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: at least 1 is needed, not {getattr(self, name)}")
        if not 0 <= self.block < 62**2:
            raise ValueError(f"block: from 0 to {62**2 - 1}, not {self.block}")
        if self.months < 3:
            raise ValueError(f"months: at least 3 are needed, not {self.months}")
        if not self.hazard_ratio or min(self.hazard_ratio) <= 0:
            raise ValueError(f"hazard_ratio: every ratio must be above 0, not {self.hazard_ratio}")

    @property
    def last_day(self) -> dt.date:
        """The last day of the window, which the log is as of."""
        return (pd.Timestamp(self.first_day) + pd.DateOffset(months=self.months) - pd.Timedelta(days=1)).date()

    @property
    def last(self) -> int:
        """The last day of the window, counted from the first day, which is 0."""
        return (self.last_day - self.first_day).days

    @property
    def ratios(self) -> np.ndarray:
        """The hazard ratio by interviews so far: none, one, two … (the last stands for that many or more)."""
        return np.array([1.0, *self.hazard_ratio])


def season(design: Design, days: int) -> np.ndarray:
    """The share of interviews that come about on each of so many days from the first day: fewer in quiet months."""
    months = pd.date_range(design.first_day, periods=days, freq="D").month
    return np.where(np.isin(months, design.quiet_months), design.quiet_share, 1.0)
