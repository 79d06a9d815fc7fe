"""GLOSSARY.md says what the code says."""

from pathlib import Path

from interview_analytics.glossary import glossary
from interview_analytics.measures import MEASURES


def test_the_glossary_is_current():
    assert (Path(__file__).parent.parent / "GLOSSARY.md").read_text(encoding="utf-8") == glossary()


def test_every_measure_stands_in_the_glossary_with_its_definition():
    text = glossary()
    assert all(f"**{name}**: {measure.definition}" in text for name, measure in MEASURES.items())
