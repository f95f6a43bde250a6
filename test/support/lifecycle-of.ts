import { z } from "zod";

import { ApiError } from "../../provider/clients/http/errors";
import type { Definition } from "../../provider/lifecycle/definition/definition";
import { Operations } from "../../provider/dynamic/operations";
import { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { SharedAnswers } from "../../provider/calls/shared-answers";
import { YoungObjects } from "../../provider/lifecycle/command/young-objects";
import type { Location } from "../../provider/lifecycle/record/record";
import { usualVersion } from "../../provider/settings/reading/scp-services";
import { fakeConnection, here } from "./fake-connection";

/** Clients that answer what a test says: `{ kms: { showKey: () => ... } }`. */
type Services = Readonly<Record<string, Readonly<Record<string, (...sent: never[]) => unknown>>>>;

/** Where these services are, as states have it. */
export const place: Location = here;

/**
 * A kind over services that answer whatever a real one might, and what it says to the user.
 * @param apiVersion the chosen version of a service
 */
export function lifecycleOf(
  definition: Definition<object, object>,
  services: Services,
  apiVersion: (service: string) => string = usualVersion,
): { readonly lifecycle: Operations; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const lifecycle = new Lifecycle(definition, z, {
    connection: fakeConnection({ scp: () => services, spaceone: () => services, apiVersion }),
    now: Date.now,
    sleep: () => Promise.resolve(),
    random: Math.random,
    warn: (message) => {
      warnings.push(message);
    },
    shared: new SharedAnswers(),
    young: new YoungObjects(),
    warned: new Set(),
  });
  return { lifecycle: new Operations(lifecycle), warnings };
}

/** What a service answers of an object that it does not have. */
export function notFound(): ApiError {
  const request = { method: "GET", service: "test", path: "/" };
  return new ApiError(request, 404, [{ code: "NotFound", detail: "not found" }], undefined, undefined);
}
