"""Agreements, their provisions and what breaks them.

Invariant: a provision or violation names its agreement.
"""
