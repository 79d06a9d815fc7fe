"""Exported logs of informational interviews go in; small tables, charts and one report come out."""
