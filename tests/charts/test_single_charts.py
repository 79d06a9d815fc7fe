"""What one chart alone must show."""

from __future__ import annotations

import numpy as np
import pytest

from interview_analytics import charts
from interview_analytics.charts.grid import Scale, figures_axis, share_scale, times_axis
from tests.measure_tables import by, count, frame, hide, of_all, share


def dots(figure):
    return next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers")


def test_a_dot_carries_its_interval():
    trace = dots(charts.discoveries(of_all("discoveries")))
    assert list(trace.x) == [0.25, 0.2, 0.15]
    assert [value - below for value, below in zip(trace.x, trace.error_x.arrayminus, strict=True)] == pytest.approx(
        [0.142, 0.095, 0.081]
    )
    assert [value + above for value, above in zip(trace.x, trace.error_x.array, strict=True)] == pytest.approx(
        [0.402, 0.373, 0.261]
    )


def test_what_is_not_known_is_a_band_from_least_to_most():
    band = next(trace for trace in charts.drift(of_all("drift")).data if trace.mode == "lines")
    assert list(band.x) == [4 / 25, 9 / 25, None, 1 / 25, 6 / 25, None]


def test_steps_descend_from_the_whole():
    bar = charts.pathway(of_all("pathway")).data[0]
    assert list(bar.x) == [1, 0.8, 0.6, 0.4, 0.2, 0.1]
    assert list(bar.y) == [0, 1, 2, 3, 4, 5]


def test_the_whole_is_left_out_where_groups_stand_beside_each_other():
    assert "enrolled" not in [note.text for note in charts.pathway(by("pathway")).layout.annotations]


def test_medians_in_different_units_share_no_axis():
    figure = charts.job_quality(of_all("job_quality"))
    titles = [axis.title.text for axis in figure.select_xaxes()]
    assert titles == ["Median, US dollars an hour", "Median hours a week", "Share of jobs where it is known"]


def test_chance_alone_is_an_open_diamond():
    figure = charts.placed_in_met_industry(by("placed_in_met_industry"))
    diamond = next(trace for trace in figure.data if trace.marker.symbol == "diamond-open")
    assert list(diamond.x) == [0.1, 0.1, 0.1]


def test_the_curve_of_those_placed_begins_at_nothing_and_marks_3_6_and_12_months():
    curve = next(
        trace for trace in charts.time_to_placement(of_all("time_to_placement")).data if trace.mode == "lines+markers"
    )
    assert curve.x[0] == 0 and curve.y[0] == 0
    assert [month for month, size in zip(curve.x, curve.marker.size, strict=True) if size] == [3, 6, 12]


def test_the_curves_differ_in_dash_and_symbol_and_not_in_colour_alone():
    curves = [
        trace for trace in charts.time_to_placement(of_all("time_to_placement")).data if trace.mode == "lines+markers"
    ]
    assert len({(trace.line.dash, trace.marker.symbol) for trace in curves}) == 2


def test_the_curve_ends_where_nobody_is_followed_any_longer_and_says_so():
    figure = charts.time_to_placement(of_all("time_to_placement"))
    assert max(max(trace.x) for trace in figure.data) == 12
    assert "○ too few to tell from 13 months on" in [note.text for note in figure.layout.annotations]


def test_a_pair_that_does_not_occur_is_blank_and_not_zero():
    matrix = charts.planned_to_discovered(of_all("planned_to_discovered")).data[0]
    assert [list(row) for row in matrix.z] == [[2, None], [None, 7], [1, None]]


def test_flows_keep_the_seven_largest_industries_of_each_side_and_add_up():
    codes = ["11", "21", "22", "23", "31-33", "42", "44-45", "48-49", "51", "52"]
    first = [
        {"stage": "interest to explored", "source": code, "target": code, **count(size, size)}
        for size, code in enumerate(codes, 1)
    ]
    second = [
        {"stage": "explored to outcome", "source": code, "target": "still looking", **count(size, size)}
        for size, code in enumerate(codes, 1)
    ]
    sankey = charts.flows(frame("flows", first + second)).data[0]
    labels = list(sankey.node.customdata)
    assert "Other industries  6" in labels  # 1 + 2 + 3
    assert len(labels) == 8 + 8 + 1
    assert sum(sankey.link.value) == 2 * sum(range(1, 11))


