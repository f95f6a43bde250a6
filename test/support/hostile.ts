import fc from "fast-check";

/** FUZZ_RUNS=5000 looks longer. */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const asked = process.env["FUZZ_RUNS"];
  // Without it a test does the same each time.
  return asked === undefined ? { numRuns: usual, seed: 1 } : { numRuns: Number(asked) };
}

/** Texts that nobody expects. */
export const oddTexts: readonly string[] = [
  "",
  " ",
  "null",
  "0",
  "-1",
  "1e400",
  "9007199254740993",
  "두 번째 이름",
  "\u0000",
  "\u001b[2J",
  "a\r\nX-Injected: 1",
  "../../admin",
  "..%2f..%2fadmin",
  "//evil.example/",
  "https://evil.example/",
  "?a=b#c",
  "%",
  "\ud800",
  "__proto__",
  "constructor",
  "toString",
  "<script>",
  "2026-13-45T99:99:99Z",
  "x".repeat(5000),
];

/** Of any characters, whether they are assigned or not. fast-check's own strings of that kind take seconds to be made ready. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 })
  .map((points) => String.fromCodePoint(...points));

export const oddText = fc.oneof(fc.constantFrom(...oddTexts), anyText);

const oddNumber = fc.constantFrom(0, -1, 1.5, 1e21, -1e21, Number.MAX_SAFE_INTEGER + 2, -0, 1e-9);

/** Names that have a meaning to JavaScript, and some of fields. */
const oddName = fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "id", "name", "length", ""), oddText);

/** Any JSON value, with odd names and texts in it; `__proto__` is a member like any other. */
export const oddJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; list: unknown[]; object: unknown }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: "json" },
      fc.constant(null),
      fc.boolean(),
      oddNumber,
      oddText,
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("value"), { maxLength: 4, depthIdentifier: "json" }),
    object: fc
      .array(fc.tuple(oddName, tie("value")), { maxLength: 4, depthIdentifier: "json" })
      .map((members): unknown => JSON.parse(`{${members.map(memberText).join(",")}}`)),
  }),
).value;

function memberText([name, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

/** A value of which one part is another one, is missing, or is there a thousand times. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  return fc
    .tuple(fc.constantFrom(...paths), fc.oneof(oddJson, fc.constant(missing), fc.constant(repeated)))
    .map(([path, change]) => changed(value, path, change));
}

const missing = Symbol("missing");
const repeated = Symbol("repeated");

function pathsOf(value: unknown): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([name, part]) => pathsOf(part).map((path) => [name, ...path] as const)),
  ];
}

function changed(value: unknown, [name, ...rest]: readonly string[], change: unknown): unknown {
  if (name === undefined) {
    if (change === repeated) return Array.from({ length: 1000 }, () => value);
    return change === missing ? null : change;
  }
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length === 0 && change === missing) Reflect.deleteProperty(copy, name);
  else copy[name] = changed(copy[name], rest, change);
  return copy;
}

/** What nothing that is read may ever change. */
export function expectNoPollution(): void {
  const added = Object.keys(Object.prototype);
  if (added.length > 0 || Object.keys(Array.prototype).length > 0) throw new Error(`a prototype has ${String(added)}`);
}

/** A document, changed in a part, cut, or something else. */
export function documents(good: object): fc.Arbitrary<string> {
  const text = JSON.stringify(good);
  return fc.oneof(
    mutated(good).map((value) => JSON.stringify(value)),
    oddJson.map((value) => JSON.stringify(value)),
    fc.nat(text.length).map((length) => text.slice(0, length)),
    oddText,
    oddText.map((odd) => `\ufeff${text}${odd}`),
  );
}
