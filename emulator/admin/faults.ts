import { z } from "zod";
import { noContent, ok } from "../reply";
import { AdminError, decodeAdminBody, type AdminCall } from "./call";

const statusFault = z.strictObject({
  status: z.int().min(200).max(599),
  body: z.unknown().optional(),
  headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~\w-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/)).optional(),
});
const delayFault = z.strictObject({ delayMs: z.int().min(0).max(600_000) });
const dropFault = z.strictObject({ drop: z.enum(["before", "after"]) });
const truncateFault = z.strictObject({ truncate: z.int().min(0) });

/**
 * One schema per kind of fault, by the field that only this kind has. So a message says what is wrong with that kind of
 * fault.
 */
const kinds = { status: statusFault, delayMs: delayFault, drop: dropFault, truncate: truncateFault };

const fault = z.looseObject({}).transform((value, context) => {
  const [kind, ...others] = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((name) => name in value);
  if (kind === undefined || others.length > 0) {
    context.addIssue({ code: "custom", message: "must have one of status, delayMs, drop and truncate" });
    return z.NEVER;
  }
  const result = kinds[kind].safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

const pathPattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be a regular expression" });
    return z.NEVER;
  }
});

const faultRequest = z.strictObject({
  method: z
    .string()
    .regex(/^[A-Za-z]+$/)
    .transform((text) => text.toUpperCase())
    .optional(),
  path: pathPattern.optional(),
  skip: z.int().min(0).default(0),
  times: z.int().min(0).default(1),
  every: z.int().min(1).optional(),
  perSecond: z.int().min(1).max(10_000).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().default(1),
  fault,
});

/** The most faults at one time: each of them is looked at for each request. */
const maxFaults = 1000;

export const addFault: AdminCall = ({ context: { faults }, body }) => {
  const rule = decodeAdminBody(faultRequest, body);
  if (faults.size >= maxFaults) throw new AdminError(400, `body: there are ${maxFaults} faults already`);
  return ok({ id: faults.add(rule) });
};

export const listFaults: AdminCall = ({ context }) => ok({ faults: context.faults.list() });

export const removeFault: AdminCall = ({ context, params }) => {
  const { id = "" } = params;
  if (!context.faults.remove(id)) throw new AdminError(404, `id: there is no fault ${id}`);
  return noContent;
};

export const removeFaults: AdminCall = ({ context }) => {
  context.faults.clear();
  return noContent;
};
