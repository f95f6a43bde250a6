// What publint and attw say of a packed package: `node tools/package-faults.mjs FILE.tgz` prints JSON.
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";

const tarball = new Uint8Array(readFileSync(process.argv[2]));
const { messages } = await publint({ pack: { tarball: tarball.buffer } });
/** Loaded by jest alone, which needs no types. */
const excludeEntrypoints = ["./jest/jest-preset"];
const types = await checkPackage(createPackageFromTarballData(tarball), { excludeEntrypoints });
/** The ways in which consumers resolve each entry of the package: by compilers of their settings. */
const resolved = Object.entries(types.entrypoints).map(([entry, { resolutions }]) => [entry, Object.keys(resolutions)]);
console.log(
  JSON.stringify({ publint: messages, attw: types.problems ?? "no types", resolved: Object.fromEntries(resolved) }),
);
