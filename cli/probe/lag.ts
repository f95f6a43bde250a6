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
  /** Makes another one, to look at it more closely. Without it the first one is looked at every second. */
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
const mostPasses = 4;

/**
 * After how many seconds something is shown that was made; undefined if it takes longer than the patience. The first one is
 * looked at ever more seldom, the next ones around the time at which the one before was seen.
 */
export async function lagOf<T>(question: LagQuestion<T>): Promise<number | undefined> {
  const { wire, first, again, look, patience } = question;
  let between = await watch(wire, first, look, again === undefined ? everySecond(patience) : doubled(patience));
  if (again === undefined) return between?.seen;
  for (let pass = 1; between !== undefined && pass < mostPasses && between.seen - between.hidden > 1; pass++) {
    const narrower = await watch(wire, await again(), look, within(between));
    between = narrower ?? between;
    if (narrower === undefined) break;
  }
  return between?.seen;
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
    await wire.pause(madeAt + age - now);
    const { at, isSeen } = await look(object);
    now = at;
    const seen = at - madeAt;
    // A second may end between the creation and the first look.
    if (isSeen) return { hidden, seen: hidden < 0 && seen <= 1 ? 0 : seen };
    hidden = at - madeAt;
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

function everySecond(patience: number): readonly number[] {
  return Array.from({ length: patience + 1 }, (_, age) => age);
}

/** Ages between two others, the second one included. */
function within({ hidden, seen }: Between): readonly number[] {
  const step = Math.max(1, Math.ceil((seen - hidden) / looksEach));
  const ages: number[] = [];
  for (let age = hidden + step; age < seen; age += step) ages.push(age);
  return [...ages, seen];
}
