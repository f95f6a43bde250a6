import * as program from "../../provider/index";
import type { Definition } from "../../provider/lifecycle/definition/definition";

/** The definitions behind the classes that the package exports, by the name of the kind. */
export const exportedKinds: ReadonlyMap<string, Definition<object, object>> = new Map(
  (Object.values(program) as readonly { definition?: Definition<object, object> }[])
    .map(({ definition }) => definition)
    .filter((definition) => definition !== undefined)
    .map((definition) => [definition.kind, definition]),
);
