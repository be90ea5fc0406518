import Configuration
import OperationPlanning
import Testing

@testable import mouwakaba

@Suite("Settings")
struct SettingsTests {
    private func settings(_ environment: [String: String]) throws -> Settings {
        try Settings(
            ConfigReader(
                provider: EnvironmentVariablesProvider(environmentVariables: environment)))
    }

    private func problem(_ environment: [String: String]) -> String? {
        do {
            _ = try settings(environment)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `without an environment the server is private and local`() throws {
        let settings = try settings([:])
        #expect(settings.databaseURL == nil)
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.directory == ".mouwakaba")
    }

    @Test func `the environment names another server and port`() throws {
        let settings = try settings([
            "DATABASE_URL": "postgres://office@db/mouwakaba", "MOUWAKABA_PORT": "9000",
        ])
        #expect(settings.databaseURL == "postgres://office@db/mouwakaba")
        #expect(settings.port == 9000)
    }

    @Test func `a variable that is set to nothing counts as not set`() throws {
        #expect(try settings(["DATABASE_URL": "", "MOUWAKABA_PORT": ""]).port == 8080)
    }

    @Test(arguments: ["-1", "65536", "http", "8080 "])
    func `a port outside of 0 to 65535 is refused`(port: String) {
        #expect(
            problem(["MOUWAKABA_PORT": port])
                == "MOUWAKABA_PORT is \"\(port)\"; it must be a number from 0 to 65535.")
    }

    @Test(arguments: ["0", "65535"])
    func `the smallest and the largest port are taken`(port: String) throws {
        #expect(try settings(["MOUWAKABA_PORT": port]).port == Int(port))
    }

    @Test func `statements are lateral unless a style is set, which must be one`() throws {
        #expect(try settings([:]).statementStyle == .lateral)
        #expect(try settings(["MOUWAKABA_STATEMENT_STYLE": "window"]).statementStyle == .window)
        #expect(
            problem(["MOUWAKABA_STATEMENT_STYLE": "flat"])
                == "MOUWAKABA_STATEMENT_STYLE is \"flat\"; it must be one of lateral, window.")
    }

    @Test func `a log level that is none is refused with those that are`() {
        #expect(
            problem(["MOUWAKABA_LOG_LEVEL": "loud"])
                == "MOUWAKABA_LOG_LEVEL is \"loud\"; it must be one of"
                + " trace, debug, info, notice, warning, error, critical.")
    }
}
