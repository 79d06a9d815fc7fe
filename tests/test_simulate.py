"""The simulated programme is what it says it is: its rates, its effects, its counts, its files."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.hazard_regression import PHReg

from interview_analytics.shipped import sample
from interview_analytics.simulate import simulate
from interview_analytics.simulate.__main__ import main
from interview_analytics.simulate.identifiers import numbered, salesforce
from interview_analytics.tables import DTYPES, TABLES

STANDARD_ERRORS = 4  # a true figure lies farther off in 1 of 16,000 draws


@pytest.fixture(scope="module")
def programme():
    return simulate()


@pytest.fixture(scope="module")
def big():
    return simulate(300, 15_000, seed=7)


def exposures(tables):
    """Informational interviews held with the job seeker present, with the day since enrolment; one row each."""
    rows = tables["interviews"]
    met = (rows["kind"] == "informational_interview") & (rows["status"] == "held") & rows["job_seeker_id"].notna()
    rows = rows[met & (rows["conducted_by"] != "specialist")]
    enrolled = tables["job_seekers"].set_index("job_seeker_id")["enrolled_on"]
    return rows.assign(day=(rows["held_on"] - rows["job_seeker_id"].map(enrolled)).dt.days)


def risk(programme):
    """One row per job seeker and number of interviews so far (0, 1, 2 or more): start, stop, whether placed at stop."""
    people = programme.truth.job_seekers.set_index("job_seeker_id")
    met = exposures(programme.tables).sort_values(["job_seeker_id", "day"])
    met["number"] = met.groupby("job_seeker_id").cumcount() + 1
    begin = met[met["number"] <= 2][["job_seeker_id", "day", "number"]]
    start = pd.DataFrame({"job_seeker_id": people.index, "day": 0, "number": 0})
    rows = pd.concat([start, begin]).sort_values(["job_seeker_id", "number"], ignore_index=True)
    following = rows.groupby("job_seeker_id")["day"].shift(-1)
    rows = rows.join(people, on="job_seeker_id")
    rows["stop"] = following.fillna(rows["days"]).astype(int)
    rows["placed"] = following.isna() & (rows["cause"] == "placed")
    rows["left"] = following.isna() & (rows["cause"] == "left")
    return rows.rename(columns={"day": "start"}).query("stop > start")


def daily_chance(rows, ratio):
    """The chance a day of being placed, and of leaving, from the rates alone."""
    placing = rows["placing_per_day"] * ratio
    total = placing + rows["leaving_per_day"]
    ending = 1 - np.exp(-total)
    return ending * placing / total, ending * rows["leaving_per_day"] / total


def near(observed, expected, error):
    return abs(observed - expected) < STANDARD_ERRORS * error


# files


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    first, again, other = (
        simulate(3, 40, 12, seed=seed).export(tmp_path / name) for seed, name in ((5, "a"), (5, "b"), (6, "c"))
    )
    files = sorted(file.name for file in first.iterdir())
    assert [(first / name).read_bytes() == (again / name).read_bytes() for name in files] == [True] * 5
    assert (first / "job-seekers.csv").read_bytes() != (other / "job-seekers.csv").read_bytes()


def test_the_shipped_sample_is_what_the_default_programme_writes(tmp_path):
    names = ("sample", "sample-truth", "sample-messy")
    main(*(str(tmp_path / name) for name in names))
    for folder in (sample().parent / name for name in names):
        written = {file.name: file.read_bytes() for file in (tmp_path / folder.name).iterdir()}
        assert written == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_interviews_look_like_a_salesforce_report(programme, tmp_path):
    lines = (programme.export(tmp_path) / "informational-interviews.csv").read_text().split("\n")
    rows = len(programme.tables["interviews"])
    assert lines[0].startswith('"Interview ID","Interview Date","Requested Date","Status","Record Type"')
    assert lines[rows + 1 :] == [
        "",
        f'"Grand Totals ({rows} records)"',
        '"Confidential Information - Do Not Distribute"',
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
        "",
    ]


def test_what_is_exported_is_what_the_tables_hold(programme, tmp_path):
    folder = programme.export(tmp_path)
    rows, own = len(programme.tables["interviews"]), programme.tables["interviews"]
    read = pd.read_csv(folder / "informational-interviews.csv", nrows=rows, dtype=str, keep_default_na=False)
    assert read["Interview ID"].tolist() == own["interview_id"].str[:15].tolist()
    assert pd.to_datetime(read["Interview Date"], format="%m/%d/%Y").equals(own["held_on"].rename("Interview Date"))
    assert (read["Turned Into Asking for a Job"] == "").sum() == (own["drift"] == "unknown").sum()
    found = read["Industries Discovered"].str.split(";").explode()
    assert found[found != ""].tolist() == programme.tables["discoveries"]["text"].tolist()


def test_the_workbook_holds_real_dates_and_codes_as_text(programme, tmp_path):
    file = programme.export(tmp_path) / "placements-and-specialists.xlsx"
    read = pd.read_excel(file, sheet_name=None, engine="openpyxl", dtype={"NAICS Code": str})
    own = programme.tables["placements"]
    assert list(read) == ["Placements", "Specialists"]
    assert read["Placements"]["Start Date"].astype("datetime64[us]").tolist() == own["started_on"].tolist()
    assert read["Placements"]["NAICS Code"].tolist() == own["industry"].tolist()


# identifiers


def test_check_characters_hold_the_capitals_of_each_five():
    # capitals as bits 1 2 4 8 16 of A-Z0-5: a0B5e -> 4 -> E; 0000A -> 16 -> Q; AAAA0 -> 15 -> P; AAAAA -> 31 -> 5
    assert salesforce("a0B5e0000AAAAA", np.array([0, 10])).tolist() == ["a0B5e0000AAAAA0EQP", "a0B5e0000AAAAAAEQ5"]


def test_identifiers_are_told_apart_by_case_alone_in_their_short_form_only(programme):
    long = programme.tables["job_seekers"]["job_seeker_id"]
    assert long.is_unique
    assert long.str.lower().is_unique
    assert long.str[:15].is_unique
    assert not long.str[:15].str.lower().is_unique


def test_numbers_that_outgrow_their_width_keep_all_digits():
    assert numbered("ES-", np.array([7, 123]), 2).tolist() == ["ES-007", "ES-123"]


def test_every_identifier_of_a_table_is_unique_and_known(programme):
    tables = programme.tables
    for name, key in (("interviews", "interview_id"), ("placements", "placement_id"), ("specialists", "specialist_id")):
        assert tables[name][key].is_unique
    known = set(tables["job_seekers"]["job_seeker_id"])
    for name in ("interviews", "placements", "earnings", "interests", "assignments"):
        assert set(tables[name]["job_seeker_id"].dropna()) <= known
    assert set(tables["placements"]["source_interview_id"].dropna()) <= set(tables["interviews"]["interview_id"])
    assert set(tables["interviews"]["referred_by_contact_id"].dropna()) <= set(tables["interviews"]["contact_id"])


def test_blocks_of_one_programme_share_no_draw_and_no_identifier():
    first, second = (simulate(3, 50, 12, block=block).tables for block in (0, 1))
    assert first["interviews"]["held_on"].tolist() != second["interviews"]["held_on"].tolist()
    for table, key in (
        ("interviews", "interview_id"),
        ("interviews", "contact_id"),
        ("job_seekers", "job_seeker_id"),
        ("specialists", "specialist_id"),
        ("placements", "placement_id"),
    ):
        assert not set(first[table][key]) & set(second[table][key])


# tables


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_has_canonical_columns_types_choices_and_limits(programme, name):
    table, frame = TABLES[name], programme.tables[name]
    known = [column for column in table.columns if column.name in frame]
    assert list(frame.columns)[: len(known)] == [column.name for column in known]
    assert set(frame.columns) - set(table.names) <= {"recent_work"}
    for column in known:
        assert frame[column.name].dtype == pd.Series(dtype=DTYPES[column.kind]).dtype, column.name
        if column.choices:
            assert set(frame[column.name].dropna()) <= set(column.choices)
        if column.limits:
            assert frame[column.name].dropna().between(*column.limits).all()


def test_words_kept_once_each_say_the_same_as_text(programme):
    compact = simulate(text="category").tables
    for name, frame in programme.tables.items():
        pd.testing.assert_frame_equal(compact[name].astype(frame.dtypes), frame)


def test_no_column_holds_free_text_or_a_name(programme):
    assert "notes" not in programme.tables["interviews"]
    for name in ("interviews", "placements"):
        assert programme.tables[name]["employer"].str.fullmatch(r"Employer \d{4}").all()


def test_the_log_is_as_of_the_end_of_the_window_and_without_a_fault(programme):
    log = programme.log
    assert log.as_of == dt.date(2026, 6, 30)
    assert log.problems.empty
    held = log.interviews.loc[log.interviews["status"] == "held", "held_on"]
    assert held.max() == pd.Timestamp(2026, 6, 30)
    assert (log.interviews["held_on"] > held.max()).sum() > 0  # some are in the diary


def test_interviews_lie_between_enrolment_and_the_first_of_placement_and_exit(big):
    people = big.tables["job_seekers"].set_index("job_seeker_id")
    people["end"] = big.tables["placements"].groupby("job_seeker_id")["started_on"].min()
    people["end"] = people[["end", "exited_on"]].min(axis=1)
    rows = big.tables["interviews"].join(people[["enrolled_on", "end"]], on="job_seeker_id")
    rows = rows[rows["job_seeker_id"].notna() & rows["held_on"].notna()]
    assert (rows["held_on"] > rows["enrolled_on"]).all()
    assert (rows["requested_on"] >= rows["enrolled_on"]).all()
    assert (rows["requested_on"] <= rows["held_on"]).all()
    assert not (rows["held_on"] >= rows["end"]).any()


def test_an_introduction_comes_from_an_earlier_interview_of_the_same_job_seeker(big):
    rows = big.tables["interviews"]
    met = rows[rows["kind"] == "informational_interview"].set_index("contact_id")[["job_seeker_id", "held_on"]]
    led = rows[rows["referred_by_contact_id"].notna()].join(met, on="referred_by_contact_id", suffixes=("", "_before"))
    assert (led["job_seeker_id"] == led["job_seeker_id_before"]).all()
    assert (led["held_on_before"] <= led["requested_on"]).all()
    assert set(led["referral_source"]) == {"past_interview"}


# rates and effects


def test_interviews_come_at_the_stated_rate(big):
    people, given = big.truth.job_seekers, big.truth.rates
    last_chance = people["days"] - (people["cause"] != "still open")
    open_days = np.concatenate([[0], np.cumsum(given.season)])
    season = open_days[given.enrolled + last_chance + 1] - open_days[given.enrolled + 1]
    expected = (people["interviewing_per_day"] * season).sum()
    assert near(len(exposures(big.tables)), expected, np.sqrt(expected))


def test_placements_and_exits_come_at_the_stated_rates(big):
    rows = risk(big)
    placing, leaving = daily_chance(rows, np.where(rows["number"] > 0, 1.6, 1.0))
    days = rows["stop"] - rows["start"]
    for observed, expected in ((rows["placed"], days * placing), (rows["left"], days * leaving)):
        for some in (rows["number"] == 0, rows["number"] == 1, rows["number"] == 2):
            assert near(observed[some].sum(), expected[some].sum(), np.sqrt(expected[some].sum()))


def test_waiting_times_to_the_first_event_are_those_of_their_rate(big):
    rows = risk(big).query("number == 0")
    placing, leaving = daily_chance(rows, 1.0)
    rest = (1 - placing - leaving) * (1 - rows["interviewing_per_day"])  # in a quiet month fewer interviews come about
    assert rest.between(0, 1).all()
    for day in (7, 30, 90):
        at_risk = rows["stop"] >= day
        today = at_risk & (rows["stop"] == day) & (rows["placed"] | rows["left"])
        expected = (placing + leaving)[at_risk].sum()
        assert near(today.sum(), expected, np.sqrt(expected))


def test_a_dose_response_acts_by_interviews_so_far():
    rows = risk(simulate(50, 6_000, seed=11, hazard_ratio=(0.5, 3.0)))
    placing, _ = daily_chance(rows, rows["number"].map({0: 1.0, 1: 0.5, 2: 3.0}))
    expected = (placing * (rows["stop"] - rows["start"])).groupby(rows["number"]).sum()
    observed = rows.groupby("number")["placed"].sum()
    assert all(near(observed[number], expected[number], np.sqrt(expected[number])) for number in (0, 1, 2))


def test_an_independent_cox_regression_finds_the_hazard_ratio_and_the_other_effects():
    programme = simulate(60, 4_000, seed=3)
    desk = programme.tables["assignments"].set_index("job_seeker_id")["specialist_id"]
    rows = risk(programme)
    placing = programme.truth.specialists.set_index("specialist_id")["placing"]
    rows["desk"] = rows["job_seeker_id"].map(desk).map(placing)
    covariates = rows.assign(met=(rows["number"] > 0).astype(float))[["met", "motivation", "recent_work", "desk"]]
    fit = PHReg(rows["stop"], covariates, status=rows["placed"], entry=rows["start"] + 1e-6, ties="efron").fit()
    truth = np.array([np.log(1.6), 0.5, np.log(1.8), 1.0])
    assert (np.abs(fit.params - truth) < 3 * fit.bse).all()


def test_the_expected_incidence_is_what_people_followed_that_long_reach(big):
    people = big.truth.job_seekers[big.truth.rates.follow_up >= 365]
    for day in (91, 182, 365):
        share = ((people["cause"] == "placed") & (people["days"] <= day)).mean()
        expected = big.truth.expected_incidence(365)[day]
        assert near(share, expected, np.sqrt(expected * (1 - expected) / len(people)))


def test_hiring_talk_is_as_frequent_as_its_logit_says_before_and_after_training(big):
    talks, staff = big.truth.interviews, big.truth.specialists.set_index("specialist_id")
    rows = talks.merge(big.tables["interviews"], on="interview_id")
    since = (rows["held_on"] - pd.Timestamp(2023, 7, 1)).dt.days - rows["specialist_id"].map(staff["trained_on_day"])
    for some in (since <= 0, since > 365, since.isna()):
        chance = rows["chance_of_drift"][some]
        error = np.sqrt((chance * (1 - chance)).sum())
        assert near(rows["drifted"][some].sum(), chance.sum(), error)
    month = (rows["held_on"] - pd.Timestamp(2023, 7, 1)).dt.days / 30.4375
    own = -0.85 + 0.01 * month + rows["specialist_id"].map(staff["drifting"]) - 1.2
    year_on = since.fillna(-1) > 366
    assert np.allclose(rows["chance_of_drift"][year_on], (1 / (1 + np.exp(-own)))[year_on])


def test_a_contact_is_kept_less_often_after_hiring_talk(big):
    talks = big.truth.interviews
    odds = talks.groupby("drifted")["kept"].mean().pipe(lambda share: np.log(share / (1 - share)))
    error = np.sqrt((1 / (talks.groupby(["drifted", "kept"]).size())).sum())
    assert near(odds[1] - odds[0], -0.9, error)


# what an evaluator would look at


def test_shares_are_those_that_the_description_states(big):
    rows = big.tables["interviews"]
    asked = rows[(rows["kind"] == "informational_interview") & (rows["status"] != "scheduled")]
    held = asked[asked["status"] == "held"]
    assert 0.6 < len(held) / len(asked) < 0.7
    assert near((held["drift"] == "unknown").mean(), 0.06, np.sqrt(0.06 * 0.94 / len(held)))
    for name in ("researched", "asked_what_like", "minutes", "relationship"):
        assert 0.02 < (held[name].isna() | (held[name] == "unknown")).mean() < 0.05
    opened = held["interview_id"].isin(big.tables["discoveries"]["interview_id"]).mean()
    assert near(opened, 0.25, np.sqrt(0.25 * 0.75 / len(held)))
    assert 0.003 < held["sector"].isna().mean() < 0.015


def test_jobs_pay_and_last_as_the_description_states(big):
    jobs = big.tables["placements"]
    assert jobs["hourly_wage"].median() == 17
    assert near(jobs["hours_per_week"].mean(), 18.4, 9 / np.sqrt(len(jobs)) + 0.03)  # cut at 2 and 40 hours
    assert 8.3 < jobs["hours_per_week"].std() < 9.1
    due = jobs[jobs["started_on"] <= pd.Timestamp(big.as_of) - pd.Timedelta(days=364)]
    weeks = (due["ended_on"] - due["started_on"]).dt.days.fillna(364).clip(upper=364) / 7
    assert near(weeks.mean(), 24, weeks.std() / np.sqrt(len(weeks)) + 0.1)


def test_nobody_works_on_after_death_prison_or_an_institution(big):
    people = big.tables["job_seekers"].query("exit_reason in ['Deceased', 'Incarcerated', 'Institutionalized']")
    jobs = big.tables["placements"].merge(people[["job_seeker_id", "exited_on"]], on="job_seeker_id")
    assert len(jobs) > 100
    assert (jobs["ended_on"] <= jobs["exited_on"]).all()
    assert (jobs["started_on"] <= jobs["ended_on"]).all()


def test_earnings_follow_from_weeks_wage_and_hours():
    tables = simulate(20, 2_000, seed=4).tables
    jobs, paid = tables["placements"], tables["earnings"].copy()
    first, last = (pd.PeriodIndex(paid["quarter"], freq="Q").to_timestamp(how=how).floor("D") for how in ("s", "e"))
    job = jobs.drop_duplicates("job_seeker_id", keep=False).set_index("job_seeker_id").reindex(paid["job_seeker_id"])
    ended = job["ended_on"].fillna(pd.Timestamp(2026, 6, 30)).to_numpy()
    days = (np.minimum(ended, last) - np.maximum(job["started_on"].to_numpy(), first)) / np.timedelta64(1, "D") + 1
    owed = np.asarray(days) / 7 * (job["hourly_wage"] * job["hours_per_week"]).to_numpy(dtype=float, na_value=np.nan)
    ratio = np.log(paid["amount"].to_numpy(dtype=float) / owed)
    ratio = ratio[np.isfinite(ratio)]
    assert len(ratio) > 1_000
    assert near(ratio.mean(), 0, 0.08 / np.sqrt(len(ratio)) + 1e-4)


def test_the_sample_has_about_six_thousand_interviews_and_enough_placements_on_both_sides(programme):
    assert 5_400 < len(programme.tables["interviews"]) < 6_600
    placed = risk(programme).groupby(risk(programme)["number"] > 0)["placed"].sum()
    assert placed.min() >= 40


# the truth counted otherwise


def test_counts_of_the_truth_are_found_again_in_the_log(programme):
    log, counts = programme.log, programme.truth.counts
    met = exposures(programme.tables)
    mine = log.explorations[log.explorations["learner"] == "job_seeker"]
    jobs = log.placements.sort_values("started_on", kind="stable").drop_duplicates("job_seeker_id")
    jobs = jobs.merge(mine, left_on=["job_seeker_id", "sector"], right_on=["learner_id", "sector"], how="left")
    second = mine.groupby("learner_id").size() >= 2
    path = jobs["first_on"].lt(jobs["started_on"]) & jobs["job_seeker_id"].map(second).fillna(value=False)
    assert len(met) == counts["held_with_job_seeker"]
    assert met["job_seeker_id"].nunique() == counts["interviewed"]
    assert second.sum() == counts["explored_a_second_sector"]
    assert len(jobs) == counts["placed"]
    assert jobs["how"].isin(["sought", "discovered"]).sum() == counts["placed_in_newly_met_sector"]
    assert path.sum() == counts["placed_in_explored_sector_after_a_second"]


def test_what_the_record_says_of_hiring_talk_is_the_truth_where_it_answers(programme):
    rows = programme.truth.interviews.merge(programme.tables["interviews"], on="interview_id")
    said = rows[rows["drift"] != "unknown"]
    ours = said["drift"].isin(["brief", "full"]) & (said["drift_raised_by"] != "contact")
    assert (ours == (said["drifted"] == 1)).all()
    assert ours.sum() == programme.truth.counts["drifted_and_written_down"]


@pytest.mark.parametrize(
    ("argument", "given"),
    [("block", -1), ("specialists", 0), ("job_seekers", 0), ("months", 2), ("hazard_ratio", 0.0), ("hazard_ratio", ())],
)
def test_a_size_that_makes_no_sense_is_named(argument, given):
    with pytest.raises(ValueError, match=argument):
        simulate(**{argument: given})


def test_the_smallest_programme_still_has_every_table(tmp_path):
    programme = simulate(1, 1, 3, seed=1)
    assert set(programme.tables) == set(TABLES)
    assert len(list(programme.export(tmp_path).iterdir())) == 5
