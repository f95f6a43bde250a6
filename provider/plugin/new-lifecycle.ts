import { SharedAnswers } from "../calls/shared-answers";
import { Connection } from "../clients/connection";
import type { Definition } from "../lifecycle/definition/definition";
import type { Zod } from "../lifecycle/definition/input-rule";
import { Lifecycle } from "../lifecycle/lifecycle";
import { YoungObjects } from "../lifecycle/command/young-objects";
import { settingsSource, type Configuration } from "../settings/reading/source";
import { requestLog, warn } from "./log";

/** Shared by all kinds in the process: a resource may refer to a new object of another kind. */
const young = new YoungObjects();
const warned = new Set<string>();

/** The life cycle of a kind in a plugin process, with the settings of a stack or of an explicit provider. */
export function newLifecycle(
  definition: Definition<object, object>,
  zod: Zod,
  configuration: Configuration,
): Lifecycle {
  const connection = new Connection(settingsSource(configuration, process.env), requestLog, warn);
  return new Lifecycle(definition, zod, {
    connection,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    warn,
    shared: new SharedAnswers(),
    young,
    warned,
  });
}
