"""An InterviewLog goes in; whether and when contacts lead to more, after talk of a job and in time, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.conduct import asked_for_a_job
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.groups import credited, grouped, levels, of_each
from interview_analytics.measures.interviews import held
from interview_analytics.measures.relationships import contacts_met
from interview_analytics.measures.tally import WILSON, basis, combined, said, share_tables, stacked
from interview_analytics.measures.timing import DAYS_IN_A_MONTH, LAST_MONTH, read_off
from interview_analytics.statistics.intervals import clustered_difference
from interview_analytics.statistics.survival import cumulative_incidence

FOLLOWED_DAYS = 180
FEWEST_INTERVIEWS, FEWEST_SPECIALISTS = 10, 5
AFTER, WITHOUT, DIFFERENCE = "after asking for a job", "without asking for a job", "difference within specialists"
LEADS = ("job_development", "job_interview")
OUTCOMES = ("lead or placement", "placement")
LIMITS = ("estimate", "low", "high")


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    own={"after": "items"},
    inside={f"{AFTER}: all": "drift, asked for a job: yes"},
    estimate="rest",
    needs=("interviews.contact_id", "interviews.held_on", "interviews.drift", "interviews.specialist_id"),
)
def kept_after_drift(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share whose contact was met again, after asking for a job and without it.

    Only interviews at least 180 days before `as_of`, with a known contact, of a known specialist, and where it was
    noted whether they turned into asking for a job. The contact was met again if a meeting of any kind was held with
    them on a later day, or a job through them began. The difference compares interviews of the same specialist only,
    since specialists differ in both; it needs 5 specialists with both kinds and 10 interviews of each kind, and is too
    few to tell otherwise.
    """
    rows = _followed(log)
    again, asked = rows["met_again"].astype("boolean"), rows["asked"]
    kinds = {AFTER: again.mask(~asked), WITHOUT: again.mask(asked)}
    table = share_tables(log, rows, by, kinds, name="after", missing="too_few")
    shares = {name: table[table["after"] == name].drop(columns="after").reset_index(drop=True) for name in kinds}
    parts = of_each(grouped(log, rows, by), shares[AFTER], by)
    shares[DIFFERENCE] = shares[AFTER][list(by)].join(_differences(parts, shares[AFTER].index))
    words = {"estimator": "share; risk difference within specialists", "missing": rows.attrs["missing"]}
    interval = f"{WILSON}; of the difference clustered by specialist, t, 95 %"
    return said(stacked(shares, "after"), n=table.attrs["n"], interval=interval, **words)


def _followed(log: InterviewLog) -> pd.DataFrame:
    """Interviews long enough ago as counted rows: whether they asked for a job, and the contact was met again."""
    rows = held(log)
    rows = rows[rows["on"] + pd.Timedelta(days=FOLLOWED_DAYS) <= pd.Timestamp(log.as_of)].dropna(subset="contact_id")
    rows = rows.assign(asked=asked_for_a_job(rows), with_whom=credited(log, rows))
    rows = rows.dropna(subset="with_whom")
    last = pd.concat([_meetings(log), _jobs(log)]).groupby("contact_id")["on"].max()
    known = rows[rows["asked"].notna()].astype({"asked": "bool"})
    known = known.assign(met_again=last.reindex(known["contact_id"]).to_numpy() > known["on"].to_numpy())
    known.attrs["missing"] = f"{rows['asked'].isna().mean():.0%} not known" if len(rows) else ""
    return known


def _differences(parts: list[pd.DataFrame], index: pd.Index) -> pd.DataFrame:
    """The difference that asking for a job makes in each group, or that too few can tell it."""
    found = pd.DataFrame([_difference(part) for part in parts], index, ["estimate", "low", "high", "people"])
    known = found["estimate"].notna()
    status = known.map({True: "shown", False: "too_few"}).astype("str")
    return found.astype(dict.fromkeys(LIMITS, "Float64") | {"people": "Int64"}).assign(status=status)


def _difference(rows: pd.DataFrame) -> tuple[float | None, float | None, float | None, int]:
    both = rows.groupby("with_whom")["asked"].nunique() == 2
    telling = rows[rows["with_whom"].isin(both.index[both])]
    people, asked = telling["person"].nunique(), telling["asked"].sum()
    if both.sum() < FEWEST_SPECIALISTS or min(asked, len(telling) - asked) < FEWEST_INTERVIEWS:
        return (None, None, None, people)
    found = clustered_difference(telling["met_again"], telling["asked"], telling["with_whom"])
    return (found.estimate, found.low, found.high, people)


