/** Answers the jobs of the process that has started this one. */
export function serve(work) {
  process.on("message", async ({ id, job }) => {
    try {
      process.send({ id, result: await work(job) });
    } catch (error) {
      process.send({ id, error: error.stack });
    }
  });
  process.send({ id: "ready" });
}
