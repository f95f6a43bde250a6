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

module.exports.provider = {
  check: async (olds, news) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => {
    await call();
    return { id: `floor-${process.pid}-${count++}`, outs: { ...inputs } };
  },
  read: async (id, props) => ({ id, props }),
  update: async (id, olds, news) => ({ outs: { ...news } }),
  delete: async () => {
    await call();
  },
};
