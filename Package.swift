// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sstar",
  products: [
    .executable(name: "sstar", targets: ["sstar"]),
    .library(name: "SStar", targets: ["SStar"]),
    .library(name: "SStarExecution", targets: ["SStarExecution"]),
  ],
  dependencies: [
    // The command line: parsing, help and shell completion.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Settings from several sources in one order of precedence; no traits, as the YAML is read with
    // line numbers here.
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    // YAML: problem.yaml of problem packages, and the language definitions.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // HTTP to model servers: TLS, pooling, streaming bodies, cancellation.
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // Errors of connections, as the HTTP client reports them.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // SHA-256 of recorded calls and blobs.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "SStar"),
    .target(
      name: "SStarExecution",
      dependencies: ["SStar", "SandboxFiles", "sstar-launcher", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "SStarModels",
      dependencies: [
        "SStar", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // gzip and zlib of imported problem sets: Foundation has neither on Linux, and the HTTP client links the
    // system's zlib already.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // A call of Linux that the Glibc module does not have.
    .systemLibrary(name: "CSync"),
    .target(
      name: "SStarEvaluation",
      dependencies: [
        "CSync", "CZlib", "SStar", "SStarExecution", "SStarModels", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "sstar",
      dependencies: [
        "SStar", "SStarExecution", "SStarModels", "SStarEvaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .executableTarget(
      name: "sstar-bench",
      dependencies: [
        "SStar", "SStarExecution", "SStarModels", "SStarEvaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ]),
    .target(
      name: "SandboxFiles", path: "Sandbox", exclude: ["Launcher", "README.md"],
      sources: ["SandboxFiles.swift"], resources: [.copy("Languages"), .copy("ForkServer")]),
    .executableTarget(
      name: "sstar-launcher", path: "Sandbox/Launcher", cSettings: [.define("_GNU_SOURCE")]),
    .testTarget(name: "SStarTests", dependencies: ["SStar", "SStarModels"]),
    // The programs are the tests' own input, read where they lie.
    .testTarget(
      name: "SStarExecutionTests", dependencies: ["SStarExecution"],
      exclude: ["Attacks/Programs", "Contest/Programs", "Languages/Programs"]),
    // Servers that tests talk to: a scripted one, LiteLLM, and the shared rig.
    .target(name: "TestServers", path: "Tests/TestServers"),
    .testTarget(name: "SStarModelsTests", dependencies: ["SStarModels", "TestServers"]),
    .testTarget(
      name: "SStarEvaluationTests",
      dependencies: ["SStarEvaluation", "sstar-bench", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(name: "sstarBenchTests", dependencies: ["sstar-bench", "SStarEvaluation"]),
    .testTarget(name: "sstarTests", dependencies: ["sstar", "TestServers"]),
  ],
  cLanguageStandard: .gnu11
)
