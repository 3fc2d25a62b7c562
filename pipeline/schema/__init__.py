"""The shipped JSON Schema of the record, as a file that other programs can take."""
