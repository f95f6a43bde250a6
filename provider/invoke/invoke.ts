import { Call } from "../calls/call";
import type { Environment } from "../calls/environment";
import { CallError } from "../calls/errors";
import { newEnvironment } from "../calls/new-environment";
import { stringsIn } from "../clients/http/redaction";
import { Listing } from "../clients/listing";
import type { Checked, FunctionBasis, FunctionDefinition, ListDefinition } from "../functions/definitions/definition";
import { checkArguments } from "./check-arguments";

// What a program loads when it calls a function for the first time.

/** How long a function may take, in milliseconds. */
const timeoutMs = 5 * 60_000;

/** Who calls a function, and with what. */
export interface Invocation {
  /** The settings of the stack or of an explicit provider. */
  readonly settings: Readonly<Record<string, string>>;
  readonly args: object;
  /** Names of the arguments that the program marks as secret. */
  readonly secretArgs?: readonly string[];
}

/** A run of a program; nothing, where Pulumi runs none. One process may have several, each with variables and files of its own. */
type Run = object | undefined;

/** Adds to a failure where the program calls the function. */
type Located = <T>(work: Promise<T>) => Promise<T>;

const environments = new WeakMap<object, Map<string, Environment>>();
const noRun = {};

/** Calls of one run with the same settings share what they learn. */
function environmentOf(settings: Invocation["settings"], run: Run = noRun): Environment {
  const ofRun = environments.get(run) ?? new Map<string, Environment>();
  const key = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const known = ofRun.get(key) ?? newEnvironment({ get: (name) => settings[name] });
  environments.set(run, ofRun.set(key, known));
  return known;
}

/** Checks the arguments of a call, and nothing else. */
export function check(definition: FunctionBasis, { args }: Pick<Invocation, "args">): void {
  checkArguments(definition, args);
}

/** Runs a function. */
export async function invoke<Args extends object, Result>(
  definition: FunctionDefinition<Args, Result>,
  invocation: Invocation,
  run: Run,
): Promise<Result> {
  const { call, args } = begin<Args>(definition, invocation, run);
  return guarded(call, () => definition.run(call, args));
}

/** The list that a function gives. Its arguments are checked, and requests are sent, when it is read. */
export function invokeList<Args extends object, Item>(
  definition: ListDefinition<Args, Item>,
  invocation: () => Promise<Invocation>,
  run: Run,
  located: Located,
): Listing<Item> {
  return new Listing(async function* () {
    const { call, args } = await located(invocation().then((known) => begin<Args>(definition, known, run)));
    const read = await located(guarded(call, () => Promise.resolve().then(() => definition.list(call, args).pages)));
    const pages = read()[Symbol.asyncIterator]();
    for (;;) {
      const page = await located(guarded(call, () => pages.next()));
      if (page.done === true) return;
      yield page.value;
    }
  });
}

function begin<Args>(
  definition: FunctionBasis,
  { settings, args: given, secretArgs = [] }: Invocation,
  run: Run,
): { readonly call: Call; readonly args: Checked<Args> } {
  const args = checkArguments(definition, given);
  const { name, cloud, verb, noun, args: rules } = definition;
  const isHidden = ([argument]: readonly [string, unknown]): boolean =>
    secretArgs.includes(argument) || rules[argument]?.secret === true;
  const hidden = Object.entries(args)
    .filter(isHidden)
    .flatMap(([argument, value]) =>
      textsOf(value).flatMap((text) => [text, ...(rules[argument]?.secretForms?.(text) ?? [])]),
    );
  const environment = environmentOf(settings, run);
  const call = new Call({ environment, cloud, verb, noun, subject: name, timeoutMs, secrets: () => hidden });
  return { call, args: args as Checked<Args> };
}

/** Bytes are hidden as the text that they may be, and as they are sent. */
function textsOf(value: unknown): readonly string[] {
  if (!(value instanceof Uint8Array)) return stringsIn(value);
  const buffer = Buffer.from(value);
  return [...stringsIn(buffer.toString("utf8")), buffer.toString("base64")];
}

async function guarded<T>(call: Call, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CallError(call.redacted(call.named(call.reasonOf(error))));
  }
}
