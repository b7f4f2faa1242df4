"""trucebook reads conflict reports into a record in which every value points to the words it came from.

>>> import trucebook
>>> reading = trucebook.read("A truce took effect in Daraa on 1 September 2021.")
>>> [(claim.kind, claim.quote) for claim in reading.claims if claim.kind == "agreement"]
[('agreement', 'A truce')]

The public names are those of `__all__`; each is imported when it is first used, so that `import trucebook` costs nothing.
"""

import sys
from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "api": ("read", "read_files", "read_reports"),
    "book": ("Answer", "Book"),
    "errors": ("BookError", "CodebookError", "EvidenceError", "GazetteerError", "InputError", "ModelError", "TrucebookError"),
    "frames": ("Frame", "Frames", "tables"),
    "model": (
        *("Agreement", "Assessment", "Claim", "Event", "Field", "Figure", "Judgement", "Mention", "Provision", "Reading", "Record"),
        *("Report", "Violation"),
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = ["__version__", *sorted(_HOME_OF)]


def __getattr__(name: str) -> object:
    """Return a public name from the room that defines it."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'trucebook' has no attribute {name!r}")
    if "IPython" in sys.modules:
        import_module("trucebook.notebook").enable()
    return getattr(import_module(f"trucebook.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
