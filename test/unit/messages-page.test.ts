import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";
import * as ts from "typescript";

import { answers, isQuotedIn } from "../../tools/pages/errors/faq-answers";
import { constantsOf, formsOf, isText } from "../../tools/pages/errors/message-forms";
import { messagesOf } from "../../tools/pages/errors/messages";
import { requestFailuresPart } from "../../tools/pages/errors/request-failures";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "errors.md"), "utf8").replace(/[`\\]/g, "");

const sources = ["provider", "cli"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(root, folder, file), "utf8")),
);

test("docs/errors.md has each code of an error, and no other one", () => {
  const codes = sources.flatMap((text) => [...text.matchAll(/readonly code = "(\w+)"/g)].map(([, code = ""]) => code));
  const shown = [...page.matchAll(/\b[A-Z]+(?:_[A-Z]+)*\b/g)]
    .map(([word]) => word)
    .filter((word) => codes.includes(word));
  expect(codes.length).toBeGreaterThan(5);
  expect([...new Set(shown)].sort()).toEqual([...codes].sort());
  const inTable = [...page.matchAll(/^\| [^|]*\| ([A-Z_]+) *\|/gm)].map(([, code = ""]) => code);
  expect(inTable.filter((code) => !codes.includes(code))).toEqual([]);
});

/** The first words of texts that the code throws, refuses with or warns with, found without looking at its structure. */
const thrown = sources.flatMap((text) =>
  [...text.matchAll(/(?:new (?:Call|Settings|Query|User)Error|refuse|\bwarn|problem)\([^()"`]*(?:"([^"]*)|`([^`$]*))/g)]
    .map(([, plain, template]) => (plain ?? template ?? "").replaceAll("`", "").trim())
    .filter((words) => words.split(" ").length > 2),
);

test("docs/errors.md has each text that the code throws, refuses with or warns with", () => {
  expect(thrown.length).toBeGreaterThan(50);
  expect(thrown.filter((words) => !page.includes(words))).toEqual([]);
});

test("each message that a heading of docs/faq.md quotes is one that the code has", () => {
  const forms = [...messagesOf("provider", "cli").map(({ form }) => form), requestFailuresPart()];
  const ofNode = "Cannot find module 'pulumi-scp/provider'";
  const quotes = answers.flatMap((answer) => answer.quotes).filter((quote) => quote !== ofNode);
  expect(quotes.length).toBeGreaterThan(10);
  expect(quotes.filter((quote) => !forms.some((form) => isQuotedIn(form, quote)))).toEqual([]);
});

describe("the form of a text in the code", () => {
  /** The forms of the first text that a piece of code throws. */
  function formsIn(code: string): readonly string[] {
    const file = ts.createSourceFile("code.ts", code, ts.ScriptTarget.Latest, true);
    const thrown = file.statements.find(ts.isThrowStatement)?.expression;
    return thrown !== undefined && isText(thrown) ? formsOf(thrown, constantsOf(file)) : [];
  }

  test.each([
    ["a text", 'throw "no name";', ["no name"]],
    ["values by their names", "throw `the ${noun} ${identity.deleteAt}`;", ["the <noun> <delete at>"]],
    ["a value in quotes", "throw `named ${JSON.stringify(name)}`;", ['named "<name>"']],
    ["a list, a number", "throw `${names.join()} of ${String(count)}`;", ["<names> of <count>"]],
    ["what is called", "throw `because ${why(this)}`;", ["because ..."]],
    ["a sum", 'throw `${a}: ` + "give" + " one";', ["<a>: give one"]],
    ["each of several", 'throw `gone${at === undefined ? "" : ` on ${at}`}`;', ["gone", "gone on <at>"]],
    ["a constant", 'const hint = "did you mean it?"; throw `no such: ${hint}`;', ["no such: did you mean it?"]],
  ])("has %s", (_, code, forms) => {
    expect(formsIn(code)).toEqual(forms);
  });
});
