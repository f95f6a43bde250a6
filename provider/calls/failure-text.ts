import type { Cloud } from "../clients/connection";
import { ApiError, ConnectError, DeadlineError, GatewayError, RequestError } from "../clients/http/errors";
import { SettingsError } from "../settings/errors";
import { CallError } from "./errors";

/** What failed. */
export interface Purpose {
  readonly cloud: Cloud;
  /** "create" */
  readonly verb: string;
  /** "KMS key" */
  readonly noun: string;
  /** How the user allows more time, as it ends "Try again, or ..."; absent where the time is fixed. */
  readonly moreTime?: string | undefined;
  /** A text to add to a failure that the settings may have caused. */
  readonly aboutSettings?: string | undefined;
}

/** The reason of a failure and its remedy: "cannot create the KMS key: POST kms /v1/kms: HTTP 403 ...". */
export function failureText(purpose: Purpose, error: unknown): string {
  if (error instanceof CallError || error instanceof SettingsError) return error.message;
  const what = `cannot ${purpose.verb} the ${purpose.noun}`;
  if (!(error instanceof RequestError)) return `${what}: ${error instanceof Error ? error.message : String(error)}`;
  const { method, service, path } = error.request;
  const remedies = [remedyFor(error, purpose), isAboutSettings(error) ? purpose.aboutSettings : undefined];
  const given = remedies.filter((remedy) => remedy !== undefined);
  return `${what}: ${[`${method} ${service} ${path}: ${error.message}`, ...given].join(". ")}`;
}

function isAboutSettings(error: RequestError): boolean {
  if (error instanceof ConnectError) return true;
  return (error instanceof ApiError || error instanceof GatewayError) && [401, 403].includes(error.status);
}

function remedyFor(error: RequestError, { cloud, moreTime }: Purpose): string | undefined {
  if (error.remedy !== undefined) return error.remedy;
  if (error instanceof DeadlineError) return moreTime === undefined ? "Try again later" : `Try again, or ${moreTime}`;
  if (error instanceof ConnectError) return `Check ${words[cloud].place}, the network and the proxy settings`;
  if (error instanceof GatewayError) return gatewayRemedy(error.status, cloud);
  if (error instanceof ApiError) return apiRemedy(error.status, cloud);
  return "Run the command again: it continues from what was already done";
}

/** What the settings of a cloud are called. */
const words: Readonly<Record<Cloud, { place: string; endpoint: string; credentials: string; forbidden: string }>> = {
  scp: {
    place: "scp:environment, scp:region or scp:endpoint",
    endpoint: "scp:endpoint",
    credentials: "scp:accessKey and scp:secretKey, and this machine's clock",
    forbidden: "The access key's user lacks the permission, or a quota is used up",
  },
  spaceone: {
    place: "spaceone:endpoint",
    endpoint: "spaceone:endpoint",
    credentials: "spaceone:token: it may have expired or been regenerated",
    forbidden: "The token's role does not allow it, its app is disabled, or its projects do not include this one",
  },
};

function gatewayRemedy(status: number, cloud: Cloud): string {
  const { place, endpoint } = words[cloud];
  if (status === 401 || status === 403) return "Check that the service is enabled for the account, and the credentials";
  if (status === 404) {
    return `The request did not reach the service: check ${place} and the credentials. Nothing was dropped from state`;
  }
  if (status >= 500 || status === 429) return "The service is not reachable at the moment: try again later";
  return `Something before the service refused the request: check ${endpoint} and the proxy settings`;
}

function apiRemedy(status: number, cloud: Cloud): string | undefined {
  if (status === 401) return `Check ${words[cloud].credentials}`;
  if (status === 403) return words[cloud].forbidden;
  if (status === 429) return "The service limits the number of requests: try again later or lower scp:maxConcurrency";
  if (status >= 500) return "The service failed: try again, and give its support the request id";
  return undefined;
}
