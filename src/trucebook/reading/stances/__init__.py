"""Stances: who accepts, refuses, demands, doubts or guarantees an agreement.

Invariant: a position names an agreement claim of the same report and an actor of its text.
"""
