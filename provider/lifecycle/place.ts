import type { ConnectionPlace } from "../clients/connection";
import type { Identity } from "./identity";
import { LifecycleError } from "./errors";
import { lastSettings } from "./explain";
import type { OperationRun } from "./operation-run";
import { present, type Place } from "./state";

/** What it takes to know where a kind's objects are and what they are called. */
export type Placed = Pick<OperationRun, "definition" | "environment" | "behaviour"> &
  Partial<Pick<OperationRun, "verb">>;

/** The place to remember for an object that was just made or seen with the current credential. */
export function placeOf(run: Placed, identity: Identity | undefined): Place {
  const current = run.environment.connection.place(run.definition.cloud);
  return present({
    environment: current.environment,
    region: identity?.region ?? current.region,
    account: identity?.account ?? current.account,
    domain: identity?.domain ?? current.domain,
    workspace: identity?.workspace ?? current.workspace,
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
  for (const part of parts) refuseOther(run, part, remembered[part], current[part]);
  const isSame = remembered.credential === current.credential;
  return run.definition.cloud === "scp" ? isSame : seesAll(run) && (isSame || isSameTenant(remembered, current));
}

/** Members see their own projects only, and which ones these are may change: what they do not find may be there (SPO 1). */
function seesAll({ environment }: Placed): boolean {
  return ["DOMAIN_ADMIN", "WORKSPACE_OWNER"].includes(environment.connection.spaceoneRole() ?? "");
}

/** A token that is taken proves its tenant. */
function isSameTenant(remembered: Place, { domain, workspace }: ConnectionPlace): boolean {
  return domain !== undefined && remembered.domain === domain && remembered.workspace === workspace;
}

/** Refuses an object that an answer shows in another account or tenant than state remembers. */
export function refuseOtherAccount(run: Placed, remembered: Place | undefined, shown: Identity): void {
  for (const part of ["account", "domain", "workspace"] as const) {
    refuseOther(run, part, remembered?.[part], shown[part]);
  }
}

/** Why something that is not found may be there all the same. */
function doubtOf(run: Placed): string {
  return run.definition.cloud === "spaceone" && !seesAll(run)
    ? "the token's role does not see everything of its tenant"
    : "the credentials are not those that state remembers";
}

/** The way out of an uncertain account, for messages. */
export function uncertainAccount(run: Placed): LifecycleError {
  const { behaviour, definition } = run;
  const remedy = {
    scp: "in another account: use the former credentials, or set scp:accountId to the account of this stack",
    spaceone:
      "out of the token's sight: use the former token, or one of an app that owns the workspace; where you know that it is " +
      "gone, `pulumi state delete` forgets it",
  }[definition.cloud];
  return new LifecycleError(
    `the service does not find this ${behaviour.noun}, but ${doubtOf(run)}, so it may be ${remedy}${fromLastUp(run)}`,
  );
}

function fromLastUp({ verb }: Placed): string {
  const said = lastSettings(verb);
  return said === undefined ? "" : `. ${said}`;
}

const parts = ["environment", "region", "account", "domain", "workspace"] as const;
type Part = (typeof parts)[number];

const wayOut: Readonly<Record<Part, string>> = {
  environment: "set scp:environment to it, or give the resource a ScpProvider for that environment",
  region: "set scp:region to it, or give the resource a ScpProvider for that region",
  account: "use that account's credentials, or give the resource a ScpProvider for that account",
  domain: "use a token of that domain, or give the resource a ScpProvider with one",
  workspace: "use a token of that workspace, or give the resource a ScpProvider with one",
};

function refuseOther(run: Placed, what: Part, remembered: string | undefined, current: string | undefined): void {
  if (remembered === undefined || current === undefined || remembered === current) return;
  const { cloud } = run.definition;
  const remedy = cloud === "spaceone" && what === "environment" ? "set spaceone:endpoint to it" : wayOut[what];
  throw new LifecycleError(
    `this ${run.behaviour.noun} is in ${what} ${remembered}, but the stack points to ${current}: ${remedy}; ` +
      `to leave it where it is and forget it here, use \`pulumi state delete\`${fromLastUp(run)}`,
  );
}
