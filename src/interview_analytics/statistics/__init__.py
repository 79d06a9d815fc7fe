"""Plain numbers go in; estimates with their uncertainty come out. Nothing in here knows a table of ours."""

from interview_analytics.statistics.diversity import (
    accumulation,
    chao2,
    chao2_limits,
    coverage,
    hill,
    hill_asymptotic,
    hill_limits,
    rarefy,
)
from interview_analytics.statistics.funnel import binomial_limits, overdispersion, poisson_limits
from interview_analytics.statistics.intervals import (
    Estimate,
    clustered_difference,
    clustered_rate,
    poisson_exact,
    wilson,
)
from interview_analytics.statistics.panel import GroupTime, aggregate, group_time_att
from interview_analytics.statistics.process import p_chart, xmr
from interview_analytics.statistics.sensitivity import (
    ChanceShare,
    benjamini_hochberg,
    e_value,
    hazard_to_risk_ratio,
    share_above_chance,
)
from interview_analytics.statistics.shrinkage import beta_binomial
from interview_analytics.statistics.survival import (
    CoxFit,
    cox,
    cumulative_incidence,
    expected_events,
    kaplan_meier,
    landmark,
    split_at_interviews,
)

__all__ = [
    "ChanceShare",
    "CoxFit",
    "Estimate",
    "GroupTime",
    "accumulation",
    "aggregate",
    "benjamini_hochberg",
    "beta_binomial",
    "binomial_limits",
    "chao2",
    "chao2_limits",
    "clustered_difference",
    "clustered_rate",
    "coverage",
    "cox",
    "cumulative_incidence",
    "e_value",
    "expected_events",
    "group_time_att",
    "hazard_to_risk_ratio",
    "hill",
    "hill_asymptotic",
    "hill_limits",
    "kaplan_meier",
    "landmark",
    "overdispersion",
    "p_chart",
    "poisson_exact",
    "poisson_limits",
    "rarefy",
    "share_above_chance",
    "split_at_interviews",
    "wilson",
    "xmr",
]
