"""Expressions of time, as intervals of days.

Invariant: no false day.
"""
