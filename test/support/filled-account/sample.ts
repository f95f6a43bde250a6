import type { EmulatorClient } from "../emulator-client";

/** Begins every value that no call shows, so that it can be looked for in files. */
export const marker = "marker-of-a-value";

/** An object as another client has made it. */
export interface Filled {
  readonly kind: string;
  readonly id: string;
  /** By the names of inputs: what no call shows. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** True if no program takes it over without being told, for example since it waits for its deletion. */
  readonly isLeft?: true;
}

/** What the samples have in common. */
export interface Surroundings {
  readonly client: EmulatorClient;
  /** The emulator's day, as certificates have them: `20270101`; `later` is so many days after it. */
  readonly day: (later?: number) => string;
  /** Ids of keys that secrets may use. */
  readonly keyIds: string[];
  /** The id of a service account of the first workspace, and of a trusted secret. */
  readonly serviceAccount: string;
  readonly trustedSecret: string;
  readonly projectId: string;
  /** A token of the domain's administrator. */
  readonly adminToken: string;
  readonly pem: Readonly<Record<"certificate" | "privateKey" | "chain", string>>;
}

/** Makes an object; `n` is another number for each. */
export type Sample = (around: Surroundings, n: number) => Promise<Filled>;
