"""The headings of one sheet go in; which canonical columns of which tables they are comes out, or that nobody knows.

words       a heading in its plain form, and what it can mean
recognise   the tables that a sheet feeds, by all its headings together
mapping     the user's own word on headings and values: mapping.toml
headings.toml   the headings that agencies use
"""

from interview_analytics.headings.mapping import FILE, Mapping, read_mapping
from interview_analytics.headings.recognise import Part, Recognised, recognised
from interview_analytics.headings.words import meanings, normalised, private_kind

__all__ = [
    "FILE",
    "Mapping",
    "Part",
    "Recognised",
    "meanings",
    "normalised",
    "private_kind",
    "read_mapping",
    "recognised",
]
