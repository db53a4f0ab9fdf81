// swift-tools-version: 6.2
import PackageDescription

/// Generic types are made by calls that name what they need. By default they are made from a text that says so, which is
/// shorter: but for each `[Int64: Int]` the runtime then looks through all conformances of the program, 11,000 here.
let directTypes = ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"]

/// One set of compiler settings for every target of ours: strict language mode, and a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .unsafeFlags(directTypes, .when(configuration: .release)),
]

/// A part of kb; the order below is the order of the table in ARCHITECTURE.md, and imports only point up it.
func part(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = [])
    -> Target
{
    .target(name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ part: Target.Dependency, _ name: String, _ others: [Target.Dependency] = [], resources: [Resource] = [])
    -> Target
{
    .testTarget(name: name, dependencies: [part, "Fixtures"] + others, resources: resources, swiftSettings: strict)
}

/// What makes a program of this size start fast. It is linked for one address, as programs in Go are: else 150,000
/// addresses would have to be corrected in 500 pages of memory first, which takes as long as many a verb. Libraries, stack
/// and heap still lie where nobody knows. It offers its 50,000 symbols to no library: a look for one would search them
/// all. And it holds what it needs of the system's libraries, where `.ci/archives` put them.
let fastStart = [
    "-use-ld=lld", "-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic",
    "-L\(Context.packageDirectory)/.build/archives",
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "kb",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CMarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CProcess"),
        part("Markdown", ["CMarkGFM"]),
        part("Notes", ["Markdown", yams]),
        part("Review", ["Notes"]),
        part("Detection", ["Notes", crypto]),
        part(
            "Index", ["Notes", grdb, sqlite],
            exclude: ["Han/generate.py", "Han/regional.txt", "Han/translations.txt"]),
        part("Journal", ["Notes", "Detection", grdb]),
        part("KnowledgeBase", ["Notes", "Review", "Detection", "Index", "Journal"]),
        part("Catalogue", ["Notes"], resources: [.embedInCode("Catalogues")]),
        part("Live", ["Detection", "Review", "CProcess", yams, httpClient, subprocess]),
        part(
            "Web",
            [
                "KnowledgeBase", "Journal", "Catalogue", "Live", "CZlib", crypto, hummingbird, mustache, lifecycle,
                logging,
            ],
            resources: [.embedInCode("Templates")]),
        part("Commands", ["KnowledgeBase", "Journal", "Catalogue", "Live", arguments]),
        part(
            "LiveCommands",
            ["Commands", "KnowledgeBase", "Journal", "Catalogue", "Live", "Web", arguments, lifecycle, logging]),
        .executableTarget(
            name: "kb", dependencies: ["Commands", "Live", "LiveCommands", arguments], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(fastStart)]),
        .executableTarget(
            name: "kb-bench", dependencies: ["Index", "Notes", "Markdown"], exclude: ["compare.py", "FIGURES.md"],
            swiftSettings: strict),
        .target(name: "Fixtures", path: "Tests/Fixtures", swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        tests("Markdown", "MarkdownTests"),
        tests("Notes", "NotesTests", ["Markdown"]),
        tests("Index", "IndexTests", ["Notes", grdb]),
        tests("Journal", "JournalTests", ["Detection", grdb]),
        tests("Review", "ReviewTests", ["Notes", yams]),
        tests("Detection", "DetectionTests"),
        tests("KnowledgeBase", "KnowledgeBaseTests", ["Notes", "Review", "Detection", "Index"]),
        tests(
            "Web", "WebTests",
            [
                "kb", "Catalogue", "KnowledgeBase", "Index", "Notes", "Review", "Live", "Detection", "Journal",
                hummingbird, hummingbirdTesting, lifecycle,
                logging,
            ],
            resources: [.copy("Snapshots"), .copy("Browser")]),
        tests("Live", "LiveTests", ["kb", "KnowledgeBase", "Notes", "Detection", "CZlib"]),
        tests(
            "Commands", "CommandsTests",
            [
                "kb", "LiveCommands", "Index", "Journal", "Catalogue", "KnowledgeBase", "Notes", "Review", arguments,
                logging,
            ],
            resources: [.copy("Notes"), .copy("Transcripts")]),
    ]
)
