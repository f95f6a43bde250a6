import { beforeAll, beforeEach } from "@jest/globals";

import { makeIntermediate, makeLeaf, makeRoot, type TestAuthority, type TestCertificate } from "./certificates";
import type { EmulatorClient, RequestRecord, StoredCertificate } from "./emulator-client";
import { usePluginFixture } from "./plugin-fixture";
import type { Properties } from "./plugin-process";
import type { StackModel } from "./stack-model";

/** A plugin for certificates, and a certificate of a private authority to upload. */
export class CertificateFixture {
  readonly plugin = usePluginFixture();
  root!: TestAuthority;
  intermediate!: TestAuthority;
  leaf!: TestCertificate;
  /** The inputs that upload the leaf. */
  given!: Properties;

  get client(): EmulatorClient {
    return this.plugin.emulator.client;
  }

  async start(): Promise<void> {
    this.root = await makeRoot();
    this.intermediate = await makeIntermediate(this.root);
    this.leaf = await makeLeaf(this.intermediate, { commonName: "shop.example.com" });
    const { certificate, privateKey, chain } = this.leaf;
    this.given = { certificate, privateKey, chain };
  }

  /** Has the plugin ask the service something. */
  async hearTime(): Promise<void> {
    await this.plugin.stack("KmsKey").up({ purpose: "aes-256" });
  }

  readonly stack = (): StackModel => this.plugin.stack("Certificate");

  /** The only certificate that there is. */
  readonly only = (): Promise<StoredCertificate> => this.client.certificates.only();

  /** The number of requests so far. */
  readonly count = async (): Promise<number> => (await this.client.requests()).length;

  /** Requests since a number of them, as "POST self-sign": the last part of their paths, or what is done to which one. */
  readonly sentSince = async (before: number): Promise<string[]> =>
    (await this.client.requests()).slice(before).map(wordsOf);
}

function wordsOf({ method, path }: RequestRecord): string {
  return `${method} ${path.replace(/^\/v1\/certificatemanager\/?/, "")}`;
}

export function useCertificates(): CertificateFixture {
  const fixture = new CertificateFixture();
  beforeAll(() => fixture.start());
  // A reset sets the clock back, as no service does: the plugin has to hear the time before it makes a certificate.
  beforeEach(() => fixture.hearTime());
  return fixture;
}

export const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };

export const pem = (...parts: TestCertificate[]): string => parts.map(({ certificate }) => certificate).join("\n");
