import { loader } from "../../provider/program/loader";
import { secretNames, toInputs, toState, type Properties } from "../../provider/lifecycle/record/state-codec";
import type { Plan, PlannedResource } from "./plan";

/** How Pulumi's files mark a secret. */
const secretSignature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** What `pulumi import --file` takes: with inputs and outputs, a resource's state is taken as it is given (PUL 12). */
export function importFile({ resources }: Plan): object {
  return { resources: resources.map(entryOf) };
}

function entryOf({ existing, name }: PlannedResource): object {
  const { kind, id, definition, record } = existing;
  const code = { __provider: loader(kind) };
  // What is secret among the outputs is read again by the next refresh, and stands in no file.
  const outputs = Object.entries(record.outputs).filter(([output]) => definition.properties[output] !== "secret");
  const state = { ...record, outputs: Object.fromEntries(outputs) };
  return {
    type: `pulumi-nodejs:dynamic/${definition.cloud}:${kind}`,
    name,
    id,
    inputs: { ...marked(toInputs(state)), ...code },
    outputs: { ...marked(toState(state)), ...code },
  };
}

function marked(properties: Properties): Record<string, unknown> {
  const secrets = secretNames(properties);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      secrets.includes(name) ? { ...secretSignature, plaintext: JSON.stringify(value) } : value,
    ]),
  );
}
