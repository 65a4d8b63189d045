"""From a file to ranked sentences."""
