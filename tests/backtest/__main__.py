"""`python -m tests.backtest`: stores the tables of the sample's report again, after a change that is meant."""

from tests.backtest.stored import store

store()
