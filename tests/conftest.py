"""Hypothesis draws the same examples on every run, so that a change is what makes a test fail.

`HYPOTHESIS_PROFILE=explore make test` draws new ones: run it now and then, and make a test of its own of what it finds.
"""

import os

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
