import Foundation
import Glibc
import SStar
import SStarModels

/// The record of one run: `run.json`, `events.jsonl` and `blobs/`.
///
/// Whatever was paid for or computed is on disk before it is used: a run that ends in the middle, however,
/// goes on from there.
public actor RunDirectory {
  public nonisolated let path: String
  public nonisolated let configuration: RunConfiguration
  private nonisolated let eventsPath: String
  /// Nil for a run that is only read.
  private let log: EventLog?
  private let blobs: BlobStore
  /// Events appended, and those of them that would survive a power failure.
  private var written = 0
  private var flushed = 0
  private var flushing: Task<Void, any Error>?
  private var index: Index

  /// What the events say, by what it is looked up by.
  private struct Index {
    /// Where the lines of the calls are; their texts stay on disk.
    var calls: [CallKey: Range<Int>] = [:]
    /// Likewise, by the beginning of the key; only of what was there when the run was opened.
    var executions: [UInt64: Range<Int>] = [:]
    var selections: [String: RunEvent.SelectionRecord] = [:]
    /// Units that came to their end, the last word on each.
    var units: [String: RunEvent.UnitRecord] = [:]
    var grades: [String: [String: RunEvent.GradeRecord]] = [:]
    var candidates: [String: [RunEvent.CandidateRecord]] = [:]
    var spent = Usage()
    var lost: [Role: Usage] = [:]

    mutating func note(_ event: RunEvent, at place: Range<Int>) {
      switch event {
      case .call(let call):
        calls[call.key] = place
        spent += call.usage
      case .lostCall(let lost):
        spent += lost.usage
        self.lost[lost.role, default: Usage()] += lost.usage
      case .execution(let execution): executions[RunDirectory.short(execution.key)] = place
      case .selection(let selection): selections[selection.problem] = selection
      case .grade(let grade): grades[grade.unit, default: [:]][grade.program] = grade
      case .start(let start):
        candidates[start.unit] = nil
        selections[start.unit] = nil
        units[start.unit] = nil
      case .unit(let unit): units[unit.unit] = unit
      case .candidate(let candidate): candidates[candidate.problem, default: []].append(candidate)
      }
    }
  }

  /// A new run in a directory of its own below `parent`.
  /// - Parameter label: what the name shows beside the time, such as problem and model.
  /// - Throws: ``RunError``
  public init(in parent: URL, label: String, configuration: RunConfiguration, now: Date = Date())
    throws(RunError)
  {
    let name = Self.name(label: label, configuration: configuration, now: now)
    let directory = try Self.create(name, in: parent)
    let file = directory.appendingPathComponent("run.json")
    do {
      try configuration.encoded().write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path: file.path, reason: "\(error.localizedDescription)")
    }
    try self.init(opened: directory, configuration: configuration, writes: true)
    // Without its configuration nothing that follows can be read.
    try blobs.synchronize()
  }

  /// An earlier run, to go on with.
  /// - Parameter configuration: what is wanted now; nil to take the run as it is.
  /// - Throws: ``RunError``, also when the configuration differs.
  public init(resuming directory: URL, configuration: RunConfiguration?) throws(RunError) {
    let found = try Self.configuration(of: directory)
    if let configuration, configuration != found {
      throw .otherConfiguration(path: directory.path, differences: found.differences(to: configuration))
    }
    try self.init(opened: directory, configuration: found, writes: true)
  }

  /// An earlier run, to look at. Nothing is written, and nobody is kept from writing.
  /// - Throws: ``RunError``
  public init(reading directory: URL) throws(RunError) {
    try self.init(opened: directory, configuration: try Self.configuration(of: directory), writes: false)
  }

  private init(opened directory: URL, configuration: RunConfiguration, writes: Bool) throws(RunError) {
    path = directory.path
    eventsPath = directory.appendingPathComponent("events.jsonl").path
    self.configuration = configuration
    // Locked first: what is read then does not change any more.
    log = writes ? try EventLog(eventsPath) : nil
    var index = Index()
    let lines = try LineReader(eventsPath)
    var number = 0
    while let (line, offset) = try lines.next() {
      number += 1
      index.note(try Self.event(line, eventsPath, line: number), at: offset..<offset + line.count)
    }
    self.index = index
    blobs = BlobStore(directory: directory.appendingPathComponent("blobs"))
  }

  /// The newest run below `parent` with this configuration; nil when there is none.
  public static func latest(in parent: URL, configuration: RunConfiguration) -> URL? {
    let suffix = "-" + configuration.digest.prefix(6)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    // Names begin with the time.
    return names.filter { $0.contains(suffix) }.sorted(by: >)
      .map { parent.appendingPathComponent($0) }
      .first { (try? Self.configuration(of: $0)) == configuration }
  }

  /// - Throws: ``RunError``
  static func configuration(of directory: URL) throws(RunError) -> RunConfiguration {
    let file = directory.appendingPathComponent("run.json")
    guard let data = try? Data(contentsOf: file) else {
      throw .cannotRead(path: file.path, reason: "cannot be read: \(directory.path) is no run directory")
    }
    struct Version: Decodable { var version: Int }
    if let version = try? JSONDecoder().decode(Version.self, from: data).version,
      version != RunConfiguration.currentVersion
    {
      throw .otherVersion(path: file.path, version: version)
    }
    do {
      return try JSONDecoder().decode(RunConfiguration.self, from: data)
    } catch {
      throw .cannotRead(path: file.path, reason: "is not the configuration of a run")
    }
  }

  private static func event(_ line: Data, _ path: String, line number: Int) throws(RunError) -> RunEvent {
    do {
      return try RunEvent(line: line)
    } catch {
      throw .damaged(path: path, line: number, reason: "the line cannot be understood")
    }
  }

  /// Appends an event. It survives the end of the process; see ``flush()`` for power failures.
  /// - Throws: ``RunError``
  public func append(_ event: RunEvent) throws(RunError) {
    try append([event])
  }

  /// The same with several events, which are written together.
  private func append(_ events: [RunEvent]) throws(RunError) {
    let lines = events.map(\.line)
    guard let log else { return }
    var offset = try log.append(lines)
    written += events.count
    for (event, line) in zip(events, lines) {
      defer { offset += line.count + 1 }
      // Hardly any is asked for again in one process: only repeats do, where they draw the same program. An index of
      // all of them would only grow.
      if case .execution = event { continue }
      index.note(event, at: offset..<offset + line.count)
    }
  }

  /// Returns when all events so far would survive a power failure; many callers share one wait. What a model wrote
  /// stands in the events themselves; for the texts that they refer to see ``flushBlobs()``.
  /// - Throws: ``RunError``
  public func flush() async throws {
    let wanted = written
    while flushed < wanted, let log {
      if let flushing {
        _ = await flushing.result
        continue
      }
      let count = written
      let task = Task.detached { try log.synchronize() }
      flushing = task
      let result = await task.result
      flushing = nil
      try result.get()
      flushed = max(flushed, count)
    }
  }

  /// Returns when all that was stored so far would survive a power failure. Called before an event says that
  /// something is complete, for nobody makes it again then.
  /// - Throws: ``RunError``
  public func flushBlobs() async throws {
    guard log != nil else { return }
    try await Task.detached { [blobs] in try blobs.synchronize() }.value
  }

  /// What the run spent so far, by all processes that worked on it.
  public var spent: Usage { index.spent }

  /// What calls without a reply of use cost so far, by role.
  public var lost: [Role: Usage] { index.lost }

  /// The last selection for a problem.
  public func selection(of problem: String) -> RunEvent.SelectionRecord? {
    index.selections[problem]
  }

  /// - Throws: ``RunError``
  public func store(_ data: Data) throws(RunError) -> String {
    log == nil ? BlobStore.digest(data) : try blobs.store(data)
  }

  /// - Throws: ``RunError``
  public func blob(_ digest: String) throws(RunError) -> Data {
    try blobs.data(digest)
  }

  func execution(for key: String) throws(RunError) -> RunEvent.ExecutionRecord? {
    guard let place = index.executions[Self.short(key)] else { return nil }
    let line = try EventLog.line(eventsPath, at: place.lowerBound, length: place.count)
    // Keys that begin alike are no reason to mix up executions.
    guard case .execution(let record)? = try? RunEvent(line: line), record.key == key else { return nil }
    return record
  }

  /// The first 64 bits of a digest in hexadecimal digits.
  private static func short(_ key: String) -> UInt64 {
    UInt64(key.prefix(16), radix: 16) ?? 0
  }

  /// The units that came to their end, in the order of their names.
  var outcomes: [UnitOutcome] {
    index.units.values.sorted { ($0.problem, $0.repetition) < ($1.problem, $1.repetition) }.map(outcome)
  }

  /// What came of a unit that ended as `record` says.
  func outcome(_ record: RunEvent.UnitRecord) -> UnitOutcome {
    UnitOutcome(
      record: record, candidates: index.candidates[record.unit] ?? [],
      selection: index.selections[record.unit], grades: index.grades[record.unit] ?? [:])
  }

  /// The grades of a unit by program.
  func grades(of unit: String) -> [String: RunEvent.GradeRecord] { index.grades[unit] ?? [:] }

  /// All events but executions, in the order in which they happened.
  /// - Throws: ``RunError``
  public func events(_ body: (RunEvent) throws -> Void) throws {
    // Told without decoding; in texts the quotes would be escaped.
    let execution = Data(#""event":"exec""#.utf8)
    let lines = try LineReader(eventsPath)
    var number = 0
    while let (line, _) = try lines.next() {
      number += 1
      if line.range(of: execution) != nil { continue }
      try body(try Self.event(line, eventsPath, line: number))
    }
  }

  private static func name(label: String, configuration: RunConfiguration, now: Date) -> String {
    let format = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
    let safe = label.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || "-_.".unicodeScalars.contains(scalar) ? String(scalar) : "-"
    }
    return "\(now.formatted(format))-\(safe.joined().prefix(80))-\(configuration.digest.prefix(6))"
  }

  private static func create(_ name: String, in parent: URL) throws(RunError) -> URL {
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: parent.path, reason: error.localizedDescription)
    }
    var directory = parent.appendingPathComponent(name)
    var count = 1
    // Not by looking first: another process may begin a run in the same second.
    while mkdir(directory.path, 0o777) != 0 {
      guard errno == EEXIST else {
        throw .cannotCreate(path: parent.path, reason: String(cString: strerror(errno)))
      }
      count += 1
      directory = parent.appendingPathComponent("\(name)-\(count)")
    }
    guard mkdir(directory.appendingPathComponent("blobs").path, 0o777) == 0 else {
      throw .cannotCreate(path: directory.path, reason: String(cString: strerror(errno)))
    }
    return directory
  }
}

