import { Call } from "../../provider/calls/call";
import type { Environment } from "../../provider/calls/environment";
import type { KeyUser } from "../../provider/clients/scp/kms/key";
import { definitionOf } from "../../provider/kinds";
import { behaviourOf, type AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import type { Verb } from "../../provider/lifecycle/definition/context";
import type { Identity } from "../../provider/lifecycle/definition/identity";
import { isNotFound } from "../../provider/lifecycle/run/not-found";
import type { Item } from "../inventory/item";

/** How long one object may take, in milliseconds. */
const timeoutMs = 5 * 60_000;

/** An object whose name begins with the prefix. */
export class Candidate {
  private readonly behaviour: AnyBehaviour;
  private readonly cloud: Call["cloud"];

  constructor(
    private readonly environment: Environment,
    readonly item: Item,
  ) {
    const definition = definitionOf(item.kind);
    if (definition === undefined) throw new TypeError(`there is no kind ${item.kind}`);
    this.cloud = definition.cloud;
    this.behaviour = behaviourOf(definition);
  }

  /** What the service shows of it now; undefined where it is gone. Rejects with a message for the user. */
  read(): Promise<Identity | undefined> {
    return this.asked("read", async (call) => this.behaviour.identify(await this.behaviour.find(call, this.item.id)));
  }

  /** Deletes it, or schedules its deletion. Rejects with a message for the user. */
  async delete(): Promise<void> {
    // A test account is to be free again as soon as the services allow it.
    const inputs = "recoveryWindowInDays" in this.behaviour.inputs ? { recoveryWindowInDays: 7 } : {};
    await this.asked("delete", (call) => this.behaviour.remove(call, this.item.id, inputs, { atOnce: false }));
  }

  /** Until when a deletion waits that was just asked for; undefined where it does not wait, or nobody tells. */
  async deletionTime(): Promise<string | undefined> {
    if (this.behaviour.window === undefined) return undefined;
    const identity = await this.read().catch(() => undefined);
    return identity?.deleteAt;
  }

  /** The service's present time, in milliseconds since 1970. */
  now(): number {
    return this.environment.connection.serviceTime(this.cloud, this.environment.now());
  }

  /** What uses a key, as its service says. Rejects with a message for the user. */
  async users(): Promise<readonly KeyUser[]> {
    return (await this.asked("read", (call) => call.scp.kms.listUsers(this.item.id))) ?? [];
  }

  private async asked<T>(verb: Verb, ask: (call: Call) => Promise<T>): Promise<T | undefined> {
    const { environment, cloud, behaviour, item } = this;
    const subject = `${item.kind} ${item.name}`;
    const call = new Call({ environment, cloud, verb, noun: behaviour.noun, subject, timeoutMs });
    try {
      return await ask(call);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw new SweepError(call.redacted(call.reasonOf(error)));
    }
  }
}

/** Something could not be read or deleted. The message is for the user. */
export class SweepError extends Error {
  override readonly name = "SweepError";
}
