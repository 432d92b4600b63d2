"""Full text of the appeals: a Russian index beside the store, kept current with it, and the words that surge."""
