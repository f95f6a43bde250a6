import { Connection } from "../clients/connection";
import { settingsSource, type Configuration } from "../settings/reading/source";
import type { Environment } from "./environment";
import { requestLog, warn } from "./log";
import { SharedAnswers } from "./shared-answers";

/** Shared by all environments of the process. */
const warned = new Set<string>();

/** The world outside, with the settings of a stack or of an explicit provider. */
export function newEnvironment(configuration: Configuration): Environment {
  return {
    connection: new Connection(settingsSource(configuration, process.env), requestLog, warn),
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    warn,
    shared: new SharedAnswers(),
    warned,
  };
}
