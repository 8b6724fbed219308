import Dispatch
import Foundation
import SStar

/// Runs untrusted programs, confined and limited, many at once.
///
/// ```swift
/// try await Sandbox.withSandbox { sandbox in
///   let program = Program(language: "python3", source: "print(int(input()) + 1)")
///   let result = try await sandbox.run(Invocation(program: program, input: Data("41\n".utf8)))
///   print(result.execution.verdict, String(decoding: result.execution.output, as: UTF8.self))
/// }
/// ```
public final class Sandbox: InvocationRunner, Sendable {
  /// What is in force for every program.
  public let report: SandboxReport
  /// The languages that can be run.
  public let languages: LanguageRegistry
  private let options: SandboxOptions
  private let pool: JailPool
  private let programs = ProgramCache()

  private init(
    report: SandboxReport, languages: LanguageRegistry, options: SandboxOptions, pool: JailPool
  ) {
    self.report = report
    self.languages = languages
    self.options = options
    self.pool = pool
  }

  /// Gives `body` a sandbox and ends all its processes when `body` is done.
  /// - Throws: ``SandboxError``, or what `body` throws.
  public static func withSandbox<T: Sendable>(
    _ options: SandboxOptions = SandboxOptions(), _ body: @Sendable (Sandbox) async throws -> T
  ) async throws -> T {
    let sandbox = try await start(options)
    do {
      let result = try await body(sandbox)
      await sandbox.shutdown()
      return result
    } catch {
      await sandbox.shutdown()
      throw error
    }
  }

  /// Starts a sandbox that the caller shuts down.
  /// - Throws: ``SandboxError``, among others when the machine grants less than the minimum.
  public static func start(_ options: SandboxOptions = SandboxOptions()) async throws -> Sandbox {
    let installation = try Installation.find()
    let reaper = LauncherReaper(launcher: installation.launcher)
    DispatchQueue.global().async { ScratchDirectory.removeAbandoned(with: installation.launcher) }
    let base = JailConfiguration(
      launcher: installation.launcher, mode: options.mode, readOnlyPaths: Toolchain.systemPaths,
      scratchBytes: options.scratchBytes, landlockABI: options.landlockABI,
      usesControlGroups: options.usesControlGroups, forkServer: nil, reaper: reaper)
    let report = try await Jail.start(base).report
    try check(report, mode: options.mode)
    // Without a root of our own, another user must be able to reach the toolchains.
    let everyone = report.layers.contains(.separateUser) && !report.layers.contains(.namespaces)
    let languages = try LanguageRegistry(
      directories: [installation.languages] + options.languageDirectories, everyone: everyone,
      hasProc: report.layers.contains(.namespaces) || options.mode == .none)
    let pool = JailPool(workers: options.workers, reaper: reaper) { kind in
      var configuration = base
      switch kind {
      case .plain:
        configuration.readOnlyPaths += languages.all.flatMap(\.readOnlyPaths)
      case .forkServer(let id):
        // Landlock takes time for each path at each start: only those of the one language.
        let (language, toolchain) = try languages.usable(id)
        let scripts = installation.forkServers.appendingPathComponent(language.definition.forkServer ?? "")
        configuration.readOnlyPaths += language.readOnlyPaths
        configuration.forkServer = (toolchain.path, scripts)
      }
      configuration.readOnlyPaths = Set(configuration.readOnlyPaths).sorted()
      return try await Jail.start(configuration)
    }
    return Sandbox(report: report, languages: languages, options: options, pool: pool)
  }

  private static func check(_ report: SandboxReport, mode: SandboxMode) throws {
    let missing = report.notes.isEmpty ? "this kernel does not offer it" : report.notes
    switch mode {
    case .none: break
    case .namespaces where !report.layers.contains(.namespaces):
      throw SandboxError.tooWeak(mode: mode, missing: missing)
    case .landlock where !report.layers.contains(.landlock):
      throw SandboxError.tooWeak(mode: mode, missing: missing)
    default:
      if !report.layers.meetMinimum { throw SandboxError.tooWeak(mode: mode, missing: missing) }
    }
  }

  /// Process ids of the launchers that have nothing to do now.
  func launchers() async -> [Int32] {
    await pool.launchers
  }

  /// Working directories of programs on this machine; none where namespaces hide them.
  func boxes() async -> [String] {
    report.layers.contains(.namespaces) ? [] : await pool.boxes
  }

  /// Ends all idle processes of the sandbox.
  public func shutdown() async {
    await pool.shutdown()
  }

  /// Runs a program once, as soon as a worker is free, and compiles it before where that is not done yet.
  ///
  /// Cancelling the task ends the program at once.
  /// - Throws: `CancellationError`, or ``SandboxError`` when no program can be run. What a program does wrong is a
  ///   verdict.
  public func run(_ invocation: Invocation) async throws -> InvocationResult {
    // The machine may have ended a launcher or an interpreter that was idle; a second failure is no accident.
    do {
      let result = try await runOnce(invocation)
      if result.execution.verdict != .judgeError { return result }
    } catch SandboxError.launcher {}
    try Task.checkCancellation()
    return try await runOnce(invocation)
  }

