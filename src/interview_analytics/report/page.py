"""A release goes in; one HTML page, with each chart, sentence and table, that needs no network comes out."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from pathlib import Path

import plotly.io as pio
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from plotly.offline import get_plotlyjs

from interview_analytics import charts
from interview_analytics.release import Release
from interview_analytics.report.cells import Shown, listed
from interview_analytics.report.outline import LONG, PROBLEMS, Outline, receipts

OFFLINE = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
    "typesetMath": False,  # a label with two dollar signs is no formula
}
PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


# an identifier, a range or a share, which no line may break in two
FIGURE = re.compile(r"[^\s;,()&]*[-–][^\s;,()&]*(?: %)?|\d[\d,.]* %")


def unbroken(text: str) -> Markup:
    """A sentence in which no identifier, range or share is broken over two lines."""
    return Markup(FIGURE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704


PAGES.filters["unbroken"] = unbroken


def html(release: Release, told: Outline) -> str:
    """The page as one text. What comes from an export is escaped, and a script runs only if its hash is listed.

    told: the release's outline, by which the page says the same as the other documents.
    """
    parts = {part.name: part for part in told.parts}
    drawn = {name: _drawn(release, name, number) for number, name in enumerate(parts, start=1)}
    library = Markup(f"<script>{get_plotlyjs()}</script>")  # noqa: S704
    return PAGES.get_template("index.html.jinja").render(
        release=release,
        parts=parts,
        drawn=drawn,
        library=library,
        policy=_policy([library, *drawn.values()]),
        style=Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8")),  # noqa: S704
        receipts=receipts(release.receipts),
        received=release.received,
        problems=listed(release.found, PROBLEMS, keys=2),
        facts=told.facts,
        definitions=told.definitions,
        reading=told.reading,
        long=LONG,
    )


def _drawn(release: Release, name: str, number: int) -> Markup:
    """A table's chart as it is drawn on the page."""
    drawn = pio.to_html(
        getattr(charts, release.entries[name].measure)(release[name]),
        config=dict(OFFLINE),  # plotly takes entries out of the dict that it is given
        include_plotlyjs=False,
        include_mathjax=False,
        full_html=False,
        div_id=f"chart-{number}",
    )
    # plotly writes < > / inside its data as escapes, so that no text can end the script
    return Markup(drawn)  # noqa: S704


def _policy(held: list[Markup]) -> str:
    """A Content-Security-Policy that allows exactly these scripts, and no request at all."""
    scripts = [script for part in held for script in re.findall(r"<script[^>]*>(.*?)</script>", part, re.DOTALL)]
    hashes = [base64.b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def table_html(shown: Shown, caption: str, name: str = "") -> str:
    """One table alone, as on the page: with its caption, its header cells marked, and everything in it escaped."""
    return str(PAGES.get_template("table.html.jinja").module.table(shown, caption, name))  # type: ignore[attr-defined]
