import { createRequire } from "node:module";

import { beforeAll, expect, test } from "@jest/globals";

import { loader } from "../../../provider/program/loader";
import { passTimeouts } from "../../../provider/dynamic/request-timeouts";

interface Message {
  setTimeout(seconds: number): void;
  setProperties(struct: unknown): void;
  setNews(struct: unknown): void;
  getProperties(): { toJavaScript(): unknown };
  getNews(): { toJavaScript(): unknown };
}

const load = createRequire(__filename);
const protocol = "@pulumi/pulumi/proto/provider_pb.js";
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): unknown };
};
const messages = load(protocol) as Readonly<Record<string, new () => Message>>;

/** What Pulumi's plugin process makes of a request's properties. */
function propertiesOf(kind: string, properties: object, seconds: number): unknown {
  const Request = messages[kind];
  if (Request === undefined) throw new Error(`there is no ${kind}`);
  const request = new Request();
  const isUpdate = kind === "UpdateRequest";
  request.setTimeout(seconds);
  request[isUpdate ? "setNews" : "setProperties"](Struct.fromJavaScript(properties));
  return request[isUpdate ? "getNews" : "getProperties"]().toJavaScript();
}

const ours = { name: "one", __provider: loader("KmsKey") };

beforeAll(() => {
  passTimeouts({ filename: "/else/where.js", require: load } as unknown as NodeJS.Module);
  expect(propertiesOf("CreateRequest", ours, 60)).toEqual(ours);
  const main = { filename: "/pulumi/cmd/dynamic-provider/index.js", require: (): unknown => load(protocol) };
  passTimeouts(main as unknown as NodeJS.Module);
});

test.each(["CreateRequest", "UpdateRequest", "DeleteRequest"])("%s has its timeout among its properties", (kind) => {
  expect(propertiesOf(kind, ours, 90)).toEqual({ ...ours, __timeout: 90 });
});

test("a request without a timeout has none", () => {
  expect(propertiesOf("CreateRequest", ours, 0)).toEqual(ours);
});

test("other packages' resources are left as they are", () => {
  const theirs = { name: "one", __provider: "exports.handler = () => ({})" };
  expect(propertiesOf("CreateRequest", theirs, 90)).toEqual(theirs);
});
