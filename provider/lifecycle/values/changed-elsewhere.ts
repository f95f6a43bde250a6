/**
 * Stands in inputs and state for a value that can never be read and that somebody else has changed. It shows as drift, and
 * no step ever writes it.
 */
export const changedElsewhere = "[changed outside of this program]";
