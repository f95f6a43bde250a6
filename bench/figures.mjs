// How the figures of a benchmark are made from its times.

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}

function milliseconds(ms) {
  return `${ms.toFixed(0)} ms`;
}

/** A line for what this package takes, what the floor takes, and how much more that is. */
export function aboveFloor(name, { scp, floor }) {
  const [a, b] = [median(scp), median(floor)];
  const above = `${a < b ? "-" : "+"}${milliseconds(Math.abs(a - b))}`;
  return `${name.padEnd(21)}${milliseconds(a).padStart(9)}${milliseconds(b).padStart(9)}${above.padStart(10)}`;
}
