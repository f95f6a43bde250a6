import { describe, expect, test } from "@jest/globals";

import { schemaOf, type ApiFixture, type ApiOperation } from "./api-fixture";
import type { Answer } from "./emulator-client";
import type { Schema } from "./json-schema";
import { inputsBeyond, inputsWithin, wrongTypes } from "./schema-inputs";

type Fields = Readonly<Record<string, unknown>>;

interface Served {
  readonly title: string;
  readonly fixture: ApiFixture;
  readonly operation: ApiOperation;
}

/** How a service is called. */
interface Calls {
  /** A body that is accepted while a test runs. */
  readonly exampleOf: (operation: ApiOperation) => Fields;
  readonly send: (operation: ApiOperation, body: unknown, fixture: ApiFixture) => Promise<Answer>;
  /** Calls with a body that must be refused, and answers the details. */
  readonly refuse: (operation: ApiOperation, body: unknown, fixture: ApiFixture) => Promise<string[]>;
  /** True of a field that a value at its limit needs more than the schema says for. */
  readonly isLimited?: (operation: ApiOperation, name: string) => boolean;
}

const malformed: readonly (readonly [body: string, details: readonly string[]])[] = [
  ["", ["Field required"]],
  ["{", ["JSON decode error"]],
  ["[]", ["Input should be a valid dictionary"]],
  ['"x"', ["Input should be a valid dictionary"]],
  ["null", ["Input should be a valid dictionary"]],
];

/** Compares what a service makes of bodies, and of the objects in them, with their documented schemas. */
export function documentedBodies(served: readonly Served[], calls: Calls): void {
  for (const { title, fixture, operation } of served) {
    if (!operation.request) continue;
    const schema = schemaOf(fixture, operation.request.schema);
    describe(`the body of ${title}`, () => {
      test.each(malformed)("can't be %j", async (body, details) => {
        expect(await calls.refuse(operation, body, fixture)).toEqual(details);
      });
      documentedFields(schema, {
        example: () => calls.exampleOf(operation),
        send: (fields) => calls.send(operation, fields, fixture),
        refuse: (fields) => calls.refuse(operation, fields, fixture),
        status: operation.response.status,
        isLimited: (name) => calls.isLimited?.(operation, name) ?? false,
      });
    });
    for (const [part, partSchema] of objectsIn(schema)) {
      const whole = (fields: Fields): Fields => ({ ...calls.exampleOf(operation), [part]: fields });
      describe(`the ${part} of ${title}`, () => {
        documentedFields(partSchema, {
          example: () => calls.exampleOf(operation)[part] as Fields,
          send: (fields) => calls.send(operation, whole(fields), fixture),
          refuse: (fields) => calls.refuse(operation, whole(fields), fixture),
          status: operation.response.status,
          isLimited: () => false,
        });
      });
    }
  }
}

function objectsIn({ properties = {} }: Schema): [string, Schema][] {
  return Object.entries(properties).filter(([, { type, properties: known }]) => type === "object" && known);
}

interface FieldCalls {
  readonly example: () => Fields;
  readonly send: (fields: Fields) => Promise<Answer>;
  readonly refuse: (fields: Fields) => Promise<string[]>;
  /** Of a success. */
  readonly status: number;
  readonly isLimited: (name: string) => boolean;
}

function documentedFields(schema: Schema, { example, send, refuse, status, isLimited }: FieldCalls): void {
  const required = schema.required ?? [];
  const properties = Object.entries(schema.properties ?? {});

  each(required, "needs %s", async (field) => {
    const { [field]: _left, ...rest } = example();
    expect(await refuse(rest)).toEqual(["Field required"]);
  });

  if (required.length > 0) {
    test("is told once for each field that is missing", async () => {
      expect(await refuse({})).toEqual(required.map(() => "Field required"));
    });
  }

  test("may have fields that are not documented", async () => {
    expect((await send({ ...example(), unknown_field: { a: 1 } })).status).toBe(status);
  });

  each(valuesOf(wrongTypes), "refuses $name as $value", async ({ name, value }) => {
    expect(await refuse({ ...example(), [name]: value })).toHaveLength(1);
  });

  each(valuesOf(inputsBeyond), "refuses $name beyond its limit: $value", async ({ name, value }) => {
    const details = await refuse({ ...example(), [name]: value });
    expect(details.join()).not.toContain(name);
  });

  const within = valuesOf(inputsWithin).filter(({ name }) => !isLimited(name));
  each(within, "accepts $name at its limit: $value", async ({ name, value }) => {
    const answer = await send({ ...example(), [name]: value });
    expect([answer.status, answer.text.includes('"errors"')]).toEqual([status, false]);
  });

  function valuesOf(inputs: (property: Schema) => unknown[]): { name: string; value: unknown }[] {
    return properties.flatMap(([name, property]) => inputs(property).map((value) => ({ name, value })));
  }
}

/** `test.each`, which refuses an empty table. */
function each<T>(table: readonly T[], title: string, run: (row: T) => Promise<void>): void {
  if (table.length > 0) test.each([...table])(title, run);
}
