import type { ResourceTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import { destroy, refresh, up, upTo, type Beginning, type Flow } from "./flow";
import { halfwayFlows } from "./halfway-flows";

/** All flows of a kind, as its table says. */
export function flowsOf(table: ResourceTable): readonly Flow[] {
  return [
    ...creations,
    ...updates(table),
    ...replacements(table),
    ...keptInputs(table),
    ...deletions,
    ...refreshes(table),
    ...halfwayFlows,
  ];
}

const creations: readonly Flow[] = [
  { name: "create with the fewest inputs", prepare: async ({ minimal }) => upTo(minimal) },
  { name: "create with all inputs", prepare: async ({ full }) => upTo(full) },
  {
    name: "adopt and change",
    prepare: async ({ table, full, makeElsewhere }) =>
      upTo({ ...full, ...table.changed, adopt: await makeElsewhere(full) }),
  },
];

/** From one program to another. */
function change(
  name: string,
  from: (beginning: Beginning) => Properties,
  to: (beginning: Beginning) => Properties,
): Flow {
  return {
    name,
    prepare: async (beginning) => {
      await beginning.run(up(from(beginning)));
      return upTo(to(beginning));
    },
  };
}

/** An input that a program gives, or leaves out. */
function given(name: string, value: unknown): Properties {
  return value === undefined ? {} : { [name]: value };
}

function updates({ updates, triggers = {}, changed }: ResourceTable): Flow[] {
  const each = Object.entries(updates).flatMap(([name, { first, second, cleared }]) => [
    change(`set ${name}`, minimalWith({}), minimalWith(given(name, first.value))),
    change(`change ${name}`, minimalWith(given(name, first.value)), minimalWith(given(name, second.value))),
    change(`clear ${name}`, minimalWith(given(name, second.value)), minimalWith(given(name, cleared.value))),
  ]);
  const pulled = Object.entries(triggers).map(([name, { first, second }]) =>
    change(`pull ${name}`, minimalWith({ [name]: first }), minimalWith({ [name]: second })),
  );
  const all = change(
    "change all inputs",
    ({ full }) => full,
    ({ full }) => ({ ...full, ...changed }),
  );
  return [...each, ...pulled, all];
}

function minimalWith(more: Properties): (beginning: Beginning) => Properties {
  return ({ minimal }) => ({ ...minimal, ...more });
}

function replacements({ replacements }: ResourceTable): Flow[] {
  return Object.entries(replacements).map(([name, { from, to }]) =>
    change(`replace on account of ${name}`, minimalWith({ [name]: from }), ({ minimal, another }) => ({
      ...minimal,
      ...another(),
      [name]: to,
    })),
  );
}

/** Inputs that no request changes. */
function keptInputs({ stateOnly, creationOnly }: ResourceTable): Flow[] {
  return Object.entries({ ...stateOnly, ...creationOnly }).map(([name, { first, second }]) =>
    change(`keep ${name}`, minimalWith({ [name]: first }), minimalWith({ [name]: second })),
  );
}

const deletions: readonly Flow[] = [
  {
    name: "destroy",
    prepare: async ({ full, run }) => {
      await run(up(full));
      return { wish: destroy, goal: undefined };
    },
  },
];

function refreshes({ drifts, scheduledDeletion }: ResourceTable): Flow[] {
  const after = (
    name: string,
    happen: (beginning: Beginning) => Promise<unknown>,
    goal: (beginning: Beginning) => Properties = ({ full }) => full,
  ): Flow => ({
    name,
    prepare: async (beginning) => {
      await beginning.run(up(beginning.full));
      await happen(beginning);
      return { wish: refresh, goal: goal(beginning) };
    },
  });
  return [
    after("refresh", () => Promise.resolve()),
    ...Object.entries(drifts).map(([name, drift]) =>
      after(`refresh after ${name} was changed elsewhere`, ({ client, id }) => drift(client, id())),
    ),
    after("refresh after it was deleted elsewhere", ({ client, table, id }) => table.disappear(client, id())),
    ...(scheduledDeletion === undefined
      ? []
      : [
          after(
            "refresh after its deletion was scheduled elsewhere",
            ({ client, id }) => scheduledDeletion.request(client, id()),
            // The old object keeps what no two objects may share.
            ({ full, another }) => ({ ...full, ...another() }),
          ),
        ]),
  ];
}
