"""A release goes in; one folder with a page, documents, a workbook, csv files and manifests comes out."""

from interview_analytics.report.write import write_report

__all__ = ["write_report"]
