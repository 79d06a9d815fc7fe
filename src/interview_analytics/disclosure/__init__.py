"""Tables go in; the same tables protected together, and the audit that proves it, come out."""

from interview_analytics.disclosure.aliases import aliased, aliases, by_pseudonym, named
from interview_analytics.disclosure.consecutive import gaps
from interview_analytics.disclosure.keys import SAMPLE, Key, drawn, key, make_key
from interview_analytics.disclosure.ledger import Ledger, read, stretch, text
from interview_analytics.disclosure.protect import Protected, audit, entered, protect
from interview_analytics.disclosure.rule import RULES, Rule, rule

__all__ = [
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
    "drawn",
    "entered",
    "gaps",
    "key",
    "make_key",
    "named",
    "protect",
    "read",
    "rule",
    "stretch",
    "text",
]
