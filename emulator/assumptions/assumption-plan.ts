import { switches, switchNames, type AssumptionChanges, type Assumptions, type SwitchName } from "./switches";

/** How the switches stand. In memory only, as faults are. */
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
    // Nothing is looked at on the way of a reply while nothing is assumed.
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
