import Foundation
import Testing

@testable import SStarModels

@Suite struct ServerHabitsTests {
  private func learnt(_ message: String, body: [String: Any], choices: Int = 1, status: Int = 400)
    -> ServerHabits?
  {
    var habits = ServerHabits(mostChoices: 128)
    let failure = CallFailure(.refused, message, status: status)
    return habits.learn(from: failure, body: JSON(body), choices: choices) ? habits : nil
  }

  @Test("a server that knows max_completion_tokens only gets it")
  func tokensField() {
    let message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    #expect(learnt(message, body: ["max_tokens": 5])?.usesCompletionTokens == true)
    #expect(ServerHabits(mostChoices: 1, model: "o3-mini").usesCompletionTokens)
    #expect(ServerHabits(mostChoices: 1, model: "openai/gpt-5-nano").usesCompletionTokens)
    #expect(!ServerHabits(mostChoices: 1, model: "gpt-4o").usesCompletionTokens)
  }

  @Test("what SStar adds by itself is given up when the server does not know it")
  func additions() {
    let temperature = "Unsupported value: 'temperature' does not support 0.7 with this model."
    #expect(learnt(temperature, body: ["temperature": 0.7])?.takesTemperature == false)
    #expect(learnt("seed: Extra inputs are not permitted", body: ["seed": 1])?.takesSeed == false)
    #expect(
      learnt("unknown field stream_options", body: ["stream_options": [:]])?.takesStreamOptions == false)
    #expect(learnt("System role not supported", body: [:])?.takesSystem == false)
  }

  @Test("the number of choices is halved until the server takes it")
  func choices() {
    #expect(learnt("n=8 is not supported", body: ["n": 8], choices: 8)?.mostChoices == 4)
    #expect(learnt("something", body: ["n": 2], choices: 2)?.mostChoices == 1)
  }

  @Test("what the user asked for is not given up silently")
  func usersWishes() {
    #expect(learnt("logit_bias is not supported", body: ["logit_bias": [:], "seed": 1]) == nil)
    #expect(learnt("temperature must be between 0 and 1", body: ["temperature": 1.5]) == nil)
    #expect(learnt("model not found", body: ["seed": 1], status: 404) == nil)
  }
}
