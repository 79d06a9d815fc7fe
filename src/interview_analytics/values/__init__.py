"""Distinct texts of one column go in; what they mean, and what is wrong with some of them, comes out: each text once.

parsed       what comes out, and the words for nothing
identifiers  leading zeros stay, 100234.0 is 100234, Salesforce ids have 18 characters
dates        ISO, month/day/year or day/month/year by the whole column, month names, serial numbers
numbers      dollars, ranges, fractions; minutes with and without a unit; calendar quarters
choices      the words of a vocabulary and their synonyms
column       which of them a canonical column takes
"""

from interview_analytics.values.choices import choices
from interview_analytics.values.column import parsed
from interview_analytics.values.dates import dates
from interview_analytics.values.identifiers import identifiers
from interview_analytics.values.numbers import minutes, numbers, quarters
from interview_analytics.values.parsed import Parsed, is_nothing, texts

__all__ = [
    "Parsed",
    "choices",
    "dates",
    "identifiers",
    "is_nothing",
    "minutes",
    "numbers",
    "parsed",
    "quarters",
    "texts",
]
