import { X509Certificate } from "node:crypto";
import { expect, test } from "@jest/globals";
import { certificateFacts } from "../../../emulator/scp/certificatemanager/certificate-facts";

// Made with OpenSSL 3.0, which has also printed what is expected of them.

const versionThree = `-----BEGIN CERTIFICATE-----
MIIDOzCCAiOgAwIBAgIQD+3LqYdlQyEP7cuph2VDITANBgkqhkiG9w0BAQsFADBA
MQswCQYDVQQGEwJLUjEZMBcGA1UECgwQ7IK87ISxIFNEUywgSW5jLjEWMBQGA1UE
AwwNKi5leGFtcGxlLmNvbTAgFw0yNDAyMjkxMjAwMDFaGA85OTk5MTIzMTIzNTk1
OVowQDELMAkGA1UEBhMCS1IxGTAXBgNVBAoMEOyCvOyEsSBTRFMsIEluYy4xFjAU
BgNVBAMMDSouZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
AoIBAQDa2HRyiO7IS+KJ76MNg9fLGh7JO/RSCKp+rQzYOx4cwEaFFnqHapCgcERM
b5cF3k58jKUQRttLciFS+uxL7Yea5bjTtMdBrxcNaR2YevTgMsrjPob82VN7behU
NMTcg9yPdZmQjcICmH4oGrlWR++8EY4CIHP2ZkIAFJKKiHXCdqFmMs8u8j8jL+8Q
EC12VDRlpZ3mB+xGcbD21O0VTdghvSgFd62ovdUCdqPpS6WH/rL75F3ibcqPPiys
otf2AhK6bhfcNJD+HCCfk75AGNYQeRPu/66jcVCV11Sz5dkgx0EUtjKE4GlBdOWL
V4H6u5pKmQw6ReHDLb8sgqM4NAHxAgMBAAGjLzAtMAwGA1UdEwEB/wQCMAAwHQYD
VR0OBBYEFJIMLJ+0o7mfpD8lW9krKXIVbEeQMA0GCSqGSIb3DQEBCwUAA4IBAQCB
QGDiHNz9HN3nsQfGLRlkqF22nZpzyBCDXz6TD091oyVqjktHFqBoqD6oYUqdH+1B
XjyxIVrsQZfJuELtKc3/BlgPbiGHVAVVlqK9cI3GmyPGUWcgjjMxEnEFm6NnQGBd
MiXQwTeztJ1hxBYsrzqD98nWPN8/96UZKKb1NyzDP9h6OfUm+KdvTJyjUUiQ8Wlb
XPWXw2X9ZF9z0GD00XmrA2RR0PErlNZuyOa3owrrdoKDCzPSIB0weh8ZPtm5VGDo
LMld3IEnJFEaVri8uNjgOja6jREoArlHdcJmu7DMu4QpAc8OTycxl/LpLI82UW91
PVS/wKZjGL3FmSzMTHMW
-----END CERTIFICATE-----
`;

/** Without a name that counts, and of a size of key that uploads can't have. */
const versionOne = `-----BEGIN CERTIFICATE-----
MIIBijCB9AIBATANBgkqhkiG9w0BAQsFADANMQswCQYDVQQGEwJLUjAgFw0yNjEx
MjQyMTU5MzVaGA8yMTA5MDExMzIxNTkzNVowDTELMAkGA1UEBhMCS1IwgZ8wDQYJ
KoZIhvcNAQEBBQADgY0AMIGJAoGBAMJLaCtvjc34hqwJC4PsG/2lZrFslt5m0Dzg
JckJnn4h7mWB+rmmd5BrZeIXnS9FgUom0/vwNSoemAeIyZwhINxR1lXnsHRFFGm8
6qei4QbgR3fQdmy6/Q1796MeXxHJmdiHmlYw9Zb0wXvFqR9JWMQ4zi8HYLOHI2GD
dL5EVoM/AgMBAAEwDQYJKoZIhvcNAQELBQADgYEAldbKPKlGmZ1m8ncf12SfzwoW
AGBiRjPMgQSGt1MLexWkhDlVpZiMiFcQwKdEyjgkL0Xz0LpofRl92ScSwAzbAqJe
qCb9CU6qlvK6qUw2WcnbZDFR5OVbbItfYdME0wSmFfiz2lopbnCAoZYIEcUFtQyT
6PFXIFIKc6Xi9dWy6yY=
-----END CERTIFICATE-----
`;

/** As OpenSSL prints a digest. */
const digest = (text: string) => text.replaceAll(":", "").toLowerCase();

test("a certificate of version 3 says what it is", () => {
  expect(certificateFacts(new X509Certificate(versionThree))).toEqual({
    cert_version: "2",
    certificate: versionThree,
    cn: "*.example.com",
    fingerprint: digest(
      "75:BE:52:D9:12:00:31:5A:FC:50:C0:B5:B9:9C:29:D4:FA:A8:59:F4:D9:C0:0A:8C:20:7E:7A:E4:99:D1:2F:D2",
    ),
    key_bit_size: "2048",
    not_after_dt: "9999-12-31T23:59:59",
    not_before_dt: "2024-02-29T12:00:01",
    organization: "삼성 SDS, Inc.",
    serial: "0fedcba9876543210fedcba987654321",
  });
});

test("so does one of version 1", () => {
  expect(certificateFacts(new X509Certificate(versionOne))).toEqual({
    cert_version: "0",
    certificate: versionOne,
    cn: "",
    fingerprint: digest(
      "34:15:95:28:0A:66:EA:FF:46:1D:81:5C:D8:1E:5D:B5:F3:81:E8:61:64:E3:4B:00:4F:23:B2:91:28:DE:95:B0",
    ),
    key_bit_size: "1024",
    not_after_dt: "2109-01-13T21:59:35",
    not_before_dt: "2026-11-24T21:59:35",
    organization: "",
    serial: "01",
  });
});
