"""The shape of the house: which room may call which, how large things may grow, what a notebook cell may hold."""

from __future__ import annotations

import ast
import json
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "interview_analytics"
MODULES = sorted(HOUSE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ROOMS = (
    "errors shipped tables interview_log periods reading headings values industries journeys assemble load statistics "
    "measures words sentences charts settings templates windows disclosure accounts release report corrections "
    "simulate planning show glossary working_folder findings cli"
).split()
FORBIDDEN_NAMES = re.compile(r"^_?(get|calc|calculate|process|handle|do)_|utils?$|helpers?$|manager$", re.IGNORECASE)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]


def _length(function: ast.FunctionDef) -> int:
    documented = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno + 1 - (documented.count("\n") + 1 if documented else 0)


def _room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def _imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "interview_analytics":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("interview_analytics."):
            found.add(node.module.split(".")[1])
    return found & set(ROOMS)


def _imported(path: Path) -> set[str]:
    nodes = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    named = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in named}


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_room_has_its_place_in_the_order():
    assert {_room(path) for path in MODULES} - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_a_room_imports_only_rooms_before_it(path: Path):
    own = _room(path)
    if own not in ROOMS:
        return
    above = {room for room in _imported_rooms(path) if ROOMS.index(room) > ROOMS.index(own)}
    assert above == set()


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_a_module_opens_with_one_sentence_and_stays_short(path: Path):
    text = path.read_text(encoding="utf-8")
    opening = (ast.get_docstring(_tree(path)) or "").split("\n\n")[0]
    assert opening.endswith("."), "opens with one sentence: what goes in, what comes out"
    assert text.count("\n") < 300


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_functions_are_short_and_take_few_positional_parameters(path: Path):
    long = {function.name: _length(function) for function in _functions(path) if _length(function) > 40}
    assert long == {}
    if "statistics" in path.parts:
        return  # these signatures follow the literature
    crowded = {
        function.name
        for function in _functions(path)
        if len(function.args.posonlyargs) + len(function.args.args) > (5 if _is_method(function) else 4)
    }
    assert crowded <= {"journeys"}, "journeys takes one frame per canonical table that it joins"


def _is_method(function: ast.FunctionDef) -> bool:
    return bool(function.args.args) and function.args.args[0].arg in ("self", "cls")


def test_the_median_function_has_three_to_eight_lines():
    lengths = [_length(function) for path in MODULES for function in _functions(path)]
    assert 3 <= statistics.median(lengths) <= 8


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_names_say_what_a_thing_is(path: Path):
    names = [function.name for function in _functions(path)] + [path.stem]
    assert [name for name in names if FORBIDDEN_NAMES.search(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_no_assert_and_no_bare_except_in_the_package(path: Path):
    for node in ast.walk(_tree(path)):
        assert not isinstance(node, ast.Assert)
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None)


def test_measures_draw_nothing_and_charts_measure_nothing():
    measures = [path for path in MODULES if _room(path) == "measures"]
    charts = [path for path in MODULES if _room(path) in ("charts", "sentences", "words")]
    assert measures and charts
    assert all("plotly" not in _imported(path) for path in measures)
    assert all(not _imported_rooms(path) & {"measures", "load", "assemble"} for path in charts)


def test_statistics_know_no_table_of_ours():
    for path in MODULES:
        if _room(path) == "statistics":
            assert _imported_rooms(path) <= {"statistics"}
            assert "plotly" not in _imported(path)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=_id)
def test_a_notebook_cell_is_thin(path: Path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(len(source.splitlines()) <= 5 for source in code)
    assert not [source for source in code if re.search(r"^\s*(def|for|class|import pandas)\b|\bpd\.", source, re.M)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=_id)
def test_a_notebook_opens_with_prose_and_stores_what_it_shows(path: Path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cells[0]["cell_type"] == "markdown"
    assert any("parameters" in cell["metadata"].get("tags", []) for cell in cells)
    assert any(cell.get("outputs") for cell in cells)


def test_there_are_seven_notebooks():
    assert [path.name[0] for path in NOTEBOOKS] == list("1234567")


def test_nothing_committed_names_a_machine_or_a_registry_or_is_large():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    assert [path for path in paths if path.exists() and path.stat().st_size > 5_000_000] == []
    hosts = ["files" + r"\.pythonhosted", "pypi" + r"\.org/simple"]
    marks = re.compile("|".join([*hosts, r"(?<![\w.])/(?:home|root|work)/"]))
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in paths if path.exists()}
    assert [_id(path) for path, text in texts.items() if marks.search(text)] == []


def test_pins_name_no_host():
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_readme_and_contributing_stay_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 60
