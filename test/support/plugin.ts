export type Properties = Record<string, unknown>;

/** A failed call, with what Pulumi keeps of a creation or update that left something behind. */
export class CallError extends Error {
  constructor(
    message: string,
    readonly code: number,
    readonly partial: { id: string; properties: Properties; reasons: string[] } | undefined,
  ) {
    super(message);
  }
}

export interface CheckReply {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}

export interface DiffReply {
  readonly changes: "unknown" | "none" | "some";
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** What Pulumi's engine asks of a plugin of dynamic resources, on values as they go over the wire. */
export interface Plugin {
  check(olds: Properties, news: Properties): Promise<CheckReply>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffReply>;
  create(inputs: Properties): Promise<{ id: string; properties: Properties }>;
  /** `inputs`: those that the engine has. An object that is gone has no id. */
  read(
    id: string,
    state: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(id: string, state: Properties): Promise<void>;
}
