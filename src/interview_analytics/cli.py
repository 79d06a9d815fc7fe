"""The arguments of `interview-analytics` go in; a report, a check or JupyterLab, and an exit status, come out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from interview_analytics import corrections, disclosure, findings
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import examined, left_out, load, originals, understood
from interview_analytics.release import Release, refuse, release
from interview_analytics.report import pictures, write_report
from interview_analytics.report.verify import verify
from interview_analytics.report.write import TO_SEND, parts, refuse_occupied, untold
from interview_analytics.templates import template
from interview_analytics.working_folder import make, working_folder

NAME = "interview-analytics"
PROBLEMS, NOTHING = 1, 2  # exit status of `check`; 0 is a clean export
CASES = 3  # shown for each rule, unless all are asked for
LAB_CONFIG = Path(__file__).parent / "lab_config"  # switches the announcements off in the browser, too
LAB_QUIET = ("--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
app = typer.Typer(name=NAME, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Audience(StrEnum):
    """Whom a report is for."""

    internal = "internal"
    public = "public"


Exports = Annotated[Path, typer.Argument(help="A file or folder of exports.", show_default=False)]
Mapping = Annotated[Path | None, typer.Option(help="A mapping.toml: what headings and values mean.")]
AsOf = Annotated[str | None, typer.Option(help="The last day to count, as 2026-09-30.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a fault that the user can mend is one sentence on stderr, and exit status 2."""
    try:
        app(args=None if arguments is None else list(arguments), prog_name=NAME)
    except ExportError as fault:
        _stop(str(fault))
    except OSError as fault:
        _stop(f"{Path(str(fault.filename or 'A file')).name}: {fault.strerror or fault}. Nothing was written.")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Charts, tables and a workbook about informational interviews, from an agency's own exports."""
    if show_version:
        typer.echo(f"{NAME} {version(NAME)}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("report")
def _report(
    exports: Exports,
    *,
    out: Annotated[Path, typer.Option(help="The folder to write: a new one.", show_default=False)],
    audience: Annotated[Audience, typer.Option(help="Whom it is for: public hides small numbers.")] = Audience.public,
    period: Annotated[str | None, typer.Option(help="2026Q3, SFY2026, 2026-01-15..2026-07-14 …")] = None,
    report: Annotated[str | None, typer.Option(help="Which report: standard, if nothing is said.")] = None,
    as_of: AsOf = None,
    mapping: Mapping = None,
    after: Annotated[
        list[Path] | None, typer.Option(help="An earlier public report's folder; repeat for more.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The key by which specialists get the same letters again.")] = None,
    rule: Annotated[str, typer.Option(help="Which numbers are small: cms (1 to 10), lt10, lt6, lt5.")] = "cms",
    draw: Annotated[bool, typer.Option("--pictures/--no-pictures", help="Draw the charts for PDF and Word.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier report in that folder.")] = False,
) -> None:
    """Write a report: a page, PDF, Word, a workbook and csv files. Exit status 0 if it was written, 2 if not."""
    refuse(audience.value, after=after or (), key=key)
    here = working_folder(exports)
    exports, own = here.exports, here.settings
    if audience is Audience.public:
        key, after = key or (Path(own.key) if own.key else None), after or [Path(each) for each in own.after]
    drawn_from = disclosure.key(key, exports=exports) if key else None
    disclosure.rule(rule)
    refuse_occupied(out, force=force)
    tables = template(report or own.report).entries
    with _steps(2 + len(tables) + (audience is Audience.public) + len(parts(draw=draw))) as step:
        step("Reading the exports")
        log = load(exports, mapping=mapping, as_of=as_of or own.as_of)
        asked = partial(release, log, settings=own, period=period, report=report, progress=step)
        made = asked(audience=audience.value, key=drawn_from, rule=rule, after=after or ())
        write_report(made, out, force=force, draw=draw, progress=lambda part: step(f"Writing {part}"))
    _say(_set_aside(log, exports))
    _say(made.hidden or f"{made.mark}. It hides nothing: do not send it.")
    if draw and not pictures.drawn(out / TO_SEND):
        _say("PDF and Word document hold no charts: no Chrome, Chromium or Edge was found to draw them.")
    for sentence in _untold(made, out, after or ()):
        _say(sentence)
    typer.echo(f"The report stands in {out / TO_SEND / 'index.html'}")


def _untold(made: Release, out: Path, after: Sequence[Path]) -> Iterator[str]:
    """What to do about public reports that lie beside a new one, from which a reader could subtract it."""
    for other in untold(out, after) if made.outside else ():
        yield (
            f"{other} tells of another public report, beside which this one was not protected. If it was sent first, "
            f"make this one again with --after {other}: else a reader could subtract one from the other."
        )


@app.command("check")
def _check(
    exports: Exports,
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every case.")] = False,
    mapping: Mapping = None,
    as_of: AsOf = None,
    fix: Annotated[Path | None, typer.Option(help="A workbook to write: the rows to mend.")] = None,
    write_mapping: Annotated[
        bool, typer.Option("--write-mapping", help="Write mapping.toml beside the exports, to say what is unclear.")
    ] = False,
) -> None:
    """Say what was read and what was set aside. Exit status 0: clean; 1: with problems; 2: nothing can be used."""
    here = working_folder(exports)
    exports, own = here.exports, here.settings
    if fix:
        corrections.refuse_name(fix)
    if write_mapping:
        corrections.refuse_mapping(exports)
    with _steps(1) as step:
        step("Reading the exports")
        log, fault = examined(exports, mapping=mapping, as_of=as_of or own.as_of)
    written = list(_to_put_right(log, exports, mapping=mapping, fix=fix, write_mapping=write_mapping))
    if fault:
        for line in written:
            _say(line)
        raise fault
    around = list(_around(exports, mapping)) if verbose else ["", "How each heading was read: -v tells."]
    for line in (*findings.receipts(log), "", *findings.problems(log, None if verbose else CASES), *around, *written):
        typer.echo(_printable(line))
    raise typer.Exit(PROBLEMS if findings.to_do(log.problems) else 0)


def _around(exports: Path, mapping: Path | None) -> Iterator[str]:
    yield from ("", "Lines that are no records:", *left_out(exports))
    yield from ("", "How each heading was read:", *understood(originals(exports, mapping)))


def _to_put_right(
    log: InterviewLog, exports: Path, *, mapping: Path | None, fix: Path | None, write_mapping: bool
) -> Iterator[str]:
    """Write what was asked for, a workbook of rows to mend or a mapping, and say where it stands."""
    sheets = originals(exports, mapping) if fix or write_mapping else []
    if fix:
        count = corrections.write_fixes(corrections.to_mend(sheets, log.problems), fix)
        rows = "1 row" if count == 1 else f"{count:,} rows"
        yield (
            f"{rows} to mend in {fix}. Mend, then save it beside the exports."
            if count
            else (f"There is no row to mend, so {fix.name} was not written.")
        )
    if write_mapping:
        place = corrections.write_mapping(sheets, log, exports)
        yield (
            f"What is unclear stands in {place}. Edit it, and check again."
            if place
            else ("Every heading and word was understood, so no mapping was written.")
        )


@app.command("key")
def _key(
    file: Annotated[Path, typer.Argument(help="A new file, away from the exports and where only you can read it.")],
) -> None:
    """Make a key, by which all public reports call a specialist by the same letter. Keep it, and show it to nobody."""
    typer.echo(f"The key stands in {disclosure.make_key(file)}. Use it with: report … --key {file}")


@app.command("lab", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def _lab(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Your working folder.")] = Path("interview-notebooks"),
    no_open: Annotated[bool, typer.Option("--no-open", help="Only make the folder.")] = False,
) -> None:
    """Open the notebooks in JupyterLab, in a folder of your own. What is missing is made; nothing is overwritten.

    Further options, such as --no-browser or --port 8890, are handed on to JupyterLab.
    """
    typer.echo(_made(folder))
    if not no_open:
        typer.echo("JupyterLab opens in your browser. To end it, press Ctrl+C here.")
        _open(folder, context.args)


@app.command("new")
def _new(folder: Annotated[Path, typer.Argument(help="Your working folder.", show_default=False)]) -> None:
    """Make a working folder: exports/ for your files, the notebooks, and settings.toml. Nothing is overwritten."""
    typer.echo(_made(folder))
    typer.echo(f"Put your exports into {folder / 'exports'}. Then: {NAME} check {folder}")


def _made(folder: Path) -> str:
    made = make(folder)
    return f"New in {folder}: {', '.join(made)}" if made else f"{folder} has everything already."


@app.command("verify")
def _verify(
    folder: Annotated[Path, typer.Argument(help="A report's folder.", show_default=False)],
    *,
    exports: Annotated[Path | None, typer.Option(help="Where its exports lie.")] = None,
    mapping: Mapping = None,
    key: Annotated[Path | None, typer.Option(help="The key that it was made with.")] = None,
    after: Annotated[list[Path] | None, typer.Option(help="The earlier reports that it follows.")] = None,
) -> None:
    """Make a report again and compare every number. Exit status 0: the same; 1: some differ; 2: it cannot be made."""
    with _steps(None) as step:
        found = verify(folder, exports=exports, mapping=mapping, key=key, after=after or (), progress=step)
    for line in (*found.differences, *(f"Not as it was: {each}." for each in found.changed)):
        typer.echo(_printable(line))
    number = len(found.differences)
    typer.echo(
        f"{number:,} {'number differs' if number == 1 else 'numbers differ'}."
        if number
        else "Every number is the same."
    )
    raise typer.Exit(1 if number else 0)


def _open(folder: Path, options: list[str]) -> None:
    """Run JupyterLab until it is ended, with its news and its look for updates off: nothing is asked of the network.

    It runs in this process, so that ending this command ends JupyterLab too.
    """
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 – half a second that no other command should wait

    paths = [str(LAB_CONFIG), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    os.chdir(folder)
    LabApp.launch_instance([*LAB_QUIET, *options])


@contextmanager
def _steps(total: int | None) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr; what is called with each step's name moves it on."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, description=name, advance=1)


def _printable(line: str) -> str:
    """A line without characters that could steer the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in line.rstrip())


def _set_aside(log: InterviewLog, exports: Path) -> str:
    lost = int(log.receipts["rows_set_aside"].sum())
    if log.problems.empty:
        return "Every record was used as it stood."
    found = f"{len(log.problems):,} {'thing was' if len(log.problems) == 1 else 'things were'} found in the exports"
    return f"{found}; {lost:,} rows were set aside. To see them: {NAME} check {exports}"


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _stop(sentence: str) -> None:
    _say(sentence)
    raise SystemExit(NOTHING)
