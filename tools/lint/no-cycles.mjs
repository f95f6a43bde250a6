// Files that import each other in a circle, types included, cannot be read one after the other.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** Imports of files that were read already, with the time at which they were last written. */
const known = new Map();

/** Reports an import through which a file reaches itself. */
export const noCycles = {
  meta: {
    type: "problem",
    schema: [],
    messages: { cycle: "This import leads back here: {{path}}." },
  },
  create(context) {
    const here = context.filename;
    const check = (node) => {
      const target = node.source && fileOf(here, node.source.value);
      const path = target && pathBetween(target, here);
      if (!path) return;
      const names = [here, ...path].map((file) => relative(context.cwd, file));
      context.report({ node, messageId: "cycle", data: { path: names.join(" -> ") } });
    };
    return {
      ImportDeclaration: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

/** The files from one to another one along imports, both included; undefined where there is no way. */
function pathBetween(from, to, seen = new Set()) {
  if (from === to) return [to];
  seen.add(from);
  for (const next of importsOf(from)) {
    if (seen.has(next)) continue;
    const rest = pathBetween(next, to, seen);
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}

function importsOf(file) {
  const { mtimeMs } = statSync(file);
  const entry = known.get(file);
  if (entry?.mtimeMs === mtimeMs) return entry.imports;
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
  const imports = importedFiles.map(({ fileName }) => fileOf(file, fileName)).filter((found) => found !== undefined);
  known.set(file, { mtimeMs, imports });
  return imports;
}

/** The source file that a relative import names; undefined for a package, and where there is none. */
function fileOf(file, name) {
  if (!name.startsWith(".")) return undefined;
  const path = resolve(dirname(file), name);
  return [`${path}.ts`, join(path, "index.ts")].find((candidate) => existsSync(candidate));
}
