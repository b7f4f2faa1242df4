"""Events: acts with type, source and target.

Invariant: a type comes from words of the report.
"""
