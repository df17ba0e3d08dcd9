"""The index's own format on NumPy memory maps, behind Whoosh's extension points; docs/index-format.md describes it.

Whoosh sees a Codec, a Storage, an Index, a writer and a Collector and can ask of them what it asks of its own. Only
this package knows how records lie in files; what the records mean is said by `search/schema.py`.
"""
