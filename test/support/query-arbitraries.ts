import fc from "fast-check";

import { operators, symbols, type Operator } from "../../provider/queries/operators";

/** What a condition says, whatever its spelling is. */
export interface Meaning {
  readonly key: string;
  readonly operator: Operator;
  readonly value: unknown;
}

type Operands = Readonly<Record<(typeof operators)[Operator], fc.Arbitrary<unknown>>>;

const finite = { noNaN: true, noDefaultInfinity: true };
const plain = fc.oneof(fc.string(), fc.double(finite), fc.boolean());
const text = fc.string();
const pattern = fc.constantFrom("", "web", "^a.*[0-9]$", "(x|y)?", "서버");
const someOf = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const time = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9999-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const difference = fc.constantFrom("now", "now/d", "now-3d", "now/w + 2h", "now/m-1s");

const operands: Operands = {
  value: fc.option(plain),
  ordered: fc.oneof(text, fc.integer()),
  flag: fc.boolean(),
  text,
  pattern,
  values: fc.array(fc.oneof(fc.option(plain), fc.constant([])), { maxLength: 3 }),
  texts: someOf(text),
  patterns: someOf(pattern),
  object: fc.dictionary(fc.string(), plain),
  time,
  difference,
};

/** A number is compared with numbers, which may be written as texts. */
const number = fc.oneof(fc.double(finite), fc.integer().map(String));
const numbers: Operands = {
  ...operands,
  value: fc.option(number),
  ordered: number,
  values: fc.array(fc.option(number), { maxLength: 3 }),
};

const ofAll = Object.keys(operators) as Operator[];
const ofTexts = ofAll.filter((operator) => /contain|regex|match/.test(operator));
const ofTimes = ofAll.filter((operator) => /^(datetime|timediff)_/.test(operator));
const without = (...others: readonly Operator[]) => ofAll.filter((operator) => !others.includes(operator));

interface Field {
  readonly key: string;
  readonly operators: readonly Operator[];
  readonly operands: Operands;
}

const anything = ["name", "region_code", "data.os.type", "reference.resource_id"];
const fields: readonly Field[] = [
  ...anything.map((key) => ({ key, operators: ofAll, operands })),
  { key: "created_at", operators: without(...ofTexts), operands },
  { key: "instance_size", operators: without(...ofTexts, ...ofTimes), operands: numbers },
];
/** Only the conditions that all have to hold can name single tags. */
const tag: Field = { key: "tags.aws.Created_by", operators: ofAll, operands };

function meaningOf(known: readonly Field[]): fc.Arbitrary<Meaning> {
  return fc.oneof(
    ...known.map((of) =>
      fc
        .constantFrom(...of.operators)
        .chain((operator) => of.operands[operators[operator]].map((value) => ({ key: of.key, operator, value }))),
    ),
  );
}

/** Of the conditions that all have to hold. */
export const meaning = meaningOf([...fields, tag]);

/** Of the conditions one of which has to hold. */
export const alternative = meaningOf(fields);

/** Any of these paths with any operator, whether they go together or not; the value is one that the operator takes. */
export function anyCondition(paths: readonly string[]): fc.Arbitrary<Meaning> {
  return meaningOf(paths.map((key) => ({ key, operators: ofAll, operands })));
}

/** Words without spaces around them. */
export const words = fc.constantFrom("web", "db 10.0.0.1", "서버");

export const field = fc.constantFrom(...[...fields, tag].map(({ key }) => key));

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
