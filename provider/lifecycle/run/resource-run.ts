import { Call } from "../../calls/call";
import type { Environment } from "../../calls/environment";
import { behaviourOf, type AnyBehaviour } from "../definition/behaviour";
import type { Claims } from "../command/claims";
import type { Context, Verb } from "../definition/context";
import type { Definition } from "../definition/definition";
import type { AnyInputs } from "../definition/input-rule";
import type { Desired, ProgramResource, ResourceRecord } from "../record/record";
import { secretsOf } from "./secrets";
import { timeoutOf } from "./timeouts";
import type { YoungObjects } from "../command/young-objects";

/** What all operations of a command share. */
export interface ResourceEnvironment extends Environment {
  readonly young: YoungObjects;
}

/** The operation that Pulumi asks for. */
export interface Operation {
  readonly verb: Verb;
  /** The resource, as the program declares it or as state remembers it. */
  readonly resource: ProgramResource | undefined;
  /** Inputs and records of the operation: no message shows their secrets. */
  readonly known: readonly (Desired | ResourceRecord)[];
  /** How long it may take, if the request itself says so. */
  readonly timeoutMs?: number | undefined;
}

/** What all operations of a kind share. */
export interface Kind {
  readonly definition: Definition<object, object>;
  readonly environment: ResourceEnvironment;
  readonly claims: Claims;
}

/** One operation on one resource. */
export class ResourceRun extends Call implements Context {
  declare readonly environment: ResourceEnvironment;
  declare readonly verb: Verb;
  readonly behaviour: AnyBehaviour;
  readonly resource: ProgramResource | undefined;
  readonly known: readonly (Desired | ResourceRecord)[];
  readonly lastOutputs: AnyInputs | undefined;
  readonly claims: Claims;

  constructor({ definition, environment, claims }: Kind, { verb, resource, known, timeoutMs }: Operation) {
    const behaviour = behaviourOf(definition);
    super({
      environment,
      timeoutMs: timeoutMs ?? timeoutOf(verb, resource),
      cloud: definition.cloud,
      verb,
      noun: behaviour.noun,
      moreTime: "allow more time with the option customTimeouts",
      aboutSettings: lastSettings(verb),
      subject: `${definition.kind} ${resource?.name ?? ""}`.trim(),
      secrets: () => known.flatMap((one) => secretsOf(definition, one)),
    });
    this.behaviour = behaviour;
    this.resource = resource;
    this.known = known;
    this.lastOutputs = known.find(isRecord)?.outputs;
    this.claims = claims;
  }
}

function isRecord(known: Desired | ResourceRecord): known is ResourceRecord {
  return "outputs" in known;
}

/** For messages: where the settings come from, if not from the stack's present configuration (PUL 12). */
function lastSettings(verb: Verb): string | undefined {
  if (verb !== "read" && verb !== "delete") return undefined;
  return (
    "`pulumi refresh` and `pulumi destroy` use the settings of the last `pulumi up`, also of one that failed: after a " +
    "setting or a key was changed run `pulumi up` first, or add --run-program"
  );
}
