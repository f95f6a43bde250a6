import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { listCloudServices } from "../../../provider/index";
import type { Operator } from "../../../provider/queries/operators";
import { useEmulator } from "../../support/in-process-emulator";
import { isFound } from "../../support/plain-filter";
import { useProgram } from "../../support/program";
import type { Meaning } from "../../support/query-arbitraries";

const running = useEmulator();
useProgram(() => running.emulator);

const dayMs = 86_400_000;
const text = fc.constantFrom("", "a", "A", "ab", "b.c", "(b", "서버", "10");
const number = fc.constantFrom(-1, 0, 1, 2.5, 10);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const anything = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.record({ x: scalar }));
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });

const object = fc.record(
  {
    name: text,
    instance_size: number,
    ip_addresses: fc.array(text, { maxLength: 2 }),
    region_code: text,
    project_id: text,
    data: fc.record(
      { v: anything, n: number, l: fc.array(fc.oneof(fc.record({ k: scalar, v: scalar }), scalar), { maxLength: 3 }) },
      { requiredKeys: [] },
    ),
    reference: fc.record({ resource_id: text }, { requiredKeys: [] }),
    tags: fc.record({ aws: fc.record({ team: scalar, "a.b": text }, { requiredKeys: [] }) }, { requiredKeys: [] }),
    daysAgo: fc.constantFrom(0.5, 2.5, 9.5),
  },
  { requiredKeys: ["daysAgo"] },
);

/** The values that an operator is tried with, by what it compares. */
const ofTexts: Partial<Record<Operator, fc.Arbitrary<unknown>>> = {
  contain: text,
  not_contain: text,
  contain_in: some(text),
  not_contain_in: some(text),
  regex: fc.constantFrom("^a", "b$", ".", "[0-9]", "^$"),
  regex_in: some(fc.constantFrom("^a", "버", "c")),
};
const ofAll: typeof ofTexts = {
  eq: scalar,
  not: scalar,
  in: fc.array(fc.oneof(scalar, fc.constant([])), { maxLength: 3 }),
  not_in: fc.array(fc.oneof(scalar, fc.constant([])), { maxLength: 3 }),
  exists: fc.boolean(),
};
const ordered = (of: fc.Arbitrary<unknown>): typeof ofTexts => ({ lt: of, lte: of, gt: of, gte: of });
const match = { match: fc.record({ k: scalar, v: scalar }, { requiredKeys: [] }) };
const withNull = fc.option(number);
const ofNumbers = {
  ...ordered(number),
  eq: withNull,
  not: withNull,
  in: fc.array(withNull, { maxLength: 3 }),
  not_in: fc.array(withNull, { maxLength: 3 }),
  exists: fc.boolean(),
};
const days = fc.constantFrom("now-1d", "now-3d", "now-30d");
const ofTimes = {
  timediff_lt: days,
  timediff_lte: days,
  timediff_gt: days,
  timediff_gte: days,
  datetime_lt: fc.constant("2020-01-01"),
  datetime_gte: fc.constantFrom("2020-01-01T00:00:00Z", "2100-01-01"),
  exists: fc.boolean(),
};

const every = { ...ofAll, ...ofTexts, ...ordered(fc.oneof(text, number)), ...match };
const operands: Readonly<Record<string, typeof ofTexts>> = {
  name: { ...ofAll, ...ofTexts, ...ordered(text) },
  region_code: { ...ofAll, ...ofTexts, ...ordered(text) },
  instance_size: ofNumbers,
  ip_addresses: { ...ofAll, ...ofTexts },
  project_id: { ...ofAll, ...ofTexts },
  "reference.resource_id": { ...ofAll, ...ofTexts },
  "data.v": every,
  "data.v.x": every,
  "data.n": every,
  "data.l": every,
  "data.l.k": every,
  created_at: ofTimes,
};
const tags: typeof operands = { "tags.aws.team": every, "tags.aws.a.b": { ...ofAll, ...ofTexts } };

function conditions(of: typeof operands): fc.Arbitrary<Meaning> {
  const meanings = Object.entries(of).map(([key, values]) =>
    fc.oneof(
      ...Object.entries(values).map(([operator, value]) =>
        value.map((one): Meaning => ({ key, operator: operator as Operator, value: one })),
      ),
    ),
  );
  return fc.oneof(...meanings);
}

const type = { provider: "aws", cloud_service_group: "G", cloud_service_type: "T" };
const query = fc.record({
  filter: fc.array(conditions({ ...operands, ...tags }), { maxLength: 3 }),
  filterOr: fc.array(conditions(operands), { maxLength: 3 }),
});
const count = 8;
const objects = fc.array(object, { minLength: count, maxLength: count });

/** The object as the service keeps it: what it does not have is null, but for its project. Tags have keys with dots. */
function kept({
  tags: branches = {},
  ...fields
}: Record<string, unknown> & { tags?: { aws?: Record<string, unknown> } }) {
  const { "a.b": dotted, ...aws } = branches.aws ?? {};
  const stored = { name: null, instance_size: null, region_code: null, ip_addresses: [], data: {}, reference: {} };
  return { ...stored, ...fields, tags: { aws: { ...aws, ...(dotted === undefined ? {} : { a: { b: dotted } }) } } };
}

test("a filter finds what a plain filter over all objects finds", async () => {
  const found = { some: 0, none: 0 };
  const property = fc.asyncProperty(objects, query, async (made, asked) => {
    const now = Date.now();
    const cloud_services = made.map(({ daysAgo, ...fields }, index) => ({
      ...type,
      ...fields,
      cloud_service_id: `cloud-svc-${String(index)}`,
      created_at: new Date(now - daysAgo * dayMs).toISOString(),
    }));
    await running.client.seed({ cloud_services });
    const expected = cloud_services.filter((service) => isFound(kept(service), asked, now));
    const ids = (await listCloudServices({ ...asked, only: ["id"] } as never)).map(({ id }) => id);
    expect(ids).toEqual(expected.map(({ cloud_service_id: id }) => id));
    found[ids.length === 0 ? "none" : "some"] += 1;
  });
  await fc.assert(property, { numRuns: 150 });
  // Neither side of it is tested only by lists that are empty.
  expect(Math.min(found.some, found.none)).toBeGreaterThan(15);
});
