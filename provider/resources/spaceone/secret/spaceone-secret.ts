import { replaceIfCleared } from "../../fields";
import { randomUUID } from "node:crypto";

import type { SpaceoneSecret } from "../../../clients/spaceone/secret/spaceone-secret";
import type { Context } from "../../../lifecycle/definition/context";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { oneOf, textField } from "../../fields";
import { freeTags, jsonObjectSchema, sameContent } from "../json";
import type { SpaceoneSecretArgs, SpaceoneSecretOutputs } from "./spaceone-secret-contract";

/** Tag that holds the creation token; the next step removes it. */
const tokenTag = "pulumi-scp-creation";

/** A secret of SpaceONE, for its collectors. */
export const spaceoneSecret = defineResource<SpaceoneSecretArgs, SpaceoneSecretOutputs, SpaceoneSecret, "tags">({
  kind: "SpaceoneSecret",
  cloud: "spaceone",
  noun: "SpaceONE secret",
  inputs: {
    name: {
      change: "update",
      required: true,
      schema: (z) =>
        textField(z, { min: 1, max: 255 }).refine((text) => text === "" || text.trim() !== "", "must not be blank"),
      same: (a, b) => a.trim() === b.trim(),
    },
    data: {
      change: "update",
      required: true,
      whole: "no null",
      schema: jsonObjectSchema,
      same: sameContent,
      writeOnly: true,
    },
    resourceGroup: {
      change: "replace",
      required: true,
      schema: (z) => oneOf(z, ["DOMAIN", "WORKSPACE", "PROJECT"]),
    },
    schemaId: {
      change: "update",
      schema: (z) => textField(z, { max: 40 }),
      emptyIsAbsent: true,
      exception: replaceIfCleared,
    },
    tags: freeTags,
    projectId: { change: "update", schema: (z) => z.string(), emptyIsAbsent: true, exception: replaceIfCleared },
    serviceAccountId: { change: "replace", schema: (z) => z.string(), emptyIsAbsent: true },
    trustedSecretId: { change: "replace", schema: (z) => z.string(), emptyIsAbsent: true },
    workspaceId: { change: "replace", schema: (z) => z.string(), emptyIsAbsent: true },
  },
  rules: [
    {
      inputs: ["projectId", "resourceGroup"],
      broken: ({ projectId = "", resourceGroup }) =>
        projectId !== "" && resourceGroup !== "PROJECT" ? 'goes with resourceGroup "PROJECT" only' : undefined,
    },
    {
      inputs: ["serviceAccountId", "resourceGroup"],
      broken: ({ serviceAccountId = "", resourceGroup }) =>
        serviceAccountId !== "" && resourceGroup !== "PROJECT" ? 'goes with resourceGroup "PROJECT" only' : undefined,
    },
    {
      inputs: ["projectId", "serviceAccountId", "resourceGroup"],
      broken: ({ projectId = "", serviceAccountId = "", resourceGroup }, { isAdopted }) => {
        if (projectId !== "" && serviceAccountId !== "") return "is the service account's: leave one of them out";
        const missing = resourceGroup === "PROJECT" && projectId === "" && serviceAccountId === "" && !isAdopted;
        return missing ? 'or serviceAccountId is required with resourceGroup "PROJECT"' : undefined;
      },
    },
  ],
  outputs: { secretId: "plain", provider: "plain", createdAt: "plain" },
  identify: (secret) => ({
    id: secret.id,
    name: secret.name,
    phase: "ready",
    state: "",
    createdAt: secret.createdAt,
    deleteAt: undefined,
    region: undefined,
    account: undefined,
    domain: secret.domainId,
    workspace: secret.workspaceId,
  }),
  inputsOf: (secret, known: Partial<SpaceoneSecretArgs>) => ({
    name: secret.name,
    resourceGroup: secret.resourceGroup as SpaceoneSecretArgs["resourceGroup"],
    schemaId: secret.schemaId,
    tags: { ...secret.tags },
    projectId: secret.serviceAccountId !== "" ? "" : secret.projectId,
    serviceAccountId: secret.serviceAccountId,
    trustedSecretId: secret.trustedSecretId,
    // Without a workspace in the program, the token's own is not managed.
    ...(known.workspaceId === undefined || secret.workspaceId === undefined ? {} : { workspaceId: secret.workspaceId }),
  }),
  outputsOf: (secret) => ({
    secretId: secret.id,
    provider: secret.provider === "" ? undefined : secret.provider,
    createdAt: secret.createdAt,
  }),
  find: ({ spaceone }, id) => spaceone.secrets.get(id),
  listing: { list: ({ spaceone }) => spaceone.secrets.listAll() },
  creationToken: {
    make: () => randomUUID(),
    find: ({ spaceone }, token) => spaceone.secrets.listByTag(tokenTag, token),
    mayDuplicate: true,
  },
  create: ({ spaceone }, inputs, token) =>
    spaceone.secrets.create({
      name: inputs.name,
      data: inputs.data,
      resourceGroup: inputs.resourceGroup,
      schemaId: inputs.schemaId,
      tags: { [tokenTag]: token },
      workspaceId: inputs.workspaceId,
      projectId: inputs.projectId,
      serviceAccountId: inputs.serviceAccountId,
      trustedSecretId: inputs.trustedSecretId,
    }),
  steps: [
    {
      name: "data",
      inputs: ["data", "schemaId"],
      run: async ({ spaceone }, id, { data, schemaId }) => {
        await spaceone.secrets.updateData(id, data, schemaId === "" ? undefined : schemaId);
        return undefined;
      },
    },
    {
      name: "name, tags and project",
      inputs: ["name", "tags", "projectId"],
      run: async (context, id, wanted, applied, possible) =>
        context.spaceone.secrets.update(id, {
          ...(applied.name === wanted.name ? {} : { name: wanted.name }),
          ...(!("tags" in possible) && sameContent(applied.tags ?? {}, wanted.tags) ? {} : { tags: wanted.tags }),
          ...(await projectOf(context, id, wanted, "projectId" in possible ? {} : applied)),
        }),
    },
  ],
  remove: ({ spaceone }, id) => spaceone.secrets.delete(id),
  replacement: "create-first",
});

/**
 * An update of a project's secret must name the project, and that of other secrets must not (SPO 3). If somebody else has
 * moved the secret, it stays there unless the program names another project than before.
 */
async function projectOf(
  { spaceone }: Context,
  id: string,
  { resourceGroup, projectId = "" }: SpaceoneSecretArgs,
  applied: Partial<SpaceoneSecretArgs>,
): Promise<{ projectId?: string }> {
  if (resourceGroup !== "PROJECT") return {};
  const isMoved = projectId !== "" && projectId !== applied.projectId;
  return { projectId: isMoved ? projectId : (await spaceone.secrets.get(id)).projectId };
}
