import { certain, unknown, type Finding } from "./findings";
import type { Wire } from "./wire";

/** Something that was made, and when by the service's clock, in seconds. */
export interface Subject<T> {
  readonly madeAt: number;
  readonly object: T;
}

interface Look {
  readonly at: number;
  readonly isSeen: boolean;
}

export interface LagQuestion<T> {
  readonly wire: Wire;
  readonly first: Subject<T>;
  /** Makes another one, to look at it more closely. Without it the first one is looked at all the time. */
  readonly again?: () => Promise<Subject<T>>;
  readonly look: (object: T) => Promise<Look>;
  /** How long to wait, in seconds. */
  readonly patience: number;
}

/** Between these ages, in seconds, it was seen for the first time. */
interface Between {
  readonly hidden: number;
  readonly seen: number;
}

/** So many looks narrow down what the looks before have left open. */
const looksEach = 8;
const mostPasses = 6;

/** Looks that are two seconds apart may be three by the service's clock: so far its middle is from both ends by one. */
const mostApart = 3;

/**
 * After how many seconds something is seen that was made. The first one is looked at ever more seldom, the next ones around
 * the time at which the one before was seen.
 */
export async function lagOf<T>({ wire, first, again, look, patience }: LagQuestion<T>): Promise<Finding> {
  const found = await watch(wire, first, look, again === undefined ? steady(patience) : doubled(patience));
  if (found === undefined) return unknown(`it takes longer than ${String(patience)} s`);
  let between: Between = found;
  for (let pass = 1; again !== undefined && pass < mostPasses && between.seen - between.hidden > 1; pass++) {
    const narrower: Between | undefined = await watch(wire, await again(), look, within(between));
    if (narrower === undefined) return unknown(`one was seen after ${String(between.seen)} s, and another one was not`);
    if (narrower.seen >= between.seen && narrower.hidden <= between.hidden) break;
    between = narrower;
  }
  const { hidden, seen } = between;
  if (seen - hidden > mostApart) return unknown(`it takes more than ${String(hidden)} s and up to ${String(seen)} s`);
  return certain(Math.min(seen, hidden + 2));
}

/** Looks at something at these ages, until it is seen. */
async function watch<T>(
  wire: Wire,
  { madeAt, object }: Subject<T>,
  look: (object: T) => Promise<Look>,
  ages: readonly number[],
): Promise<Between | undefined> {
  let now = madeAt;
  let hidden = -1;
  for (const age of ages) {
    // It may have been made long ago.
    if (age <= hidden) continue;
    await wire.pause(madeAt + age - now);
    const { at, isSeen } = await look(object);
    now = at;
    const looked = at - madeAt;
    if (isSeen) return { hidden, seen: looked };
    hidden = looked;
  }
  return undefined;
}

/** Waits for one age after the other, in seconds from now on, and yields each when it is reached. */
export async function* reached(wire: Wire, ages: readonly number[]): AsyncGenerator<number> {
  let waited = 0;
  for (const age of ages) {
    await wire.pause(age - waited);
    waited = age;
    yield age;
  }
}

/** Ever longer ages up to the patience: 0, 1, 2, 4 and so on. */
export function doubled(patience: number): readonly number[] {
  const ages = [0];
  for (let age = 1; age < patience; age *= 2) ages.push(age);
  return [...ages, patience];
}

/** Ages up to the patience: every second at first, and then in 20 steps of two seconds or more. */
function steady(patience: number): readonly number[] {
  const ages: number[] = [];
  for (let age = 0; age < Math.min(patience, 20); age++) ages.push(age);
  for (let age = 20; age < patience; age += Math.max(2, Math.ceil((patience - 20) / 20))) ages.push(age);
  return [...ages, patience];
}

/** Ages from one to another, and two more: seconds may end between a creation, its reply and a look. */
function within({ hidden, seen }: Between): readonly number[] {
  const step = Math.max(1, Math.ceil((seen - hidden) / looksEach));
  const ages: number[] = [];
  for (let age = hidden < 0 ? hidden + step : hidden; age < seen; age += step) ages.push(age);
  return [...ages, seen, seen + 1, seen + 2];
}
