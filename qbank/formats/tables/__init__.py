"""Excel tables by layouts that are data."""
