import Migrations
import Testing

@Suite("MigrationDirectory")
struct MigrationDirectoryTests {
    @Test func `files are read in the order of their numbers`() throws {
        let folder = try Folder([
            "migrations/0002_add_visit.sql": "select 2", "migrations/0001_init.sql": "select 1",
            "migrations/README.md": "زيارات", "repeatable/b.sql": "", "repeatable/a.sql": "",
        ])
        let directory = try MigrationDirectory(path: folder.path)
        #expect(directory.migrations.map(\.number) == [1, 2])
        #expect(directory.migrations.map(\.name) == ["init", "add_visit"])
        #expect(directory.repeatables.map(\.name) == ["a", "b"])
    }

    @Test func `a missing folder is an empty one`() throws {
        let directory = try MigrationDirectory(path: try Folder().path)
        #expect(directory.migrations.isEmpty && directory.repeatables.isEmpty)
    }

    @Test func `a checksum is the SHA-256 of the file's bytes`() throws {
        let folder = try Folder(["migrations/0001_a.sql": "abc"])
        let directory = try MigrationDirectory(path: folder.path)
        #expect(
            directory.migrations.first?.file.checksum
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: [
        "migrations/1_a.sql", "migrations/0001-a.sql", "migrations/0001_.sql",
        "migrations/0001_زيارة.sql", "migrations/0001_A.sql", "migrations/0000_a.sql",
        "repeatable/a b.sql",
    ])
    func `another name is refused`(name: String) throws {
        let folder = try Folder([name: ""])
        #expect(throws: MigrationError.misnamed(path: folder.path + "/" + name)) {
            try MigrationDirectory(path: folder.path)
        }
    }

    @Test func `a number is used once`() throws {
        let folder = try Folder(["migrations/0001_a.sql": "", "migrations/0001_b.sql": ""])
        let error = #expect(throws: MigrationError.self) {
            try MigrationDirectory(path: folder.path)
        }
        #expect(
            error?.description == """
                \(folder.path)/migrations/0001_a.sql and \(folder.path)/migrations/0001_b.sql \
                have the same number 1. Give the one that was applied nowhere the next free \
                number.
                """)
    }

    @Test func `a number may not be left out`() throws {
        let folder = try Folder(["migrations/0001_a.sql": "", "migrations/0003_c.sql": ""])
        let error = #expect(throws: MigrationError.self) {
            try MigrationDirectory(path: folder.path)
        }
        #expect(
            error?.description == """
                There is no migration 2, but \(folder.path)/migrations/0003_c.sql follows. \
                Restore the missing file, or renumber those after it if they were applied \
                nowhere.
                """)
    }

    @Test func `a file of sqlFileBytesMax bytes is read and a longer one refused`() throws {
        let folder = try Folder(["migrations/0001_a.sql": "12345"])
        _ = try MigrationDirectory(path: folder.path, limits: .init(sqlFileBytesMax: 5))
        #expect(
            throws: MigrationError.fileTooLarge(
                path: folder.path + "/migrations/0001_a.sql", bytes: 5, bytesMax: 4)
        ) { try MigrationDirectory(path: folder.path, limits: .init(sqlFileBytesMax: 4)) }
    }
}
