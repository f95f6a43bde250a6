import { newEnvironment } from "../calls/new-environment";
import type { Definition } from "../lifecycle/definition/definition";
import type { Zod } from "../lifecycle/definition/input-rule";
import { Lifecycle } from "../lifecycle/lifecycle";
import { YoungObjects } from "../lifecycle/command/young-objects";
import type { Configuration } from "../settings/reading/source";

/** Shared by all kinds in the process: a resource may refer to a new object of another kind. */
const young = new YoungObjects();

/** The life cycle of a kind in a plugin process, with the settings of a stack or of an explicit provider. */
export function newLifecycle(
  definition: Definition<object, object>,
  zod: Zod,
  configuration: Configuration,
): Lifecycle {
  return new Lifecycle(definition, zod, { ...newEnvironment(configuration), young });
}
