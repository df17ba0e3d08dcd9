"""What are these bytes? One file format a module, and the registry that chooses between them."""
