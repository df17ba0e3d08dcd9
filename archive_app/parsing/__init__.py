"""What does this text say? Text or DOM in, structure out: pure functions without input or output."""

PARSER_VERSION = 2
"""Raised with every release whose parsing gives other results; articles of an older one can be parsed anew."""
