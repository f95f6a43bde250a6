import { createContext, runInContext } from "node:vm";

import { expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

import type { Existing } from "../../../cli/import/existing";
import { importFile } from "../../../cli/import/import-file";
import { nextSteps } from "../../../cli/import/next-steps";
import { planned } from "../../../cli/import/plan";
import { programText } from "../../../cli/import/program";
import { tell } from "../../../cli/output/tell";
import { definitionOf } from "../../../provider/kinds";
import { expectNoPollution, oddJson, oddText, oddTexts, runs } from "../../support/hostile";

/** What somebody else may have named an object, and written into it. */
const objects: fc.Arbitrary<Existing> = fc
  .record({
    kind: fc.constantFrom("KmsKey", "Secret", "CloudService", "SpaceoneSecret", "Certificate"),
    id: fc.oneof(oddText, fc.uuid()),
    name: oddText,
    description: oddText,
    data: oddJson,
    hasUnread: fc.boolean(),
  })
  .map(({ kind, id, name, description, data, hasUnread }) => {
    const definition = definitionOf(kind);
    if (definition === undefined) throw new Error(kind);
    const texts = kind === "CloudService" ? { name, data, tags: { [name]: description } } : { name, description };
    const inputs: Record<string, unknown> = kind === "Secret" ? { ...texts, kmsKeyId: id } : texts;
    const unread = hasUnread && kind === "Secret" ? ["value"] : [];
    const record = {
      resource: { schema: 1, name, stack: "", project: "" },
      ...{ inputs, outputs: {}, unread, hasAutomaticName: false, adopt: undefined, wasAdopted: true, open: {} },
    };
    return { kind, id, name, definition, record };
  });

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Runs a program, and answers what it makes. Anything else that it does fails: it has nothing but classes and settings. */
function made(text: string): readonly Made[] {
  const all: Made[] = [];
  const classes = new Proxy(
    {},
    {
      get: (_, kind) =>
        class {
          readonly id = "id of another";
          constructor(name: string, args: Record<string, unknown>) {
            all.push({ kind: String(kind), name, args });
          }
        },
    },
  );
  const config = {
    requireSecretObject: String,
    requireSecret: String,
    getSecret: String,
    require: String,
    get: String,
  };
  const modules: Readonly<Record<string, unknown>> = {
    "pulumi-scp": classes,
    "@pulumi/pulumi": { Config: jest.fn(() => config) },
  };
  const { outputText, diagnostics = [] } = transpileModule(text, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2020 },
    reportDiagnostics: true,
  });
  expect(diagnostics).toEqual([]);
  const load = (name: string): unknown => {
    if (!(name in modules)) throw new Error(`loads ${name}`);
    return modules[name];
  };
  runInContext(outputText, createContext({ require: load, exports: {} }));
  return all;
}

test("a program for objects of any names and contents compiles, and makes just these", () => {
  const property = fc.property(fc.array(objects, { minLength: 1, maxLength: 5 }), (existing) => {
    const plan = planned(existing);
    for (const way of ["import", "adopt"] as const) {
      const resources = made(programText(plan, way));
      expect(resources.map(({ kind, name }) => [kind, name])).toEqual(
        plan.resources.map((one) => [one.existing.kind, one.name]),
      );
      for (const [at, { args }] of resources.entries()) {
        const { inputs } = plan.resources[at]?.existing.record ?? { inputs: {} };
        if ("data" in inputs) expect(JSON.stringify(args["data"])).toBe(JSON.stringify(inputs.data));
      }
    }
    expectNoPollution();
  });
  fc.assert(property, runs(60));
});

test("the file of an import is JSON with one entry for each of them, whose names differ", () => {
  const property = fc.property(fc.array(objects, { maxLength: 5 }), (existing) => {
    const plan = planned(existing);
    const text = JSON.stringify(importFile(plan));
    const { resources } = JSON.parse(text) as { resources: { type: string; name: string; id: string }[] };
    expect(resources.map(({ id }) => id).sort()).toEqual(
      existing.map(({ id }) => JSON.parse(JSON.stringify(id)) as string).sort(),
    );
    expect(new Set(resources.map(({ type, name }) => `${type}::${name}`)).size).toBe(existing.length);
    const files = { program: "index.ts", resources: "import.json", settings: "config-needed.json" };
    // What is told to a shell has no character of an object's name but letters and digits.
    for (const line of nextSteps(plan, files)
      .split("\n")
      .filter((one) => one.includes("config set"))) {
      expect(line).toMatch(/^ {2}pulumi config set --secret [\p{L}\p{N}\p{M}_$]+( {2}\(as JSON\))?$/u);
    }
    expectNoPollution();
  });
  fc.assert(property, runs(60));
});

test.each(oddTexts)("%j in a name moves no cursor", (text) => {
  const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
  tell(`KmsKey ${text} is left out\nand so is another one`);
  const line = String(said.mock.calls[0]?.[0]);
  said.mockRestore();
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  expect(line).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
  expect(line).toMatch(/\nand so is another one$/);
});
