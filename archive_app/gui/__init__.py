"""What does a person see? Everything Qt: the window, its parts, and the threads that keep it free."""
