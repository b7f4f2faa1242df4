"""The face of a page: captions, credits, datelines, headings and furniture.

Invariant: blocks do not overlap.
"""
