"""A fitted partial likelihood goes in; what each row adds to its score, and standard errors from that, come out."""

from __future__ import annotations

import numpy as np

from interview_analytics.statistics.partial_likelihood import Likelihood
from interview_analytics.statistics.risk_sets import RiskSets


def robust_errors(residuals: np.ndarray, inverse: np.ndarray, clusters: np.ndarray) -> np.ndarray:
    """Standard errors that let rows of one cluster depend on each other: √ of the diagonal of Σ_g u_g' u_g.

    u_g: the rows' shares in the coefficients (residuals x inverse information), summed over the cluster.
    """
    influence = residuals @ inverse
    summed = np.column_stack([np.bincount(clusters, column) for column in influence.T])
    return np.sqrt((summed**2).sum(axis=0))


def score_residuals(sets: RiskSets, x: np.ndarray, fitted: Likelihood) -> np.ndarray:
    """What each row adds to the score, a column per covariate: its event less what its time at risk led to expect."""
    of, size = fitted.terms, len(sets.deaths)
    hazard = of.weight / fitted.risk
    mean = np.column_stack([np.bincount(of.cell, of.weight * column, size) / sets.deaths for column in fitted.means.T])
    residuals = -_passed(sets, x, fitted, hazard)
    residuals[sets.died] += x[sets.died] - mean[sets.cell]
    # a day's own events are at risk with the part that Efron leaves in, which is less than the whole
    spared = np.bincount(of.cell, hazard * of.left_out, size)[sets.cell]
    means = [np.bincount(of.cell, hazard * of.left_out * column, size)[sets.cell] for column in fitted.means.T]
    residuals[sets.died] += fitted.weights[sets.died, None] * (x[sets.died] * spared[:, None] - np.column_stack(means))
    return residuals


def _passed(sets: RiskSets, x: np.ndarray, fitted: Likelihood, hazard: np.ndarray) -> np.ndarray:
    def between(values: np.ndarray) -> np.ndarray:
        total = np.concatenate([[0.0], np.cumsum(np.bincount(fitted.terms.cell, values, len(sets.deaths)))])
        return fitted.weights * (total[sets.last] - total[sets.first])

    whole = between(hazard)
    return np.column_stack(
        [whole * own - between(hazard * mean) for own, mean in zip(x.T, fitted.means.T, strict=True)]
    )
