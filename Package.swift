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
    // YAML: problem.yaml of problem packages, and the language definitions.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "SStar"),
    .target(
      name: "SStarExecution",
      dependencies: ["SStar", "SandboxFiles", "sstar-launcher", .product(name: "Yams", package: "Yams")]),
    .target(name: "SStarModels", dependencies: ["SStar"]),
    .target(
      name: "SStarEvaluation",
      dependencies: ["SStar", "SStarExecution", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "sstar",
      dependencies: [
        "SStar", "SStarExecution", "SStarModels", "SStarEvaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "sstar-bench",
      dependencies: [
        "SStar", "SStarExecution",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "SandboxFiles", path: "Sandbox", exclude: ["Launcher", "README.md"],
      sources: ["SandboxFiles.swift"], resources: [.copy("Languages"), .copy("ForkServer")]),
    .executableTarget(
      name: "sstar-launcher", path: "Sandbox/Launcher", cSettings: [.define("_GNU_SOURCE")]),
    .testTarget(name: "SStarTests", dependencies: ["SStar", "SStarModels"]),
    .testTarget(name: "SStarExecutionTests", dependencies: ["SStarExecution"]),
    .testTarget(name: "SStarModelsTests", dependencies: ["SStarModels"]),
    .testTarget(name: "SStarEvaluationTests", dependencies: ["SStarEvaluation"]),
    .testTarget(name: "sstarTests", dependencies: ["sstar"]),
  ],
  cLanguageStandard: .gnu11
)
