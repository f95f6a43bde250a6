import * as pulumi from "@pulumi/pulumi";

import { checkComponent } from "./component-check";
import { componentType, type ComponentKind } from "./component-kind";

/** A component of this package. What its arguments have wrong is said before it or any child is registered. */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    kind: ComponentKind,
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
  ) {
    try {
      checkComponent(kind, name, args);
    } catch (error) {
      if (error instanceof Error) Error.captureStackTrace(error, new.target);
      throw error;
    }
    super(componentType(kind), name, {}, options);
  }
}