def test_flows_by_group_are_stacked_by_what_came_of_them():
    figure = charts.flows(by("flows"))
    bars = {trace.name: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert bars == {
        "placed in that industry": [4, 4, 4],
        "placed in another industry": [5, 5, 5],
        "left without a placement": [1, 1, 1],
        "still looking": [5, 5, 5],
    }


def test_stacked_bars_are_told_apart_by_pattern_as_well():
    for figure in (charts.flows(by("flows")), charts.industries_explored(by("industries_explored"))):
        looks = {(trace.marker.color, trace.marker.pattern.shape) for trace in figure.data if trace.type == "bar"}
        assert len({pattern for _, pattern in looks}) > 1


def test_months_run_from_left_to_right_and_what_has_none_stands_last():
    figure = charts.interviews_held(by("interviews_held", "month", ("2025-12", "2026-01", "not known")))
    assert list(figure.layout.xaxis.ticktext) == ["Dec<br>2025", "Jan<br>2026", "not<br>known"]
    assert list(figure.data[0].x) == [0, 1, 2]


def test_of_many_months_only_some_are_labelled_and_januaries_among_them():
    labels = [
        f"{name} {year}"
        for year in (2023, 2024, 2025)
        for name in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    ]
    axis = times_axis(labels[6:], "Month")
    assert len(axis["ticktext"]) <= 12
    assert {"Jan<br>2024", "Jan<br>2025"} <= set(axis["ticktext"])


def test_small_multiples_share_their_axis_of_counts():
    rows = [
        {"specialist": name, "quarter": "2026Q1", **count(number, 1)} for name, number in (("S-01", 3), ("S-02", 90))
    ]
    figure = charts.interviews_held(frame("interviews_held", rows))
    assert figure.layout.yaxis2.matches == "y"


def test_a_share_runs_from_0_to_100_percent():
    assert figures_axis(share_scale("Share"))["range"] == [-0.01, 1.01]
    assert figures_axis(Scale("Jobs started"))["rangemode"] == "tozero"


def test_a_sum_is_not_written_where_a_part_of_it_is_not_shown():
    rows = [{"specialist": "S-01", "start": start, **count(5, 5)} for start in ("first", "later", "before enrolment")]
    rows[1] |= {"count": None, "status": "hidden"}
    figure = charts.placements(frame("placements", rows))
    assert [list(trace.text) for trace in figure.data if trace.type == "scatter"] == [[]]
    assert "+ ⊘ hidden" in [note.text for note in figure.layout.annotations]


def test_hover_says_the_figures_in_words():
    rows = [
        {"specialist": "S-01", "step": step, **share(3, 10, 0.108, 0.603)} for step in ("requested", "accepted", "held")
    ]
    trace = dots(charts.outreach(frame("outreach", rows)))
    assert trace.hovertext[0] == "S-01<br>accepted<br>3 of 10 (30 %, 11–60 %)"


def test_a_month_unlike_the_others_is_a_diamond_and_named_in_the_legend():
    figure = charts.drift_over_time(of_all("drift_over_time"))
    marks = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    assert [len(trace.x) for trace in marks.values()] == [5, 1]
    assert marks["signal of a change"].marker.symbol == "diamond" and figure.layout.showlegend
    assert "outside the limits" in marks["signal of a change"].hovertext[0]


def test_the_limits_of_ordinary_variation_are_dashed_and_written_out():
    figure = charts.drift_over_time(of_all("drift_over_time"))
    dashed = [trace.y[0] for trace in figure.data if trace.mode == "lines" and trace.line.dash == "dash"]
    assert dashed == [0.1, 0.45]
    assert {"mean 28 %", "lower limit 10 %", "upper limit 45 %"} <= {note.text for note in figure.layout.annotations}


def test_months_too_few_for_limits_have_a_middle_and_no_dashes():
    rows = [{"month": "2026-01", "signal": "none", **share(2, 10, 0.1, 0.5)}]
    rows.append({"month": "all months", "signal": "none", "estimate": 0.2, "people": 2, "status": "shown"})
    figure = charts.drift_over_time(frame("drift_over_time", rows).assign(low=None, high=None))
    assert "middle month 20 %" in [note.text for note in figure.layout.annotations]
    assert not [trace for trace in figure.data if trace.mode == "lines" and trace.line.dash == "dash"]


def test_groups_are_read_at_the_number_of_job_seekers_that_the_axis_names():
    figure = charts.accumulation(by("accumulation"))
    assert figure.layout.xaxis.title.text == "Industries expected of 10 job seekers"
    assert list(figure.layout.xaxis.range) == pytest.approx([-0.2, 20.6])


def test_shares_too_small_for_a_whole_axis_end_it_at_a_quarter_or_a_half():
    table = of_all("contact_to_placement")
    assert figures_axis(share_scale("Share", within=table))["ticktext"][-1] == "50 %"
    small = table.assign(estimate=table["estimate"] / 2, high=table["high"] / 2)
    assert figures_axis(share_scale("Share", within=small), narrow=True)["ticktext"] == ["0", "25 %"]
    assert figures_axis(share_scale("Share"), narrow=True)["ticktext"] == ["0", "50", "100 %"]


def test_a_difference_has_an_axis_of_its_own_and_no_panel_where_no_group_can_tell_it():
    titles = [axis.title.text for axis in charts.kept_after_drift(of_all("kept_after_drift")).select_xaxes()]
    assert titles == ["Share of interviews", "Difference of the shares"]
    table = by("kept_after_drift")
    apart = table["after"] == "difference within specialists"
    silent = table.assign(status=table["status"].mask(apart, "too_few"), estimate=table["estimate"].mask(apart))
    assert len(list(charts.kept_after_drift(silent).select_xaxes())) == 2


def notes(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_a_hidden_bar_is_a_sign_in_its_place_and_the_chart_says_what_it_means():
    figure = charts.placements(hide(of_all("placements"), 1))
    assert "⊘ hidden" in notes(figure)
    assert [list(trace.x) for trace in figure.data] == [[260.0], [], [10.0]]
    legend = "⊘ hidden: it, or a figure that it would reveal, counts 1 to 10 people"
    assert figure.layout.title.subtitle.text.endswith(legend)


def test_an_axis_along_which_every_figure_is_hidden_has_no_numbers():
    figure = charts.job_quality(hide(of_all("job_quality"), 0))
    assert [axis.visible for axis in figure.select_xaxes()] == [False, None, None]


def test_an_outcome_of_which_nothing_can_be_told_has_no_curve_and_no_name_at_the_end_of_one():
    table = of_all("time_to_placement")
    figure = charts.time_to_placement(hide(table, *np.flatnonzero(table["outcome"] != "placed")))
    assert len({trace.line.color for trace in figure.data if trace.mode == "lines+markers"}) == 1
    named = [note for note in notes(figure) if "left without" in note]
    assert named == ["left without a placement: ⊘ hidden<br>○ too few to tell from 13 months on"]


def test_a_bar_along_time_with_a_hidden_part_has_a_sign_at_its_end():
    rows = [{"quarter": "2026Q1", "start": start, **count(20, 20)} for start in ("first", "later", "before enrolment")]
    figure = charts.placements(hide(frame("placements", rows), 1))
    sign = next(note for note in figure.layout.annotations if note.text == "⊘")
    assert (sign.x, sign.y, sign.hovertext) == (0, 40, "⊘ hidden: later job")


def test_a_hidden_month_breaks_the_line():
    figure = charts.drift_over_time(hide(of_all("drift_over_time"), 2))
    line = next(trace for trace in figure.data if trace.mode == "lines" and len(trace.x) == 6)
    assert list(line.y) == [0.2, 0.25, None, 0.3, 0.2, 0.55]
    assert "⊘ hidden" in notes(figure)
    assert "middle month" not in " ".join(notes(figure))


def test_a_curve_goes_straight_between_months_that_are_shown():
    months = [0, 1, 3, 4, 6, 7, 8, 9, 10, 11]
    figure = charts.time_to_placement(hide(of_all("time_to_placement"), *months, *(13 + month for month in months)))
    curve = next(trace for trace in figure.data if trace.mode == "lines+markers")
    assert (list(curve.x), curve.line.shape) == ([0, 3, 6], "linear")
    assert "⊘ hidden: months 1–2, 4–5, 7–12" in "\n".join(notes(figure))


def test_an_end_of_a_hidden_flow_has_no_number_and_the_flow_no_width():
    figure = charts.flows(hide(of_all("flows"), 4))
    assert len(figure.data[0].link.value) == len(of_all("flows")) - 1
    names = list(figure.data[0].node.customdata)
    assert "Retail (44-45)  6" in names and "Health care (62)  ⊘" in names
    assert "1 of 9 flows are hidden and not drawn; ends without a number hold some of them." in notes(figure)


def test_a_hidden_pair_has_a_sign_in_its_cell():
    figure = charts.planned_to_discovered(hide(of_all("planned_to_discovered"), 1))
    signs = figure.data[1]
    assert list(signs.text) == ["⊘"]
    assert "hidden" in signs.hovertext[0]
    assert 2 not in [count for row in figure.data[0].z for count in row]


def test_a_specialist_without_a_place_in_the_funnel_is_named_as_hidden():
    figure = charts.specialist_funnel(hide(by("specialist_funnel"), 0, 5))
    assert "⊘ hidden: S-01, S-02" in notes(figure)
    assert len(dots(figure).x) == 1


def test_a_rule_of_credit_that_is_hidden_is_named_in_its_row():
    assert "⊘ hidden by days served" in notes(charts.placement_credit(hide(by("placement_credit"), 1)))


def test_a_figure_that_is_hidden_is_never_said_to_be_still_to_come():
    assert "⊘ hidden" in notes(charts.retention(hide(of_all("retention"), 0)))
