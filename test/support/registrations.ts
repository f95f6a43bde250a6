import { afterEach, beforeEach } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

/** A resource as a program has registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provider: string | undefined;
}

/** Outputs of a resource besides its inputs, by its kind. */
type Outputs = (resource: Registered) => object;

/** Runs the tests of a file as parts of a program, and remembers what each of them registers. */
export class Registrations {
  readonly all: Registered[] = [];

  constructor(private readonly outputs: Outputs) {}

  /** Begins a program anew. In a preview the ids of resources are unknown. */
  async start(isPreview = false): Promise<void> {
    this.all.length = 0;
    const newResource = (given: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult => {
      const inputs = plain(given.inputs as unknown) as Registered["inputs"];
      const resource = { type: given.type, name: given.name, inputs, provider: given.provider };
      this.all.push(resource);
      return {
        id: isPreview ? undefined : `id-of-${given.name}`,
        state: { ...(given.inputs as object), ...this.outputs(resource) },
      };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "shop", "dev", isPreview);
  }

  /** The inputs of a kind's resource of this name, without the hidden ones; fails if there is none. */
  inputsOf(kind: string, name: string): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.find(kind, name).inputs).filter(([key]) => !key.startsWith("__")));
  }

  private find(kind: string, name: string): Registered {
    const found = this.all.find((resource) => resource.type.endsWith(`:${kind}`) && resource.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name} is registered`);
    return found;
  }

  /** What the hidden input of a kind's resource of this name says of it. */
  metaOf(kind: string, name: string): Readonly<Record<string, unknown>> {
    return this.find(kind, name).inputs["__meta"] as Readonly<Record<string, unknown>>;
  }

  /** Kinds and names: "KmsKey orders-key". */
  get names(): readonly string[] {
    return this.all.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`).sort();
  }
}

/** What a file's tests register. */
export function useRegistrations(outputs: Outputs = () => ({})): Registrations {
  const registrations = new Registrations(outputs);
  beforeEach(() => registrations.start());
  afterEach(settled);
  return registrations;
}

/** Waits until all that the program has constructed is registered. */
export function settled(): Promise<void> {
  return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

const secretSign = "1b47061264138c4ac30d75fd1eb44270";

/** Values without Pulumi's marks of secrets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { "4dabf18193072939515e22adb298388d": sign, value: inner } = value as Record<string, unknown>;
  if (sign === secretSign) return plain(inner);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
