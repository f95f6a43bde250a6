import type { Cloud } from "../clients/connection";
import {
  ApiError,
  ConnectError,
  DeadlineError,
  GatewayError,
  RequestError,
  SettingsError,
} from "../clients/http/errors";
import { redact, stringsIn } from "../clients/http/redaction";
import type { Verb } from "./context";
import { LifecycleError, PartialFailure } from "./errors";
import { withoutLargeValues } from "./large-values";
import type { OperationRun } from "./operation-run";
import type { Inputs } from "./state";
import { hasUnknown } from "./unknown";

/** Turns anything that was thrown into a message: what failed, what the service said, what the user can do. */
export function explain(run: OperationRun, error: unknown, advice?: string): Error {
  const more = advice === undefined ? "" : `. ${advice}`;
  const message = redacted(run, `${run.subject}: ${sentence(run, error)}${more}`);
  if (error instanceof PartialFailure) return new PartialFailure(error.id, withoutLargeValues(error.state), message);
  return new LifecycleError(message);
}

/** The reason of a failure without the resource's name in front. */
export function sentence(run: OperationRun, error: unknown): string {
  if (error instanceof LifecycleError || error instanceof PartialFailure || error instanceof SettingsError) {
    return error.message;
  }
  const what = `cannot ${run.verb} the ${run.behaviour.noun}`;
  if (!(error instanceof RequestError)) return `${what}: ${error instanceof Error ? error.message : String(error)}`;
  const { method, service, path } = error.request;
  const remedies = [
    remedyFor(error, run.definition.cloud),
    isAboutSettings(error) ? lastSettings(run.verb) : undefined,
  ];
  const said = remedies.filter((remedy) => remedy !== undefined);
  return `${what}: ${[`${method} ${service} ${path}: ${error.message}`, ...said].join(". ")}`;
}

function isAboutSettings(error: RequestError): boolean {
  if (error instanceof ConnectError) return true;
  return (error instanceof ApiError || error instanceof GatewayError) && [401, 403].includes(error.status);
}

/** Where an operation's settings come from, if not from the stack's configuration as it is now (PUL 12). */
export function lastSettings(verb: Verb | undefined): string | undefined {
  if (verb !== "read" && verb !== "delete") return undefined;
  return (
    "`pulumi refresh` and `pulumi destroy` use the settings of the last `pulumi up`, also of one that failed: after a " +
    "setting or a key was changed run `pulumi up` first, or add --run-program"
  );
}

function remedyFor(error: RequestError, cloud: Cloud): string | undefined {
  if (error.remedy !== undefined) return error.remedy;
  if (error instanceof DeadlineError) {
    return "Try again, or allow more time with the option customTimeouts";
  }
  if (error instanceof ConnectError) {
    return `Check ${words[cloud].place}, the network and the proxy settings`;
  }
  if (error instanceof GatewayError) return gatewayRemedy(error.status, cloud);
  if (error instanceof ApiError) return apiRemedy(error.status, cloud);
  return "Try again: what was done is found again";
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

/** Removes credentials and secret inputs. All that leaves the engine passes here. */
export function redacted(run: Redactable, message: string): string {
  return redact(message, [
    ...run.environment.connection.secrets(),
    ...run.values.flatMap((inputs) => secretsIn(run, inputs)),
  ]);
}

/** What it takes to hide the secrets of a message. */
export type Redactable = Pick<OperationRun, "definition" | "environment" | "behaviour" | "values">;

/** Secret are the inputs that are so by their kind, and those that the program marks. */
function secretsIn(run: Redactable, inputs: Inputs): string[] {
  const marked = inputs.__meta?.secrets ?? [];
  return Object.entries(run.definition.properties)
    .filter(([name, mark]) => mark === "secret" || marked.includes(name))
    .flatMap(([name]) => [...stringsIn(inputs[name]), ...jsonOf(inputs[name]), ...otherForms(run, name, inputs[name])]);
}

/** A secret of several parts is sent as one text. */
function jsonOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? [JSON.stringify(value)] : [];
}

function otherForms(run: Redactable, name: string, value: unknown): readonly string[] {
  const formsOf = run.behaviour.inputs[name]?.alsoSecret;
  return formsOf === undefined || value === undefined || hasUnknown(value) ? [] : formsOf(value);
}
