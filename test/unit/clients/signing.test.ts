import { expect, test } from "@jest/globals";

import { sign, signedHeaders, stringToSign } from "../../../provider/clients/scp/signing";

// The vector was computed with openssl from the rule of the reference clients, not with this code.
const input = {
  method: "GET",
  url: "https://kms.kr-west1.e.samsungsdscloud.com/v1/kms/transit?page=0&size=20",
  timestamp: 1605290625682,
  accessKey: "AKID",
};

test("signs method, full URL, time, access key and client type", () => {
  expect(stringToSign(input)).toBe(
    "GEThttps://kms.kr-west1.e.samsungsdscloud.com/v1/kms/transit?page=0&size=201605290625682AKIDOpenapi",
  );
});

test("gives the known signature of the known request", () => {
  expect(sign(input, "SECRET")).toBe("wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLIc=");
});

test("sends the time that it has signed", () => {
  expect(signedHeaders(input, { prefix: "Scp-", accessKey: "AKID", secretKey: "SECRET" })).toEqual({
    "Scp-AccessKey": "AKID",
    "Scp-Signature": "wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLIc=",
    "Scp-Timestamp": "1605290625682",
    "Scp-ClientType": "Openapi",
  });
});

// Computed with openssl as well. The names of the headers are the reference's, in which letter case does not count.
test("signs with the token of a vault by the same recipe, in headers of their own", () => {
  const request = {
    method: "GET",
    url: "https://secretvault.kr-west1.e.samsungsdscloud.com/v1/temporarykey/0fdd87aab8cb46f59b7c1f81ed03fb3e",
    timestamp: 1605290625682,
  };
  const headers = signedHeaders(request, { prefix: "Sv", accessKey: "TOKEN", secretKey: "TOKENSECRET" });
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  expect(Object.fromEntries(names)).toEqual({
    svaccesskey: "TOKEN",
    svsignature: "N+eZ9k0FfqF8ZFUArD56nuBw9e5Vz2yw+spj8qag4mU=",
    svtimestamp: "1605290625682",
    svclienttype: "Openapi",
  });
});
