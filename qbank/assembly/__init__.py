"""Papers and the year: which items stand where and when; takes items as arguments, knows no bank and no disk."""
