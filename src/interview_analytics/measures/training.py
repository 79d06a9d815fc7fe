"""An InterviewLog goes in; how interviews were held before and after specialists were trained comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.journeys import exposures
from interview_analytics.measures.conduct import asked_for_a_job, researched
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.groups import credited
from interview_analytics.measures.industries import opened_new
from interview_analytics.measures.interviews import held
from interview_analytics.measures.tally import WILSON, basis, celled, said, share_tables, stacked
from interview_analytics.statistics.intervals import Estimate
from interview_analytics.statistics.panel import aggregate, group_time_att

BEFORE, AFTER, EFFECT = "before the training", "after the training", "change beyond that of others"
PRACTICES: dict[str, Callable[[InterviewLog, pd.DataFrame], pd.Series]] = {
    "asked for a job": lambda log, rows: asked_for_a_job(rows),
    "industry researched": lambda log, rows: researched(rows),
    "opened a new industry": lambda log, rows: _opened(log, rows),  # noqa: PLW0108 - defined below
}
FEWEST_SPECIALISTS, FEWEST_TRAINED, FEWEST_WAITING = 8, 3, 3
FEWEST_INTERVIEWS = 5  # of a specialist in a quarter
QUARTERS = 4  # in a year
Row = dict[str, Any]
NOT_TOLD: Row = {"estimate": None, "low": None, "high": None, "status": "too_few"}
TYPES = {"people": "Int64", **dict.fromkeys(("estimate", "low", "high"), "Float64"), "status": "str"}


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=("specialist", "region"),
    own={"practice": "items", "figure": "side"},
    inside={
        "asked for a job: yes": "drift, asked for a job: yes",
        "asked for a job: all": "drift, asked for a job: known",
    },
    estimate="rest",
    needs=("training.completed_on", "interviews.held_on", "interviews.specialist_id"),
)
def training_effect(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of interviews held by trained specialists, the share that asked for a job, was prepared, opened a new industry.

    Before and after each one's first course, of specialists with interviews on both sides. Their difference is no
    effect, because specialists change with experience anyway. The change beyond that of others, in shares, compares
    each quarter since the training with the quarter before it, less the same change of specialists not trained by then
    (group-time effects, weighted by specialists, 95 % limits with t). It is told for 8 specialists or more, 3 trained
    and 3 not yet when the first were, counting quarters with 5 interviews or more; those trained in the first quarter
    or earlier are left out. Source: Callaway & Sant'Anna (2021).
    """
    rows = _dated(log)
    answers = {name: practice(log, rows) for name, practice in PRACTICES.items()}
    both = rows.groupby("specialist_id")["after"].transform("nunique") == 2
    sides = {BEFORE: both & rows["after"].eq(False), AFTER: both & rows["after"].eq(True)}
    parts = {
        side: share_tables(log, rows, by, _masked(answers, own), name="practice", missing="too_few")
        for side, own in sides.items()
    }
    table = stacked({**parts, EFFECT: _effects(log, rows, by, answers)}, "figure")
    methods = "share; group-time effects, those not yet trained as controls"
    return said(table, n=basis(rows), estimator=methods, interval=f"{WILSON}; t, 95 %")


def _dated(log: InterviewLog) -> pd.DataFrame:
    """Interviews held as counted rows, each of who held it: its quarter, that of the training, and if it was after it.

    Quarters are whole numbers. `after` is missing for specialists who took no course.
    """
    rows = held(log)
    rows = rows[rows["on"].notna()]
    desk = rows["specialist_id"].fillna(credited(log, rows))
    first = log.training.dropna(subset="completed_on").groupby("specialist_id")["completed_on"].min()
    trained_on = pd.Series(first.reindex(desk).to_numpy(), rows.index, dtype="datetime64[us]")
    after = (rows["on"] > trained_on).astype("boolean").mask(trained_on.isna())
    return rows.assign(
        specialist_id=desk, credited=desk, after=after, period=_quarter(rows["on"]), trained_in=_quarter(trained_on)
    )


def _opened(log: InterviewLog, rows: pd.DataFrame) -> pd.Series:
    """Which interviews opened a new industry; missing where the job seeker was not there."""
    there = rows["interview_id"].isin(exposures(log.interviews)["interview_id"])
    return opened_new(log, rows).astype("boolean").mask(~there)


def _quarter(days: pd.Series) -> pd.Series:
    return days.dt.year * QUARTERS + days.dt.quarter


def _masked(answers: dict[str, pd.Series], own: pd.Series) -> dict[str, pd.Series]:
    """The answers on one side of the training; the other interviews only keep their groups in the table."""
    return {name: answer.mask(~own) for name, answer in answers.items()}


def _effects(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], answers: dict[str, pd.Series]) -> pd.DataFrame:
    """The change beyond that of others in each group and practice, where it can be told."""
    cells = celled(log, rows, by, {})
    parts = {}
    for name, answer in answers.items():
        known = rows.assign(holds=answer, cell=cells.of_row)[answer.notna()]
        found = [_effect(known[known["cell"] == place]) for place in range(len(cells.table))]
        parts[name] = cells.table.join(pd.DataFrame(found, index=cells.table.index, columns=list(TYPES)).astype(TYPES))
    return stacked(parts, "practice")


def _effect(rows: pd.DataFrame) -> Row:
    """One change beyond that of others, in shares, from the shares of each specialist and quarter."""
    quarters = rows.groupby(["specialist_id", "period"]).agg(
        share=("holds", "mean"), number=("holds", "size"), trained_in=("trained_in", "first")
    )
    quarters = quarters[quarters["number"] >= FEWEST_INTERVIEWS].reset_index()
    begin, end = quarters["period"].min(), quarters["period"].max()
    quarters = quarters[~(quarters["trained_in"] <= begin)]
    trained = quarters.groupby("specialist_id")["trained_in"].first()
    trained = trained.mask(trained > end).astype("float64")
    row = {"people": len(trained)}
    waiting = (trained.isna() | (trained > trained.min())).sum()
    if len(trained) < FEWEST_SPECIALISTS or trained.notna().sum() < FEWEST_TRAINED or waiting < FEWEST_WAITING:
        return row | NOT_TOLD
    try:
        found = _mean_effect(quarters)
    except ValueError:  # quarters without any specialist between others, or nobody left to compare with
        return row | NOT_TOLD
    return row | {"estimate": found.estimate, "low": found.low, "high": found.high, "status": "shown"}


def _mean_effect(quarters: pd.DataFrame) -> Estimate:
    share, trained_in = quarters["share"].astype("float64"), quarters["trained_in"].astype("float64")
    return aggregate(group_time_att(quarters["specialist_id"], quarters["period"], share, trained_in), "overall")
