"""The store: one SQLite file that holds records, what their citations mean, the edges between documents, and their words."""
