import { listCloudServices } from "../../provider/functions/definitions/inventory";
import { listSpaceoneSecrets } from "../../provider/functions/definitions/spaceone-secret";
import type { ListedKind } from "./kinds";

/** The kinds of SpaceONE that can be listed. */
export const spaceoneKinds: readonly ListedKind[] = [
  {
    kind: "CloudService",
    cloud: "spaceone",
    noun: listCloudServices.noun,
    // Without their data, which may be large.
    list: (call) =>
      listCloudServices
        .list(call, { only: ["name", "state", "createdAt", "updatedAt"] })
        .map(({ id, name = "", state = "", createdAt = "", updatedAt = "" }) => ({
          kind: "CloudService",
          id,
          name,
          state,
          dates: { createdAt, updatedAt },
          needs: [],
        })),
  },
  {
    kind: "SpaceoneSecret",
    cloud: "spaceone",
    noun: listSpaceoneSecrets.noun,
    list: (call) =>
      listSpaceoneSecrets.list(call, {}).map(({ id, name = "", createdAt = "" }) => ({
        kind: "SpaceoneSecret",
        id,
        name,
        state: "",
        dates: { createdAt },
        needs: [],
      })),
  },
];
