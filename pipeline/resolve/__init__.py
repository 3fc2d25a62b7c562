"""Which document is meant: canonical ids, jurisdictions, resolutions of citations, consensus of mentions, look-ups."""
