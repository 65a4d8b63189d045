"""From a document to gated, ordered drafts. Knows facts and item types, not the bank."""
