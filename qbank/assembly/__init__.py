"""Papers: blueprints, choosing items for them, forms and plans; knows no bank and no disk."""
