"""The definitions in the code go in; GLOSSARY.md, the words that reports and exports use, comes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from interview_analytics.interview_log import CONTACTS, EXPLORATIONS, PROBLEMS, RECEIPTS
from interview_analytics.measures import MEASURES
from interview_analytics.tables import NOT_KNOWN, TABLES, Column

OPENING = f"""# Glossary

Made from the definitions in the code by `make glossary`.

An *export* is a file that an agency gives us; a *report* is what we write. Industries are the 20 sectors of NAICS 2022.
What is not recorded stays "{NOT_KNOWN}"; it is never read as "no".
"""
DERIVED = {
    "explorations": ("The first day on which a person's interviews touched a sector.", EXPLORATIONS),
    "contacts": ("One person with whom an informational interview was held.", CONTACTS),
    "problems": ("One row, cell or file that was not simply used as it stood.", PROBLEMS),
    "receipts": ("One table found in a file, with what became of its rows.", RECEIPTS),
}


def glossary() -> str:
    """GLOSSARY.md as one text: every measure, then every table with its columns."""
    return "\n".join([OPENING, "## Measures", "", *_measures(), "", "## Tables", "", *_tables()]).rstrip() + "\n"


def _measures() -> Iterator[str]:
    for name, measure in sorted(MEASURES.items()):
        yield f"- **{name}**: {measure.definition} Selected by `{measure.anchor}`; one count is one {measure.unit}."


def _tables() -> Iterator[str]:
    for table in TABLES.values():
        yield from _columns(table.name, table.meaning, table.columns)
    for name, (meaning, columns) in DERIVED.items():
        yield from _columns(name, meaning, columns)


def _columns(name: str, meaning: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f"### {name}"
    yield f"{meaning}\n"
    for column in columns:
        choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
        yield f"- `{column.name}`: {column.meaning}.{choices}"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(glossary())
