"""Which claims of different reports speak of one thing: scored suggestions, each with its reasons.

Invariant: a suggestion depends on the two claims alone, never on their order or on what else was read; two claims of one
report are never suggested as one thing. Suggesting is all this room does: a person's judgement overrules it.
"""

from trucebook.matching.claim_fields import Filed, actor_key, fields_of, is_unnamed
from trucebook.matching.copies import bands_of, is_copy, sketch
from trucebook.matching.grouping import gather, time_clash
from trucebook.matching.meeting import MATCHED, keys_of, sought_keys, suggest_matches
from trucebook.matching.weighing import ENOUGH, compare

__all__ = [
    "ENOUGH",
    "MATCHED",
    "Filed",
    "actor_key",
    "bands_of",
    "compare",
    "fields_of",
    "gather",
    "is_copy",
    "is_unnamed",
    "keys_of",
    "sketch",
    "sought_keys",
    "suggest_matches",
    "time_clash",
]
