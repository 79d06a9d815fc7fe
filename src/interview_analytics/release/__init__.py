"""A log and a template go in; the tables of one report, full for inside or protected for outside, come out."""

from interview_analytics.release.contents import INTERNAL, MARK, PUBLIC, Release
from interview_analytics.release.outside import Outside
from interview_analytics.release.release import Progress, audit, refuse, release

__all__ = ["INTERNAL", "MARK", "PUBLIC", "Outside", "Progress", "Release", "audit", "refuse", "release"]
