import crypto from "node:crypto";
import { promisify } from "node:util";

/** How many pairs of each kind there are: keys that are made one after the other differ. */
const pairsOfEachKind = 4;

interface Pair {
  readonly publicKey: unknown;
  readonly privateKey: unknown;
}

/** Key pairs that are made once and then used in turn: to make one takes as long as a hundred requests. */
export class KeyPairs {
  private readonly made = new Map<string, unknown[]>();
  private readonly given = new Map<string, number>();
  private readonly real = {
    sync: crypto.generateKeyPairSync.bind(crypto) as unknown as (type: string, options: object) => Pair,
    promised: promisify(crypto.generateKeyPair) as unknown as (type: string, options: object) => Promise<Pair>,
    web: crypto.webcrypto.subtle.generateKey.bind(crypto.webcrypto.subtle) as unknown as (
      ...settings: readonly unknown[]
    ) => Promise<unknown>,
  };

  readonly sync = (type: string, options: object): Pair =>
    this.take("sync", [type, options], () => this.real.sync(type, options)) as Pair;

  readonly promised = (type: string, options: object): Promise<Pair> =>
    this.take("promised", [type, options], () => this.real.promised(type, options)) as Promise<Pair>;

  readonly async = (
    type: string,
    options: object,
    done: (error: unknown, publicKey?: unknown, privateKey?: unknown) => void,
  ): void => {
    this.promised(type, options).then(
      ({ publicKey, privateKey }) => {
        done(null, publicKey, privateKey);
      },
      (error: unknown) => {
        done(error);
      },
    );
  };

  readonly web = (...settings: readonly unknown[]): Promise<unknown> =>
    this.take("web", settings, () => this.real.web(...settings)) as Promise<unknown>;

  private take(maker: string, settings: readonly unknown[], make: () => unknown): unknown {
    const kind = `${maker} ${JSON.stringify(settings)}`;
    const made = this.made.get(kind) ?? [];
    this.made.set(kind, made);
    const given = this.given.get(kind) ?? 0;
    this.given.set(kind, given + 1);
    return (made[given % pairsOfEachKind] ??= make());
  }
}
