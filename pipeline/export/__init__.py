"""Records out: one module a format. All take finished records; none reads a document."""
