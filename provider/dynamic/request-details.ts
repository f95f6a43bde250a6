import { resourceKey } from "../lifecycle/record/state-codec";
import { pluginMain } from "./plugin-main";

/**
 * Each request of the engine says how long the operation may take and what it ignores, also where a transform or an inherited
 * option says so. Pulumi's plugin process passes on the properties alone (PUL 3). This file adds such details to the
 * properties, for this package's resources only. If Pulumi's code is different one day, the constructor's options still count.
 */
export interface RequestDetails {
  /** How long the operation may take. */
  readonly timeoutSeconds?: number;
  /** Paths of the option `ignoreChanges`. */
  readonly ignoreChanges?: readonly string[];
  /** The inputs that the engine has. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The resource as the program has declared it last. Its state has an older declaration as long as nothing is updated. */
  readonly declared?: unknown;
}

/** Hidden property of a request's properties. */
export const detailsKey = "__request";

interface Struct {
  toJavaScript(...args: readonly unknown[]): Record<string, unknown>;
  getFieldsMap?(): { get(name: string): { toJavaScript(): unknown } | undefined };
}

interface Request {
  getTimeout?(): number;
  getIgnorechangesList?(): readonly string[];
  getInputs?(): Struct | undefined;
  getOldInputs?(): Struct | undefined;
}

type Getter = (this: Request) => Struct | undefined;

/** The methods by which the plugin process reads the properties of a request, and what each request tells besides. */
const readers: Readonly<Record<string, readonly [reader: string, (request: Request) => RequestDetails]>> = {
  ReadRequest: ["getProperties", (request) => ({ ...timeoutOf(request), ...inputsOf(request) })],
  DiffRequest: ["getNews", (request) => ({ ignoreChanges: request.getIgnorechangesList?.() ?? [] })],
  CreateRequest: ["getProperties", timeoutOf],
  UpdateRequest: ["getNews", timeoutOf],
  DeleteRequest: ["getProperties", (request) => ({ ...timeoutOf(request), ...declaredIn(request) })],
};

function timeoutOf(request: Request): RequestDetails {
  const timeoutSeconds = request.getTimeout?.() ?? 0;
  return timeoutSeconds > 0 ? { timeoutSeconds } : {};
}

function inputsOf(request: Request): RequestDetails {
  const inputs = request.getInputs?.()?.toJavaScript();
  return inputs === undefined ? {} : { inputs };
}

function declaredIn(request: Request): RequestDetails {
  // One of many inputs, which may be large.
  const declared = request.getOldInputs?.()?.getFieldsMap?.().get(resourceKey)?.toJavaScript();
  return declared === undefined ? {} : { declared };
}

let isDone = false;

/** Takes effect in Pulumi's plugin process only: its main file finds its own copy of the protocol. */
export function passDetails(given?: NodeJS.Module): void {
  const main = pluginMain(given);
  if (isDone || main === undefined) return;
  isDone = true;
  try {
    const protocol = main.require("../../proto/provider_pb.js") as Record<
      string,
      { prototype: Record<string, Getter> }
    >;
    for (const [name, [reader, detailsOf]] of Object.entries(readers)) {
      const prototype = protocol[name]?.prototype;
      const read = prototype?.[reader];
      if (prototype !== undefined && read !== undefined) prototype[reader] = withDetails(read, detailsOf);
    }
  } catch {
    // Another version of Pulumi, in which the details cannot be read.
  }
}

function withDetails(read: Getter, detailsOf: (request: Request) => RequestDetails): Getter {
  return function (this: Request) {
    const struct = read.call(this);
    if (struct === undefined) return struct;
    const toJavaScript = struct.toJavaScript.bind(struct);
    struct.toJavaScript = (...args) => {
      const properties = toJavaScript(...args);
      const details = isOurs(properties) ? detailsOf(this) : {};
      return Object.keys(details).length === 0 ? properties : { ...properties, [detailsKey]: details };
    };
    return struct;
  };
}

/** Other packages' resources are served by the same process. */
function isOurs({ __provider: code }: Record<string, unknown>): boolean {
  return typeof code === "string" && code.includes('("pulumi-scp/provider")');
}
