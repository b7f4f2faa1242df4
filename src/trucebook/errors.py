"""Every error trucebook raises, and nothing else.

    TrucebookError
    ├── InputError        a file, date or line the user gave cannot be used
    ├── CodebookError     a codebook file breaks its own rules
    ├── ModelError        the language model is missing or its weights are not the pinned ones
    ├── GazetteerError    a gazetteer file or table cannot be used
    ├── BookError         a book cannot be opened, read or written
    ├── BatchError        a run over an archive cannot go on; what is done is kept
    └── EvidenceError     a quote is not in the text at its offsets: a defect of a reader, never of the user

Invariant: the message names the thing at fault and says what to do next.
"""


class TrucebookError(Exception):
    """Any error that trucebook raises on purpose; its message is meant for the user."""


class InputError(TrucebookError):
    """Raise when a file, date or line the user gave cannot be used."""


class CodebookError(TrucebookError):
    """Raise when a codebook file breaks its own rules."""


class ModelError(TrucebookError):
    """Raise when the language model is missing or its weights differ from the pinned ones."""


class GazetteerError(TrucebookError):
    """Raise when a gazetteer file or table cannot be used."""


class BookError(TrucebookError):
    """Raise when a book cannot be opened, read or written."""


class BatchError(TrucebookError):
    """Raise when a run over an archive cannot go on; what it has done is kept."""


class EvidenceError(TrucebookError):
    """Raise when a quote is not in its report's text at the offsets it names."""
