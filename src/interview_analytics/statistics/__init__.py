"""Plain numbers go in; estimates with their uncertainty come out. Nothing in here knows a table of ours."""

from interview_analytics.statistics.intervals import poisson_exact, wilson
from interview_analytics.statistics.sensitivity import ChanceShare, share_above_chance
from interview_analytics.statistics.survival import cumulative_incidence

__all__ = ["ChanceShare", "cumulative_incidence", "poisson_exact", "share_above_chance", "wilson"]
