"""Drawings made on the server as SVG.

Invariant: positions are attributes, never styles, so that the strictest policy lets them through; every drawing has a name in words.
"""
