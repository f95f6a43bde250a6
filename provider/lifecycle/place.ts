import type { Identity } from "./behaviour";
import { LifecycleError } from "./errors";
import type { OperationRun } from "./operation-run";
import { present, type Place } from "./state";

/** What it takes to know where a kind's objects are and what they are called. */
export type Placed = Pick<OperationRun, "definition" | "environment" | "behaviour">;

/** The place to remember for an object that was just made or seen with the current credential. */
export function placeOf(run: Placed, identity: Identity | undefined): Place {
  const current = run.environment.connection.place(run.definition.cloud);
  return present({
    environment: current.environment,
    region: identity?.region ?? current.region,
    account: identity?.account ?? current.account,
    credential: current.credential,
  });
}

/**
 * Refuses to touch an object of another environment, region or account. Answers whether the account is certain: a
 * "not found" proves that an object is gone only for the account that it was in.
 */
export function isAccountCertain(run: Placed, remembered: Place | undefined): boolean {
  const current = run.environment.connection.place(run.definition.cloud);
  if (remembered === undefined) return false;
  refuseOther(run, "environment", remembered.environment, current.environment);
  refuseOther(run, "region", remembered.region, current.region);
  refuseOther(run, "account", remembered.account, current.account);
  return remembered.credential === current.credential;
}

/** Refuses an object that an answer shows in another account than state remembers. */
export function refuseOtherAccount(run: Placed, remembered: Place | undefined, account: string | undefined): void {
  refuseOther(run, "account", remembered?.account, account);
}

/** The way out of an uncertain account, for messages. */
export function uncertainAccount(run: Placed): LifecycleError {
  return new LifecycleError(
    `the service does not find this ${run.behaviour.noun}, but the credentials are not those that state remembers, ` +
      "so it may be in another account: use the former credentials, or set scp:accountId to the account of this stack",
  );
}

const wayOut: Readonly<Record<"environment" | "region" | "account", string>> = {
  environment: "set scp:environment to it",
  region: "set scp:region to it, or give the resource a ScpProvider for that region",
  account: "use that account's credentials, or give the resource a ScpProvider for that account",
};

function refuseOther(
  run: Placed,
  what: "environment" | "region" | "account",
  remembered: string | undefined,
  current: string | undefined,
): void {
  if (remembered === undefined || current === undefined || remembered === current) return;
  throw new LifecycleError(
    `this ${run.behaviour.noun} is in ${what} ${remembered}, but the stack points to ${current}: ${wayOut[what]}; ` +
      "to leave it where it is and forget it here, use `pulumi state delete`",
  );
}
