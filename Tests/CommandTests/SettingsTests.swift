import Configuration
import Engine
import OperationPlanning
import PostgresClient
import SchemaMapping
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

    @Test func `a class of service has its defaults, and what the environment changes`() throws {
        let usual = try settings([:]).service
        #expect(usual.options(for: .analysis).pool.pipelineDepthMax == 1)
        #expect(usual.options(for: .portal).pool.leaseWaitMax == .seconds(1))
        let changed = try settings([
            "MOUWAKABA_ANALYSIS_CONNECTIONS": "5", "MOUWAKABA_ANALYSIS_STATEMENT_SECONDS": "7",
            "MOUWAKABA_ANALYSIS_PROGRAM_SECONDS": "9", "MOUWAKABA_PORTAL_DEPTH": "20",
            "MOUWAKABA_SESSION_WAITING": "3",
        ]).service
        #expect(changed.options(for: .analysis).pool.connections == 5)
        #expect(changed.options(for: .analysis).statementTime == .seconds(7))
        #expect(changed.options(for: .analysis).pool.programTimeMax == .seconds(9))
        #expect(changed.options(for: .portal).pool.pipelineDepthPreferred == 20)
        #expect(changed.options(for: .portal).pool.pipelineDepthMax == 20)
        #expect(changed.options(for: .session).pool.waitersMax == 3)
        #expect(changed.options(for: .portal).pool.connections == 8)
    }

    @Test(arguments: [ServiceClass.analysis, .region])
    func `the bound of estimates is one of analyses, from 1 to estimatedCostMax`(
        serviceClass: ServiceClass
    ) throws {
        let name = "MOUWAKABA_\(serviceClass.rawValue)_ESTIMATED_COST"
        #expect(try settings([:]).service.options(for: serviceClass).estimatedCostMax == 1_000_000)
        let bound = ServiceSettings.estimatedCostMax
        for value in [1, bound] {
            let changed = try settings([name: "\(value)"]).service
            #expect(changed.options(for: serviceClass).estimatedCostMax == value)
        }
        for value in [0, bound + 1] {
            #expect(
                problem([name: "\(value)"])
                    == "\(name) is \"\(value)\";"
                    + " it must be a number from 1 to \(bound).")
        }
        let other = try settings(["MOUWAKABA_PORTAL_ESTIMATED_COST": "1"]).service
        #expect(other.options(for: .portal).estimatedCostMax == nil)
    }

    @Test func `sessions across offices have a database role of their own, and only they`() throws {
        let service = try settings([:]).service
        for serviceClass in ServiceClass.allCases {
            let options = Database.options(for: serviceClass, service)
            #expect(
                options.settings["role"]
                    == (serviceClass == .region ? "mouwakaba_region" : nil))
        }
        #expect(Database.options(for: .region, service).pool.connections == 1)
    }

    @Test(arguments: ["0", "10001", "many"])
    func `a bound of a class is a number from 1 to valueMax`(value: String) throws {
        #expect(
            problem(["MOUWAKABA_WRITE_CONNECTIONS": value])
                == "MOUWAKABA_WRITE_CONNECTIONS is \"\(value)\";"
                + " it must be a number from 1 to \(ServiceSettings.valueMax).")
        let largest = try settings(["MOUWAKABA_WRITE_WAITING": "\(ServiceSettings.valueMax)"])
        #expect(largest.service.options(for: .write).pool.waitersMax == ServiceSettings.valueMax)
    }

    @Test func `a log level that is none is refused with those that are`() {
        #expect(
            problem(["MOUWAKABA_LOG_LEVEL": "loud"])
                == "MOUWAKABA_LOG_LEVEL is \"loud\"; it must be one of"
                + " trace, debug, info, notice, warning, error, critical.")
    }
}
