"""Structure: header, zones and sections of a document, read from its text alone."""
