import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { certificateManagerOperations } from "../../provider/clients/scp/certificatemanager/operations";
import { configInspectionOperations } from "../../provider/clients/scp/configinspection/operations";
import { kmsOperations } from "../../provider/clients/scp/kms/operations";
import { secretsManagerOperations } from "../../provider/clients/scp/secretsmanager/operations";
import { secretVaultOperations } from "../../provider/clients/scp/secretvault/operations";
import { costAnalysisOperations } from "../../provider/clients/spaceone/cost-analysis/operations";
import { inventoryOperations } from "../../provider/clients/spaceone/inventory/operations";
import { secretOperations } from "../../provider/clients/spaceone/secret/operations";
import type { OperationTable } from "../../provider/clients/operation";
import * as entries from "./coverage-entries";
import type { CoverageEntries, CoverageEntry } from "./coverage-entry";
import { table } from "./markdown";

/** A service with its operations and what there is for each. */
export interface CoveredService {
  readonly title: string;
  /** The folder of its client below provider/clients. */
  readonly folder: string;
  readonly operations: OperationTable;
  readonly entries: CoverageEntries;
}

export const scpServices: readonly CoveredService[] = [
  { title: "Key Management Service", folder: "scp/kms", operations: kmsOperations, entries: entries.kms },
  {
    title: "Secrets Manager",
    folder: "scp/secretsmanager",
    operations: secretsManagerOperations,
    entries: entries.secretsManager,
  },
  { title: "Secret Vault", folder: "scp/secretvault", operations: secretVaultOperations, entries: entries.secretVault },
  {
    title: "Certificate Manager",
    folder: "scp/certificatemanager",
    operations: certificateManagerOperations,
    entries: entries.certificateManager,
  },
  {
    title: "Config Inspection",
    folder: "scp/configinspection",
    operations: configInspectionOperations,
    entries: entries.configInspection,
  },
];

export const spaceoneServices: readonly CoveredService[] = [
  {
    title: "Inventory",
    folder: "spaceone/inventory",
    operations: withPublished("inventory", inventoryOperations),
    entries: entries.inventory,
  },
  {
    title: "Secret",
    folder: "spaceone/secret",
    operations: withPublished("secret", secretOperations),
    entries: entries.spaceoneSecret,
  },
  {
    title: "Cost Analysis",
    folder: "spaceone/cost-analysis",
    operations: withPublished("cost-analysis", costAnalysisOperations),
    entries: entries.costAnalysis,
  },
];

/** The operations of a service of SpaceONE, with the published ones that this package has no row for, by their paths. */
function withPublished(service: string, rows: OperationTable): OperationTable {
  const file = join(__dirname, "..", "..", "test", "contract", "fixtures", `spaceone-${service}.json`);
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as { operations: readonly { path: string }[] };
  const known = Object.values(rows).map(({ path }) => path);
  const others = operations.filter(({ path }) => !known.includes(path));
  const row = { method: "POST", versions: ["2"], repeatable: true } as const;
  return { ...rows, ...Object.fromEntries(others.map(({ path }) => [path, { ...row, path }])) };
}

/** All tables of docs/coverage.md. */
export function coveragePart(): string {
  const scp = scpServices.map(({ title, folder, operations, entries: of }) => {
    const rows = Object.entries(operations).map(([name, { method, path, versions }]) => [
      code(`${method} ${path}`),
      versions.join(", "),
      commandOf(folder, of[name]),
      textOf(of[name]),
    ]);
    return `### ${title}\n\n${table(["operation", "API versions", "command", "this package"], rows)}`;
  });
  const rows = spaceoneServices.flatMap(({ operations, entries: of }) =>
    Object.entries(operations).map(([name, { path }]) => [code(path), textOf(of[name])]),
  );
  return ["## Samsung Cloud Platform", ...scp, "## SpaceONE", table(["operation", "this package"], rows)].join("\n\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function commandOf(folder: string, entry: CoverageEntry | undefined): string {
  return entry?.command === undefined ? "" : code(`scpcli ${basename(folder)} ${entry.command}`);
}

function textOf(entry: CoverageEntry | undefined): string {
  if (entry === undefined) return "";
  if ("notDone" in entry) return `not called: ${entry.notDone}`;
  return entry.by.map((text) => text.replace(/^\S+/, "`$&`")).join(", ");
}
