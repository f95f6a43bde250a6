// The least that a dynamic resource can be: no validation, no comparison, and as many plain calls as are asked for. What
// pulumi-scp takes beyond it is its own.
const http = require("node:http");

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

/** `outputs`: what a resource has besides its inputs. `calls`: how many requests each operation makes. */
const { outputs = {}, calls = {}, drifts = false } = JSON.parse(process.env.BENCH_FLOOR ?? "{}");

function call() {
  return new Promise((resolve, reject) => {
    http
      .get(`${process.env.BENCH_URL}/_emulator/health`, { agent }, (reply) => {
        reply.resume();
        reply.on("end", resolve);
      })
      .on("error", reject);
  });
}

async function callFor(operation) {
  for (let left = calls[operation] ?? 0; left > 0; left--) await call();
}

let count = 0;

module.exports.provider = {
  check: async (olds, news) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => {
    await callFor("create");
    return { id: `floor-${process.pid}-${count++}`, outs: { ...outputs, ...inputs } };
  },
  read: async (id, props) => {
    await callFor("read");
    const { __provider, ...stored } = props;
    const shown = drifts && isDrifted(id) && "description" in stored ? { ...stored, description: "drifted" } : stored;
    const inputs = Object.fromEntries(Object.entries(shown).filter(([name]) => !(name in outputs)));
    return { id, props: shown, inputs };
  },
  update: async (id, olds, news) => ({ outs: { ...outputs, ...news } }),
  delete: async () => {
    await callFor("delete");
  },
};

/** One of a hundred. */
function isDrifted(id) {
  return Number(id.split("-").at(-1)) % 100 === 0;
}
