/** As much of JSON Schema as the reference uses. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** What is written in a format; the second one is tools/fixtures.mjs's own word. */
const formats: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  "local-date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
};

/** What in a value is not as its schema says, each with its place; a property that no schema mentions is one, too. */
export function schemaErrors(schema: Schema, value: unknown, place = "body"): string[] {
  if (schema.anyOf) {
    const errors = schema.anyOf.map((option) => schemaErrors(option, value, place));
    return errors.some((list) => list.length === 0) ? [] : errors.flat();
  }
  if (schema.type !== undefined && !hasType(schema.type, value)) return [`${place}: is not of type ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${place}: is none of ${schema.enum.join(", ")}`];
  if (typeof value === "string") return stringErrors(schema, value, place);
  if (Array.isArray(value)) return value.flatMap((item, index) => itemErrors(schema, item, `${place}[${index}]`));
  if (typeof value === "object" && value !== null) return objectErrors(schema, value, place);
  return [];
}

function itemErrors(schema: Schema, item: unknown, place: string): string[] {
  return schema.items ? schemaErrors(schema.items, item, place) : [];
}

function stringErrors(schema: Schema, text: string, place: string): string[] {
  const errors: string[] = [];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(text))
    errors.push(`${place}: ${schema.pattern}`);
  const { format } = schema;
  if (format !== undefined && !formats[format]?.test(text)) errors.push(`${place}: is no ${format}: ${text}`);
  if (text.length < (schema.minLength ?? 0)) errors.push(`${place}: is shorter than ${schema.minLength ?? 0}`);
  if (text.length > (schema.maxLength ?? Infinity)) errors.push(`${place}: is longer than ${schema.maxLength ?? 0}`);
  return errors;
}

function objectErrors(schema: Schema, value: object, place: string): string[] {
  const { properties } = schema;
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${place}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      // Of some objects the reference does not say what is in them.
      if (!properties) return [];
      const property = properties[name];
      return property ? schemaErrors(property, member, `${place}.${name}`) : [`${place}.${name}: is not documented`];
    }),
  ];
}

function hasType(type: string, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
