import type { Call } from "../../provider/calls/call";
import { ApiError, ConnectError, GatewayError } from "../../provider/clients/http/errors";
import { ProxyError } from "../../provider/clients/http/proxy";
import type { Cloud } from "../../provider/settings/table";

/** Why a service could not be asked, and what the user can do. */
export interface Failure {
  readonly message: string;
  readonly remedy: string;
  /** Whether the service, or a gateway in front of it, has answered at all. */
  readonly hasAnswered: boolean;
}

const credentials: Readonly<Record<Cloud, string>> = {
  scp: "check that scp:accessKey and scp:secretKey are a pair, and that the key is active, or make a new one in the console",
  spaceone: "make a new client secret for the app in SpaceONE's console, and set spaceone:token to it",
};

const place: Readonly<Record<Cloud, string>> = {
  scp: "check scp:environment, scp:region and scp:endpoint, the name of the host, and the network",
  spaceone: "check spaceone:endpoint, the name of the host, and the network",
};

export function failureOf(call: Call, service: string, error: unknown): Failure {
  return {
    message: call.redacted(call.reasonOf(error)),
    remedy: remedyFor(call.cloud, service, error),
    hasAnswered: error instanceof ApiError || error instanceof GatewayError,
  };
}

function remedyFor(cloud: Cloud, service: string, error: unknown): string {
  const enable = `enable ${service} for the account in the console, or leave it out with --service if nothing needs it`;
  if (error instanceof ConnectError) return error.cause instanceof ProxyError ? proxyRemedy() : place[cloud];
  if (error instanceof ApiError && error.status === 401) return credentials[cloud];
  if (error instanceof GatewayError && error.status < 500) return enable;
  if (error instanceof ApiError && error.status === 403) {
    return `give the key's or the token's user the right to list what ${service} has`;
  }
  return `correct what the message names; if that is right, ${enable}`;
}

/** The variables that name a proxy, in the order in which they count. */
const proxyVariables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];

/** The variable that names a proxy for most requests; undefined where there is none. */
export function proxyVariable(): string | undefined {
  return proxyVariables.find((name) => (process.env[name] ?? "") !== "");
}

function proxyRemedy(): string {
  return (
    `have the proxy that ${proxyVariable() ?? "HTTPS_PROXY"} names let the host through, correct that variable, or name the ` +
    "host in NO_PROXY to go round the proxy"
  );
}
