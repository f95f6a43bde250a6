import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as ts from "typescript";

import { constantsOf, formsOf, isText, type Constants } from "./message-forms";

const root = join(__dirname, "..", "..", "..");

/** A text of the code for the user. */
export interface Message {
  readonly form: string;
  /** The file, from the root of the checkout. */
  readonly file: string;
  /** The class of the error that it is made for, where it stands in its construction. */
  readonly error: string | undefined;
}

/** All sentences of the code of these folders. A TypeError is for the package's own developers, but in a program. */
export function messagesOf(...folders: readonly string[]): Message[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  );
  return files.sort().flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
    const isOfProgram = file.startsWith("provider/program/");
    return [...messagesIn(source, file)].filter(({ error }) => error !== "TypeError" || isOfProgram);
  });
}

/** Properties whose texts are parts of messages, or are no messages: what things are called, and help for the command. */
const named = new Set(["kind", "meaning", "name", "noun", "type", "verb"]);
/** Texts with a verb that are none: what has to stand at some place, and a word of the definitions. */
const otherTexts = new Set([
  "names in the result, numbers and calculations",
  "a name that a stage before has given",
  "null is absent",
]);
/** Calls whose texts are no messages. */
const otherCalls = new Set([
  ...["Option", "addHelpText", "argument", "description", "option", "requiredOption"],
  ...["about", "optional", "required"],
]);

function* messagesIn(source: ts.SourceFile, file: string): Generator<Message> {
  const constants = constantsOf(source);
  const used = usedConstants(source, constants);
  const found: Message[] = [];
  const visit = (node: ts.Node, error: string | undefined): void => {
    if (isElsewhere(node)) return;
    if (isText(node)) {
      if (used.has(node)) return;
      for (const form of formsOf(node, constants)) if (isSentence(form)) found.push({ form, file, error });
      return;
    }
    const within = errorMade(node) ?? error;
    ts.forEachChild(node, (child) => {
      visit(child, within);
    });
  };
  visit(source, undefined);
  yield* found;
}

function isElsewhere(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  // Options of the command, which are its help.
  if (ts.isAsExpression(node) && node.type.getText() === "const" && ts.isArrayLiteralExpression(node.expression))
    return true;
  if (ts.isPropertyAssignment(node)) return named.has(node.name.getText());
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  return otherCalls.has(called.getText());
}

/** The class of an error: of its construction, or of the constructor that passes a text on. */
function errorMade(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && /(Error|Failure)$/.test(node.expression.getText())) return node.expression.getText();
  if (ts.isClassDeclaration(node) && (node.name?.text ?? "").endsWith("Error")) return node.name?.text;
  return undefined;
}

/** Constants that other texts have in them: they stand there. */
function usedConstants(source: ts.SourceFile, constants: Constants): ReadonlySet<ts.Node> {
  const used = new Set<ts.Node>();
  const visit = (node: ts.Node, inText: boolean): void => {
    if (inText && ts.isIdentifier(node)) {
      const constant = constants.get(node.text);
      if (constant !== undefined) used.add(constant);
    }
    const isPart = isText(node) || (inText && !ts.isCallExpression(node));
    ts.forEachChild(node, (child) => {
      if (!ts.isPropertyAccessExpression(node) || child === node.expression) visit(child, isPart);
    });
  };
  visit(source, false);
  return used;
}

const verbs =
  "are|belongs|can|cannot|check|could|counts|did|does|done|ended|expires|finds|fail\\w*|gave|give|goes|had|has|have|holds|is|lacks?|" +
  "leave|makes|may|must|names|needs|remove|say|set|shows|stands|stays|take|use|waits|was|will|would|write";

/** What has no verb is a name, or a part of another message. */
const sentence = new RegExp(`(?:^|[\\s>"])(?:${verbs})\\b.* .*\\w`, "i");

function isSentence(form: string): boolean {
  return sentence.test(form) && !otherTexts.has(form) && !/^[\s,]|^pulumi config set/.test(form);
}
