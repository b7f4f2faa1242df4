"""The text as grammar: words and sentences from the language model, clauses, and how each stands.

Invariant: no room above looks at the language model itself.
"""
