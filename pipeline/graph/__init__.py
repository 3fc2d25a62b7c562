"""From records to a graph, and the questions it answers: derivation, uptake, rank, history. Knows no file format, no database."""
