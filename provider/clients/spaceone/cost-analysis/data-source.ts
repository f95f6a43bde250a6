import { z } from "zod";

import { number, struct, text, texts, type Struct } from "../wire";

/**
 * A data source of costs. A field that a reply leaves out is "", 0 or empty. The secret data that its plugin may have is
 * not kept.
 */
export interface DataSource {
  readonly id: string;
  readonly name: string;
  /** LOCAL, EXTERNAL or WAREHOUSE. */
  readonly dataSourceType: string;
  readonly permissions: Struct;
  readonly provider: string;
  readonly secretType: string;
  readonly secretFilter: {
    readonly state: string;
    readonly secrets: readonly string[];
    readonly serviceAccounts: readonly string[];
    readonly schemas: readonly string[];
  };
  readonly plugin: {
    readonly pluginId: string;
    readonly version: string;
    readonly options: Struct;
    readonly metadata: Struct;
    readonly upgradeMode: string;
  };
  readonly schedule: { readonly state: string; readonly hour: number };
  readonly template: Struct;
  readonly tags: Struct;
  readonly costTagKeys: readonly string[];
  readonly costAdditionalInfoKeys: readonly string[];
  readonly costDataKeys: readonly string[];
  readonly dataSourceAccountCount: number;
  readonly connectedWorkspaceCount: number;
  readonly resourceGroup: string;
  readonly domainId: string;
  /** Undefined for a data source of the whole domain. */
  readonly workspaceId: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastSynchronizedAt: string;
}

const secretFilter = z
  .object({ state: text, secrets: texts, service_accounts: texts, schemas: texts })
  .nullish()
  .transform((wire): DataSource["secretFilter"] => ({
    state: wire?.state ?? "",
    secrets: wire?.secrets ?? [],
    serviceAccounts: wire?.service_accounts ?? [],
    schemas: wire?.schemas ?? [],
  }));

const plugin = z
  .object({ plugin_id: text, version: text, options: struct, metadata: struct, upgrade_mode: text })
  .nullish()
  .transform((wire): DataSource["plugin"] => ({
    pluginId: wire?.plugin_id ?? "",
    version: wire?.version ?? "",
    options: wire?.options ?? {},
    metadata: wire?.metadata ?? {},
    upgradeMode: wire?.upgrade_mode ?? "",
  }));

const schedule = z
  .object({ state: text, hour: number })
  .nullish()
  .transform((wire): DataSource["schedule"] => wire ?? { state: "", hour: 0 });

export const dataSourceReply = z
  .object({
    data_source_id: z.string().min(1),
    name: text,
    data_source_type: text,
    permissions: struct,
    provider: text,
    secret_type: text,
    secret_filter: secretFilter,
    plugin_info: plugin,
    schedule,
    template: struct,
    tags: struct,
    cost_tag_keys: texts,
    cost_additional_info_keys: texts,
    cost_data_keys: texts,
    data_source_account_count: number,
    connected_workspace_count: number,
    resource_group: text,
    domain_id: text,
    workspace_id: text,
    created_at: text,
    updated_at: text,
    last_synchronized_at: text,
  })
  .transform((wire): DataSource => ({
    id: wire.data_source_id,
    name: wire.name,
    dataSourceType: wire.data_source_type,
    permissions: wire.permissions,
    provider: wire.provider,
    secretType: wire.secret_type,
    secretFilter: wire.secret_filter,
    plugin: wire.plugin_info,
    schedule: wire.schedule,
    template: wire.template,
    tags: wire.tags,
    costTagKeys: wire.cost_tag_keys,
    costAdditionalInfoKeys: wire.cost_additional_info_keys,
    costDataKeys: wire.cost_data_keys,
    dataSourceAccountCount: wire.data_source_account_count,
    connectedWorkspaceCount: wire.connected_workspace_count,
    resourceGroup: wire.resource_group,
    domainId: wire.domain_id,
    workspaceId: wire.workspace_id === "*" ? undefined : wire.workspace_id,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    lastSynchronizedAt: wire.last_synchronized_at,
  }));
