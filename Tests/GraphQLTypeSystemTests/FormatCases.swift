import GraphQLTypeSystem

extension FormatCase {
    static let uuids =
        accepted(
            .uuid, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10")
        + [
            Self(
                .uuid, "0198F2B4-6C1D-7A3E-8F50-2B9C4D6E8F10",
                "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10")
        ]
        + refused(
            .uuid, "0198f2b46c1d7a3e8f502b9c4d6e8f10", "{0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10}",
            "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f1", "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f100",
            "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f1g", "0198f2b4-6c1d-7a3e-8f502-b9c4d6e8f10",
            "0198f2b4_6c1d_7a3e_8f50_2b9c4d6e8f10", "urn:uuid:0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10")

    static let dates =
        accepted(
            .date, "0001-01-01", "9999-12-31", "2026-09-30", "2026-01-31", "2026-04-30",
            "2026-12-31", "2024-02-29", "2000-02-29", "2026-02-28")
        + refused(
            .date, "0000-01-01", "10000-01-01", "2026-00-01", "2026-13-01", "2026-01-00",
            "2026-01-32", "2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31", "2026-02-29",
            "2024-02-30", "1900-02-29", "2026-2-01", "2026-02-1", "26-02-01", "2026/02/01",
            "20260201", "2026-02-01T00:00:00Z", "+2026-02-01", "2026-02-0a")

    static let instants =
        accepted(
            .dateTime, "2026-09-30T23:00:00Z", "2026-09-30T00:00:00Z", "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z", "2026-09-30T08:00:00.5Z")
        + [
            Self(.dateTime, "2026-09-30t08:00:00z", "2026-09-30T08:00:00Z"),
            Self(.dateTime, "2026-09-30T08:00:00+00:00", "2026-09-30T08:00:00Z"),
            Self(.dateTime, "2026-09-30T08:00:00-00:00", "2026-09-30T08:00:00Z"),
            Self(.dateTime, "2026-09-30T08:00:00+01:00", "2026-09-30T07:00:00Z"),
            Self(.dateTime, "2026-09-30T00:59:59+01:00", "2026-09-29T23:59:59Z"),
            Self(.dateTime, "2026-09-30T01:00:00+01:00", "2026-09-30T00:00:00Z"),
            Self(.dateTime, "2026-09-30T22:59:59-01:00", "2026-09-30T23:59:59Z"),
            Self(.dateTime, "2026-09-30T23:00:00-01:00", "2026-10-01T00:00:00Z"),
            Self(.dateTime, "2026-01-01T00:00:00+00:01", "2025-12-31T23:59:00Z"),
            Self(.dateTime, "2025-12-31T23:59:00-00:01", "2026-01-01T00:00:00Z"),
            Self(.dateTime, "2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
            Self(.dateTime, "2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00Z"),
            Self(.dateTime, "2024-02-28T23:30:00-01:00", "2024-02-29T00:30:00Z"),
            Self(.dateTime, "2026-09-30T00:00:00+23:59", "2026-09-29T00:01:00Z"),
            Self(.dateTime, "2026-09-30T08:00:00.120Z", "2026-09-30T08:00:00.12Z"),
            Self(.dateTime, "2026-09-30T08:00:00.000Z", "2026-09-30T08:00:00Z"),
        ]
        + refused(
            .dateTime, "2026-09-30", "2026-09-30T08:00:00", "2026-09-30 08:00:00Z",
            "2026-09-30T08:00Z", "2026-09-30T24:00:00Z", "2026-09-30T08:60:00Z",
            "2026-09-30T08:00:60Z", "2026-09-30T08:00:00.Z", "2026-09-30T08:00:00.1234567890Z",
            "2026-09-30T08:00:00+24:00", "2026-09-30T08:00:00+01:60", "2026-09-30T08:00:00+0100",
            "2026-09-30T08:00:00+01", "2026-09-30T08:00:00Z+01:00", "2026-02-29T08:00:00Z",
            "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01")

    static let times =
        accepted(.localTime, "00:00:00", "23:59:59", "08:30:00.5", "08:30:00.123456789")
        + refused(
            .localTime, "24:00:00", "08:60:00", "08:30:60", "8:30:00", "08:30", "08:30:00.",
            "08:30:00.1234567890", "08:30:00Z", "08:30:00+01:00", "08.30.00")

    private static let thousandDigits = String(repeating: "7", count: 1_000)

    static let numbers =
        accepted(
            .decimal, "0", "-0", "12.50", "-12.50", "0.000", "10", thousandDigits,
            "7." + thousandDigits.dropLast())
        + refused(
            .decimal, "+1", "01", "1.", ".5", "1e5", "1.5E3", "1,5", "--1", "NaN", "Infinity",
            thousandDigits + "7", "7." + thousandDigits, "0x1")
        + accepted(
            .bigInt, "0", "9223372036854775807", "-9223372036854775808", "9007199254740993")
        + [Self(.bigInt, "-0", "0")]
        + refused(
            .bigInt, "9223372036854775808", "-9223372036854775809", "+1", "01", "1.0", "1e3",
            "--1")

    static let years =
        accepted(.consecutiveYears, "2026-2027", "0000-0001", "9998-9999", "1999-2000")
        + refused(
            .consecutiveYears, "2026-2026", "2026-2028", "2027-2026", "9999-10000", "2026/2027",
            "2026-27", "2026-20271", "2026")

    private static let local = String(repeating: "a", count: 242)
    private static let label = String(repeating: "b", count: 63)

    static let emails =
        accepted(
            .emailAddress, "name@example.org", "a@b", "a.b+c@x-y.ma", "!#$%&'*+/=?^_`{|}~-@a",
            local + "@example.org", "a@\(label).org", ".a.@b.c", "A@B1.2c")
        + refused(
            .emailAddress, "name", "@example.org", "name@", "a@b@c", "a b@c", "a@b c",
            "a@-b", "a@b-", "a@b..c", "a@.b", "a@b.", "a@b_c", "\"a\"@b", "a,b@c",
            "مدير@example.org",
            local + "a@example.org", "a@\(label)b.org", "<a@b.c>")

    static let phones =
        accepted(.phoneNumber, "+212537000000", "+12", "+123456789012345")
        + refused(
            .phoneNumber, "212537000000", "+1", "+1234567890123456", "+0212537000000", "0537000000",
            "+212 537 000 000", "+212-537", "+(212)", "00212537000000", "+21253700000a")

    private static let path = String(repeating: "a", count: 2_048 - 20)

    static let urls =
        accepted(
            .url, "https://example.org", "http://example.org/", "HTTPS://Example.ORG/a",
            "https://example.org:443/a/b?c=d&e=%D9%85#f/g?h", "https://localhost:0",
            "https://a:65535/", "https://127.0.0.1/", "https://[::1]/", "https://[::]/",
            "https://[2001:db8::1]:8080/a", "https://[2001:db8:0:0:0:0:0:1]/",
            "https://[1:2:3:4:5:6:7::]/", "https://[::2:3:4:5:6:7:8]/", "https://example.org?a",
            "https://example.org#a", "https://example.org/" + path)
        + refused(
            .url, "example.org", "//example.org", "/a", "ftp://example.org", "https:/example.org",
            "https:example.org", "https://", "https:///a", "https://a b/", "https://a/b c",
            "https://user@example.org/", "https://user:pass@example.org/", "https://a:65536/",
            "https://a:/", "https://a:x/", "https://a_b/", "https://-a/", "https://a..b/",
            "https://[::1/", "https://[]/", "https://[:]/", "https://[:::]/", "https://[1::2::3]/",
            "https://[12345::]/", "https://[1:2:3:4:5:6:7]/", "https://[1:2:3:4:5:6:7:8:9]/",
            "https://[1:2:3:4:5:6:7:8::]/", "https://[:1:2:3:4:5:6:7]/", "https://[::g]/",
            "https://a/%", "https://a/%4", "https://a/%4g", "https://a/%g4", "https://a/#b#c",
            "https://a/<b>", "https://a/\"", "https://a/\\b", "https://a/مدرسة",
            "javascript:alert(1)",
            "https://example.org/a" + path)
}
