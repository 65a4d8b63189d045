"""H5P question sets."""
