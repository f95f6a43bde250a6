// The least that a dynamic resource can be: no check, no diff of its own beyond "no change", one plain call per create and
// delete. What pulumi-scp takes beyond it is its own.
const http = require("node:http");

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

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

let count = 0;
/** Outputs of a key besides its inputs, so that as much is stored and sent. */
const outputs = JSON.parse(process.env.BENCH_OUTPUTS ?? "{}");

module.exports.provider = {
  check: async (olds, news) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => {
    await call();
    return { id: `floor-${process.pid}-${count++}`, outs: { ...outputs, ...inputs } };
  },
  read: async (id, props) => {
    const { __provider, ...stored } = props;
    const inputs = Object.fromEntries(Object.entries(stored).filter(([name]) => !(name in outputs)));
    return { id, props: stored, inputs };
  },
  update: async (id, olds, news) => ({ outs: { ...news } }),
  delete: async () => {
    await call();
  },
};
