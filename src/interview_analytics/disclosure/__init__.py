"""Tables go in; the same tables protected together, and the audit that proves it, come out."""

from interview_analytics.disclosure.protect import Protected, audit, protect
from interview_analytics.disclosure.rule import RULES, Rule

__all__ = ["RULES", "Protected", "Rule", "audit", "protect"]
