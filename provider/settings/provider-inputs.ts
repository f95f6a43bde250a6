// Inputs of an explicit provider that are no settings. They are in users' states.

/** "true" for an explicit provider: its process must not look anywhere else. */
export const explicitInput = "scp:explicit";

/** Keys of the settings that a provider with a profile took from the stack's configuration, with commas between. */
export const inheritedInput = "scp:inherited";
