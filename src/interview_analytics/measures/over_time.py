"""An InterviewLog goes in; how the share of interviews that asked for a job went from month to month comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.conduct import asked_for_a_job
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.measures.interviews import held
from interview_analytics.measures.tally import WILSON, combined, said, share_table
from interview_analytics.statistics.process import xmr

ALL_MONTHS, NO_SIGNAL = "all months", "none"
FEWEST_FOR_LIMITS, FEWEST_FOR_FIRM_LIMITS = 6, 12  # months in which something was noted
LIMITS = ("estimate", "low", "high")
SIGNALS = {
    "outside": "outside the limits",
    "shift": "seven on one side",
    "trend": "seven in one direction",
    "two_of_three": "two of three near a limit",
}
NOTE = (
    "Limits of ordinary variation need 6 months; of fewer than 12 months they are trial limits. On charts of 24 months "
    "in which nothing changes, 21 to 33 of 100 show a signal all the same."
)


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=("specialist", "sector", "region", "conducted_by", "contact_role", "strata"),  # `month` is a category of its own
    own={"month": "month", "signal": "words"},
    alike={"yes": "drift, asked for a job: yes", "all": "drift, asked for a job: known"},
    inside={"yes": "drift, asked for a job: yes", "all": "drift, asked for a job: known"},
    estimate="rest",
    needs=("interviews.drift", "interviews.held_on"),
)
def drift_over_time(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Month by month, the share of informational interviews held that turned, briefly or fully, into asking for a job.

    As in `drift`, hiring that the contact raised does not count, and shares are of interviews where drift was noted. In
    the row "all months" the estimate is the mean of the months and the limits are those of ordinary variation (XmR
    chart, cut at 0 and 1). With fewer than 12 months these are trial limits; with fewer than 6 there are none, and the
    estimate is the median. `signal` names what in a month does not look like ordinary variation. A chart of 24 months
    on which nothing changes shows a signal 21 to 33 % of the time.
    """
    rows = held(log)
    rows = rows[rows["on"].notna()]
    rows = grouped(log, rows.assign(month=periods.month(rows["on"]), holds=asked_for_a_job(rows)), by)
    shares = share_table(log, rows, by, {"month": levels(log, rows, "month")})
    whole = share_table(log, rows, by)
    groups = combined({name: levels(log, rows, name) for name in by})
    pairs = zip(of_each(shares, groups, by), of_each(whole, groups, by), strict=True)
    parts = [_charted(months, own) for months, own in pairs]
    table = pd.concat([_charted(shares[:0], whole[:0])[:0], *parts], ignore_index=True)
    words = {"estimator": "share; mean of the months", "interval": f"{WILSON}; limits of an XmR chart", "note": NOTE}
    return said(table, n=shares.attrs["n"], missing=shares.attrs["missing"], **words)


def _charted(months: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """One group's months, each with its signal, and below them the row of their centre and limits."""
    known = months["status"] == "shown"
    chart = _limits(months.loc[known, "share"].to_numpy("float64"))
    signal = pd.Series(NO_SIGNAL, months.index, dtype="str").mask(known, chart["signal"].set_axis(months.index[known]))
    centre = dict(chart.iloc[0][list(LIMITS)]) if len(chart) > 1 else {}
    figures = {name: pd.array([centre.get(name, pd.NA)] * len(whole), "Float64") for name in LIMITS}
    none = dict.fromkeys(("numerator", "denominator", "share"), pd.NA)
    line = whole.assign(month=ALL_MONTHS, signal=NO_SIGNAL, **none, **figures, status="shown" if centre else "too_few")
    rows = pd.concat([months.assign(signal=signal, estimate=pd.NA), line], ignore_index=True)
    numbers = dict.fromkeys(("numerator", "denominator"), "Int64") | dict.fromkeys(("share", "estimate"), "Float64")
    keys = [name for name in whole if name not in (*numbers, "low", "high", "people", "status")]
    rows = rows.astype(numbers | dict.fromkeys(("month", "signal", "status"), "str"))
    return rows[[*keys, "month", "signal", *numbers, "low", "high", "people", "status"]]


def _limits(values: np.ndarray) -> pd.DataFrame:
    """For each month its signal, the centre, and the limits where there are months enough for them."""
    if len(values) < FEWEST_FOR_LIMITS:
        centre = np.median(values) if len(values) else pd.NA
        rows = {"signal": [NO_SIGNAL] * len(values), "estimate": centre, "low": pd.NA, "high": pd.NA}
        return pd.DataFrame(rows, index=range(len(values)))
    chart = xmr(values)
    signal = [", ".join(SIGNALS[rule] for rule in rules.split(",")) if rules else NO_SIGNAL for rules in chart["rule"]]
    limits = {"low": chart["lower"].clip(lower=0), "high": chart["upper"].clip(upper=1)}
    return pd.DataFrame({"signal": signal, "estimate": chart["centre"], **limits})
