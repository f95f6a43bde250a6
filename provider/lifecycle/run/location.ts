import type { ConnectionPlace } from "../../clients/connection";
import type { Identity } from "../definition/identity";
import { CallError } from "../../calls/errors";
import type { ResourceRun } from "./resource-run";
import { present, type Location } from "../record/record";

/** What is needed to compare the location of an object with the one of the settings. */
export type Located = Pick<ResourceRun, "cloud" | "noun" | "environment"> & Partial<Pick<ResourceRun, "aboutSettings">>;

/** The location to remember for an object that was just made or seen with the current credential. */
export function locationOf(run: Located, identity: Identity | undefined): Location {
  const current = run.environment.connection.place(run.cloud);
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
 * Refuses to touch an object of another environment, region or account. Returns whether the credentials certainly belong to
 * the object's account: only then does "not found" mean deleted.
 */
export function isAccountCertain(run: Located, remembered: Location | undefined): boolean {
  const current = run.environment.connection.place(run.cloud);
  if (remembered === undefined) return false;
  for (const part of parts) refuseOther(run, part, remembered[part], current[part]);
  const isSame = remembered.credential === current.credential;
  return run.cloud === "scp" ? isSame : seesAll(run) && (isSame || isSameTenant(remembered, current));
}

/** Members see their own projects only, and these may change: an object that they do not find may exist (SPO 1). */
function seesAll({ environment }: Located): boolean {
  return ["DOMAIN_ADMIN", "WORKSPACE_OWNER"].includes(environment.connection.spaceoneRole() ?? "");
}

/** A token that the service accepts proves its tenant. */
function isSameTenant(remembered: Location, { domain, workspace }: ConnectionPlace): boolean {
  return domain !== undefined && remembered.domain === domain && remembered.workspace === workspace;
}

/** Refuses an object that a reply shows in another account or tenant than state remembers. */
export function refuseOtherAccount(run: Located, remembered: Location | undefined, shown: Identity): void {
  for (const part of ["account", "domain", "workspace"] as const) {
    refuseOther(run, part, remembered?.[part], shown[part]);
  }
}

/** Why an object that is not found may exist all the same. */
function whyUncertain(run: Located): string {
  return run.cloud === "spaceone" && !seesAll(run)
    ? "the token's role does not see everything of its tenant"
    : "the credentials are not those that state remembers";
}

/** The error if it is uncertain that the credentials belong to the object's account. */
export function uncertainAccount(run: Located): CallError {
  const remedy = {
    scp: "in another account: use the former credentials, or set scp:accountId to the account of this stack",
    spaceone:
      "not visible to this token: use the former token, or one of an app that owns the workspace; where you know that it is " +
      "gone, `pulumi state delete` forgets it",
  }[run.cloud];
  return new CallError(
    `the service does not find this ${run.noun}, but ${whyUncertain(run)}, so it may be ${remedy}${settingsHint(run)}`,
  );
}

function settingsHint({ aboutSettings }: Located): string {
  return aboutSettings === undefined ? "" : `. ${aboutSettings}`;
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

function refuseOther(run: Located, what: Part, remembered: string | undefined, current: string | undefined): void {
  if (remembered === undefined || current === undefined || remembered === current) return;
  const remedy = run.cloud === "spaceone" && what === "environment" ? "set spaceone:endpoint to it" : wayOut[what];
  throw new CallError(
    `this ${run.noun} is in ${what} ${remembered}, but the stack points to ${current}: ${remedy}; ` +
      `to leave it where it is and forget it here, use \`pulumi state delete\`${settingsHint(run)}`,
  );
}
