"""The engine: dated rules as a graph, run and explained one household at a time, or many in bulk.

It knows no law. The law stands in `rulebook/law`, the figures in `rulebook/parameters`.
"""
