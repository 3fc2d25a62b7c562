"""Căn Cứ: citations, dates, anniversaries, movements and sections of Vietnamese official documents."""
