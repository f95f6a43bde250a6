import { switches, switchNames, type SwitchChanges, type SwitchName, type SwitchValues } from "./switches";

/** The current values of all switches. They are kept in memory only, as faults are. */
export class World {
  readonly #start: SwitchValues;
  #current: SwitchValues;

  /** @param changes what differs from the defaults at the start and after a reset */
  constructor(changes: SwitchChanges = {}) {
    this.#start = changed(defaults, changes);
    this.#current = this.#start;
  }

  get current(): SwitchValues {
    return this.#current;
  }

  change(changes: SwitchChanges): void {
    this.#current = changed(this.#current, changes);
  }

  reset(): void {
    this.#current = this.#start;
  }
}

/** Whether all switches have their defaults. */
export function isDefault(world: SwitchValues): boolean {
  return world === defaults;
}

const defaults = byName((name) => switches[name].default);

/** Replies are left alone while this is the very object of the defaults. */
function changed(before: SwitchValues, changes: SwitchChanges): SwitchValues {
  const after = byName((name) => {
    const value = changes[name];
    return value === undefined ? before[name] : (value ?? defaults[name]);
  });
  return switchNames.every((name) => after[name] === defaults[name]) ? defaults : after;
}

function byName(valueOf: (name: SwitchName) => SwitchValues[SwitchName]): SwitchValues {
  return Object.fromEntries(switchNames.map((name) => [name, valueOf(name)])) as unknown as SwitchValues;
}
