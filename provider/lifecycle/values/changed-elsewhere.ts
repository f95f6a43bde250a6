/**
 * Stands in inputs and state instead of a write-only value that somebody else has changed. It shows as drift, and no step
 * ever writes it.
 */
export const changedElsewhere = "[changed outside of this program]";
