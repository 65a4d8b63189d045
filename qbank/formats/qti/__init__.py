"""QTI packages."""
