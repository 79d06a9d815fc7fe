"""Tables go in; the same tables protected together, and the audit that proves it, come out."""

from interview_analytics.disclosure.aliases import aliased, aliases, named
from interview_analytics.disclosure.keys import SAMPLE, Key, drawn, key, make_key
from interview_analytics.disclosure.protect import Protected, audit, protect
from interview_analytics.disclosure.rule import RULES, Rule, rule

__all__ = [
    "RULES",
    "SAMPLE",
    "Key",
    "Protected",
    "Rule",
    "aliased",
    "aliases",
    "audit",
    "drawn",
    "key",
    "make_key",
    "named",
    "protect",
    "rule",
]
