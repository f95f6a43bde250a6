import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";

import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { CallError, type CheckReply, type DiffReply, type Plugin, type Properties } from "./plugin";
import { quickStart } from "./project";

export { CallError, type Properties } from "./plugin";

/** Pulumi's real plugin process for dynamic resources, driven over gRPC as the engine does. */
export class PluginProcess implements Plugin {
  /** What the process wrote to its error stream. */
  errors = "";
  output = "";

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly client: ResourceProviderClient,
  ) {}

  static async start(
    folder: string,
    config: Record<string, string>,
    env: Record<string, string> = {},
  ): Promise<PluginProcess> {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, ...quickStart(), ...env },
    });
    const lines = createInterface(child.stdout);
    const port = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => {
        reject(new Error(`the plugin process ended with ${String(code)}`));
      });
    });
    const plugin = new PluginProcess(
      child,
      new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure()),
    );
    lines.on("line", (line) => (plugin.output += `${line}\n`));
    child.stderr.on("data", (chunk: Buffer) => (plugin.errors += chunk.toString()));
    const request = new provider.ConfigureRequest();
    request.setArgs(struct(config));
    await plugin.send<provider.ConfigureResponse>((done) => plugin.client.configure(request, done));
    return plugin;
  }

  async check(olds: Properties, news: Properties): Promise<CheckReply> {
    const request = new provider.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const reply = await this.send<provider.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: properties(reply.getInputs()),
      failures: reply.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffReply> {
    const request = new provider.DiffRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const reply = await this.send<provider.DiffResponse>((done) => this.client.diff(request, done));
    const changes = (["unknown", "none", "some"] as const)[reply.getChanges()];
    return { changes, replaces: reply.getReplacesList(), deleteBeforeReplace: reply.getDeletebeforereplace() };
  }

  async create(inputs: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new provider.CreateRequest();
    request.setProperties(struct(inputs));
    const reply = await this.send<provider.CreateResponse>((done) => this.client.create(request, done));
    return { id: reply.getId(), properties: properties(reply.getProperties()) };
  }

  async read(
    id: string,
    state: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }> {
    const request = new provider.ReadRequest();
    request.setId(id);
    request.setProperties(struct(state));
    if (inputs !== undefined) request.setInputs(struct(inputs));
    const reply = await this.send<provider.ReadResponse>((done) => this.client.read(request, done));
    const shown = reply.getInputs();
    return { id: reply.getId(), properties: properties(reply.getProperties()), inputs: shown && properties(shown) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new provider.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const reply = await this.send<provider.UpdateResponse>((done) => this.client.update(request, done));
    return properties(reply.getProperties());
  }

  async delete(id: string, state: Properties): Promise<void> {
    const request = new provider.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(state));
    await this.send((done) => this.client.delete(request, done));
  }

  /** Waits until the process has written a text to its error stream, which may come after its answer. */
  async said(text: string | RegExp): Promise<void> {
    for (let left = 100; left > 0; left--) {
      if (typeof text === "string" ? this.errors.includes(text) : text.test(this.errors)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the plugin process did not say ${String(text)}, but:\n${this.errors}`);
  }

  /** Reads nothing of the process any more, as an engine that was killed. Gives its exit code; null if it had to be killed. */
  async ended(): Promise<number | null> {
    this.child.stdout.destroy();
    this.child.stderr.destroy();
    const patience = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    const code = await new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    clearTimeout(patience);
    return code;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
  }

  private send<Reply>(call: (done: (error: ServiceError | null, reply: Reply) => void) => unknown): Promise<Reply> {
    return new Promise((resolve, reject) => {
      call((error, reply) => {
        if (error === null) resolve(reply);
        else reject(new CallError(error.details, error.code, partialFailure(error.metadata)));
      });
    });
  }
}

function partialFailure(metadata: Metadata): CallError["partial"] {
  const [details] = metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) return undefined;
  const any = Status.deserializeBinary(details).getDetailsList()[0];
  if (any === undefined) return undefined;
  const failure = provider.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
  return { id: failure.getId(), properties: properties(failure.getProperties()), reasons: failure.getReasonsList() };
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Record<string, JavaScriptValue>);
}

function properties(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
