import type { LifeTable } from "../lifecycle-suite/table";

export const randomPasswordTable: LifeTable = {
  kind: "RandomPassword",
  minimal: {},
  full: { length: 40, excludeUppercase: true, excludeCharacters: "xyz", keepers: { year: "2026" } },
  changed: {},
  updates: {},
  stateOnly: {},
  creationOnly: {},
  replacements: {
    length: { from: 32, to: 33 },
    includeSpace: { from: false, to: true },
    keepers: { from: { year: "2026" }, to: { year: "2027" } },
  },
  drifts: {},
  objects: () => Promise.resolve([]),
  meaning: (_, { password }) => Promise.resolve({ length: String(password).length }),
};
