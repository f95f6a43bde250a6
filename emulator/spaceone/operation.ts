import type { EmulatorContext } from "../context";
import { authenticate } from "./authentication";
import { authorize, type Access } from "./authorization";
import { tenancyOf, type Caller, type Tenancy } from "./caller";
import { requiredParameter } from "./errors";
import type { Empties } from "./wire/field";
import type { Decoded, Fields, Message } from "./wire/message";

/** A call that the gateway has routed. */
export interface Call {
  readonly context: EmulatorContext;
  /** The token of the header Authorization; undefined without one. */
  readonly token: string | undefined;
  /** The time of the call, by the emulator's clock: one time for all changes that it makes. */
  readonly now: number;
  readonly body: object;
}

/** Answers a call with a body. */
export type Operation = (call: Call) => unknown;

/** A call as an operation gets it: decoded, from a known caller who may make it. */
export interface ServiceRequest<Params> {
  readonly context: EmulatorContext;
  readonly caller: Caller;
  readonly now: number;
  readonly params: Params & Tenancy;
}

export interface Definition<Request extends Fields, Reply> {
  readonly request: Message<Request>;
  readonly reply: { encode(reply: Reply, empties: Empties): unknown };
  readonly access: Access;
  readonly perform: (request: ServiceRequest<Decoded<Request>>) => Reply;
}

/** The body is read by the gateway, before the service looks at the token. */
export function defineOperation<Request extends Fields, Reply>(definition: Definition<Request, Reply>): Operation {
  const { request, reply, access, perform } = definition;
  return ({ context, token, now, body }) => {
    const sent = request.read(body);
    const caller = authenticate(context.store, token, now);
    authorize(caller, access, sent);
    const params = { ...sent, ...tenancyOf(caller) };
    return reply.encode(perform({ context, caller, now, params }), context.world.current.emptyFields);
  };
}

/** Refuses a call in which one of these parameters is missing, and names the first of them. */
export function requireParameters<Params extends object, Name extends keyof Params & string>(
  params: Params,
  ...names: readonly Name[]
): asserts params is Params & { readonly [N in Name]-?: NonNullable<Params[N]> } {
  const missing = names.find((name) => params[name] === undefined);
  if (missing !== undefined) throw requiredParameter(missing);
}
