import { describe, expect, test } from "@jest/globals";

import type { OperationTable } from "../../provider/clients/operation";
import { readApiFixture } from "./api-fixture";
import type { useEmulator } from "./in-process-emulator";

interface Service {
  /** As in Scp-Api-Version. */
  readonly name: string;
  /** Versions of the documents and later ones, the oldest first. */
  readonly versions: readonly string[];
  readonly rows: OperationTable;
  /** Names of the operations that are refused, or make something new, the second time. */
  readonly notRepeatable: readonly string[];
}

/** Compares an operation table, and what the emulator says of a service's versions, with the documents. */
export function compareWithDocuments(running: ReturnType<typeof useEmulator>, service: Service): void {
  const { name, rows, versions, notRepeatable } = service;
  const fixtures = versions.map((version) => readApiFixture(name, version));

  describe("the documents and the tables", () => {
    test("have the same operations in the same versions", () => {
      const documented = new Map<string, string[]>();
      for (const { operations, version } of fixtures) {
        for (const { method, path } of operations) {
          documented.set(`${method} ${path}`, [...(documented.get(`${method} ${path}`) ?? []), version]);
        }
      }
      const known = Object.values(rows).map(({ method, path, versions: since }) => [`${method} ${path}`, [...since]]);
      expect(Object.fromEntries(known)).toEqual(Object.fromEntries(documented));
    });

    test("have the same versions, with the same end of their support", async () => {
      const { body } = await running.client.plain("GET", `/services/${name}`);
      const { versions: answered } = body as { versions: { id: string; not_before: string; status: string }[] };
      const documented = fixtures.map(({ notBefore, status, version }, index) => {
        // The document of a version says CURRENT until the next version comes.
        const isLast = index === fixtures.length - 1;
        return [`v${version}`, notBefore ?? "", status === "CURRENT" && !isLast ? "SUPPORTED" : status];
      });
      const listed = answered.map(({ id, not_before, status }) => [id, not_before.replaceAll("-", ""), status]);
      expect(listed).toEqual(documented.reverse());
    });

    test("agree that what is refused or makes something new the second time is not repeatable", () => {
      const once = Object.entries(rows).filter(([, { repeatable }]) => !repeatable);
      expect(once.map(([operation]) => operation)).toEqual(notRepeatable);
    });
  });
}
