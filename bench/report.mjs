// What was measured, as a page and as a picture.
import { cpus, totalmem } from "node:os";
import { median, ratios, shownRatio, shownSeconds } from "./figures.mjs";

const floors = ["fair", "bare"];

/** The page of all results; `picture` is the file that shows the ratios. */
export function page({ stacks = [], starts, parts, plugin, emulator }, { command, picture }) {
  const sections = [
    `# Benchmark\n\nMade by \`${command}\` on ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ` +
      `${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.version}. Times differ from one machine and moment to ` +
      "another; ratios of what was measured in turn, in one run, can be compared. Given are medians, and in parentheses the " +
      "lowest and the highest. CPU is the processor time of all processes of a command.",
    ...(stacks.length === 0 ? [] : [`![Ratios to the fair floor](${picture})`]),
    ...stacks.map(stackSection),
    ...growthSections(stacks),
    ...(starts === undefined ? [] : [startSection(starts)]),
    ...(parts === undefined ? [] : [partSection(parts)]),
    ...(plugin === undefined ? [] : [pluginSection(plugin)]),
    ...(emulator === undefined ? [] : [emulatorSection(emulator)]),
  ];
  return `${sections.join("\n\n")}\n`;
}

const column = (measurements, name, what) => measurements[name].map((one) => one[what]);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function stackSection({ kind, count, hasCheckpoints, measurements, state }) {
  const title = `## ${count} ${titleOf(kind, hasCheckpoints)}`;
  const rows = Object.entries(measurements).map(([step, of]) => [
    step,
    shownSeconds(column(of, "own", "wall")),
    shownSeconds(column(of, "own", "cpu")),
    ...floors.flatMap((floor) =>
      ["wall", "cpu"].map((what) => shownRatio(column(of, "own", what), column(of, floor, what))),
    ),
    shownRatio(column(of, "own", "memory"), column(of, "fair", "memory")),
    String(median(column(of, "own", "requests"))),
  ]);
  const head = [
    "step",
    "time",
    "CPU",
    "time / fair",
    "CPU / fair",
    "time / bare",
    "CPU / bare",
    "memory / fair",
    "requests",
  ];
  const bytes = Object.entries(state).map(([name, size]) => `${name} ${Math.round(size / count)}`);
  return `${title}\n\n${table(head, rows)}\n\nBytes of state for each resource: ${bytes.join(", ")}.`;
}

/** For stacks of the same kind in several sizes: how many times the processor time of the smallest the largest one takes. */
function growthSections(stacks) {
  const alike = Object.groupBy(stacks, ({ kind, hasCheckpoints }) => titleOf(kind, hasCheckpoints));
  return Object.entries(alike).flatMap(([title, sizes]) => {
    const [smallest, largest] = [sizes.at(0), sizes.at(-1)];
    if (smallest.count >= largest.count) return [];
    const grown = (step, name) =>
      median(column(largest.measurements[step], name, "cpu")) /
      median(column(smallest.measurements[step], name, "cpu"));
    const rows = Object.keys(largest.measurements).map((step) => [
      step,
      ...["own", ...floors].map((name) => grown(step, name).toFixed(1)),
    ]);
    const heading = `## Growth of CPU from ${smallest.count} to ${largest.count} ${title}`;
    return [`${heading}\n\n${table(["step", "own", ...floors], rows)}`];
  });
}

function titleOf(kind, hasCheckpoints) {
  return `${kind}, ${hasCheckpoints ? "with" : "without"} checkpoints`;
}

function startSection(starts) {
  const [[first, reference]] = Object.entries(starts);
  const steps = Object.keys(reference);
  const rows = Object.entries(starts).map(([name, of]) => [
    name,
    ...steps.flatMap((step) => [
      shownSeconds(of[step].map(({ wall }) => wall)),
      shownSeconds(of[step].map(({ cpu }) => cpu)),
      shownRatio(
        of[step].map(({ cpu }) => cpu),
        reference[step].map(({ cpu }) => cpu),
      ),
    ]),
  ]);
  const head = ["program and setting", ...steps.flatMap((step) => [step, "CPU", `CPU / ${first}`])];
  return `## One command on a stack with one key\n\n${table(head, rows)}`;
}

