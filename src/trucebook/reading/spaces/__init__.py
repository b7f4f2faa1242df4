"""Toponyms, and where they lie.

Invariant: a place nobody knows has no coordinates.
"""
