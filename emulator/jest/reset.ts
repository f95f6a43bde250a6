import { emulator } from "./index";

/** jest's own, which test files find without an import. */
declare const beforeEach: (work: () => Promise<void>) => void;

// For `setupFilesAfterEnv`: each test begins with an empty account.
beforeEach(() => emulator.reset());
