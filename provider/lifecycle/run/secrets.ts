import { stringsIn } from "../../clients/http/redaction";
import { behaviourOf } from "../definition/behaviour";
import type { Definition } from "../definition/definition";
import { valuesOf, type Desired, type ResourceRecord } from "../record/record";
import { hasUnknown } from "../values/unknown";

/** Texts that no message may show: values of secret inputs and outputs, and those that the program marks as secret. */
export function secretsOf(definition: Definition<object, object>, known: Desired | ResourceRecord): readonly string[] {
  const marked = known.resource?.secrets ?? [];
  const values = valuesOf(known);
  return Object.entries(definition.properties)
    .filter(([name, mark]) => mark === "secret" || marked.includes(name))
    .flatMap(([name]) => formsOf(definition, name, values[name]));
}

function formsOf(definition: Definition<object, object>, name: string, value: unknown): readonly string[] {
  const otherForms = behaviourOf(definition).inputs[name]?.alsoSecret;
  return [
    ...stringsIn(value),
    // A secret of several parts is sent as one text.
    ...(typeof value === "object" && value !== null ? [JSON.stringify(value)] : []),
    ...(otherForms === undefined || value === undefined || hasUnknown(value) ? [] : otherForms(value)),
  ];
}