  private func runOnce(_ invocation: Invocation) async throws -> InvocationResult {
    switch try await prepare(invocation) {
    case .failed(let execution): return InvocationResult(execution: execution)
    case .ready(let program): return try await run(program, invocation)
    }
  }

  private func run(_ program: PreparedProgram, _ invocation: Invocation) async throws -> InvocationResult {
    let response = try await respond(to: program, invocation)
    let execution = Execution(
      response: response, limits: invocation.limits, outOfMemory: program.language.definition.outOfMemory)
    let files = zip(invocation.collect, response.collected).compactMap { name, contents in
      contents.map { Program.File(name: name, contents: $0) }
    }
    return InvocationResult(execution: execution, files: files)
  }

  private func respond(
    to program: PreparedProgram, _ invocation: Invocation
  ) async throws -> LauncherMessages.Response {
    var request = runRequest(program.language, limits: invocation.limits)
    request.forkServerMode =
      invocation.runsAssertions && program.mode == .function ? .assertions : program.mode
    request.files = invocation.files
    request.directories = invocation.directories
    request.collect = invocation.collect
    request.input = invocation.input
    let kind: JailPool.Kind = program.mode == nil ? .plain : .forkServer(language: program.language.id)
    let prepared = request
    return try await pool.withJail(kind, installed: program.id) { jail in
      try await self.install(program, in: jail)
      var request = prepared
      if program.mode == nil {
        let placeholders = Placeholders(
          program.language, main: program.mainFile, program: jail.report.program,
          memoryBytes: invocation.limits.memoryBytes)
        request.arguments = placeholders.fill(program.language.definition.run) + invocation.arguments
        request.environment = self.environment(program.language, placeholders, box: jail.report.box)
      }
      let response = try await jail.send(request)
      // A jail that could not run one program may be unable to run any.
      if response.header.failed { jail.kill() }
      if response.header.isCompiled { jail.installed = program.compiledID }
      return response
    }
  }

  private func install(_ program: PreparedProgram, in jail: Jail) async throws {
    guard jail.installed != program.id else { return }
    if let source = program.source, try await compile(source, again: program, in: jail) { return }
    try await install(program.files, isInMemory: program.isInMemory, in: jail)
    jail.installed = program.id
  }

  private func install(_ files: [Program.File], isInMemory: Bool, in jail: Jail) async throws {
    jail.installed = nil
    var request = LauncherMessages.Request(operation: .install)
    request.files = files
    request.isInMemory = isInMemory
    let response = try await jail.send(request)
    if response.header.failed {
      throw SandboxError.resources(
        "cannot install a program: \(String(decoding: response.error, as: UTF8.self))")
    }
  }

  /// Compiles a program in another jail than the first one. Where a jail keeps what it compiled, all do: addresses,
  /// and with them the order of some sets, are then alike in all.
  private func compile(
    _ source: [Program.File], again program: PreparedProgram, in jail: Jail
  ) async throws -> Bool {
    try await install(source, isInMemory: true, in: jail)
    var request = runRequest(program.language, limits: compileLimits(program.language))
    request.forkServerMode = .compile
    guard try await jail.send(request).header.isCompiled else { return false }
    jail.installed = program.id
    return true
  }

  private func runRequest(
    _ language: LanguageRegistry.Language, limits: Limits
  ) -> LauncherMessages.Request {
    let definition = language.definition
    var request = LauncherMessages.Request(operation: .run)
    request.limits = limits
    request.threads = definition.threads
    request.descriptors = definition.descriptors
    request.scratchBytes = options.scratchBytes
    request.stackBytes = min(max(limits.memoryBytes, 8 << 20), MemoryPolicy.largestStack)
    // Each thread of a compiled program reserves a stack of the main thread's size.
    request.dataBytes =
      limits.memoryBytes + MemoryPolicy.spare + definition.threads * request.stackBytes
    // The main thread's stack is no data.
    request.addressSpaceBytes =
      request.dataBytes + request.stackBytes
      + (definition.limitsAddressSpace ? 0 : MemoryPolicy.reserved)
    return request
  }

  private func environment(
    _ language: LanguageRegistry.Language, _ placeholders: Placeholders, box: String
  ) -> [String] {
    [
      "PATH=\(language.searchPath.joined(separator: ":"))", "HOME=\(box)", "TMPDIR=\(box)", "LANG=C.UTF-8",
      "PYTHONHASHSEED=0", "PYTHONUTF8=1", "PYTHONDONTWRITEBYTECODE=1", "OMP_NUM_THREADS=1",
      "OPENBLAS_NUM_THREADS=1",
    ] + placeholders.fill(language.definition.environment)
  }

  // MARK: - Compiling

  private func prepare(_ invocation: Invocation) async throws -> Preparation {
    let program = invocation.program
    let language = try languages.usable(program.language).language
    // The resident interpreter runs single files without arguments; the rest gets an interpreter of its own.
    let forks =
      language.definition.forkServer != nil && program.files.count == 1 && invocation.arguments.isEmpty
    let key = ProgramCache.Key(program: program, forks: forks)
    return try await programs.preparation(of: key) { id in
      try await self.compile(program, id: id, forks: forks)
    }
  }

