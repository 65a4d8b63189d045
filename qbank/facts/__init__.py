"""One file, one pattern; importing this package registers them all, in this order."""
