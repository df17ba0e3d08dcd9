"""What things are: frozen dataclasses without input or output, in the words of ARCHITECTURE.md's glossary."""
