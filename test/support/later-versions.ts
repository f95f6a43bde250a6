import { readDocument, type ApiFixture, type ApiOperation } from "./api-document";
import type { Schema } from "./json-schema";

/** Versions that there are no documents of: each is the newest document with what is known besides (SCP 13). */
interface LaterVersion {
  readonly service: string;
  readonly version: string;
  /** The version of the newest document. */
  readonly like: string;
  readonly operations?: readonly ApiOperation[];
  /** Fields that an object in a reply has besides, of unknown types: by the name of the reply's schema. */
  readonly fields?: { readonly schema: string; readonly object: string; readonly names: readonly string[] };
}

const laterVersions: readonly LaterVersion[] = [
  { service: "kms", version: "1.3", like: "1.2" },
  {
    service: "secretsmanager",
    version: "1.2",
    like: "1.1",
    operations: [{ method: "POST", path: "/v1/secrets/kms-key", query: [], request: null, response: { status: 404 } }],
  },
  {
    service: "certificatemanager",
    version: "1.2",
    like: "1.1",
    fields: {
      schema: "CertificateDetailResponse",
      object: "certificate",
      names: [
        "days_until_expiration",
        "is_in_use",
        "issuer",
        "public_key_bit_size",
        "public_key_type",
        "signature_algorithm",
        "sub_domain",
      ],
    },
  },
  { service: "configinspection", version: "1.2", like: "1.1" },
];

/** What a later version has, made of its newest document; undefined for a version that is no later one. */
export function laterFixture(service: string, version: string): ApiFixture | undefined {
  const later = laterVersions.find((candidate) => candidate.service === service && candidate.version === version);
  if (!later) return undefined;
  const fixture = readDocument(service, later.like);
  const { operations = [], fields } = later;
  const changed = fields && { [fields.schema]: withFields(fixture.schemas[fields.schema] ?? {}, fields) };
  return {
    ...fixture,
    version,
    operations: [...fixture.operations, ...operations],
    schemas: { ...fixture.schemas, ...changed },
  };
}

function withFields(schema: Schema, { object, names }: NonNullable<LaterVersion["fields"]>): Schema {
  const known = schema.properties?.[object];
  if (!known) throw new Error(`the schema has no ${object}`);
  const properties = { ...known.properties, ...Object.fromEntries(names.map((name) => [name, {}])) };
  const required = [...(known.required ?? []), ...names];
  return { ...schema, properties: { ...schema.properties, [object]: { ...known, properties, required } } };
}
