"""The nouns: frozen records without input or output. They import nothing of ours but each other."""
