import type { ResourceTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import { destroy, refresh, up, upTo, type Beginning, type Flow, type Story } from "./flow";

/** What a user does next. */
const next: Readonly<Record<string, (beginning: Beginning) => Story>> = {
  "up again": ({ full }) => upTo(full),
  "another program": ({ full, table }) => upTo({ ...full, ...changeable(table) }),
  refresh: ({ full }) => ({ wish: refresh, goal: full }),
  destroy: () => ({ wish: destroy, goal: undefined }),
};

/** What a creation alone takes depends on whether the half-made object is used, or replaced by another one. */
function changeable({ changed, creationOnly }: ResourceTable): Properties {
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !(name in creationOnly)));
}

/** A command may have so many requests after which its time was over. */
const requests = [1, 2, 3, 4, 5];

/** Flows that begin where a creation or an update was left in the middle: its time was over, and nobody knows what was done. */
export const halfwayFlows: readonly Flow[] = requests.flatMap((request) =>
  Object.entries(next).flatMap(([what, story]): Flow[] => [
    {
      name: `half-made after ${String(request)}, ${what}`,
      prepare: async (beginning) =>
        (await beginning.runUnder(up(beginning.full), request, "slow")) ? story(beginning) : undefined,
    },
    {
      name: `half-changed after ${String(request)}, ${what}`,
      prepare: async (beginning) => {
        const { full, table } = beginning;
        await beginning.run(up(full));
        const isHalf = await beginning.runUnder(up({ ...full, ...table.changed }), request, "slow");
        return isHalf ? story(beginning) : undefined;
      },
    },
  ]),
);
