"""trucebook reads conflict reports into a record in which every value points to the words it came from."""

__version__ = "0.1.0"
