import * as pulumi from "@pulumi/pulumi";

import { ConfigInspection, KmsKey, type InspectionSchedule } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { alarmsOf } from "./alarms";
import { filledIn } from "./filled-in";
import { securityBaseline, type SecurityBaselineInputs } from "./security-baseline-arguments";
import type { Alarm } from "./security-baseline-contract";

export type * from "./component-key-contract";
export type * from "./security-baseline-contract";

/**
 * What a team should have in an account, as one object: its keys, which rotate, the inspection of the account by a schedule, and
 * what is not as it should be, as {@link SecurityBaseline.alarms}. Arguments: {@link SecurityBaselineArgs}.
 *
 * Throws at construction for arguments that are wrong by themselves; the message names each of them.
 *
 * @example
 * ```ts
 * const baseline = new SecurityBaseline("orders", {
 *   keys: { data: {}, signing: { purpose: "ecdsa-p256" } },
 *   inspection: { accountId: config.require("accountId"), authKey: { id: config.require("authKeyId") } },
 *   tags: { team: "orders" },
 * });
 * export const signingKeyId = baseline.keys.signing.id;
 * export const alarms = baseline.alarms;
 * ```
 */
export class SecurityBaseline<Name extends string = "data"> extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(securityBaseline);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is SecurityBaseline<string> =>
    isComponent(value, securityBaseline);

  /** The keys, by the names of the argument `keys`. */
  readonly keys: Readonly<Record<Name, KmsKey>>;

  /** The inspection; absent without the argument `inspection`. */
  readonly inspection: ConfigInspection | undefined;

  /** Ids of the keys, by their names. */
  readonly keyIds: pulumi.Output<Record<Name, string>>;

  /** When the inspection runs; absent without one. */
  readonly schedule: pulumi.Output<InspectionSchedule | undefined>;

  /**
   * What is not as it should be. Of the inspection as of the last refresh, so that a job that
   * watches runs `pulumi up --refresh`; dates are compared with the time of this machine.
   */
  readonly alarms: pulumi.Output<Alarm[]>;

  constructor(name: string, args: SecurityBaselineInputs<Name> = {}, options?: pulumi.ComponentResourceOptions) {
    super(securityBaseline, name, args, options);
    const { keys = { data: {} }, inspection, thresholds = {}, tags } = args;
    const tagged = tags === undefined ? {} : { tags };
    this.keys = keysOf(this, name, keys, tagged);
    if (inspection !== undefined) this.inspection = inspectionOf(this, name, filledIn(tagged, inspection));
    this.keyIds = pulumi.output(mapped<KmsKey, pulumi.Output<string>>(this.keys, ({ id }) => id)) as this["keyIds"];
    this.schedule = pulumi.output(this.inspection?.schedule);
    this.alarms = watched(this).apply((seen) => alarmsOf(seen, thresholds, Date.now()));
    const { keyIds, schedule, alarms } = this;
    this.registerOutputs({ keyIds, schedule, alarms });
  }
}

type Keys = Readonly<Record<string, KmsKey>>;
type Tagged = Pick<SecurityBaselineInputs<string>, "tags">;

const keyDefaults = { purpose: "aes-256", rotation: { enabled: true }, refuseDeletionWhileUsed: true };

function keysOf(
  parent: pulumi.Resource,
  name: string,
  keys: NonNullable<SecurityBaselineInputs<string>["keys"]>,
  tagged: Tagged,
): Keys {
  return Object.fromEntries(
    Object.entries(keys).map(([key, inputs]) => [
      key,
      new KmsKey(`${name}-${key}`, filledIn({ ...keyDefaults, ...tagged }, inputs), { parent }),
    ]),
  );
}

/** The longest name that an inspection may have. */
const longestName = 25;

function inspectionOf(
  parent: pulumi.Resource,
  name: string,
  inputs: NonNullable<SecurityBaselineInputs<string>["inspection"]>,
): ConfigInspection {
  const { checkType = "BP" } = inputs;
  const defaults = {
    name: name.replaceAll(/[^\w-]/g, "-").slice(0, longestName),
    cspType: "SCP",
    plan: "STANDARD",
    checkType,
    schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: [checkType] },
  } as const;
  return new ConfigInspection(`${name}-inspection`, filledIn(defaults, inputs), { parent });
}

function watched({ keys, inspection }: { readonly keys: Keys; readonly inspection: ConfigInspection | undefined }) {
  const seenKeys = mapped(keys, ({ enabled, rotation }) => ({ enabled, rotation }));
  if (inspection === undefined) return pulumi.output({ keys: seenKeys });
  const { schedule, latestRun, authKeyExpiresAt, createdAt } = inspection;
  return pulumi.output({ keys: seenKeys, inspection: { schedule, latestRun, authKeyExpiresAt, createdAt } });
}

function mapped<From, To>(values: Readonly<Record<string, From>>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value)]));
}
