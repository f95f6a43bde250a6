import * as secret from "./definitions/spaceone-secret";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of SpaceONE's secrets as a program calls them. definitions/spaceone-secret.ts says what they do.

export type * from "./definitions/spaceone-secret-contract";

/**
 * Looks up a secret of SpaceONE by its id or its name. Its data is not part of it: SpaceONE's gateway has no call that gives
 * a secret's data to anybody. Names are not unique: it is an error where several have the name.
 *
 * @example
 * ```ts
 * const { schemaId, projectId } = await getSpaceoneSecret({ name: "aws-collector" });
 * ```
 */
export const getSpaceoneSecret = promiseForm(secret.getSpaceoneSecret);

/** {@link getSpaceoneSecret} for arguments that are Outputs. */
export const getSpaceoneSecretOutput = outputForm(secret.getSpaceoneSecret);

/**
 * Lists the secrets that the token sees, those of its whole domain and workspace included, never with their data. What a
 * query can say, `listCloudServices` shows.
 *
 * @example
 * ```ts
 * const ours = await listSpaceoneSecrets({ provider: "aws", filter: [where("tags.team").eq("orders")] });
 * for await (const { id, name } of listSpaceoneSecrets()) console.log(id, name);
 * ```
 */
export const listSpaceoneSecrets = listForm(secret.listSpaceoneSecrets);

/** {@link listSpaceoneSecrets} for arguments that are Outputs. */
export const listSpaceoneSecretsOutput = outputListForm(secret.listSpaceoneSecrets);

/**
 * Counts secrets, without reading them.
 *
 * @example
 * ```ts
 * const forgotten = await countSpaceoneSecrets({ filter: [where("created_at").timediffLt("now-365d")] });
 * ```
 */
export const countSpaceoneSecrets = promiseForm(secret.countSpaceoneSecrets);

/** {@link countSpaceoneSecrets} for arguments that are Outputs. */
export const countSpaceoneSecretsOutput = outputForm(secret.countSpaceoneSecrets);

/**
 * Makes statistics of secrets: the different values of a field, or a calculation in stages.
 *
 * @example
 * ```ts
 * const { results: schemas } = await statSpaceoneSecrets({ distinct: "schemaId" });
 * ```
 */
export const statSpaceoneSecrets = promiseForm(secret.statSpaceoneSecrets);

/** {@link statSpaceoneSecrets} for arguments that are Outputs. */
export const statSpaceoneSecretsOutput = outputForm(secret.statSpaceoneSecrets);
