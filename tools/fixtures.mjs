// Makes the compact fixtures of the contract tests from OpenAPI files: `node tools/fixtures.mjs <folder>`.
//
// The folder holds `<service>-<version>.json` of SCP; of each the operations are kept, and the schemas that they name, with
// their references filled in and without prose. Of SpaceONE's
// `spaceone-<service>.json` the names of the fields are kept, and the types of those of queries.
// It may also hold `scpcli.txt`, the text of the page that documents SCP's command line tool: its commands are kept.
// The tests use the fixtures only: the folder is needed when the reference changes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "test", "contract", "fixtures");

const source = process.argv[2];
if (source === undefined || process.argv.length > 3) {
  console.error("usage: node tools/fixtures.mjs <folder with the OpenAPI files>");
  process.exit(2);
}

mkdirSync(target, { recursive: true });
for (const file of readdirSync(source).filter(isWanted).sort()) {
  const spec = JSON.parse(readFileSync(join(source, file), "utf8"));
  const fixture = file.startsWith("spaceone-") ? compactSpaceone(spec) : compact(spec);
  await write(file, fixture);
  console.log(`${file}: ${fixture.operations.length} operations`);
}

const commandsPage = join(source, "scpcli.txt");
if (existsSync(commandsPage)) {
  const commands = commandsOf(readFileSync(commandsPage, "utf8"));
  await write("scpcli.json", { commands });
  console.log(`scpcli.json: ${commands.length} commands`);
}

async function write(file, fixture) {
  writeFileSync(join(target, file), await format(JSON.stringify(fixture), { parser: "json", printWidth: 120 }));
}

/** True of the services that the package has a client for, and of those of SpaceONE that the emulator has. */
function isWanted(file) {
  const [, spaceoneService, service] = /^(?:spaceone-([a-z-]+)|([a-z-]+)-\d+\.\d+)\.json$/.exec(file) ?? [];
  return spaceoneService === undefined
    ? existsSync(join(root, "provider", "clients", "scp", service ?? "", "operations.ts"))
    : existsSync(join(root, "emulator", "spaceone", spaceoneService, "service.ts"));
}

/** The commands of a page where a heading such as "1.1.2 - 1.0" has the version of the one that follows. */
function commandsOf(page) {
  const commands = new Map();
  for (const [, version, line] of page.matchAll(/^[\d.]+ - (\d+\.\d+)\s+^scpcli (.+)$/gm)) {
    commands.set(line, [version, ...(commands.get(line) ?? [])].sort());
  }
  return Array.from(commands, ([line, versions]) => {
    const [service, ...command] = line.split(" ");
    return { service, command: command.join(" "), versions };
  });
}

function compactSpaceone(spec) {
  const operations = Object.entries(spec.paths).map(([path, { post }]) => {
    const { schema } = post.requestBody.content["application/json"];
    const reply = post.responses["200"].content?.["application/json"];
    return {
      path,
      request: Object.keys(schema.properties),
      reply: reply?.schema.$ref ? fieldNames(spec, schemaName(reply.schema)) : null,
    };
  });
  const requests = Object.values(spec.paths).map(({ post }) => post.requestBody);
  return { operations, messages: Object.fromEntries(messagesIn(requests, spec)), queries: queryMessages(spec) };
}

/** The messages that these schemas name, and those that these name: the names of their fields by the messages' names. */
function messagesIn(schemas, spec, found = new Map()) {
  for (const [, name] of JSON.stringify(schemas).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    if (found.has(name)) continue;
    const { properties } = spec.components.schemas[name];
    found.set(name, Object.keys(properties));
    messagesIn(properties, spec, found);
  }
  return found;
}

/** The messages that queries are made of: the types of their fields by name, and in brackets those of lists. */
function queryMessages(spec) {
  const messages = {};
  const add = (name) => {
    if (name in messages) return;
    messages[name] = {};
    for (const [field, { type, items, $ref }] of Object.entries(spec.components.schemas[name].properties)) {
      const message = items?.$ref ?? $ref;
      const one = message?.split("/").at(-1) ?? items?.type ?? (type === "array" ? "any" : type);
      messages[name][field] = type === "array" ? [one] : one;
      if (message) add(one);
    }
  };
  for (const { post } of Object.values(spec.paths)) {
    for (const { $ref, items } of Object.values(post.requestBody.content["application/json"].schema.properties)) {
      const name = ($ref ?? items?.$ref)?.split("/").at(-1);
      if (/Query$|^Export/.test(name ?? "")) add(name);
    }
  }
  return messages;
}

/** Of a list of messages the names of each one's fields. */
function fieldNames(spec, name) {
  const { properties } = spec.components.schemas[name];
  const item = properties.results?.items.$ref;
  return item ? fieldNames(spec, item.split("/").at(-1)) : Object.keys(properties);
}

function compact(spec) {
  const operations = Object.entries(spec.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => compactOperation(method, path, operation)),
  );
  return {
    service: spec["x-service"],
    version: spec.info.version,
    status: spec.info["x-status"],
    notBefore: spec.info["x-not-before"],
    operations,
    schemas: namedSchemas(operations, spec),
  };
}

function compactOperation(method, path, operation) {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith("2"));
  return {
    method: method.toUpperCase(),
    path,
    query: operation.parameters
      .filter((parameter) => parameter.in === "query")
      .map(({ name, required, schema }) => ({ name, required, schema })),
    request: compactContent(operation.requestBody?.content),
    response: { status: Number(status), ...compactContent(response.content) },
  };
}

function compactContent(content) {
  const json = content?.["application/json"];
  return json ? { schema: schemaName(json.schema), example: json.example } : null;
}

function schemaName(schema) {
  return schema.$ref.split("/").at(-1);
}

function namedSchemas(operations, spec) {
  const names = operations.flatMap(({ request, response }) => [request?.schema, response.schema]);
  const used = [...new Set(names.filter((name) => name !== undefined))].sort();
  return Object.fromEntries(used.map((name) => [name, resolve(spec.components.schemas[name], spec)]));
}

/** A schema with its references filled in, and without what is written for readers. */
function resolve(schema, spec) {
  if (Array.isArray(schema)) return schema.map((item) => resolve(item, spec));
  if (typeof schema !== "object" || schema === null) return schema;
  if (typeof schema.$ref === "string") return resolve(spec.components.schemas[schemaName(schema)], spec);
  const kept = Object.entries(withLocalFormat(schema)).filter(
    ([name]) => name !== "description" && name !== "x-example",
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, resolveMember(name, value, spec)]));
}

/** The reference calls all dates date-time; of some only its example says that they have no zone. */
function withLocalFormat(schema) {
  const isLocal = schema.format === "date-time" && /T\d\d:\d\d:\d\d$/.test(schema["x-example"]);
  return isLocal ? { ...schema, format: "local-date-time" } : schema;
}

/** `properties` holds names, not key words: a property may well be called "description". */
function resolveMember(name, value, spec) {
  if (name !== "properties") return resolve(value, spec);
  return Object.fromEntries(Object.entries(value).map(([property, schema]) => [property, resolve(schema, spec)]));
}
