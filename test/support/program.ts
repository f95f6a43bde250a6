import { afterEach, beforeEach } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import type { Emulator } from "../../emulator/index";

/** Runs the tests of a file as parts of a program whose stack has the settings of an emulator. */
export function useProgram(emulator: () => Emulator): void {
  beforeEach(async () => {
    await startProgram();
    pulumi.runtime.setAllConfig(settingsOf(emulator()));
  });
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
  });
}

/** A program begins. In a preview the id of a resource whose type has `New` in it is unknown. */
export async function startProgram(isPreview = false): Promise<void> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => ({
      id: isPreview && type.includes("New") ? undefined : `id-of-${name}`,
      state: inputs as object,
    }),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev", isPreview);
}

function settingsOf({ url, accessKey, secretKey, spaceoneToken }: Emulator): Record<string, string> {
  return {
    "scp:endpoint": url,
    "scp:accessKey": accessKey,
    "scp:secretKey": secretKey,
    "spaceone:endpoint": url,
    "spaceone:token": spaceoneToken,
  };
}

/** What an Output has in it. */
export interface Seen {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
}

interface Inner {
  promise(withUnknowns: boolean): Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

export async function seen(output: pulumi.Output<unknown>): Promise<Seen> {
  const inner = output as unknown as Inner;
  const isKnown = await inner.isKnown;
  return { value: isKnown ? await inner.promise(false) : undefined, isKnown, isSecret: await inner.isSecret };
}
