import CMalloc

/// How memory that is free goes back to the system.
enum Allocator {
    /// Keeps what responses and rows leave free, up to `freeBytesKept` an arena.
    ///
    /// glibc gives memory back as soon as 128 KiB are free at the end of an arena, and takes blocks
    /// of that size from the system each time. Two responses of some tens of kilobytes are enough
    /// for that, and each page that comes back costs a page fault: 44 a response of 83 KB.
    static func keepFreedMemory() {
        #if canImport(Glibc)
            _ = mallopt(M_TRIM_THRESHOLD, freeBytesKept)
            _ = mallopt(M_MMAP_THRESHOLD, mappedBytesMin)
        #endif
    }

    private static let freeBytesKept: Int32 = 32 << 20
    /// A block of more than this is taken from the system and given back.
    private static let mappedBytesMin: Int32 = 4 << 20
}
