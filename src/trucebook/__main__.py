"""Run the command line as `python -m trucebook`."""

from trucebook.cli import main

main()
