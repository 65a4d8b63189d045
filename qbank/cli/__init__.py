"""The command line: a thin second client of the workbench."""
