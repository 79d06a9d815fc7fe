"""What README promises runs as it stands there, and every public name opens with its definition."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import interview_analytics as ia
from interview_analytics import periods
from interview_analytics.headings.mapping import read_mapping
from interview_analytics.measures import MEASURES
from interview_analytics.templates import names, read

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


def test_the_python_lines_of_the_readme_draw_a_chart(monkeypatch):
    monkeypatch.chdir(ROOT)
    lines = re.findall(r"```python\n(.*?)```", README, re.S)[0].strip().splitlines()
    names: dict = {}
    exec("\n".join(lines[:-1]), names)
    figure = eval(lines[-1], names)
    assert figure.layout.title.text


def test_the_files_that_the_readme_points_to_exist():
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert linked
    assert [name for name in linked if not (ROOT / name).exists()] == []


def test_the_template_and_the_mapping_that_the_guide_shows_can_be_used(tmp_path):
    template, mapping = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)
    (tmp_path / "mine.toml").write_text(template, encoding="utf-8")
    assert [entry.name for entry in read(tmp_path / "mine.toml").entries][:2] == ["job_starts", "job_starts_to_date"]
    (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
    assert read_mapping(None, tmp_path).values == {"status": {"took place": "held"}}


def test_the_guide_names_every_report_and_every_way_to_write_a_period():
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.M)) == set(names())
    written = re.findall(r"^\| `([^`]*\d[^`]*)` \|", GUIDE, re.M)
    assert {periods.kind(periods.parse(each)) for each in written} == set(periods.KINDS)


def test_the_make_commands_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"\bmake ([a-z-]+)", README.split("## Use it")[0])) <= targets | {"and"}


def test_every_public_name_opens_with_a_definition():
    for name in ia.__all__:
        text = inspect.getdoc(getattr(ia, name)) or ""
        first = text.split("\n")[0]
        assert first.endswith((".", "?", ":")) and len(first) > 20, name


def test_every_measure_has_a_chart_and_a_public_name():
    assert set(MEASURES) <= set(ia.__all__)
    assert set(MEASURES) == set(ia.charts.__all__)
