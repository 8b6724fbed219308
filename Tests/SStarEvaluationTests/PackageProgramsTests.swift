import Foundation
import SStar
import SStarExecution
import Testing

@testable import SStarEvaluation

@Suite struct PackageProgramsTests {
  private func load(yaml: String = "name: A\nlimits: {time_limit: 1}\n", _ files: [String: String]) throws
    -> ProblemPackage
  {
    try TemporaryPackage(yaml: yaml, files).load()
  }

  @Test(arguments: [
    ("a.py", "python3"), ("a.cpp", "cpp"), ("a.cc", "cpp"), ("a.cxx", "cpp"), ("a.c++", "cpp"), ("a.c", "c"),
    ("A.java", "java"), ("a.kt", "kotlin"), ("a.rs", "rust"), ("a.go", "go"), ("a.js", "javascript"),
    ("a.ts", "typescript"), ("a.swift", "swift"), ("a.CPP", "cpp"), ("my.long.name.py", "python3"),
  ])
  func theLanguageFollowsFromTheExtension(name: String, language: String) throws {
    let package = try load(["submissions/accepted/\(name)": "x"])
    #expect(package.submissions.map(\.program.language) == [language])
    #expect(package.submissions.map(\.name) == ["accepted/\(name)"])
    #expect(package.warnings.isEmpty)
  }

  @Test func pythonTwoIsToldByItsFirstLine() throws {
    let package = try load([
      "submissions/accepted/a.py": "#!/usr/bin/env python2\nprint 1",
      "submissions/accepted/b.py": "#!/usr/bin/python3\n",
      "submissions/accepted/c.py": "# python2\n",
    ])
    #expect(package.submissions.map(\.program.language) == ["python2", "python3", "python3"])
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let package = try load([
      "submissions/accepted/a.py": "x", "submissions/accepted/b.f90": "x", "submissions/accepted/binary": "x",
      "submissions/accepted/empty/notes.md": "x", "submissions/accepted/README.md": "x",
      "submissions/c.py": "x", "submissions/submissions.yaml": "", "include/default/d.h": "x",
    ])
    #expect(package.submissions.map(\.name) == ["accepted/a.py"])
    for name in ["b.f90", "binary", "empty", "c.py", "include"] {
      #expect(package.warnings.contains { $0.contains("/\(name): ") }, "\(name)")
    }
    #expect(package.warnings.count == 5)
  }

  @Test func everyFolderOfSubmissionsIsRead() throws {
    let package = try load([
      "submissions/accepted/a.py": "", "submissions/mixed/b.py": "", "submissions/.git/c.py": "",
    ])
    #expect(package.submissions.map(\.folder) == ["accepted", "mixed"])
  }

  @Test func aDirectoryIsOneProgramWithItsMainFileFirst() throws {
    let package = try load([
      "submissions/accepted/multi/a.cpp": "a", "submissions/accepted/multi/main.cpp": "m",
      "submissions/accepted/multi/util.h": "u", "submissions/accepted/multi/notes.txt": "n",
    ])
    #expect(package.submissions.map(\.name) == ["accepted/multi"])
    #expect(package.submissions[0].program.files.map(\.name) == ["main.cpp", "a.cpp", "util.h"])
    #expect(package.warnings.contains { $0.contains("notes.txt") })
  }

  @Test func legacyOutputValidatorsAreFilesOrDirectories() throws {
    let yaml = "validation: custom\nvalidator_flags: a b\nlimits: {time_limit: 1}\n"
    let file = try load(yaml: yaml, ["output_validators/v.cpp": "v", "output_validators/testlib.h": "t"])
    #expect(file.outputValidator?.program.files.map(\.name) == ["v.cpp", "testlib.h"])
    #expect(file.outputValidator?.arguments == ["a", "b"])
    #expect(file.problem.comparison == .validator)
    #expect(file.warnings.isEmpty)
    let directory = try load(yaml: yaml, ["output_validators/check/v.py": "v"])
    #expect(directory.outputValidator?.program.language == "python3")
  }

  @Test func severalOutputValidatorsAreRefused() {
    let error = #expect(throws: PackageError.self) {
      try load(yaml: "validation: custom", ["output_validators/v.py": "v", "output_validators/w.py": "w"])
    }
    #expect(error?.field == "validation")
  }

  @Test func anUnusedOutputValidatorIsSaid() throws {
    let package = try load(["output_validators/v.py": "v"])
    #expect(package.outputValidator == nil)
    #expect(package.problem.comparison == .default)
    #expect(package.warnings.contains { $0.contains("output_validators") })
  }

  @Test func theNewerFormatNeedsNoWordForItsOutputValidator() throws {
    let yaml = "problem_format_version: 2023-07-draft\nname: A\nlimits: {time_limit: 1}\n"
    #expect(try load(yaml: yaml, ["output_validator/v.py": "v"]).problem.comparison == .validator)
    #expect(try load(yaml: yaml, [:]).problem.comparison == .default)
    // A validator that cannot be read is no reason to judge by other rules.
    #expect(throws: PackageError.self) { try load(yaml: yaml, ["output_validator/build": "#!/bin/sh"]) }
  }

  @Test func inputValidatorsAreFoundInBothFolders() throws {
    let package = try load([
      "input_format_validators/a.py": "", "input_validators/b/v.cpp": "", "input_validators/b/testlib.h": "",
      "input_validators/c.ctd": "",
    ])
    #expect(package.inputValidators.map(\.language) == ["cpp", "python3"])
    #expect(package.warnings.contains { $0.contains("c.ctd") })
  }

  @Test func aCapitalTellsCppFromC() {
    #expect(PackagePrograms.language(ofFile: "main.C") == "cpp")
    #expect(PackagePrograms.language(ofFile: "main.c") == "c")
    #expect(PackagePrograms.language(ofFile: "MAIN.CPP") == "cpp")
  }

  @Test func everyExtensionOfALanguageDefinitionIsKnown() async throws {
    try await Sandbox.withSandbox(SandboxOptions(mode: .none, workers: 1)) { sandbox in
      for language in sandbox.languages.all {
        for suffix in language.extensions {
          #expect(PackagePrograms.language(ofFile: "main.\(suffix)") == language.id)
        }
      }
    }
  }
}
