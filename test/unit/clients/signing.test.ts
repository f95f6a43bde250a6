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
  expect(signedHeaders(input, "SECRET")).toEqual({
    "Scp-AccessKey": "AKID",
    "Scp-Signature": "wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLIc=",
    "Scp-Timestamp": "1605290625682",
    "Scp-ClientType": "Openapi",
  });
});
