"""Who says what.

Invariant: a speaker is never made up.
"""
