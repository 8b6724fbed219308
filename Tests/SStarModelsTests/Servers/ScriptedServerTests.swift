import Foundation
import Synchronization
import Testing

@testable import TestServers

@Suite("scripted server")
struct ScriptedServerTests {
  @Test func recordsWhatWasSentAndWhetherTheConnectionWasReused() throws {
    let server = try ScriptedServer {
      .json(status: $0.number == 0 ? 429 : 200, headers: ["retry-after": "2"], "{}")
    }
    let client = try LoopbackClient(port: server.port)
    let first = try client.request(
      "/v1/chat/completions", headers: ["X-Key": "k"], post: #"{"n": 3}"#)
    let second = try client.request("/v1/models")
    _ = try LoopbackClient.request(port: server.port, "/v1/models")

    #expect((first.status, second.status) == (429, 200))
    #expect(first.headers["retry-after"] == "2")
    let exchanges = server.exchanges
    #expect(exchanges.map(\.number) == [0, 1, 2])
    #expect(exchanges.map(\.connection) == [0, 0, 1])
    #expect(exchanges.map(\.isReused) == [false, true, false])
    #expect(exchanges.map(\.path) == ["/v1/chat/completions", "/v1/models", "/v1/models"])
    #expect(exchanges[0].headers["x-key"] == "k")
    #expect(exchanges[0].json["n"] as? Int == 3)
  }

  @Test func readsChunkedRequests() throws {
    let server = try ScriptedServer { .json("[\"\($0.text)\"]") }
    let client = try LoopbackClient(port: server.port)
    try client.send(
      Data("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n".utf8))
    #expect(try client.response().text == #"["abcde"]"#)
  }

  @Test(arguments: [nil, 1, 7], [BodyFraming.chunked, .untilClose])
  func streamsTheSameEventsHoweverTheyAreCut(bytes: Int?, framing: BodyFraming) throws {
    let server = try ScriptedServer { _ in
      .sse([StreamEvent("{\"é\":1}", name: "ping"), .done], framing: framing, splitEvery: bytes)
    }
    let response = try LoopbackClient(port: server.port).request("/")
    #expect(response.headers["content-type"]?.hasPrefix("text/event-stream") == true)
    #expect(response.text == "event: ping\ndata: {\"é\":1}\n\ndata: [DONE]\n\n")
  }

  @Test func closesInsideABody() throws {
    let server = try ScriptedServer { _ in [Step].json("{\"a\": 1}").cut(last: 3, then: .close) }
    let error = #expect(throws: SocketError.self) { try LoopbackClient(port: server.port).request("/") }
    #expect(error?.description.contains("the connection ended after") == true)
  }

  @Test func resetsTheConnection() throws {
    let server = try ScriptedServer { _ in [.reset] }
    let error = #expect(throws: SocketError.self) { try LoopbackClient(port: server.port).request("/") }
    #expect(error?.description.contains("reset by peer") == true)
  }

  @Test func closesAfterTheAnswerWhenToldSo() throws {
    let server = try ScriptedServer { _ in .json(keepAlive: false, "{}") }
    let client = try LoopbackClient(port: server.port)
    #expect(try client.request("/").headers["connection"] == "close")
    #expect(throws: SocketError.self) { try client.request("/") }
    #expect(server.exchanges.count == 1)
  }

  @Test func noticesAClientThatHangsUp() async throws {
    let server = try ScriptedServer { _ in [.pause(60)] + .json("{}") }
    var client: LoopbackClient? = try LoopbackClient(port: server.port)
    try client?.send(Data("GET / HTTP/1.1\r\n\r\n".utf8))
    #expect(await server.waits { $0.exchanges.count == 1 })
    #expect(server.hangUps.isEmpty)
    client = nil
    #expect(await server.waits { $0.hangUps == [0] })
    #expect(await server.waits { $0.openConnections == 0 })
  }

  @Test func serves300ConnectionsAtOnceAndKnowsIt() async throws {
    // The answers begin when all requests are there.
    let arrived = Mutex(0)
    let server = try ScriptedServer { exchange in
      arrived.withLock { $0 += 1 }
      while arrived.withLock({ $0 }) < 300 { usleep(2000) }
      return .json("{\"number\": \(exchange.number)}")
    }
    let clients = try (0..<300).map { _ in try LoopbackClient(port: server.port) }
    for client in clients { try client.send(Data("GET / HTTP/1.1\r\n\r\n".utf8)) }
    let numbers = try clients.map { try $0.response().json["number"] as? Int }
    #expect(Set(numbers) == Set(0..<300))
    #expect(server.peakConcurrency == 300)
    #expect(server.connections == 300)
  }

  @Test func requestsInTurnAreNeverCountedAsConcurrent() throws {
    let server = try ScriptedServer { _ in .json("{}") }
    for _ in 0..<200 { _ = try LoopbackClient.request(port: server.port, "/") }
    #expect(server.peakConcurrency == 1)
  }

  @Test func stopsWithConnectionsUnderWay() throws {
    let server = try ScriptedServer { _ in [.pause(60)] + .json("{}") }
    let client = try LoopbackClient(port: server.port)
    try client.send(Data("GET / HTTP/1.1\r\n\r\n".utf8))
    server.stop()
    #expect(throws: SocketError.self) { try client.response() }
    #expect(throws: SocketError.self) { try LoopbackClient(port: server.port) }
    #expect(server.openConnections == 0)
    #expect(server.hangUps.isEmpty)
  }
}
