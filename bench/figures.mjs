// How the figures of a benchmark are made from its times.

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}

export function milliseconds(ms) {
  return `${ms.toFixed(0)} ms`;
}
