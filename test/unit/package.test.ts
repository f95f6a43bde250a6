import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Manifest {
  readonly engines: { readonly node: string };
  readonly files: readonly string[];
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly sideEffects: readonly string[];
}

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly license?: string;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, Locked>> };

describe("what users install", () => {
  /** All that comes with the package, but Pulumi's SDK, which users have already. */
  const installed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional,
  );

  test("has licences that ask for no more than to be named", () => {
    const free = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];
    expect(installed.length).toBeGreaterThan(20);
    expect(free).toContain(manifest.license);
    expect(installed.filter(([, { license = "" }]) => !free.includes(license)).map(([path]) => path)).toEqual([]);
  });

  test("runs no script when it is installed", () => {
    const hooks = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];
    expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  test("needs the Node.js that the strictest of its packages needs", () => {
    const oldest = installed.map(([, { engines }]) => lowestOf(engines?.node)).sort(byVersion);
    expect(manifest.engines.node).toBe(`>=${(oldest.at(-1) ?? []).join(".")}`);
  });
});

function lowestOf(range = ">=0.0.0"): number[] {
  const [, text = ""] = /^>= ?([\d.]+)$/.exec(range) ?? [];
  const [major = NaN, minor = 0, patch = 0] = text.split(".").map(Number);
  return [major, minor, patch];
}

function byVersion(a: readonly number[], b: readonly number[]): number {
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

test("the files of provider/ that do something when they are loaded are those that package.json names", () => {
  const files = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const acting = files.filter((file) =>
    /^(?:import "|try |void |await |if |for |[\w.]+\(|[\w.]+ = )/m.test(read(join("provider", file))),
  );
  const named = manifest.sideEffects.filter((path) => path.startsWith("./dist/provider/"));
  expect(named.sort()).toEqual(acting.map((file) => `./dist/provider/${file.replace(/ts$/, "js")}`).sort());
});
