import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import {
  commonNamesOf,
  dateProblem,
  datesOf,
  endsAtRoot,
  givenChain,
  hostNamesOf,
  orderProblem,
  ownershipProblem,
  type GivenChain,
} from "../../../provider/resources/scp/certificatemanager/certificate-chain";
import {
  makeIntermediate,
  makeLeaf,
  makeRoot,
  makeSelfSigned,
  type TestAuthority,
  type TestCertificate,
} from "../../support/certificates";

const dayMs = 86_400_000;
const at = (text: string): Date => new Date(text);

let root: TestAuthority;
let upper: TestAuthority;
let lower: TestAuthority;
let leaf: TestCertificate;
let stranger: TestAuthority;

beforeAll(async () => {
  [root, stranger] = await Promise.all([makeRoot(), makeRoot({ commonName: "Stranger" })]);
  upper = await makeIntermediate(root, { commonName: "Upper", notAfter: at("2035-01-01T00:00:00Z") });
  lower = await makeIntermediate(upper, { commonName: "Lower" });
  leaf = await makeLeaf(lower, { notBefore: at("2024-03-01T10:20:30Z"), notAfter: at("2034-03-01T10:20:30Z") });
});

const joined = (...parts: TestCertificate[]): string => parts.map(({ certificate }) => certificate).join("\n");
function given(certificate: string, chain?: string): GivenChain {
  const found = givenChain(certificate, chain);
  if (found === undefined) throw new Error("nothing can be read");
  return found;
}
const namesOf = ({ issuers }: GivenChain): string[] => issuers.flatMap(commonNamesOf);

describe("a chain", () => {
  const wanted = ["Lower", "Upper", "Test Root"];
  test("may be in a text of its own, in the certificate's, or in both, and may repeat the certificate", () => {
    expect(namesOf(given(joined(leaf), joined(lower, upper, root)))).toEqual(wanted);
    expect(namesOf(given(joined(leaf, lower, upper, root)))).toEqual(wanted);
    expect(namesOf(given(joined(leaf, lower), joined(upper, root)))).toEqual(wanted);
    expect(namesOf(given(joined(leaf, lower), joined(leaf, lower, upper, root)))).toEqual(wanted);
  });

  test("is in order only in its own order", () => {
    const authorities = (): TestAuthority[] => [lower, upper, root];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 1 }), (places) => {
        const chain = joined(...places.map((place) => authorities()[place] ?? root));
        const isBeginning = places.every((place, index) => place === index);
        expect(orderProblem(given(joined(leaf), chain)) === undefined).toBe(isBeginning);
      }),
    );
  });

  test("says where it does not continue", () => {
    const problem = (...chain: TestAuthority[]): string | undefined =>
      orderProblem(given(joined(leaf), joined(...chain)));
    expect(problem(upper, root)).toMatch(
      /^does not continue: certificate 1 of the chain did not sign the certificate\./,
    );
    expect(problem(lower, root)).toContain("certificate 2 of the chain did not sign certificate 1 of the chain");
    expect(problem(lower, upper, stranger)).toContain("certificate 3 of the chain did not sign certificate 2");
    expect(problem(stranger)).toContain("begins with the authority that signed the certificate");
  });

  test("is told by signatures, not by names alone", async () => {
    const namesake = await makeIntermediate(upper, { commonName: "Lower" });
    expect(orderProblem(given(joined(leaf), joined(namesake, upper, root)))).toContain("did not sign the certificate");
  });

  test("may end before the root, which is told apart", async () => {
    expect(endsAtRoot(given(joined(leaf), joined(lower, upper, root)))).toBe(true);
    expect(endsAtRoot(given(joined(leaf), joined(lower, upper)))).toBe(false);
    expect(endsAtRoot(given(joined(leaf)))).toBe(false);
    expect(endsAtRoot(given(joined(await makeSelfSigned())))).toBe(true);
  });

  test("without a certificate is none", () => {
    expect(givenChain("", joined(root))).toBeUndefined();
  });
});

describe("dates", () => {
  const problemAt = (time: string | number, ...chain: TestAuthority[]): string | undefined =>
    dateProblem(given(joined(leaf), joined(...chain)), new Date(time).getTime());

  test("count from the first to the last second", () => {
    expect(problemAt("2024-03-01T10:20:30Z")).toBeUndefined();
    expect(problemAt("2034-03-01T10:20:30Z")).toBeUndefined();
    expect(problemAt("2024-03-01T10:20:29Z")).toBe("is not valid yet: begins on 2024-03-01T10:20:30Z");
    expect(problemAt("2034-03-01T10:20:31Z")).toBe("has expired: ended on 2034-03-01T10:20:30Z");
  });

  test("of the chain count as well", () => {
    expect(problemAt(Date.now(), lower, upper, root)).toBeUndefined();
    expect(problemAt(Date.now() + 366 * dayMs, lower, upper, root)).toMatch(
      /^has expired: certificate 1 of the chain ended on 2/,
    );
    expect(problemAt(Date.now() - 2 * dayMs, lower)).toMatch(
      /^is not valid yet: certificate 1 of the chain begins on 2/,
    );
  });

  test("are said in UTC", () => {
    const [certificate] = [given(joined(leaf)).leaf];
    expect(datesOf(certificate)).toEqual({ notBefore: "2024-03-01T10:20:30Z", notAfter: "2034-03-01T10:20:30Z" });
  });
});

test("a key belongs to the first certificate, and one of another in the bundle is told so", () => {
  const bundle = given(joined(leaf, lower, upper, root));
  expect(ownershipProblem(bundle, leaf.privateKey)).toBeUndefined();
  expect(ownershipProblem(bundle, stranger.privateKey)).toBe("does not belong to the certificate");
  expect(ownershipProblem(bundle, upper.privateKey)).toBe(
    "belongs to certificate 3 of the bundle: its own certificate has to be the first one",
  );
});

test("a certificate's common names are all of them, as they are", async () => {
  const named = async (commonName: string | null): Promise<readonly string[]> =>
    commonNamesOf(given(joined(await makeSelfSigned({ commonName }))).leaf);
  expect(await named("*.example.com")).toEqual(["*.example.com"]);
  expect(await named('Shop, "KR" + 상점')).toEqual(['Shop, "KR" + 상점']);
  expect(await named(null)).toEqual([]);
});

test("a certificate is for the hosts of its alternative names or, where it has none, of its common names", async () => {
  const alternatives = [
    { type: "dns", value: "shop.example.com" },
    { type: "ip", value: "10.0.0.7" },
    { type: "dns", value: "*.shop.example.com" },
  ] as const;
  const hosts = async (more: object): Promise<readonly string[]> =>
    hostNamesOf(joined(await makeSelfSigned({ commonName: "www.example.com", ...more }), upper));
  expect(await hosts({ alternatives })).toEqual(["shop.example.com", "*.shop.example.com"]);
  expect(await hosts({})).toEqual(["www.example.com"]);
  expect(hostNamesOf("no certificate")).toEqual([]);
});
