import { z } from "zod";

import * as program from "./index";
import type { Definition } from "./lifecycle/definition";
import { dynamicProvider, type DynamicProvider } from "./dynamic/dynamic-provider";

/**
 * What the code in a resource's state loads: the implementation of a kind, in Pulumi's plugin process. This function and
 * its name are a permanent contract.
 */
export function get(kind: string): DynamicProvider {
  const definition = definitions().get(kind);
  if (definition === undefined) {
    throw new Error(
      `pulumi-scp has no resource kind ${JSON.stringify(kind)}: the state may have been written by a newer version; update the package`,
    );
  }
  return dynamicProvider(definition, z);
}

/** Every exported class that was made from a definition. */
function definitions(): Map<string, Definition<object, object>> {
  const found = new Map<string, Definition<object, object>>();
  for (const exported of Object.values(program) as readonly { definition?: Definition<object, object> }[]) {
    if (exported.definition !== undefined) found.set(exported.definition.kind, exported.definition);
  }
  return found;
}
