import { join } from "node:path";

import * as ts from "typescript";

import * as scp from "../../provider/index";
import type { Block } from "./document-blocks";

const root = join(__dirname, "..", "..");

const texts =
  "certificate chain ciphertext cloudServiceId diagnosisId hmac keyId old privateKey secretId secretVaultId sequence signature " +
  "tokenId tokenSecret";

/** What a piece of a program may take from the rest of it: the names that pages use, and what they stand for. */
const given: ReadonlyMap<string, string> = new Map([
  ...texts.split(" ").map((name) => [name, `declare const ${name}: string;`] as const),
  ["config", 'declare const config: import("@pulumi/pulumi").Config;'],
  ["key", 'declare const key: import("pulumi-scp").KmsKey;'],
  ["pulumi", 'import * as pulumi from "@pulumi/pulumi";'],
  ["secret", 'declare const secret: import("pulumi-scp").Secret;'],
  ["Team", 'import { Team } from "./team.mjs";'],
]);

/** The component that examples/functions has as well. */
const team = `import * as pulumi from "@pulumi/pulumi";
export declare class Team extends pulumi.ComponentResource {
  constructor(name: string, options?: pulumi.ComponentResourceOptions);
}`;

/** A block as a file of its own: one without imports is a piece of a program that has imported what it uses. */
function fileOf({ code, place }: Block): { name: string; text: string; lines: number } {
  const name = join(root, "docs", `${place.replace(/\W/g, "-")}.mts`);
  if (/^import /m.test(code)) return { name, text: code, lines: 0 };
  const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
  const { used, declared } = namesIn(source);
  const missing = [...used].filter((used) => !declared.has(used));
  const imported = missing.filter((used) => used in scp);
  const lines = [
    ...(imported.length === 0 ? [] : [`import { ${imported.join(", ")} } from "pulumi-scp";`]),
    ...missing.flatMap((used) => given.get(used) ?? []),
    "export {};",
  ];
  return { name, text: [...lines, code].join("\n"), lines: lines.length };
}

function namesIn(source: ts.SourceFile): { used: ReadonlySet<string>; declared: ReadonlySet<string> } {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    if ((ts.isVariableDeclaration(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name)) {
      declared.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { used, declared };
}

/** What the compiler says of blocks of TypeScript, each with its place: "docs/functions.md:41: Cannot find name 'kye'." */
export function faultsOf(blocks: readonly Block[]): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options: own } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // Pages await at the top, which needs modules, and import folders, as CommonJS programs do.
  const options = { ...own, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const files = new Map(blocks.map((block) => [fileOf(block), block]));
  const texts = new Map([...files.keys()].map(({ name, text }) => [name, text]));
  texts.set(join(root, "docs", "team.d.mts"), team);
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => texts.has(name) || disk.fileExists(name),
    getSourceFile: (name, version, ...more) => {
      const text = texts.get(name);
      return text === undefined ? disk.getSourceFile(name, version, ...more) : ts.createSourceFile(name, text, version);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...files].flatMap(([{ name, lines }, { page, place }]) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) - lines + 1;
      const at = Number(place.split(":")[1]) + line;
      return `${page}:${String(at)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}