function partSection(parts) {
  const shown = (times) => `${median(times).toFixed(0)} ms`;
  const rows = Object.entries(parts).map(([name, { plain, cached }]) => [name, shown(plain), shown(cached)]);
  return `## What is loaded\n\n${table(["part", "CPU", "CPU with a compile cache"], rows)}`;
}

function pluginSection({ count, measurements }) {
  const each = (of, name) => `${((median(column(of, name, "cpu")) / count) * 1000).toFixed(2)} ms`;
  const rows = Object.entries(measurements).map(([step, of]) => [
    step,
    each(of, "own"),
    each(of, "fair"),
    shownRatio(column(of, "own", "cpu"), column(of, "fair", "cpu")),
    shownRatio(column(of, "hidden", "cpu"), column(of, "fair", "cpu")),
    shownSeconds(column(of, "own", "wall")),
    `${median(column(of, "own", "memory")).toFixed(0)} MB`,
    shownRatio(column(of, "own", "memory"), column(of, "fair", "memory")),
    String(median(column(of, "own", "requests"))),
  ]);
  const head = [
    "step",
    "CPU a key",
    "CPU a floor's",
    "ratio",
    "ratio of a floor with this package's hidden keys",
    "time",
    "memory",
    "ratio of memory",
    "requests",
  ];
  return `## ${count} keys through the plugin process, without the engine\n\n${table(head, rows)}`;
}

function emulatorSection({ held, measurements }) {
  const { startMs, startCpu, startMemory, few, many, memory } = measurements;
  const number = (list, unit) => `${median(list).toFixed(0)} ${unit}`;
  const cpus = (list) => list.map(({ cpuMs }) => cpuMs);
  const cost = (list) => {
    const perSecond = list.map((one) => one.perSecond);
    return `${number(perSecond, "a second from one client")}, ${median(cpus(list)).toFixed(2)} ms CPU each`;
  };
  const rows = [
    ["start", `${number(startMs, "ms")}, ${number(startCpu, "ms CPU")}`],
    ["memory after the start", number(startMemory, "MB")],
    ["requests, holding one key", cost(few)],
    [`requests, holding ${held} keys and ${held} secrets`, cost(many)],
    ["CPU of a request, many against one", shownRatio(cpus(many), cpus(few))],
    ["memory then", number(memory, "MB")],
  ];
  return `## The emulator\n\n${table(["what", "measured"], rows)}`;
}

const bar = { width: 14, gap: 10, height: 200, left: 50, top: 30 };
const most = 2;

/** Ratios of CPU time to the fair floor: a bar for each step, with its spread; the line is the floor itself. */
export function picture(stacks) {
  const bars = stacks.flatMap(({ kind, count, hasCheckpoints, measurements }) =>
    Object.entries(measurements).map(([step, of]) => ({
      label: `${count} ${kind}, ${step}${hasCheckpoints ? ", checkpoints" : ""}`,
      ...ratios(column(of, "own", "cpu"), column(of, "fair", "cpu")),
    })),
  );
  const y = (ratio) => bar.top + bar.height * (1 - Math.min(ratio, most) / most);
  const width = bar.left + bars.length * (bar.width + bar.gap) + 20;
  const grid = [0.5, 1, 1.5, 2].map(
    (ratio) =>
      `<line x1="${bar.left}" x2="${width}" y1="${y(ratio)}" y2="${y(ratio)}" stroke="${ratio === 1 ? "#c00" : "#ddd"}"/>` +
      `<text x="${bar.left - 6}" y="${y(ratio) + 4}" text-anchor="end">${ratio}</text>`,
  );
  const drawn = bars.map(({ label, median: middle, lowest, highest }, index) => {
    const x = bar.left + bar.gap + index * (bar.width + bar.gap);
    const [centre, below] = [x + bar.width / 2, bar.top + bar.height];
    return (
      `<rect x="${x}" y="${y(middle)}" width="${bar.width}" height="${below - y(middle)}" fill="#47a"/>` +
      `<line x1="${centre}" x2="${centre}" y1="${y(highest)}" y2="${y(lowest)}" stroke="#000"/>` +
      `<text transform="translate(${centre + 4},${below + 8}) rotate(90)">${label}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bar.top + bar.height + 240}" font-family="sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="10" y="16">CPU time of whole commands / the fair floor's</text>`,
    ...grid,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}
