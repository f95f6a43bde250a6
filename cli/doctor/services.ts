import { Call } from "../../provider/calls/call";
import type { Environment } from "../../provider/calls/environment";
import { clocksAgree } from "../../provider/clients/http/clocks";
import { clockDistance } from "../../provider/clients/scp/clock-remedy";
import type { Cloud } from "../../provider/settings/table";
import type { Check } from "./check";
import { failureOf } from "./failure";
import type { Place, Probe } from "./probes";

/** How long one service may take, in milliseconds. */
const timeoutMs = 20_000;

/** What the services of a cloud have answered. */
export interface Answers {
  readonly checks: readonly Check[];
  /** Places of what they have shown. */
  readonly places: readonly Place[];
}

interface Answer {
  readonly check: Check;
  readonly places: readonly Place[];
  readonly hasAnswered: boolean;
}

/** Asks services of one cloud, all at once, and compares the clocks. */
export async function askServices(environment: Environment, asked: readonly Probe[]): Promise<Answers> {
  const answers = await Promise.all(asked.map((probe) => ask(environment, probe)));
  const cloud = answers.some(({ hasAnswered }) => hasAnswered) ? asked[0]?.cloud : undefined;
  return {
    checks: [...answers.map(({ check }) => check), ...(cloud === undefined ? [] : [clockOf(environment, cloud)])],
    places: answers.flatMap(({ places }) => places),
  };
}

async function ask(environment: Environment, { cloud, service, ask: send }: Probe): Promise<Answer> {
  const call = new Call({ environment, cloud, verb: "reach", noun: `service ${service}`, timeoutMs });
  const check = `service ${service}`;
  const started = performance.now();
  try {
    const places = await send(call);
    const ms = Math.round(performance.now() - started);
    return { check: { check, status: "ok", message: `answered in ${String(ms)} ms` }, places, hasAnswered: true };
  } catch (error) {
    const { message, remedy, hasAnswered } = failureOf(call, service, error);
    return { check: { check, status: "wrong", message, remedy }, places: [], hasAnswered };
  }
}

function clockOf({ connection, now }: Environment, cloud: Cloud): Check {
  const check = `clock of ${cloud}`;
  const localMs = now();
  const aheadMs = connection.serviceTime(cloud, localMs) - localMs;
  return clocksAgree(aheadMs, 0)
    ? { check, status: "ok", message: "this machine's clock and the service's agree" }
    : {
        check,
        status: "wrong",
        message: `this machine's clock is ${clockDistance(aheadMs)} the service's`,
        remedy: "set this machine's clock, best by a time service (NTP): signatures and dates depend on it",
      };
}
