import { randomUUID } from "node:crypto";

import type { CloudService } from "../../../clients/spaceone/inventory/cloud-service";
import type { CloudServiceType } from "../../../clients/spaceone/inventory/cloud-service-body";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import type { InputRule, OptionalInputRule } from "../../../lifecycle/definition/input-rule";
import { replaceIfCleared, textField } from "../../fields";
import { freeContent, freeTags, hasMixedList, jsonObjectSchema, sameContent } from "../json";
import { changesFrom, managed, plainFields } from "./cloud-service-changes";
import type { CloudServiceArgs, CloudServiceOutputs } from "./cloud-service-contract";
import { cloudServiceInputs, cloudServiceOutputs } from "./cloud-service-facts";

interface Found {
  readonly service: CloudService;
  /** Lists leave metadata out (SPO 2). */
  readonly isListed: boolean;
}

type Defaulted = "reference" | "metadata" | "tags";
type TypeInputs = Pick<CloudServiceArgs, "provider" | "cloudServiceGroup" | "cloudServiceType">;

/** A list is read up to so many objects, in pages of a thousand. Further objects are read singly. */
const mostListed = 5000;

/** A text that the API cannot clear. */
const lastingText: OptionalInputRule<string> = {
  change: "update",
  schema: (z) => textField(z, { max: 255 }),
  same: (a, b) => a.trim() === b.trim(),
  emptyIsAbsent: true,
  exception: replaceIfCleared,
};

const kind = (example: string): InputRule<string> & { readonly change: "replace"; readonly required: true } => ({
  change: "replace",
  required: true,
  schema: (z) =>
    textField(z, { max: 255 }).refine((text) => text.trim() !== "", `must be a text, for example ${example}`),
  same: (a, b) => a.trim() === b.trim(),
});

/** A cloud service of SpaceONE's inventory. */
export const cloudService = defineResource<CloudServiceArgs, CloudServiceOutputs, Found, Defaulted>({
  kind: "CloudService",
  cloud: "spaceone",
  noun: "cloud service",
  inputs: {
    provider: kind("aws"),
    cloudServiceGroup: kind("KMS"),
    cloudServiceType: kind("Key"),
    data: {
      change: "update",
      required: true,
      whole: "null is absent",
      schema: (z) =>
        jsonObjectSchema(z)
          .refine((data) => !Object.keys(data).some((name) => name.startsWith("$")), "names must not begin with $")
          .refine((data) => !hasMixedList(data), "lists must hold values of one type"),
      same: sameContent,
      unprinted: true,
    },
    reference: {
      change: "update",
      schema: (z) =>
        z.strictObject({ resourceId: z.string().exactOptional(), externalLink: z.string().exactOptional() }),
      same: sameContent,
      default: {},
      emptyIsAbsent: true,
    },
    name: { ...lastingText, schema: (z) => z.string() },
    account: lastingText,
    instanceType: lastingText,
    instanceSize: {
      change: "update",
      schema: (z) => z.number().positive("must be more than 0"),
      // The service keeps it in 32 bits (SPO 1).
      same: (a, b) => Math.fround(a) === Math.fround(b),
      exception: replaceIfCleared,
    },
    regionCode: lastingText,
    projectId: lastingText,
    ipAddresses: {
      change: "update",
      schema: (z) => z.array(z.string().min(1, "must be addresses")),
      emptyIsAbsent: true,
      exception: replaceIfCleared,
    },
    metadata: freeContent,
    tags: freeTags,
    keepAliveTrigger: { change: "trigger", schema: (z) => z.string() },
  },
  outputs: {
    cloudServiceId: "plain",
    state: "plain",
    domainId: "plain",
    workspaceId: "plain",
    createdAt: "plain",
    updatedAt: "plain",
  },
  identify: ({ service }) => ({
    id: service.id,
    name: service.name,
    phase: isDeleted(service) ? "gone" : "ready",
    state: service.state,
    createdAt: service.createdAt,
    deleteAt: undefined,
    region: undefined,
    account: undefined,
    domain: service.domainId,
    workspace: service.workspaceId,
  }),
  inputsOf: ({ service, isListed }, known: Partial<CloudServiceArgs>) => {
    const { metadata, ...shown } = cloudServiceInputs(service);
    return { ...shown, data: managed(service.data, known.data), ...(isListed ? {} : { metadata }) };
  },
  outputsOf: ({ service }) => cloudServiceOutputs(service),
  find: async ({ spaceone }, id) => ({ service: await spaceone.cloudServices.get(id), isListed: false }),
  listing: {
    // After a creation of unknown outcome its metadata is not known.
    group: ({ provider, cloudServiceGroup, cloudServiceType, metadata }) =>
      metadata === undefined || Object.keys(metadata).length > 0
        ? undefined
        : JSON.stringify([provider, cloudServiceGroup, cloudServiceType].map((text) => text?.trim())),
    list: async ({ spaceone }, { provider = "", cloudServiceGroup = "", cloudServiceType = "" }) =>
      (
        await spaceone.cloudServices.listByType(typeOf({ provider, cloudServiceGroup, cloudServiceType }), mostListed)
      ).map((service) => ({ service, isListed: true })),
  },
  creationToken: {
    make: () => `pulumi-scp-${randomUUID()}`,
    find: async ({ spaceone }, token) =>
      (await spaceone.cloudServices.listByReference(token)).map((service) => ({ service, isListed: true })),
    mayDuplicate: true,
  },
  // Without tags and metadata: those of a creation could never be changed (SPO 2). The reference holds the token at first.
  create: async ({ spaceone }, inputs, token) => ({
    service: await spaceone.cloudServices.create({
      ...plainFields(inputs),
      ...typeOf(inputs),
      data: inputs.data,
      reference: { resourceId: token },
    }),
    isListed: false,
  }),
  steps: [
    {
      name: "changes",
      inputs: [
        "data",
        "reference",
        "name",
        "account",
        "instanceType",
        "instanceSize",
        "regionCode",
        "projectId",
        "ipAddresses",
        "metadata",
        "tags",
      ],
      run: async ({ spaceone }, id, wanted, applied, possible) =>
        foundIn(await spaceone.cloudServices.update(id, changesFrom(applied, possible, wanted))),
    },
    {
      name: "keep-alive",
      inputs: ["keepAliveTrigger"],
      run: async ({ spaceone }, id) => foundIn(await spaceone.cloudServices.update(id, {})),
    },
  ],
  remove: ({ spaceone }, id) => spaceone.cloudServices.delete(id),
  replacement: "create-first",
});

function foundIn(service: CloudService | undefined): Found | undefined {
  return service && { service, isListed: false };
}

/** The time of a deletion tells of it as well as the state, however that is spelled. */
function isDeleted({ state, deletedAt }: CloudService): boolean {
  return state.toUpperCase() === "DELETED" || deletedAt !== "";
}

function typeOf({ provider, cloudServiceGroup, cloudServiceType }: TypeInputs): CloudServiceType {
  return { provider, group: cloudServiceGroup, type: cloudServiceType };
}
