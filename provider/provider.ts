// These come first, since they take effect on what is imported after them.
import "./plugin/compile-cache";
import "./plugin/light-zod";

import { z } from "zod";

import { dynamicProvider, type DynamicProvider } from "./dynamic/dynamic-provider";
import { definitionOf } from "./kinds";

/**
 * The implementation of a kind. The code in a resource's state calls this in Pulumi's plugin process, so this function and its
 * name are a permanent contract.
 */
export function get(kind: string): DynamicProvider {
  const definition = definitionOf(kind);
  if (definition === undefined) {
    throw new Error(
      `pulumi-scp has no resource kind ${JSON.stringify(kind)}: the state may have been written by a newer version; update the package`,
    );
  }
  return dynamicProvider(definition, z);
}
