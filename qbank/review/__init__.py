"""Review: shows items to the people who decide about them, and carries their decisions to the bank."""
