"""Whole jobs: one document through its stages, and corpora of them through a pool of workers."""
