"""Counts of people harmed or moved.

Invariant: a count keeps the quantifier its words give it.
"""
