import ArgumentParser

/// The command of the project.
@main
struct Mouwakaba: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mouwakaba",
        abstract: "A multi-tenant GraphQL server over PostgreSQL for provincial education offices.",
        discussion: """
            Start with `mouwakaba serve --migrate --demonstration`. It runs a private
            PostgreSQL, fills it with a demonstration, and prints a token for each role.

            Flags win over the environment, and that over the defaults:
              DATABASE_URL              a PostgreSQL to use instead of the private one
              API_DATABASE_URL          how requests connect, if not by DATABASE_URL
              MOUWAKABA_DIRECTORY       where private data is kept (.mouwakaba)
              MOUWAKABA_PROJECT         the directory of schema/ and db/ (.)
              MOUWAKABA_HOST            the address to listen on (127.0.0.1)
              MOUWAKABA_PORT            the port to listen on (8080)
              MOUWAKABA_TOKEN_KEY_FILE  the file of the key that signs tokens
              MOUWAKABA_LOG_LEVEL       from trace to critical (notice)
            """,
        subcommands: [
            Serve.self, Migrate.self, SeedCommand.self, Token.self, SchemaCommand.self,
            Explain.self, Validate.self, Mock.self, PostgresCommand.self, Audit.self,
        ])
}