extension RunDirectory: ReplyStore {
  public func reply(for key: CallKey) throws -> ModelReply? {
    guard let place = index.calls[key] else { return nil }
    let line = try EventLog.line(eventsPath, at: place.lowerBound, length: place.count)
    guard case .call(let call) = try RunEvent(line: line) else { return nil }
    return ModelReply(sample: call.sample, text: call.text, finish: call.finish, usage: call.usage)
  }

  public func record(_ replies: [KeyedReply], request: ModelRequest, model: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let blob = try store(try encoder.encode(request))
    let time = Date().formatted(.iso8601)
    try append(
      replies.map { item in
        .call(
          RunEvent.Call(
            key: item.key, problem: request.problemID, role: request.role, model: model,
            sample: item.reply.sample, request: blob, text: item.reply.text, finish: item.reply.finish,
            usage: item.reply.usage, time: time))
      })
  }

  /// Records a call that may have cost something and gave nothing.
  /// - Throws: ``RunError``
  public func record(_ lost: LostCall) throws(RunError) {
    let event = RunEvent.Lost(
      problem: lost.request.problemID, role: lost.request.role, sample: lost.samples.lowerBound,
      reason: lost.reason, tokens: lost.tokens, outputTokens: lost.outputTokens, usd: lost.usd,
      isEstimated: lost.isEstimated, time: Date().formatted(.iso8601))
    try append(.lostCall(event))
  }

