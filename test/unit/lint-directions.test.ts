import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";

const paths = "import-x/no-restricted-paths";
const names = "@typescript-eslint/no-restricted-imports";
const packages = "import-x/no-extraneous-dependencies";
const fileNames = "local/file-names";
const cycles = "local/no-cycles";

/** One file with one import, and the rule that has to report it; none where the import is fine. */
type Case = readonly [file: string, code: string, rule?: string];

const refused: Record<string, Case[]> = {
  "a resource imports resources, the life cycle and clients only": [
    ["provider/resources/planted.ts", 'import { resourceClass } from "../program/resource-class";', paths],
    ["provider/resources/planted.ts", 'import type { Guard } from "../dynamic/guard";', paths],
    ["provider/resources/planted.ts", 'import { newLifecycle } from "../plugin/new-lifecycle";', paths],
    ["provider/resources/planted.ts", 'import type { Cloud } from "../settings/table";', paths],
    ["provider/resources/planted.ts", 'import { Vault } from "../components/vault";', paths],
    ["provider/resources/planted.ts", 'import { getKmsKey } from "../functions/get-kms-key";', paths],
    ["provider/resources/planted.ts", 'import { get } from "../provider";', paths],
    ["provider/resources/planted.ts", 'export { KmsKey } from "../index";', paths],
    ["provider/resources/deep/planted.ts", 'import { get } from "../../provider";', paths],
  ],
  "a resource knows nothing of Pulumi": [
    ["provider/resources/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
    ["provider/resources/planted.ts", 'import type { Output } from "@pulumi/pulumi";', names],
  ],
  "the life cycle knows neither Pulumi nor a resource": [
    ["provider/lifecycle/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/lifecycle/planted.ts", 'import { guard } from "../dynamic/guard";', paths],
    ["provider/lifecycle/planted.ts", 'import { fromWire } from "../plugin/wire";', paths],
    ["provider/lifecycle/planted.ts", 'import { loader } from "../program/loader";', paths],
    ["provider/lifecycle/planted.ts", 'import { Vault } from "../components/vault";', paths],
    ["provider/lifecycle/planted.ts", 'import { getKmsKey } from "../functions/get-kms-key";', paths],
    ["provider/lifecycle/planted.ts", 'import type { Output } from "@pulumi/pulumi";', names],
    ["provider/lifecycle/planted.ts", 'import { serialize } from "@pulumi/pulumi/runtime";', names],
  ],
  "inside the life cycle, imports go down": [
    ["provider/lifecycle/definition/planted.ts", 'import { present } from "../record/record";', paths],
    ["provider/lifecycle/values/planted.ts", 'import type { Desired } from "../record/record";', paths],
    ["provider/lifecycle/record/planted.ts", 'import { diff } from "../planning/diff";', paths],
    ["provider/lifecycle/planning/planted.ts", 'import { Claims } from "../command/claims";', paths],
    ["provider/lifecycle/command/planted.ts", 'import type { ResourceRun } from "../run/resource-run";', paths],
    ["provider/lifecycle/run/planted.ts", 'import { create } from "../operations/create";', paths],
    ["provider/lifecycle/operations/planted.ts", 'import { Lifecycle } from "../lifecycle";', paths],
  ],
  "a call needs no resource": [
    ["provider/calls/planted.ts", 'import type { ResourceRecord } from "../lifecycle/record";', paths],
    ["provider/calls/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/calls/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
  ],
  "what a function does is said without Pulumi": [
    ["provider/functions/definitions/planted.ts", 'import { promiseForm } from "../../program/function-forms";', paths],
    ["provider/functions/definitions/planted.ts", 'import { invoke } from "../../invoke/invoke";', paths],
    ["provider/functions/definitions/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
    ["provider/functions/definitions/planted.ts", 'import { z } from "zod";', names],
    ["provider/functions/definitions/planted.ts", 'import { KmsClient } from "../../clients/client";', names],
  ],
  "the query language is plain data": [
    ["provider/queries/planted.ts", 'import type { Struct } from "../clients/spaceone/wire";', paths],
    ["provider/queries/planted.ts", 'import { listKeys } from "../functions/definitions/kms";', paths],
    ["provider/queries/planted.ts", 'import type { InputRule } from "../lifecycle/definition/input-rule";', paths],
    ["provider/queries/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
    ["provider/queries/planted.ts", 'import { z } from "zod";', names],
    ["provider/queries/fields/planted.ts", 'import { request } from "undici";', names],
    ["provider/clients/scp/planted.ts", 'import type { WireListQuery } from "../../queries/wire";', paths],
    ["provider/lifecycle/planted.ts", 'import type { WireListQuery } from "../queries/wire";', paths],
  ],
  "a function of a program is its definition in a form": [
    ["provider/functions/planted.ts", 'import { invoke } from "../invoke/invoke";', paths],
    ["provider/functions/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/functions/planted.ts", 'import { Call } from "../calls/call";', paths],
  ],
  "what runs a function knows no function, and nothing of Pulumi": [
    ["provider/invoke/planted.ts", 'import { getKmsKey } from "../functions/kms";', paths],
    ["provider/invoke/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/invoke/planted.ts", 'import { promiseForm } from "../program/function-forms";', paths],
    ["provider/invoke/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
  ],
  "what runs a function is loaded by its first call": [
    ["provider/program/planted.ts", 'import { invoke } from "../invoke/invoke";', names],
    ["provider/program/planted.ts", 'import { Listing } from "../clients/listing";', names],
  ],
  "what a program loads knows neither a resource nor the plugin's side": [
    ["provider/program/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/program/planted.ts", 'import { KmsKey } from "../classes";', paths],
    ["provider/program/planted.ts", 'import { toSafeError } from "../dynamic/guard";', paths],
    ["provider/program/planted.ts", 'import { newLifecycle } from "../plugin/new-lifecycle";', paths],
    ["provider/program/planted.ts", 'import type { Cloud } from "../clients/connection";', paths],
    ["provider/program/planted.ts", 'import { getKmsKey } from "../functions/kms";', paths],
    ["provider/program/planted.ts", 'import { Call } from "../calls/call";', paths],
  ],
  "a component is made of the package's own classes": [
    ["provider/components/planted.ts", 'import { getKmsKey } from "../functions/kms";', paths],
    ["provider/components/planted.ts", 'import { check } from "../lifecycle/planning/check";', paths],
    ["provider/components/planted.ts", 'import { KmsKey } from "../index";', paths],
    ["provider/components/planted.ts", 'import { Call } from "../calls/call";', paths],
    ["provider/components/planted.ts", 'import { checkArguments } from "../invoke/check-arguments";', paths],
    ["provider/classes.ts", 'import { EncryptedSecret } from "./components/encrypted-secret";', cycles],
    ["provider/program/planted.ts", 'import { EncryptedSecret } from "../components/encrypted-secret";', paths],
  ],
  "what serves any plugin process knows neither one of them nor a resource": [
    ["provider/plugin/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/plugin/planted.ts", 'import { toSafeError } from "../dynamic/guard";', paths],
    ["provider/plugin/planted.ts", 'import { loader } from "../program/loader";', paths],
  ],
  "the dynamic plugin knows neither a resource nor the program's side": [
    ["provider/dynamic/planted.ts", 'import { kmsKey } from "../resources/kms-key";', paths],
    ["provider/dynamic/planted.ts", 'import { Vault } from "../components/vault";', paths],
    ["provider/dynamic/planted.ts", 'import { loader } from "../program/loader";', paths],
    ["provider/dynamic/planted.ts", 'const lazy = import("../resources/kms-key");', paths],
  ],
  "a program loads the table of settings, and nothing that reads them": [
    ["provider/program/planted.ts", 'import type { Found } from "../settings/reading/source";', paths],
    ["provider/settings/planted.ts", 'import { findSetting } from "./reading/layers";', paths],
  ],
  "settings need nothing that uses them": [
    ["provider/settings/planted.ts", 'import { Sender } from "../clients/http/sender";', paths],
    ["provider/settings/planted.ts", 'import type { State } from "../lifecycle/state";', paths],
    ["provider/settings/planted.ts", 'import { ScpProvider } from "../program/scp-provider";', paths],
    ["provider/settings/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
  ],
  "a client knows nothing above it": [
    ["provider/clients/planted.ts", 'import { diff } from "../lifecycle/diff";', paths],
    ["provider/clients/planted.ts", 'import type { State } from "../lifecycle/state";', paths],
    ["provider/clients/connection.ts", 'const lazy = require("../lifecycle/state");', paths],
    ["provider/clients/scp/planted.ts", 'import { kmsKey } from "../../resources/kms-key";', paths],
    ["provider/clients/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
  ],
  "what every part may use needs none of them": [
    ["provider/words/planted.ts", 'import { check } from "../lifecycle/check";', paths],
    ["provider/words/planted.ts", 'import { sign } from "../clients/scp/signing";', paths],
  ],
  "the transport and the two clouds' clients stay apart": [
    ["provider/clients/http/planted.ts", 'import { sign } from "../scp/signing";', paths],
    ["provider/clients/http/planted.ts", 'import { bearer } from "../spaceone/bearer";', paths],
    ["provider/clients/scp/planted.ts", 'import { bearer } from "../spaceone/bearer";', paths],
    ["provider/clients/spaceone/planted.ts", 'import { sign } from "../scp/signing";', paths],
  ],
  "what a program loads imports no validation and no client code": [
    "provider/index.ts",
    "provider/components/planted.ts",
    "provider/functions/planted.ts",
    "provider/resources/planted.ts",
    "provider/classes.ts",
    "provider/program/planted.ts",
  ].flatMap((file): Case[] => [
    [file, 'import { z } from "zod";', names],
    [file, 'import { request } from "undici";', names],
    [file, `import { sign } from "${dirname(file) === "provider" ? "." : ".."}/clients/scp/signing";`, names],
  ]),
  "what a program loads does not load the provider": [
    ["provider/index.ts", 'import { get } from "./provider";', names],
    ["provider/functions/planted.ts", 'import { get } from "../provider";', names],
  ],
  "the package is made of provider/ alone": [
    ["provider/planted.ts", 'import { startEmulator } from "../emulator/index";', paths],
    ["provider/clients/planted.ts", 'import { startEmulator } from "../../emulator";', paths],
    ["provider/lifecycle/planted.ts", 'import { make } from "../../test/support/make";', paths],
    ["provider/planted.ts", 'import { ensureEngine } from "../tools/engine/engine.mjs";', paths],
    ["provider/planted.ts", 'import { stack } from "../examples/quickstart/index";', paths],
    ["provider/planted.ts", 'import { startEmulator } from "pulumi-scp/emulator";', names],
    ["provider/planted.ts", 'import fc from "fast-check";', packages],
  ],
  "the emulator shares the rows of the operation tables only": [
    ["emulator/planted.ts", 'import { sign } from "../provider/clients/scp/signing";', paths],
    ["emulator/scp/kms/planted.ts", 'import type { Key } from "../../../provider/clients/scp/kms/key";', paths],
    ["emulator/planted.ts", 'import { KmsKey } from "../provider/index";', paths],
    ["emulator/planted.ts", 'import { KmsKey } from "../provider";', paths],
    ["emulator/planted.ts", 'import { kmsKey } from "../provider/resources/operations";', paths],
    ["emulator/planted.ts", 'import { KmsKey } from "pulumi-scp";', names],
    ["emulator/planted.ts", 'import type { Output } from "@pulumi/pulumi";', names],
    ["emulator/planted.ts", 'import { make } from "../test/support/make";', paths],
    ["emulator/planted.ts", 'import fc from "fast-check";', packages],
  ],
  "the command for users needs neither a program nor the emulator": [
    ["cli/planted.ts", 'import { KmsKey } from "../provider/index";', paths],
    ["cli/planted.ts", 'import { promiseForm } from "../provider/program/function-forms";', paths],
    ["cli/planted.ts", 'import { startEmulator } from "../emulator/index";', paths],
    ["cli/inventory/planted.ts", 'import { make } from "../../test/support/make";', paths],
    ["cli/planted.ts", 'import * as pulumi from "@pulumi/pulumi";', names],
    ["cli/planted.ts", 'import fc from "fast-check";', packages],
    ["provider/planted.ts", 'import { table } from "../cli/output/table";', paths],
    ["emulator/planted.ts", 'import { table } from "../cli/output/table";', paths],
  ],
  "an example imports the package by its published name": [
    ["examples/quickstart/planted.ts", 'import * as scp from "../../provider";', paths],
    ["examples/quickstart/planted.ts", 'import * as scp from "../../provider/index";', paths],
    ["examples/quickstart/planted.ts", 'import { startEmulator } from "../../emulator/index";', paths],
    ["examples/quickstart/planted.ts", 'import * as scp from "../../dist/provider";', names],
  ],
  "a file name says what is inside": [
    ["provider/clients/utils.ts", "export {};", fileNames],
    ["emulator/helpers/planted.ts", "export {};", fileNames],
    ["tools/common.mjs", "export {};", fileNames],
    ["test/support/manager.ts", "export {};", fileNames],
  ],
};

Object.assign(refused, {
  "no file imports itself through others, not even for a type": [
    ["provider/calls/errors.ts", 'import { Call } from "./call";', cycles],
    ["provider/calls/errors.ts", 'import type { Call } from "./call";', cycles],
    ["provider/calls/errors.ts", 'export * from "./call";', cycles],
    ["provider/calls/errors.ts", 'export { Call } from "./call";', cycles],
  ],
});

const allowed: Case[] = [
  ["provider/resources/planted.ts", 'import { keep } from "./keep";'],
  ["provider/resources/planted.ts", 'import { defineResource } from "../lifecycle/definition";'],
  ["provider/resources/planted.ts", 'import type { KmsClient } from "../clients/scp/kms/kms-client";'],
  ["provider/resources/planted.ts", 'import type { z } from "zod";'],
  ["provider/resources/planted.ts", 'import { type Dispatcher } from "undici";'],
  ["provider/lifecycle/planted.ts", 'import { RequestError } from "../clients/http/errors";'],
  ["provider/lifecycle/planted.ts", 'import { z } from "zod";'],
  [
    "provider/lifecycle/operations/planted.ts",
    'import { Claims } from "../command/claims"; import { wait } from "./wait";',
  ],
  ["provider/program/planted.ts", 'import * as pulumi from "@pulumi/pulumi";'],
  ["provider/program/planted.ts", 'import type { Definition } from "../lifecycle/definition";'],
  ["provider/program/planted.ts", 'import { settings } from "../settings/table"; import { loader } from "./loader";'],
  ["provider/plugin/planted.ts", 'import { Connection } from "../clients/connection";'],
  [
    "provider/dynamic/planted.ts",
    'import { check } from "../lifecycle/check"; import { c } from "../clients/connection";',
  ],
  [
    "provider/dynamic/planted.ts",
    'import { newLifecycle } from "../plugin/new-lifecycle"; import type * as p from "@pulumi/pulumi";',
  ],
  ["provider/clients/planted.ts", 'import type { Found } from "../settings/reading/source";'],
  ["provider/lifecycle/planted.ts", 'import { SettingsError } from "../settings/errors";'],
  [
    "provider/settings/reading/planted.ts",
    'import { nearest } from "../../words/nearest"; import { x } from "../table";',
  ],
  ["provider/clients/http/planted.ts", 'import { request } from "undici"; import { x } from "./errors";'],
  ["provider/clients/scp/planted.ts", 'import { z } from "zod"; import { x } from "../http/errors";'],
  ["provider/clients/spaceone/planted.ts", 'import type { Operation } from "../operation";'],
  [
    "provider/functions/planted.ts",
    'import { getKey } from "./definitions/kms"; import { promiseForm } from "../program/function-forms";',
  ],
  ["provider/functions/definitions/planted.ts", 'import type { Call } from "../../calls/call";'],
  ["provider/functions/definitions/planted.ts", 'import { wireListQuery } from "../../queries/list-query";'],
  ["provider/queries/planted.ts", 'import { nearest } from "../words/nearest";'],
  ["provider/clients/spaceone/planted.ts", 'import type { WireListQuery } from "../../queries/wire";'],
  ["provider/program/planted.ts", 'import type * as invoke from "../invoke/invoke";'],
  ["provider/components/planted.ts", 'import { KmsKey } from "../classes"; import { own } from "./own";'],
  ["provider/components/planted.ts", 'import { behaviourOf } from "../lifecycle/definition/behaviour";'],
  ["provider/components/planted.ts", 'import { hostNamesOf } from "../resources/scp/certificatemanager/chain";'],
  ["provider/index.ts", 'export * from "./classes"; export type { Key } from "./clients/scp/kms/key";'],
  [
    "provider/provider.ts",
    'import { kmsKey } from "./resources"; import { z } from "zod"; import "./clients/connection";',
  ],
  [
    "emulator/planted.ts",
    'import type { Operation } from "../provider/clients/operation"; import { Hono } from "hono";',
  ],
  ["emulator/scp/kms/planted.ts", 'import { rows } from "../../../provider/clients/scp/kms/operations";'],
  ["emulator/planted.ts", 'import { rows } from "../provider/clients/spaceone/inventory/operations";'],
  ["examples/quickstart/planted.ts", 'import * as scp from "pulumi-scp"; import * as pulumi from "@pulumi/pulumi";'],
  ["cli/planted.ts", 'import { listKmsKeys } from "../provider/functions/definitions/kms"; import { z } from "zod";'],
  ["test/unit/planted.ts", 'import { sign } from "../../provider/clients/scp/signing";'],
];

const all = [...Object.values(refused).flat(), ...allowed];
let reports: string[][];

/** The rules that reported something in this case. */
const reportsOf = (entry: Case) => reports[all.indexOf(entry)];

beforeAll(() => {
  const input = JSON.stringify(all.map(([file, code]) => ({ file, code })));
  const script = join(__dirname, "../support/lint-imports.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [script], { input, encoding: "utf8" });
  expect(stderr).toBe("");
  reports = JSON.parse(stdout) as string[][];
});

const titled = (cases: Case[]) => cases.map((entry) => ({ entry, title: `${entry[0]}: ${entry[1]}` }));

describe.each(Object.entries(refused))("%s", (_title, cases) => {
  test.each(titled(cases))("refused in $title", ({ entry }) => {
    expect(reportsOf(entry)).toContain(entry[2]);
  });
});

describe("imports in the direction of the design are not reported", () => {
  test.each(titled(allowed))("$title", ({ entry }) => {
    expect(reportsOf(entry)).toEqual([]);
  });
});
