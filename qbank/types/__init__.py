"""One file, one item type; importing this package registers them all, in this order."""
