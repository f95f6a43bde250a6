/**
 * Each request of the engine says how long the operation may take, also by a transform or an inherited option. Pulumi's
 * plugin process passes on the properties alone (PUL 3). This file adds the timeout to the properties, for this package's
 * resources only. If Pulumi's code is different one day, `customTimeouts` of the constructor still count.
 */

/** Hidden property of a request's properties: seconds that the operation may take. */
export const timeoutKey = "__timeout";

interface Struct {
  toJavaScript(...args: readonly unknown[]): Record<string, unknown>;
}

interface Request {
  getTimeout(): number;
}

type Getter = (this: Request) => Struct | undefined;

/** The methods by which the plugin process reads the properties of a request. */
const readers = { CreateRequest: "getProperties", UpdateRequest: "getNews", DeleteRequest: "getProperties" } as const;

let isDone = false;

/** Takes effect in Pulumi's plugin process only: its main file finds its own copy of the protocol. */
export function passTimeouts(main: NodeJS.Module | undefined = require.main): void {
  if (isDone || main?.filename.replaceAll("\\", "/").endsWith("/cmd/dynamic-provider/index.js") !== true) return;
  isDone = true;
  try {
    const protocol = main.require("../../proto/provider_pb.js") as Record<
      string,
      { prototype: Record<string, Getter> }
    >;
    for (const [name, reader] of Object.entries(readers)) {
      const prototype = protocol[name]?.prototype;
      const read = prototype?.[reader];
      if (prototype !== undefined && read !== undefined) prototype[reader] = withTimeout(read);
    }
  } catch {
    // Another version of Pulumi, in which the timeout cannot be read.
  }
}

function withTimeout(read: Getter): Getter {
  return function (this: Request) {
    const struct = read.call(this);
    const seconds = this.getTimeout();
    if (struct === undefined || !(seconds > 0)) return struct;
    const toJavaScript = struct.toJavaScript.bind(struct);
    struct.toJavaScript = (...args) => {
      const properties = toJavaScript(...args);
      return isOurs(properties) ? { ...properties, [timeoutKey]: seconds } : properties;
    };
    return struct;
  };
}

/** Other packages' resources are served by the same process. */
function isOurs({ __provider: code }: Record<string, unknown>): boolean {
  return typeof code === "string" && code.includes('("pulumi-scp/provider")');
}
