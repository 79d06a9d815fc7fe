"""What happened in a simulated programme goes in; what is true of it, also where the record is silent, comes out."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit

from interview_analytics.simulate.conduct import drift_logit, untrained_drift_logit
from interview_analytics.simulate.design import Design
from interview_analytics.simulate.frames import Happened, Names
from interview_analytics.simulate.hazards import LEFT, PLACED, Rates, expected_incidence
from interview_analytics.simulate.jobs import sectors_met, sectors_of_interest

_CAUSES = np.array(["still open", "placed", "left"])


@dataclass(frozen=True, eq=False, repr=False)
class Truth:
    """What is true of a simulated programme.

    `parameters`: the design, by name. `specialists`: their effects and day of training. `job_seekers`: motivation,
    rates a day before the first interview, days to the end of the journey and what ended it. `interviews`: of each
    informational interview that was held whether hiring talk came from our side, its chance, the chance had nobody been
    trained, and whether the contact was kept. `counts`: totals that measures must find again, counted here by other
    means. `rates`: what the courses were drawn from.
    """

    parameters: dict[str, object]
    specialists: pd.DataFrame
    job_seekers: pd.DataFrame
    interviews: pd.DataFrame
    counts: dict[str, int]
    rates: Rates

    def expected_incidence(self, days: int) -> np.ndarray:
        """The share of job seekers expected to be placed within 0, 1 … `days` days, were all followed that long."""
        return expected_incidence(self.rates, days)

    def write(self, folder: str | Path) -> Path:
        """Writes parameters.json and a csv file each for counts, specialists, job seekers and interviews."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        said = json.dumps(self.parameters, indent=2, default=str)
        (folder / "parameters.json").write_text(said + "\n", encoding="utf-8", newline="\n")
        counts = pd.DataFrame({"what": list(self.counts), "count": list(self.counts.values())})
        frames = {"counts": counts, "expected-incidence": self._incidence(), "specialists": self.specialists}
        for name, frame in {**frames, "job-seekers": self.job_seekers, "interviews": self.interviews}.items():
            frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", float_format="%.6g")
        return folder

    def _incidence(self) -> pd.DataFrame:
        days = [30, 60, 91, 182, 273, 365, 547, 730]
        return pd.DataFrame({"day": days, "placed": self.expected_incidence(days[-1])[days]})


def truth(happened: Happened, own: Names, given: Rates) -> Truth:
    """The truth of what happened."""
    return Truth(
        parameters=_parameters(happened.world.design),
        specialists=_specialists(happened, own),
        job_seekers=_job_seekers(happened, own, given),
        interviews=_interviews(happened, own),
        counts={**_interview_counts(happened), **_journey_counts(happened)},
        rates=given,
    )


def _parameters(design: Design) -> dict[str, object]:
    never = {"trained_in_month": [None if np.isinf(month) else month for month in design.trained_in_month]}
    days = {"first_day": str(design.first_day), "as_of": str(design.last_day)}
    return {**dataclasses.asdict(design), **never, **days}


def _specialists(happened: Happened, own: Names) -> pd.DataFrame:
    staff = happened.world.staff
    effects = staff[["interviewing", "placing", "drifting", "keeping"]].reset_index(drop=True)
    effects.insert(0, "specialist_id", own.specialists)
    inside = staff["trained"] <= happened.world.design.last
    return effects.assign(trained_on_day=staff["trained"].where(inside).astype("Float64").astype("Int64"))


def _job_seekers(happened: Happened, own: Names, given: Rates) -> pd.DataFrame:
    world = happened.world
    return pd.DataFrame(
        {
            "job_seeker_id": own.job_seekers,
            "motivation": world.people["motivation"],
            "recent_work": world.people["recent_work"],
            "interviewing_per_day": given.interviewing,
            "placing_per_day": given.placing,
            "leaving_per_day": given.leaving,
            "days": world.course.end,
            "cause": _CAUSES[world.course.cause],
        }
    )


def _interviews(happened: Happened, own: Names) -> pd.DataFrame:
    talk = np.flatnonzero(happened.rows["drifted"] >= 0)
    rows = happened.rows.iloc[talk]
    desk, day = rows["specialist"].to_numpy(), rows["day"].to_numpy()
    return pd.DataFrame(
        {
            "interview_id": own.interviews.take(talk),
            "drifted": rows["drifted"].to_numpy(),
            "chance_of_drift": expit(drift_logit(happened.world, desk, day)),
            "chance_without_training": expit(untrained_drift_logit(happened.world, desk, day)),
            "kept": rows["kept"].to_numpy(),
        }
    )


def _interview_counts(happened: Happened) -> dict[str, int]:
    rows = happened.rows
    present = rows["exposure"].to_numpy()
    talk = rows["drifted"].to_numpy() >= 0
    return {
        "interview_rows": len(rows),
        "informational_interviews_asked": int((rows["kind"] == 0).sum()),
        "informational_interviews_held": int(talk.sum()),
        "held_with_job_seeker": int(present.sum()),
        "held_by_specialist_alone": int((talk & ~present).sum()),
        "held_with_a_discovery": int((rows["opened"].to_numpy()[talk] >= 0).sum()),
        "drifted": int((rows["drifted"] == 1).sum()),
        "drifted_and_written_down": int(((rows["drifted"] == 1) & (rows["drift"] != 3)).sum()),
        "drift_answered": int((rows["drift"].to_numpy()[talk] != 3).sum()),
        "contacts_kept": int((rows["kept"] == 1).sum()),
        "meetings_after_the_first": int((rows["kind"] != 0).sum()),
    }


def _journey_counts(happened: Happened) -> dict[str, int]:
    world, jobs = happened.world, happened.jobs
    placed, left = world.course.cause == PLACED, world.course.cause == LEFT
    met = sectors_met(world, happened.rows)
    second = met.sum(axis=1) >= 2
    interviewed = np.bincount(world.course.person, minlength=len(placed)) > 0
    return {
        "job_seekers": len(placed),
        "interviewed": int(interviewed.sum()),
        "explored_a_second_sector": int(second.sum()),
        "placed": int(placed.sum()),
        "left_without_placement": int(left.sum()),
        "placed_within_365_days": int((placed & (world.course.end <= 365)).sum()),
        "placed_after_exploring_a_second_sector": int((placed & second).sum()),
        **_job_counts(happened, met),
        "placements": len(jobs),
    }


def _job_counts(happened: Happened, met: np.ndarray) -> dict[str, int]:
    """Counts of first jobs, by whether an interview had touched the job's sector before."""
    jobs = happened.jobs[happened.jobs["first"].to_numpy()]
    job = (jobs["person"].to_numpy(), jobs["sector"].to_numpy())
    new = met & ~sectors_of_interest(happened.world)
    path = met[job] & (met.sum(axis=1) >= 2)[job[0]]
    due = jobs["started"].to_numpy() + 90 <= happened.world.design.last
    stayed = due & ((jobs["ended"].to_numpy() < 0) | (jobs["ended"].to_numpy() - jobs["started"].to_numpy() >= 90))
    return {
        "placed_in_newly_met_sector": int(new[job].sum()),
        "placed_in_explored_sector_after_a_second": int(path.sum()),
        "of_those_still_there_after_90_days": int((path & stayed).sum()),
    }
