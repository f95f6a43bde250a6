/**
 * The engine says how long an operation may take in each request, transforms and inherited options included, but Pulumi's
 * plugin process hands over the properties alone (PUL 3). Here a request's own timeout is put beside its properties, for
 * this package's resources only. Where Pulumi's code looks different one day, `customTimeouts` of the constructor count.
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

/** What the plugin process reads an operation's properties with. */
const readers = { CreateRequest: "getProperties", UpdateRequest: "getNews", DeleteRequest: "getProperties" } as const;

let isDone = false;

/** Runs in Pulumi's plugin process, whose main file knows its own copy of the protocol. */
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
    // Another version of Pulumi: then there is nothing to read it from.
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
