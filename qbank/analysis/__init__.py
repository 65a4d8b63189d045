"""Statistics on what editors and candidates did: pure functions of numbers and names, no bank and no files."""
