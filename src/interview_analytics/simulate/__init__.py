"""A size and a seed go in; one simulated programme with known truth comes out."""

from interview_analytics.simulate.programme import Programme, simulate

__all__ = ["Programme", "simulate"]
