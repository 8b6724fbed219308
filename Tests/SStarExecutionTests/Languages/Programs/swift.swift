import Dispatch

func block(_ n: Int) -> [UInt8] { Array(repeating: UInt8(truncatingIfNeeded: n), count: 1 << 20) }

func frugal() {
  var kept = Array(repeating: [UInt8](), count: 32)
  for i in 0..<1000 { kept[i % 32] = block(i) }
  print(kept.count)
}

func threads() {
  let total = DispatchQueue(label: "total")
  nonisolated(unsafe) var sum = 0
  DispatchQueue.concurrentPerform(iterations: 8) { n in total.sync { sum += n } }
  print(sum)
}

switch readLine() {
case "sum":
  var total = 0
  while let line = readLine() {
    for word in line.split(separator: " ") { total += Int(word) ?? 0 }
  }
  print(total)
case "fault": print([Int]()[CommandLine.arguments.count])
case "loop": while true {}
case "hog":
  var kept: [[UInt8]] = []
  while true { kept.append(block(kept.count)) }
case "frugal": frugal()
case "threads": threads()
default: break
}
