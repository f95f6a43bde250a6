import { switches, switchNames, type AssumptionChanges, type Assumptions, type SwitchName } from "./switches";

/** The current values of all switches. They are kept in memory only, as faults are. */
export class AssumptionPlan {
  #current: Assumptions = usual;

  get current(): Assumptions {
    return this.#current;
  }

  change(changes: AssumptionChanges): void {
    const changed = byName((name) => {
      const value = changes[name];
      return value === undefined ? this.#current[name] : (value ?? usual[name]);
    });
    // Replies are left alone while this is the very object of usual values.
    this.#current = switchNames.every((name) => changed[name] === usual[name]) ? usual : changed;
  }

  clear(): void {
    this.#current = usual;
  }
}

/** Whether all switches are as they were at the start. */
export function isUsual(assumptions: Assumptions): boolean {
  return assumptions === usual;
}

const usual = byName((name) => switches[name].usual);

function byName(valueOf: (name: SwitchName) => Assumptions[SwitchName]): Assumptions {
  return Object.fromEntries(switchNames.map((name) => [name, valueOf(name)])) as unknown as Assumptions;
}
