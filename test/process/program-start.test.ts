import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";

const run = promisify(execFile);
const entry = join(packageFolder, "dist", "provider", "index");
const load = `require(${JSON.stringify(entry)})`;

test("a program that imports the package loads neither validation nor clients", async () => {
  const script = `${load}; console.log(Object.keys(require.cache).join("\\n"))`;
  const { stdout } = await run(process.execPath, ["-e", script]);
  const loaded = stdout.split("\n").filter((path) => !path.includes("@pulumi"));
  expect(loaded.some((path) => path.endsWith("resources/scp/kms/kms-key.js"))).toBe(true);
  expect(
    loaded.filter((path) => /node_modules\/(zod|undici|hono)|provider\/clients|dist\/emulator/.test(path)),
  ).toEqual([]);
});

test("nor do its types: validation in them would cost each run of a TypeScript program", async () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(`${file}.d.ts`, "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from |import\()"([^"]+)"/g)) {
      if (target.startsWith(".")) await visit(resolve(dirname(file), target === ".." ? "../index" : target));
      else packages.add(target);
    }
  };
  await visit(entry);
  expect(seen.size).toBeGreaterThan(2);
  expect([...packages]).toEqual(["@pulumi/pulumi"]);
});

/** Secrets of a program, each with a value that has no password, or none of which is known that it has not. */
const values: readonly (readonly [code: string, said: string | undefined])[] = [
  ["{ password: later(undefined) }", "value.password is undefined"],
  ["{ password: later(null) }", "value.password is null"],
  ["{ password: Promise.resolve(undefined) }", "value.password is undefined"],
  ["{ password: pulumi.secret(undefined) }", "value.password is undefined"],
  ["later({ password: undefined })", "value.password is undefined"],
  ["Promise.resolve({ password: later(undefined) })", "value.password is undefined"],
  ["{ password: later('given') }", undefined],
  ["{ password: notKnown }", undefined],
];

test("a program whose secret would lose a part of its value fails when that is known", async () => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    const { Secret } = ${load};
    process.on("unhandledRejection", (error) => console.log(error.message));
    const later = (value) => pulumi.output(Promise.resolve(value));
    const notKnown = new pulumi.Output([], Promise.resolve(), Promise.resolve(false), Promise.resolve(false), Promise.resolve([]));
    const newResource = ({ name, inputs }) => (console.log(name, "registered"), { id: name, state: inputs });
    pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "shop", "dev", true).then(() => {
      [${values.map(([code]) => code).join(", ")}].forEach((value, index) => {
        new Secret("s" + index, { value, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] });
      });
    });`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: packageFolder });
  const lines = [...new Set(stdout.trim().split("\n"))].sort();
  expect(lines).toEqual(
    values
      .map(([, said], index) =>
        said === undefined
          ? `s${String(index)} registered`
          : `error serializing property "value": Secret s${String(index)}: ${said}; leave the member out or give it a value`,
      )
      .sort(),
  );
});
