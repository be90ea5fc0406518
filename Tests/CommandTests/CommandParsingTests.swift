import ArgumentParser
import Testing

@testable import mouwakaba

@Suite("Command line")
struct CommandParsingTests {
    private static let person = "0b7f4f0e-8e6c-4c0a-9a56-0d6d1a1f7a11"

    private func message(_ arguments: [String]) -> String? {
        do {
            _ = try Mouwakaba.parseAsRoot(arguments)
            return nil
        } catch {
            return Mouwakaba.message(for: error)
        }
    }

    private func token(hours: Int) -> [String] {
        ["token", "--person", Self.person, "--office", "01511", "--hours", "\(hours)"]
    }

    @Test func `a token is valid for hoursMax hours at most`() {
        #expect(message(token(hours: Token.hoursMax)) == nil)
        #expect(
            message(token(hours: Token.hoursMax + 1)) == "--hours must be from 1 to 2160.")
        #expect(message(token(hours: 0)) == "--hours must be from 1 to 2160.")
    }

    @Test func `a token names a person by a UUID and an office by its digits`() {
        #expect(
            message(["token", "--person", "مواكبة", "--office", "01511"])
                == "--person must be a UUID.")
        #expect(
            message(["token", "--person", Self.person, "--office", "Tiznit"])
                == "--office must be the digits of the code of an office or a region.")
    }

    @Test func `the national seed has a size and jobs, and other seeds have neither`() {
        #expect(message(["seed", "national", "--scale", "0.01", "--jobs", "16"]) == nil)
        #expect(
            message(["seed", "national", "--scale", "11"])
                == "--scale must be from 0.0001 to 10.0.")
        #expect(message(["seed", "national", "--jobs", "17"]) == "--jobs must be from 1 to 16.")
        #expect(
            message(["seed", "demo", "--scale", "1"])
                == "--scale, --seed-number and --jobs belong to the national seed.")
    }

    @Test func `a port that is none is refused`() {
        #expect(message(["serve", "--port", "65536"]) == "--port must be from 0 to 65535.")
        #expect(message(["serve", "--port", "65535"]) == nil)
    }

    @Test func `every command has a help that begins with what it does`() {
        for command in Mouwakaba.configuration.subcommands {
            #expect(Mouwakaba.helpMessage(for: command).hasPrefix("OVERVIEW: "))
            #expect(!command.configuration.abstract.isEmpty)
        }
    }

    @Test func `postgres run needs a command`() {
        #expect(message(["postgres", "run"])?.contains("command") == true)
    }
}
