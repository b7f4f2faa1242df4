"""Sieges: which places are held under siege, by whom, since when and until when, and what is kept from them.

Invariant: a siege has a place or a besieger in the text, and one place gives one claim a report.
"""
