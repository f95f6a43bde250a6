import { createRequire } from "node:module";

import { beforeAll, expect, test } from "@jest/globals";

import { loader } from "../../../provider/program/loader";
import { passDetails } from "../../../provider/dynamic/request-details";

type Message = Readonly<Record<string, (value?: unknown) => unknown>>;

const load = createRequire(__filename);
const protocol = "@pulumi/pulumi/proto/provider_pb.js";
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): unknown };
};
const messages = load(protocol) as Readonly<Record<string, new () => Message>>;

/** What Pulumi's plugin process makes of the properties of a request, in which other fields are set as well. */
function propertiesOf(kind: string, properties: object, fields: Readonly<Record<string, unknown>> = {}): unknown {
  const Request = messages[kind];
  if (Request === undefined) throw new Error(`there is no ${kind}`);
  const request = new Request();
  const name = ["UpdateRequest", "DiffRequest"].includes(kind) ? "News" : "Properties";
  for (const [field, value] of Object.entries(fields)) request[`set${field}`]?.(value);
  request[`set${name}`]?.(Struct.fromJavaScript(properties));
  return (request[`get${name}`]?.() as { toJavaScript(): unknown }).toJavaScript();
}

const ours = { name: "one", __provider: loader("KmsKey") };

beforeAll(() => {
  passDetails({ filename: "/else/where.js", require: load } as unknown as NodeJS.Module);
  expect(propertiesOf("CreateRequest", ours, { Timeout: 60 })).toEqual(ours);
  const main = { filename: "/pulumi/cmd/dynamic-provider/index.js", require: (): unknown => load(protocol) };
  passDetails(main as unknown as NodeJS.Module);
});

test.each(["CreateRequest", "ReadRequest", "UpdateRequest", "DeleteRequest"])(
  "%s has its timeout among its properties",
  (kind) => {
    expect(propertiesOf(kind, ours, { Timeout: 90 })).toEqual({ ...ours, __request: { timeoutSeconds: 90 } });
    expect(propertiesOf(kind, ours, { Timeout: 0 })).toEqual(ours);
  },
);

test("a comparison has the paths of ignoreChanges, also where there are none", () => {
  expect(propertiesOf("DiffRequest", ours, { IgnorechangesList: ["description"] })).toEqual({
    ...ours,
    __request: { ignoreChanges: ["description"] },
  });
  expect(propertiesOf("DiffRequest", ours)).toEqual({ ...ours, __request: { ignoreChanges: [] } });
});

test("a read has the inputs that the engine has", () => {
  const Inputs = Struct.fromJavaScript({ ...ours, list: [{ a: 1 }] });
  expect(propertiesOf("ReadRequest", ours, { Inputs, Timeout: 90 })).toEqual({
    ...ours,
    __request: { timeoutSeconds: 90, inputs: { ...ours, list: [{ a: 1 }] } },
  });
});

test("a deletion has the resource as its program has declared it last", () => {
  const declared = { schema: 1, name: "renamed" };
  const OldInputs = Struct.fromJavaScript({ ...ours, __meta: declared });
  expect(propertiesOf("DeleteRequest", ours, { OldInputs })).toEqual({ ...ours, __request: { declared } });
});

test("other packages' resources are left as they are", () => {
  const theirs = { name: "one", __provider: "exports.handler = () => ({})" };
  expect(propertiesOf("CreateRequest", theirs, { Timeout: 90 })).toEqual(theirs);
});
