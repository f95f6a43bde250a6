import { expect, test } from "@jest/globals";
import { useEmulator } from "../../support/in-process-emulator";
import { rawExchange } from "../../support/raw-exchange";

const running = useEmulator();
const transit = "/v1/kms/transit";

test("a status takes the place of the operation", async () => {
  const { client } = running;
  await client.addFault({
    method: "post",
    fault: { status: 503, body: { busy: true }, headers: { "Retry-After": "2" } },
  });
  const answer = await client.call("POST", transit, { body: { name: "abc" } });
  expect(answer).toMatchObject({ status: 503, body: { busy: true } });
  expect(answer.headers).toMatchObject({ "retry-after": "2", "content-type": "application/json" });
  expect(await client.keys.stored()).toEqual([]);
});

test("a status may have a body that is no JSON, or none", async () => {
  const { client } = running;
  await client.addFault({ fault: { status: 502, body: "<html>", headers: { "content-type": "text/html" } } });
  await client.addFault({ fault: { status: 204, body: "x" } });
  const html = await client.call("GET", transit);
  expect(html).toMatchObject({ status: 502, text: "<html>" });
  expect(html.headers["content-type"]).toBe("text/html");
  expect(await client.call("GET", transit)).toMatchObject({ status: 204, text: "" });
});

test("a delay comes before the operation", async () => {
  const { client } = running;
  await client.addFault({ method: "POST", fault: { delayMs: 150 } });
  const started = performance.now();
  const pending = client.keys.create("slow");
  expect(await client.keys.stored()).toEqual([]);
  await pending;
  expect(performance.now() - started).toBeGreaterThanOrEqual(145);
});

test("a connection dropped before leaves nothing done", async () => {
  const { client } = running;
  await client.addFault({ method: "POST", fault: { drop: "before" } });
  await expect(client.keys.create("lost")).rejects.toThrow("socket hang up");
  expect(await client.keys.stored()).toEqual([]);
});

test("a connection dropped after leaves it done, and not a byte is answered", async () => {
  const { client } = running;
  await client.addFault({ method: "POST", fault: { drop: "after" } });
  await expect(client.keys.create("kept")).rejects.toThrow("socket hang up");
  expect(await client.keys.stored()).toMatchObject([{ name: "kept", state: "Active" }]);
});

test.each([0, 10])("a reply cut after %d bytes says how long it would have been", async (bytes) => {
  const { client, emulator } = running;
  await client.addFault({ fault: { truncate: bytes } });
  const reply = await rawExchange(emulator.url, "GET /services/kms HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const [head = "", body] = reply.split("\r\n\r\n");
  const whole = await client.plain("GET", "/services/kms");
  expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(/^content-length: (\d+)$/im.exec(head)?.[1]).toBe(String(whole.text.length));
  expect(body).toBe(whole.text.slice(0, bytes));
});

test("a reply without a body can be cut, too: its head is sent", async () => {
  const { client, emulator } = running;
  await client.addFault({ fault: { status: 204 } });
  const request = "GET /services/kms HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  expect(await rawExchange(emulator.url, request)).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
  const { id } = await client.keys.create("orders");
  await client.addFault({ method: "DELETE", fault: { truncate: 5 } });
  expect(await client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`)).toMatchObject({
    status: 204,
    text: "",
  });
  expect(await client.keys.stored()).toEqual([]);
});

test("the admin API is never struck", async () => {
  const { client } = running;
  await client.addFault({ times: 0, fault: { drop: "before" } });
  expect((await client.plain("GET", "/_emulator/health")).status).toBe(200);
  await client.removeFaults();
  expect((await client.call("GET", transit)).status).toBe(200);
});

test("counts hold for requests that come at once", async () => {
  const { client } = running;
  await client.addFault({ skip: 10, times: 20, fault: { status: 503 } });
  const answers = await Promise.all(Array.from({ length: 50 }, () => client.call("GET", transit)));
  expect(answers.filter(({ status }) => status === 503)).toHaveLength(20);
});

test.each([
  [{}, "fault"],
  [{ fault: {} }, "fault"],
  [{ fault: { status: 200, drop: "after" } }, "fault"],
  [{ fault: { status: 99 } }, "fault.status"],
  [{ fault: { delayMs: -1 } }, "fault.delayMs"],
  [{ fault: { drop: "now" } }, "fault.drop"],
  [{ fault: { truncate: 1.5 } }, "fault.truncate"],
  [{ fault: { status: 200, headers: { "a b": "c" } } }, "fault.headers"],
  [{ path: "(", fault: { status: 500 } }, "path"],
  [{ times: -1, fault: { status: 500 } }, "times"],
  [{ skip: "1", fault: { status: 500 } }, "skip"],
  [{ every: 0, fault: { status: 500 } }, "every"],
  [{ probability: 1.1, fault: { status: 500 } }, "probability"],
  [{ method: 1, fault: { status: 500 } }, "method"],
  [{ often: 1, fault: { status: 500 } }, "often"],
])("%j is refused and the message names %s", async (body, field) => {
  const answer = await running.client.plain("POST", "/_emulator/faults", { body });
  expect(answer.status).toBe(400);
  expect((answer.body as { message: string }).message).toContain(field);
});
