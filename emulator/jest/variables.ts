import { variablesOf } from "../exports";
import { runningEmulator } from "./running";

// For `setupFiles`: programs that a test file runs, and commands that it starts, use the emulator of its process.
Object.assign(process.env, variablesOf(runningEmulator()));
