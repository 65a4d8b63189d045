"""Question banks as running text, by layouts that are data."""
