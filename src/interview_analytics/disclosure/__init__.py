"""Tables go in; the same tables protected together, and the audit that proves it, come out."""

from interview_analytics.disclosure.aliases import aliased, aliases, by_pseudonym, named
from interview_analytics.disclosure.canaries import canaries
from interview_analytics.disclosure.consecutive import counted, gaps
from interview_analytics.disclosure.keys import SAMPLE, Key, drawn, key, make_key
from interview_analytics.disclosure.ledger import NAMES, Ledger, ledgers, stretch, text
from interview_analytics.disclosure.protect import Protected, audit, entered, protect
from interview_analytics.disclosure.rule import RULES, Rule, rule

__all__ = [
    "NAMES",
    "RULES",
    "SAMPLE",
    "Key",
    "Ledger",
    "Protected",
    "Rule",
    "aliased",
    "aliases",
    "audit",
    "by_pseudonym",
    "canaries",
    "counted",
    "drawn",
    "entered",
    "gaps",
    "key",
    "ledgers",
    "make_key",
    "named",
    "protect",
    "rule",
    "stretch",
    "text",
]
