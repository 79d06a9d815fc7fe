"""What README promises runs as it stands there, and every public name opens with its definition."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import interview_analytics as ia
from interview_analytics.measures import MEASURES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


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
