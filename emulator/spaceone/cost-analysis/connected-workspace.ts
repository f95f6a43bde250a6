import { isTruthy } from "../aggregation/python-truth";
import { isStruct, type Json } from "../json";
import { findRecords } from "../query/list";
import { keyOf, operandOf } from "../query/filter";
import type { Query } from "../wire/query";
import { dataSourceModel, withoutPlugin, type DataSource } from "./data-source";

interface Sought {
  readonly workspaceId: string;
  readonly domainId: string;
}

/**
 * The query for the data sources that a workspace gets costs from; undefined where the caller may not see the
 * workspace. Where none is connected, the service forgets the workspace.
 */
export function connectedQuery(
  stored: readonly DataSource[],
  sent: Query,
  { workspaceId, domainId }: Sought,
  now: number,
): Query | undefined {
  const { only: _only, minimal: _minimal, ...query } = sent;
  const visible = (query.filter ?? []).filter((condition) => keyOf(condition) === "workspace_id").flatMap(operandsOf);
  if (visible.length > 0 && !visible.includes(workspaceId)) return undefined;
  const connected = findRecords(dataSourceModel, stored, query, now).records.filter(isConnected);
  if (connected.length === 0) return sent;
  const ids = connected.map((dataSource) => dataSource["data_source_id"] ?? null);
  return {
    ...sent,
    filter: [
      { k: "data_source_id", v: ids, o: "in" },
      { k: "domain_id", v: domainId, o: "eq" },
    ],
  };
}

function operandsOf(condition: Parameters<typeof operandOf>[0]): readonly Json[] {
  const operand = operandOf(condition);
  return Array.isArray(operand) ? (operand as readonly Json[]) : [operand];
}

/** A data source of the domain that routes accounts is connected by accounts, which the emulator does not have. */
function isConnected({ plugin_info: plugin = null, resource_group }: DataSource): boolean {
  if (resource_group !== "DOMAIN") return true;
  if (!isStruct(plugin)) throw withoutPlugin();
  const { metadata = null } = plugin;
  return !isStruct(metadata) || !isTruthy(metadata["use_account_routing"]);
}