@measure(
    unit="contact",
    counts="people",
    anchor="met_on",
    by=("specialist", "quarter", "sector", "region", "contact_role"),  # `month` is a category of its own
    own={"outcome": "curves", "month": "months"},
    nested="outcome",
    estimate="curve",
    needs=("interviews.contact_id", "interviews.held_on", "placements.contact_id", "placements.started_on"),
)
def contact_to_placement(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Share of contacts expected to have brought a lead or a placement, by each month since they were first met.

    A lead is a job development meeting or a job interview held with the contact on a later day; a placement is a job
    through the contact that began on a later day. Cumulative incidence with 95 % limits: contacts met lately are
    followed to `as_of`. While it is 0 the upper limit is Wilson's for none of those still followed. `people` is the
    number still followed at that month; months that nobody has reached are too few to tell.
    """
    met = grouped(log, _led_to(log), by)
    cells = combined({name: levels(log, met, name) for name in by} | {"outcome": list(OUTCOMES)})
    parts = of_each(met, cells[:: len(OUTCOMES)], by)
    curves = [_curve(part, part[outcome]) for part in parts for outcome in OUTCOMES]
    figures = pd.concat([_curve(met[:0], met[OUTCOMES[0]][:0])[:0], *curves], ignore_index=True)
    table = cells.loc[cells.index.repeat(LAST_MONTH)].reset_index(drop=True).join(figures)
    return said(table, n=basis(met), estimator="cumulative incidence", interval="log(-log), 95 %")


def _led_to(log: InterviewLog) -> pd.DataFrame:
    """Contacts as counted rows, each with the days followed, and those until what it brought first, if anything."""
    rows = contacts_met(log)
    leads, jobs = _meetings(log), _jobs(log)
    brought = {OUTCOMES[0]: pd.concat([leads[leads["kind"].isin(LEADS)], jobs]), OUTCOMES[1]: jobs}
    days = {outcome: _days_until(rows, events) for outcome, events in brought.items()}
    return rows.assign(followed=(pd.Timestamp(log.as_of) - rows["on"]).dt.days, **days)


def _days_until(rows: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Days from the first meeting with each contact to the first of these events on a later day; missing if none."""
    later = events[["contact_id", "on"]].merge(rows[["contact_id", "on"]], on="contact_id", suffixes=("", "_met"))
    later = later[later["on"] > later["on_met"]]
    first = (later["on"] - later["on_met"]).dt.days.groupby(later["contact_id"]).min()
    return first.reindex(rows["contact_id"]).set_axis(rows.index)


def _meetings(log: InterviewLog) -> pd.DataFrame:
    """Meetings of any kind held with a known contact, over all dates."""
    rows = (log.whole or log).interviews.dropna(subset=["contact_id", "held_on"])
    return rows[rows["status"].fillna("held") == "held"].assign(on=rows["held_on"].dt.normalize())


def _jobs(log: InterviewLog) -> pd.DataFrame:
    """Jobs through a known contact, over all dates."""
    rows = (log.whole or log).placements.dropna(subset=["contact_id", "started_on"])
    return rows.assign(on=rows["started_on"].dt.normalize())


def _curve(contacts: pd.DataFrame, until: pd.Series) -> pd.DataFrame:
    """The incidence of one outcome read off at each whole month."""
    months = np.arange(1, LAST_MONTH + 1)
    day = np.floor(months * DAYS_IN_A_MONTH)
    days = until.fillna(contacts["followed"]).to_numpy("int64")
    number = pd.Series((days[:, None] >= day).sum(axis=0), dtype="Int64")
    curve = cumulative_incidence(days, until.notna().to_numpy("int64"))
    read = read_off(curve[curve["cause"] == 1], day, number.to_numpy("int64"))
    figures = pd.DataFrame(read, columns=list(LIMITS), dtype="Float64").where(number > 0)
    status = (number > 0).map({True: "shown", False: "too_few"}).astype("str")
    return pd.DataFrame({"month": months, **figures, "people": number, "status": status})
