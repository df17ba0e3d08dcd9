"""What does this text say? Text or DOM in, structure out: pure functions without input or output."""
