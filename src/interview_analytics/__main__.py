"""Arguments of `python -m interview_analytics` go in; what the command line does with them comes out."""

from interview_analytics.cli import main

if __name__ == "__main__":
    main()
