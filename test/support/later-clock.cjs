// Puts forward the clock of a process of Node by as many milliseconds as TEST_CLOCK_OFFSET_MS says.
const { now } = Date;
const offset = Number(process.env.TEST_CLOCK_OFFSET_MS);
Date.now = () => now() + offset;
