import * as inventory from "./definitions/inventory";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of SpaceONE's inventory as a program calls them. definitions/inventory.ts says what they do.

export type * from "./definitions/inventory-contract";

/**
 * Looks up a cloud service by its id or its name, with its metadata and the tags of all writers. Names are not unique: it is
 * an error where several have the name. By its id a deleted one is found, too, for some months; its state is `DELETED`.
 *
 * @example
 * ```ts
 * const { regionCode, tagBranches } = await getCloudService({ id: "cloud-svc-11111111111111" });
 * ```
 */
export const getCloudService = promiseForm(inventory.getCloudService);

/** {@link getCloudService} for arguments that are Outputs. */
export const getCloudServiceOutput = outputForm(inventory.getCloudService);

/**
 * Lists cloud services, without their metadata: those with the given values that fit a query of SpaceONE's whole query
 * language. Conditions may be written by `where`, in the service's long and short spelling, and as SpaceONE's console writes
 * them. Blocks of 1000 are read as far as the program wants them.
 *
 * @example
 * ```ts
 * const instances = await listCloudServices({
 *   provider: "aws",
 *   cloudServiceGroup: "EC2",
 *   filter: [
 *     where("data.hardware.core").gte(3),
 *     { k: "tags.aws.Created_by", v: "wonny", o: "eq" },
 *     { k: "region_code", v: ["ap-northeast-1", "ap-northeast-2"], o: "=" },
 *   ],
 *   sort: [{ key: "createdAt", desc: true }],
 * });
 * for await (const { name, data } of listCloudServices({ only: ["name", "data.os"] })) console.log(name, data);
 * ```
 */
export const listCloudServices = listForm(inventory.listCloudServices);

/** {@link listCloudServices} for arguments that are Outputs. */
export const listCloudServicesOutput = outputListForm(inventory.listCloudServices);

/**
 * Counts cloud services, without reading them.
 *
 * @example
 * ```ts
 * const untagged = await countCloudServices({ filter: [where("tags.custom.team").exists(false)] });
 * ```
 */
export const countCloudServices = promiseForm(inventory.countCloudServices);

/** {@link countCloudServices} for arguments that are Outputs. */
export const countCloudServicesOutput = outputForm(inventory.countCloudServices);

/**
 * Makes statistics of cloud services: the different values of a field, or a calculation in stages.
 *
 * @example
 * ```ts
 * const { results: regions } = await statCloudServices({ distinct: "regionCode" });
 * const { results: largest } = await statCloudServices({
 *   aggregate: [
 *     { group: { keys: [{ key: "provider", name: "provider" }], fields: [{ operator: "count", name: "total" }] } },
 *     { sort: [{ key: "total", desc: true }] },
 *     { limit: 3 },
 *   ],
 * });
 * ```
 */
export const statCloudServices = promiseForm(inventory.statCloudServices);

/** {@link statCloudServices} for arguments that are Outputs. */
export const statCloudServicesOutput = outputForm(inventory.statCloudServices);

/**
 * Makes groups of cloud services, and numbers or lists of each group.
 *
 * @example
 * ```ts
 * const { results } = await analyzeCloudServices({
 *   groupBy: ["provider", "regionCode"],
 *   fields: { total: { operator: "count" }, cores: { operator: "sum", key: "data.hardware.core" } },
 *   sort: [{ key: "total", desc: true }],
 * });
 * ```
 */
export const analyzeCloudServices = promiseForm(inventory.analyzeCloudServices);

/** {@link analyzeCloudServices} for arguments that are Outputs. */
export const analyzeCloudServicesOutput = outputForm(inventory.analyzeCloudServices);

/**
 * Lists the changes of a cloud service, the newest first unless the query has an order of its own.
 *
 * @example
 * ```ts
 * for await (const { action, createdAt, diff } of listCloudServiceHistory({ cloudServiceId })) {
 *   console.log(action, createdAt, diff);
 * }
 * ```
 */
export const listCloudServiceHistory = listForm(inventory.listCloudServiceHistory);

/** {@link listCloudServiceHistory} for arguments that are Outputs. */
export const listCloudServiceHistoryOutput = outputListForm(inventory.listCloudServiceHistory);

/**
 * Makes a file with tables of cloud services, which can be loaded from an address for a while. Each call makes another file,
 * so it is not called in a preview. It is an error if no table has a row.
 *
 * @example
 * ```ts
 * const { downloadUrl } = await exportCloudServices({
 *   tables: [{ name: "Instances", search: { fields: ["name", { key: "regionCode", name: "Region" }] } }],
 * });
 * ```
 */
export const exportCloudServices = promiseForm(inventory.exportCloudServices);

/** {@link exportCloudServices} for arguments that are Outputs. */
export const exportCloudServicesOutput = outputForm(inventory.exportCloudServices);
