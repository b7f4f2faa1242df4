"""Actors, what stands for them, and the objects they use.

Invariant: a mention keeps its words; what it stands for is its value.
"""
