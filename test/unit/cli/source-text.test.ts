import { runInNewContext } from "node:vm";

import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { ScriptTarget, transpileModule } from "typescript";

import { Code, sourceText } from "../../../cli/import/source-text";

/** As Pulumi compiles programs. */
const compilerOptions = { target: ScriptTarget.ES2020 };

/** The value of a program's expression. */
function evaluated(text: string): unknown {
  const { outputText } = transpileModule(`module.exports = ${text};`, { compilerOptions });
  return runInNewContext(outputText, { module: {} });
}

test("is the value again, whatever it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(evaluated(sourceText(value)))).toBe(JSON.stringify(value));
    }),
  );
});

test.each(['{"__proto__":{"a":1}}', '{"a-b":[],"":{},"constructor":null}', '["\\u2028","`${1}`","\\ud800"]'])(
  "keeps %s",
  (text) => {
    const value: unknown = JSON.parse(text);
    expect(JSON.stringify(evaluated(sourceText(value)))).toBe(JSON.stringify(value));
  },
);

test("takes code as it is, and breaks lines that are too long", () => {
  expect(sourceText({ kmsKeyId: new Code("orders.id"), tags: [{ a: 1 }] })).toBe(
    "{\n  kmsKeyId: orders.id,\n  tags: [{ a: 1 }],\n}",
  );
  expect(sourceText({ list: Array.from({ length: 3 }, () => "x".repeat(50)) })).toContain("  list: [\n");
});

test("has a line break only between members", () => {
  const text = sourceText({ "a\u2028": "b\u2029", c: ["d\n\r\u0085"] });
  expect(text.split(/[\n\r\u2028\u2029]/)).toHaveLength(4);
  expect(evaluated(text)).toEqual({ "a\u2028": "b\u2029", c: ["d\n\r\u0085"] });
});
