import { SharedAnswers } from "../../provider/calls/shared-answers";
import type { AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import { Claims } from "../../provider/lifecycle/command/claims";
import { ResourceRun, type Operation, type ResourceEnvironment } from "../../provider/lifecycle/run/resource-run";
import { YoungObjects } from "../../provider/lifecycle/command/young-objects";
import { fakeConnection } from "./fake-connection";

/** A time of its own, which passes while something sleeps, and what was said to the user. */
export class FakeEnvironment implements ResourceEnvironment {
  readonly connection = fakeConnection();
  readonly shared = new SharedAnswers();
  readonly young = new YoungObjects();
  readonly warned = new Set<string>();
  readonly warnings: string[] = [];
  nowMs = 0;

  readonly now = (): number => this.nowMs;
  readonly random = (): number => 0.5;
  readonly warn = (message: string): void => void this.warnings.push(message);
  readonly sleep = (ms: number): Promise<void> => {
    this.nowMs += ms;
    return Promise.resolve();
  };
}

/** An operation on an object of a kind that behaves so. */
export function runOf(
  behaviour: Partial<AnyBehaviour>,
  environment: ResourceEnvironment,
  operation: Partial<Operation> = {},
): ResourceRun {
  const definition = { kind: "Box", cloud: "scp" as const, properties: {}, shows: {}, whole: {}, behaviour };
  return new ResourceRun(
    { definition, environment, claims: new Claims() },
    { verb: "update", resource: undefined, known: [], timeoutMs: 60_000, ...operation },
  );
}