  private func compile(_ program: Program, id: Int, forks: Bool) async throws -> Preparation {
    let language = try languages.usable(program.language).language
    let files = language.definition.storedFiles(of: program)
    guard let main = files.first else {
      return .failed(Execution(verdict: .compileError, detail: "the program has no files"))
    }
    if forks { return try await compileInForkServer(program, id: id, language: language, main: main) }
    if program.entryPoint != nil {
      return .failed(
        Execution(verdict: .judgeError, detail: "function problems need a language with a fork server"))
    }
    var prepared = PreparedProgram(
      id: id, language: language, files: files, isInMemory: false, mode: nil, mainFile: main.name)
    guard let compile = language.definition.compile else { return .ready(prepared) }

    let limits = language.definition.compileLimits
    var request = LauncherMessages.Request(operation: .run)
    request.isCompile = true
    request.files =
      files
      + language.definition.compileFiles.map { Program.File(name: $0.key, contents: Data($0.value.utf8)) }
    request.collect = language.definition.artifacts
    request.limits = Limits(
      cpuSeconds: limits.cpuSeconds, memoryBytes: limits.memoryMiB << 20, outputBytes: 1 << 20,
      processes: limits.processes)
    request.addressSpaceBytes = limits.limitsAddressSpace ? limits.memoryMiB << 20 : 0
    request.descriptors = max(256, language.definition.descriptors)
    request.scratchBytes = options.scratchBytes
    // What arrays are initialized with is part of the program.
    request.fileBytes = options.scratchBytes
    let extensions = language.definition.compiles ?? language.definition.extensions
    let sources = files.map(\.name).filter {
      extensions.contains(($0 as NSString).pathExtension.lowercased())
    }
    let prototype = request
    let response = try await pool.withJail(.plain, installed: nil) { jail in
      var request = prototype
      let placeholders = Placeholders(
        language, sources: sources, main: main.name, program: jail.report.program,
        memoryBytes: prototype.limits.memoryBytes)
      request.arguments = placeholders.fill(compile)
      request.environment = self.environment(language, placeholders, box: jail.report.box)
      let response = try await jail.send(request)
      if response.header.failed { jail.kill() }
      return response
    }
    let execution = Execution(response: response, limits: prototype.limits)
    let artifacts = zip(language.definition.artifacts, response.collected)
    guard execution.verdict == .accepted, artifacts.allSatisfy({ $0.1 != nil }) else {
      return .failed(execution.asCompileError)
    }
    if language.definition.artifacts.isEmpty { return .ready(prepared) }
    prepared.files = artifacts.compactMap { name, contents in
      contents.map { Program.File(name: name, contents: $0) }
    }
    return .ready(prepared)
  }

  private func compileInForkServer(
    _ program: Program, id: Int, language: LanguageRegistry.Language, main: Program.File
  ) async throws -> Preparation {
    var prepared = PreparedProgram(
      id: id, language: language, files: [], isInMemory: true, mode: .compile, mainFile: "main.py")
    let source = Program.File(name: "main.py", contents: main.contents)
    let uncompiled = PreparedProgram.forkServerProgram(entryPoint: program.entryPoint, source: main.contents)
    prepared.files = [Program.File(name: "program", contents: uncompiled), source]
    let limits = compileLimits(language)
    let response = try await respond(to: prepared, Invocation(program: program, limits: limits))
    let execution = Execution(
      response: response, limits: limits, outOfMemory: language.definition.outOfMemory)
    guard execution.verdict == .accepted else { return .failed(execution.asCompileError) }
    if response.header.isCompiled { prepared.source = prepared.files }
    let compiled = PreparedProgram.forkServerProgram(entryPoint: program.entryPoint, code: execution.output)
    prepared.id = prepared.compiledID
    prepared.files[0].contents = compiled
    prepared.mode = program.entryPoint == nil ? .main : .function
    return .ready(prepared)
  }

  /// Limits on compiling in a fork server.
  private func compileLimits(_ language: LanguageRegistry.Language) -> Limits {
    let limits = language.definition.compileLimits
    return Limits(
      cpuSeconds: limits.cpuSeconds, memoryBytes: limits.memoryMiB << 20, outputBytes: 64 << 20)
  }
}

/// Why the limits on virtual memory are wider than the memory limit: resident memory decides (the
/// launcher watches it), these only bound how far a program gets between two looks.
enum MemoryPolicy {
  /// Room for what honest programs reserve and never use, besides stacks: arenas, heaps, mapped libraries.
  static let spare = 8 << 30
  /// More room for runtimes that reserve far more than they use. Not without end: for what is reserved and only
  /// read the kernel keeps tables in nobody's account, a page for each 2 MiB.
  static let reserved = 32 << 30
  /// Main thread's stack, where the memory limit is not smaller: more than deep recursion on any contest's inputs
  /// takes, and so little that endless recursion comes to its end within a second.
  static let largestStack = 512 << 20
}
