"""Tables go in; the same tables protected together, and the audit that proves it, come out."""

from interview_analytics.disclosure.consecutive import counted, gaps
from interview_analytics.disclosure.ledger import Ledger, stretch
from interview_analytics.disclosure.protect import Protected, audit, entered, protect
from interview_analytics.disclosure.rule import RULES, Rule

__all__ = ["RULES", "Ledger", "Protected", "Rule", "audit", "counted", "entered", "gaps", "protect", "stretch"]
