/** The region that this emulator stands for. */
export const region = "kr-west1";