  /// Records what a solve made.
  /// - Throws: ``RunError``
  public func record(_ candidate: Candidate, of unit: String) throws(RunError) {
    let program = try candidate.program.map { program throws(RunError) in
      try store(Data(program.source.utf8))
    }
    try append(
      .candidate(
        RunEvent.CandidateRecord(
          problem: unit, id: candidate.id.description, parent: candidate.parent?.description,
          program: program, failure: candidate.failure, publicPassed: candidate.publicPassed,
          publicVerdicts: candidate.publicResults.map(\.verdict))))
  }

  /// The record of a selection, as it stands in the events.
  /// - Throws: ``RunError``
  public func recordOfSelection(_ selection: Selection, selector: String, unit: String) throws(RunError)
    -> RunEvent.SelectionRecord
  {
    let witness = try selection.witness.map { witness throws(RunError) in
      RunEvent.SelectionRecord.WitnessRecord(
        input: try store(witness.input), winnerOutput: witness.winnerOutput, otherOutput: witness.otherOutput)
    }
    return RunEvent.SelectionRecord(
      problem: unit, selector: selector, chosen: selection.chosen.id.description,
      reason: selection.reason, confidence: selection.confidence,
      clusters: selection.clusters.map {
        .init(id: $0.id, members: $0.members.map(\.description), posterior: $0.posterior)
      },
      inputs: selection.inputs, matches: selection.matches, witness: witness)
  }
}
