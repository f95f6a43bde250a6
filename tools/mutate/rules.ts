import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

const root = join(__dirname, "..", "..");

/** A row of docs/rules.md. */
export interface Rule {
  readonly text: string;
  /** Files that have the rule, and folders, which end with a slash. */
  readonly files: readonly string[];
  /** Tests that fail without it. */
  readonly tests: readonly string[];
}

/** A change of a file that removes a rule. */
export interface Mutation {
  /** The first words of the rule. */
  readonly rule: string;
  readonly file: string;
  /** The file has it once. */
  readonly text: string;
  readonly replacement: string;
}

const row = /^- (.*?)\n {2}Code: (.*?)\.\s+Tests: (.*?)\.$/gms;

/** The rules of docs/rules.md, in its order. */
export const rules: readonly Rule[] = [...read("docs/rules.md").matchAll(row)].map(
  ([, text = "", code = "", tests = ""]) => ({
    text: text.replaceAll(/\s+/g, " "),
    files: quotedIn(code).map((path) => `provider/${path}`),
    tests: quotedIn(tests).map((path) => `test/${path}.test.ts`),
  }),
);

export const mutations = parse(read("tools/mutate/mutations.yaml")) as readonly Mutation[];

/** The rules that begin with some words. */
export function rulesWith(words: string): readonly Rule[] {
  return rules.filter(({ text }) => text.startsWith(words));
}

/** A file's text with a mutation. */
export function mutated(source: string, { file, text, replacement }: Mutation): string {
  const count = source.split(text).length - 1;
  if (count !== 1) throw new Error(`${file} has this ${String(count)} times: ${text}`);
  return source.replace(text, () => replacement);
}

function quotedIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
