"""The full tables of a report and a key go in; what may leave the building, and the proof of it, comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from interview_analytics import disclosure, shipped
from interview_analytics.disclosure import Key, Ledger, Protected, Rule
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import Period
from interview_analytics.measures import MEASURES, Measure
from interview_analytics.templates import Entry

Tables = Mapping[str, pd.DataFrame]
Days = Mapping[bool, Period]  # which days the tables of the period (False) and those to date (True) tell of
Counted = Callable[[Entry, Period], pd.DataFrame]


@dataclass(frozen=True)
class Asked:
    """How a report is to be protected: by which key and rule, beside which earlier ones.

    specialists: all of them, for letters that stay. counted: makes a table for other days, such as lie between this
    report and an earlier one.
    """

    key: Key
    rule: Rule
    earlier: list[Ledger]
    specialists: frozenset[str]
    counted: Counted


KEY = "key"  # under which a ledger notes whose letters it uses


@dataclass(frozen=True, eq=False)
class Outside:
    """How the tables of a public release were protected; for inside only.

    parts: those of the period, and beside them those to date. aliases: specialist -> the letter in place of the name.
    canaries: names the texts of the log that must not leave, by kind.
    """

    parts: tuple[Protected, ...]
    rule: Rule
    key: Key
    aliases: Mapping[str, str]
    canaries: Callable[[], Mapping[str, frozenset[str]]] = dict

    @property
    def audit(self) -> pd.DataFrame:
        """What a reader can infer of each hidden cell, given all that is shown."""
        return pd.concat([disclosure.audit(part) for part in self.parts], ignore_index=True)

    @property
    def ledgers(self) -> list[Ledger]:
        """What was told and hidden, for the reports that follow."""
        about = {KEY: self.key.fingerprint, **disclosure.by_pseudonym(self.aliases, self.key)}
        return [disclosure.entered(part, about) for part in self.parts]

    @property
    def earlier(self) -> list[str]:
        """The periods of the earlier reports that were known when this one was made."""
        return [ledger.period.label for ledger in self.parts[0].past.ledgers]

    def said(self, headings: Mapping[str, str]) -> str:
        """How much is hidden and why, and how specialists are named."""
        of = ("",) if len(self.parts) == 1 else ("This period: ", "To date: ")
        told = [when + part.said(headings) for when, part in zip(of, self.parts, strict=True)]
        return " ".join([*told, *_letters(self.aliases, self.key)])


def for_outside(tables: Tables, entries: Mapping[str, Entry], days: Days, asked: Asked) -> tuple[Tables, Outside]:
    """The tables with letters for specialists and without small counts, and how that was done.

    Those to date are protected beside those of the period, as the reports of two periods are.
    """
    before = {name: alias for ledger in asked.earlier for name, alias in ledger.about.items() if name != KEY}
    somebody = disclosure.named(tables)  # a report that names none needs no letters
    given = disclosure.aliases(asked.specialists | somebody, asked.key, before) if somebody else {}
    parts: list[Protected] = []
    for to_date, period in days.items():
        known = [*asked.earlier, *(disclosure.entered(part) for part in parts)]
        own = {name: entry for name, entry in entries.items() if entry.to_date is to_date}
        parts.append(_protected({name: tables[name] for name in own}, own, period, (asked, given, known)))
    told = {name: table for part in parts for name, table in part.tables.items()}
    return {name: told[name] for name in tables}, Outside(tuple(parts), asked.rule, asked.key, MappingProxyType(given))


def _protected(
    tables: Tables, entries: Mapping[str, Entry], period: Period, beside: tuple[Asked, dict[str, str], list[Ledger]]
) -> Protected:
    """The tables of one stretch of days, protected beside what is known of others and what lies between the two."""
    asked, given, known = beside
    declared = {name: _declared(entry) for name, entry in entries.items()}
    between = [
        disclosure.counted(
            _aliased({name: asked.counted(entry, gap) for name, entry in entries.items()}, declared, given),
            declared,
            period=gap,
            rule=asked.rule,
        )
        for gap in disclosure.gaps(period, known)
    ]
    own = _aliased(tables, declared, given)
    return disclosure.protect(own, declared, rule=asked.rule, period=period, earlier=[*known, *between])


def _aliased(tables: Tables, declared: Mapping[str, tuple[Measure, tuple[str, ...]]], given: dict[str, str]) -> Tables:
    return {name: disclosure.aliased(table, declared[name][1], given) for name, table in tables.items()}


def key_for(inputs: set[str], given: str | Path | Key | None) -> Key:
    """The key that was given; the sample has its own, and for other exports one is drawn that is used once.

    inputs: the sha256 of what was read, by which the sample is known.
    """
    if given:
        return given if isinstance(given, Key) else disclosure.key(given)
    known = {sha256(file.read_bytes()).hexdigest() for file in shipped.sample().iterdir() if file.is_file()}
    return disclosure.SAMPLE if inputs and inputs <= known else disclosure.drawn()


def earlier_reports(after: Sequence[str | Path | Ledger], key: Key, rule: Rule) -> list[Ledger]:
    """The ledgers of earlier reports.

    Raises ExportError where the same letter may stand for somebody else there, or where they hid larger counts.
    """
    found = [own for each in after for own in ([each] if isinstance(each, Ledger) else disclosure.ledgers(each))]
    if found and not key.linkable:
        remedy = "Make one, and use it for all reports: interview-analytics key FILE."
        raise ExportError("Reports that follow one another need a key, by which letters stay the same.", remedy)
    for ledger in found:
        if ledger.about.get(KEY) != key.fingerprint:
            problem = f"The earlier report ({ledger.period.label}) was made with another key, or with none."
            raise ExportError(problem, "Use the key that it was made with.")
        if ledger.rule.most > rule.most:
            problem = f"The earlier report ({ledger.period.label}) hid counts up to {ledger.rule.most}."
            raise ExportError(problem, f"Use its rule, {ledger.rule.name}, or one that hides more.")
    _refuse_other_letters(found)
    return found


def _refuse_other_letters(ledgers: Sequence[Ledger]) -> None:
    """Raise ExportError where earlier reports use one letter for two people, or two letters for one."""
    letters = {(name, alias) for ledger in ledgers for name, alias in ledger.about.items() if name != KEY}
    for side in zip(*letters, strict=True) if letters else ():
        if len(set(side)) < len(letters):
            problem = "The earlier reports call different people by the same letter: they do not follow one another."
            raise ExportError(problem, "Name those alone that were made one after another, each with --after.")


def _declared(entry: Entry) -> tuple[Measure, tuple[str, ...]]:
    own = MEASURES[entry.measure]
    return own, entry.by or own.default_by


def _letters(aliases: Mapping[str, str], key: Key) -> list[str]:
    if not aliases:
        return []
    said = "Specialists are called by letters, in an order drawn by chance"
    alone = "for this report alone: in another one the same letter may stand for somebody else"
    return [f"{said}; reports that follow this one use the same." if key.linkable else f"{said} {alone}."]
