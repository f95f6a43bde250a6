import { newEnvironment } from "../calls/new-environment";
import type { Definition } from "../lifecycle/definition/definition";
import type { Zod } from "../lifecycle/definition/input-rule";
import { behaviourOf } from "../lifecycle/definition/behaviour";
import { Lifecycle } from "../lifecycle/lifecycle";
import { ValueLifecycle, type Operable } from "../lifecycle/value-lifecycle";
import { YoungObjects } from "../lifecycle/command/young-objects";
import type { ResourceEnvironment } from "../lifecycle/run/resource-run";
import type { Configuration } from "../settings/reading/source";

/** Shared by all kinds in the process: a resource may refer to a new object of another kind. */
const young = new YoungObjects();

/** The life cycle of a kind in a plugin process, with the settings of a stack or of an explicit provider. */
export function newLifecycle(definition: Definition<object, object>, zod: Zod, configuration: Configuration): Operable {
  return lifecycleIn({ ...newEnvironment(configuration), young }, definition, zod);
}

/** The life cycle of a kind, with all that it is given from outside. */
export function lifecycleIn(
  environment: ResourceEnvironment,
  definition: Definition<object, object>,
  zod: Zod,
): Operable {
  const { value } = behaviourOf(definition);
  return value === undefined
    ? new Lifecycle(definition, zod, environment)
    : new ValueLifecycle(definition, zod, environment, value);
}
