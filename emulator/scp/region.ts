/** The only region that the emulator has. */
export const region = "kr-west1";
