import fc from "fast-check";

import { operators, symbols, type Operator } from "../../provider/queries/operators";

/** What a condition says, whatever its spelling is. */
export interface Meaning {
  readonly key: string;
  readonly operator: Operator;
  readonly value: unknown;
}

const plain = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
const text = fc.string();
const texts = fc.array(text, { minLength: 1, maxLength: 3 });
const time = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9999-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const difference = fc.constantFrom("now", "now/d", "now-3d", "now/w + 2h", "now/m-1s");

const operands: Readonly<Record<(typeof operators)[Operator], fc.Arbitrary<unknown>>> = {
  value: fc.option(plain),
  ordered: fc.oneof(text, fc.integer()),
  flag: fc.boolean(),
  text,
  values: fc.array(fc.oneof(fc.option(plain), fc.constant([])), { maxLength: 3 }),
  texts,
  object: fc.dictionary(fc.string(), plain),
  time,
  difference,
};

const keys = ["name", "region_code", "data.os.type", "tags.aws.Created_by", "created_at", "reference.resource_id"];

/** Words without spaces around them. */
export const words = fc.constantFrom("web", "db 10.0.0.1", "서버");

export const meaning: fc.Arbitrary<Meaning> = fc
  .record({ key: fc.constantFrom(...keys), operator: fc.constantFrom(...(Object.keys(operators) as Operator[])) })
  .chain(({ key, operator }) => operands[operators[operator]].map((value) => ({ key, operator, value })));

export const field = fc.constantFrom(...keys);

/** A condition in the console's spelling; undefined where the console has none for it. */
export function consoleCondition({ key, operator, value }: Meaning): object | undefined {
  const singular: Partial<Record<Operator, Operator>> = {
    in: "eq",
    not_in: "not",
    contain_in: "contain",
    not_contain_in: "not_contain",
    regex_in: "regex",
  };
  const wanted = singular[operator] ?? operator;
  const symbol = Object.entries(symbols).find(([, one]) => one === wanted)?.[0];
  return symbol === undefined ? undefined : { k: key, v: value, o: symbol };
}
