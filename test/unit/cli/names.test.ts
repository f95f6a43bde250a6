import { describe, expect, test } from "@jest/globals";
import * as ts from "typescript";

import { Names } from "../../../cli/import/names";

/** What TypeScript says of a program with a variable of this name, in a module as Pulumi compiles it. */
function problemsOf(variable: string): readonly string[] {
  const fileName = "/program.ts";
  const text = `import * as path from "node:path";\nexport const ${variable} = 1;\nexport default [path, ${variable}];\n`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2020,
    noResolve: true,
    noLib: true,
    strict: true,
    ignoreDeprecations: "5.0",
  };
  const host: ts.CompilerHost = {
    getSourceFile: (name, target) => (name === fileName ? ts.createSourceFile(name, text, target) : undefined),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => name === fileName,
    readFile: () => text,
  };
  const program = ts.createProgram([fileName], options, host);
  return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()]
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))
    .filter((message) => !/Cannot find (module|global)/.test(message));
}

describe("the variable of an object", () => {
  test.each([
    ["orders-db", "ordersDb"],
    ["Orders", "orders"],
    ["주문 DB", "주문DB"],
    ["1st", "object1st"],
    ["½ off", "off"],
    ["..", "object"],
    ["new", "new2"],
    ["require", "require2"],
    ["pulumi", "pulumi2"],
    ["a.b_c", "aBC"],
    ["😀 smile", "smile"],
    ["\u{13460} key", "key"],
    ["\u2e2f", "object"],
    ['"; throw 1; //', "throw1"],
  ])("%j is called %s", (name, variable) => {
    expect(new Names().variable(name)).toBe(variable);
  });

  test.each(
    (
      "break class enum await yield let static implements package private public require exports module globalThis " +
      "undefined arguments eval async of type any number symbol object Object Promise default import as from get set"
    ).split(" "),
  )("compiles where the object is called %s", (name) => {
    expect(problemsOf(new Names().variable(name))).toEqual([]);
  });

  test("is not used twice", () => {
    const names = new Names();
    expect(["a-b", "aB", "a b", "aB2"].map((name) => names.variable(name))).toEqual(["aB", "aB2", "aB3", "aB22"]);
  });
});

describe("the name of a resource", () => {
  test("is the object's, and another one for the next object of its kind", () => {
    const names = new Names();
    expect(names.resource("Secret", "orders")).toBe("orders");
    expect(names.resource("Secret", "orders")).toBe("orders-2");
    expect(names.resource("KmsKey", "orders")).toBe("orders");
  });

  test("fits on a line", () => {
    const names = new Names();
    expect(names.resource("CloudService", " a\n\tb\u0000\u2028c ")).toBe("a b c");
    expect(names.resource("CloudService", "😀".repeat(300))).toBe("😀".repeat(100));
    expect(names.resource("CloudService", "😀".repeat(300))).toBe(`${"😀".repeat(100)}-2`);
  });
});
